"""A session that another window has open: what can be done about it, in plain lines."""

from __future__ import annotations

from coach.casebook.lock import SessionInUse
from coach.casebook.store import OpenSession, Store
from coach.language import _
from coach.plain.terminal import EndOfInput, Terminal


def opened(store: Store, terminal: Terminal, id: str) -> OpenSession | None:
    """Open a session; where another window has it, offer a copy.

    Returns:
        The session, or the copy; None where the person wants neither.

    Raises:
        CoachError: it can't be opened; `SessionInUse` where nobody answered.
    """
    try:
        return store.open(id)
    except SessionInUse as error:
        terminal.say(error.what)
        terminal.say(_("Nothing is lost. You can work on a copy here, and keep both."))
        terminal.say(_("Work on a copy"), mark="  1. ")
        try:
            answer = terminal.ask(_("Type a number; Enter leaves it as it is: "))
        except EndOfInput:
            raise error from None
        return store.copy(id) if answer.strip() == "1" else None
