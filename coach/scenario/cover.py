"""A temporary name for the screen: a person beside you sees “Child”.

Only what is shown is covered. Answers, messages, copies and files say what they said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from coach.language import _

Names = tuple[str, ...]
"""Names to be covered; none is no cover."""

_LEAST = 2
"""Letters of a name. A single letter would cover half of the page."""


def as_names(said: Iterable[str]) -> Names:
    """Return names to look for: each whole, and by its first word, longest first."""
    whole = {" ".join(one.split()) for one in said}
    every = whole | {one.split()[0] for one in whole if one}
    return tuple(sorted((one for one in every if len(one) >= _LEAST), key=len, reverse=True))


def covered(text: str, names: Names) -> str:
    """Return `text` with “Child” in the place of each name; “Leo's” becomes “Child's”."""
    return _pattern(names).sub(_("Child"), text) if names else text


def dotted(text: str, names: Names) -> str:
    """Return `text` with dots in the place of each name's letters: as long as it was."""
    return _pattern(names).sub(lambda name: "•" * len(name[0]), text) if names else text


@lru_cache(maxsize=8)
def _pattern(names: Names) -> re.Pattern[str]:
    every = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?<!\w)(?:{every})(?!\w)", re.IGNORECASE)
