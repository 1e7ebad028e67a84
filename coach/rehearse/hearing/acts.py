"""The moves, the four kinds that outsiders sort them into, and which of several came first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Move = Literal[
    "reflect", "thank", "agree", "own-part", "reset", "pause", "open-question",
    "closed-question", "fact", "tell", "ask", "demand", "offer", "next-step", "greet",
    "acknowledge", "blame", "threat", "motive", "absolute", "cave", "wander",
]  # fmt: skip
MOVES: tuple[Move, ...] = get_args(Move)

Kind = Literal["question", "reflection", "input", "other"]
KINDS: Mapping[Kind, tuple[Move, ...]] = {
    "question": ("open-question", "closed-question"),
    "reflection": ("reflect",),
    "input": (
        "fact", "tell", "ask", "demand", "offer", "next-step", "blame", "threat", "motive",
        "absolute", "cave", "wander",
    ),
    "other": ("thank", "agree", "own-part", "reset", "pause", "greet", "acknowledge"),
}  # fmt: skip
"""The four kinds in which other people sort what is said in a talk."""
KIND_OF: Mapping[Move, Kind] = {move: kind for kind, moves in KINDS.items() for move in moves}

TOGETHER: Mapping[Move, tuple[Move, ...]] = {
    "absolute": ("blame", "threat", "motive"),
    "next-step": ("ask", "offer", "demand", "closed-question", "threat"),
    "open-question": ("blame", "motive", "wander", "greet"),
    "closed-question": ("blame", "motive", "wander", "greet", "offer"),
    "threat": ("demand", "blame"),
    "motive": ("blame",),
    "fact": ("blame",),
}  # fmt: skip
"""Moves that one clause may make at once (bench/moves/README.md)."""

HARSH: frozenset[Move] = frozenset(("threat", "blame", "motive"))
LECTURE = 220
"""Characters of input from which a short question at its end is no longer what a line does."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a line did.

    Attributes:
        move: what.
        start, end: the words that did it, in characters of the line.
    """

    move: Move
    start: int
    end: int


def principal(acts: Sequence[Act]) -> Move:
    """Return what a line mainly did.

    An attack outweighs all else, but where it is made by asking; then a question, which the
    other has to answer, unless it closes a lecture; else it is what most of the words did.

    Args:
        acts: at least one.
    """
    sizes: dict[Kind, int] = {}
    for act in acts:
        kind = KIND_OF[act.move]
        sizes[kind] = sizes.get(kind, 0) + (act.end - act.start)
    lecture = sizes.get("input", 0) > max(LECTURE, 3 * sizes.get("question", 0))
    asked = {(act.start, act.end) for act in acts if KIND_OF[act.move] == "question"}
    first = [act for act in acts if act.move in HARSH and (act.start, act.end) not in asked]
    if not first and not lecture:
        first = [act for act in acts if KIND_OF[act.move] == "question"]
    if first:
        return first[-1].move
    if len(sizes) > 1:
        sizes.pop("other", None)
    if lecture:
        sizes.pop("question", None)
    best = max(sizes, key=lambda kind: sizes[kind])
    mine = [act for act in acts if KIND_OF[act.move] == best]
    telling = [act for act in mine if act.move not in ("tell", "fact")]
    return telling[-1].move if telling else mine[0].move
