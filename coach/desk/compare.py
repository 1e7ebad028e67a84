"""Two versions of a message beside each other: what changed, word by word, and how the tone moved.

What is compared is words with the blanks after them (Myers' idea of an edit script, by way of
Python's difflib). From the pieces both texts can be put together again, letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

from coach.language import _
from coach.tone.flag import Flag, key
from coach.tone.picture import ASPECT_NAMES
from coach.tone.review import Review, review

Change = Literal["same", "gone", "new"]

_WORD = re.compile(r"\s*\S+|\s+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
MOST_WORDS = 3_000
"""Of what is compared word by word: far more than a letter. Beyond, it is line by line."""


class Piece(NamedTuple):
    """Some words, and what became of them."""

    change: Change
    text: str


class Moved(NamedTuple):
    """How one number of the tone moved: its name, before, and after."""

    name: str
    before: int
    after: int

    @property
    def by(self) -> int:
        """How far, above 0 for up."""
        return self.after - self.before


class Comparison(NamedTuple):
    """What changed.

    Attributes:
        pieces: in order, those that are gone before those that are new.
        tone: the reading from 0 to 100, then each aspect.
        raised: what the tone coach speaks of in the new one and did not in the old one.
        settled: what it spoke of, and does not any more.
    """

    pieces: tuple[Piece, ...]
    tone: tuple[Moved, ...]
    raised: tuple[Flag, ...] = ()
    settled: tuple[Flag, ...] = ()

    @property
    def old(self) -> str:
        """The text before."""
        return "".join(one.text for one in self.pieces if one.change != "new")

    @property
    def new(self) -> str:
        """The text after."""
        return "".join(one.text for one in self.pieces if one.change != "gone")

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return all(one.change == "same" for one in self.pieces)


def compare(old: str, new: str, whole: bool | None = None) -> Comparison:
    """Return what changed from `old` to `new`.

    Args:
        whole: whether they are whole messages, with a greeting and an end (see `tone.review`).
    """
    before, after = review(old, whole=whole), review(new, whole=whole)
    return Comparison(
        pieces(old, new),
        tuple(_moved(before, after)),
        raised=_only(after, before),
        settled=_only(before, after),
    )


def _only(here: Review, there: Review) -> tuple[Flag, ...]:
    """Return what is told of one text and not of the other; of the same words, the gravest."""
    known = {key(flag) for flag in there.flags}
    new = (flag for flag in here.flags if key(flag) not in known)
    found: dict[str, Flag] = {}
    for flag in sorted(new, key=lambda flag: -flag.weight):
        found.setdefault(flag.match.casefold() or flag.rule, flag)
    return tuple(sorted(found.values(), key=lambda flag: flag.start))


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return the words of both in order, and what became of them."""
    if old == new:
        return (Piece("same", old),) if old else ()
    few = max(len(old), len(new)) <= MOST_WORDS * 12
    words = _WORD.findall(old), _WORD.findall(new)
    if few and max(map(len, words)) <= MOST_WORDS:
        return _joined(_between(*words))
    return _joined(_between(_LINE.findall(old), _LINE.findall(new)))


def _between(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=len(old) > 400).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[a:b]))
        else:
            yield Piece("gone", "".join(old[a:b]))
            yield Piece("new", "".join(new[c:d]))


def _joined(found: Iterator[Piece]) -> tuple[Piece, ...]:
    """Return pieces without empty ones, neighbours of a kind as one."""
    real = (one for one in found if one.text)
    return tuple(
        Piece(change, "".join(one.text for one in same))
        for change, same in groupby(real, key=lambda one: one.change)
    )


def _moved(before: Review, after: Review) -> Iterator[Moved]:
    yield Moved(_("reads"), before.scores.overall, after.scores.overall)
    for aspect, name in ASPECT_NAMES.items():
        yield Moved(name, getattr(before.picture, aspect), getattr(after.picture, aspect))


def tone_in_words(tone: Sequence[Moved]) -> str:
    """Return how the tone moved, in a line: what did not move is left out."""
    moved = [one for one in tone[1:] if one.by]
    if not tone:
        return ""
    first = tone[0]
    said = (
        _("Reads {before} of 100, and then {after}.").format(before=first.before, after=first.after)
        if first.by
        else _("Reads {after} of 100, before and after.").format(after=first.after)
    )
    more = [f"{one.name} {one.before} → {one.after}" for one in moved]
    return " ".join([said, *([_("Moved: {what}.").format(what=", ".join(more))] if more else [])])
