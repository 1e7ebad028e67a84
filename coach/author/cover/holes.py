"""What a gap in a text looks like: the marks that are left when an answer was not there.

Only marks that no writer means. What a person typed may have any of them; an author who
tries a scenario gives answers that have none, so whatever shows here a template made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from coach.language import _

_ABBREVIATED = (
    r"(?<!\b[a-z]\.[a-z])(?<!\betc)(?<!\bapprox)(?<!\b[MDSJ]r)(?<!\bMrs)(?<!\bM[sx])(?<!\bSt)"
)


@dataclass(frozen=True, slots=True)
class Hole:
    """One thing wrong in a text: its kind, and where it begins and ends."""

    kind: str
    start: int
    end: int


def kinds() -> dict[str, str]:
    """Return every kind of hole, in words."""
    return {
        "empty-quotes": _("nothing between quotes or brackets"),
        "nothing-after": _("nothing after a colon or a comma"),
        "doubled-stop": _("two marks where one should be"),
        "space-before": _("a space before a mark"),
        "doubled-space": _("two spaces"),
        "starts-with-mark": _("a line that begins with a mark"),
        "a-or-an": _("“a” before a vowel sound, or “an” before another"),
        "template": _("template marks in the text"),
    }


_PATTERNS = {
    "empty-quotes": re.compile(r"“\s*”|‘\s*’|\(\s*\)|\[\s*\]|«\s*»|(?<!\")\"\"(?!\")"),
    "nothing-after": re.compile(r":[ ]*[.,;!?](?=\s|$)|,[ ]*[.;:!?](?=\s|$)|[(“][,;:]"),
    "doubled-stop": re.compile(
        rf"(?<!\.)\.\.(?!\.)|,,|;;|::|[?!][.,;:]|[;][.,:?!]|\.[?!;]|{_ABBREVIATED}\.[,:]"
        r"|…\.(?!\.)|[.?!…][”’\"»]+\.(?!\.)|\.\)\.|(?<=[^.][.])[”][,.;]"
    ),
    "space-before": re.compile(
        r"(?<=\S)[ \t]+[.,;:!?](?=[\s”’\"]|$)|[“(][ ]+(?=\S)|(?<=\S)[ ]+[”)]"
    ),
    "doubled-space": re.compile(r"(?<=\S)[ \t]{2,}(?=\S)"),
    "starts-with-mark": re.compile(r"^[ \t]*[,;:!?](?=[\s\w]|$)|^[ \t]*\.(?!\.)", re.MULTILINE),
    "template": re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}"),
}
_ARTICLE = re.compile(
    r"(?<![\w'’-])(?P<article>[Aa]n?)[ \n](?P<quote>[“\"'‘(]?)(?P<word>[^\W_][\w'’-]*)"
)
# Vowels that sound like “you” or “one”, and an h that is not heard.
_LIKE_YOU = re.compile(
    r"(?:uni(?!d|m|nf|nh|nt|ns|nv|nd|na)|us(?:e|a|u)|ut(?:e|i|o)|ur(?:a|i)|eu|ew|one(?:s|ness)?(?![a-z])|once|"
    r"ub|uk|u(?:$|[-’']))",
    re.IGNORECASE,
)
_SILENT_H = re.compile(r"hour|honest|hono|heir", re.IGNORECASE)
_SAID_AS_VOWEL = frozenset("AEFHILMNORSX")
_LETTERS_WITH_BOTH = frozenset("FHLMNRSX")


@lru_cache(maxsize=20_000)
def holes(text: str) -> tuple[Hole, ...]:
    """Return every hole in a text, in order, one of a kind at a place."""
    found = [
        Hole(kind, match.start(), match.end())
        for kind, pattern in _PATTERNS.items()
        for match in pattern.finditer(text)
    ]
    found += [
        Hole("a-or-an", match.start(), match.end())
        for match in _ARTICLE.finditer(text)
        if _wrong(match, text)
    ]
    if text.rstrip().endswith(",:") or _ENDS_OPEN.search(text):
        found.append(Hole("nothing-after", max(len(text.rstrip()) - 1, 0), len(text)))
    return tuple(sorted(found, key=lambda hole: (hole.start, hole.kind)))


_ENDS_OPEN = re.compile(r"(?:;|[“(‘])\s*$")


def _wrong(match: re.Match[str], text: str) -> bool:
    article, word = match["article"], match["word"]
    if article == "A" and not _starts_sentence(text, match.start()):
        return False  # plan A, vitamin A
    if article == "a" and text[: match.start()].rstrip().endswith(("grade", "group", "class")):
        return False
    vowel = _vowel_sound(word)
    return vowel is not None and vowel != (len(article) == 2)


def _starts_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" “\"'‘(-•")
    return not before or before[-1] in ".!?…:\n"


def _vowel_sound(word: str) -> bool | None:
    """Whether a word begins with a vowel sound; None where that can't be told."""
    first = word[0]
    if first.isdigit():
        return word.startswith("8") or bool(re.match(r"(?:11|18)(?:\D|$)", word))
    if not first.isascii():
        return None
    if len(word) > 1 and word.isupper():  # said letter by letter, or as a word: IEP, FAPE
        if first in _LETTERS_WITH_BOTH:
            return None
        return first in _SAID_AS_VOWEL
    if _SILENT_H.match(word):
        return True
    if first.lower() in "aeiou":
        return not _LIKE_YOU.match(word)
    return False if len(word) > 1 else None
