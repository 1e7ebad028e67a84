"""A text for others to read: who is in it by their roles, and when by the number of the day.

“Leo cried on Mon 3 Dec” becomes “The child cried on day 1”. Day 1 is the earliest day of all
that is redacted together, so that two texts of one family still tell one story. What goes:
the names that are known, in any spelling; dates; email and postal addresses, phone numbers,
links. What can't go: a name nobody told Coach of. Whoever passes it on should read it first.

A name that is an everyday word (“Will”, “Grace”, “May”) is a name with a capital, and where
a name must be meant (“will's bag”, “will cried”); in “will you”, “may I” and “in May” it is
the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from coach.redact.dates import SPAN, days_of
from coach.redact.everyday import is_the_word
from coach.redact.finding import EMAIL, LINK, PHONE, SMALL, TITLE, ways
from coach.redact.folded import folded
from coach.redact.people import People

_IN_ONE_STORY = 400
"""Days around the present: a birthday long ago would make every other day the 3,000th."""
EARLIER, LATER = "an earlier date", "a later date"

_NTH = ("", "", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ")
_WORDS = frozenset(
    "the a an another other child student teacher parent school day email phone link address "
    "earlier later date person member staff mom mum mommy mother dad daddy father mama papa "
    "grandma grandpa grandmother grandfather aunt uncle guardian carer caregiver family".split()
)
"""What is said in the place of names, and what a person may be called without being named."""

_KEPT = (
    r"(?P<kept>\[(?:email|phone|link|address)\]|(?<!\w)day \d+\b"
    r"|(?<!\w)an? (?:earlier|later) date(?!\w))"
)
_ADDRESS = re.compile(
    r"(?<![\w-])(?:[Pp]\.? ?[Oo]\.? ?[Bb]ox \d+"
    r"|\d{1,5}[A-Za-z]? (?:(?:[A-ZÀ-Þ][\w'’-]*\.?|\d+(?:st|nd|rd|th)) ){1,4}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Boulevard|Blvd|Way|Place|Pl"
    r"|Terrace|Circle|Parkway|Pkwy)\b\.?(?:,? (?:Apt|Apartment|Unit|Suite|#)\.? ?\w+)?)"
    r"(?:,? [A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)?,? [A-Z]{2} \d{5}(?:-\d{4})?)?"
)
_NO_ARTICLE = re.compile(
    r"(?:^|[^\w'’])(?:the|an?|my|our|your|his|her|their|its|this|that|each|every|some|no|little"
    r"|poor|sweet|young|old|big|another|other)\s+$",
    re.IGNORECASE,
)
_HAILED = re.compile(
    r"(?:^|[^\w'’])(?:dear|hi|hello|hey|thanks|thank you|good (?:morning|afternoon|evening))"
    r"(?:,? )$",
    re.IGNORECASE,
)
_CHILDREN = frozenset(
    "son daughter child kid boy girl student grandson granddaughter grandchild nephew niece "
    "stepson stepdaughter".split()
)
_TOLD_ALREADY = re.compile(
    rf"(?:^|[^\w'’])(?:my|our|your|his|her|their|the)\s+(?:\w+\s+)?({'|'.join(sorted(_CHILDREN))}"
    r"|teacher|principal|counselor|aide|nurse|coach|tutor|therapist|librarian|secretary)(\s+)$",
    re.IGNORECASE,
)
"""“my son Leo” is “my son”."""
_TITLE_BEFORE = re.compile(
    rf"(?<!\w)(?:(?i:{TITLE})|(?:Miss|MISS|Coach|Principal|Nurse|Teacher)\s+)$"
)


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is done to every text of one family, so that all of them tell the same story.

    Attributes:
        people: who is known by name.
        near: about when it all is: a date without a year is the one nearest to this day.
        first: day 1; None where nothing has a date.
    """

    people: People
    near: date
    first: date | None = None

    def text(self, text: str) -> str:
        """Return `text` redacted."""
        text = _ADDRESS.sub("[address]", text)
        plain = folded(text)
        pieces: list[str] = []
        done = 0
        for found in _finder(self.people).finditer(plain.text):
            start, end = plain.where(found)
            here = _Here(text, start, end, found[0])
            start, instead = self._instead(found, here)
            if instead is not None and start >= done:
                pieces += text[done:start], instead
                done = end
        return "".join((*pieces, text[done:]))

    def day(self, day: date) -> str:
        """Return what stands for a date: “day 8”."""
        away = (day - self.near).days
        if abs(away) > _IN_ONE_STORY:
            return EARLIER if away < 0 else LATER
        number = (day - self.first).days + 1 if self.first is not None else 1
        return f"day {number}" if number > 0 else EARLIER

    def _instead(self, found: re.Match[str], here: _Here) -> tuple[int, str | None]:
        """Return from where on to replace, and by what; None leaves it."""
        match str(found.lastgroup):
            case "kept":
                return here.start, None
            case "email" | "phone" | "link" as contact:
                return here.start, f"[{contact}]"
            case "date":
                days = dict.fromkeys(self.day(one) for one in _days(here, self.near))
                return here.start, here.begun(" and ".join(days)) if days else None
            case group:
                return _named(_roles(self.people)[int(group[1:])], here)


