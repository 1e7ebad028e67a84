"""One measured figure beside its limit, and how a fair pair of figures is taken."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A promise and what was measured.

    Attributes:
        promise: what is promised, in words.
        value: what was measured, in `unit`.
        limit: the most it may be; None where it is only told.
        unit: "×" for a ratio, "ρ" for a rank correlation, "F1" and "P" (precision) for how
            often we are right, else "ms", "s" or "MB".
        note: what the figure was made of.
        least: True where `limit` is the least it may be.
    """

    promise: str
    value: float
    limit: float | None
    unit: str
    note: str = ""
    least: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the promise is kept; None where there is none."""
        if self.limit is None:
            return None
        return self.value >= self.limit if self.least else self.value <= self.limit


def interleaved(
    ours: Callable[[], float], theirs: Callable[[], float], rounds: int
) -> tuple[list[float], list[float]]:
    """Measure two things in turn, so that whatever slows the machine slows both.

    Args:
        ours, theirs: each does its thing once and returns how long it took.
        rounds: how often; one more is run first and thrown away.
    """
    ours()
    theirs()
    mine: list[float] = []
    other: list[float] = []
    for at in range(rounds):
        for first in (True, False) if at % 2 else (False, True):
            (mine if first else other).append((ours if first else theirs)())
    return mine, other


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value that `percent` of `values` do not exceed."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def milliseconds(seconds: float) -> str:
    """Return a duration for a note."""
    return f"{seconds * 1000:.1f} ms"
