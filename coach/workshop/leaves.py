"""The pages that Coach saves with a message and that nobody sends: a card, a log, facts.

In a text nothing says which page it is. Its headings and its fixed lines do: they stand in the
scenarios, and in no message there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from coach.export.calendar import dates
from coach.export.sheets import reply_cards, talking_points
from coach.scenario import library
from coach.scenario.model import Message

_FILLED = re.compile(r"\{\{.*?\}\}")
_LOGIC = re.compile(r"\{%.*?%\}|\{#.*?#\}")
_ENOUGH = 2
"""Different lines of such pages in one text. One alone may be chance."""
_LONG = 8
"""Words of a line that is none by chance."""
_LETTERS = 6
"""Of a line that tells anything."""


class Fixed(NamedTuple):
    """How lines of such pages read.

    Attributes:
        whole: lines that are always the same.
        forms: lines in which an answer stands.
    """

    whole: frozenset[str]
    forms: tuple[re.Pattern[str], ...]

    def known(self, line: str) -> str:
        """Return which of them a line is, or "" where it is none."""
        if line in self.whole:
            return line
        return next((form.pattern for form in self.forms if form.fullmatch(line)), "")


def is_beside(text: str) -> bool:
    """Return whether a text is a page of Coach's own words: talking points, reply cards, dates."""
    return _plain(text.strip().split("\n", 1)[0]) in _titles()


def is_leaf(text: str) -> bool:
    """Return whether a text is a page that a family keeps: a card, a log, facts, next steps."""
    fixed = _fixed(library.ids())
    found: set[str] = set()
    for known in filter(None, (fixed.known(_plain(line)) for line in text.split("\n"))):
        found.add(known)
        if len(found) >= _ENOUGH or len(known.split()) >= _LONG:
            return True
    return False


def own_words(text: str) -> str:
    """Return a page that a family keeps without what stands on everybody's."""
    fixed = _fixed(library.ids())
    return "\n".join(line for line in text.split("\n") if not fixed.known(_plain(line)))


@cache
def _titles() -> frozenset[str]:
    return frozenset(page.title for page in (talking_points(()), reply_cards(()), dates(())))


@cache
def _fixed(ids: tuple[str, ...]) -> Fixed:
    """Return the lines of the pages of these scenarios that stand in none of their messages."""
    pages: set[str] = set()
    messages: set[str] = set()
    for message in (one for id in ids for one in library.find(id).message):
        (pages if "handout" in message.channels else messages).update(_lines(message))
    told = {line for line in pages - messages if _tells(line)}
    return Fixed(
        frozenset(line for line in told if not _FILLED.search(line)),
        tuple(
            re.compile(".{1,80}".join(map(re.escape, _FILLED.split(line))))
            for line in sorted(told)
            if _FILLED.search(line)
        ),
    )


def _lines(message: Message) -> Iterator[str]:
    for part in message.part:
        for line in (part.heading, *part.text.split("\n")):
            if plain := _plain(_LOGIC.sub("\0", line).strip("\0 ")):
                yield plain


def _plain(line: str) -> str:
    """Return a line as it is compared: the bullet before it is a matter of the format."""
    return re.sub(r"\A[-*•] +", "", line.strip())


def _tells(line: str) -> bool:
    if "\0" in line:
        return False  # what stands there depends on more than an answer
    fixed = _FILLED.sub(" ", line)
    enough = sum(map(str.isalpha, fixed)) >= _LETTERS
    return enough and (fixed == line or len(fixed.split()) > 1)
