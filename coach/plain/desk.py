"""The coach's desk in plain lines: the caseload, and from it one family's hour."""

from __future__ import annotations

import sys
from datetime import date

from coach.casebook.records import FAMILY
from coach.casebook.store import Store
from coach.desk.caseload import narrowed
from coach.guide.desk import cells, told
from coach.guide.meeting import cases
from coach.language import _, ngettext
from coach.plain.hour import Hour
from coach.plain.listed import Listed, number_in
from coach.plain.terminal import EndOfInput, Leave, Terminal
from coach.scenario.library import headers

_SHOWN = 60
"""So many families are read out: a name finds the others."""


def desk(
    store: Store, terminal: Terminal | None = None, family: str = "", minutes: int = 60
) -> int:
    """Show the caseload, or the hour of `family`, until the person leaves.

    Returns:
        0 when the person left.

    Raises:
        CoachError: the casebook can't be read.
    """
    terminal = terminal or Terminal(sys.stdin, sys.stdout)
    try:
        if family:
            store.set_up_desk()
            return Hour(store, terminal, family, minutes).go() or 0
        return caseload(store, terminal, minutes) or 0
    except (EndOfInput, Leave):
        return 0


def caseload(store: Store, terminal: Terminal, minutes: int = 60) -> int | None:
    """Show the caseload until the person goes back (None) or leaves (0).

    Raises:
        CoachError: the casebook can't be read.
    """
    store.set_up_desk()
    try:
        return _Caseload(store, terminal, minutes).go()
    except Leave:
        return 0


class _Caseload(Listed):
    """Every family, what is due first at the top."""

    prompt = _("Type a number to open an hour, “:find” and a name, :help; or Enter to leave.")

    def __init__(self, store: Store, terminal: Terminal, minutes: int) -> None:
        super().__init__(store, terminal)
        self.minutes = minutes
        self.words = ""
        self.listed: list[str] = []
        self.commands = {
            "find": (self.find, _("“:find name” looks for a family; “:find” alone lists all")),
            "new": (self.new, _("begin a child's card for a new family")),
            "away": (self.away, _("“:away 3” puts number 3 away, or brings it back")),
            **self.common(),
        }

    def show(self) -> None:
        """Write a line a family."""
        today = date.today()
        every = cases(self.store, today)
        shown = narrowed(every, self.words)
        self.say(_("Who comes next?"))
        self.listed = [one.family for one in shown[:_SHOWN]]
        titles = {one.id: one.title for one in headers()}
        number = {one.family: n for n, one in enumerate(every, 1)}
        hidden = self.terminal.hiding
        for at, one in enumerate(shown[:_SHOWN], 1):
            line = cells(one, titles, today, number=number[one.family] if hidden else 0)
            self.say(told(line), mark=f"  {at}. ")
        if not shown:
            self.say(_("No family yet. :new begins a child's card; an alias is enough."))
        elif len(shown) > _SHOWN:
            more = len(shown) - _SHOWN
            self.say(ngettext("{n} more. :find NAME", "{n} more. :find NAME", more).format(n=more))
        for damage in self.store.damaged:
            self.say(_("{name} can't be read. {what}").format(**damage._asdict()))

    def number(self, at: int) -> bool:
        """Open a family's hour."""
        if not 0 < at <= len(self.listed):
            return False
        ended = Hour(self.store, self.terminal, self.listed[at - 1], self.minutes).go()
        if ended is not None:
            raise Leave
        return True

    def find(self, words: str) -> None:
        """List the families whose name has these words."""
        self.words = words

    def new(self, _rest: str) -> None:
        """Begin a card."""
        self.sit(self.store.create(FAMILY))

    def away(self, rest: str) -> None:
        """Put a family away, or bring it back."""
        at = number_in(rest)
        if not 0 < at <= len(self.listed):
            self.say(_("Name the family by its number: “:away 3”."))
            return
        id = self.listed[at - 1]
        away = not self.store.look(id).archived
        self.store.archive(id, away=away)
        self.say(_("Put away. “:find” and its name still find it.") if away else _("It is back."))
