"""One reading of a text, from 0 to 100, and the parts it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coach.tone.message import Message
from coach.tone.picture import Picture
from coach.tone.rule import Rule

_MIDDLE = 60
"""What a text reads at in which nothing stands out."""
_MOST_PRAISE = 25
"""Points that praise can add: what works is worth having, and does not pile up."""


class Scores(NamedTuple):
    """How a text reads.

    Attributes:
        overall: from 0 to 100.
    """

    overall: int


def scores(read: Message, found: Sequence[Rule], pictured: Picture) -> Scores:
    """Return how a text reads.

    Args:
        read: the text.
        found: the rule of each find in it, flags and praise.
        pictured: its aspects.
    """
    taken = sum(rule.weight for rule in found if rule.severity != "praise")
    added = sum({rule.id: rule.weight for rule in found if rule.severity == "praise"}.values())
    return Scores(max(0, min(100, round(_MIDDLE + min(added, _MOST_PRAISE) - taken))))
