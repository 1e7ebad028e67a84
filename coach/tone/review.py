"""How a text will land: what may close a door, what opens one, and one reading of it all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coach.language import _
from coach.tone.book import Book
from coach.tone.flag import NOTHING_KEPT, Flag, Kept, key
from coach.tone.load import bundled
from coach.tone.measures import measured
from coach.tone.message import Message, message
from coach.tone.picture import HINTS, Picture, picture
from coach.tone.rule import Rule
from coach.tone.score import Scores, scores

_GOOD_ENOUGH = 50
"""Of 100: an aspect that has as much is not what a message lacks."""
_SHORT = 60
"""Characters of a quotation."""


@dataclass(frozen=True, slots=True)
class Review:
    """What there is to say of a text.

    Attributes:
        whole: whether it was read as a whole message.
        flags: what may land badly, in the order of the text.
        praise: what works, likewise.
        scores: the overall reading and its parts.
        picture: how it reads, aspect by aspect.
    """

    whole: bool
    flags: tuple[Flag, ...]
    praise: tuple[Flag, ...]
    scores: Scores
    picture: Picture

    @property
    def most(self) -> str:
        """What would raise the reading most, in a sentence; "" where little would."""
        if self.warnings:
            worst = max(self.warnings, key=lambda flag: (flag.weight, -flag.start))
            if worst.replacements:
                return _("“{words}” could be “{other}”.").format(
                    words=_short(worst.match), other=_short(worst.replacements[0])
                )
            return worst.better or worst.says
        weakest = self.picture.weakest
        if not self.whole or getattr(self.picture, weakest) >= _GOOD_ENOUGH:
            return ""
        return HINTS[weakest]

    @property
    def warnings(self) -> tuple[Flag, ...]:
        """Those flags that may close a door."""
        return tuple(flag for flag in self.flags if flag.severity == "warning")


def review(
    text: str, *, whole: bool | None = None, book: Book | None = None, kept: Kept = NOTHING_KEPT
) -> Review:
    """Return what there is to say of `text`.

    Args:
        whole: whether it is a whole message or a fragment of one; without it, that is told
            from a greeting or a closing line. Rules about whole messages are silent on
            fragments.
        book: the rules; without it, those that come with Coach.
        kept: flags that the writer has seen and wants to keep; they are not told again.
    """
    book = book or bundled()
    read = message(text, book, whole)
    every = sorted(_flags(read, book), key=_place)
    flags = tuple(flag for flag in every if flag.severity != "praise")
    # What weighs nothing (a greeting, a day) is there for measures to look for.
    praise = tuple(flag for flag in every if flag.severity == "praise" and flag.weight)
    pictured = picture(read)
    return Review(
        whole=read.whole,
        flags=_without(flags, kept),
        praise=praise,
        scores=scores(read, every, pictured),
        picture=pictured,
    )


def _place(flag: Flag) -> tuple[bool, int, int, str]:
    """In the order of the text; what is about the whole of it comes last."""
    return flag.end == 0, flag.start, flag.end, flag.rule


def _without(flags: tuple[Flag, ...], kept: Kept) -> tuple[Flag, ...]:
    """Leave out what is kept, and what other rules say of the very same words."""
    spans = [(flag.start, flag.end) for flag in flags if key(flag) in kept]
    return tuple(
        flag
        for flag in flags
        if key(flag) not in kept
        and not any(flag.start < end and start < flag.end for start, end in spans)
    )


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHORT else words[: _SHORT - 1].rstrip() + "…"


def _flags(read: Message, book: Book) -> Iterator[Flag]:
    for at, find in read.finds:
        if read.whole or not find.rule.whole:
            yield _flag(find.rule, read.text, at + find.start, at + find.end, find.puts)
    for rule in book.measured:
        if read.whole or not rule.whole:
            for spot in measured(read, rule):
                yield _flag(rule, read.text, *spot)


def _flag(rule: Rule, text: str, start: int, end: int, puts: Iterable[str]) -> Flag:
    match = text[start:end]
    return Flag(
        rule=rule.id,
        severity=rule.severity,
        start=start,
        end=end,
        match=match,
        says=rule.says.replace("{match}", " ".join(match.split())),
        better=rule.better,
        replacements=tuple(puts),
        practice=rule.practice,
        weight=rule.weight,
    )
