"""Talking points and reply cards, to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from coach.compose.outcome import Reply, Said
from coach.export.document import Block, Document, Heading, Listing, Pairs, Paragraph, Table
from coach.export.text import group_title
from coach.guide.tone import praised, told
from coach.language import _
from coach.scenario.model import GROUPS
from coach.tui.plain_text import QUIET, Text, plain
from coach.tui.widgets.rows import Hanging, Row, mark

if TYPE_CHECKING:
    from coach.tone.review import Review


_NAMED = 16
"""Cells for what a line of a page is called."""


class Notes(VerticalScroll, can_focus=True):
    """A page to read; arrows scroll it."""

    def __init__(self) -> None:
        super().__init__(id="notes")

    def show_points(self, points: Sequence[Said]) -> None:
        """Show what to say, in the order it is said."""
        self._fill(_("Talking points"), _points(points))

    def show_cards(self, cards: Sequence[Reply]) -> None:
        """Show what they may say, what one could say, and what rather not."""
        self._fill(_("Reply cards"), _cards(cards))

    def show_reading(self, read: Sequence[tuple[str, Review]]) -> None:
        """Show how each message reads: the whole, aspect by aspect, and what there is to say."""
        self._fill(_("How it reads"), readings(read))

    def show_page(self, page: Document) -> None:
        """Show a page, block by block."""
        rows = [row for block in page.blocks for row in block_rows(block)]
        self._fill(page.title, rows[1:])  # a page begins with its title

    def _fill(self, title: str, rows: Iterable[Text | Row]) -> None:
        self.remove_children()
        self.mount(Text(title, classes="title"), *rows)
        self.scroll_home(animate=False)


def block_rows(block: Block) -> Iterable[Text | Row]:
    """Return a block of a page, line by line."""
    match block:
        case Heading(text=text):
            yield Text(text, classes="group")
        case Paragraph(text=text, look=look):
            yield Text(text, classes=look)
        case Listing(items=items):
            for item in items:
                yield Row(Hanging(mark(" •", 3), plain(item)))
        case Pairs(rows=rows):
            wide = min(_NAMED, max(len(label) for label, _text in rows) + 1)
            for label, text in rows:
                yield Row(Hanging(plain((f"{label:<{wide}} "[: wide + 1], "bold")), plain(text)))
        case Table(head=head, rows=rows):
            for row in rows:
                cells = zip(head[1:], row[1:], strict=True)
                told = " · ".join(f"{name}: {cell}" for name, cell in cells)
                yield Row(_said(row[0], told))


def _points(points: Sequence[Said]) -> Iterable[Text | Row]:
    for group in GROUPS:
        said = [point for point in points if point.group == group]
        if said:
            yield Text(group_title(group), classes="group")
        for point in said:
            yield Row(Hanging(mark(" •", 3), plain(point.text)))


def readings(read: Sequence[tuple[str, Review]]) -> Iterable[Text | Row]:
    """Return how each of some texts reads, line by line, under its title."""
    from coach.tone.picture import ASPECT_NAMES

    for title, review in read:
        yield Text(title, classes="group")
        yield Row(_said(_("All in all"), _("{score} of 100").format(score=review.scores.overall)))
        if review.most:
            yield Row(_said(_("Helps most"), review.most))
        for aspect, name in ASPECT_NAMES.items():
            yield Row(_said(name.capitalize(), _bar(getattr(review.picture, aspect))))
        for flag in review.flags:
            sign = " !" if flag.severity == "warning" else " ·"
            yield Row(Hanging(mark(sign, 3), plain(told(flag))))
        for says in praised(review):
            yield Row(Hanging(mark(" +", 3), plain((says, QUIET))))


def _bar(part: int) -> str:
    """Return a bar of ten, and the number: it says the same without the bar."""
    full = round(part / 10)
    return f"{'█' * full}{'░' * (10 - full)} {part}"


def _cards(cards: Sequence[Reply]) -> Iterable[Text | Row]:
    for card in cards:
        yield Row(_said(_("If they say"), card.they_say), classes="group")
        yield Row(_said(_("You could say"), card.you_say))
        if card.avoid:
            yield Row(_said(_("Better not"), card.avoid), classes="quiet")


def _said(who: str, words: str) -> Hanging:
    return Hanging(plain((f"{who:<15}", "bold")), plain(words))
