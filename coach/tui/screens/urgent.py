"""Urgent help: numbers to call. It works offline, from everywhere, and asks for no typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from coach.errors import CoachError
from coach.language import _
from coach.tui.commands import CHOICES, QUIT, RETURN, Command, bindings
from coach.tui.plain_text import QUIET, Text, plain
from coach.tui.screens.fitted import Fitted
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from coach.safety.alarm import Alarm


SETTLE = 0.4
"""Seconds before a choice takes keys."""


class UrgentScreen(Fitted[str]):
    """The help card. Esc goes back to exactly where one was.

    Args:
        alarm: what was typed has stopped the flow. Then one of its choices is the only way
            on, and the answer of this screen; "" otherwise.
        why: a sentence on why it is shown, where nobody asked for it.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN, CHOICES)

    def __init__(self, alarm: Alarm | None = None, why: str = "") -> None:
        super().__init__()
        self._alarm = alarm
        self._why = why

    def compose(self) -> Iterable[Widget]:
        """Title, one calm sentence, numbers in order, and what this program does not do."""
        yield Bar(_("Urgent help"))
        with VerticalScroll(id="urgent"):
            if self._why:
                yield Text(self._why, classes="title")
            yield from _card(self._alarm)
        if self._alarm is not None:
            yield Picker([Item(id, label) for id, label in self._alarm.choices], id="choices")
        yield Keys()

    def on_mount(self) -> None:
        """Arrows and Page Down scroll the card; where there is something to choose, they choose.

        That is a moment later: an Enter that was already on its way chooses nothing.
        """
        self.query_one("#urgent").focus()
        if self._alarm is not None:
            self.set_timer(SETTLE, self.query_one("#choices").focus)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN if self._alarm is None else CHOICES, QUIT)

    def action_back(self) -> None:
        """Go back to where one was; from a stop, only by a choice."""
        if self._alarm is None:
            self.dismiss("")
        else:
            self.query_one("#choices").focus()

    def action_pane(self) -> None:
        """Go between the card and the choices."""
        card = self.query_one("#urgent")
        self.set_focus(self.query_one("#choices") if card.has_focus else card)

    @on(Picker.Opened, "#choices")
    def chosen(self, event: Picker.Opened) -> None:
        """Take the choice. Help is on the screen already: it stays, for as long as it takes."""
        if event.item.id == "help":
            card = self.query_one("#urgent")
            card.scroll_home(animate=False)
            self.set_focus(card)
        else:
            self.dismiss(event.item.id)


def _card(alarm: Alarm | None) -> Iterable[Widget]:
    from coach.scenario import library

    try:
        card = library.help_card()
    except CoachError as error:
        # Facts live in their file alone; without it there is one thing left to say.
        yield Text(_("Call your local emergency number."), classes="title")
        yield Text(str(error), classes="quiet")
        return
    yield Text((alarm.calm if alarm is not None else "") or card.calm, classes="calm")
    for line in card.helpline:
        yield Text(
            plain(
                line.name,
                "\n",
                (line.how, "bold $text-success"),
                "\n",
                line.when,
                *([("\n" + line.note, QUIET)] if line.note else []),
            ),
            classes="helpline",
        )
    for advice in alarm.advice(card) if alarm is not None else ():
        yield Text("\n".join(advice.says), classes="helpline")
    yield Text(card.outside, classes="helpline")
    yield Text(card.nobody_told, classes="helpline")
