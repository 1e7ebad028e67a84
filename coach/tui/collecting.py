"""`coach workshop collect` on screen: an app of its own, in which no casebook can be opened."""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from coach.language import _
from coach.tui.commands import HELP, PALETTE, URGENT, bindings
from coach.tui.screens.collected import CollectedScreen
from coach.tui.screens.responses import ResponsesScreen
from coach.tui.showing import Showing as Program
from coach.tui.showing import run_quietly
from coach.workshop.responses import Collected
from coach.workshop.showing import Showing


class CollectApp(Program):
    """The page for the facilitator, then the responses.

    Args:
        found: what was collected.
    """

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
    anywhere = (URGENT,)

    def __init__(self, found: Collected) -> None:
        super().__init__()
        self._found = found

    def get_default_screen(self) -> Screen[None]:
        """Return the page for the facilitator alone."""
        return CollectedScreen(self._found)

    def on_mount(self) -> None:
        """Get ready to read; a program that is asked to end leaves the terminal as it was."""
        from coach.guide.tone import warm_up

        self.run_worker(warm_up, thread=True, exit_on_error=False)
        self.heed_signals(self.action_leave)

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


def run(found: Collected) -> int:
    """Show what was collected until the facilitator leaves.

    Returns:
        0, or 1 where the program had to end.
    """
    app = CollectApp(found)
    run_quietly(app)
    if app.return_code:
        # The screen is gone: this is all that is left to say it with.
        told = _("Coach had to stop because of a mistake of its own.")
        print(told, file=sys.stderr)  # noqa: T201  # no screen
    return app.return_code or 0
