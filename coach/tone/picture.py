"""How a text reads, aspect by aspect: what a parent sees, and can do something about."""

from __future__ import annotations

from typing import NamedTuple

from coach.language import _
from coach.tone.message import Message

ASPECT_NAMES = {
    "curious": _("curious"),
    "specific": _("specific"),
    "shared": _("shared"),
    "appreciative": _("appreciative"),
    "clear_ask": _("clear ask"),
    "short": _("short"),
}
"""The fields of a `Picture`, and how they are called."""
HINTS = {
    "curious": _("Ask one open question, such as: What have you noticed?"),
    "specific": _("Give one time it happened: the day, the place, what was seen."),
    "shared": _("Say what you both want, or what you will do at home."),
    "appreciative": _("Name one true thing that has helped, if there is one."),
    "clear_ask": _("Ask for one thing, and say by when."),
    "short": _("Shorten it: a reader has a minute or two."),
}
"""What adds most to each."""

_FULL, _FAINT = 100, 35
_WEIGHTY = 2
"""Points: praise of less is for what any note may have in passing."""
_SHORT_ENOUGH, _TOO_LONG = 170, 400
"""Words: guidance.md §2.2 has notes to a teacher end at 170; 400 is past a page."""


class Picture(NamedTuple):
    """Six aspects, each from 0 to 100. They are what is there, not how good the person is.

    Attributes:
        curious: it asks to understand.
        specific: it says when, where, what was seen.
        shared: it speaks of what both want and can do.
        appreciative: it sees what the other side does.
        clear_ask: a reader knows what is wanted, and by when.
        short: it can be read between two lessons.
    """

    curious: int
    specific: int
    shared: int
    appreciative: int
    clear_ask: int
    short: int

    @property
    def weakest(self) -> str:
        """The name of the aspect that has most to gain."""
        return min(self._asdict().items(), key=lambda pair: pair[1])[0]


def picture(message: Message) -> Picture:
    """Return the picture of `message`. One find shows; two or three are plenty.

    What hardly weighs anything (a closing “Thank you”, a “perhaps”) is seen, and is not
    enough on its own. So is a next step where nobody is asked for anything.
    """
    asks = message.lifted("clear-ask", "next-step")
    clear = _steps(asks, 60, 85)
    if message.found("next-step"):
        clear = _FULL if asks else _FAINT
    return Picture(
        curious=_level(message, "curious", 65, 100),
        specific=_level(message, "specific", 50, 80, 100),
        shared=_level(message, "shared", 60, 100),
        appreciative=_level(message, "appreciative", 75, 100),
        clear_ask=clear,
        short=_short(message.words),
    )


def _level(message: Message, aspect: str, *levels: int) -> int:
    full = _steps(message.lifted(aspect, least=_WEIGHTY), *levels)
    return full or _steps(message.lifted(aspect), _FAINT)


def _steps(count: int, *levels: int) -> int:
    return 0 if not count else levels[min(count, len(levels)) - 1]


def _short(words: int) -> int:
    over = (words - _SHORT_ENOUGH) / (_TOO_LONG - _SHORT_ENOUGH)
    return round(_FULL * (1 - min(max(over, 0.0), 1.0)))
