"""What became of a promise: asked in the same words wherever one is marked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from coach.casebook.log import Promise
from coach.language import _
from coach.tui.screens.ask import Ask

if TYPE_CHECKING:
    from coach.tui.app import CoachApp


def ask_what_became(coach: CoachApp, promise: Promise, then: Callable[[], object]) -> None:
    """Ask, and write the answer down or open the entry.

    Args:
        then: done where it was written down.
    """

    def chosen(answer: str | None) -> None:
        if answer == "done":
            from coach.guide.written_down import mark_done

            with coach.asking():
                mark_done(coach.sessions, promise, date.today())
                coach.say(_("Done, and written into the entry."))
            then()
        elif answer == "open":
            coach.resume(promise.entry)

    coach.ask(
        Ask(
            f"{promise.who}: {promise.what}" if promise.who else promise.what,
            _("By {day}.").format(day=promise.by_said) if promise.by_said else "",
            done=_("It is done"),
            open=_("Not yet. Open the entry, with what to ask now"),
        ),
        chosen,
    )