def redaction(
    people: People, texts: Iterable[str], near: date, days: Iterable[date] = ()
) -> Redaction:
    """Return what redacts `texts` so that they have one day 1: the earliest that is named.

    Args:
        people: who is known by name.
        texts: all that is redacted together.
        near: about when it all is.
        days: dates beside those in the texts.
    """
    named = (*days, *(day for text in texts for day in _dates_in(text, near)))
    told = [day for day in named if abs((day - near).days) <= _IN_ONE_STORY]
    return Redaction(people, near, min(told, default=None))


def redact(text: str, people: People, near: date) -> str:
    """Return one text redacted, by itself; see `redaction`."""
    return redaction(people, (text,), near).text(text)


# --------------------------------------------------------------------------- what is found


class _Here(NamedTuple):
    """A place in a text where something was found.

    Attributes:
        start, end: from where to where.
        word: what stands there, folded.
    """

    text: str
    start: int
    end: int
    word: str

    @property
    def written(self) -> str:
        """What stands there."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """What stands before it, as much as anyone looks at."""
        return self.text[max(0, self.start - _NEAR_BY) : self.start]

    @property
    def after(self) -> str:
        """What comes next, likewise."""
        return self.text[self.end : self.end + _NEAR_BY]

    @property
    def begins(self) -> bool:
        """Whether a sentence begins here."""
        at_first = self.start <= _NEAR_BY
        return bool(_BEGINNING.search(f"\n{self.before}" if at_first else self.before))

    def begun(self, words: str) -> str:
        """Return `words` with a capital where a sentence begins with one."""
        capital = self.begins and not self.written[:1].islower()
        return words[:1].upper() + words[1:] if capital else words


_NEAR_BY = 60
"""Characters."""
_BEGINNING = re.compile(
    r"(?:\n|[.!?…][\"”’)\]]*\s+)[\s\"“‘(\[*•–—-]*(?:\d+[.)]\s+)?$"
    r"|[:,]\s+[\"“]$"  # what somebody said
    r"|\n[A-Z][a-z]+:\s+$"  # “Subject: ”, “You: ”
)


def _dates_in(text: str, near: date) -> Iterator[date]:
    plain = folded(text)
    for found in _DATES.finditer(plain.text):
        if found.lastgroup == "date":
            yield from _days(_Here(text, *plain.where(found), found[0]), near)


def _days(here: _Here, near: date) -> tuple[date, ...]:
    a_verb = re.match(r"(?:may|march) \d", here.word) and here.written[:1].islower()
    return () if a_verb else days_of(here.word, near)


def _named(role: str, here: _Here) -> tuple[int, str | None]:
    """Return from where on a name is replaced, and by which words; None leaves it."""
    if here.word in SMALL and (here.written.islower() or here.begins):
        return here.start, None
    if is_the_word(here.word, here.before, here.written, here.after, begins=here.begins):
        return here.start, None
    if role != "student" and (title := _TITLE_BEFORE.search(here.before)):
        here = here._replace(start=here.start - len(title[0]))
    article, noun = _said(role)
    before = here.before
    told = _TOLD_ALREADY.search(before)
    if told and (told[1].lower() in _CHILDREN if role == "student" else told[1].lower() == role):
        return here.start - len(told[2]), ""
    if _HAILED.search(before) and re.match(r"\s*(?:[,!.:;\n]|and\b|$)", here.after):
        return here.start, noun
    if _NO_ARTICLE.search(before):
        return here.start, f"other {noun}" if article == "another" else noun
    return here.start, here.begun(f"{article} {noun}")


def _said(role: str) -> tuple[str, str]:
    """Return the article and the noun for a role: “the”, “second teacher”."""
    kind, _space, number = role.rpartition(" ") if role[-1:].isdigit() else (role, "", "1")
    nth = _NTH[int(number)] if int(number) < len(_NTH) else f"{number}th "
    match kind, int(number):
        case "student", 1:
            return "the", "child"
        case "student", 2:
            return "another", "student"
        case "student", _:
            return "a", f"{nth}student"
        case "person", 1:
            return "the", "other person"
        case "counsellor", _:
            return "the", f"{nth}counselor"
        case _:
            return "the", f"{nth}{kind}"


@lru_cache(maxsize=4)
def _finder(people: People) -> re.Pattern[str]:
    """Return what finds all that goes; its groups `n0`, `n1` … are `_roles`."""
    names = "".join(f"|(?P<n{at}>{one})" for at, one in enumerate(_ways(people)))
    return re.compile(f"{_KEPT}|{EMAIL}|{LINK}|(?P<date>{SPAN})|{PHONE}{names}")


@lru_cache(maxsize=4)
def _roles(people: People) -> tuple[str, ...]:
    return tuple(_ways(people).values())


@lru_cache(maxsize=4)
def _ways(people: People) -> dict[str, str]:
    return ways(people.known(), _WORDS)


_DATES = re.compile(f"{_KEPT}|{EMAIL}|{LINK}|(?P<date>{SPAN})|{PHONE}")
