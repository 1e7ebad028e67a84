"""A question over the screen, with a few answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalGroup, VerticalScroll
from textual.widget import Widget

from coach.language import _
from coach.tui.commands import EVERYWHERE, RETURN, Command, bindings
from coach.tui.plain_text import Text
from coach.tui.screens.fitted import Dialog
from coach.tui.widgets.picker import Item, Picker


class Ask(Dialog[str]):
    """One sentence, a few more, and answers to pick. Esc answers "".

    Args:
        title: what it is about.
        more: what helps to decide; may have several lines.
        at: the answer that is marked; "" is the first.
        answers: id -> label, in order.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN)

    def __init__(self, title: str, more: str = "", *, at: str = "", **answers: str) -> None:
        super().__init__()
        self._title, self._more, self._at, self._answers = title, more, at, answers

    def compose(self) -> Iterable[Widget]:
        """The words, and the answers."""
        box = VerticalScroll(
            Text(self._title, classes="title"),
            Text(self._more, classes="more"),
            Picker([Item(id, label) for id, label in self._answers.items()], at=self._at),
            Text(_("Enter chooses · Esc goes back"), classes="quiet"),
            id="box",
            can_focus=False,
        )
        yield box

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, *EVERYWHERE)

    def action_back(self) -> None:
        """Change nothing."""
        self.dismiss("")

    @on(Picker.Opened)
    def chosen(self, event: Picker.Opened) -> None:
        """Answer."""
        self.dismiss(event.item.id)


class AskLong(Ask):
    """The same with a page to read: its beginning is in view, and so are the answers."""

    AUTO_FOCUS = "Picker"

    def compose(self) -> Iterable[Widget]:
        """The page scrolls; the answers stay."""
        yield VerticalGroup(
            Text(self._title, classes="title"),
            VerticalScroll(Text(self._more), id="words"),
            Picker([Item(id, label) for id, label in self._answers.items()], at=self._at),
            Text(
                _("Tab, then Page Down, reads on · Enter chooses · Esc goes back"), classes="quiet"
            ),
            id="box",
        )
