"""The shortest talk that still shows a fault: a script that an author plays again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from coach.author.cover.talks.stage import Stage
from coach.author.cover.talks.tally import Found, What, has
from coach.rehearse.state import Entry

MOST_TRIES = 2_000
"""Talks for all faults of one report: some seconds."""
FOR_ONE = 100
NOD = Entry(text="Okay.")


def shortest(stage: Stage, found: Mapping[What, Found]) -> dict[What, Found]:
    """Return each fault with a talk from which no line can be taken."""
    left = MOST_TRIES
    shorter: dict[What, Found] = {}
    for what, each in found.items():
        shorter[what], tried = _shorter(stage, what, each, min(left, FOR_ONE))
        left -= tried
    return shorter


def _shorter(stage: Stage, what: What, found: Found, most: int) -> tuple[Found, int]:
    if found.aim:
        return found, 0  # they pick the same each time: there is nothing to take
    entries, text, tried = found.entries, found.text, 0
    at = len(entries)
    while at > 0 and tried < most:
        at -= 1
        for less in _with_less(entries, at):
            tried += 1
            still = has(stage, found, less, what)
            if still is not None:
                entries, text = less, still.text
                break
    return replace(found, entries=entries, text=text), tried


def _with_less(entries: tuple[Entry, ...], at: int) -> Iterator[tuple[Entry, ...]]:
    """The same lines without one of them, or with one that only nods in its place."""
    before, after = entries[:at], entries[at + 1 :]
    yield (*before, *after)
    if entries[at] != NOD:
        yield (*before, NOD, *after)
