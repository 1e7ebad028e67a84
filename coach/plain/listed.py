"""A list in plain lines and what can be done from it: take a line, do it, show the list again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from coach.casebook.store import OpenSession, Store
from coach.errors import CoachError
from coach.guide.begin import begin
from coach.guide.cover import child_names
from coach.language import _
from coach.plain.commands import InputEnded, ToHome
from coach.plain.results import show_help_card
from coach.plain.sitting import sit
from coach.plain.terminal import Terminal

Command = tuple[Callable[[str], int | None], str]
"""What it does, and the line in the help."""


class Listed:
    """A list and what can be done from it: take a line, do it, show the list again."""

    prompt = ""

    def __init__(self, store: Store, terminal: Terminal) -> None:
        self.store, self.terminal, self.say = store, terminal, terminal.say
        self.commands: dict[str, Command] = {}
        self.again = True

    def go(self) -> int | None:
        """Show the list and do what is typed, until the person goes back (None) or leaves."""
        while True:
            if self.again:
                self.show()
                self.say(self.prompt)
            self.again = True
            line = self.terminal.ask().strip()
            if not line:
                return None
            word, _space, rest = line.removeprefix(":").partition(" ")
            try:
                if line.startswith(":") and word in self.commands:
                    ended = self.commands[word][0](rest.strip())
                    if ended is not None:
                        return ended
                elif not self.number(number_in(line)):
                    self.again = False
                    self.say(_("That is not one of the choices."))
            except InputEnded:
                raise
            except ToHome:
                self.terminal.say()
            except CoachError as error:
                self.say(str(error))

    def show(self) -> None:
        """Write the list."""
        raise NotImplementedError

    def number(self, at: int) -> bool:
        """Open the line of this number; False where there is none."""
        raise NotImplementedError

    def common(self) -> dict[str, Command]:
        """What can be done on both lists."""
        return {
            "hide": (self.hide, _("show “Child” for a child's name, or the name again")),
            "urgent": (self.urgent, _("numbers to call when someone is in danger")),
            "help": (self.help, _("this list")),
            "quit": (lambda _rest: 0, _("leave Coach")),
        }

    def hide(self, _rest: str) -> None:
        """Hide the children's names, or show them again."""
        terminal = self.terminal
        terminal.hiding = not terminal.hiding
        terminal.hidden = child_names(self.store) if terminal.hiding else ()
        self.say(_("Names are hidden.") if terminal.hiding else _("Names are shown."))

    def urgent(self, _rest: str) -> None:
        """Show the help card."""
        show_help_card(self.terminal)

    def help(self, _rest: str) -> None:
        """List the commands."""
        self.again = False
        for name, (_do, says) in self.commands.items():
            self.say(says, mark=f"  :{name:<9} ")

    def sit(self, open: OpenSession, whose: str = "") -> None:
        """Go through an open session; leaving it leads back here."""
        with open:
            guide = begin(self.store, open, date.today())
            guide.hour = whose
            sit(guide, terminal=self.terminal, store=self.store)


def number_in(text: str) -> int:
    """Return the number that `text` says, or 0."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
