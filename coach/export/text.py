"""What leaves, as plain text: exactly what the screen showed, and nothing else."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from coach.compose.outcome import Outcome, Reply, Said
from coach.export.document import (
    Block,
    Document,
    Heading,
    Listing,
    Notes,
    Pairs,
    Paragraph,
    Table,
    lines_of,
)
from coach.export.sheets import group_title, reply_cards, subject_line, talking_points
from coach.language import _
from coach.scenario.text import clean

__all__ = ["cards_text", "group_title", "has_notes", "letter_text", "points_text", "write"]


def letter_text(subject: str, body: str) -> str:
    """Return a message as it is pasted: a subject line where it has one, then the body."""
    head = subject_line(subject) + "\n\n" if subject else ""
    return clean(f"{head}{body.strip()}\n")


def points_text(points: Iterable[Said]) -> str:
    """Return the talking points under their groups, in the order they are said."""
    return write(talking_points(points))


def cards_text(cards: Iterable[Reply]) -> str:
    """Return the reply cards: if they say, you could say, better not."""
    return write(reply_cards(cards))


def has_notes(outcome: Outcome) -> bool:
    """Return whether there is anything beside the letters."""
    return bool(outcome.points or outcome.cards)


def write(document: Document, *, paper: bool = False) -> str:
    """Return `document` as text. A heading stands right above what it heads.

    Args:
        paper: say where there is room to write by hand, to tell what a printed page holds.
    """
    lines: list[str] = []
    close = True  # no empty line before the next block
    for block in document.blocks:
        shown = _shown(block)
        if isinstance(block, Notes) and paper:
            shown = [block.label, _("(room to write by hand)")]
        if not shown:
            continue
        lines += shown if close else ["", *shown]
        close = isinstance(block, Heading) and block.level > 1
    return "\n".join(lines) + "\n"


def _shown(block: Block) -> list[str]:
    match block:
        case Heading(text=text):
            return [" ".join(clean(text).split())]
        case Paragraph(text=text):
            return lines_of(text)
        case Listing(items=items):
            return [_hanging("- ", item) for item in items]
        case Pairs(rows=rows):
            wide = max((len(label) for label, _said in rows), default=0)
            return [_hanging(f"{label:<{wide}} ", text) for label, text in rows]
        case Table(head=head, rows=rows):
            return _rows(head, rows)
        case Notes():
            return []


def _rows(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[str]:
    """A table line by line: what a column is called stands before what is in it."""
    lines: list[str] = []
    for row in rows:
        for at, (name, cell) in enumerate(zip(head, row, strict=True)):
            if cell or not at:
                lines.append(_hanging("  " if at else "- ", f"{name}: {cell}"))
    return lines


def _hanging(mark: str, text: str, width: int = 78) -> str:
    """Wrap `text` behind `mark`, its further lines under its first."""
    wrapped = textwrap.wrap(
        " ".join(clean(text).split()),
        max(20, width - len(mark)),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return mark + ("\n" + " " * len(mark)).join(wrapped or [""])
