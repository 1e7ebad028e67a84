"""Help: what the keys do here, and where words are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from coach.language import _
from coach.tui.commands import HELP, QUIT, RETURN, URGENT, Command, bindings
from coach.tui.plain_text import Text, plain
from coach.tui.screens.fitted import Fitted
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.rows import Hanging, Row, mark

if TYPE_CHECKING:
    from coach.tui.showing import Showing

_TYPING = (
    ("Tab", _("Go to the next part of the screen; Shift+Tab goes back")),
    ("Ctrl+Z", _("Take back what you typed last; Ctrl+Y brings it again")),
    ("F7", _("Mark the whole text")),
    ("Ctrl+C", _("Copy what is marked; Ctrl+X cuts, Ctrl+V pastes")),
)


class HelpScreen(Fitted[None]):
    """The commands of the screen it was called from.

    Args:
        there: those commands.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN)

    def __init__(self, there: Sequence[Command]) -> None:
        super().__init__()
        self._there = there

    def compose(self) -> Iterable[Widget]:
        """Keys, editing, keeping."""
        yield Bar(_("Help"))
        with VerticalScroll(id="help"):
            yield Text(_("Keys on the screen you came from"), classes="title")
            for command in self._there:
                if command is not HELP:
                    yield _line(command.shown, command.help)
            yield Text(_("While you type"), classes="title")
            for key, does in _TYPING:
                yield _line(key, does)
            yield Text(_("The mouse works too: click a line, a question, or a key below."))
            yield Text(_("Where your words are"), classes="title")
            yield Text(cast("Showing", self.app).where_kept())
            yield Text(
                _("Nothing leaves this computer. Coach sends nothing and tells nobody anything.")
            )
        yield Keys()

    def on_mount(self) -> None:
        """Arrows and Page Down scroll."""
        self.query_one("#help").focus()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, QUIT, URGENT)

    def action_back(self) -> None:
        """Go back to where one was."""
        self.dismiss()


def _line(key: str, does: str) -> Row:
    return Row(Hanging(mark(f" {key}", 10), plain(does)))
