"""The search: type a word or two, and every session, card and entry that holds them is listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from coach.guide.listing import say_found
from coach.language import _
from coach.tui.commands import (
    AGAIN,
    AWAY,
    DELETE,
    EVERYWHERE,
    OPEN,
    REHEARSE,
    RETURN,
    Command,
    bindings,
)
from coach.tui.plain_text import Text
from coach.tui.screens.things import ThingsScreen, tops
from coach.tui.widgets.bar import Bar
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.picker import Picker

_PAUSE = 0.1
"""Seconds after the last key before the search runs."""

_SHOWN = 40
"""So many are listed: more words find fewer."""


class FindScreen(ThingsScreen):
    """A line to type in, and what it finds, put-away ones too."""

    AUTO_FOCUS = "#words"
    BINDINGS: ClassVar[list[BindingType]] = bindings(RETURN, OPEN, REHEARSE, AGAIN, AWAY, DELETE)

    def __init__(self) -> None:
        super().__init__()
        self._later: Timer | None = None

    def compose(self) -> Iterable[Widget]:
        """The line, and the list."""
        yield Bar()
        with VerticalScroll(id="find", can_focus=False):
            yield Text(_("Find"), classes="title")
            words = Input(id="words", select_on_focus=False, compact=True)
            words.cursor_blink = False
            yield words
            yield Text(id="count", classes="quiet")
            yield Picker()
        yield Keys()

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._later is not None:
            self._later.stop()
        self._later = self.set_timer(_PAUSE, self.load)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        picker = self.query_one(Picker)
        if self.things:
            self.set_focus(picker)

    async def load(self) -> None:
        """Search, and list what is found."""
        from datetime import date

        from coach.guide.listing import Group, Thing, found

        words = self.query_one("#words", Input).value
        things: Sequence[Thing] = ()
        with self.coach.asking():
            store = self.coach.sessions
            things = found(store.search(words, _SHOWN), tops([]), date.today())
            self.query_one("#count", Text).say(_count(words, store.found(words)))
        await self.list([Group("", tuple(things))])

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        listed = self.focused is not None and self.focused.id != "words"
        return (RETURN, *((OPEN, *self.for_marked()) if listed else ()), *EVERYWHERE)

    def action_back(self) -> None:
        """From the list to the line, from the line to where one came from."""
        words = self.query_one("#words", Input)
        if self.focused is words or not words.value:
            self.coach.show_before()
        else:
            self.set_focus(words)


def _count(words: str, total: int) -> str:
    if not words.strip():
        return _("Type a name or a word: of a child, a teacher, a message. Enter goes to the list.")
    return say_found(total, _SHOWN)
