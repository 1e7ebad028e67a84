"""A text in its sentences, each with its place; and what in it is somebody else's words.

Everything here takes time in proportion to the text's length, whatever the text is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

LONGEST = 600
"""Characters of a sentence. What goes on longer is read in pieces, cut between words."""

_TITLES = frozenset("mr mrs ms mx dr st sr sra srta prof jr vs e.g i.e approx mt fr rev".split())
"""What may bear a dot without ending a sentence."""
_BEFORE_NUMBERS = frozenset("no p pp ch gr ext rm art nr".split())
_DATES = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat "
    "sun".split()
)
_OFTEN_LAST = frozenset(("a.m", "p.m", "etc"))
"""What bears a dot, and as often ends a sentence with it."""
_END = re.compile(r"[.!?…]{1,9}[\"”’')\]]{0,3}(?=\s|$)|\n")
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]{0,9})$")
_BULLET = re.compile(r"\s{0,8}(?:[-*•–—>]|\(?\d{1,2}[.)])\s")
_WRAPPED = 50
"""A line shorter than this was ended on purpose; a longer one may be wrapped."""
_QUOTED = re.compile(r"“[^”\n]{0,400}”|\"[^\"\n]{0,400}\"|«[^»\n]{0,400}»|^>[^\n]*", re.MULTILINE)
_SINGLE = re.compile(r"(?<!\w)[‘'][^‘’'\n]{0,120}(?:[’'](?=\w)[^‘’'\n]{0,120}){0,6}[’'](?!\w)")


class Sentence(NamedTuple):
    """One sentence, or a line that stands alone.

    Attributes:
        text: as written, without the spaces around it.
        start: where it begins in the whole text, in characters.
    """

    text: str
    start: int

    @property
    def asks(self) -> bool:
        """True where it ends in a question mark."""
        return self.text.rstrip("\"”’')] ").endswith("?")


def sentences_of(text: str) -> list[Sentence]:
    """Return the sentences of `text` in order; their places never overlap."""
    found: list[Sentence] = []
    start = 0
    for end in _END.finditer(text):
        if end.start() < start:
            continue
        if not _ends(text, start, end):
            continue
        _add(found, text, start, end.end())
        start = end.end()
    _add(found, text, start, len(text))
    return found


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    if end.group() == "\n":
        return _line_ends(text, start, end.start())
    follows = text[end.end() : end.end() + 10].lstrip()
    if end.group() != ".":
        # “Stop!” she said.
        return not (end.group()[-1] in "\"”’'" and follows[:1].islower())
    word = _LAST_WORD.search(text, max(start, end.start() - 11), end.start())
    return word is None or not _short(word[1], follows)


def _short(word: str, follows: str) -> bool:
    """Whether the dot after `word` says that it is short, and not that the sentence ends."""
    said = word.lower()
    if said in _TITLES:
        return True
    if said in _BEFORE_NUMBERS:
        return follows[:1].isdigit()
    if said in _OFTEN_LAST:
        # “at 3 p.m. The bus …” ends; “p.m. on Monday” doesn't.
        return not follows[:1].isupper()
    if said in _DATES and word[0].isupper():
        return not follows[:1].isupper() or follows.partition(".")[0].lower() in _DATES
    return len(said) == 1 and word.isupper() and said != "i" and follows[:1].isupper()


def _line_ends(text: str, start: int, at: int) -> bool:
    """Whether a new line ends a sentence, and is not only where a long one was wrapped."""
    after = text.find("\n", at + 1)
    line = text[at + 1 : at + 200 if after < 0 else min(after, at + 200)]
    if not line.strip() or _BULLET.match(line):
        return True
    before = max(text.rfind("\n", start, at) + 1, start)
    return at - before < _WRAPPED or text[at - 1 : at] in ",:;"


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = start + LONGEST if cut < 0 else cut
        _add(found, text, start, cut)
        start = cut
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    words = piece.strip()
    if words:
        found.append(Sentence(words, start + lead))


def quotes_of(text: str) -> list[tuple[int, int]]:
    """Return where `text` gives somebody's words: (start, end), in order, not overlapping."""
    spans = sorted(
        (one.span() for pattern in (_QUOTED, _SINGLE) for one in pattern.finditer(text)),
    )
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Return whether all from `start` to `end` lies in one of `spans`, which are in order."""
    at = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return at >= 0 and end <= spans[at][1]


def flat(text: str) -> str:
    """Return `text` in small letters and with plain apostrophes, each letter at its place."""
    low = text.lower()
    if len(low) != len(text):  # “İ” becomes two characters
        low = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    return low.replace("’", "'").replace("‘", "'").replace("`", "'").replace("\xa0", " ")


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def clean(text: str) -> str:
    """Return `text` with a space for all that could move a cursor or turn what follows.

    Every other character keeps its place.
    """
    return text if text.isascii() and text.isprintable() else _CONTROL.sub(" ", text)
