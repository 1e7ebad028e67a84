"""Words cut into the pieces that the network knows: the longest that begins a word, then on.

The cut is WordPiece (Schuster and Nakajima 2012, Japanese and Korean voice search) as BERT
uses it: small letters, no accents, every sign by itself. A piece that goes on within a word
begins with `##`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

UNKNOWN, BEGIN, BREAK = "[UNK]", "[CLS]", "[SEP]"
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_LONGEST = 60
"""Letters of a word that are looked at."""
_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


class Cut(NamedTuple):
    """A text, cut.

    Attributes:
        pieces: the number of each piece in the vocabulary.
        words: of each piece, where its whole word begins and ends in the text.
    """

    pieces: tuple[int, ...]
    words: tuple[tuple[int, int], ...]


class WordPieces:
    """Cuts words.

    Args:
        vocabulary: the pieces, each at its number.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._number: Mapping[str, int] = {piece: at for at, piece in enumerate(vocabulary)}
        self.begin, self.end = self._number[BEGIN], self._number[BREAK]
        self._of_word = lru_cache(8192)(self._cut)

    def cut(self, text: str) -> Cut:
        """Return the pieces of a text, in time in proportion to its length."""
        pieces: list[int] = []
        words: list[tuple[int, int]] = []
        for found in _WORD.finditer(text):
            here = self._of_word(found[0])
            pieces += here
            words += [found.span()] * len(here)
        return Cut(tuple(pieces), tuple(words))

    def _cut(self, word: str) -> tuple[int, ...]:
        word = _bare(word)[:_LONGEST].translate(_SIGNS)
        pieces: list[int] = []
        at = 0
        while at < len(word):
            for end in range(len(word), at, -1):
                number = self._number.get(f"##{word[at:end]}" if at else word[:end])
                if number is not None:
                    pieces.append(number)
                    at = end
                    break
            else:
                return (self._number[UNKNOWN],)
        return tuple(pieces) or (self._number[UNKNOWN],)


def _bare(word: str) -> str:
    """In small letters, without accents."""
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")
