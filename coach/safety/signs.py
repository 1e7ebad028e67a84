"""Does a text hold words that may mean someone is in danger? A smoke alarm, and no more.

Pure and local. It misses things and it misfires (guidance for content, §6.1): urgent help
on one key and the triage question carry the load. Nothing here keeps or logs a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.scenario.evaluate import Value
from coach.scenario.model import WarningSign


@dataclass(frozen=True, slots=True)
class Signs:
    """Which signs a text holds.

    Attributes:
        red: ids of signs of danger now, or of great harm.
        amber: ids of signs of harm that a school has to act on.
    """

    red: frozenset[str] = frozenset()
    amber: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.red or self.amber)

    def __or__(self, other: Signs) -> Signs:
        return Signs(self.red | other.red, self.amber | other.amber)

    def __sub__(self, other: Signs) -> Signs:
        return Signs(self.red - other.red, self.amber - other.amber)


NONE = Signs()


def look_for(signs: Sequence[WarningSign], text: str) -> Signs:
    """Return the signs that `text` holds."""
    found: dict[str, set[str]] = {"red": set(), "amber": set()}
    words = plain_words(text)
    for sign in signs:
        phrases, innocent = _pattern(sign.words), _pattern(sign.but)
        said = innocent.sub(" . ", words) if innocent else words
        if phrases is not None and phrases.search(said):
            found[sign.tier].add(sign.id)
    return Signs(frozenset(found["red"]), frozenset(found["amber"]))


def typed_text(value: Value) -> str:
    """Return all that a person typed in an answer, rows and cells one under another."""
    match value:
        case str():
            return value
        case tuple():
            return "\n".join(
                row if isinstance(row, str) else "\n".join(str(cell) for cell in row)
                for row in value
            )
        case _:
            return ""


_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´\u200b\u200c\u200d\u2060\ufeff\u00ad")
# What stands in for a letter where someone hides a word, or a phone does.
_LOOKALIKES = str.maketrans("013457@$", "oieastas")


def plain_words(text: str) -> str:
    """Return `text` as words in small letters, without accents and apostrophes.

    Sentences end in a “.” of their own, so that a phrase never reaches across.
    """
    text = unicodedata.normalize("NFKD", text.casefold().translate(_APOSTROPHES))
    text = "".join(char for char in text if not unicodedata.combining(char))
    words = [
        word.translate(_LOOKALIKES) if any(char.isalpha() for char in word) else word
        for word in re.findall(r"[\w@$]+|[.!?;:\n]", text)
    ]
    ends = {"!", "?", ";", ":", "\n"}
    return f" {' '.join('.' if word in ends else _shortened(word) for word in words)} "


def _shortened(word: str) -> str:
    """“diiiie” is “diie”: no English or Spanish word has a letter three times in a row."""
    return re.sub(r"(.)\1{2,}", r"\1", word)


_GAP = r"(?:\w+ ){0,4}"


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """Compile phrases to one pattern over `plain_words`: whole words, from the first on."""
    if not phrases:
        return None
    return re.compile("(?<= )(?:" + "|".join(_phrase(phrase) for phrase in phrases) + ")")


def _phrase(phrase: str) -> str:
    return "".join(_word(word) for word in phrase.split())


def _word(word: str) -> str:
    if word == "_":
        return _GAP
    optional = word.startswith("(")
    known = "|".join(
        re.escape(one.removesuffix("*")) + (r"\w*" if one.endswith("*") else "")
        for one in word.strip("()").split("|")
    )
    return f"(?:(?:{known}) ){'?' if optional else ''}"
