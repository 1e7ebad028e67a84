"""The first line: whose program this is, where one is, and whether it is kept."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coach.tui.plain_text import QUIET, plain


class Bar(Widget):
    """` Coach        Leo · First contact        saved `, cut to fit from the middle.

    Args:
        timed: while a coach's hour goes on, it says how much is left.
    """

    about: reactive[str] = reactive("")
    status: reactive[str] = reactive("")
    clock: reactive[str] = reactive("")

    def __init__(self, about: str = "", *, timed: bool = True) -> None:
        super().__init__()
        self._timed = timed
        self.set_reactive(Bar.about, about)

    def on_mount(self) -> None:
        """Say what the program says of saving, here too."""
        self.catch_up()

    def catch_up(self) -> None:
        """Say what the program says of saving: it may have changed while this was not seen."""
        self.status = getattr(self.app, "status", "")
        self.clock = getattr(self.app, "clock", "") if self._timed else ""

    def render(self) -> Content:
        """Return the line."""
        name, status = "Coach", "   ".join(part for part in (self.clock, self.status) if part)
        width = self.size.width
        room = max(0, width - len(name) - cell_len(status) - 4)
        about = plain(self.about).plain
        if cell_len(about) > room:
            about = set_cell_size(about, room - 1).rstrip() + "…" if room > 1 else ""
        # In the middle of the line where there is room, else in the middle of the gap.
        gap = width - len(name) - cell_len(status) - cell_len(about)
        left = min(max(2, (width - cell_len(about)) // 2 - len(name)), max(0, gap - 2))
        return plain(
            (name, "bold $primary"),
            " " * left,
            about,
            " " * max(0, gap - left),
            (status, QUIET),
        )
