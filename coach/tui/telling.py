"""How the program tells a person how saving goes: on the first line, or over the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.language import _
from coach.tui.showing import Showing
from coach.tui.widgets.bar import Bar

if TYPE_CHECKING:
    from coach.casebook.store import Store
    from coach.guide.guide import Guide


class Telling(Showing):
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

    def where_kept(self) -> str:
        """Return where the words of a family are, for the help screen."""
        from coach.casebook.store import Unsaved

        if isinstance(self.sessions, Unsaved):
            return _("Nothing is kept: Coach was started with --no-save.")
        return _(
            "Every answer is saved as you give it, and what you are typing each second,"
            " in files that only you can read: {folder}"
        ).format(folder=getattr(self.sessions, "folder", "")) + (
            " " + _("They are locked with your passphrase.") if self.sessions.has_lock else ""
        )

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
