"""A handout as PDF: what stands on it goes to Typst as data, with the paper and the colors."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from coach.errors import CoachError
from coach.export.extra import INSTALL
from coach.export.pdf import line_data, lines_data, one_line, typeset
from coach.handouts.sections import Section, foot_of, page_words, sections
from coach.handouts.sheet import (
    Box,
    Card,
    Choices,
    Fields,
    Grid,
    Handout,
    Heading,
    Idea,
    Lines,
    Paper,
    Plain,
    Step,
    Text,
    Ticks,
    words_in,
)
from coach.language import _

TEMPLATE = Path(__file__).with_name("handout.typ")
_LONGEST_ON_CARD = 18
"""Letters of a word that half a page's width holds, whatever they are."""
_NEEDED = ("typst", "uharfbuzz", "fontpkg_open_sans")


def is_there() -> bool:
    """Return whether what a PDF needs is installed."""
    return all(find_spec(module) is not None for module in _NEEDED)


def write(handout: Handout, paper: Paper, grey: bool) -> bytes:
    """Return `handout` as a PDF file, tagged, the same for the same handout.

    Raises:
        CoachError: the extra is not installed, no font can print a sign, or it is too long.
    """
    if not is_there():
        raise CoachError(
            _("PDF needs a part of Coach that is not installed."),
            advice=_(
                "Install it with: {install}\n"
                "Or print web pages instead, with --as html: they need nothing more."
            ).format(install=INSTALL),
        )
    try:
        return typeset(TEMPLATE, page_of(handout, paper, grey), words_on(handout))
    except CoachError as error:
        raise CoachError(
            error.what, advice=_("Print the web page instead: the same again with --as html.")
        ) from error


def page_of(handout: Handout, paper: Paper, grey: bool) -> dict[str, Any]:
    """Return what the template gets: what stands on the handout, the paper and the colors."""
    return {
        "title": one_line(handout.title),
        "paper": paper,
        "grey": grey,
        "foot": line_data(foot_of(handout)),
        "note": line_data(handout.note),
        "page": page_words(),
        "sections": [_section(one) for one in sections(handout)],
    }


def words_on(handout: Handout) -> tuple[str, ...]:
    """Return every text on the pages of a handout, their feet and numbers too."""
    foot = (foot_of(handout), handout.note, *page_words(), "0123456789")
    return (*words_in(handout), *foot)


def _section(section: Section) -> dict[str, Any]:
    level = 1
    blocks = []
    for block in section.blocks:
        if isinstance(block, Heading):
            level = min(block.level, level + 1)
        blocks.append(_box(block, level) if isinstance(block, Box) else _shown(block, level))
    return {
        "about": line_data(section.about),
        "title": line_data(section.title),
        "how": line_data(section.how),
        "fills": section.fills,
        "blocks": blocks,
        "cards": [_card(card) for card in section.cards],
    }


def _box(box: Box, level: int) -> dict[str, Any]:
    return {"kind": "box", "blocks": [_shown(one, level) for one in box.blocks]}


def _shown(block: Plain, level: int) -> dict[str, Any]:
    """Return a block as data; `level` is that of the heading it stands under, at most."""
    match block:
        case Heading(text=text):
            return {"kind": "heading", "text": line_data(text), "level": max(level, 2)}
        case Text(text=text, quiet=quiet):
            return {"kind": "text", "text": lines_data(text), "quiet": quiet}
        case Step(number=number, name=name, text=text):
            return {
                "kind": "step",
                "number": number,
                "name": line_data(name),
                "text": lines_data(text),
            }
        case Fields(fields=pairs):
            return {"kind": "fields", "fields": _wide(pairs)}
        case Choices(label=label, options=options):
            return {
                "kind": "choices",
                "label": line_data(label),
                "options": [line_data(option) for option in options],
            }
        case Lines(label=label, count=count, mark=mark):
            return {"kind": "lines", "label": line_data(label), "count": count, "mark": mark}
        case Ticks(items=items, lines=lines):
            return {"kind": "ticks", "items": [line_data(one) for one in items], "lines": lines}
        case Grid(columns=columns, rows=rows, tall=tall):
            return {"kind": "grid", "columns": _wide(columns), "rows": rows, "tall": tall}
        case Idea(name=name, says=says, label=label, ask=ask):
            return {
                "kind": "idea",
                "level": min(level + 1, 3),
                "name": line_data(name),
                "says": lines_data(says),
                "label": line_data(label if ask else ""),
                "ask": lines_data(ask),
            }


def _wide(pairs: tuple[tuple[str, int], ...]) -> list[dict[str, Any]]:
    longest = max(6, _LONGEST_ON_CARD * 2 // max(len(pairs), 1))
    return [{"label": line_data(label, longest), "wide": wide} for label, wide in pairs]


def _card(card: Card) -> dict[str, Any]:
    return {
        "name": line_data(card.name, _LONGEST_ON_CARD),
        "about": line_data(card.about, _LONGEST_ON_CARD),
        "rows": [
            {
                "label": line_data(label, _LONGEST_ON_CARD),
                "text": lines_data(text, _LONGEST_ON_CARD),
            }
            for label, text in card.rows
        ],
        "foot": line_data(card.foot, _LONGEST_ON_CARD),
    }
