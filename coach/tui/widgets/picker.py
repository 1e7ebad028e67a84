"""A list to pick from: menus, choices, checks, and everything one can go to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from textual import events
from textual.containers import VerticalGroup, VerticalScroll
from textual.message import Message

from coach.tui.plain_text import QUIET, plain
from coach.tui.widgets.rows import Hanging, Row, mark

Looks = Literal["menu", "one", "many"]

POINTER = "▸"

_MOVES = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8, "home": -10_000, "end": 10_000}
"""Keys that move the pointer, and over how many lines."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line to pick; a heading, with no id, is only read.

    Attributes:
        sign: a character before the label, such as ✓.
        hint: a plain line under the label.
        aside: a few words at the right.
        second: a text beside the label (the review's answers); None where there is no column.
    """

    id: str
    label: str
    hint: str = ""
    aside: str = ""
    sign: str = ""
    second: str | None = None


class Picker(VerticalGroup, can_focus=True):
    """Arrows move, Enter opens, Space picks, digits go straight to a line.

    Args:
        items: what there is, with headings between.
        looks: a `menu` opens; `one` has round marks, `many` square ones, both have numbers.
        picked: ids that are picked.
        at: the id to point at first; else the first picked, else the first there is.
    """

    @dataclass
    class Opened(Message):
        """Enter, or a click, on a line of a menu."""

        picker: Picker
        item: Item

        @property
        def control(self) -> Picker:
            """The list it happened in."""
            return self.picker

    @dataclass
    class Moved(Message):
        """The pointer is on another line."""

        picker: Picker
        item: Item

        @property
        def control(self) -> Picker:
            """The list it happened in."""
            return self.picker

    def __init__(
        self,
        items: Iterable[Item] = (),
        *,
        looks: Looks = "menu",
        picked: Iterable[str] = (),
        at: str = "",
        id: str | None = None,
        classes: str = "",
    ) -> None:
        super().__init__(id=id, classes=f"-{looks} {classes}".strip())
        self.looks = looks
        self.items: tuple[Item, ...] = tuple(items)
        self.picked = [pick for pick in picked if any(item.id == pick for item in self.items)]
        self._at = self._where(at or (self.picked[0] if self.picked else ""))

    def _where(self, id: str) -> int:
        found = [n for n, item in enumerate(self.items) if item.id and item.id == id]
        return (found or self._stops or [0])[0]

    @property
    def _stops(self) -> list[int]:
        return [n for n, item in enumerate(self.items) if item.id]

    @property
    def current(self) -> Item | None:
        """The line the pointer is on."""
        return self.items[self._at] if self._stops else None

    # -------------------------------------------------------------- showing

    def compose(self) -> Iterable[Row]:
        """One row an item."""
        for n, item in enumerate(self.items):
            yield Row(self._visual(n), classes="heading" if not item.id else "")

    def on_mount(self) -> None:
        """Show the pointer, if the keys are here already."""
        self.redraw()

    async def show(self, items: Sequence[Item], at: str = "") -> None:
        """Show other items; the pointer stays on its line if that is still there."""
        keep = at or (self.current.id if self.current else "")
        self.items = tuple(items)
        self._at = self._where(keep)
        async with self.batch():
            await self.remove_children()
            await self.mount_all(self.compose())

    def _visual(self, n: int) -> Hanging:
        item = self.items[n]
        if not item.id:
            return Hanging(plain(""), plain((item.label, "bold")))
        body = plain(item.label) if not item.hint else plain(item.label, "\n", (item.hint, QUIET))
        if n == self._at and self.looks == "menu":
            body = body.stylize("bold", 0, len(plain(item.label).plain))
        return Hanging(
            mark(self._mark(n), self._indent),
            body,
            aside=plain((item.aside, QUIET)),
            second=None if item.second is None else plain(item.second),
        )

    @property
    def _indent(self) -> int:
        return {"menu": 3, "one": 8, "many": 8}[self.looks] + (
            2 if any(item.sign for item in self.items) else 0
        )

    def _mark(self, n: int) -> str:
        item = self.items[n]
        pointer = POINTER if n == self._at and self.has_focus else " "
        if self.looks == "menu":
            return f" {pointer} {item.sign}"
        number = self._stops.index(n) + 1
        digit = str(number) if number < 10 else " "
        on, off = ("(•)", "( )") if self.looks == "one" else ("[x]", "[ ]")
        return f"{pointer} {digit} {on if item.id in self.picked else off} "

    def _redraw(self, *lines: int) -> None:
        rows = self.children
        for n in lines:
            row = rows[n] if n < len(rows) else None
            if isinstance(row, Row):
                row.set_class(n == self._at and self.has_focus, "-current")
                row.show(self._visual(n))

    def redraw(self) -> None:
        """Draw every line anew, for picks that were changed from outside."""
        self._redraw(*range(len(self.items)))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show the pointer and bring it into view, or put it away."""
        super().watch_has_focus(has_focus)
        self._redraw(self._at)
        if has_focus:
            self._reveal()

    def _reveal(self) -> None:
        if self._at < len(self.children):
            # At either end, what stands above and below the list belongs to it.
            stops = self._stops or [0]
            around = next((one for one in self.ancestors if isinstance(one, VerticalScroll)), None)
            if around is not None and self._at == stops[0]:
                around.scroll_home(animate=False)
            elif around is not None and self._at == stops[-1]:
                around.scroll_end(animate=False)
            else:
                self.children[self._at].scroll_visible(animate=False)

    # -------------------------------------------------------------- moving

    def point(self, id: str) -> None:
        """Move the pointer to the item `id`."""
        self._to(self._where(id))

    def _to(self, n: int) -> None:
        before, self._at = self._at, n
        self._redraw(before, n)
        self._reveal()
        if before != n:
            self.post_message(self.Moved(self, self.items[n]))

    def _move(self, key: str) -> None:
        """Move the pointer as `key` says, and stop at the ends."""
        stops = self._stops
        by, last = _MOVES[key], len(stops) - 1
        if stops:
            self._to(stops[max(0, min(last, stops.index(self._at) + by))])

    def pick(self) -> None:
        """Pick the line at the pointer, or in a list of checks put it back."""
        item = self.current
        if item is None or self.looks == "menu":
            return
        if self.looks == "one":
            self.picked = [item.id]
        elif item.id in self.picked:
            self.picked = [pick for pick in self.picked if pick != item.id]
        else:
            self.picked = [*self.picked, item.id]
        self.redraw()
        self.on_pick()

    def on_pick(self) -> None:
        """Called after a pick; fields tell the guide."""

    def open(self) -> None:
        """Open the line at the pointer."""
        if self.current is not None:
            self.post_message(self.Opened(self, self.current))

    def on_key(self, event: events.Key) -> None:
        """Arrows move, Enter opens, Space picks, a digit goes to its line and picks it.

        Here and not in bindings: those come after any letter that is already waiting.
        """
        stops = self._stops
        if event.key in _MOVES:
            event.stop()
            self._move(event.key)
        elif self.looks == "menu":
            if event.key == "enter" and stops:
                event.stop()
                self.open()
        elif event.key == "space":
            event.stop()
            self.pick()
        elif event.character and event.character in "123456789":
            event.stop()
            if int(event.character) <= len(stops):
                self._to(stops[int(event.character) - 1])
                self.pick()

    def on_click(self, event: events.Click) -> None:
        """A click is a pointer and Enter in a menu, and a pick elsewhere."""
        row = event.widget
        if isinstance(row, Row) and row in self.children:
            n = self.children.index(row)
            if self.items[n].id:
                event.stop()
                self._to(n)
                if self.looks == "menu":
                    self.open()
                else:
                    self.pick()
