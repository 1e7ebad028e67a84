"""One line of a list: a mark at the left, words that wrap beside it, a few more at the right."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widget import Widget

from coach.tui.plain_text import plain

_ROOM_FOR_TWO = 64
"""Cells from which a second column stands beside the first, not under it."""


class Hanging(Visual):
    """Words beside a mark. Wrapped lines start under the words, not under the mark.

    Args:
        mark: stands before the first line.
        bar: stands before the other lines, as wide as `mark`.
        body: what is said.
        aside: a few words at the right of the first line, under the body where it is narrow.
        second: a longer text beside the body, under it where it is narrow.
    """

    def __init__(
        self,
        mark: Content,
        body: Content,
        *,
        bar: Content | None = None,
        aside: Content | None = None,
        second: Content | None = None,
    ) -> None:
        self.mark, self.body, self.bar = mark, body, bar
        self.aside, self.second = aside, second

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All there is: a row takes the width of its list."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Count the lines at `width`."""
        room = max(1, width - self.mark.cell_length)
        height = 0
        for beside in self._lines(room):
            height += max(part.get_height(rules, cells) for part, cells in beside)
        return max(1, height)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the columns side by side, line by line."""
        indent = self.mark.cell_length
        blank = style.rich_style
        strips: list[Strip] = []
        for beside in self._lines(max(1, width - indent)):
            columns = [
                (part.render_strips(cells, None, style, options), cells) for part, cells in beside
            ]
            for line in range(max(len(drawn) for drawn, _cells in columns)):
                strips.append(
                    Strip.join(
                        drawn[line].adjust_cell_length(cells, blank)
                        if line < len(drawn)
                        else Strip.blank(cells, blank)
                        for drawn, cells in columns
                    )
                )
        first = _strip(self.mark, style, options)
        rest = _strip(self.bar, style, options) if self.bar else Strip.blank(indent, blank)
        return [Strip.join([first if n == 0 else rest, strip]) for n, strip in enumerate(strips)][
            :height
        ]

    def _lines(self, room: int) -> list[list[tuple[Content, int]]]:
        """What stands beside what, with the cells for each."""
        if self.second is not None:
            if room < _ROOM_FOR_TWO:
                under = [[(self.second, room)]] if self.second.plain else []
                return [[(self.body, room)], *under]
            left = min(32, room // 3)
            return [[(self.body, left), (Content(""), 2), (self.second, room - left - 2)]]
        if self.aside is None or not self.aside.plain:
            return [[(self.body, room)]]
        wide = self.aside.cell_length
        if room - wide - 2 < 24:
            return [[(self.body, room)], [(self.aside, room)]]
        return [[(self.body, room - wide - 2), (Content(""), 2), (self.aside, wide)]]


def _strip(content: Content, style: Style, options: RenderOptions) -> Strip:
    strips = content.render_strips(max(1, content.cell_length), 1, style, options)
    return strips[0] if strips else Strip.blank(content.cell_length, style.rich_style)


class Row(Widget):
    """A `Hanging` as a widget. Its text can be selected with the mouse."""

    def __init__(self, visual: Hanging, *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._visual = visual

    @property
    def visual(self) -> Hanging:
        """What it shows."""
        return self._visual

    def show(self, visual: Hanging) -> None:
        """Show something else; the screen is laid out anew only if it has another height."""
        self._visual = visual
        width, height = self.content_size
        self.refresh(layout=not width or visual.get_height({}, width) != height)

    def render(self) -> Hanging:
        """Return what it shows."""
        return self._visual

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected words, without mark and bar."""
        return selection.extract(self._visual.body.plain), "\n"


def mark(text: str, cells: int) -> Content:
    """Return `text` as a mark of `cells` cells."""
    return plain(text + " " * max(0, cells - cell_len(text)))
