"""What finds a name, an address or a number in a folded text (`folded`).

A name is found in any case, with or without accents, whole or in parts, with “'s” or “s”
behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coach.redact.folded import spellings
from coach.redact.people import Known

LETTER = r"[^\W\d_]"
TITLE = r"(?:mr|mrs|ms|mx|dr|prof|professor|sr|sra|srta|senor|senora|senorita|mme|mlle)\.?\s+"
"""What goes with the name. Not “miss”, or “I miss Leo” would lose its verb."""
_NO_NAMES = frozenset(
    "mr mrs ms miss mx dr prof professor coach principal sr sra srta senor senora senorita mme "
    "mlle jr ii iii iv de del dela della di da das dos du la las le les el los van von der den "
    "ten ter zu zur bin ibn abu al bint ap st san santa the and of for y e o".split()
)
"""Titles, and the small words within names: hidden with the whole name, and not alone."""
_ANY_SCHOOL = frozenset(
    "school schools elementary primary middle high junior senior secondary public private "
    "charter magnet academy college institute preparatory prep kindergarten preschool nursery "
    "center centre community district county city state national international catholic "
    "christian lutheran montessori street avenue road north south east west central".split()
)
"""What says nothing of which school it is."""
SMALL = frozenset(
    "a i an am are as at be but by can did do does for from had has have he her him his how if "
    "in is it its me my no not now of off on one or our out she so than that the them then "
    "they this to too up us was we were what when who why with yes you your".split()
)
"""Words without which no sentence could be said: names only with a capital or a title."""

_MOST_WORDS = 6
"""In one name, for what is made of it; the whole is always looked for."""

# Each begins at one place of a word only: a long one takes no more than its length.
EMAIL = r"(?P<email>(?<!\S)[^\s@]*@\S*\w)"
LINK = (
    r"(?P<link>(?<![\w.-])(?:(?:https?://|www\.)\S*\w"
    r"|[\w-]+(?:\.[\w-]+)*?\.(?:com|org|net|edu|gov|us|io|info|school|app|co)\b(?:/\S*\w)?))"
)
# Seven digits or more, with what people put between them; but not a date by itself.
PHONE = (
    r"(?P<phone>(?<![\w/.-])(?!(?:\d{4}-\d\d?-\d\d?|\d\d?[/.-]\d\d?[/.-]\d{4})(?![/.-]?\d))"
    r"[+(]{0,2}\d(?:[\s().\-/]{0,3}\d){6,})"
)


def ways(known: Sequence[Known], no_names: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return every way to write the names of `known`: what finds it -> the role.

    In the order in which they are to be looked for: whole names before parts, long ones
    before short ones. A part that two people have is the first one's; after a title it is
    the first grown-up's.

    Args:
        no_names: more words that are no name by themselves.
    """
    wholes = list(_wholes(known, no_names))
    parts = list(_parts(known, no_names))
    grown = [(word, role) for word, role in parts if role != "student"]
    found = [
        *((_written(one), role) for one, role in sorted(wholes, key=_longest)),
        *((_written((word,), titled=True), role) for word, role in sorted(grown, key=_long)),
        *((_written((word,)), role) for word, role in sorted(parts, key=_long)),
    ]
    ordered: dict[str, str] = {}
    for pattern, role in found:
        ordered.setdefault(pattern, role)
    return ordered


def _wholes(
    known: Sequence[Known], no_names: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield whole names, and what people make of long ones: “Ana Luz”, “AnaRuiz”."""
    for one in known:
        for name in one.names:
            for spelling in spellings(name):
                words = words_of(spelling)
                if not words or not set(words) <= no_names:
                    yield (words or (spelling.strip(),)), one.role
                for some in _some_of(_bare(words)):
                    if not set(some) <= _empty(one.role) | no_names:
                        yield some, one.role
        for alias in one.aliases:
            for spelling in spellings(alias):
                words = words_of(spelling)
                if not words or not set(words) <= no_names:
                    yield (words or (spelling.strip(),)), one.role


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without the title it begins with."""
    titled = len(words) > 1 and re.fullmatch(f"{TITLE}|miss ", f"{words[0]} ")
    return words[1:] if titled else words


def _some_of(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield two words or more of a name that stand together, and its first with its last."""
    words = words[:_MOST_WORDS]
    for start in range(len(words) - 1):
        for end in range(start + 2, len(words) + 1):
            yield words[start:end]
    if len(words) > 2:
        yield words[0], words[-1]


def _parts(known: Sequence[Known], no_names: frozenset[str]) -> Iterator[tuple[str, str]]:
    for one in known:
        for name in one.names:
            for spelling in spellings(name):
                for word in words_of(spelling):
                    if len(word) > 1 and word not in _empty(one.role) | no_names:
                        yield word, one.role


def _empty(role: str) -> frozenset[str]:
    """Return the words that are no name by themselves."""
    return _NO_NAMES | _ANY_SCHOOL if role == "school" else _NO_NAMES


def words_of(spelling: str) -> tuple[str, ...]:
    """Return the words of a folded name: “O'Brien” is one; “Anne-Marie” is two, and “Anne”
    alone is her too."""
    return tuple(re.findall(r"[^\W_]+(?:'[^\W_]+)*", spelling))


def _written(words: Sequence[str], *, titled: bool = False) -> str:
    """Return what finds these words in a row, however they are joined, within a folded text."""
    joined = r"[\W_]{0,3}".join("[' -]?".join(map(re.escape, word.split("'"))) for word in words)
    if not _has_case("".join(words)):  # no gaps between words in such scripts, or prefixes
        return joined
    title = TITLE if titled else ""
    ending = "(?:e?s)?" if len(words[-1]) > 2 else ""
    return rf"(?<!{LETTER}){title}{joined}(?={ending}(?!{LETTER}))"


def _has_case(text: str) -> bool:
    return text.upper() != text


def _longest(one: tuple[tuple[str, ...], str]) -> tuple[int, int]:
    return -len(one[0]), -len("".join(one[0]))


def _long(one: tuple[str, str]) -> int:
    return -len(one[0])
