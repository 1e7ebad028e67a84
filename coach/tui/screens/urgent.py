"""Urgent help: numbers to call. It works offline, from everywhere, and asks for no typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from coach.errors import CoachError
from coach.language import _
from coach.tui.commands import QUIT, RETURN, Command, bindings
from coach.tui.plain_text import QUIET, Text, plain
from coach.tui.screens.fitted import Fitted
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys


class UrgentScreen(Fitted[None]):
    """The help card. Esc goes back to exactly where one was."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN)

    def compose(self) -> Iterable[Widget]:
        """Title, one calm sentence, numbers in order, and what this program does not do."""
        yield Bar(_("Urgent help"))
        with VerticalScroll(id="urgent"):
            yield from _card()
        yield Keys()

    def on_mount(self) -> None:
        """Arrows and Page Down scroll."""
        self.query_one("#urgent").focus()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, QUIT)

    def action_back(self) -> None:
        """Go back to where one was."""
        self.dismiss()


def _card() -> Iterable[Widget]:
    from coach.scenario import library

    try:
        card = library.help_card()
    except CoachError as error:
        # Facts live in their file alone; without it there is one thing left to say.
        yield Text(_("Call your local emergency number."), classes="title")
        yield Text(str(error), classes="quiet")
        return
    yield Text(card.calm, classes="calm")
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
    yield Text(card.outside, classes="helpline")
    yield Text(card.nobody_told, classes="helpline")
