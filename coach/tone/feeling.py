"""How warm or how hostile a text feels to the person it is written to.

Our own list of words (feeling.toml) and three rules of grammar: what is negated loses its
worth or turns, what is strengthened gains, and what hurts only when it is meant for the
reader counts for little where no “you” is near. Bad news about a child is neutral here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from math import tanh
from pathlib import Path
from typing import NamedTuple

from coach.errors import CoachError
from coach.language import _
from coach.tone.pieces import flat, quotes_of

FILE = Path(__file__).with_name("feeling.toml")
LONGEST = 6
"""Words of the longest phrase in the list."""
NEAR = 3
"""Words before a word in which a negation, a booster or a softener reaches it."""
NOT_FOR_YOU = 0.3
"""What is left of a class with `to_you` in a sentence that doesn't speak to the reader."""
WORST = 0.6
"""The share of the worst sentence, beside the mean of all: one blow is not made good by
ten polite lines."""
MOST_WORDS = 200
"""Words of one sentence that are looked at."""

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*")
_YOU = frozenset("you your yours yourself yourselves u ur you're you've you'd you'll".split())


class Lexicon(NamedTuple):
    """The list, ready to look things up.

    Attributes:
        worth: from a word or a phrase to its worth, -3 to 3, and whether it needs a “you”.
        classes: from a word or a phrase to the name of its class.
        longest: from a first word to the most words of a phrase that begins with it.
        boosters, softeners, negations: words that change what follows.
    """

    worth: dict[str, tuple[float, bool]]
    classes: dict[str, str]
    longest: dict[str, int]
    boosters: frozenset[str]
    softeners: frozenset[str]
    negations: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the list, read once.

    Raises:
        CoachError: the file can't be read.
    """
    try:
        data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CoachError(
            _("The list of words for how a text feels can't be read: {path}").format(path=FILE),
            advice=_("Install Coach again."),
        ) from error
    worth: dict[str, tuple[float, bool]] = {}
    classes: dict[str, str] = {}
    longest: dict[str, int] = {}
    for one in data["class"]:
        for entry in (*_split(one.get("words", "")), *_forms(one.get("verbs", ""))):
            worth[entry] = (one["worth"], one.get("to_you", False))
            classes[entry] = one["name"]
            first, rest = entry.partition(" ")[0], entry.count(" ") + 1
            longest[first] = max(longest.get(first, 0), rest)
    return Lexicon(
        worth,
        classes,
        longest,
        frozenset(_split(data["boosters"])),
        frozenset(_split(data["softeners"])),
        frozenset(_split(data["negations"])),
    )


def feeling(sentences: Sequence[str]) -> float:
    """Return how a text feels: about 0 for plain, up to 1.6 for warm, down to -1.6 for hostile.

    Args:
        sentences: of the text, in order. How many there are does not matter, only what
            they are like: their mean, and a share of the worst.
    """
    if not sentences:
        return 0.0
    found = [of_sentence(sentence) for sentence in sentences]
    return sum(found) / len(found) + WORST * min(0.0, min(found))


@lru_cache(maxsize=2048)
def of_sentence(sentence: str) -> float:
    """Return how one sentence feels, from -1 to 1."""
    return tanh(sum(worth for _name, worth in finds(sentence)) / 2.5)


def finds(sentence: str) -> list[tuple[str, float]]:
    """Return what the list has of `sentence`: class and worth, as it stands there, in order.

    Somebody's words in quotation marks are left out: they are told, not said.
    """
    list_ = lexicon()
    words = _TOKEN.findall(_unquoted(flat(sentence)))[:MOST_WORDS]
    to_you = not _YOU.isdisjoint(words)
    found = []
    at = 0
    while at < len(words):
        entry, size = _longest(list_, words, at)
        if entry:
            worth, needs_you = list_.worth[entry]
            worth *= NOT_FOR_YOU if needs_you and not to_you else 1.0
            found.append(
                (list_.classes[entry], worth * _reach(list_, words[max(0, at - NEAR) : at], worth))
            )
        at += size
    return found


def _longest(list_: Lexicon, words: list[str], at: int) -> tuple[str, int]:
    for size in range(min(list_.longest.get(words[at], 0), LONGEST), 0, -1):
        entry = " ".join(words[at : at + size])
        if entry in list_.worth:
            return entry, size
    return "", 1


def _reach(list_: Lexicon, before: Sequence[str], worth: float) -> float:
    """Return by what the words before change a worth."""
    factor = 1.0
    for word in before:
        if word in list_.boosters:
            factor *= 1.3
        elif word in list_.softeners:
            factor *= 0.6
    if any(word in list_.negations or word.endswith("n't") for word in before):
        # “not helpful” hurts, if less than its opposite would; “not blaming you” is nothing.
        factor *= -0.6 if worth > 0 else 0.0
    return factor


def _unquoted(text: str) -> str:
    parts, at = [], 0
    for start, end in quotes_of(text):
        parts.append(text[at:start])
        at = end
    return " ".join([*parts, text[at:]]) if at else text


def _split(text: str) -> list[str]:
    return [entry for entry in (" ".join(part.split()) for part in text.split(",")) if entry]


def _forms(verbs: str) -> list[str]:
    """Return every form of regular verbs: “lie, lies, lied, lying”."""
    found = []
    for entry in _split(verbs):
        verb, space, rest = entry.partition(" ")
        stem = verb[:-1] if verb.endswith("e") else verb
        if verb.endswith("ie"):
            forms = (verb, verb + "s", verb + "d", verb[:-2] + "ying")
        elif verb.endswith("y") and verb[-2] not in "aeiou":
            forms = (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
        else:
            es = "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
            forms = (verb, verb + es, stem + "ed", stem + "ing")
        found += [form + space + rest for form in forms]
    return found
