"""`coach workshop collect` on screen: an app of its own, in which no casebook can be opened."""

from __future__ import annotations

import os
import sys
from asyncio import get_running_loop
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from coach.language import _
from coach.tui import showing
from coach.tui.commands import HELP, PALETTE, URGENT, bindings
from coach.tui.screens.collected import CollectedScreen
from coach.tui.screens.responses import ResponsesScreen
from coach.workshop.responses import Collected
from coach.workshop.showing import Showing

DEBUG = "COACH_DEBUG"
"""With this environment variable set, a crash shows its traceback."""


class CollectApp(showing.Showing):
    """The page for the facilitator, then the responses.

    Args:
        found: what was collected.
    """

    TITLE = "Coach"
    CSS_PATH = "coach.tcss"
    CSS = """
    #collected { padding: 1 3; }
    #collected Picker { margin: 1 0; }
    #collected Picker Row { margin: 0; }
    #collected Text, #collected > Row { max-width: 100; }
    #collected .group { margin-top: 1; text-style: bold; }
    .-narrow #collected { padding: 0 1; }
    #responses { height: 1fr; align-horizontal: center; }
    Page, Reading { height: 1fr; max-width: 90; padding: 1 3; }
    Page .more, Page .group { margin-top: 1; }
    Page .group, Reading .group { text-style: bold; }
    #responses.-two Page, #responses.-read Page, Reading { width: 1fr; padding: 1 2; }
    #responses.-two Page { max-width: 100%; }
    #responses.-two Page:focus { background: $surface; }
    Reading { background: $surface; }
    .-narrow Page, .-narrow Reading { padding: 0 1; }
    .-narrow #responses.-two, .-narrow #responses.-read { layout: vertical; }
    .-middle #responses.-read { layout: vertical; align-horizontal: left; }
    .-middle Reading { border-top: hkey $panel-lighten-2; padding: 0 2; }
    .-narrow Reading { border-top: hkey $panel-lighten-2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(HELP, PALETTE, URGENT)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-middle"), (110, "-wide")]  # noqa: RUF012  # as Textual has it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (28, "-tall")]  # noqa: RUF012  # as Textual has it

    def __init__(self, found: Collected) -> None:
        super().__init__()
        self._found = found

    def get_default_screen(self) -> Screen[None]:
        """Return the page for the facilitator alone."""
        return CollectedScreen(self._found)

    def on_mount(self) -> None:
        """Get ready to read; a program that is asked to end leaves the terminal as it was."""
        import signal

        from coach.guide.tone import warm_up

        self.run_worker(warm_up, thread=True, exit_on_error=False)
        for name in ("SIGHUP", "SIGTERM"):
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            with suppress(NotImplementedError, RuntimeError, ValueError):
                if number is not None:
                    get_running_loop().add_signal_handler(number, self.action_leave)

    def where_kept(self) -> str:
        """Return where what people saved is."""
        return _("What people saved stays where it is. Nothing of it is kept anywhere else.")

    def begin(self) -> None:
        """Show the responses."""
        self.push_screen(ResponsesScreen(Showing(self._found.responses())))

    def let(self, at: int, shown: bool) -> None:
        """Let one that is held back be shown, or hold it back again."""
        self._found = self._found.let(at, shown)
        for screen in self.screen_stack:
            if isinstance(screen, CollectedScreen):
                screen.show(self._found)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Return what the palette lists."""
        here = getattr(screen, "commands", None)
        for command in here() if here else (URGENT,):
            if command is not PALETTE:
                yield SystemCommand(
                    f"{command.label} ({command.shown})",
                    command.help,
                    partial(self.run_action, command.action, screen),
                )
        yield SystemCommand(_("Colours"), _("Choose other colours"), self.action_change_theme)

    def action_leave(self) -> None:
        """Stop. Nothing is kept."""
        self.exit(0)

    async def action_quit(self) -> None:
        """End the way we do."""
        self.action_leave()

    def _fatal_error(self) -> None:
        # As in `tui.app`: no traceback with people's words in it.
        if os.environ.get(DEBUG):
            super()._fatal_error()
        else:
            self._close_messages_no_wait()


def run(found: Collected) -> int:
    """Show what was collected until the facilitator leaves.

    Returns:
        0, or 1 where the program had to end.
    """
    app = CollectApp(found)
    try:
        app.run()
    except Exception:
        if os.environ.get(DEBUG):
            raise
        app._return_code = 1
    if app.return_code:
        # The screen is gone: this is all that is left to say it with.
        print(_("Coach had to stop because of a mistake of its own."), file=sys.stderr)  # noqa: T201
    return app.return_code or 0
