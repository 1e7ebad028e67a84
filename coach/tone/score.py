"""One reading of a text, from 0 to 100, and the parts it is made of.

The middle is what people's ratings and the warmth of its words say. Rules see what neither
does, and have the last word: a warning takes its share off, and nothing polite elsewhere
gives it back. In a whole message what it says and asks counts too: flattery that says
nothing is lifted little.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, tanh
from typing import NamedTuple

from coach.tone.feeling import feeling
from coach.tone.flag import Flag
from coach.tone.learnt import learnt
from coach.tone.message import Message
from coach.tone.picture import Picture

_POLITE, _RECEPTIVE, _WARM, _PLAIN = 0.75, 1.1, 1.0, 1.4
"""Parts of the mix, chosen on the training parts so that it agrees with people on each of
the three sources; and what it comes to for a plain sentence, which is neither good nor bad."""
_WIDE = 2.6
"""Of the mix: what brings a text most of the way from the middle to an end."""
_MIDDLE, _RISE, _FALL = 56, 36, 26
"""What a plain text reads at, and how far the mix alone can lift it or pull it down."""
_MOST_PRAISE = 8
"""Points that what works can add."""
_SUBSTANCE = 14
"""Points between a whole message with facts, a question and an ask, and one with none."""
_EMPTY = 0.35
"""What is left of a lift where a whole message has none of them."""
_HARD = 45
"""Points of warnings that take off all but a third."""


class Scores(NamedTuple):
    """How a text reads.

    Attributes:
        overall: from 0 to 100.
        politeness: about 0 on average, mostly from -2 to 2 (see `learnt`).
        receptiveness: likewise.
        warmth: about 0 for plain, up to 1.6 for warm, down to -1.6 for hostile.
    """

    overall: int
    politeness: float
    receptiveness: float
    warmth: float


def scores(read: Message, flags: Sequence[Flag], pictured: Picture) -> Scores:
    """Return how a text reads.

    Args:
        read: the text.
        flags: every find in it.
        pictured: its aspects.
    """
    sentences = [sentence.text for sentence in read.sentences]
    polite, receptive = learnt(sentences)
    warm = feeling(sentences)
    lifted = _points(mixed(polite, receptive, warm)) if sentences else 0.0
    if read.whole:
        worth = substance(pictured)
        lifted = lifted * (_EMPTY + (1 - _EMPTY) * worth) if lifted > 0 else lifted
        lifted += _SUBSTANCE * (worth - 0.5)
    warnings = [flag for flag in flags if flag.severity == "warning"]
    if warnings:
        # As the sentences read that it is about: what is kind beside them buys nothing off.
        lifted = min(0.0, lifted, _lift(_about(read, warnings)))
    elif any(flag.severity == "praise" for flag in flags):
        works = {flag.rule: flag.weight for flag in flags if flag.severity == "praise"}
        lifted += min(sum(works.values()), _MOST_PRAISE)
    soft = sum(flag.weight for flag in flags if flag.severity == "suggestion")
    # The heaviest counts in full, each further one a little less.
    weights = sorted((flag.weight for flag in warnings), reverse=True)
    hard = sum(weight * 0.75**n for n, weight in enumerate(weights))
    overall = (_MIDDLE + lifted - min(soft, _SUBSTANCE)) * exp(-hard / _HARD)
    return Scores(
        max(0, min(100, round(overall))), round(polite, 3), round(receptive, 3), round(warm, 3)
    )


def substance(pictured: Picture) -> float:
    """Return how much a reader can do with a message, from 0 to 1: facts, a question, an ask."""
    parts = (pictured.specific, pictured.curious, pictured.clear_ask)
    return sum(parts) / (100 * len(parts))


def mixed(polite: float, receptive: float, warm: float) -> float:
    """Return the parts as one: 0 for a plain text, more for one that reads better."""
    return _POLITE * polite + _RECEPTIVE * receptive + _WARM * warm + _PLAIN


def _lift(sentences: Sequence[str]) -> float:
    """Return by how many points these sentences move a text up or down."""
    if not sentences:
        return 0.0
    return _points(mixed(*learnt(sentences), feeling(sentences)))


def _points(mix: float) -> float:
    return (_RISE if mix > 0 else _FALL) * tanh(mix / _WIDE)


def _about(read: Message, flags: Sequence[Flag]) -> list[str]:
    """Return the sentences that have one of `flags`, in order."""
    return [
        sentence.text
        for sentence in read.sentences
        if any(
            flag.start < sentence.start + len(sentence.text) and sentence.start < flag.end
            for flag in flags
        )
    ]
