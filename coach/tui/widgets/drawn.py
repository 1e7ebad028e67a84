"""Paragraphs in one widget, drawn line by line: dozens of widgets would take frames to lay out."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from coach.tui.widgets.rows import Hanging

Piece = TypeVar("Piece", bound=Hashable)
"""What a paragraph says: two that are equal look the same."""


class Drawn(ScrollView, Generic[Piece], can_focus=True):
    """Paragraphs that scroll. One that stands is not drawn again, wherever it moves."""

    auto_links = False
    follows = False
    """Whether its end stays in view."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._pieces: tuple[Piece, ...] = ()
        self._drawn: dict[Piece, list[Strip]] = {}
        self._expected: dict[Piece, list[Strip]] = {}
        self._strips: list[Strip] = []
        self._wide = 0

    def visual(self, piece: Piece) -> Hanging:
        """Return what a paragraph looks like."""
        raise NotImplementedError

    def put(self, pieces: Sequence[Piece]) -> None:
        """Show these paragraphs, from the first to the last."""
        if tuple(pieces) != self._pieces:
            self._pieces = tuple(pieces)
            self._draw()

    def expect(self, pieces: Sequence[Piece]) -> None:
        """Draw what is likely to be put next, and show nothing of it yet."""
        if self._wide:
            new = [piece for piece in pieces if piece not in self._drawn]
            self._expected = {piece: self._strips_of(piece) for piece in new}

    def draw_again(self) -> None:
        """Draw all of it: its looks, its width or what it hides has changed."""
        self._forget_drawn()
        self._draw()

    def notify_style_update(self) -> None:
        """Its looks have changed."""
        super().notify_style_update()
        self._forget_drawn()
        if self.is_mounted:
            self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        """Wrap its lines anew, where its width has changed."""
        if self._width != self._wide:
            self.draw_again()
        else:
            self._follow()

    def watch_show_vertical_scrollbar(self) -> None:
        """Leave the scrollbar its room, or take it back: no resize tells of that."""
        if self._width != self._wide:
            self.draw_again()

    def _forget_drawn(self) -> None:
        self._drawn.clear()
        self._expected.clear()

    @property
    def _width(self) -> int:
        return max(0, self.scrollable_content_region.width)

    def _draw(self) -> None:
        self._wide = self._width
        if not self._wide:
            return
        known = self._expected | self._drawn
        self._expected = {}
        self._drawn = {piece: known.get(piece) or self._strips_of(piece) for piece in self._pieces}
        self._strips = [strip for piece in self._pieces for strip in self._drawn[piece]]
        self.virtual_size = Size(self._wide, len(self._strips))
        self._follow()
        self.refresh()

    def _strips_of(self, piece: Piece) -> list[Strip]:
        style = self.visual_style
        strips = Visual.to_strips(self, self.visual(piece), self._wide, None, style)
        # As wide as they are shown: a strip that is cut or filled later forgets what it knows.
        return [strip.adjust_cell_length(self._wide, style.rich_style) for strip in strips]

    def _follow(self) -> None:
        if self.follows:
            # By force: where it has just grown too long, there is no scrollbar before a layout.
            self.scroll_end(animate=False, immediate=True, force=True)

    def render_line(self, y: int) -> Strip:
        """Return one line of what is in view."""
        at = y + self.scroll_offset.y
        # One that is too short is filled by whoever asks.
        return self._strips[at] if at < len(self._strips) else Strip([])
