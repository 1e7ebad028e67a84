"""Text without case, accents and invisible characters, and where each letter of it came from.

“JOSÉ”, “José” and “jose” are one name to a person, and have to be one name to whoever looks for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Letters of their own in Unicode that people without the key type otherwise.
_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t",
        "æ": "ae", "œ": "oe", "þ": "th",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "＇": "'",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


class Folded(NamedTuple):
    """A text to look in.

    Attributes:
        text: what to look in.
        origin: for each character of it, the place in the original; one more for the end.
    """

    text: str
    origin: tuple[int, ...]

    def where(self, found: re.Match[str]) -> tuple[int, int]:
        """Return where in the original stands what was found in `text`: from, to."""
        start, end = found.span()
        return self.origin[start], max(self.origin[end], self.origin[end - 1] + 1)


def folded(text: str) -> Folded:
    """Return `text` in small letters, without accents and what can't be seen."""
    pieces: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        for one in _plain(char):
            pieces.append(one)
            origin.append(place)
    return Folded("".join(pieces), (*origin, len(text)))


def spellings(name: str) -> Iterator[str]:
    """Yield the ways to write `name`, folded: “muller”, and “mueller” too."""
    yield folded(name).text
    spelt_out = unicodedata.normalize("NFC", name).casefold().translate(_SPELT_OUT)
    if spelt_out != unicodedata.normalize("NFC", name).casefold():
        yield folded(spelt_out).text


def _plain(char: str) -> str:
    """Return what one character comes to: none, one or more."""
    if char < "\x80":
        return "'" if char == "`" else char.lower()
    apart = unicodedata.normalize("NFKD", char.translate(_LETTERS))
    kept = "".join(one for one in apart if unicodedata.category(one) not in _UNSEEN)
    # Small letters may be other letters, or come apart in their turn: “İ”, “ǰ”, “Ł”.
    small = unicodedata.normalize("NFKD", kept.casefold()).translate(_LETTERS)
    return "".join(one for one in small if unicodedata.category(one) not in _UNSEEN)


_UNSEEN = frozenset({"Mn", "Me", "Cf", "Cc"})
"""Accents, what surrounds a letter, joiners and marks of direction, controls."""
