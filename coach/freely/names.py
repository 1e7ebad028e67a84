"""Names become roles before anything leaves, and names again when it has come back.

“Leo” leaves as “[student]”. What is hidden: the names that are known, in any case, with or
without accents, whole or in parts, with “'s” or “s” behind them; e-mail addresses, phone
numbers and links, known or not. What can't be: a name or a nickname nobody told Coach of.
Where a name is an everyday word (“Will”), the word is hidden too: better a clumsy sentence
than a name. Only the smallest words (“an”, “you”) count as a name just with a capital or
a title.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from coach.freely.folded import folded, spellings

ROLES = frozenset(
    "student teacher parent school principal counselor counsellor aide nurse coach therapist "
    "psychologist secretary tutor librarian".split()
) | {"case manager", "assistant principal", "vice principal", "social worker", "bus driver"}
"""What somebody may be called outside. Any other role could hold a name, and is “person”."""
CONTACTS = ("[email]", "[phone]", "[link]")
"""What stands for an address or a number. They are not put back: no partner has to say one."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names that are known. The first of each is the one that is said in the talk.

    Attributes:
        student, teacher, parent, school: what each is called: “Leo”, “Leo Lind”, “Leeloo”.
        others: everybody else on the child's card, as (role, name).
    """

    student: tuple[str, ...] = ()
    teacher: tuple[str, ...] = ()
    parent: tuple[str, ...] = ()
    school: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()

    def hide(self, text: str) -> str:
        """Return `text` with a role for every name, and no address or number."""
        text = _replaced(text, _CONTACT, lambda found: f"[{found.lastgroup}]")
        finder, names = _finder(self)
        if finder is None:
            return text

        def stands_for(found: re.Match[str]) -> str | None:
            return None if found.lastgroup == "role" else names[int(str(found.lastgroup)[1:])]

        return _replaced(text, finder, stands_for, lower_stays=SMALL)

    def restore(self, text: str) -> str:
        """Return `text` with a name for every role. A role without a name stays as it is."""
        first = {one.role: one.names[0] for one in self.known()}

        def name(found: re.Match[str]) -> str:
            role = " ".join(found[1].lower().split())
            return first[role] + found[2] if role in first else found[0]

        return re.sub(r"\[\s*([A-Za-z][A-Za-z ]*?(?: \d+)?)((?:['’]s)?)\s*\]", name, text)

    def known(self) -> tuple[Known, ...]:
        """Return who is known, each with the role that stands for them."""
        found = [
            Known(role, given)
            for role, given in (
                ("student", _given(self.student)),
                ("teacher", _given(self.teacher)),
                ("parent", _given(self.parent)),
                ("school", _given(self.school)),
            )
            if given
        ]
        for role, name in self.others:
            if any(name.strip() in one.names for one in found) or not _given((name,)):
                continue
            called = " ".join(role.casefold().replace("-", " ").split())
            found.append(Known(_free(called if called in ROLES else "person", found), (name,)))
        return tuple(found)


class Known(NamedTuple):
    """Somebody: the role that stands for them (“teacher 2”), and what they are called."""

    role: str
    names: tuple[str, ...]


def _given(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if _says_something(name)))


def _says_something(name: str) -> bool:
    """Return whether there is more to it than signs: a letter, a digit, a picture."""
    return any(char.isalnum() or category(char) == "So" for char in folded(name).text)


def _free(role: str, taken: Sequence[Known]) -> str:
    """Return `role`, with a number where somebody has it already."""
    count = sum(1 for one in taken if one.role.rstrip(" 0123456789") == role)
    return f"{role} {count + 1}" if count else role


# --------------------------------------------------------------------------- looking

_LETTER = r"[^\W\d_]"
_TITLE = r"(?:mr|mrs|ms|mx|dr|prof|professor|sr|sra|srta|senor|senora|senorita|mme|mlle)\.?\s+"
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
_CONTACT = re.compile(
    r"(?P<email>(?<!\S)[^\s@]*@\S*\w)"
    r"|(?P<link>(?<![\w.-])(?:(?:https?://|www\.)\S*\w"
    r"|[\w-]+(?:\.[\w-]+)*?\.(?:com|org|net|edu|gov|us|io|info|school|app|co)\b(?:/\S*\w)?))"
    # Seven digits or more, with what people put between them; but not a date by itself.
    r"|(?P<phone>(?<![\w/.-])(?!(?:\d{4}-\d\d?-\d\d?|\d\d?[/.-]\d\d?[/.-]\d{4})(?![/.-]?\d))"
    r"[+(]{0,2}\d(?:[\s().\-/]{0,3}\d){6,})"
)


def _replaced(
    text: str,
    finder: re.Pattern[str],
    stands_for: Callable[[re.Match[str]], str | None],
    lower_stays: frozenset[str] = frozenset(),
) -> str:
    """Return `text` with what `finder` finds in its folded form replaced.

    Args:
        stands_for: what is put instead; None leaves it.
        lower_stays: words that are left where they are written small.
    """
    plain = folded(text)
    pieces: list[str] = []
    done = 0
    for found in finder.finditer(plain.text):
        start = plain.origin[found.start()]
        end = max(plain.origin[found.end()], plain.origin[found.end() - 1] + 1)
        instead = stands_for(found)
        small = found[0] in lower_stays and text[start:end].islower()
        if instead is not None and not small and start >= done:
            pieces += text[done:start], instead
            done = end
    return "".join((*pieces, text[done:]))


@lru_cache(maxsize=4)
def _finder(names: Names) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    """Return what finds the names, and what stands for each of its groups `n0`, `n1` …

    Whole names come before parts, long ones before short ones. A part that two people have
    is the first one's; after a title it is the first grown-up's.
    """
    known = names.known()
    wholes, parts = list(_wholes(known)), list(_parts(known))
    grown = [(word, role) for word, role in parts if role != "student"]
    found = [
        *((_written(one), role) for one, role in sorted(wholes, key=_longest)),
        *((_written((word,), titled=True), role) for word, role in sorted(grown, key=_long)),
        *((_written((word,)), role) for word, role in sorted(parts, key=_long)),
    ]
    once = {pattern: f"[{role}]" for pattern, role in reversed(found)}
    ordered = list(dict.fromkeys(pattern for pattern, _role in found))
    if not ordered:
        return None, ()
    roles = "|".join(re.escape(one) for one in (*CONTACTS, *(f"[{one.role}]" for one in known)))
    groups = "|".join(f"(?P<n{place}>{pattern})" for place, pattern in enumerate(ordered))
    return re.compile(f"(?P<role>{roles})|{groups}"), tuple(once[one] for one in ordered)


def _wholes(known: Sequence[Known]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield whole names, and what people make of long ones: “Ana Luz”, “AnaRuiz”."""
    for one in known:
        for name in one.names:
            for spelling in spellings(name):
                words = _words(spelling)
                yield (words or (spelling.strip(),)), one.role
                for some in _some_of(_bare(words)):
                    if not set(some) <= _empty(one.role):
                        yield some, one.role


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without the title it begins with."""
    titled = len(words) > 1 and re.fullmatch(f"{_TITLE}|miss ", f"{words[0]} ")
    return words[1:] if titled else words


def _some_of(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield two words or more of a name that stand together, and its first with its last."""
    words = words[:_MOST_WORDS]
    for start in range(len(words) - 1):
        for end in range(start + 2, len(words) + 1):
            yield words[start:end]
    if len(words) > 2:
        yield words[0], words[-1]


