"""A line as it was spoken, made ready to be understood: fillers gone, cut where a clause begins.

People who talk say “um”, begin twice, leave the question mark out and run three sentences
into one. Nothing here moves a letter: what is taken out leaves spaces behind, so that a
place in what is looked at is the place in what was said.

Everything takes time in proportion to the text's length.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from coach.rehearse.hearing.telling import echoes
from coach.tone.pieces import flat, sentences_of

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*(?:-[^\W_]+)*")

_NOISE = re.compile(r"\[[^\]\n]{0,60}\]|\((?:laughs?|sighs?|pauses?|inaudible|crying|chuckles?)\)")
_FILLER = re.compile(
    r"(?<![\w'-])(?:u+m+|u+h+|e+r+m?|a+h+m)(?![\w'-])(?!-huh|-hmm?),?"
    # “like” and “you know” only where a comma or the edge sets them apart.
    r"|(?:(?<=,)|\A|(?<=\.)|(?<=-))\s{0,2}(?:you know|i mean|y'know|like|i guess|you see|i "
    r"dunno)\s?,"
    r"|,\s{0,2}(?:you know|i mean|y'know|like|i guess|sort of|kind of)(?=\s?[,.?!-]|\s?\Z)"
    r"|(?<![\w'-])(?:kinda|sorta|basically|honestly|literally|y'know)(?![\w'-]),?"
    r"|(?<!what )(?<!which )(?<!some )(?<!that )(?<!this )(?<!the )(?<! a )(?<!any )(?<!every )"
    r"(?<!same )(?<!other )(?<!different )(?<!new )(?<!one )(?<!certain )(?<!our )(?<!your )"
    r"(?<![\w'-])(?:kind of|sort of)(?![\w'-])"
)
_STUTTER = re.compile(r"(?<![\w'-])([a-z]{1,8}(?:'[a-z]{1,2})?)-{1,2}\s?(?=\1(?![a-z]))")
_AGAIN = re.compile(
    r"(?<![\w'-])([a-z']{1,9}(?: [a-z']{1,9}){1,3})[,.-]{0,2} (?=\1(?![\w'-]))"
    r"|(?<![\w'-])(i|i'm|you|we|he|she|it|it's|they|the|a|and|to|so|is|of|in|what|how|if|my|"
    r"your),? "
    r"(?=\2(?![\w'-]))"
)
_PARTIAL = re.compile(r"(?<![\w'-])[a-z]{1,3}-(?=[a-z]{2})(?![a-z]{2,20}(?:-| and))")

_CUT = re.compile(r"\s?(?:--+|[—–;])\s?|:\s")
_ENDS_OPEN = re.compile(r"[-–—…]\s*\Z")

_SUBJECT = (
    r"(?:i|you|he|she|it|we|they|there|that|this|these|those|anyone|anybody|someone|somebody|"
    r"everyone|the|my|your|his|her|our|their|any|some|a|an|u|ya)"
)
_AUX = (
    r"(?:do|does|did|don't|doesn't|didn't|is|are|was|were|isn't|aren't|wasn't|weren't|am|can|"
    r"could|can't|couldn't|will|would|won't|wouldn't|should|shouldn't|shall|may|might|have|has|"
    r"had|haven't|hasn't|hadn't|must)"
)
_WH = r"(?:what|how|why|when|where|who|which|what's|how's|where's|who's|why's|when's)"
_HELD = (
    r"(?:know|knows|knew|see|sees|wonder|wondering|sure|tell|ask|asked|asking|about|of|understand|"
    r"idea|curious|explain|remember|forget|hear|learn|matter|no|on|to|for|at|in|with|by|from|"
    r"figure out|find out|show|say|says|said|and|but|or|than|like|as|that's|is|was|depends|"
    r"decide|care|think|guess|all|just|exactly|clear|out)"
)
_HOLDS, _ASKER = re.compile(_HELD), re.compile(_WH)
_ASKS = re.compile(
    # A question that starts in the middle: “… he seems sad what do you see”.
    rf"(?<=[\w'])(?<!\bknow)(?<!\bwonder)(?P<mark>,?)(?P<and>,? (?:and|but|so|or|then|cause|"
    rf"because))? "
    rf"(?=(?:(?:so|then|and) )?(?:{_WH} (?:else )?(?:{_AUX} {_SUBJECT}|about (?:you|we|if))|"
    rf"(?:what's|how's|where's|who's) (?:your|the|his|her|it|that|going|he|she)|"
    rf"(?:do|does|did|are|can|could|would|will|have) (?:you|we)|"
    r"(?:is|was) (?:there|that|it|he|she)|(?:does|did|has) (?:he|she|it|that))(?![\w'-]))"
)
_CLAUSE = re.compile(
    r",? (?:and|but|so|because|'cause|cause|or|then)(?: then| also| so)? "
    r"(?=(?:i|i'm|i'd|i'll|i've|we|we'd|we'll|we've|we're|you|you're|you've|you'd|he|he's|she|"
    r"she's|they|they're|it|it's|that's|that|there|there's|thank|thanks|please|could|can|"
    r"would|my|let's)(?![\w'-]))"
    r"|, (?=(?:i|i'm|i'd|i'll|i've|we|we'd|we'll|we've|we're|you|you're|you've|he|he's|she|she's|"
    r"they|they're|it|it's|that's|there's|thank|thanks|please|could you|can you|would you|let's|"
    r"can we|could we)(?![\w'-]))"
)
_SUBORDINATE = re.compile(
    r"\s*(?:(?:and|but|so|or|well|okay|ok|yeah|then|because|maybe)[ ,]+){0,2}(?:if|when|whenever|"
    r"because|since|while|once|before|after|unless|although|though|as|until|even if|even though|"
    r"now that|every time|each time)(?![\w'-])"
)


class Unit(NamedTuple):
    """One clause, or a few words that stand alone.

    Attributes:
        low: in small letters, fillers blanked out; as long as what was said.
        start: where it begins in the whole text.
        marked: True where it ends in a question mark.
        broken: True where it breaks off.
        first: True where it begins a sentence.
    """

    low: str
    start: int
    marked: bool
    broken: bool
    first: bool

    @property
    def end(self) -> int:
        """Where it ends in the whole text."""
        return self.start + len(self.low)


def fluent(text: str) -> str:
    """Return `text` in small letters, with spaces for fillers, stutters and noises."""
    low = flat(text)
    for pattern in (_NOISE, _FILLER, _STUTTER, _AGAIN, _PARTIAL):
        low = pattern.sub(_spaces, low)
    return low


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found.group())


def words_of(low: str) -> list[str]:
    """Return the words of a text in small letters, in order."""
    return WORD.findall(low)


class Spoken(NamedTuple):
    """One sentence of a line.

    Attributes:
        text: as it was said.
        low: the same in small letters, fillers blanked out.
        start: where it begins in the whole text.
        units: its clauses in order; their places are in the whole text.
    """

    text: str
    low: str
    start: int
    units: tuple[Unit, ...]


def spoken(text: str) -> list[Spoken]:
    """Return the sentences of a line, each in its clauses."""
    found = []
    for sentence in sentences_of(text):
        low, units = _clauses(sentence.text)
        moved = tuple(one._replace(start=one.start + sentence.start) for one in units)
        found.append(Spoken(sentence.text, low, sentence.start, moved))
    return found


@lru_cache(1024)
def _clauses(sentence: str) -> tuple[str, tuple[Unit, ...]]:
    low = fluent(sentence)
    cuts = [0]
    for pattern in (_CUT, _ASKS, _CLAUSE):
        for one in pattern.finditer(low):
            if pattern is _ASKS and _held(low, one):
                continue
            if pattern is _CLAUSE and _SUBORDINATE.match(
                low, max(c for c in cuts if c <= one.start())
            ):
                continue
            cuts.append(one.start() if pattern is not _CUT else one.end())
        cuts.sort()
    cuts.append(len(low))
    marked = sentence.rstrip("\"”’')] ").endswith("?")
    found: list[Unit] = []
    begun: int | None = None
    for cut, end in pairwise(cuts):
        # “For example, you …”: a word or two before the clause belong to it.
        start = cut if begun is None else begun
        piece = low[start:end]
        short = len(WORD.findall(piece)) < 3 and not echoes(piece)
        begun = start if end < len(low) and short else None
        if begun is not None:
            continue
        lead = len(piece) - len(piece.lstrip(" ,-–—"))
        piece = piece.strip(" ,-–—") if end < len(low) else piece[lead:]
        if WORD.search(piece):
            found.append(Unit(piece, start + lead, False, False, not found))
    if not found:
        return low, ()
    found[-1] = found[-1]._replace(marked=marked, broken=bool(_ENDS_OPEN.search(sentence)))
    return low, tuple(found)


def _held(low: str, found: re.Match[str]) -> bool:
    """Whether what looks like a question hangs on the word before it: “I know what it is”."""
    if found["and"] or found["mark"]:
        return False
    before = WORD.findall(low[max(0, found.start() - 40) : found.start()])[-4:]
    return (
        not before
        or _HOLDS.fullmatch(before[-1]) is not None
        or any(_ASKER.fullmatch(word) for word in before)
    )
