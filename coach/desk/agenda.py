"""The agenda of an hour: what to do, in which order, with minutes that sum to what there is.

Pure. The parts follow guidance: last time's promises, today's scenario, a rehearsal, homework.
In ten minutes there is room for one thing done together and one to take home.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from coach.casebook.notebook import Part
from coach.language import _

Kind = Literal["safety", "hello", "promises", "today", "rehearsal", "homework", "close"]

LEAST, MOST = 5, 240
"""Minutes of an hour."""
SHORT = 20
"""Minutes up to which there is no rehearsal: what is left for it would be none."""

_SHARES: dict[Kind, int] = {
    "safety": 20,
    "hello": 10,
    "promises": 10,
    "today": 25,
    "rehearsal": 15,
    "homework": 7,
    "close": 3,
}


class Item(NamedTuple):
    """One line of the agenda.

    Attributes:
        kind: what it is.
        minutes: how long.
        about: what it is about: the id of a session or a scenario, or "".
    """

    kind: Kind
    minutes: int
    about: str = ""


def agenda(
    minutes: int, *, promises: bool, today: str = "", rehearsal: str = "", urgent: bool = False
) -> tuple[Item, ...]:
    """Return an agenda of exactly `minutes`.

    Args:
        minutes: brought within `LEAST` and `MOST`.
        promises: something was promised or given before, so that is where it begins.
        today: the session to go on with, or the scenario to begin.
        rehearsal: the session whose talk could be rehearsed, or "" where there is none.
        urgent: an urgent report was begun lately: safety comes first, and nothing is rehearsed.
    """
    minutes = min(max(minutes, LEAST), MOST)
    kinds: list[Kind] = ["safety"] if urgent else []
    kinds.append("promises" if promises else "hello")
    kinds.append("today")
    if rehearsal and not urgent and minutes > SHORT:
        kinds.append("rehearsal")
    kinds += ["homework", "close"] if minutes > SHORT else ["homework"]
    about = {"today": today, "rehearsal": rehearsal}
    times = shared(minutes, [_SHARES[kind] for kind in kinds])
    return tuple(
        Item(kind, time, about.get(kind, "")) for kind, time in zip(kinds, times, strict=True)
    )


def shared(minutes: int, shares: Sequence[int]) -> tuple[int, ...]:
    """Return `minutes` parted as `shares` are to each other, each at least one, in whole minutes.

    What is left over goes to those that were cut most (the largest remainder, Hamilton 1792).

    Args:
        minutes: at least as many as there are shares.
        shares: above 0.
    """
    free, whole = minutes - len(shares), sum(shares)
    exact = [share * free / whole for share in shares]
    times = [int(one) for one in exact]
    most_cut = sorted(range(len(shares)), key=lambda at: (times[at] - exact[at], at))
    for at in most_cut[: free - sum(times)]:
        times[at] += 1
    return tuple(time + 1 for time in times)


def parts(items: Sequence[Item]) -> tuple[Part, ...]:
    """Return an agenda as it is kept."""
    return tuple(Part(kind=one.kind, about=one.about, planned=one.minutes) for one in items)


def part_name(kind: str) -> str:
    """Return what a line of the agenda is called."""
    return {
        "safety": _("Safety first"),
        "hello": _("What brings you here"),
        "promises": _("Last time's promises"),
        "today": _("Today's message"),
        "rehearsal": _("Rehearsal"),
        "homework": _("Homework"),
        "close": _("Hand over and close"),
    }.get(kind, kind)


def part_hint(kind: str) -> str:
    """Return how to do a line of the agenda, in a sentence."""
    return {
        "safety": _("An urgent report was begun. Ask how things are now, before anything else."),
        "hello": _("Ask what they hope for from this hour. Write down their words, not yours."),
        "promises": _("What was kept, what is open, what got in the way. No blame for either."),
        "today": _("They say it, they choose the words. You ask the next question."),
        "rehearsal": _("They talk, you choose what comes up. Two short takes teach more than one."),
        "homework": _("One small thing, with a day. They say it back in their own words."),
        "close": _("Name one thing that went well. Say when you meet again."),
    }.get(kind, "")
