"""How hard a text is to read, roughly: Flesch-Kincaid (Kincaid and others 1975).

Formulas are a smoke alarm, no more. Names and numbers are left out, as WCAG 3.1.5 does.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SENTENCE = re.compile(r"[.!?:]+(?=\s|$)|\n+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_VOWELS = re.compile(r"[aeiouy]+")


def sentences(text: str) -> list[list[str]]:
    """Return the words of every sentence, without names inside one and without numbers."""
    found = []
    for piece in _SENTENCE.split(text):
        words = [match.group() for match in _WORD.finditer(piece)]
        words = words[:1] + [word for word in words[1:] if word[0].islower() or word == "I"]
        if words:
            found.append(words)
    return found


@lru_cache(maxsize=8192)
def syllables(word: str) -> int:
    """Return about how many syllables `word` has."""
    word = word.lower()
    if not (word.isascii() and word.isalpha()):
        word = re.sub(r"[^a-z]", "", word)
    count = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and count > 1:
        count -= 1
    if (
        word.endswith(("ed", "es"))
        and count > 1
        and not re.search(r"([td]ed|[sxz]es|[cs]hes)$", word)
    ):
        count -= 1
    return max(count, 1)


def grade(text: str) -> float:
    """Return the years of school that reading `text` takes."""
    return grade_of(sentences(text))


def grade_of(found: list[list[str]]) -> float:
    """Return the years of school that reading these sentences takes (see `sentences`)."""
    words = [word for sentence in found for word in sentence]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(found) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
