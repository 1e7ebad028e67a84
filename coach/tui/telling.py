"""How the program tells a person what they should know: on the first line, or over the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from textual.app import App
from textual.screen import Screen

from coach.errors import CoachError
from coach.language import _
from coach.tui.commands import EVERYWHERE
from coach.tui.plain_text import plain
from coach.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from coach.casebook.store import Store
    from coach.guide.guide import Guide

Answer = TypeVar("Answer")


class Telling(App[int]):
    """The half of the program that talks of saving and of problems.

    Args:
        sessions: where sessions are kept.

    Attributes:
        status: what the first line says of saving.
        trouble: the last problem with saving that was told; "" once it is over.
    """

    def __init__(self, sessions: Store) -> None:
        super().__init__()
        self.sessions = sessions
        self.status = ""
        self.trouble = ""

    # -------------------------------------------------------------- saving

    @property
    def saved_word(self) -> str:
        """What the first line says while everything is where it should be."""
        from coach.casebook.store import Unsaved

        unsaved = isinstance(self.sessions, Unsaved)
        return _("not kept (--no-save)") if unsaved else _("saved")

    def saved(self, notice: str) -> None:
        """A save has gone well."""
        self.trouble = ""
        typing = any(getattr(screen, "typing", False) for screen in self.screen_stack[-1:])
        if not typing or self.status == _("NOT saved"):  # else the word would flicker
            self.set_status(self.saved_word)
        if notice:
            self.say(notice, long=True)

    def saving(self) -> None:
        """Something is not on disk yet."""
        if self.status == _("saved"):
            self.set_status(_("saving…"))

    def set_status(self, status: str) -> None:
        """Say in the first line of the screen how saving goes."""
        if status != self.status:
            self.status = status
            # Only where it is seen: a change on a screen below would paint all of this one.
            for screen in self.screen_stack[-1:]:
                for bar in screen.query(Bar):
                    bar.status = status

    # -------------------------------------------------------------- telling

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

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Say that something could not be saved: once, for it is tried again each second."""
        try:
            yield
        except CoachError as error:
            self.set_status(_("NOT saved"))
            if error.what != self.trouble:
                self.trouble = error.what
                self.say(f"{error.what} {error.advice}", bad=True)

    # -------------------------------------------------------------- helping

    async def copy(self, text: str) -> None:
        """Copy `text`: by this machine's clipboard, else by the terminal's; say which has it."""
        from asyncio import to_thread

        from coach.export import clipboard

        way: clipboard.Way = "machine"
        if not await to_thread(clipboard.copy, text):
            self._clipboard = text  # a text field here can paste it, whatever the terminal does
            way = clipboard.by_terminal(text, self._hand_over)
        instead = _("press F12 to save it to a file")
        self.say(clipboard.told(way, instead), long=way != "machine")

    def copy_to_clipboard(self, text: str) -> None:
        """Copy what is marked in a text field: as Textual does, and through tmux too."""
        from coach.export.clipboard import sequence

        self._clipboard = text
        self._hand_over(sequence(text))

    def _hand_over(self, sequence: str) -> bool:
        if self._driver is None:
            return False
        self._driver.write(sequence)
        return True

    def stop(self, guide: Guide, chosen: Callable[[str], None]) -> None:
        """Show the help card because of what was typed, and pass on what the person chose.

        Args:
            guide: one with an `alarm`.
            chosen: called with `safe`, `forget` or `report`; never before one is chosen.
        """
        from coach.tui.screens.urgent import UrgentScreen

        self.ask(UrgentScreen(guide.alarm), lambda choice: chosen(choice or ""))

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
