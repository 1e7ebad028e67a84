"""F1 of each move, on the half it was developed with and on the half that was held back.

`python -m bench.moves.table` prints precision and recall of the dev half too. Nothing here
prints a line of the held half: whoever works on the detector has not read it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bench.figure import Figure, milliseconds, percentile
from coach.rehearse.moves import KIND_OF, MOVES, Kind, Move, hear

LINES = Path(__file__).with_name("lines.jsonl")
QUESTION_LEAST, LEAST, HARSH_LEAST = 0.80, 0.70, 0.90
"""F1 of the kinds of question, F1 of each other move, precision of blame and of threat."""
SLOWEST = 3.0
"""Milliseconds for a line of forty words."""
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
    """Measure agreement on both halves, then time."""
    return [*agreement("held"), *agreement("dev"), *speed(rounds)]


@cache
def rows(part: str) -> tuple[Row, ...]:
    """Return the lines of a part."""
    found = []
    with LINES.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["part"] == part:
                found.append(
                    Row(part, row.get("context", ""), row["text"], frozenset(row["moves"]))
                )
    return tuple(found)


def rates(labelled: Sequence[Row]) -> dict[Move, Rates]:
    """Return the rates of every move."""
    heard = [frozenset(hear(row.text, row.context).moves) for row in labelled]
    found = {}
    for move in MOVES:
        right = sum(move in row.moves & mine for row, mine in zip(labelled, heard, strict=True))
        told = sum(move in mine for mine in heard)
        there = sum(move in row.moves for row in labelled)
        found[move] = Rates(right / told if told else 0.0, right / there if there else 0.0, there)
    return found


def agreement(part: str) -> list[Figure]:
    """Return a figure for each move, the precision of the two worst mistakes, and the mean."""
    found = rates(rows(part))
    figures = []
    for move, rate in found.items():
        least = QUESTION_LEAST if KIND_OF[move] == "question" else LEAST
        note = f"precision {rate.precision:.2f} · recall {rate.recall:.2f} · {rate.lines} lines"
        figures.append(Figure(f"moves, {part}: {move}", rate.f1, least, "F1", note, least=True))
    for move in ("blame", "threat"):
        precision = found[move].precision
        figures.append(
            Figure(f"moves, {part}: precision of {move}", precision, HARSH_LEAST, "P", least=True)
        )
    mean = sum(rate.f1 for rate in found.values()) / len(found)
    figures.append(Figure(f"moves, {part}: mean of all", mean, None, "F1", kinds(part)))
    return figures


def kinds(part: str) -> str:
    """Return how often the kind of the principal move is among the kinds of a line."""
    right = 0
    for row in rows(part):
        there: set[Kind] = {KIND_OF[move] for move in row.moves} or {"other"}
        right += hear(row.text, row.context).kind in there
    return f"kind right in {right / len(rows(part)):.2f} of {len(rows(part))}"


def speed(rounds: int) -> list[Figure]:
    """Return the time for one line of forty words, once the words were looked up before."""
    taken = []
    for at in range(10 * rounds):
        text = _FORTY.format(n=at)
        start = time.perf_counter()
        hear(text, "He is fine in class.")
        taken.append(time.perf_counter() - start)
    warm = taken[len(taken) // 4 :]
    return [
        Figure(
            "moves of a line of 40 words",
            percentile(warm, 50) * 1000,
            SLOWEST,
            "ms",
            f"worst of a hundred {milliseconds(percentile(warm, 99))}",
        )
    ]


if __name__ == "__main__":
    for move, rate in rates(rows("dev")).items():
        print(  # noqa: T201  # the table is what it is for
            f"{move:16} P {rate.precision:.2f}  R {rate.recall:.2f}  F1 {rate.f1:.2f}  {rate.lines}"
        )
