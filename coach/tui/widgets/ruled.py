"""Lines in columns: as many as there is room for, the most needed kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual.content import Content

from coach.tui.plain_text import plain
from coach.tui.widgets.picker import Picker
from coach.tui.widgets.rows import Hanging, mark

_GAP = 2


class Column(NamedTuple):
    """One column.

    Attributes:
        least: cells it needs.
        rank: what goes last when there is too little room: 1 stays longest.
        grows: it takes a share of what room is left.
    """

    least: int
    rank: int
    grows: bool = False


class Ruled(Hanging):
    """Cells beside each other, each cut to its column; or wrapped in it, where `wraps`.

    Args:
        mark: stands before the line.
        cells: one a column.
    """

    def __init__(
        self,
        mark: Content,
        cells: Sequence[Content],
        columns: Sequence[Column],
        *,
        wraps: bool = False,
    ) -> None:
        super().__init__(mark, plain(""))
        self._cells, self._columns, self._wraps = tuple(cells), tuple(columns), wraps

    def _lines(self, room: int) -> list[list[tuple[Content, int]]]:
        widths = shared(self._columns, room)
        if self._wraps and len([one for one in widths if one]) < len(widths):
            first, *rest = (cell for cell in self._cells if cell.plain)
            return [[(first, room)], *([(plain("→ ", cell), room)] for cell in rest)]
        line: list[tuple[Content, int]] = []
        for cell, wide in zip(self._cells, widths, strict=True):
            if wide:
                if line:
                    line.append((Content(""), _GAP))
                line.append((cell if self._wraps else cell.truncate(wide, ellipsis=True), wide))
        return [line]


def shared(columns: Sequence[Column], room: int) -> list[int]:
    """Return the cells for each column, 0 for one that there is no room for."""
    shown = sorted(range(len(columns)), key=lambda at: columns[at].rank)
    while len(shown) > 1 and _needed(columns, shown) > room:
        shown.pop()
    widths = [columns[at].least if at in shown else 0 for at in range(len(columns))]
    growing = [at for at in sorted(shown) if columns[at].grows] or sorted(shown)[:1]
    left = max(0, room - _needed(columns, shown))
    for n, at in enumerate(growing):
        widths[at] += left // len(growing) + (1 if n < left % len(growing) else 0)
    return [min(one, room) for one in widths]


def _needed(columns: Sequence[Column], shown: Sequence[int]) -> int:
    return sum(columns[at].least for at in shown) + _GAP * (len(shown) - 1)


class RuledPicker(Picker):
    """A menu whose lines have columns; an item that has no cells is shown as ever.

    Args:
        columns: the columns of every line.
        wraps: cells wrap in their columns, and stand one under the other where it is narrow.
    """

    def __init__(
        self, columns: Sequence[Column], *, wraps: bool = False, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._columns, self._wraps = tuple(columns), wraps
        self.cells: Mapping[str, Sequence[str | Content]] = {}

    def _visual(self, n: int) -> Hanging:
        item = self.items[n]
        cells = self.cells.get(item.id)
        if cells is None:
            return super()._visual(n)
        made = [plain(cell) for cell in cells]
        if not item.id or (n == self._at and not self._wraps):
            made = [cell.stylize("bold") for cell in made]
        before = mark(self._mark(n) if item.id else "", self._indent)
        return Ruled(before, made, self._columns, wraps=self._wraps)
