"""The list of commands: help in danger first, then what can be done here, in our own order."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import SystemCommand
from textual.command import DiscoveryHit, Hits
from textual.system_commands import SystemCommandsProvider

from coach.tui.commands import URGENT


class Everything(SystemCommandsProvider):
    """What the list shows before anything is typed. (Textual has it by the alphabet, which puts
    Urgent help last, below the edge of a small screen.)"""

    async def discover(self) -> Hits:
        """Yield every command, in order."""
        for name, help, callback, _seen in self._in_order():
            yield DiscoveryHit(name, callback, help=help)

    def _in_order(self) -> Iterable[SystemCommand]:
        every = list(self.app.get_system_commands(self.screen))
        return sorted(every, key=lambda one: one.help != URGENT.help)
