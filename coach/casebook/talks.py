"""What is kept of rehearsals, as tables of a session's file: how each was set up, and what
the parent said. The other side's lines follow from these, and so are not kept."""

from __future__ import annotations

from typing import Any

import msgspec

from coach.casebook.upgrades import Table


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """What the parent did in one turn.

    Attributes:
        says: their words. pick: which of three replies it was, or empty.
        breath: a pause for breath, with no words.
        then: the reaction a coach chose to follow, or empty.
        told: the other side's answer, where it was put in free words.
    """

    says: str = ""
    pick: str = ""
    breath: bool = False
    then: str = ""
    told: str = ""


class Undone(msgspec.Struct, frozen=True, kw_only=True):
    """A turn that was taken back, to be compared with what came in its place.

    Attributes:
        at: which turn it had been, from 0.
    """

    at: int
    says: str = ""
    pick: str = ""
    breath: bool = False


class Talk(msgspec.Struct, frozen=True, kw_only=True):
    """One rehearsal, or one take of it.

    Attributes:
        partner, mood, setting, seed: how it was set up.
        opening: the reaction a coach had it open with, or empty.
        on: the day, ISO.
        ended: how it ended; empty where it was left, and may go on.
        ticks: which of the six things it did so far, for lists: they follow from the turns.
    """

    partner: str
    mood: str
    setting: str
    seed: int = 0
    opening: str = ""
    on: str = ""
    ended: str = ""
    turns: tuple[Turn, ...] = ()
    undone: tuple[Undone, ...] = ()
    ticks: tuple[str, ...] = ()


class ReplyCard(msgspec.Struct, frozen=True, kw_only=True):
    """A reply card that a rehearsal has added to those of the scenario."""

    they_say: str
    you_say: str
    avoid: str = ""


def as_table(thing: msgspec.Struct) -> Table:
    """Return a talk, a card or the like as a table: what is empty is left out, and what another
    version of Coach knows of it stands among the rest."""
    own = msgspec.structs.asdict(thing)
    extra = own.pop("extra", {})
    return {**{key: _plain(value) for key, value in own.items() if value}, **extra}


def _plain(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return as_table(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value
