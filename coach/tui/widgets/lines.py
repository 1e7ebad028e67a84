"""Fields made of single lines: a date, and what lists and tables share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from textual import events, on
from textual.containers import VerticalGroup
from textual.widget import Widget
from textual.widgets import Input

from coach.interview.typed import read_date
from coach.language import _
from coach.scenario.evaluate import Value, say_day
from coach.tui.plain_text import Text, plain, shows_name
from coach.tui.widgets.fields import Field, hand_on


class Line(Input):
    """One line of text that is part of a field, and tells it of Enter and odd keys."""

    def __init__(self, text: str, field: Field, hint: str = "", **more: Any) -> None:
        super().__init__(text, placeholder=plain(hint).plain, select_on_focus=False, **more)
        self.cursor_blink = False
        self.field = field
        self.compact = True
        self.password = shows_name(text)

    async def _on_key(self, event: events.Key) -> None:
        if hand_on(self, self.field, event):
            return
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.field.enter()

    @on(Input.Changed)
    def _tell(self, event: Input.Changed) -> None:
        event.stop()
        self.password = shows_name(event.value)
        self.field.touched()


class Gathered(VerticalGroup, Field, can_focus=True):
    """A field made of several: until they are there, it keeps what is typed for them."""

    def __init__(self) -> None:
        super().__init__()
        self._early: list[events.Event] = []

    def hold(self) -> None:
        """Keep what is typed from now on, for a part that is still to come."""
        self.can_focus = True
        self.screen.set_focus(self, scroll_visible=False)

    def _forward_event(self, event: events.Event) -> None:
        # Only what the program sends here comes this way, nothing that bubbles up.
        if self.can_focus and isinstance(event, events.Key | events.Paste):
            self._early.append(event)
        else:
            super()._forward_event(event)

    def begin(self, widget: Widget) -> None:
        """Let `widget` take the keys from now on, and those that came before it."""
        self.can_focus = False
        if self.screen.focused is self:
            self.screen.set_focus(widget)
        for event in self._early:
            widget._forward_event(event)
        self._early.clear()


class Day(Gathered):
    """A date, typed as 2026-09-03 and read back in words."""

    def __init__(self, value: Value) -> None:
        super().__init__()
        self.line = Line("" if value is None else str(value), self, hint="2026-09-03")
        self.said = Text(classes="quiet")

    def compose(self) -> Iterable[Widget]:
        """The line, and the day in words."""
        yield self.line
        yield self.said

    def on_mount(self) -> None:
        """Take the focus on."""
        self.begin(self.line)
        self._say()

    def value(self) -> Value:
        """Return the date, or what was typed where it is none yet."""
        text = self.line.value.strip()
        day = read_date(text) if text else None
        return day if isinstance(day, date) else text

    def touched(self) -> None:
        """Read the day back."""
        self._say()
        super().touched()

    def _say(self) -> None:
        day = self.value()
        self.said.say(
            f"{say_day(day)} {day.year}"
            if isinstance(day, date)
            else _("Such as 3 September 2026, or 2026-09-03."),
            hide=False,
        )
