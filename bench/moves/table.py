"""F1 of each move on the labelled lines that the detector has learnt nothing from.

The promises are judged on those, the blind part, alone: the others were read, and learnt from.
`python -m bench.moves.table` prints a column for each part, and precision and recall of the
blind one. Nothing here prints a line: those are to stay unread.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bench.figure import Figure, milliseconds, percentile
from coach.rehearse.moves import KIND_OF, MOVES, Heard, Kind, Move, hear, hear_written

LINES = Path(__file__).with_name("lines.jsonl")
PARTS = ("blind", "dev", "held", "fresh")
HARSH: tuple[Move, ...] = ("blame", "threat")
QUESTION_LEAST, LEAST, HARSH_LEAST = 0.80, 0.70, 0.90
"""F1 of the kinds of question, F1 of each other move, precision of the harsh ones."""
SLOWEST, SLOWEST_WRITTEN = 40.0, 4.0
"""Milliseconds for a line of forty words: a typed one is heard while it is being typed."""
_FORTY = (
    "Thank you for telling me about that, I did not know he was in the hallway on Monday "
    "morning, and so what did you see before it happened, and could we talk again, maybe on "
    "Thursday at three, about page {n}"
)


class Row(NamedTuple):
    """A line that somebody labelled."""

    part: str
    context: str
    text: str
    moves: frozenset[Move]


class Rates(NamedTuple):
    """How often a move was found rightly.

    Attributes:
        precision, recall: 0 to 1; 0 where there is nothing to divide by.
        lines: how many lines have the move.
    """

    precision: float
    recall: float
    lines: int

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def moves(_folder: Path, rounds: int) -> list[Figure]:
    """Measure agreement on the lines that nothing was learnt from, then time."""
    return [*agreement(), *speed(rounds)]


@cache
def rows(*parts: str) -> tuple[Row, ...]:
    """Return the lines of some parts."""
    found = []
    with LINES.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["part"] in parts:
                found.append(Row(row["part"], row["context"], row["text"], frozenset(row["moves"])))
    return tuple(found)


@cache
def heard(row: Row) -> tuple[frozenset[Move], Kind]:
    """Return what the detector takes a line for, and the kind of its principal move."""
    told = hear(row.text, row.context)
    return frozenset(told.moves), told.kind


def rates(labelled: Sequence[Row]) -> dict[Move, Rates]:
    """Return the rates of every move."""
    found = {}
    for move in MOVES:
        right = sum(move in row.moves & heard(row)[0] for row in labelled)
        told = sum(move in heard(row)[0] for row in labelled)
        there = sum(move in row.moves for row in labelled)
        found[move] = Rates(right / told if told else 0.0, right / there if there else 0.0, there)
    return found


def mean(found: Mapping[Move, Rates]) -> float:
    """Return the mean F1, each move counting alike."""
    return sum(rate.f1 for rate in found.values()) / len(found)


def agreement() -> list[Figure]:
    """Return a figure for each move, the precision of the two worst mistakes, and the mean."""
    labelled = rows("blind")
    found = rates(labelled)
    figures = []
    for move, rate in found.items():
        least = QUESTION_LEAST if KIND_OF[move] == "question" else LEAST
        note = f"precision {rate.precision:.2f} · recall {rate.recall:.2f} · {rate.lines} lines"
        figures.append(Figure(f"moves: {move}", rate.f1, least, "F1", note, least=True))
    for move in HARSH:
        precision = found[move].precision
        name = f"moves: precision of {move}"
        figures.append(Figure(name, precision, HARSH_LEAST, "P", "", least=True))
    figures.append(Figure("moves: mean of all moves", mean(found), None, "F1", kinds(labelled)))
    return figures


def kinds(labelled: Sequence[Row]) -> str:
    """Return how often the kind of the principal move is among the kinds of a line."""
    right = 0
    for row in labelled:
        there: set[Kind] = {KIND_OF[move] for move in row.moves} or {"other"}
        right += heard(row)[1] in there
    return f"kind right in {right / len(labelled):.2f} of {len(labelled)}"


def speed(rounds: int) -> list[Figure]:
    """Return the time for one line of forty words, once the words were looked up before."""
    return [
        _speed("moves of a line of 40 words, typed", hear, SLOWEST, rounds),
        _speed("moves of a written reply as long", hear_written, SLOWEST_WRITTEN, rounds),
    ]


def _speed(name: str, hears: Callable[[str, str], Heard], limit: float, rounds: int) -> Figure:
    taken = []
    for at in range(10 * rounds):
        text = _FORTY.format(n=at)
        start = time.perf_counter()
        hears(text, "He is fine in class.")
        taken.append(time.perf_counter() - start)
    warm = taken[len(taken) // 4 :]
    note = f"worst of a hundred {milliseconds(percentile(warm, 99))}"
    return Figure(name, percentile(warm, 50) * 1000, limit, "ms", note)


def as_table() -> str:
    """Return F1 of every move, a column for each part; of the blind one more than that."""
    blind = rates(rows("blind"))
    each = {part: rates(rows(part)) for part in PARTS}
    lines = [f"{'F1':16}" + "".join(f"{head:>7}" for head in (*PARTS, "P", "R", "lines"))]
    for move, rate in blind.items():
        figures = (*(its[move].f1 for its in each.values()), rate.precision, rate.recall)
        lines.append(f"{move:16}" + "".join(f"{one:7.2f}" for one in figures) + f"{rate.lines:7}")
    means = [mean(its) for its in each.values()]
    lines.append(f"{'mean':16}" + "".join(f"{one:7.2f}" for one in means))
    return "\n".join(lines)


if __name__ == "__main__":
    print(as_table())  # noqa: T201  # the table is what it is for
