"""`coach watch` on screen: what is wrong with a scenario, beside what comes of it.

An app of its own, for authors: it opens one file and nothing of a family's. Who looks at
the file is handed in, since this room does not know the author's tools.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import ClassVar, Protocol

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widget import Widget

from coach.errors import CoachError
from coach.language import _
from coach.tui.commands import Command, bindings
from coach.tui.plain_text import plain
from coach.tui.screens.fitted import Fitted
from coach.tui.showing import Showing, run_quietly
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.watched import Preview, Problems, Seen

_PAUSE = 0.5
"""Seconds between two looks at the file (`author.watch` says why we look)."""

SAMPLE = Command("sample", "f3", "F3", _("Family"), _("Show another sample family"), rank=3)
CHANNEL = Command(
    "channel",
    "f4",
    "F4",
    _("Channel"),
    _("Show another way to reach them: email, phone, …"),
    rank=4,
)
PANE = Command(
    "pane", "f8", "F8", _("Other side"), _("Go between the problems and the preview"), rank=5
)
LEAVE = Command(
    "app.leave", "f10,ctrl+q", "F10", _("Leave"), _("Stop watching"), rank=1, anywhere=True
)
PALETTE = Command(
    "app.command_palette", "ctrl+p", "Ctrl+P", _("Commands"), _("Every command, by name"), rank=9
)
COMMANDS = (SAMPLE, CHANNEL, PANE, PALETTE, LEAVE)


class Watch(Protocol):
    """Who looks at the file."""

    def changed(self) -> bool:
        """Return whether anything was saved since the last look."""

    def look(self) -> Seen:
        """Read, check and compose."""

    def waits(self) -> bool:
        """Return whether there is a rehearsal to listen to."""

    def listen(self) -> None:
        """Listen to it; the next look tells what is wrong with it."""

    def next_sample(self) -> None:
        """Show another family from the next look on."""

    def next_channel(self) -> None:
        """Show another channel from the next look on."""


class WatchScreen(Fitted[None]):
    """Problems beside the preview; on a narrow terminal, above it."""

    AUTO_FOCUS = "#preview"
    BINDINGS: ClassVar[list[BindingType]] = bindings(SAMPLE, CHANNEL, PANE)

    def __init__(self, watch: Watch, first: Seen) -> None:
        super().__init__()
        self._watch = watch
        self._first = first
        self._looking = False
        self._listening = False

    def compose(self) -> Iterable[Widget]:
        """The two sides, and the keys."""
        yield Bar()
        with Horizontal(id="watched"):
            yield Problems(id="problems")
            yield Preview()
        yield Keys()

    def on_mount(self) -> None:
        """Show the first look, and look again from time to time."""
        self._show(self._first, mark=False)
        self.set_interval(_PAUSE, self.look_if_changed)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return COMMANDS

    # -------------------------------------------------------------- looking

    def look_if_changed(self) -> None:
        """Look again where the file has been saved."""
        if not self._looking and self._watch.changed():
            self._look(mark=True)
        elif not self._looking and not self._listening and self._watch.waits():
            self._listening = True
            self.run_worker(self._listen, thread=True, exit_on_error=False)

    def _listen(self) -> None:
        """In a thread: what is saved meanwhile is shown at once."""
        try:
            self._watch.listen()
        finally:
            self._listening = False

    def _look(self, *, mark: bool) -> None:
        self._looking = True
        self.run_worker(self._look_and_show(mark))

    async def _look_and_show(self, mark: bool) -> None:
        """Read and check beside the screen, so that keys are heard meanwhile."""
        from asyncio import to_thread

        try:
            seen = await to_thread(self._watch.look)
        except CoachError as error:
            self.notify(plain(str(error)).plain, severity="warning", markup=False)
        else:
            self._show(seen, mark=mark)
        finally:
            self._looking = False

    def _show(self, seen: Seen, *, mark: bool) -> None:
        bar = self.query_one(Bar)
        bar.about = " · ".join(part for part in (seen.title, seen.sample, seen.channel) if part)
        bar.status = seen.status
        self.set_class(not seen.problems, "-sound")
        self.query_one(Problems).show(seen)
        self.query_one(Preview).show(seen, mark=mark)

    # -------------------------------------------------------------- commands

    def action_sample(self) -> None:
        """Show another family."""
        if not self._looking:
            self._watch.next_sample()
            self._look(mark=False)

    def action_channel(self) -> None:
        """Show another channel."""
        if not self._looking:
            self._watch.next_channel()
            self._look(mark=False)

    def action_pane(self) -> None:
        """Go to the other side."""
        preview = self.query_one(Preview)
        self.set_focus(self.query_one(Problems) if preview.has_focus else preview)


class WatchApp(Showing):
    """One file, watched.

    Args:
        watch: who looks at it.
        first: the first look, which has been taken already.
    """

    CSS_PATH = "coach.tcss"
    CSS = """
    #watched { height: 1fr; }
    #problems { width: 42%; padding: 1 2; border-right: vkey $panel-lighten-2; }
    #preview { width: 1fr; padding: 1 1 0 1; }
    #preview Row { margin-bottom: 1; }
    #preview Row.page { margin-top: 2; }
    #watch-note { dock: top; padding: 0 0 1 2; background: $background; }
    #problems:focus, #preview:focus { background: $surface; }
    .-narrow #watched { layout: vertical; }
    .-narrow #problems {
        width: 1fr; height: auto; max-height: 45%; padding: 0 1;
        border-right: none; border-bottom: hkey $panel-lighten-2;
    }
    .-narrow #preview { height: 1fr; padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(LEAVE, PALETTE)
    anywhere = COMMANDS

    def __init__(self, watch: Watch, first: Seen) -> None:
        super().__init__()
        self._watch = watch
        self._first = first
        self.status = first.status

    def get_default_screen(self) -> Screen[None]:
        """Return the only screen."""
        return WatchScreen(self._watch, self._first)


def run(watch: Watch) -> int:
    """Watch until the author leaves.

    Returns:
        0, or 1 where the program had to end.

    Raises:
        CoachError: what is to be shown is not there.
    """
    app = WatchApp(watch, watch.look())
    run_quietly(app)
    if app.return_code:
        # The screen is gone: this is all that is left to say it with.
        told = _("Coach had to stop because of a mistake of its own.")
        print(told, file=sys.stderr)  # noqa: T201  # no screen
    return app.return_code or 0
