"""The clock of an hour: minutes left of this part, and of the whole. Pure: the time is passed in.

Nothing rings and nothing blinks. Time that was not used stays in the hour; what takes longer
is told as such, and nobody is hurried on.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from coach.casebook.notebook import Hour
from coach.language import _, ngettext

LONGEST_GAP = 4 * 60 * 60.0
"""Seconds. What looks longer was a laptop that slept: it does not count."""


class Timer(NamedTuple):
    """An hour with its clock.

    Attributes:
        hour: as it is kept; its parts know what they have taken so far.
        since: from when the present part runs; None while the clock is paused.
    """

    hour: Hour
    since: datetime | None = None

    @property
    def paused(self) -> bool:
        """Whether the clock stands still."""
        return self.since is None


def running(timer: Timer, now: datetime) -> Timer:
    """Return `timer` with its clock going."""
    return timer if timer.since is not None else timer._replace(since=now)


def paused(timer: Timer, now: datetime) -> Timer:
    """Return `timer` with its clock standing still; what has passed is in its hour."""
    return Timer(counted(timer, now))


def moved(timer: Timer, to: int, now: datetime) -> Timer:
    """Return `timer` at another part of the agenda; one it does not have changes nothing."""
    if not 0 <= to < len(timer.hour.parts):
        return timer
    hour = replace(counted(timer, now), at=to)
    return Timer(hour, None if timer.paused else now)


def ticked(timer: Timer, now: datetime) -> Timer:
    """Return `timer` with its present part done, at the next one that is not, if there is one."""
    hour = counted(timer, now)
    done = tuple(
        replace(one, done=True) if at == hour.at else one for at, one in enumerate(hour.parts)
    )
    hour = replace(hour, parts=done)
    after = [*range(hour.at + 1, len(done)), *range(hour.at)]
    to = next((at for at in after if not done[at].done), hour.at)
    return Timer(replace(hour, at=to), None if timer.paused else now)


def counted(timer: Timer, now: datetime) -> Hour:
    """Return the hour with the time that has passed since in its present part."""
    hour = timer.hour
    passed = _passed(timer, now)
    if not passed or not hour.parts:
        return hour
    at = min(hour.at, len(hour.parts) - 1)
    parts = tuple(
        replace(one, spent=one.spent + passed) if n == at else one
        for n, one in enumerate(hour.parts)
    )
    return replace(hour, parts=parts)


def left(timer: Timer, now: datetime) -> tuple[int, int]:
    """Return the minutes left of the present part and of the hour, begun ones as whole ones.

    Below 0: so many over.
    """
    hour = counted(timer, now)
    if not hour.parts:
        return 0, 0
    part = hour.parts[min(max(hour.at, 0), len(hour.parts) - 1)]
    whole = sum(one.spent for one in hour.parts)
    return _minutes(part.planned * 60 - part.spent), _minutes(hour.minutes * 60 - whole)


def in_words(timer: Timer, now: datetime) -> str:
    """Return what the clock says, such as “8 min left here · 52 min in all”."""
    here, whole = left(timer, now)
    said = _("{here} · {all}").format(
        here=_("{n} min left here").format(n=here)
        if here >= 0
        else _("{n} min over here").format(n=-here),
        all=_("{n} min in all").format(n=whole)
        if whole >= 0
        else _("the hour is {n} min over").format(n=-whole),
    )
    return _("paused · {said}").format(said=said) if timer.paused else said


def spent_in_words(seconds: float) -> str:
    """Return how long a part took, in whole minutes."""
    n = round(seconds / 60)
    return ngettext("{n} minute", "{n} minutes", n).format(n=n)


def _passed(timer: Timer, now: datetime) -> float:
    if timer.since is None:
        return 0.0
    passed = (now - timer.since).total_seconds()
    return passed if 0 < passed <= LONGEST_GAP else 0.0


def _minutes(seconds: float) -> int:
    return int(-(-seconds // 60)) if seconds > 0 else -int(-seconds // 60)
