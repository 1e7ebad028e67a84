"""The second screen: the notes for the slide that the room sees, what comes next, the time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget

from coach.language import _
from coach.present.following import Notebook
from coach.tui.commands import Command, bindings
from coach.tui.plain_text import QUIET, Text, plain
from coach.tui.presenting.app import RoomApp, run_app
from coach.tui.presenting.commands import ANYWHERE
from coach.tui.presenting.stage import STYLES
from coach.tui.screens.fitted import Fitted
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.rows import Hanging, Row

LOOK = 0.2
"""Seconds between two looks at the file."""

SCROLL = Command(
    "scroll", "f8", "↑ ↓", _("Scroll"), _("Arrows and Page Down scroll the notes"), rank=3
)


class NotesScreen(Fitted[None]):
    """Notes that follow the first screen. Nothing here changes what the room sees."""

    AUTO_FOCUS = "#speaker"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SCROLL)

    def __init__(self, notebook: Notebook) -> None:
        super().__init__()
        self._notebook = notebook
        self._looking = False

    def compose(self) -> Iterable[Widget]:
        """From above: the place, the time, what is special, the notes, what comes next."""
        yield Text(_("Notes"), id="notes-head", classes="title")
        yield Text(id="clock")
        yield Text(id="news")
        yield VerticalScroll(id="speaker")
        yield Text(id="coming")
        yield Keys()

    def on_mount(self) -> None:
        """Look, and look again from time to time."""
        self.look()
        self.set_interval(LOOK, self.look)

    def look(self) -> None:
        """Look at the file beside the screen, so that keys are heard meanwhile."""
        if not self._looking:
            self._looking = True
            self.run_worker(self._look_and_show())

    async def _look_and_show(self) -> None:
        from asyncio import to_thread

        try:
            if await to_thread(self._notebook.look):
                await self._show()
            self.query_one("#clock", Text).say(self._notebook.time())
        finally:
            self._looking = False

    async def _show(self) -> None:
        read = self._notebook.page
        self.query_one("#news", Text).say(read.news)
        coming = (_("Next: "), QUIET), read.next
        self.query_one("#coming", Text).say(plain(*coming) if read.next else "")
        speaker = self.query_one("#speaker", VerticalScroll)
        rows = [
            Row(
                Hanging(plain((one.mark, QUIET)), plain((one.text, STYLES.get(one.looks, "")))),
                classes="apart" if one.gap else "",
            )
            for one in read.pieces
        ]
        async with self.batch():
            await speaker.remove_children()
            await speaker.mount_all(rows)
        speaker.scroll_home(animate=False)
        self.query_one("#notes-head", Text).say(read.place)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (SCROLL, *ANYWHERE)

    def action_scroll(self) -> None:
        """A page further, and from the end to the beginning."""
        speaker = self.query_one("#speaker", VerticalScroll)
        if speaker.scroll_offset.y >= speaker.max_scroll_y:
            speaker.scroll_home(animate=False)
        else:
            speaker.scroll_page_down(animate=False)


class NotesApp(RoomApp):
    """The second screen."""

    CSS = RoomApp.CSS + "\n#speaker .apart { margin-top: 1; }"

    def __init__(self, notebook: Notebook | None = None) -> None:
        super().__init__()
        self._notebook = notebook or Notebook()

    def get_default_screen(self) -> Screen[None]:
        """Return the only screen."""
        return NotesScreen(self._notebook)


def show_notes() -> int:
    """Show the notes until the facilitator leaves; return the exit code."""
    return run_app(NotesApp())
