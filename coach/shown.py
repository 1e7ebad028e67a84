"""What a guide shows to a face: one prompt, one line of the outline, one letter as it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.compose.outcome import Letter
from coach.scenario.evaluate import Value
from coach.scenario.model import Kind

State = Literal["present", "done", "skipped", "ahead", "doubtful"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a prompt, with the answers so far in its words."""

    id: str
    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One step as a person meets it: every template filled in.

    Attributes:
        number, total: which step this is of those on the path as far as it is known.
        value: the answer it has, or None where it has none; an empty value where it was skipped.
        draft: text being typed that is not an answer yet, or None.
        doubt: why the stored answer no longer fits, or "".
        most: the most rows or picks.
        offers: people on the child's card, where somebody's name is asked for.
    """

    id: str
    kind: Kind
    section: str
    title: str
    ask: str
    why: str
    weak: str
    example: str
    words: tuple[int, int] | None
    optional: bool
    options: tuple[Choice, ...]
    columns: tuple[Choice, ...]
    most: int
    low: str
    high: str
    range: tuple[int, int]
    number: int
    total: int
    value: Value
    answered: bool
    draft: Value
    doubt: str
    offers: tuple[str, ...] = ()

    @property
    def start(self) -> Value:
        """What to put in front of the person: what they were typing, else their answer."""
        return self.draft if self.draft is not None else self.value


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the outline and the review.

    Attributes:
        step: its id; empty for a section's title.
        words: the answer in words; empty where there is none.
        typing: True where text was typed that is not the answer yet.
    """

    step: str
    title: str
    state: State
    words: str = ""
    typing: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter as it will leave: composed, or as the parent has edited it.

    Attributes:
        edited: True where the parent has changed it by hand.
        stale: True where an answer behind it has changed since; `letter` has the new words.
    """

    letter: Letter
    subject: str
    body: str
    edited: bool = False
    stale: bool = False
