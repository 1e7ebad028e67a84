"""A memory of how lines are heard: random parents say the same ones over and over."""

from __future__ import annotations

import re
from functools import lru_cache

from coach.rehearse.hearing.reflecting import content
from coach.rehearse.moves import Context, Heard, before, hear_after
from coach.tone.pieces import clean

_BETWEEN = re.compile(r"(?<=[.?!”]) ")
_sentence = lru_cache(maxsize=20_000)(before)


@lru_cache(maxsize=20_000)
def _own(text: str) -> frozenset[str]:
    return content(clean(text))


@lru_cache(maxsize=50_000)
def _said(context: str) -> Context:
    """What counts of what was said: a talk puts the same sentences together in many ways."""
    parts = [_sentence(one) for one in _BETWEEN.split(context)]
    return Context(
        words=frozenset().union(*(part.words for part in parts)),
        told=any(part.told for part in parts),
        answers=parts[-1].answers,
        proposed=any(part.proposed for part in parts),
    )


class Ears:
    """Hears as `moves.hear` does, and remembers.

    Of the words before a line only those count that the line itself says. So what is
    remembered serves after many words, and not just after one answer and one reaction.
    """

    def __init__(self) -> None:
        self._heard: dict[tuple[str, Context], Heard] = {}

    def __call__(self, text: str, context: str = "") -> Heard:
        """Return what a line did."""
        said = _said(context)
        said = said._replace(words=said.words & _own(text))
        key = (text, said)
        heard = self._heard.get(key)
        if heard is None:
            heard = self._heard[key] = hear_after(text, said)
        return heard
