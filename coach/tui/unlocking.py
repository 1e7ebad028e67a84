"""The passphrase of a locked casebook, on a screen of its own: before it, nothing is opened.

An app of its own too, so that nothing of a family's is in memory while it is shown. Urgent
help is one key away here as everywhere.
"""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from coach.casebook.key import Passphrase, WrongPassphrase
from coach.errors import CoachError
from coach.language import _
from coach.tui.commands import URGENT, Command, bindings
from coach.tui.plain_text import Text
from coach.tui.screens.ask import Ask
from coach.tui.screens.fitted import Fitted
from coach.tui.telling import Telling
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys

if TYPE_CHECKING:
    from coach.casebook.store import Store

_TRIES = 3
"""After so many, there is more to say than that it was wrong."""

_LEFT, _OPENED = 0, 1

UNLOCK = Command("unlock", "enter", "Enter", _("Unlock"), _("Try this passphrase"), rank=2)
LEAVE = Command(
    "app.leave",
    "escape,f10,ctrl+q",
    "Esc",
    _("Leave"),
    _("Leave Coach. Everything stays locked"),
    rank=3,
)


class UnlockScreen(Fitted[None]):
    """One line to type the passphrase on, shown as dots.

    Args:
        store: what is locked.
    """

    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = bindings(LEAVE)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._wrong = 0
        self._trying = False
        self._opened = False
        self._notice = ""

    def compose(self) -> Iterable[Widget]:
        """What it is, the line, and what came of the last try."""
        yield Bar(_("Locked"))
        with VerticalScroll(id="unlock", can_focus=False):
            yield Text(_("This casebook is locked."), classes="title")
            yield Text(_("Type the passphrase, then Enter."), classes="quiet")
            line = Input(password=True, select_on_focus=False, compact=True)
            line.cursor_blink = False
            yield line
            yield Text(id="said")
            yield Text(
                _("F9 shows numbers to call now: for that, nobody needs a passphrase."),
                classes="quiet",
            )
        yield Keys()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (UNLOCK, LEAVE, URGENT)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Try what was typed. Its letters stay nowhere: the line is emptied at once."""
        event.stop()
        given = Passphrase(event.input.value)
        event.input.clear()
        if self._trying:
            return
        if not len(given):
            self._say(_("Type the passphrase first. Esc leaves; everything stays locked."))
            return
        self._trying = True
        self._say(_("Opening… This takes a second or two, on purpose."))
        self.call_after_refresh(self._begin, given)

    def _begin(self, given: Passphrase) -> None:
        self.run_worker(self._try(given))

    async def _try(self, given: Passphrase) -> None:
        """Try it beside the screen, so that keys are heard meanwhile."""
        try:
            notice = await to_thread(self._store.unlock, given)
        except WrongPassphrase as error:
            self._wrong += 1
            self._say(f"{error.what} {error.advice}" if self._wrong < _TRIES else _kind_words())
        except CoachError as error:
            self._say(str(error))
        else:
            self._opened = True
            self._notice = notice
            self._leave_if_opened()
        finally:
            self._trying = False

    def _say(self, words: str) -> None:
        self.query_one("#said", Text).say(words)

    def on_screen_resume(self) -> None:
        """Back from urgent help: if it was opened meanwhile, go on."""
        super().on_screen_resume()
        self._leave_if_opened()

    def _leave_if_opened(self) -> None:
        """Go on, but never away from the numbers to call."""
        if not self._opened or self.app.screen is not self:
            return
        notice, self._notice = self._notice, ""
        if notice:
            self.app.push_screen(Ask(_("It is open."), notice, go=_("Go on")))
        else:
            self.app.exit(_OPENED)


class UnlockApp(Telling):
    """The screen, urgent help, and nothing else.

    Args:
        sessions: what is locked.
    """

    CSS_PATH = "coach.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(URGENT)

    def get_default_screen(self) -> Screen[None]:
        """Return the one screen there is."""
        return UnlockScreen(self.sessions)

    def on_mount(self) -> None:
        """A program that is asked to end leaves the terminal as it was."""
        self.heed_signals(self.action_leave)

    def action_leave(self) -> None:
        """Leave; everything stays locked."""
        self.exit(_LEFT)

    def _fatal_error(self) -> None:
        # Never a traceback with every local in it, not even for a developer: one may be
        # what was typed.
        self._close_messages_no_wait()


def unlock(store: Store) -> bool:
    """Ask for the passphrase until it is right, or the person leaves.

    Returns:
        Whether the casebook is open; True at once where it has no lock.

    Raises:
        CoachError: this room has come down.
    """
    if not store.locked:
        return True
    app = UnlockApp(store)
    with suppress(Exception):
        app.run()
    if app.return_code != 0:
        raise CoachError(
            _("Coach had to stop because of a mistake of its own."),
            advice=_("Your answers are kept. Line by line it may work: coach --plain"),
        )
    if app.return_value != _OPENED:
        store.lock_up()  # they left while it was being opened
    return not store.locked


def _kind_words() -> str:
    return _(
        "That is not it either. Nothing is lost: everything is there, and stays locked. Take a"
        " break; it often comes back. Was it typed with Caps Lock, or on another keyboard? You"
        " can try as often as you like. Without it: coach --no-save, which keeps nothing."
    )
