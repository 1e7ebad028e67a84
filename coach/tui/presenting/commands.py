"""What a facilitator can do. Key, footer, palette and help come from here."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from coach.language import _
from coach.tui.commands import HELP, PALETTE, URGENT, Command, bindings

NEXT = Command(
    "next",
    "right,space,enter,pagedown,down",
    "→",
    _("Next"),
    _("The next page, or the next slide. Space, Enter and Page Down do the same"),
    rank=2,
)
BACK = Command(
    "back",
    "left,pageup,up,backspace",
    "←",
    _("Back"),
    _("The page or the slide before. Page Up does the same"),
    rank=3,
)
HANDS = Command(
    "hand(1)",
    "1",
    "1 2 3",
    _("Hands"),
    _("Count a raised hand for that option; the other digits too"),
    rank=4,
)
HAND_AWAY = Command(
    "hand_away", "minus,kp_subtract", "-", _("One less"), _("Take the last hand away"), rank=9
)
OTHER = Command(
    "other",
    "f2",
    "F2",
    _("Not taken"),
    _("The branch that was not taken; again for the next one, and then back"),
    rank=5,
)
NOTE = Command(
    "note", "f3", "F3", _("Write down"), _("Write down what the room says, line by line"), rank=5
)
NOTE_AWAY = Command(
    "note_away", "delete", "Del", _("Line out"), _("Take the last line of the room away"), rank=10
)
KEYS = Command("keys", "f4", "F4", _("Keys"), _("Hide this line of keys, or show it"))
PAUSE = Command("pause", "f5", "F5", _("Timer"), _("The timer rests, or goes on"), rank=11)
GO = Command("go", "f8", "F8", _("Go to"), _("Any slide, by its number or a word"), rank=6)
BLACK = Command(
    "black", "f12,b", "F12", _("Black"), _("A black screen, and back. B does the same"), rank=7
)
RETURN = Command("return", "escape", "Esc", _("Back"), _("Back to the slide"), rank=2)
FIRST = Command("first", "home", "Home", _("First"), _("The first slide"))
LAST = Command("last", "end", "End", _("Last"), _("The last slide"))
LEAVE = Command(
    "app.leave",
    "f10,ctrl+q",
    "F10",
    _("Leave"),
    _("Leave. The same command comes back to this slide"),
    rank=8,
    anywhere=True,
)
ANYWHERE = (HELP, PALETTE, LEAVE, URGENT)

DIGITS: list[BindingType] = [
    Binding(str(number), f"hand({number})", show=False) for number in range(2, 10)
]
"""The other digits, which count as the first does."""


def stage_bindings() -> list[BindingType]:
    """Return the keys of the first screen."""
    return [
        *bindings(
            NEXT,
            BACK,
            HANDS,
            HAND_AWAY,
            OTHER,
            NOTE,
            NOTE_AWAY,
            KEYS,
            PAUSE,
            GO,
            BLACK,
            RETURN,
            FIRST,
            LAST,
        ),
        *DIGITS,
    ]
