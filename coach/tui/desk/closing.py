"""The end of an hour: what was done in it, and when they meet again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from coach.casebook.notebook import Hour
from coach.guide.desk import spent
from coach.interview.near_day import near_day
from coach.language import _
from coach.tui.commands import EVERYWHERE, RETURN, Command, bindings
from coach.tui.plain_text import Text
from coach.tui.screens.fitted import Dialog


class Closing(NamedTuple):
    """The hour is over; `next` is the day they meet again, None where none was named."""

    next: date | None


class CloseHour(Dialog[Closing]):
    """What each part took, and a line for the day. Enter closes the hour; Esc goes on with it."""

    AUTO_FOCUS = "#next"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN)

    def __init__(self, hour: Hour, today: date) -> None:
        super().__init__()
        self._hour, self._today = hour, today

    def compose(self) -> Iterable[Widget]:
        """The parts, and the day."""
        took = "\n".join(f"{name}: {time}" for name, time in spent(self._hour))
        day = Input(id="next", select_on_focus=False, compact=True)
        day.cursor_blink = False
        yield VerticalScroll(
            Text(_("Close the hour"), classes="title"),
            *([Text(took, classes="more")] if took else []),
            Text(_("When do you meet again? A day such as Dec 9; empty is fine."), classes="more"),
            day,
            Text(id="fault"),
            Text(_("Enter closes the hour · Esc goes on with it"), classes="quiet"),
            id="box",
            can_focus=False,
        )

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, *EVERYWHERE)

    def action_back(self) -> None:
        """Go on with the hour."""
        self.dismiss(None)

    @on(Input.Submitted)
    def _close(self, event: Input.Submitted) -> None:
        event.stop()
        said = event.value.strip()
        day = near_day(said, self._today) if said else None
        if said and (day is None or day < self._today):
            self.query_one("#fault", Text).say(_("Name a day to come, such as Dec 9."))
            return
        self.dismiss(Closing(day))
