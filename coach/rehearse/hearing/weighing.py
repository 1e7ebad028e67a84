"""What a line did, weighed: grammar and cues are signs among others, and all have a weight.

For each move a sum of weights over the signs of a clause (see `signs`), taken to a chance by
the logistic function. The weights were learnt from lines that were written and labelled for
it (bench/moves/train.py says how), and lie in weights.json. Nothing here learns from
anyone who uses it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path
from typing import NamedTuple

from coach.errors import CoachError
from coach.language import _
from coach.rehearse.hearing.acts import KIND_OF, LECTURE, MOVES, TOGETHER, Act
from coach.rehearse.hearing.line import Line, Piece
from coach.rehearse.hearing.signs import signs_of

FILE = Path(__file__).with_name("weights.json")
SCALE = 100
"""Weights are kept as whole numbers: hundredths."""
LEAST = 0.1
"""Where nothing of a line is sure but listening words, grammar's word for its other clauses
counts from this chance on, and so does the likeliest move of all where there is no other …"""
GUESS = 0.2
"""… and what a clause most likely did, from this one …"""
AGREED = 0.2
"""What it adds to a chance, where only the surest counts, that grammar says the same."""
SHORTEST = 3
"""… if it has as many words. Fewer do nothing by themselves."""


class Weights(NamedTuple):
    """What was learnt.

    Attributes:
        least: of each move the chance from which it counts, in the order of `MOVES`.
        signs: of each sign the moves it speaks for or against, by their place in `MOVES`,
            each followed by its weight.
    """

    least: tuple[float, ...]
    signs: Mapping[str, tuple[int, ...]]


@cache
def weights() -> Weights:
    """Return the weights, read once.

    Raises:
        CoachError: the file can't be read.
    """
    try:
        data = json.loads(FILE.read_text(encoding="utf-8"))
        return Weights(tuple(data["least"][move] for move in MOVES), data["signs"])
    except (OSError, ValueError, KeyError) as error:
        raise CoachError(
            _("The weights of the moves can't be read: {path}").format(path=FILE),
            advice=_("Install Coach again."),
        ) from error


def chances(signs: Iterable[str], known: Weights) -> list[float]:
    """Return the chance of each move, 0 to 1, in the order of `MOVES`."""
    sums = [0] * len(MOVES)
    for sign in signs:
        given = known.signs.get(sign)
        if given:
            for at in range(0, len(given), 2):
                sums[given[at]] += given[at + 1]
    return [1 / (1 + exp(-max(-3000, min(3000, one)) / SCALE)) for one in sums]


def weighed(line: Line) -> list[tuple[Piece, Act]]:
    """Return what a line did, as said: each act with the piece that did it.

    Args:
        line: heard by grammar.
    """
    known = weights()
    every = [
        (piece, chances(signs, known))
        for piece, signs in zip(line.pieces, signs_of(line), strict=True)
    ]
    sure = [_sure(piece, chance, known) for piece, chance in every]
    if _unclear(line.pieces, sure):
        sure = [
            found or _guess(piece, chance)
            for (piece, chance), found in zip(every, sure, strict=True)
        ]
    if every and not any(sure):
        best = max(range(len(every)), key=lambda n: max(every[n][1]))
        chance = every[best][1]
        if max(chance) >= LEAST:
            sure[best] = [chance.index(max(chance))]
    busy = _does_more(line.pieces, sure)
    return [
        (piece, Act(MOVES[at], piece.start, piece.end))
        for piece, found in zip(line.pieces, sure, strict=True)
        for at in found
        if at != _TELL or piece.sentence not in busy
    ]


def _unclear(pieces: Sequence[Piece], sure: Sequence[Sequence[int]]) -> bool:
    """Whether nothing is sure of a line but listening words, or of a speech but its end."""
    clear = [piece for piece, found in zip(pieces, sure, strict=True) if found]
    if all(KIND_OF[MOVES[at]] == "other" for found in sure for at in found):
        return True
    said = sum(piece.end - piece.start for piece in clear)
    rest = sum(piece.end - piece.start for piece in pieces) - said
    return rest > max(LECTURE, 3 * said)


def _does_more(pieces: Sequence[Piece], sure: Sequence[Sequence[int]]) -> set[int]:
    """The sentences that do something else than to tell: the reason in one is part of that."""
    return {
        piece.sentence
        for piece, found in zip(pieces, sure, strict=True)
        if any(at != _TELL for at in found)
    }


def _sure(piece: Piece, chance: Sequence[float], known: Weights) -> list[int]:
    """The moves of a clause that count, by their place in `MOVES`.

    A clause does one thing, the surest, but for those that go together (see `TOGETHER`). To
    meet by a day is a next step and no request or offer beside it.
    """
    found = [at for at, least in enumerate(known.least) if chance[at] >= least]
    if _STEP in found and not _comes(piece):
        found.remove(_STEP)
    if _STEP in found and piece.clause is not None and piece.clause.meets:
        found = [at for at in found if at not in _WAYS]
    if not found:
        # What grammar takes for blame is blame on less than it takes to think of it.
        found = [_BLAME] if chance[_BLAME] >= GUESS and "blame" in piece.moves else []
    if len(found) < 2:
        return found
    first = max(found, key=lambda at: chance[at] + AGREED * (MOVES[at] in piece.moves))
    return [at for at in found if at == first or frozenset((at, first)) in _TOGETHER]


def _comes(piece: Piece) -> bool:
    """Whether a clause names a day, without which there is no next step."""
    return piece.clause is not None and any(not day.past for day in piece.clause.days)


def _guess(piece: Piece, chance: list[float]) -> list[int]:
    """What a clause of which nothing is sure did: grammar's word, if there is some chance of it."""
    if len(piece.low.split()) < SHORTEST:
        return []
    told = [MOVES.index(move) for move in dict.fromkeys(piece.moves)]
    found = [at for at in told if chance[at] >= LEAST and (at != _STEP or _comes(piece))]
    best = max(chance)
    return found or ([chance.index(best)] if best >= GUESS and chance[_STEP] < best else [])


_BLAME, _TELL, _STEP = (MOVES.index(move) for move in ("blame", "tell", "next-step"))
_WAYS = frozenset(MOVES.index(move) for move in ("ask", "offer", "demand"))
_TOGETHER = frozenset(
    frozenset((MOVES.index(one), MOVES.index(other)))
    for one, others in TOGETHER.items()
    for other in others
)
