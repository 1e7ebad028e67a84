"""Learn again what the signs of a clause weigh: `make weights`.

Logistic regression for each of the moves (Cox 1958), with a ridge (le Cessie and van
Houwelingen 1992), on the lines of taught.jsonl, whose clauses are labelled, and on three
parts of lines.jsonl, whose lines are labelled as a whole: there a first
reading says which clause did what (as in multiple-instance learning, Dietterich, Lathrop
and Lozano-Perez 1997), and the second learns from that. The `blind` part is never
looked at. The same lines give the same file, byte for byte.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from coach.rehearse.hearing.acts import MOVES, Move
from coach.rehearse.hearing.line import Line
from coach.rehearse.hearing.signs import signs_of
from coach.rehearse.hearing.weighing import FILE, SCALE
from coach.rehearse.moves import before
from coach.tone.pieces import clean

Array = Any
"""Of numpy, which is not among what develops Coach: requirements-tone.txt has it."""
TAUGHT = Path(__file__).with_name("taught.jsonl")
LINES = Path(__file__).with_name("lines.jsonl")
PARTS = ("dev", "held", "fresh")
RIDGE = 10.0
SEEN = 3
"""A sign counts that so many clauses have."""
PRESENT = 1.5
"""How much more a move weighs where it is than where it isn't: most clauses do not have it."""
WHOLE = 8.0
"""What a clause of lines.jsonl counts beside one of taught.jsonl, which was made to be hard:
its near misses are more than there are in talk."""
SMALLEST = 0.05
"""Weights closer to nothing are left out."""
STEPS, FIRST_STEPS = 120, 50
PACE = 0.05
SURE = 0.6
"""The chance from which on a second clause of a line did what the line is labelled with."""
BY_GRAMMAR = 0.5
"""What grammar's word adds to a clause's chance of being the one that did it."""
LEAST = 0.35
LEASTS: Mapping[Move, float] = {
    "reflect": 0.5, "tell": 0.45, "agree": 0.3, "acknowledge": 0.6, "own-part": 0.5,
    "pause": 0.3, "closed-question": 0.5, "fact": 0.45, "ask": 0.35, "demand": 0.25,
    "offer": 0.3, "next-step": 0.3, "greet": 0.45, "absolute": 0.3, "wander": 0.2,
    "blame": 0.45, "threat": 0.4, "motive": 0.4,
}  # fmt: skip
"""The chance from which a move counts: where it did best in four-fold cross-validation on the
lines to develop with; higher for the last three, where a mistake would hurt (each is right
nine times in ten there, blame eight)."""

ABOUT = {
    "what": "What the signs of a clause weigh for each move, in hundredths (see weighing.py).",
    "made by": "make weights (bench/moves/train.py), from lines written for it: taught.jsonl, "
    "and the dev, held and fresh parts of lines.jsonl.",
}


class Clause(NamedTuple):
    """A clause of a line that somebody labelled.

    Attributes:
        start, end: its place in the line.
        signs: see `coach.rehearse.hearing.signs`.
        grammar: what it does by grammar alone.
    """

    start: int
    end: int
    signs: frozenset[str]
    grammar: tuple[Move, ...]


class Said(NamedTuple):
    """A line that somebody labelled.

    Attributes:
        context, text: what the other had just said, and the line.
        parts: where each labelled stretch begins and ends, and what it does; the whole line
            is one stretch where only that was labelled.
        whole: only the line was labelled.
    """

    context: str
    text: str
    clauses: tuple[Clause, ...]
    parts: tuple[tuple[int, int, frozenset[Move]], ...]
    whole: bool


def clauses(text: str, context: str) -> tuple[Clause, ...]:
    """Return the clauses of a line with their signs."""
    line = Line(clean(text), before(context))
    line.hear()
    signs = signs_of(line)
    return tuple(
        Clause(piece.start, piece.end, one, piece.moves)
        for piece, one in zip(line.pieces, signs, strict=True)
    )


def taught() -> Iterator[Said]:
    """Yield the lines whose clauses are labelled."""
    for row in _rows(TAUGHT):
        text, parts = "", []
        for words, moves in row["parts"]:
            start = len(text) + bool(text)
            text = f"{text} {words}" if text else words
            parts.append((start, len(text), frozenset(moves)))
        said = row["context"]
        yield Said(said, text, clauses(text, said), tuple(parts), whole=False)


def labelled() -> Iterator[Said]:
    """Yield the lines that are labelled as a whole, of the parts to develop with."""
    for row in _rows(LINES):
        if row["part"] in PARTS:
            text, said = row["text"], row["context"]
            part = (0, len(text), frozenset(row["moves"]))
            yield Said(said, text, clauses(text, said), (part,), whole=True)


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


# ------------------------------------------------------------------ which clause did what


def moves_of(said: Said, chance: Array | None) -> list[set[Move]]:
    """Return what each clause of a line did.

    Args:
        chance: clauses × moves, of a first reading; None before it.
    """
    return _by_chance(said, chance) if said.whole else _by_place(said)


