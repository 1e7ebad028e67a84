"""The family's own words beside the draft, paragraph by paragraph. Enter goes to the answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from coach.guide.beside import Answer, Beside, beside, none_behind
from coach.language import _
from coach.tui.commands import EVERYWHERE, RETURN, TO_ANSWER, VERSIONS, Command, bindings
from coach.tui.plain_text import QUIET, Text, plain
from coach.tui.screens.fitted import Fitted
from coach.tui.sitting import Sitting
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.picker import Item, Picker
from coach.tui.widgets.ruled import Column, RuledPicker

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

COLUMNS = (Column(30, 1, grows=True), Column(30, 2, grows=True))


class BesideScreen(Fitted[None]):
    """Two columns: what they said, and what the draft makes of it.

    Args:
        sitting: whose message it is.
    """

    SCOPED_CSS = False  # it asks how wide the screen is, which is said of the screen itself
    CSS = """
    #beside { padding: 1 3; }
    #beside Picker { margin-top: 1; }
    #beside Row { margin-bottom: 1; }
    .-narrow #beside { padding: 0 1; }
    """
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN, TO_ANSWER, VERSIONS)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._found: Sequence[Beside] = beside(sitting.guide)

    def compose(self) -> Iterable[Widget]:
        """The two columns, line by line."""
        yield Bar(self._sitting.about)
        with VerticalScroll(id="beside", can_focus=False):
            yield Text(_("Their words beside the draft"), classes="title")
            if not self._found:
                yield Text(
                    _("Nothing to show yet: the draft grows with the answers."), classes="quiet"
                )
            yield RuledPicker(COLUMNS, wraps=True)
        yield Keys()

    async def on_mount(self) -> None:
        """Show them, and begin at the top."""
        await self.again()
        self.set_focus(self.query_one(RuledPicker), scroll_visible=False)

    async def again(self) -> None:
        """Draw it anew: names are hidden now, or shown again."""
        picker = self.query_one(RuledPicker)
        picker.cells = {
            "": (_("What they said"), _("What the draft says")),
            **{str(at): (_said(one), one.text) for at, one in enumerate(self._found)},
        }
        head = [Item("", "-")] if self._found else []
        await picker.show([*head, *(Item(str(at), "") for at in range(len(self._found)))])
        picker.redraw()

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (RETURN, TO_ANSWER, VERSIONS, *EVERYWHERE)

    @on(Picker.Opened)
    def _opened(self, event: Picker.Opened) -> None:
        answers = self._found[int(event.item.id)].answers
        if not answers:
            self._coach.say(none_behind())
        elif len(answers) == 1:
            self._go(answers[0].step)
        else:
            self._ask_which(answers)

    def _ask_which(self, answers: Sequence[Answer]) -> None:
        """Ask which of the answers behind a paragraph to go to."""
        from coach.tui.screens.ask import Ask

        def chosen(which: str | None) -> None:
            if which:
                self._go(answers[int(which.removeprefix("answer"))].step)

        titles = {f"answer{at}": one.title for at, one in enumerate(answers)}
        about = _("Several answers made this paragraph.")
        self._coach.ask(Ask(_("Which answer?"), about, **titles), chosen)

    def _go(self, step: str) -> None:
        if self._sitting.guide.go(step):
            self._coach.show_place()

    def action_next(self) -> None:
        """Go to the answer behind the marked paragraph."""
        self.query_one(Picker).open()

    def action_versions(self) -> None:
        """Show what the message said before."""
        self._coach.show_versions()

    def action_back(self) -> None:
        """Back to the message, or to the hour."""
        self._coach.leave_beside()


def _said(one: Beside) -> Content:
    """Return the answers behind a paragraph, each with what was asked."""
    if not one.answers:
        return plain((none_behind(), QUIET))
    parts: list[str | tuple[str, str] | Content] = []
    for answer in one.answers:
        parts += ["\n"] if parts else []
        parts += [(f"{answer.title}: ", QUIET), answer.words]
    if one.by_hand:
        parts += ["\n", (_("(reworded by hand)"), QUIET)]
    return plain(*parts)
