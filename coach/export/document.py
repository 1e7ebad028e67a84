"""A page before it has a format: a title and blocks. Every writer renders all of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from coach.scenario.text import clean

Look = Literal["", "strong", "quiet"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is the title on the page, once and first, if there is one."""

    text: str
    level: Literal[1, 2, 3] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words with their own lines."""

    text: str
    look: Look = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, one line an item."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A few words at the left and what belongs to them: a reply card, the head of an entry."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; every row has as many cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """Room to write by hand, on paper only: a text or a Markdown file has none."""

    label: str
    lines: int = 8


Block = Heading | Paragraph | Listing | Pairs | Table | Notes


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to read or print.

    Attributes:
        title: what a window or a reader's list calls it; not on the page by itself.
        large: in large type, to be read out at the phone.
        one_page: on paper it should fit one side.
    """

    title: str
    blocks: tuple[Block, ...]
    large: bool = False
    one_page: bool = False


def words_in(document: Document) -> Iterator[str]:
    """Return every text of `document`, in order, as a reader meets them on paper."""
    for block in document.blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text) | Notes(label=text):
                yield text
            case Listing(items=items):
                yield from items
            case Pairs(rows=pairs):
                for pair in pairs:
                    yield from pair
            case Table(head=head, rows=rows):
                yield from head
                for row in rows:
                    yield from row


def lines_of(text: str) -> list[str]:
    """Return the lines of `text`, made plain once more: this is the last door out."""
    return clean(text).strip("\n").split("\n")


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of `text`: what empty lines part."""
    found: list[list[str]] = [[]]
    for line in lines_of(text):
        if line.strip():
            found[-1].append(line.rstrip())
        elif found[-1]:
            found.append([])
    return ["\n".join(lines) for lines in found if lines]


def is_right_to_left(text: str) -> bool:
    """Return whether the first letter with a direction is written to the left (UAX 9, P2)."""
    for char in text:
        way = unicodedata.bidirectional(char)
        if way in ("L", "R", "AL"):
            return way != "L"
    return False
