"""Which day words mean: “Friday”, “next Tuesday”, “the 14th”, “in two weeks”."""

from __future__ import annotations

import re
from datetime import date, timedelta

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DAYS = {"day": 1, "week": 7, "month": 28}
"""A month from now is four weeks: the same day of the week."""
_WEEKDAY = re.compile(r"\b(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b")
_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.? (?:the )?(\d{1,2})"
    r"|\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)"
)
_NUMBER = re.compile(r"\bthe (\d{1,2})(?:st|nd|rd|th)?\b|\b(\d{1,2})(?:st|nd|rd|th)\b")
_LATER = re.compile(r"\bin (a|one|two|three|four|five|six|\d) (day|week|month)s?\b")


def day_from(words: str, today: date) -> date | None:
    """Return the first day from tomorrow on that the words can mean; None where they name none.

    A number (“the 14th”) is surer than a weekday: with both, the number decides.
    """
    low = words.casefold()
    month = _MONTH.search(low)
    if month is not None:
        name, day = (month[1], month[2]) if month[1] else (month[4], month[3])
        return _on(today, int(day), _MONTHS.index(name[:3]) + 1)
    number = _NUMBER.search(low)
    if number is not None:
        return _on(today, int(number[1] or number[2]))
    if "tomorrow" in low:
        return today + timedelta(days=1)
    later = _LATER.search(low)
    if later is not None:
        count = _NUMBERS.get(later[1]) or int(later[1])
        return today + timedelta(days=count * _DAYS[later[2]])
    weekday = _WEEKDAY.search(low)
    if weekday is not None:
        wanted = _WEEKDAYS.index(weekday[1][:3])
        ahead = (wanted - today.weekday() - 1) % 7 + 1
        # “Next Friday”, said on a Monday, is the one of next week.
        if "next" in low and today.weekday() + ahead <= 6:
            ahead += 7
        return today + timedelta(days=ahead)
    return None


def names_a_day(words: str) -> bool:
    """Return whether words name a day that could stand in a calendar, or a time of today."""
    return day_from(words, _ANY_DAY) is not None or "today" in words.casefold()


_ANY_DAY = date(2026, 1, 5)


def _on(today: date, day: int, month: int = 0) -> date | None:
    """The next date with this number, in this month if one is named."""
    for ahead in range(13):
        at = today.month - 1 + ahead
        year, one = today.year + at // 12, at % 12 + 1
        if month and one != month:
            continue
        try:
            found = date(year, one, day)
        except ValueError:
            continue
        if found > today:
            return found
    return None
