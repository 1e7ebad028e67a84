"""A handout before it has a format: what stands on its pages. Each writer renders all of it.

Beside `export.document`, whose pages are read: these are written on, and cut.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Paper = Literal["letter", "a4"]
PAPERS: tuple[Paper, ...] = ("letter", "a4")
Mark = Literal["", "number", "box"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a handout; its title is not one of the blocks."""

    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class Text:
    """Words to read; `quiet` in small print."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered heading with what to do under it.

    Attributes:
        number: from 1.
        name: "" where the step has only words.
    """

    number: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels in one row, each with a line beside it.

    Attributes:
        fields: label, and how wide it is beside the others.
    """

    fields: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """A label, then words with a square before each, in one row where there is room."""

    label: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines to write on, under a label; `mark` stands before each."""

    label: str
    count: int
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Words with a square before them, and `lines` lines to write on under each."""

    items: tuple[str, ...]
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to fill in.

    Attributes:
        columns: head, and how wide it is beside the others.
        rows: how many empty rows.
        tall: how many lines high each of them is.
    """

    columns: tuple[tuple[str, int], ...]
    rows: int
    tall: int = 1


@dataclass(frozen=True, slots=True)
class Idea:
    """One idea to read: its name, what it says, a question to try.

    Attributes:
        label: stands before the question; it is left out where there is none.
    """

    name: str
    says: str
    label: str = ""
    ask: str = ""


Plain = Heading | Text | Step | Fields | Choices | Lines | Ticks | Grid | Idea


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks in a frame that no page break divides."""

    blocks: tuple[Plain, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One card to cut out.

    Attributes:
        name, about: its first two lines; either may be "".
        rows: label and words, from top to bottom.
        foot: small print at its lower edge.
    """

    name: str
    about: str
    rows: tuple[tuple[str, str], ...]
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards of one size, with dashed lines between them. They begin on a page of their own,
    and where one is cut into several because it is long, each of them says so."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page, under a title of its own.

    Attributes:
        how: what to do with it, under the title.
    """

    title: str
    how: str = ""


Block = Plain | Box | Cards | NewPage


@dataclass(frozen=True, slots=True)
class Handout:
    """One thing to print.

    Attributes:
        stem: its file's name without the ending.
        title: its first line; the foot of each page says it too.
        about: small print over the title: the scenario, and whose family it is.
        how: what to do with it.
        note: small print at the foot of each page.
        fills: each of its pages is one sheet, so lines stand as far apart as the paper lets them.
    """

    stem: str
    title: str
    about: str
    how: str
    blocks: tuple[Block, ...]
    note: str = ""
    fills: bool = False


def words_in(handout: Handout) -> Iterator[str]:
    """Return every text of `handout`, in order, as a reader meets them on paper."""
    yield from (handout.about, handout.title, handout.how)
    for block in handout.blocks:
        match block:
            case Box(blocks=blocks):
                for inner in blocks:
                    yield from _words(inner)
            case Cards(cards=cards):
                for card in cards:
                    yield from _words_on(card)
            case NewPage(title=title, how=how):
                yield from (title, how)
            case _:
                yield from _words(block)


def _words_on(card: Card) -> Iterator[str]:
    yield from (card.name, card.about)
    for row in card.rows:
        yield from row
    yield card.foot


def _words(block: Plain) -> Iterator[str]:
    match block:
        case Heading(text=text) | Text(text=text):
            yield text
        case Step(number=number, name=name, text=text):
            yield from (str(number), name, text)
        case Fields(fields=pairs) | Grid(columns=pairs):
            yield from (label for label, _width in pairs)
        case Choices(label=label, options=options):
            yield from (label, *options)
        case Lines(label=label, count=count, mark=mark):
            yield label
            yield from map(str, range(1, count + 1) if mark == "number" else ())
        case Ticks(items=items):
            yield from items
        case Idea(name=name, says=says, label=label, ask=ask):
            yield from (name, says, label if ask else "", ask)
