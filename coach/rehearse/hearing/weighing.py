"""What a line did, weighed: grammar and cues are signs among others, and all have a weight.

For each move a sum of weights over the signs of a clause (see `signs`); beside it, where a line
was read whole, what the network makes of the clause (see `network`); taken to a chance by the
logistic function. Both were learnt from lines that were written and labelled for it
(bench/moves/README.md says how), and lie in weights.json and network.npz. Nothing here learns
from anyone who uses it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.errors import CoachError
from coach.language import _
from coach.rehearse.hearing.acts import KIND_OF, LECTURE, MOVES, TOGETHER, Act
from coach.rehearse.hearing.line import Line, Piece
from coach.rehearse.hearing.signs import signs_of

if TYPE_CHECKING:
    from coach.rehearse.hearing.network import Network

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
BACK = 1.0
"""Log-odds that it adds, where a line was read, that grammar takes a clause for saying back: in
talk that was recorded, more is said back than in lines that were written to be learnt from."""
SET = 3.0
"""How much more the signs count, where a line was read, for a clause with a set phrase that our
lists know: “thanks for nothing” is made of the words of thanks."""
SHORTEST = 3
"""… if it has as many words. Fewer do nothing by themselves."""


Weighed = list[tuple[Piece, Act]]
"""The acts of a line as they were said, each with the piece that did it."""


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


def sums(signs: Iterable[str], known: Weights) -> list[float]:
    """Return what the signs say for each move (log-odds), in the order of `MOVES`."""
    sums = [0] * len(MOVES)
    for sign in signs:
        given = known.signs.get(sign)
        if given:
            for at in range(0, len(given), 2):
                sums[given[at]] += given[at + 1]
    return [one / SCALE for one in sums]


def chances(odds: Iterable[float]) -> list[float]:
    """Return the chance, 0 to 1, that goes with each of some log-odds."""
    return [1 / (1 + exp(-max(-30.0, min(30.0, one)))) for one in odds]


def by_signs(line: Line) -> Weighed:
    """Return what a line did, told by its signs alone.

    Args:
        line: heard by grammar.
    """
    known = weights()
    likely = [chances(sums(signs, known)) for signs in signs_of(line)]
    return told(line, likely, known.least, _TOGETHER - _TOO_READILY)


def by_reading(line: Line, said: str, known: Network) -> Weighed:
    """Return what a line did, told by its signs and by what the network reads in it.

    Args:
        line: heard by grammar.
        said: what the other has just said.
    """
    read = known.read(said, line.text, [(piece.start, piece.end) for piece in line.pieces])
    signs = [sums(one, weights()) for one in signs_of(line)]
    return told(line, joined(line.pieces, read, signs, known.share), known.least)


def joined(
    pieces: Sequence[Piece],
    read: Sequence[Sequence[float]],
    signs: Sequence[Sequence[float]],
    share: float,
) -> list[list[float]]:
    """Return the chance of each move for each clause, of what was read and what the signs say.

    Args:
        read: scores for each clause, or for the first ones: what was not read is told by its
            signs alone.
        share: how much the signs count; more where a set phrase is among them (`SET`).
    """
    found = []
    for at, piece in enumerate(pieces):
        odds = list(signs[at])
        if at < len(read):
            mine = share * SET if _has_set_phrase(piece) else share
            scale = sqrt(1 + mine)
            odds = [
                (float(one) + mine * sign) / scale
                for one, sign in zip(read[at], signs[at], strict=True)
            ]
            odds[_REFLECT] += BACK * ("reflect" in piece.moves)
        found.append(chances(odds))
    return found


def _has_set_phrase(piece: Piece) -> bool:
    return piece.clause is not None and any(cue.ours for cue in piece.clause.cues)


def told(
    line: Line,
    chances: Sequence[list[float]],
    least: Sequence[float],
    together: frozenset[frozenset[int]] | None = None,
) -> Weighed:
    """Return what a line did, as said: each act with the piece that did it.

    Args:
        chances: of each piece, and of each move in the order of `MOVES`.
        least: of each move the chance from which it counts.
        together: moves that one clause may make at once, by their place in `MOVES`; by itself
            those of `TOGETHER`.
    """
    every = list(zip(line.pieces, chances, strict=True))
    pairs = _TOGETHER if together is None else together
    sure = [_sure(piece, chance, least, pairs) for piece, chance in every]
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


def _sure(
    piece: Piece,
    chance: Sequence[float],
    least: Sequence[float],
    together: frozenset[frozenset[int]],
) -> list[int]:
    """The moves of a clause that count, by their place in `MOVES`.

    A clause does one thing, the surest, but for those that go together (see `TOGETHER`). To
    meet by a day is a next step and no request or offer beside it.
    """
    found = [at for at, enough in enumerate(least) if chance[at] >= enough]
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
    return [at for at in found if at == first or frozenset((at, first)) in together]


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


_REFLECT, _BLAME, _TELL, _STEP = map(MOVES.index, ("reflect", "blame", "tell", "next-step"))
_WAYS = frozenset(MOVES.index(move) for move in ("ask", "offer", "demand"))
_TOGETHER = frozenset(
    frozenset((MOVES.index(one), MOVES.index(other)))
    for one, others in TOGETHER.items()
    for other in others
)
_TOO_READILY = frozenset([frozenset((MOVES.index("fact"), _BLAME))])
"""What signs alone can't tell: whether an occasion is told as a reproach."""
