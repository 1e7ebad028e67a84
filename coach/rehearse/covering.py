"""Which talking points a line has said: by the words that carry them, not word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from coach.compose.written import Said

ENOUGH = 0.5
"""Of the words that carry a point, how many have to be in what was said."""
FEWEST = 2

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LIGHT = frozenset(
    """a an and are as at be been but by can could do does for from had has have he her hers him
    his how i i'd i'll i'm i've if in is it it's its let like me more my no not of on one or our
    she should so some than that that's the their them then there they this to us was we were
    what what's when which who will with would you you're your yours much many very just about
    again also any please thank thanks hello yes okay know see say said think""".split()
)
_ENDINGS = ("ings", "ing", "edly", "ed", "es", "s", "ly")
_LEAD = re.compile(r"\A[^.:!?“”]{1,40}: (?=\S)")
"""“What I saw: ” stands before what is to be said."""
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty""".split(),
        2,
    )
}
_NUMBERS |= {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70"}
_NUMBERS |= {"eighty": "80", "ninety": "90"}
_PAST = dict(
    pair.split("/")
    for pair in """ate/eat began/begin bought/buy bit/bite broke/break brought/bring built/build
    came/come caught/catch chose/choose drew/draw drove/drive fell/fall felt/feel fought/fight
    forgot/forget found/find gave/give given/give gone/go got/get grew/grow heard/hear held/hold
    hid/hide kept/keep left/leave lost/lose made/make meant/mean met/meet paid/pay ran/run
    rode/ride sang/sing sat/sit sent/send shook/shake slept/sleep spent/spend spoke/speak
    stood/stand stuck/stick swam/swim taken/take taught/teach threw/throw thrown/throw told/tell
    took/take understood/understand went/go woke/wake wore/wear wrote/write written/write""".split()
)
"""What an ending does not tell: “it took” and “it takes” say the same here."""


@lru_cache(maxsize=4096)
def carrying(text: str) -> frozenset[str]:
    """Return the words of a text that carry what it says, without their endings."""
    words = (word.casefold().replace("’", "'") for word in _WORD.findall(text))
    return frozenset(_stem(word) for word in words if word not in _LIGHT and len(word) > 1)


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    if found := _NUMBERS.get(word):
        return found
    word = _PAST.get(word, word)
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return f"{word[:-3]}y"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word.removesuffix("e") if len(word) > 3 else word


def covers(said: str, point: str) -> bool:
    """Return whether what was `said` says `point`."""
    wanted = carrying(_LEAD.sub("", point, count=1))
    if len(wanted) < FEWEST:
        wanted = carrying(point)
    if not wanted:
        return False
    there = len(wanted & carrying(said))
    return there >= min(FEWEST, len(wanted)) and there >= ENOUGH * len(wanted)


def said_points(points: Sequence[Said], lines: Sequence[str]) -> frozenset[int]:
    """Return which of the points, by their place in `points`, the lines have said.

    A point may be said over several turns. One in parentheses is for the parent alone: it is
    never said, and never missing.
    """
    whole = " ".join(lines)
    return frozenset(
        at for at, point in enumerate(points) if sayable(point) and covers(whole, point.text)
    )


def sayable(point: Said) -> bool:
    """Return whether a point is there to be said aloud."""
    return not point.text.lstrip().startswith("(")
