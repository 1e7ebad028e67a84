"""The partner's line in freer words, or the scripted one: a talk never stops because of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coach.freely.answer import Broken
from coach.freely.asked import Line, Steer, request_body
from coach.freely.connection import ask, check_installed
from coach.freely.fitting import fitted
from coach.freely.names import Names
from coach.freely.server import Server
from coach.language import _

FAILURES = 2
"""In one talk. After that the script has it: a pause at every turn is worse than plain words."""


@dataclass(frozen=True, slots=True)
class Said:
    """The partner's line.

    Attributes:
        text: what the partner says.
        freely: whether the server put it so; if not, it is the scripted line.
        why: what went wrong, in a sentence for a person; "" where nothing did.
    """

    text: str
    freely: bool
    why: str


class Talker:
    """One talk with a partner who speaks freely. Another talk has a Talker of its own.

    Args:
        server: who puts the lines in other words.
        names: what is hidden from it.
        fit: whether a line may be said: the driver's own look for words of harm. A line of
            which it says no is not shown.

    Raises:
        CoachError: what is needed to talk with a server is not installed.
    """

    def __init__(self, server: Server, names: Names, *, fit: Callable[[str], bool]) -> None:
        check_installed()
        self._server = server
        self._names = names
        self._fit = fit
        self._failures = 0

    @property
    def is_free(self) -> bool:
        """Whether it still asks the server."""
        return self._failures < FAILURES

    def say(self, steer: Steer, talk: Sequence[Line]) -> Said:
        """Return the partner's next line. It waits: `server.seconds`, and half a second, at most.

        Args:
            steer: what has to be said, and how the partner is.
            talk: what was said so far, oldest first. Its latest lines are sent too.
        """
        if not self.is_free:
            return Said(steer.says, False, "")
        body = request_body(self._server.model, self._names, steer, talk)
        try:
            line = fitted(ask(self._server, body), self._names, steer, talk)
            if not self._fit(line):
                raise Broken(_("What the server said has no place in a rehearsal."))
        except Broken as broken:
            self._failures += 1
            return Said(steer.says, False, self._told(str(broken)))
        return Said(line, True, "")

    def _told(self, reason: str) -> str:
        if self.is_free:
            return _("{reason} This line is the script's.").format(reason=reason)
        return _("{reason} From here to the end of this talk, all lines are the script's.").format(
            reason=reason
        )
