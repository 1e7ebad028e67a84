"""A small network that has read much English, asked what each clause of a line does.

It is MiniLM (Wang and others 2020: six layers, 384 numbers for each piece of a word), an
encoder of the kind of BERT (Devlin and others 2019), taught further on lines that were
written and labelled for this (bench/moves/README.md). It sees the end of what the other has
just said and the line, and gives each clause a score for each move. It makes no words. Its
weights come with Coach and never change; it runs in numpy, in this process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np

from coach.errors import CoachError
from coach.language import _
from coach.rehearse.hearing.acts import MOVES
from coach.rehearse.hearing.wordpieces import WordPieces

Array = Any
"""Of numpy, which takes a tenth of a second to import: this file is imported at the first line."""
FILE = Path(__file__).with_name("network.npz")
HEADS = 12
CONTEXT, LINE = 24, 96
"""Pieces of words: of the end of what the other said, and of the line, that are read. A longer
line is read in stretches."""
STRETCHES = 12
"""So many are read: five minutes of talk. What comes after is told by its signs."""
_TINY = 1e-12
_SQRT = 0.7978845608028654  # of 2 / π


class Layer(NamedTuple):
    """The weights of one layer; each `…_w` is inputs × outputs."""

    seek_w: Array
    seek_b: Array
    mix_w: Array
    mix_b: Array
    mixed_scale: Array
    mixed_shift: Array
    wide_w: Array
    wide_b: Array
    narrow_w: Array
    narrow_b: Array
    out_scale: Array
    out_shift: Array


class Network:
    """What was learnt.

    Attributes:
        least: of each move the chance from which it counts, in the order of `MOVES`.
        share: how much the signs of a clause count beside what is read in it.

    Args:
        kept: the arrays of network.npz (bench/moves/network.py writes it).
    """

    def __init__(self, kept: Mapping[str, Array]) -> None:
        self.least = tuple(float(one) for one in kept["least"])
        self.share = float(kept["share"])
        self.pieces = WordPieces(bytes(kept["vocabulary"]).decode("ascii").split("\n"))
        self._words, self._word_scale = kept["words"], kept["words scale"]
        self._places = kept["places"]
        self._begin = (kept["begin scale"], kept["begin shift"])
        self._layers = [
            Layer(*(_full(kept, f"{at} {name}") for name in Layer._fields))
            for at in range(int(kept["layers"]))
        ]
        self._head = (kept["head_w"], kept["head_b"])
        if self._head[0].shape[1] != len(MOVES) or len(self.least) != len(MOVES):
            raise ValueError("other moves")

    def read(self, said: str, text: str, clauses: Sequence[tuple[int, int]]) -> list[Array]:
        """Return the score of each move for each clause (log-odds, in the order of `MOVES`).

        Of a speech, only the clauses that are read (`STRETCHES`), from the first.

        Args:
            said: what the other has just said.
            text: the line.
            clauses: where each clause begins and ends in the line.
        """
        heard = self.pieces.cut(said).pieces[-CONTEXT:]
        cut = self.pieces.cut(text)
        scores: list[Array] = []
        for start, end, mine in _stretches(cut.words, clauses)[:STRETCHES]:
            spans = [_span(cut.words, clause, start, end) for clause in mine]
            scores += list(self._scores(heard, cut.pieces[start:end], spans))
        return scores

    def _scores(
        self, said: Sequence[int], line: Sequence[int], spans: Sequence[tuple[int, int]]
    ) -> Array:
        numbers = np.array([self.pieces.begin, *said, self.pieces.end, *line, self.pieces.end])
        first = len(said) + 2
        x = self._words[numbers] * self._word_scale[numbers][:, None]
        x += self._places[0, : len(numbers)]
        x[:first] += self._places[1, 0]
        x[first:] += self._places[1, 1]
        x = _normal(x, *self._begin)
        for layer in self._layers:
            x = _through(x, layer)
        weight, bias = self._head
        means = [
            x[first + start : first + end].mean(0) if end > start else x[0] for start, end in spans
        ]
        return np.concatenate([np.stack(means), np.repeat(x[:1], len(means), 0)], 1) @ weight + bias


@cache
def network() -> Network:
    """Return the network, read once.

    Raises:
        CoachError: the file can't be read.
    """
    try:
        with FILE.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            return Network(kept)
    except (OSError, EOFError, ValueError, LookupError, TypeError, BadZipFile) as error:
        raise CoachError(
            _("What lines are heard with can't be read: {path}").format(path=FILE),
            advice=_("Install Coach again."),
        ) from error


# ------------------------------------------------------------------ which pieces


def _stretches(
    words: Sequence[tuple[int, int]], clauses: Sequence[tuple[int, int]]
) -> list[tuple[int, int, list[tuple[int, int]]]]:
    """Cut a line where a clause begins, so that no stretch has more than `LINE` pieces.

    Returns:
        for each stretch its pieces, from … up to …, and its clauses. A clause that is longer
        than a stretch is read as far as that goes.
    """
    if len(words) <= LINE:
        return [(0, len(words), list(clauses))] if clauses else []
    found: list[tuple[int, int, list[tuple[int, int]]]] = []
    for clause in clauses:
        start, end = _span(words, clause, 0, len(words))
        if found and end - found[-1][0] <= LINE:
            found[-1] = (found[-1][0], max(end, found[-1][1]), [*found[-1][2], clause])
        else:
            found.append((start, min(end, start + LINE), [clause]))
    return found


def _span(
    words: Sequence[tuple[int, int]], clause: tuple[int, int], start: int, end: int
) -> tuple[int, int]:
    """Which pieces, counted from `start`, a clause has a share in; none of them is (0, 0)."""
    mine = [at for at in range(start, end) if words[at][0] < clause[1] and words[at][1] > clause[0]]
    return (mine[0] - start, mine[-1] + 1 - start) if mine else (0, 0)


# ------------------------------------------------------------------ the arithmetic


def _full(kept: Mapping[str, Array], name: str) -> Array:
    """An array as it was learnt: weights are kept as whole numbers with a scale an output."""
    array = kept[name]
    if array.dtype == np.int8:
        return array.astype(np.float32) * kept[f"{name} scale"]
    return array


def _through(x: Array, layer: Layer) -> Array:
    """One layer: each piece takes in what it finds in the others, then thinks for itself."""
    many, size = x.shape
    sought = (x @ layer.seek_w + layer.seek_b).reshape(many, 3, HEADS, size // HEADS)
    asks, offers, gives = sought.transpose(1, 2, 0, 3)
    weight = asks @ offers.transpose(0, 2, 1)
    weight /= np.sqrt(np.float32(size // HEADS))
    weight -= weight.max(-1, keepdims=True)
    np.exp(weight, out=weight)
    weight /= weight.sum(-1, keepdims=True)
    mixed = (weight @ gives).transpose(1, 0, 2).reshape(many, size)
    x = _normal(x + mixed @ layer.mix_w + layer.mix_b, layer.mixed_scale, layer.mixed_shift)
    wide = _gelu(x @ layer.wide_w + layer.wide_b)
    return _normal(x + wide @ layer.narrow_w + layer.narrow_b, layer.out_scale, layer.out_shift)


def _normal(x: Array, scale: Array, shift: Array) -> Array:
    x = x - x.mean(-1, keepdims=True)
    x /= np.sqrt((x * x).mean(-1, keepdims=True) + np.float32(_TINY))
    return x * scale + shift


def _gelu(x: Array) -> Array:
    """Gaussian error linear units, by the tanh that is near them (Hendrycks and Gimpel 2016)."""
    curve = x * x
    curve *= 0.044715
    curve += 1
    curve *= x
    curve *= np.float32(_SQRT)
    np.tanh(curve, out=curve)
    curve += 1
    curve *= x
    curve *= 0.5
    return curve
