"""From rows of words to cards: numbered, and where one would outgrow its paper, in several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from coach.handouts.sheet import Card
from coach.language import _
from coach.scenario.text import clean

LONGEST = 1_000
"""Columns of letters on one card, labels and all. It fits half a page, in two columns of 11 pt,
with room left for letters that are wider than most."""

Row = tuple[str, str]


def fitted(cards: Iterable[tuple[str, str, Sequence[Row]]], note: str = "") -> tuple[Card, ...]:
    """Return cards in their order, each with its number at the foot.

    Args:
        cards: name, what stands under it, and rows of label and words.
        note: what else stands at the foot: once it is cut out, no card has a page around it.
    """
    every = [(name, about, list(_parted(rows))) for name, about, rows in cards]
    count = sum(len(parts) for _name, _about, parts in every)
    found: list[Card] = []
    for name, about, parts in every:
        for number, rows in enumerate(parts, 1):
            foot = _("Card {n} of {m}").format(n=len(found) + 1, m=count)
            if len(parts) > 1:
                told = _("part {n} of {m}").format(n=number, m=len(parts))
                foot = f"{foot}, {told}"
            foot = " · ".join(filter(None, (foot, note)))
            found.append(Card(name, about, tuple(rows), foot))
    return tuple(found)


def _parted(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Part rows so that each part fits on a card; a label stands before each part of its words."""
    part: list[Row] = []
    room = LONGEST
    for label, text in rows:
        for piece in _pieces(clean(text).strip()):
            takes = _columns(label) + _columns(piece)
            if part and takes > room:
                yield part
                part, room = [], LONGEST
            part.append((label, piece))
            room -= takes
    if part:
        yield part


def _pieces(text: str) -> Iterator[str]:
    """Part a text between words, or within one that is longer than a card."""
    if _columns(text) <= LONGEST - 100:
        yield text
        return
    piece, room = "", LONGEST - 100
    for word in re.findall(rf"\S{{1,{LONGEST // 4}}}\s*", text):
        takes = _columns(word)
        if piece and takes > room:
            yield piece.rstrip()
            piece, room = "", LONGEST - 100
        piece += word
        room -= takes
    if piece.strip():
        yield piece.rstrip()


def _columns(text: str) -> int:
    """How wide a text is in letters; a line of its own takes a whole line."""
    wide = sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)
    return wide + 30 * text.count("\n")
