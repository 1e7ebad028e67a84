"""Before the room sees anything: what was found, what is held back, what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from coach.language import _
from coach.tui.commands import HELP, OPEN, PALETTE, URGENT, Command, bindings
from coach.tui.plain_text import Text
from coach.tui.screens.ask import AskLong
from coach.tui.screens.fitted import Fitted
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.notes import block_rows
from coach.tui.widgets.picker import Item, Picker
from coach.workshop.responses import Collected, Held
from coach.workshop.sheet import before

if TYPE_CHECKING:
    from coach.tui.collecting import CollectApp

_BEGIN = "begin"

LEAVE = Command(
    "app.leave", "f10,ctrl+q", "F10", _("Leave"), _("Stop here. Nothing is kept"), rank=6
)


class CollectedScreen(Fitted[None]):
    """A page for the facilitator alone, and under it the way on.

    Args:
        found: what was collected.
    """

    AUTO_FOCUS = "Picker"
    BINDINGS: ClassVar[list[BindingType]] = bindings(LEAVE)

    def __init__(self, found: Collected) -> None:
        super().__init__()
        self.found = found

    def compose(self) -> Iterable[Widget]:
        """What to do, and what was found."""
        page = before(self.found)
        yield Bar(page.title)
        with VerticalScroll(id="collected"):
            yield Text(page.title, classes="title")
            alone, *rest = page.blocks[1:]
            yield from block_rows(alone)
            yield Picker(list(self._items()))
            for block in rest:
                yield from block_rows(block)
        yield Keys()

    def show(self, found: Collected) -> None:
        """Show what has changed."""
        self.found = found
        self.call_later(self._again)

    async def _again(self) -> None:
        at = self.query_one(Picker).current
        await self.recompose()
        picker = self.query_one(Picker)
        picker.point(at.id if at is not None else "")
        picker.focus()

    def _items(self) -> Iterable[Item]:
        count = len(self.found.responses())
        if count:
            yield Item(_BEGIN, _("Begin"), hint=_("From here on, the room may see the screen."))
        for at, one in enumerate(self.found.held):
            yield Item(
                str(at),
                _("Read what is held back: {name}").format(name=one.name),
                aside=_("shown") if one.shown else _("held back"),
            )

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        there = bool(self.found.held or self.found.responses())
        return (*([OPEN] if there else []), HELP, PALETTE, LEAVE, URGENT)

    def action_open(self) -> None:
        """Open the marked line, from the palette too."""
        self.query_one(Picker).open()

    @on(Picker.Opened)
    def _opened(self, event: Picker.Opened) -> None:
        app = cast("CollectApp", self.app)
        if event.item.id == _BEGIN:
            app.begin()
            return
        at = int(event.item.id)
        one = self.found.held[at]

        def chosen(answer: str | None) -> None:
            if answer in ("let", "hold"):
                app.let(at, answer == "let")
            elif answer == "urgent":
                app.action_urgent()

        app.ask(AskLong(one.name, self._words(one), at="", **_answers(one)), chosen)

    def _words(self, one: Held) -> str:
        stops = _("It stops where Coach shows where help is.") if one.saved.grave else ""
        words = self.found.nameless.text(one.saved) if one.saved.body else ""
        return "\n\n".join(filter(None, (words.strip(), stops)))


def _answers(one: Held) -> dict[str, str]:
    answers = {"hold": _("Keep it back"), "urgent": _("Numbers to call")}
    if one.saved.body:
        answers["let"] = _("All is well: let it be shown with the others")
    return answers
