"""A book of rules, ready to look into sentences with.

What is looked for is an expression that is compiled when a sentence first has one of its
anchor words; most never are. It is tried only where one of the words stands with which it
may begin. What was found in a sentence is remembered, so that while
someone types only the sentence they are in is looked at again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from coach.tone.phrase import WORD, Phrase
from coach.tone.pieces import LONGEST, flat
from coach.tone.rule import SLOT, Rule

_PARTS = re.compile("['-]")
_REMEMBERED = 4096  # sentences
_MARKS = " \t\n,\"“'‘(*•-"
"""What may stand before a sentence's first word."""
_MOST = 20
"""Finds of one phrase in a sentence; a hostile text could have thousands."""

Words = dict[str, list[int]]
"""The words of a sentence and where each begins, in characters."""


class Find(NamedTuple):
    """What a rule found in a sentence.

    Attributes:
        rule: which rule.
        start, end: where, in characters from the sentence's first.
        puts: other ways to put it, each fit for exactly this place.
    """

    rule: Rule
    start: int
    end: int
    puts: tuple[str, ...] = ()


class Book:
    """Rules, and what they find.

    Args:
        rules: in the order in which finds are told.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self.by_id = {rule.id: rule for rule in rules}
        self.measured = tuple(rule for rule in rules if rule.measure)
        self._looks = [(rule, look) for rule in rules for look in rule.looks]
        self._by_anchor: dict[str, list[int]] = defaultdict(list)
        self._always: list[int] = []
        for at, (_rule, look) in enumerate(self._looks):
            if look.find.anchors is None:
                self._always.append(at)
            else:
                for word in look.find.anchors:
                    self._by_anchor[word].append(at)
        self.finds = lru_cache(_REMEMBERED)(self._finds)
        """`finds(sentence) -> tuple[Find, ...]`, in the order of the sentence."""

    def readying(self) -> Iterator[None]:
        """Compile what no sentence has needed yet, an expression a step, the likeliest first.

        All of a book takes seconds. Without this, each sentence that is the first to hold
        some anchor word waits for its share of them.
        """
        looks = sorted((look.find for _rule, look in self._looks), key=_likely)
        spared = (phrase for rule in self.rules for phrase in (*rule.unless, *rule.without))
        for one in (*looks, *spared):
            _compiled(one.source)
            yield

    def _finds(self, sentence: str) -> tuple[Find, ...]:
        low, words = _read(sentence)
        known = set(words)
        looks = set(self._always)
        for word in known & self._by_anchor.keys():
            looks.update(self._by_anchor[word])
        asks = low.rstrip("\"”') ]").endswith("?")
        found: list[Find] = []
        for at in sorted(looks):
            rule, look = self._looks[at]
            if not look.find.may_be_in(known, anchored=True):
                continue
            if rule.only != "anywhere" and asks != (rule.only == "question"):
                continue
            here = [one for one in _all(look.find, words, low) if one.end() > one.start()]
            if not here or any(_in(one, words, low) for one in rule.without):
                continue
            spared = [
                one.span()
                for phrase in rule.unless
                if phrase.may_be_in(known)
                for one in _all(phrase, words, low)
            ]
            for one in here:
                start, end = _trimmed(low, *one.span())
                if not any(a < end and start < b for a, b in spared):
                    puts = tuple(_put(way, one, sentence, start) for way in look.put)
                    found.append(Find(rule, start, end, puts))
        return _longest(found)


@lru_cache(_REMEMBERED)
def says(sentence: str, phrases: tuple[Phrase, ...]) -> bool:
    """Return whether one of `phrases` is found in `sentence`."""
    low, words = _read(sentence)
    return any(_in(one, words, low) for one in phrases)


def _read(sentence: str) -> tuple[str, Words]:
    """Return `sentence` as phrases see it, and where its words and their parts begin.

    “I'd” and “drop-off” are words, and begin with another, “i” and “drop”. Their further
    parts are words too, at which nothing begins.
    """
    low = flat(sentence[: LONGEST + 1])
    words: Words = defaultdict(list)
    for one in WORD.finditer(low):
        word, at = one.group(), one.start()
        words[word].append(at)
        for cut in _PARTS.finditer(word):
            words[word[: cut.start()]].append(at)
        for part in _PARTS.split(word)[1:]:
            words[part] += ()
    return low, words


@lru_cache(None)
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _likely(phrase: Phrase) -> float:
    """The more words it may be anchored at, the sooner some sentence asks for it: the least."""
    return float("-inf") if phrase.anchors is None else -len(phrase.anchors)


def _all(phrase: Phrase, words: Words, low: str) -> list[re.Match[str]]:
    """Return what `phrase` finds, in order: no more than `_MOST`, and none within another."""
    expression = _compiled(phrase.source)
    if phrase.source.startswith(r"\A"):
        one = expression.match(low)
        return [one] if one else []
    if phrase.firsts is None:
        return list(islice(expression.finditer(low), _MOST))
    found: list[re.Match[str]] = []
    end = 0
    for at in sorted(at for word in words.keys() & phrase.firsts for at in words[word]):
        one = expression.match(low, at) if at >= end else None
        if one is not None:
            found.append(one)
            end = one.end()
            if len(found) == _MOST:
                break
    return found


def _in(phrase: Phrase, words: Words, low: str) -> bool:
    return phrase.may_be_in(words.keys()) and bool(_all(phrase, words, low))


def _trimmed(low: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space and marks that an edge of the phrase took in."""
    while start < end and low[start] in _MARKS:
        start += 1
    while end > start and low[end - 1] in " \t\n,":
        end -= 1
    return start, end


def _put(way: str, found: re.Match[str], sentence: str, start: int) -> str:
    def taken(slot: re.Match[str]) -> str:
        a, b = found.span(int(slot[1]))
        words = sentence[a:b]
        # What began the sentence and now stands inside it: “Call me” in “please call me”.
        moved = _begins(sentence, a) and slot.start() and not words[1:2].isupper()
        return words[:1].lower() + words[1:] if moved and not _is_i(words) else words

    said = SLOT.sub(taken, way)
    if _begins(sentence, start) and sentence[start : start + 1].isupper() and said[:1].islower():
        said = said[0].upper() + said[1:]
    elif start and said[:1].isupper() and sentence[start].islower() and not _is_i(said):
        said = said[0].lower() + said[1:]
    return said


def _begins(sentence: str, at: int) -> bool:
    return not sentence[:at].strip(_MARKS)


def _is_i(said: str) -> bool:
    return said[:1] == "I" and not said[1:2].isalpha()


def _longest(found: list[Find]) -> tuple[Find, ...]:
    """Of finds of one rule that overlap, keep the longest of those that can be put otherwise."""
    kept: list[Find] = []
    for one in sorted(
        found, key=lambda find: (not find.puts, -(find.end - find.start), find.start)
    ):
        if not any(
            other.rule is one.rule and one.start < other.end and other.start < one.end
            for other in kept
        ):
            kept.append(one)
    return tuple(sorted(kept, key=lambda find: (find.start, find.end)))
