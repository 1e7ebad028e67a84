"""What both writers make of a handout first: its sections, each on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass

from coach.handouts.sheet import Box, Card, Cards, Handout, NewPage, Plain
from coach.language import _


@dataclass(frozen=True, slots=True)
class Section:
    """Pages under one title.

    Attributes:
        blocks: what is read and written on; cards come after it, on a page of their own.
        fills: it is one sheet, and the lines may take all the room it has.
    """

    about: str
    title: str
    how: str
    blocks: tuple[Plain | Box, ...]
    cards: tuple[Card, ...]
    fills: bool


def sections(handout: Handout) -> tuple[Section, ...]:
    """Return the sections of a handout, in order. One that follows on cards is a sheet to fill."""
    found: list[Section] = []
    about, title, how = handout.about, handout.title, handout.how
    blocks: list[Plain | Box] = []
    cards: list[Card] = []
    fills = handout.fills

    def close() -> None:
        found.append(Section(about, title, how, tuple(blocks), tuple(cards), fills and not cards))

    for block in handout.blocks:
        match block:
            case NewPage():
                close()
                about, title, how, fills = "", block.title, block.how, True
                blocks, cards = [], []
            case Cards():
                cards += block.cards
            case _:
                blocks.append(block)
    close()
    return tuple(found)


def foot_of(handout: Handout) -> str:
    """Return what stands at the foot of each page, beside its number."""
    return _("{title} · Coach").format(title=handout.title)


def page_words() -> tuple[str, str, str]:
    """Return what stands before, between and after the numbers of a page and of all pages."""
    before, _number, rest = _("page {n} of {m}").partition("{n}")
    between, _number, after = rest.partition("{m}")
    return before, between, after
