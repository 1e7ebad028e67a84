"""What people's ratings say of a text: how polite it reads, and how open to the other side.

Two sums of weights over words and word pairs, and for openness over families of words too.
The weights were learnt from rated texts of strangers (bench/tone/train.py says how) and
lie in learnt.json with where they come from. Nothing here learns from anyone who uses it.

Every sentence counts the same, so a longer text is not a better one. What was worked out
for a sentence is remembered: while someone types, one changes at a time.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from math import log, log1p, sqrt, tanh
from pathlib import Path
from typing import NamedTuple

from coach.tone.feeling import finds
from coach.tone.pieces import flat

FILE = Path(__file__).with_name("learnt.json")
_TOKEN = re.compile(r"https?:\S+|www\.\S+|[a-z]+(?:'[a-z]+)*|[?!]|\.\.+|…")
START = "^"
"""Stands before the first word of a sentence in a pair."""
SPAN = 60
"""Words after which families are counted as a rate: length alone must not add up."""
LEAST = 3
"""Tokens that even a shorter sentence counts as."""

FAMILIES = {
    "hedges": "maybe perhaps possibly probably might could may seem seems seemed somewhat "
    "sometimes often usually generally likely tend tends guess think believe feel suppose "
    "appears apparently almost about around some most many few partly mostly fairly rather "
    "quite",
    "negation": "not no never none nothing nobody neither nor cannot",
    "reasons": "because therefore since thus hence so reason why due otherwise",
    "I": "i i'm my me i'd i've",
    "you": "you your you're",
    "we": "we us our",
    "they": "they them their",
    "must": "should must need has have",
    "but": "but however although though yet",
    "questions": "?",
    "exclamations": "!",
    "and": "and",
    "also": "also too both",
    "would": "would could might",
    "just": "just only simply actually obviously clearly",
    "agree": "agree",
    "understand": "understand",
    "disagree": "disagree",
    "point": "point",
    "is": "is are was",
}
"""Families of words, after Yeomans and others 2020 and Danescu-Niculescu-Mizil and others 2013."""
_FAMILY = {word: name for name, words in FAMILIES.items() for word in words.split()}


class Learnt(NamedTuple):
    """Two readings, each about 0 on average and mostly between -2 and 2.

    Attributes:
        politeness: as raters of requests between strangers hear it.
        receptiveness: as people who disagree with the writer hear it.
    """

    politeness: float
    receptiveness: float


class Seen(NamedTuple):
    """What there is in one sentence.

    Attributes:
        tokens: words, “?”, “!” and “…”, in order, without web addresses.
        families: how often each family is there.
        feelings: how much of each class of feeling.
    """

    tokens: tuple[str, ...]
    families: Counter[str]
    feelings: Counter[str]


def seen(sentence: str) -> Seen:
    """Return what the weights are about in `sentence`."""
    tokens = tuple(
        one for one in _TOKEN.findall(flat(sentence)) if not one.startswith(("http", "www"))
    )
    families: Counter[str] = Counter()
    for token in tokens:
        name = _FAMILY.get(token) or ("negation" if token.endswith("n't") else "")
        if name:
            families[name] += 1
    feelings: Counter[str] = Counter()
    for name, worth in finds(sentence):
        feelings[name] += abs(worth)  # type: ignore[assignment]  # a Counter may hold floats
    return Seen(tokens, families, feelings)


def grams(tokens: Sequence[str]) -> set[str]:
    """Return the words and word pairs of a sentence."""
    return {*tokens, *(f"{a} {b}" for a, b in zip((START, *tokens), tokens, strict=False))}


def share(tokens: Sequence[str]) -> float:
    """Return what one word or pair of a sentence counts: less, the more there are."""
    return 1 / sqrt(max(len(tokens), LEAST))


def of_families(sentences: Iterable[Seen]) -> dict[str, float]:
    """Return how much of each family and feeling a text has: how often, and whether at all."""
    families: Counter[str] = Counter()
    feelings: Counter[str] = Counter()
    words = 0
    for one in sentences:
        families.update(one.families)
        feelings.update(one.feelings)
        words += len(one.tokens)
    rate = min(1.0, SPAN / max(words, 1))
    found = {}
    for name in FAMILIES:
        count = families[name] * rate
        found[f"how much: {name}"] = log1p(count)
        found[f"whether: {name}"] = min(count, 1.0)
    for name, worth in feelings.items():
        found[f"feeling: {name}"] = tanh(worth * rate / 3)
    return found


def short_of(sentences: Iterable[Seen]) -> float:
    """Return how far a text is from `SPAN` words: 0 from there on, 1 for each e-fold less."""
    words = sum(len(one.tokens) for one in sentences)
    return log(SPAN / max(min(words, SPAN), 1))


class _Weights(NamedTuple):
    politeness: dict[str, float]
    receptiveness: dict[str, float]
    families: dict[str, float]
    brevity: float
    bias: tuple[float, float]


@cache
def _weights() -> _Weights:
    read = json.loads(FILE.read_text(encoding="utf-8"))
    return _Weights(
        read["politeness"]["weights"],
        read["receptiveness"]["weights"],
        read["receptiveness"]["families"],
        read["receptiveness"]["brevity"],
        (read["politeness"]["bias"], read["receptiveness"]["bias"]),
    )


@lru_cache(maxsize=4096)
def _of_sentence(sentence: str) -> tuple[Seen, float, float]:
    weights = _weights()
    found = seen(sentence)
    share_ = share(found.tokens)
    every = grams(found.tokens)
    polite = sum(weights.politeness.get(gram, 0.0) for gram in every)
    receptive = sum(weights.receptiveness.get(gram, 0.0) for gram in every)
    return found, polite * share_, receptive * share_


def learnt(sentences: Sequence[str]) -> Learnt:
    """Return what people's ratings say of a text.

    Args:
        sentences: of the text, in order; none is a text that says nothing.
    """
    if not sentences:
        return Learnt(0.0, 0.0)
    weights = _weights()
    read = [_of_sentence(sentence) for sentence in sentences]
    families = of_families(found for found, _polite, _receptive in read)
    polite = sum(polite for _found, polite, _receptive in read) / len(read)
    receptive = sum(receptive for _found, _polite, receptive in read) / len(read)
    receptive -= weights.brevity * short_of(found for found, _polite, _receptive in read)
    receptive += sum(worth * weights.families.get(name, 0.0) for name, worth in families.items())
    return Learnt(polite + weights.bias[0], receptive + weights.bias[1])
