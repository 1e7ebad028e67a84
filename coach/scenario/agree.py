"""Verbs that agree: "she likes" for one child, "they like" for a child who is they.

Only the present tense of the third person differs in English (Huddleston and Pullum
2002, ch. 3), and "was". Authors write the verb for she; this makes the other.
"""

from __future__ import annotations

import re

_IRREGULAR = {
    "is": "are",
    "was": "were",
    "has": "have",
    "does": "do",
    "goes": "go",
    "isn't": "aren't",
    "wasn't": "weren't",
    "hasn't": "haven't",
    "doesn't": "don't",
    "isn’t": "aren’t",
    "wasn’t": "weren’t",
    "hasn’t": "haven’t",
    "doesn’t": "don’t",
    "dies": "die",
    "lies": "lie",
    "ties": "tie",
    "buses": "bus",
    "focuses": "focus",
    "quizzes": "quiz",
    "aches": "ache",
}
# Words that may stand between a pronoun and its verb.
_BETWEEN = frozenset(
    "also already always almost even ever finally first hardly just mostly most never now "
    "often only rarely really seldom simply sometimes soon still then usually".split()
)
# Words in -s that follow a pronoun without being its verb.
_NOT_VERBS = frozenset("always sometimes perhaps this his its us yes as besides".split())
_ES = re.compile(r"(?:ss|sh|ch|x|zz|o)es$")
_NEXT = re.compile(r"(?P<lead>\s+)(?P<word>[A-Za-z]+(?:(?:'|’)t)?)(?![A-Za-z']|’)")
_CONTRACTED = re.compile(r"(?:'|’)s\b")
# After these "she's" is she has; after all else we take it for she is.
_HAS = re.compile(
    rf"\s+(?:(?:{'|'.join(sorted(_BETWEEN))}|not)\s+)*(?:been|had|got|gotten|become)\b"
)


def plural(verb: str) -> str:
    """Return the form of `verb` that goes with they: likes → like, is → are, ran → ran."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb in _NOT_VERBS or not verb.endswith("s") or verb.endswith("ss") or len(verb) < 3:
        return verb
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    if _ES.search(verb):
        return verb[:-2]
    return verb[:-1]


def split_verb(text: str) -> tuple[str, str, str, str]:
    """Find the verb at the start of `text`, which follows a pronoun.

    Returns:
        What stands before the verb, the verb for one, the verb for they, and the rest.
        The verbs are empty where the text has none that changes.
    """
    contracted = _CONTRACTED.match(text)
    if contracted:
        apostrophe, rest = contracted.group()[0], text[contracted.end() :]
        they = "ve" if _HAS.match(rest) else "re"
        return "", contracted.group(), apostrophe + they, rest
    end = 0
    while match := _NEXT.match(text, end):
        word = match["word"]
        if word in _BETWEEN:
            end = match.end()
            continue
        they = plural(word)
        if they == word:
            break
        start = match.start("word")
        return text[:start], word, they, text[match.end() :]
    return "", "", "", text
