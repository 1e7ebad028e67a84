"""What leaves, for a calendar: whole days, with a reminder the day before (icalendar, BSD)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid5

from coach.casebook.log import Entry
from coach.export.document import Document, Heading, Pairs
from coach.export.extra import extra
from coach.export.record import full_day
from coach.language import _
from coach.scenario.text import clean, clean_line

_OURS = UUID("6f0b7a52-3a37-4d8e-9a53-0f6d5f4c7c11")
_NINE_THE_DAY_BEFORE = timedelta(hours=-15)
"""From the midnight at which the day begins."""


class Event(NamedTuple):
    """A day to remember.

    Attributes:
        key: what it is made from, always the same for the same thing: a calendar that has
            it already moves it instead of adding another.
        note: more about it, or "".
    """

    key: str
    day: date
    title: str
    note: str = ""


def promised(entries: Iterable[Entry]) -> tuple[Event, ...]:
    """Return the days by which something open was promised, in order."""
    found = [
        Event(
            key=f"{entry.id}/{promise.row}",
            day=promise.by,
            title=_("{who}: {what}").format(who=promise.who, what=promise.what)
            if promise.who
            else promise.what,
            note=_agreed(entry),
        )
        for entry in entries
        if not entry.archived
        for promise in entry.open
        if promise.by is not None
    ]
    return tuple(sorted(found, key=lambda event: (event.day, event.key)))


def _agreed(entry: Entry) -> str:
    """Who it was agreed with and when, and nothing of what was said: calendars are shared."""
    if entry.day is None or not entry.who:
        return ""
    return _("Agreed with {who}, {day}.").format(who=entry.who, day=full_day(entry.day))


def dates(events: Iterable[Event]) -> Document:
    """Return the days as a page."""
    rows = tuple(
        (f"{full_day(event.day)}:", f"{event.title}. {event.note}" if event.note else event.title)
        for event in events
    )
    return Document(_("Dates"), (Heading(_("Dates"), 1), Pairs(rows)))


def write(events: Iterable[Event], stamp: datetime) -> bytes:
    """Return `events` as an .ics file (RFC 5545).

    Args:
        stamp: when what they are made from was last changed; aware.

    Raises:
        CoachError: icalendar is not installed.
    """
    ical = extra("icalendar", _("A calendar file"))
    calendar = ical.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Coach//EN")
    for event in events:
        title = clean_line(event.title) or _("A day to remember")
        entry = ical.Event()
        entry.add("uid", str(uuid5(_OURS, event.key)))
        entry.add("dtstamp", stamp)
        entry.add("dtstart", event.day)
        if event.day < date.max:  # without an end it is that one day (RFC 5545, 3.6.1)
            entry.add("dtend", event.day + timedelta(days=1))
        entry.add("summary", title)
        if event.note:
            entry.add("description", clean(event.note))
        entry.add("transp", "TRANSPARENT")  # a day to think of, not a day that is taken
        entry.add("class", "PRIVATE")
        alarm = ical.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", _NINE_THE_DAY_BEFORE)
        entry.add_component(alarm)
        calendar.add_component(entry)
    made: bytes = calendar.to_ical()
    return made
