"""The program before a room. It has no casebook: no list, no search, no family of anybody's."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from coach.language import _
from coach.tui.commands import bindings
from coach.tui.presenting.commands import ANYWHERE
from coach.tui.presenting.screen import StageScreen
from coach.tui.showing import Showing, run_quietly

if TYPE_CHECKING:
    from textual.worker import Worker

    from coach.present.presenting import Presenting


class RoomApp(Showing):
    """What the two screens of a presentation share."""

    CSS_PATH = str(Path(__file__).parents[1] / "coach.tcss")
    CSS = """
    #head { padding: 0 2; height: 1; }
    #stage { height: 1fr; margin-top: 1; }
    #progress { height: 1; padding: 0 2; margin-top: 1; }
    #said { margin: 0 4; border: none; }
    .-bare Keys { display: none; }
    StageScreen.-black { background: black; }
    .-black #head, .-black #stage, .-black #progress, .-black #said, .-black Keys {
        visibility: hidden;
    }
    GoTo { align: center middle; }
    GoTo #box { height: 90%; max-height: 90%; padding: 0 2; }
    GoTo #box VerticalScroll { height: 1fr; }
    GoTo #box Picker { margin: 0; }
    #notes-head { padding: 0 1; background: $panel; }
    #clock { padding: 0 1; }
    #news { padding: 0 1; text-style: bold; }
    #speaker { height: 1fr; padding: 0 1; }
    #coming { padding: 0 1; border-top: hkey $panel-lighten-2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(*ANYWHERE)
    anywhere = ANYWHERE

    def on_mount(self) -> None:
        """A window that is closed ends the program."""
        self.heed_signals(partial(self.exit, 0))

    def where_kept(self) -> str:
        """Return where what the room said is."""
        from coach.present import kept

        return _("Votes and what the room said, and nothing of any family, are in {file}").format(
            file=kept.folder()
        )


class PresentApp(RoomApp):
    """The first screen.

    Args:
        presenting: the presentation; whoever made it closes it.

    Attributes:
        ready: every slide is there, which takes a second.
    """

    def __init__(self, presenting: Presenting) -> None:
        super().__init__()
        self._presenting = presenting
        self._told = ""
        self._readying: Worker[None] | None = None
        self.ready = False

    def get_default_screen(self) -> Screen[None]:
        """Return the only screen."""
        return StageScreen(self._presenting)

    def on_mount(self) -> None:
        """Make the others ready beside the first slide."""
        super().on_mount()
        self._readying = self.run_worker(self._get_ready())

    async def _get_ready(self) -> None:
        from asyncio import to_thread

        await to_thread(self._presenting.slides)
        self.ready = True
        for screen in self.screen_stack:
            if isinstance(screen, StageScreen):
                screen.show()

    async def made_ready(self) -> None:
        """Wait until every slide is there: a second at most, after the start."""
        if not self.ready and self._readying is not None:
            await self._readying.wait()

    def complain(self, trouble: str) -> None:
        """Say once that it could not be saved; "" is that it could."""
        if trouble and trouble != self._told:
            self.say(trouble, bad=True)
        self._told = trouble


def present(presenting: Presenting) -> int:
    """Present until the facilitator leaves; return the exit code."""
    return run_app(PresentApp(presenting))


def run_app(app: RoomApp) -> int:
    """Run one of the two screens.

    Returns:
        0, or 1 where the program had to end.
    """
    run_quietly(app)
    if app.return_code:
        # The screen is gone: this is all that is left to say it with.
        told = _("Coach had to stop because of a mistake of its own. `coach present` goes on.")
        print(told, file=sys.stderr)  # noqa: T201  # no screen
    return app.return_code or 0
