"""The dates that a text names, as people write them: “Mon 3 Dec”, “12/3”, “March 3rd, 2026”.

A date without a year is the one nearest to a day that is passed in. A weekday alone is no
date, nor is “3 of 12”, a time, a fraction or a year. Of numbers alone the month comes first,
as in the United States, where there can be one.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "mon tue wed thu fri sat sun".split()

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b(?:\.(?=,? ?\d))?"
)
_WEEKDAY = (
    r"(?:(?:this|next|last|this past|this coming) )?"
    r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\b\.?,? (?:the )?"
)
_N = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_DAY = rf"{_N}(?:st|nd|rd|th)?\b"
_ORDINAL = rf"{_N}(?:st|nd|rd|th)\b"
_MONTH_N = r"(?:1[0-2]|0?[1-9])(?!\d)"
_YEAR = r"(?:,? (?:19|20)\d\d\b| '\d\d\b)?"
_TO = (  # “Dec 3-5”; “Dec 3 and 5” only where nothing is counted
    rf"(?: ?- ?{_DAY}(?!:\d|/)| (?:to|through|and|or|&) {_DAY}(?=\s*(?:[.,;!?)]|$)))?"
)
_COUNTED = r"(?! (?:grade|grader|graders|period|hour|time|times|quarter|floor|percent)\b)"
_PART = (  # “3/4 of the class”, “9/10 points”
    r"(?! ?(?:of|cups?|hours?|days?|inch|inches|miles?|full|done|points?|right|correct)\b)"
)

SPAN = "|".join(
    (
        rf"(?<![\w/.-])(?:19|20)\d\d(?P<dash>[-/]){_MONTH_N}(?P=dash){_N}(?![\d/])",
        rf"(?<![\w/])(?:{_WEEKDAY})?{_MONTH} (?:the )?{_DAY}(?!:\d|/){_TO}{_YEAR}",
        rf"(?<![\w/.:-])(?:{_WEEKDAY}|the )?{_DAY}(?: of)? {_MONTH}{_YEAR}",
        rf"(?<![\w/.-])(?:{_WEEKDAY})?{_N}(?P<sign>[/.-]){_N}(?P=sign)(?:(?:19|20)\d\d|\d\d)(?![\w/])",
        rf"(?<![\w/.-])(?:{_WEEKDAY})?{_MONTH_N}/{_N}(?![\w/]|[.-]\d){_PART}",
        rf"(?<![\w/])(?:{_WEEKDAY})(?<=the ){_ORDINAL}{_COUNTED}",
        *(
            rf"(?<=\b{before} )the {_ORDINAL}{_COUNTED}"
            for before in ("on", "by", "since", "until", "before", "after")
        ),
    )
)
"""What finds a date within a folded text. Its groups are called `dash` and `sign`."""

_IS_WEEKDAY = re.compile(_WEEKDAY)


def days_of(said: str, near: date) -> tuple[date, ...]:
    """Return the days that a date names: one, or of “Dec 3-5” two.

    Args:
        said: folded, as `SPAN` finds it.
        near: without a year, or a month, the day nearest to this one is meant.

    Returns:
        Nothing where there is no such day, as with 31 June.
    """
    lead = _IS_WEEKDAY.match(said)
    rest = said[lead.end() :] if lead else said
    numbers = [int(one) for one in re.findall(r"\d+", rest)]
    month = next((one for one in re.findall(r"[a-z]{3,}", rest) if one[:3] in _MONTHS), "")
    if month:
        year = _year(next(iter(re.findall(r"(?:19|20)\d\d|(?<=')\d\d", rest)), ""))
        days = [int(one) for one in re.findall(r"(?<![\d'])\d\d?(?!\d)", rest)]
        return tuple(
            day for one in days for day in _days(year, _MONTHS.index(month[:3]), one, near)
        )
    if len(numbers) == 1:
        return _in_a_month(numbers[0], said, near)
    if numbers[0] > 31:  # 2026-11-30
        return _days(numbers[0], numbers[1] - 1, numbers[2], near)
    year = _year(str(numbers[2])) if len(numbers) == 3 else None  # d, m, y
    first, second = numbers[:2]
    if first > len(_MONTHS) or ("." in rest and second <= len(_MONTHS)):
        first, second = second, first
    return _days(year, first - 1, second, near)


def _year(said: str) -> int | None:
    if not said:
        return None
    return int(said) if len(said) > 2 else 2000 + int(said)  # '26


def _days(year: int | None, month: int, day: int, near: date) -> tuple[date, ...]:
    """Return the day, if there is one; `month` counts from 0, without a year the nearest."""
    years = [year] if year is not None else [near.year - 1, near.year, near.year + 1]
    found = [one for each in years if (one := _day(each, month + 1, day))]
    return (min(found, key=lambda one: abs((one - near).days)),) if found else ()


def _in_a_month(day: int, said: str, near: date) -> tuple[date, ...]:
    """Return the day of this number that is nearest, on the weekday that is named if there is."""
    weekday = next((one[:3] for one in re.findall(r"[a-z]{3,}", said) if one[:3] in _WEEKDAYS), "")
    months = range(near.year * 12 + near.month - 4, near.year * 12 + near.month + 3)
    found = [one for each in months if (one := _day(each // 12, each % 12 + 1, day))]
    fit = [one for one in found if weekday and one.weekday() == _WEEKDAYS.index(weekday)]
    near_by = fit or found
    return (min(near_by, key=lambda one: abs((one - near).days)),) if near_by else ()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
