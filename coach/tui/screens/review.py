"""Read it over: every answer, each one key from being changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

from coach.casebook.records import FAMILY
from coach.guide.rehearsing import is_written
from coach.language import _, ngettext
from coach.shown import Line
from coach.tui.commands import (
    CHANGE,
    EVERYWHERE,
    HOME,
    REDACT,
    REHEARSE,
    RETURN,
    Command,
    bindings,
)
from coach.tui.plain_text import Text
from coach.tui.screens.fitted import Fitted
from coach.tui.sitting import Sitting
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.outline import MARKS
from coach.tui.widgets.picker import Item, Picker

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

_ON = "go on"


class ReviewScreen(Fitted[None]):
    """The answers by section; the first line goes on to what is missing, or to the result.

    Args:
        back_to: the question that Esc goes back to; "" is the last one.
    """

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings(CHANGE, RETURN, REHEARSE, REDACT, HOME)

    def __init__(self, sitting: Sitting, back_to: str = "") -> None:
        super().__init__()
        self._sitting = sitting
        self._back_to = back_to

    def compose(self) -> Iterable[Widget]:
        """A sentence on what to do, and the list."""
        yield Bar(self._sitting.about)
        with VerticalScroll(id="review", can_focus=False):
            yield Text(_("Read it over"), classes="title")
            yield Text(
                _("Everything you said, in order. Enter on a line changes it."), classes="quiet"
            )
            yield Picker(list(self._items()))
        yield Keys()

    def on_mount(self) -> None:
        """Begin at the top."""
        self.set_focus(self.query_one(Picker), scroll_visible=False)

    @property
    def _coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    def _items(self) -> Iterable[Item]:
        guide = self._sitting.guide
        lines = guide.outline()
        present = guide.path.present
        if guide.path.finished:
            yield Item(_ON, _("All done. See what you can send and say"), sign="→")
        elif present is not None:
            left = [line for line in lines if line.step and line.state in ("ahead", "doubtful")]
            title = next((line.title for line in lines if line.step == present.id), present.id)
            yield Item(
                _ON,
                ngettext(
                    "{n} question to go. Go on with “{title}”",
                    "{n} questions to go. Go on with “{title}”",
                    len(left),
                ).format(n=len(left), title=title),
                sign="→",
            )
        for line in lines:
            yield _item(line)

    # -------------------------------------------------------------- commands

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        practice = [REHEARSE] if self._can_rehearse() else []
        return (RETURN, CHANGE, *practice, REDACT, HOME, *EVERYWHERE)

    def _can_rehearse(self) -> bool:
        guide = self._sitting.guide
        return guide.path.finished and is_written(guide)

    def action_rehearse(self) -> None:
        """Practice the talk, once every question is answered."""
        if self._can_rehearse():
            self._coach.rehearse()

    def action_redact(self) -> None:
        """Show every answer without names and dates."""
        from datetime import date

        from coach.guide.redacting import redacted
        from coach.tui.screens.redacted import show

        guide = self._sitting.guide
        show(self._coach, lambda: redacted(guide, date.today()))

    def action_change(self) -> None:
        """Go to the marked line."""
        self.query_one(Picker).open()

    @on(Picker.Opened)
    def opened(self, event: Picker.Opened) -> None:
        """Go to a question; the guide comes back here after it."""
        guide = self._sitting.guide
        if event.item.id != _ON:
            guide.go(event.item.id)
            self._coach.show_place()
        elif guide.path.finished:
            self._coach.show_result()
        elif guide.path.present is not None:
            guide.go(guide.path.present.id)
            self._coach.show_place()

    def action_back(self) -> None:
        """Go back to the question one came from."""
        guide = self._sitting.guide
        if guide.scenario.id == FAMILY and not self._back_to:
            self._coach.go_back()
        elif (self._back_to and guide.go(self._back_to)) or guide.back():
            self._coach.show_place()

    def action_home(self) -> None:
        """Leave this session for now."""
        self._coach.go_home()


def _item(line: Line) -> Item:
    if not line.step:
        return Item("", line.title)
    said = {
        "done": line.words or _("read"),
        "skipped": _("skipped"),
        "doubtful": _("needs another look: {words}").format(words=line.words),
        "ahead": _("not answered yet"),
        "present": line.words,
    }[line.state]
    return Item(line.step, line.title, sign=MARKS[line.state], second=said)
