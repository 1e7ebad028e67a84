"""A day as people put it in a table: “Fri 12 Dec”, “12/5”? Only what can mean one day counts."""

from __future__ import annotations

import re
from datetime import date

from coach.interview.answers import Fault
from coach.interview.typed import MONTHS, read_date
from coach.scenario.text import clean_line

_LEAD = re.compile(r"^(?:by|until|before|on)\s+")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?([a-z]{3,9})\.?")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?")
_HALF_A_YEAR = 183  # days


def near_day(text: str, near: date) -> date | None:
    """Return the day that `text` says, or None where it says none for sure.

    Args:
        text: with a year or without one; "by" and the day of the week may stand before it.
        near: without a year, the day nearest to this one is meant.
    """
    said = _LEAD.sub("", clean_line(text).casefold())
    whole = read_date(said)
    if not isinstance(whole, Fault):
        return whole
    said = _WEEKDAY.sub("", said)
    if match := _DAY_FIRST.fullmatch(said):
        day, month = match[1], match[2]
    elif match := _MONTH_FIRST.fullmatch(said):
        month, day = match[1], match[2]
    else:
        return None
    if month[:3] not in MONTHS:
        return None
    found = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            found.append(date(year, MONTHS.index(month[:3]) + 1, int(day)))
        except ValueError:  # 29 February, most years
            continue
    nearest = min(found, key=lambda one: abs((one - near).days), default=None)
    return nearest if nearest and abs((nearest - near).days) <= _HALF_A_YEAR else None
