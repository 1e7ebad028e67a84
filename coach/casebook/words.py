"""The words of a text as a search knows them: small, without accents, apart from each other.

The index and a search without one share this, so they find the same. A word that was
typed finds every word that begins with it: “oka” finds “Okafor”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from coach.casebook.session import Edit, Session

_WORD = re.compile(r"[^\W_]+")
# Accents and points that stand on a letter of their own in NFKD: Latin, Greek, Hebrew, Arabic.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff]")
_STROKES = str.maketrans("đłøħŧı", "dlohti")
# Scripts that put no space between words: each pair of neighbours counts as a word.
_JOINED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")
_LONGEST = 64
"""Letters of a word that are looked at."""


def words_in(text: str) -> set[str]:
    """Return the words of `text`."""
    words = set()
    for word in _WORD.findall(_folded(text)):
        words.add(word[:_LONGEST])
        for run in _JOINED.findall(word):
            words.update(_pairs(run))
            words.update(run)
    return words


def words_of(session: Session) -> set[str]:
    """Return the words that `session` says: in its title, answers, drafts and edits."""
    said = _texts([session.title, session.answers, session.drafts, session.edits])
    return words_in("\n".join(said))


def asked_for(text: str) -> tuple[str, ...]:
    """Return what a person who typed `text` looks for: each with what a word may begin with."""
    asked: list[str] = []
    for word in _WORD.findall(_folded(text)):
        rest = _JOINED.sub(" ", word).split()
        asked += [one[:_LONGEST] for one in rest]
        for run in _JOINED.findall(word):
            asked += _pairs(run) or [run]
    return tuple(dict.fromkeys(asked))


def holds(words: Iterable[str], asked: Iterable[str]) -> bool:
    """Return whether each of `asked` begins one of `words`."""
    words = tuple(words)
    return all(any(word.startswith(one) for word in words) for one in asked)


def _folded(text: str) -> str:
    text = text.casefold()
    if text.isascii():
        return text
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).translate(_STROKES).casefold()


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case date():
            yield value.isoformat()
        case Edit():
            yield from (value.subject, value.body)
        case Mapping():
            for one in value.values():
                yield from _texts(one)
        case list() | tuple():
            for one in value:
                yield from _texts(one)
