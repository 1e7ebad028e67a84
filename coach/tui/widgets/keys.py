"""The last line: what the keys do here. It fits any width, and the way to help never goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from coach.tui.commands import URGENT, Command
from coach.tui.plain_text import plain

_GAP = 2


class Commanded(Protocol):
    """A screen that says what can be done on it."""

    def commands(self) -> Sequence[Command]:
        """Return its commands as they stand, in the order of the footer."""


class Keys(Widget):
    """The footer. A click on an entry presses its key."""

    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """Follow the screen: its commands change with the question."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def render(self) -> Content:
        """Return the line: as many commands as fit, urgent help at the right."""
        shown = fitting(cast(Commanded, self.screen).commands(), self.size.width)
        used = sum(_width(command) + _GAP for command in shown) - _GAP
        line = Content("")
        for command in shown:
            if command is URGENT:
                line = line.append(" " * max(0, self.size.width - used))
            line = line.append(_entry(command))
            if command is not shown[-1]:
                line = line.append(" " * _GAP)
        return line

    def on_click(self, event: events.Click) -> None:
        """Press the key of the entry under the mouse."""
        key = event.style.meta.get("key")
        if isinstance(key, str):
            event.stop()
            self.app.simulate_key(key)


def fitting(commands: Sequence[Command], width: int) -> list[Command]:
    """Return the commands that fit on `width` cells, in order, the most needed kept."""
    shown = [command for command in commands if command.rank]
    while len(shown) > 1 and sum(_width(command) + _GAP for command in shown) - _GAP > width:
        shown.remove(max(shown, key=lambda command: command.rank))
    return shown


def _width(command: Command) -> int:
    return cell_len(f"{command.shown} {command.label}")


def _entry(command: Command) -> Content:
    from textual.style import Style

    key = command.key.partition(",")[0]
    entry = plain((command.shown, "bold $footer-key-foreground"), " ", command.label)
    return entry.stylize(Style.from_meta({"key": key}))
