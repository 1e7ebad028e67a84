"""A slide on pages that fit: lines of a width, as many as there is room for. Nothing scrolls.

Widths are counted as terminals do: letters of East Asian scripts take two columns, marks none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple
from unicodedata import category, east_asian_width

from coach.present.slide import Looks, Piece, Slide
from coach.scenario.text import clean

WIDEST = 62
"""Columns. Longer lines are hard to read across a room."""
MOST_PAGES = 40
"""Pages of one slide. More than that nobody pages through; the last one says so."""


class Frame(NamedTuple):
    """The room there is for a page: columns and rows."""

    columns: int
    rows: int


class Row(NamedTuple):
    """One line of a page: what stands at its left end, its words, and how it looks.

    Attributes:
        at: which piece of the slide it belongs to.
    """

    mark: str
    text: str
    looks: Looks
    at: int


Page = tuple[Row, ...]


def frame_for(columns: int, rows: int) -> Frame:
    """Return the room for a page in a terminal of this size.

    Above a page stand a line and an empty one, below it an empty one, the progress and the keys.
    """
    return Frame(max(20, min(WIDEST, columns - 8)), max(4, rows - 6))


def cells(text: str) -> int:
    """Return how many columns `text` takes, or a few more."""
    if text.isascii():
        return len(text)
    return sum(_cell(char) for char in text)


def _cell(char: str) -> int:
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def wrapped(text: str, columns: int) -> list[str]:
    """Return `text` in lines of at most `columns`; a word that is wider is cut."""
    lines: list[str] = []
    for one in clean(text).split("\n"):
        lines += _paragraph(one, max(2, columns))
    return lines


def _paragraph(text: str, columns: int) -> Iterator[str]:
    line = ""
    for word in _words(text, columns):
        longer = f"{line} {word}" if line else word
        if cells(longer) <= columns:
            line = longer
        else:
            yield line
            line = word
    yield line


def _words(text: str, columns: int) -> Iterator[str]:
    for word in re.split(r"[ \xa0]+", text.strip()):
        while cells(word) > columns:
            fitting = _fitting(word, columns)
            yield word[:fitting]
            word = word[fitting:]
        if word:
            yield word


def _fitting(word: str, columns: int) -> int:
    """How many characters of a word fit."""
    width = 0
    for at, char in enumerate(word):
        width += _cell(char)
        if width > columns:
            return max(1, at)
    return len(word)


def pages(slide: Slide, frame: Frame) -> tuple[Page, ...]:
    """Return a slide's pages, at least one; each fits into `frame`."""
    pieces = slide.pieces
    for fewer in (pieces, _close(pieces), _without_hints(pieces)):
        laid = tuple(_laid(fewer, frame))
        if len(laid) <= 1:
            return laid or ((),)
        if not slide.votes:
            return laid
    return laid  # more options than any page holds


def _close(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The options under one another, so that all of them are seen at once."""
    first = next((at for at, one in enumerate(pieces) if one.looks == "option"), len(pieces))
    return tuple(
        replace(one, gap=False) if one.looks == "option" and at > first else one
        for at, one in enumerate(pieces)
    )


def _without_hints(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(one for one in _close(pieces) if one.looks != "hint")


def _laid(pieces: Iterable[Piece], frame: Frame) -> Iterator[Page]:
    page: list[Row] = []
    number = 0
    for at, piece in enumerate(pieces):
        rows = _rows(piece, frame.columns, at)
        blank = [Row("", "", "say", at)] if piece.gap and page else []
        fits = len(page) + len(blank) + len(rows) <= frame.rows
        if not fits and page and len(rows) <= frame.rows:
            yield tuple(page)
            number, page, blank = number + 1, [], []
        for row in [*blank, *rows]:
            if len(page) == frame.rows:
                yield tuple(page)
                number, page = number + 1, []
            if number == MOST_PAGES:
                return
            page.append(row)
    if page:
        yield tuple(page)


def _rows(piece: Piece, columns: int, at: int) -> list[Row]:
    aside = clean(piece.aside)
    room = columns - cells(piece.mark) - (cells(aside) + 2 if aside else 0)
    lines = wrapped(piece.text, room)
    if aside:
        lines[0] += " " * (room + 2 - cells(lines[0])) + aside
    beside = piece.mark if piece.looks == "new" else " " * cells(piece.mark)
    return [
        Row(piece.mark if number == 0 else beside, line, piece.looks, at)
        for number, line in enumerate(lines)
    ]
