"""One find in a text, as it is told; and what a person keeps of what was told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["warning", "suggestion", "praise"]

Kept = frozenset[tuple[str, str]]
"""What the writer wants to keep: the id of a rule and the words, in small letters."""
NOTHING_KEPT: Kept = frozenset()


@dataclass(frozen=True, slots=True)
class Flag:
    """One find in a text.

    Attributes:
        rule: its id.
        severity: that of the rule.
        start, end: where, in characters from 0; both 0 where it is about the whole message.
        match: the words found.
        says: the reason.
        better: what to do, in a sentence; may be empty.
        replacements: other ways to put `match`, each fit to stand exactly in its place.
        practice: ids from guidance.md §1.
        weight: how much it moves the score, in points of 100.
    """

    rule: str
    severity: Severity
    start: int
    end: int
    match: str
    says: str
    better: str = ""
    replacements: tuple[str, ...] = ()
    practice: tuple[str, ...] = ()
    weight: int = 0

    def applied(self, text: str, choice: int = 0) -> str:
        """Return `text` with one of the other ways in the place of these words."""
        return f"{text[: self.start]}{self.replacements[choice]}{text[self.end :]}"


def key(flag: Flag) -> tuple[str, str]:
    """Return what a flag is kept by: its rule and its words, wherever they stand."""
    return flag.rule, " ".join(flag.match.replace("’", "'").lower().split())
