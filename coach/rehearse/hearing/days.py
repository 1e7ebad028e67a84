"""Days and times in a line, and whether something is to happen then."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midday|midnight|"
    r"\d{1,2}(?:[:.]\d\d)?)"
)
_CLOCK = (
    rf"(?:(?:at|by|around|about|before|after|until|till|from) )?(?:{_NUMBER}(?: o'clock| ?(?:am|"
    rf"pm|a\.m\.?|p\.m\.?))"
    rf"|(?:half past|quarter past|quarter to) {_NUMBER}|\d{{1,2}}[:.]\d\d)|(?:at|by|after|before|"
    rf"around|until) {_NUMBER}(?:[ -](?:thirty|fifteen|forty-five))?"
    r"(?! (?:weeks|days|hours|minutes|times|kids|children|percent|years|months|grade|other|of|or))"
)
_WEEKDAY = r"(?:mon|tues?|wednes|wed|thurs?|thur|fri|satur|sat|sun)(?:day)?s?"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_PART = r"(?:morning|afternoon|evening|night|lunch|lunchtime|noon|pickup|pick-up|drop-off|dropoff)"
_DAY = re.compile(
    rf"(?<![\w'-])(?:"
    rf"(?:(?:this|next|last|on|by|the (?:following|next)|every|each) "
    rf")?(?:{_WEEKDAY})(?:day)?(?:,? the \d{{1,2}}(?:st|nd|rd|th)?| (?:the )?\d{{1,2}}(?:st|nd|rd|"
    rf"th))?(?: {_PART})?(?: (?:in|after|of) (?:two|three|a|next|this) weeks?)?"
    rf"|(?:on |by )?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?![a-z])|{_MONTH} (?:the "
    rf")?\d{{1,2}}(?:st|nd|rd|th)?|(?:on |by )?the \d{{1,2}}(?:st|nd|rd|th)|\d{{1,2}}/\d{{1,2}}"
    rf"|(?:on|by) the (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    rf"eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    rf"nineteenth|twentieth|thirtieth)(?! (?:day|time|page|floor|grade|try|one|half|word|line|"
    rf"bell|week|month|part|period|question))"
    rf"|(?:today|tonight|tomorrow|tmrw|tomorow)(?: {_PART})?|(?:this|next) (?:week|month|weekend|"
    rf"{_PART})|the (?:week|day) after (?:next|tomorrow|that)|(?:by |at |before )?(?:the )?end of "
    rf"(?:the |this |next )?(?:day|week|month|term|semester|quarter|year)"
    rf"|(?:in|within) (?:a|one|two|three|four|six|ten|a couple of|a few|\d{{1,2}}) (?:more "
    rf")?(?:days?|weeks?|months?|hours?|minutes?)(?:' time)?"
    rf"|(?:before|after|until) (?:school|(?:spring|winter|fall|summer|christmas|thanksgiving|"
    rf"easter) (?:break|vacation|holidays?)|thanksgiving|christmas|easter|the (?:break|holiday|"
    rf"holidays|weekend|conference|conferences|winter break|spring break))|(?:a|one|two|three) "
    rf"weeks? from (?:now|today|{_WEEKDAY})"
    rf"|(?:yesterday|last (?:week|night|month|year|{_WEEKDAY}))"
    rf"|{_CLOCK}"
    rf")(?![\w'-])"
)
_JOINED = re.compile(r"\s?(?:,|at|around|about|after|before|by|in the|the)?\s?\Z")
_NOT_DAY = re.compile(r"(?:sat|sun|wed|mar|may|march|mon|sec)|(?:may|march) \d{3}.*")
_PAST_DAY = re.compile(
    r"\b(?:yesterday|last|every|each|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|"
    r"sundays)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|didn't|wasn't|weren't|came|cried|went|said|told|got|saw|heard|"
    r"happened|started|began|"
    r"stopped|missed|lost|left|hit|threw|called|sent|asked|took|gave|found|fell|ran|broke|brought|"
    r"sat|spent|wrote|"
    r"noticed|talked|met|[a-z]{2,12}(?:ied|[bcdfghjklmnprstvwxz]ed))\b|\bhas been\b|\bhave been\b|"
    r"\bsince\b"
)
_HABIT = re.compile(
    r"\b(?:always|usually|every|each|often|normally|sometimes|never|on (?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)days)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b"
)
_COMING = re.compile(
    r"\b(?:could|can|will|would|shall|should|let's|lets|'ll|i'll|we'll|by|until|works?|suits?|"
    r"free|available|again|next|"
    r"how about|what about|tomorrow|meet|talk|call|check|going to|gonna|please|see you|back|then|"
    r"or)\b"
)
_NEED = re.compile(
    r"\b(?:could|can|will|would|shall|should|let's|lets|i'll|we'll|he'll|she'll|you'll|by|please|"
    r"how about|what about|works|suits|i'd|we'd|see you|going to|need|want|until)\b"
)
_MUST = re.compile(
    r"\b(?:will|shall|let's|lets|i'll|we'll|you'll|by|please|how about|what about|i'd like|going "
    r"to)\b"
)


class Day(NamedTuple):
    """A day or a time that was named.

    Attributes:
        said: the words.
        start, end: where, in characters.
        past: True where it is over by its own words (“last week”).
    """

    said: str
    start: int
    end: int
    past: bool


def days_in(low: str) -> list[Day]:
    """Return the days and times in a text in small letters, in order, each with its hour.

    “Thursday at three” is one; “Tuesday or Thursday” are two.
    """
    found: list[Day] = []
    for one in _DAY.finditer(low):
        said = one.group()
        if _NOT_DAY.fullmatch(said):
            continue
        if (
            found
            and _JOINED.fullmatch(low[found[-1].end : one.start()])
            and not (_weekday(found[-1].said) and _weekday(said))
        ):
            last = found[-1]
            found[-1] = Day(low[last.start : one.end()], last.start, one.end(), last.past)
        else:
            found.append(Day(said, one.start(), one.end(), bool(_PAST_DAY.search(said))))
    return [_trimmed(one) for one in found]


def _weekday(said: str) -> bool:
    return bool(re.search(rf"\b{_WEEKDAY}", said))


def _trimmed(day: Day) -> Day:
    cut = re.match(r"(?:on|at|by|around|about|from|every|each) ", day.said)
    if (cut and _weekday(day.said)) or (cut and cut.group() in ("on ", "by ")):
        assert cut is not None
        return day._replace(said=day.said[cut.end() :], start=day.start + cut.end())
    return day


def to_come(low: str, days: list[Day], *, asks: bool, acts: bool) -> bool:
    """Return whether a clause names a day by which something is to happen.

    Args:
        low: the clause, in small letters.
        days: those in it.
        asks: whether it is a question or a request.
        acts: whether it asks, offers or suggests something to do.
    """
    ahead = [one for one in days if not one.past]
    if not ahead or _HABIT.search(low):
        return False
    if _PAST.search(low) and not (_NEED.search(low) if acts else _MUST.search(low)):
        return False
    if acts:
        return True
    if asks:
        vague = all(re.match(r"(?:today|tonight|this (?:week|morning))", day.said) for day in ahead)
        return not vague and (bool(_COMING.search(low)) or len(low.split()) <= 5)
    if _NEED.search(low):
        return True
    # “Thursday at three, then.”: nothing but the day.
    rest = low
    for one in ahead:
        rest = rest.replace(low[one.start : one.end], " ")
    return len(rest.split()) <= 3 and not _PAST.search(rest)
