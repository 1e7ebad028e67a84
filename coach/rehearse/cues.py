"""Moves that are told by their words: our own cues, and what the tone coach finds already."""

from __future__ import annotations

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

FILE = Path(__file__).with_name("cues.toml")
FORMAT = 1

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
    "hear.own": "own-part",
    "hear.agree": "agree",
    "appreciative": "thank",
    "ask": "ask",
    "shared.offer": "offer",
    "next-step": "next-step",
}
"""From a rule of the tone coach, or a category of rules, to the move that it tells of."""


class Cue(NamedTuple):
    """Words that tell a move.

    Attributes:
        move: which.
        start, end: where, in characters of the sentence.
        ours: True where our own cues found it, False where the tone coach did.
    """

    move: str
    start: int
    end: int
    ours: bool


def cues_of(sentence: str, fluent: str) -> Iterator[Cue]:
    """Return what the words of a sentence tell.

    Args:
        sentence: as it was said.
        fluent: the same without fillers, as long (see `speech.fluent`).
    """
    for find in book().finds(fluent):
        yield Cue(find.rule.category, find.start, find.end, True)
    for find in bundled().finds(sentence):
        move = _TONE.get(find.rule.id) or _TONE.get(find.rule.category)
        if move:
            yield Cue(move, find.start, find.end, False)


@cache
def book() -> Book:
    """Return our cues, read once.

    Raises:
        CoachError: the file can't be read.
    """
    try:
        data = tomllib.loads(FILE.read_text(encoding="utf-8"))
        common = tomllib.loads((FOLDER / WORDS).read_text(encoding="utf-8"))["words"]
    except (OSError, ValueError, KeyError) as error:
        raise CoachError(
            _("The list of words that tell a move can't be read: {path}").format(path=FILE),
            advice=_("Install Coach again."),
        ) from error
    lists = {**common, **data["words"]}
    return Book(tuple(_rule(at, row, lists) for at, row in enumerate(data["cue"])))


def _rule(at: int, row: Mapping[str, Any], lists: Mapping[str, Any]) -> Rule:
    def read(key: str) -> list[Any]:
        return [phrase(one, lists) for one in row.get(key, ())]

    return Rule(
        id=f"{row['move']}.{at}",
        severity="praise",
        says="",
        looks=tuple(Look(one) for one in read("find")),
        unless=tuple(read("unless")),
        without=tuple(read("without")),
    )
