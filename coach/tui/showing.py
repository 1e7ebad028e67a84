"""How any program of ours on screen tells a person something: for a moment, or until it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar, TypeVar

from textual.app import App
from textual.command import Provider
from textual.screen import Screen

from coach.errors import CoachError
from coach.language import _
from coach.tui.commands import EVERYWHERE
from coach.tui.palette import Everything
from coach.tui.plain_text import plain

Answer = TypeVar("Answer")


class Showing(App[int]):
    """The part of a program that talks to the person before it. It knows of no family."""

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
            here = getattr(self.screen, "commands", None)
            self.push_screen(HelpScreen(tuple(here()) if here else EVERYWHERE))