def _by_place(said: Said) -> list[set[Move]]:
    """A clause does what the stretches do that it mostly lies in, or that mostly lie in it."""
    found: list[set[Move]] = []
    for clause in said.clauses:
        did: set[Move] = set()
        for start, end, moves in said.parts:
            both = min(clause.end, end) - max(clause.start, start)
            if both > 0 and 2 * both >= min(clause.end - clause.start, end - start):
                did |= moves
        found.append(did)
    return found


def _by_chance(said: Said, chance: Array | None) -> list[set[Move]]:
    """The likeliest clause did it, and each other that is as good as sure."""
    found: list[set[Move]] = [set() for _clause in said.clauses]
    if not found:
        return found
    for move in said.parts[0][2]:
        at = MOVES.index(move)
        likely = [
            (chance[n, at] if chance is not None else 0.0) + BY_GRAMMAR * (move in clause.grammar)
            for n, clause in enumerate(said.clauses)
        ]
        best = max(range(len(likely)), key=lambda n: (likely[n], n))
        for n, one in enumerate(likely):
            if n == best or one > SURE:
                found[n].add(move)
    return found


# ------------------------------------------------------------------ learning


class Signs:
    """Clauses × signs, most of it empty: for each clause the places of the signs it has."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        count = Counter(sign for clause in clauses for sign in clause.signs)
        known = sorted(sign for sign, many in count.items() if many >= SEEN and sign != "always")
        self.names = ["always", *known]
        place = {sign: at for at, sign in enumerate(self.names)}
        rows = [sorted(place[sign] for sign in one.signs if sign in place) for one in clauses]
        sizes = [len(row) for row in rows]
        self.columns = np.array([at for row in rows for at in row])
        self.starts = np.r_[0, np.cumsum(sizes)[:-1]]
        lines = np.repeat(np.arange(len(rows)), sizes)
        order = np.argsort(self.columns, kind="stable")
        self._rows = lines[order]
        columns = self.columns[order]
        self._firsts = np.flatnonzero(np.r_[True, columns[1:] != columns[:-1]])
        self._places = columns[self._firsts]

    def times(self, weights: Array) -> Array:
        """Return clauses × moves: the sum of the weights of each clause's signs."""
        return np.add.reduceat(weights[self.columns], self.starts, axis=0)

    def across(self, given: Array) -> Array:
        """Return signs × moves: the sum of what is given for the clauses that have each sign."""
        found = np.zeros((len(self.names), given.shape[1]), dtype=given.dtype)
        found[self._places] = np.add.reduceat(given[self._rows], self._firsts, axis=0)
        return found


def chances(signs: Signs, weights: Array) -> Array:
    """Return clauses × moves: how likely each did each."""
    return 1 / (1 + np.exp(-signs.times(weights)))


def fitted(signs: Signs, wanted: Array, worth: Array, steps: int) -> Array:
    """Return weights, signs × moves (by Adam: Kingma and Ba 2015, the pace falling to nothing)."""
    many = len(signs.starts)
    weights = np.zeros((len(signs.names), wanted.shape[1]))
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    matters = np.where(wanted > 0, PRESENT, 1.0) * worth[:, None]
    for step in range(1, steps + 1):
        ridge = RIDGE * weights
        ridge[0] = 0  # how common a move is costs nothing
        slope = (signs.across((chances(signs, weights) - wanted) * matters) + ridge) / many
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        pace = PACE * 0.5 * (1 + np.cos(np.pi * step / steps))
        weights -= pace * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return weights


def learnt(lines: Sequence[Said]) -> tuple[Signs, Array]:
    """Return the signs and what they weigh."""
    every = [clause for said in lines for clause in said.clauses]
    worth = np.array([WHOLE if said.whole else 1.0 for said in lines for _clause in said.clauses])
    signs = Signs(every)
    weights = fitted(signs, _wanted(lines, None), worth, FIRST_STEPS)
    return signs, fitted(signs, _wanted(lines, chances(signs, weights)), worth, STEPS)


def _wanted(lines: Iterable[Said], chance: Array | None) -> Array:
    rows = []
    at = 0
    for said in lines:
        here = chance[at : at + len(said.clauses)] if chance is not None else None
        at += len(said.clauses)
        for did in moves_of(said, here):
            rows.append([float(move in did) for move in MOVES])
    return np.array(rows)


# ------------------------------------------------------------------ keeping it


def written(signs: Signs, weights: Array) -> str:
    """Return the file: a line for each sign, with what it weighs for which move."""
    rows = []
    for name, row in zip(signs.names, weights, strict=True):
        given = [
            f"{at},{round(float(one) * SCALE)}"
            for at, one in enumerate(row)
            if abs(one) >= SMALLEST or name == "always"
        ]
        if given:
            rows.append(f"  {json.dumps(name, ensure_ascii=False)}: [{','.join(given)}]")
    least = {move: LEASTS.get(move, LEAST) for move in MOVES}
    head = json.dumps({**ABOUT, "least": least}, indent=1, ensure_ascii=False)
    return head.removesuffix("\n}") + ',\n "signs": {\n' + ",\n".join(rows) + "\n }\n}\n"


def train() -> None:
    """Write weights.json."""
    lines = [*taught(), *labelled()]
    signs, weights = learnt(lines)
    FILE.write_text(written(signs, weights), encoding="utf-8")


if __name__ == "__main__":
    train()
