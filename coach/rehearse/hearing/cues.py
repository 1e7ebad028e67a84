"""Moves that are told by their words: our own cues, and what the tone coach finds already."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from coach.errors import CoachError
from coach.language import _
from coach.tone.book import Book
from coach.tone.load import FOLDER, WORDS, bundled
from coach.tone.phrase import phrase
from coach.tone.rule import Look, Rule

FILES = tuple(Path(__file__).with_name(name) for name in ("cues.toml", "harsh.toml"))

_TONE = {
    "absolute.always-never": "absolute",
    "absolute.everyone-nobody": "absolute",
    "absolute.every-time": "absolute",
    "absolute.always-happens": "absolute",
    "accusing": "blame",
    "judgement": "blame",
    "sarcasm": "blame",
    "guilt": "blame",
    "disagree.you-are-wrong": "blame",
    "diminishing.at-least": "blame",
    "mind-reading": "motive",
    "threat": "threat",
    "deadline.by-or-else": "threat",
    "demand.must": "demand",
    "demand.i-expect": "demand",
    "demand.no-room": "demand",
    "demand.sharp-command": "demand",
}
"""From a rule of the tone coach, or a category of rules, to the move that it tells of. What
it praises is made for letters; how people thank and ask when they talk is in our own cues."""


_ABOUT_THEM = frozenset(("judgement.staff-diagnosis",))
"""Rules that hold only where the words begin with the person: “your drinking” is a subject."""
_THEY = re.compile(r"(?:you|u|he|she|they|the|that|this|ms|mr|mrs)(?![\w-])")


class Cue(NamedTuple):
    """Words that tell a move.

    Attributes:
        move: which.
        start, end: where, in characters of the sentence.
        words: as said.
        ours: True where our own cues found it, False where the tone coach did.
        charges: True where it is a charge even in a question (“why did you let him …”).
    """

    move: str
    start: int
    end: int
    words: str
    ours: bool
    charges: bool = False


_CHARGING = re.compile(
    r"(?:why|how|what|where|who|which|did|do|does|have|has|are|is|was|were|can|can't|could|don't|"
    r"didn't|would|will|won't|aren't|haven't|couldn't|wouldn't)\b",
    re.IGNORECASE,
)
_CHARGES = ("accusing.", "sarcasm.", "guilt.", "diminishing.", "mind-reading.", "threat.")


def cues_of(sentence: str, fluent: str) -> Iterator[Cue]:
    """Return what the words of a sentence tell.

    Args:
        sentence: as it was said.
        fluent: the same without fillers, as long (see `speech.fluent`).
    """
    for find in book().finds(fluent):
        words = sentence[find.start : find.end]
        charges = _CHARGING.match(words) is not None or find.rule.category == "threat"
        yield Cue(find.rule.category, find.start, find.end, words, True, charges)
    for find in harsh().finds(sentence):
        rule = find.rule
        if rule.id not in _ABOUT_THEM or _THEY.match(fluent, find.start):
            words = sentence[find.start : find.end]
            charges = rule.id.startswith(_CHARGES)
            yield Cue(_move(rule), find.start, find.end, words, False, charges)


def _move(rule: Rule) -> str:
    return _TONE.get(rule.id) or _TONE.get(rule.category, "")


@cache
def harsh() -> Book:
    """Return those rules of the tone coach that tell a move."""
    return Book(tuple(rule for rule in bundled().rules if _move(rule) and not rule.measure))


@cache
def book() -> Book:
    """Return our cues, read once.

    Raises:
        CoachError: the file can't be read.
    """
    rules: list[Rule] = []
    common = table(FOLDER / WORDS)["words"]
    for file in FILES:
        data = table(file)
        lists = {**common, **data["words"]}
        rules += [
            _rule(f"{row['move']}.{file.stem}-{at}", row, lists)
            for at, row in enumerate(data["cue"])
        ]
    return Book(tuple(rules))


def table(file: Path) -> dict[str, Any]:
    """Return one of the lists of words that come with Coach.

    Raises:
        CoachError: the file can't be read.
    """
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CoachError(
            _("The list of words that tell a move can't be read: {path}").format(path=file),
            advice=_("Install Coach again."),
        ) from error


def _rule(id: str, row: Mapping[str, Any], lists: Mapping[str, Any]) -> Rule:
    def read(key: str) -> list[Any]:
        return [phrase(one, lists) for one in row.get(key, ())]

    return Rule(
        id=id,
        severity="praise",
        says="",
        looks=tuple(Look(one) for one in read("find")),
        unless=tuple(read("unless")),
        without=tuple(read("without")),
    )
