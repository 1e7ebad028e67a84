"""Rows of short texts, one column or several, stacked so that they fit on 60 cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual import events, on
from textual.containers import HorizontalGroup
from textual.widget import Widget

from coach.interview.answers import is_empty
from coach.scenario.evaluate import Value
from coach.shown import Choice
from coach.tui.plain_text import Text, plain
from coach.tui.widgets.lines import Gathered, Line
from coach.tui.widgets.picker import POINTER

_SHOWN_AT_ONCE = 4
"""Up to this many rows are there from the start; beyond it they come as they are needed."""


class Cell(Line):
    """One cell. Backspace in an empty one takes an empty row away."""

    field: Rows

    async def _on_key(self, event: events.Key) -> None:
        if self.field.taken:
            return
        if event.key in ("up", "down"):
            event.stop()
            event.prevent_default()  # or the key is handed on to where the focus is now
            self.field.step(self, 1 if event.key == "down" else -1)
        elif event.key == "backspace" and not self.value:
            event.stop()
            event.prevent_default()
            # In the field's own turn: a cell that waits for its row to go waits for itself.
            self.field.call_later(self.field.take_away, self)

    def _on_paste(self, event: events.Paste) -> None:
        # Input would keep the first line of several, and drop the others.
        lines = [line for line in event.text.splitlines() if line.strip()]
        if len(lines) > 1:
            event.stop()
            event.prevent_default()
            self.call_later(self.field.pour, self, lines)


class Rows(Gathered):
    """The field of `lines` and `table`.

    Args:
        columns: none for a plain list.
        value: rows to start with.
        most: the most rows.
    """

    def __init__(self, columns: Sequence[Choice], value: Value, most: int) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.most = most
        self._out: list[list[str]] = []
        self._start = self._rows(value)

    def _rows(self, value: Value) -> list[list[str]]:
        given = list(value) if isinstance(value, tuple) else []
        rows = [[row] if isinstance(row, str) else list(row) for row in given]
        wide = max(1, len(self.columns))
        rows = [(row + [""] * wide)[:wide] for row in rows]
        shown = self.most if self.most <= _SHOWN_AT_ONCE and wide == 1 else 1
        blank = len(rows) < self.most and len(rows) >= shown
        return rows + [[""] * wide for _row in range(max(shown - len(rows), int(blank)))]

    def compose(self) -> Iterable[Widget]:
        """The rows there are."""
        for cells in self._start:
            yield self._row(cells)

    def on_mount(self) -> None:
        """Begin at the first empty row."""
        self._number()
        rows = self._all()
        empty = next((row for row in rows if not any(cell.value for cell in row)), rows[-1])
        self.begin(empty[0])

    def _row(self, cells: Sequence[str]) -> Widget:
        label_cells = max([cell_len(plain(column.label).plain) for column in self.columns] or [0])
        lines: list[Widget] = []
        for n, text in enumerate(cells):
            column = self.columns[n] if self.columns else None
            label = Text(column.label if column else "", classes="label")
            label.styles.width = min(label_cells + 1, 24) if column else 0
            cell = Cell(text, self, hint=column.hint if column else "")
            lines.append(HorizontalGroup(Text(classes="number"), label, cell, classes="cell"))
        return _Row(*lines, classes="row" if len(lines) == 1 else "row tall")

    # -------------------------------------------------------------- what is there

    def _all(self) -> list[list[Cell]]:
        return [list(row.query(Cell)) for row in self.children if isinstance(row, _Row)]

    def value(self) -> tuple[str, ...] | tuple[tuple[str, ...], ...]:
        """Return the rows as they stand, empty ones left out."""
        rows = [tuple(cell.value for cell in row) for row in self._all()]
        rows = [row for row in rows if any(not is_empty(cell.strip()) for cell in row)]
        return tuple(rows) if self.columns else tuple(row[0] for row in rows)

    def reword(self, value: Value) -> None:
        """Put other words into the cells: those of an answer that was made from these.

        Args:
            value: with as many rows as `value()` has.
        """
        given = value if isinstance(value, tuple) else ()
        full = [row for row in self._all() if any(not is_empty(cell.value.strip()) for cell in row)]
        for row, words in zip(full, given, strict=False):
            for cell, text in zip(row, (words,) if isinstance(words, str) else words, strict=False):
                if cell.value != text:
                    cell.value = text
                    cell.cursor_position = len(text)

    def _place(self, cell: Line) -> tuple[int, int]:
        for r, row in enumerate(self._all()):
            if cell in row:
                return r, row.index(cell)
        return 0, 0

    def _number(self) -> None:
        """Number the rows, and point at the line with the keys."""
        for r, row in enumerate(self.query(_Row), 1):
            for c, line in enumerate(row.children):
                pointer = POINTER if line.query_one(Cell).has_focus else " "
                line.query_one(".number", Text).say(f"{pointer} {r if c == 0 else ' '}", hide=False)

    # -------------------------------------------------------------- keys

    def enter(self) -> None:
        """Go to the next cell; on an empty row, or after the last one, go on."""
        cell = self.screen.focused
        if not isinstance(cell, Cell):
            self.done()
            return
        rows = self._all()
        r, c = self._place(cell)
        if not any(one.value.strip() for one in rows[r]):
            self.done()
        elif c + 1 < len(rows[r]):
            self.screen.set_focus(rows[r][c + 1])
        elif r + 1 < len(rows):
            self.screen.set_focus(rows[r + 1][0])
        elif len(rows) < self.most:
            self._grow()
        else:
            self.done()

    def _grow(self) -> None:
        self.hold()
        self.call_later(self._add)

    async def _add(self) -> None:
        await self.mount(self._row([""] * max(1, len(self.columns))))
        self._number()
        self.begin(self._all()[-1][0])

    def step(self, cell: Line, by: int) -> None:
        """Go up or down one cell."""
        cells = [one for row in self._all() for one in row]
        here = next((n for n, one in enumerate(cells) if one is cell), 0)
        self.screen.set_focus(cells[max(0, min(len(cells) - 1, here + by))])

    async def take_away(self, cell: Cell) -> None:
        """Take the row of an empty cell away if all of it is empty; else go back one cell."""
        rows = self._all()
        r, c = self._place(cell)
        self.step(cell, -1)
        if len(rows) > 1 and c == 0 and not any(one.value for one in rows[r]):
            if r == 0:
                self.screen.set_focus(rows[1][0])
            await self.query(_Row)[r].remove()
            self._number()
            self.changed()

    def row_out(self) -> None:
        """Take the row with the keys out; in an empty one, bring the one taken out last back."""
        cell = self.screen.focused
        if isinstance(cell, Cell) and not self.taken:
            # In the field's own turn, as for `take_away`.
            self.call_later(self._bring_back if self._is_empty(cell) else self._take_out, cell)

    def _is_empty(self, cell: Cell) -> bool:
        return not any(one.value for one in self._all()[self._place(cell)[0]])

    async def _take_out(self, cell: Cell) -> None:
        rows = self._all()
        r, _c = self._place(cell)
        self._out.append([one.value for one in rows[r]])
        if all(any(one.value for one in row) for row in rows):
            await self.mount(self._row([""] * len(rows[r])))  # there is room for one again
            rows = self._all()
        self.screen.set_focus(rows[r + 1 if r + 1 < len(rows) else r - 1][0])
        await self.query(_Row)[r].remove()
        self._number()
        self.changed()

    def _bring_back(self, cell: Cell) -> None:
        if not self._out:
            return
        r, _c = self._place(cell)
        for one, text in zip(self._all()[r], self._out.pop(), strict=True):
            one.value = text
        self.screen.set_focus(self._all()[r][0])

    async def pour(self, cell: Cell, lines: Sequence[str]) -> None:
        """Put pasted lines into rows of their own; what has no row left goes into the last."""
        if self.columns:
            cell.insert_text_at_cursor(" ".join(lines))
            return
        cell.insert_text_at_cursor(lines[0])
        for n, line in enumerate(lines[1:], 1):
            rows = [row[0] for row in self._all()]
            free = next((one for one in rows[self._place(cell)[0] :] if not one.value), None)
            if free is None and len(rows) < self.most:
                await self.mount(self._row([""]))
                free = self._all()[-1][0]
            if free is None:
                rows[-1].value = " ".join([rows[-1].value, *lines[n:]])
                break
            free.value = line
        self._number()
        self.changed()

    @on(events.DescendantFocus)
    def _point(self) -> None:
        self._number()


class _Row(Widget):
    """One row: its cells, one under the other."""
