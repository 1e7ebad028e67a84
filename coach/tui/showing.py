"""What every program of ours on screen shares: how it tells a person something, and how it ends."""

from __future__ import annotations

import os
import sys
from asyncio import get_running_loop
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import ClassVar, TypeVar

from textual.app import App, SystemCommand
from textual.command import Provider
from textual.screen import Screen

from coach.errors import CoachError
from coach.language import _
from coach.tui.commands import EVERYWHERE, Command
from coach.tui.palette import Everything
from coach.tui.plain_text import plain

Answer = TypeVar("Answer")

DEBUG = "COACH_DEBUG"
"""With this environment variable set, a crash shows its traceback."""

TAKING_TURNS = 0.0005
"""Seconds for which a thread has Python to itself while others wait: those that read keys and
write to the terminal would wait for the usual five thousandths, a third of a frame each."""


class Showing(App[int]):
    """The part of a program that talks to the person before it. It knows of no family.

    Attributes:
        anywhere: what can be done on a screen that names no commands of its own.
    """

    TITLE = "Coach"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  # as Textual has it
        (0, "-narrow"),
        (80, "-middle"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (28, "-tall")]  # noqa: RUF012  # as Textual has it
    anywhere: ClassVar[Sequence[Command]] = EVERYWHERE
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Everything}

    def where_kept(self) -> str:
        """Return where words are kept, for the help screen; "" where none are."""
        return ""

    def say(self, words: str, *, bad: bool = False, long: bool = False) -> None:
        """Show a passing message, as it is."""
        self.notify(
            plain(words).plain,
            severity="warning" if bad else "information",
            timeout=12 if bad or long else 5,
            markup=False,
        )

    def tell(self, error: CoachError) -> None:
        """Show what is wrong, where, and what to do, and wait until it is read."""
        from coach.tui.screens.ask import Ask

        more = [part for part in (error.where, error.advice) if part]
        self.ask(Ask(error.what, "\n".join(more), ok=_("All right")), lambda _answer: None)

    def ask(self, dialog: Screen[Answer], answered: Callable[[Answer | None], None]) -> None:
        """Show a dialog and pass its answer on."""
        # By way of the program's own turn. A dialog answers to whoever was at work when it
        # was shown, and a screen that is on its way out hears nothing any more.
        self.call_later(self.push_screen, dialog, answered)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Show a CoachError instead of ending the program."""
        try:
            yield
        except CoachError as error:
            self.tell(error)

    def action_urgent(self) -> None:
        """Show the numbers to call, over whatever there is."""
        from coach.tui.screens.urgent import UrgentScreen

        if not isinstance(self.screen, UrgentScreen):
            self.push_screen(UrgentScreen())

    def action_help(self) -> None:
        """Show what the keys do here."""
        from coach.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(tuple(self._commands_of(self.screen))))

    def _commands_of(self, screen: Screen[object]) -> Sequence[Command]:
        here: Callable[[], Sequence[Command]] | None = getattr(screen, "commands", None)
        return here() if here else self.anywhere

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Return what the palette lists: what can be done here, and the colors."""
        for command in self._commands_of(screen):
            if command.action != "app.command_palette":
                yield SystemCommand(
                    f"{command.label} ({command.shown})",
                    command.help,
                    partial(self.run_action, command.action, screen),
                )
        yield SystemCommand(_("Colours"), _("Choose other colours"), self.action_change_theme)

    # -------------------------------------------------------------- the end

    def action_leave(self) -> None:
        """End. Nothing is left to be kept."""
        self.exit(0)

    async def action_quit(self) -> None:
        """End the way we do."""
        self.action_leave()

    def heed_signals(self, end: Callable[[], object]) -> None:
        """Do `end` where the window is closed, or the program is asked to end."""
        import signal  # not at the top: the first frame has a budget

        for name in ("SIGHUP", "SIGTERM"):
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            with suppress(NotImplementedError, RuntimeError, ValueError):
                if number is not None:
                    get_running_loop().add_signal_handler(number, end)

    def _fatal_error(self) -> None:
        # Textual prints a traceback with every local in it: the family's words, on a
        # terminal that may be shared. Whoever ran the program prints one plain line.
        if os.environ.get(DEBUG):
            super()._fatal_error()
        else:
            self._close_messages_no_wait()


def run_quietly(app: Showing) -> None:
    """Run `app` to its end; a crash leaves `return_code` at 1 and no traceback."""
    sys.setswitchinterval(TAKING_TURNS)
    try:
        app.run()
    except Exception:
        if os.environ.get(DEBUG):
            raise
        app._return_code = 1
