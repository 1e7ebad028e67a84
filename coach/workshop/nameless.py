"""What was saved, without names: whoever is named becomes a role, whichever file names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from coach.redact.folded import folded
from coach.redact.people import People
from coach.redact.redaction import redaction
from coach.workshop.names import together
from coach.workshop.saved import Saved

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LEAST = 3
"""Letters of a name to be looked for in what others wrote. “Al” and “Bo” are in many words."""


class Nameless:
    """The names of a whole room.

    A name that one person gave as an answer may be told by another: people of a workshop
    know one another.

    Args:
        everyone: all that was saved.
        more: names that the facilitator knows of.
        near: about when it all was, to read dates without a year.
    """

    def __init__(self, everyone: Iterable[Saved], more: Iterable[str], near: date) -> None:
        self._more = People(others=tuple(("person", name) for name in more if name.strip()))
        self._near = near
        self._named: dict[str, People] = {}
        for one in everyone:
            for word, named in _words(one.sure):
                before = self._named.get(word)
                self._named[word] = together(before, named) if before is not None else named

    def text(self, saved: Saved) -> str:
        """Return what was saved, without names, addresses and dates."""
        text = saved.text
        # A name in small letters is found in the file that says it is one.
        said = {folded(word).text for word in _WORD.findall(text) if word[:1].isupper()}
        others = (self._named[word] for word in sorted(said) if word in self._named)
        people = together(saved.people, self._more, *others)
        return redaction(people, (text,), self._near).text(text)


def _words(people: People) -> Iterator[tuple[str, People]]:
    """Yield each word of each name, with whose it is."""
    for who in ("student", "teacher", "parent"):
        for name in getattr(people, who):
            yield from _parts(name, People(**{who: (name,)}))
    for role, name in people.others:
        yield from _parts(name, People(others=((role, name),)))


def _parts(name: str, people: People) -> Iterator[tuple[str, People]]:
    for word in _WORD.findall(folded(name).text):
        if len(word) >= _LEAST and word not in ("the", "mrs", "miss", "dr"):
            yield word, people
