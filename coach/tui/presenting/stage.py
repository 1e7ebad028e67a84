"""The slide itself: one page, in the middle of the screen, and the line that says how far it is."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from coach.present.pages import Frame, Page, cells, frame_for
from coach.present.slide import Looks
from coach.tui.plain_text import QUIET, plain

STYLES: dict[Looks, str] = {
    "big": "bold",
    "old": QUIET,
    "new": "bold",
    "weak": "bold $text-warning",
    "better": "bold $text-success",
}
"""How what is said looks. Nothing is told by a color alone: signs and words say it too. Hardly
anything is dimmed: a projector in a bright room dims enough."""
MARKS: dict[Looks, str] = {
    "new": "bold $text-success",
    "weak": "bold $text-warning",
    "better": "bold $text-success",
    "option": "bold $primary",
    "guess": "bold $primary",
}


class Stage(Widget, can_focus=True):
    """One page. It has the keys, so that a letter goes nowhere else."""

    def __init__(self) -> None:
        super().__init__(id="stage")
        self._page: Page = ()

    @property
    def frame(self) -> Frame:
        """The room there is for a page, in the terminal as it is."""
        return frame_for(self.app.size.width, self.app.size.height)

    def show(self, page: Page) -> None:
        """Show another page."""
        self._page = page
        self.refresh()

    def render(self) -> Content:
        """Return the page: in the middle, a little above it, as words are hung on a wall."""
        width, height = self.size
        columns = self.frame.columns
        wide = max((cells(row.mark + row.text) for row in self._page), default=0)
        left = " " * max(0, (width - max(wide, min(columns, width - 2))) // 2)
        above = max(0, (height - len(self._page)) * 2 // 5)
        lines = [
            plain(
                left,
                (row.mark, MARKS.get(row.looks, "")),
                (row.text, STYLES.get(row.looks, "")),
            )
            for row in self._page
        ]
        return Content("\n" * above).append(Content("\n").join(lines))


class Progress(Widget):
    """How far it is: a thin line, and the numbers."""

    def __init__(self) -> None:
        super().__init__(id="progress")
        self._at, self._of, self._page, self._pages, self._lit = 1, 1, 0, 1, ""

    def show(self, at: int, of: int, page: int, pages: int, aside: str = "") -> None:
        """Show another place.

        Args:
            at, of: which slide, from 1, of how many.
            page, pages: which of its pages, from 0, of how many.
            aside: a few words at the left, such as that the timer rests.
        """
        self._at, self._of, self._page, self._pages, self._lit = at, of, page, pages, aside
        self.refresh()

    def render(self) -> Content:
        """Return the line."""
        more = f" ({self._page + 1}/{self._pages})" if self._pages > 1 else ""
        told = f"{self._at} / {self._of}{more}"
        width = self.size.width
        room = max(4, width - cells(told) - cells(self._lit) - (4 if self._lit else 2))
        full = round(room * self._at / max(1, self._of))
        words: Sequence[tuple[str, str]] = [
            (f"{self._lit}  " if self._lit else "", "bold"),
            ("━" * full, "$primary"),
            ("─" * (room - full), QUIET),
            (f"  {told}", ""),
        ]
        return plain(*words)