def _parts(known: Sequence[Known]) -> Iterator[tuple[str, str]]:
    for one in known:
        for name in one.names:
            for spelling in spellings(name):
                for word in _words(spelling):
                    if len(word) > 1 and word not in _empty(one.role):
                        yield word, one.role


def _empty(role: str) -> frozenset[str]:
    """Return the words that are no name by themselves."""
    return _NO_NAMES | _ANY_SCHOOL if role == "school" else _NO_NAMES


def _words(spelling: str) -> tuple[str, ...]:
    # “O'Brien” is one word; “Anne-Marie” is two, and “Anne” alone is her too.
    return tuple(re.findall(r"[^\W_]+(?:'[^\W_]+)*", spelling))


def _written(words: Sequence[str], *, titled: bool = False) -> str:
    """Return what finds these words in a row, however they are joined, within a folded text."""
    joined = r"[\W_]{0,3}".join("'?".join(map(re.escape, word.split("'"))) for word in words)
    if not _has_case("".join(words)):  # no gaps between words in such scripts, or prefixes
        return joined
    title = _TITLE if titled else ""
    ending = "(?:e?s)?" if len(words[-1]) > 2 else ""
    return rf"(?<!{_LETTER}){title}{joined}(?={ending}(?!{_LETTER}))"


def _has_case(text: str) -> bool:
    return text.upper() != text


def _longest(one: tuple[tuple[str, ...], str]) -> tuple[int, int]:
    return -len(one[0]), -len("".join(one[0]))


def _long(one: tuple[str, str]) -> int:
    return -len(one[0])
