"""Minutes shared out: what an agenda has room for, and how long each thing takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """How long something may take, in minutes. `least` ≤ `usual` ≤ `most`."""

    least: int
    usual: int
    most: int


def shared_out(spans: Sequence[Span], minutes: int) -> tuple[int, ...]:
    """Return minutes for each of `spans`, which add up exactly to `minutes`.

    Each gets its least; what is left brings all of them towards their usual length, and only
    then beyond it, in the measure of the room that each has.

    Raises:
        ValueError: there is no such sharing: it is less than the least or more than the most.
    """
    least, most = sum(span.least for span in spans), sum(span.most for span in spans)
    if not least <= minutes <= most:
        raise ValueError(minutes)
    usual = sum(span.usual for span in spans)
    if minutes <= usual:
        begin = [span.least for span in spans]
        room = [span.usual - span.least for span in spans]
    else:
        begin = [span.usual for span in spans]
        room = [span.most - span.usual for span in spans]
    more = _in_measure(room, minutes - sum(begin))
    return tuple(at + by for at, by in zip(begin, more, strict=True))


def _in_measure(room: Sequence[int], count: int) -> list[int]:
    """Share `count` out in the measure of `room`, whole minutes, the largest parts first."""
    whole = sum(room)
    if not whole:
        return [0 for _one in room]
    exact = [one * count / whole for one in room]
    given = [int(one) for one in exact]
    by_rest = sorted(range(len(room)), key=lambda at: (given[at] - exact[at], at))
    for at in by_rest[: count - sum(given)]:
        given[at] += 1
    return given
