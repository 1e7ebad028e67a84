"""Every template and guard of reactions and answers, with its key and what it may show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from coach.scenario.places import Key
from coach.scenario.rehearsal import Answer, Cue, Reaction, ReactionsFile, Rehearsal, Says
from coach.scenario.texts import Text

Band = Literal["calm", "tense", "hot"]
BANDS: tuple[Band, ...] = ("calm", "tense", "hot")
PICKS = ("good", "middling", "weak")

WHO = frozenset(("partner.name", "third.name"))
DAY, WORDS = "said.day", "said.words"
_WITH_DAY: frozenset[Cue] = frozenset(
    ("next-step", "no-day-yet", "what-for", "end-agreed", "end-tense")
)
"""What is answered only where a day was named."""
_WITH_WORDS: frozenset[Cue] = frozenset(("absolute",))


class Worded(NamedTuple):
    """One template or guard.

    Attributes:
        fields: what it may show besides answers and records.
        maybe: those of them that are empty now and then, so that it has to ask first.
        spoken: somebody says it aloud; else it is a name, a title or a tip.
    """

    text: Text
    fields: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    spoken: bool = False


def words_of(file: ReactionsFile | Rehearsal) -> Iterator[Worded]:
    """Yield every template and guard of a file, in reading order."""
    if isinstance(file, Rehearsal):
        for at, seat in enumerate(file.partner):
            yield from _guard(seat.when, ("partner", at))
            yield from _plain(seat.name, ("partner", at, "name"))
            yield from _plain(getattr(seat, "title", ""), ("partner", at, "title"))
    for at, reaction in enumerate(file.reaction):
        yield from reaction_words(reaction, ("reaction", at))
    for at, answer in enumerate(file.answer):
        yield from answer_words(answer, ("answer", at))


def reaction_words(reaction: Reaction, path: Key) -> Iterator[Worded]:
    """Yield the guard of a reaction and all its words, those of its answers too."""
    yield from _guard(reaction.when, path)
    yield from _says(reaction, path, WHO, frozenset())
    for pick in PICKS:
        text = getattr(reaction, pick)
        if text:
            yield Worded(Text(text, (*path, pick), None), WHO, spoken=True)
    yield from _plain(reaction.tip, (*path, "tip"), WHO)
    for at, answer in enumerate(reaction.then):
        yield from answer_words(answer, (*path, "then", at))


def answer_words(answer: Answer, path: Key) -> Iterator[Worded]:
    """Yield the guard of an answer and its words."""
    yield from _guard(answer.when, path)
    fields, maybe = set(WHO), set()
    for field, cues in ((DAY, _WITH_DAY), (WORDS, _WITH_WORDS)):
        fields.add(field)
        if not cues.issuperset(answer.to):
            maybe.add(field)
    yield from _says(answer, path, frozenset(fields), frozenset(maybe))


def _guard(when: str, path: Key) -> Iterator[Worded]:
    if when:
        yield Worded(Text(when, (*path, "when"), None, is_guard=True))


def _plain(text: str, path: Key, fields: frozenset[str] = frozenset()) -> Iterator[Worded]:
    if text:
        yield Worded(Text(text, path, None), fields)


def _says(says: Says, path: Key, fields: frozenset[str], maybe: frozenset[str]) -> Iterator[Worded]:
    for band in BANDS:
        for number, text in enumerate(getattr(says, band)):
            yield Worded(Text(text, (*path, band, number), None), fields, maybe, spoken=True)
