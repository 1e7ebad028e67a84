"""Who said what: the talk as it grows, the newest in view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from coach.export.rehearsal import spoken_by
from coach.language import _
from coach.rehearse.state import State, Utterance
from coach.tui.plain_text import QUIET, plain
from coach.tui.widgets.drawn import Drawn
from coach.tui.widgets.rows import Hanging, mark

MINE = "▸"
"""Before what the parent said: to be told apart without colour."""


class Spoken(NamedTuple):
    """One thing that was said, or that happened.

    Attributes:
        who: their name; "" for what only happens.
    """

    by: Literal["you", "partner", "third", "scene"]
    who: str
    text: str


def spoken_in(state: State, *, waiting: bool = False) -> tuple[Spoken, ...]:
    """Return a talk line by line.

    Args:
        waiting: the last answer is still on its way.
    """
    return tuple(_spoken_in(state, waiting))


def _spoken_in(state: State, waiting: bool) -> Iterator[Spoken]:
    for exchange in state.past:
        yield from theirs(state, exchange.partner)
        yield Spoken("you", _("You"), exchange.entry.text)
    if waiting:
        yield Spoken("scene", "", _("(They look for words.)"))
    else:
        yield from theirs(state, state.spoken)


def theirs(state: State, said: Sequence[Utterance]) -> Iterator[Spoken]:
    """Return what the other side said in one go: what one of them says stands together."""
    for by, ones in groupby(said, key=lambda one: one.by):
        words = list(ones)
        who = spoken_by(state.cast, words[0])
        yield Spoken(by, who[:1].upper() + who[1:], " ".join(one.text for one in words))


class Talk(Drawn[Spoken]):
    """The talk. Its end stays in view."""

    follows = True

    def __init__(self) -> None:
        super().__init__(id="talk")

    def visual(self, piece: Spoken) -> Hanging:
        """Return one thing that was said, after the name of who said it."""
        match piece.by:
            case "you":
                return Hanging(mark(f"   {MINE}", 5), plain((f"{piece.who}: ", "bold"), piece.text))
            case "scene":
                return Hanging(mark("", 1), plain((piece.text, QUIET)))
            case _:
                return Hanging(mark("", 1), plain((f"{piece.who}: ", "bold"), piece.text))
