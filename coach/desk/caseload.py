"""The caseload: a line a family, with what is due first. Pure: the day is passed in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from coach.casebook.family import Family
from coach.casebook.homework import by_day
from coach.casebook.log import Entry, Promise
from coach.casebook.notebook import Hour, Notebook
from coach.casebook.records import CONTACT, FAMILY
from coach.casebook.summary import Summary
from coach.desk.ladder import Rung, rung
from coach.safety.alarm import REPORT

Sort = Literal["meeting", "promise", "homework", "unsent"]

UNSENT_FOR = timedelta(days=30)
"""A finished message that is older was sent and not noted, or will not be."""
_URGENT_FOR = timedelta(days=60)


class Due(NamedTuple):
    """One thing that waits.

    Attributes:
        sort: the next meeting; a promise of the log; homework; a finished message that the
            log does not know as sent.
        what: in a few words; a promise says who.
        by: its day, None where it has none.
        id: of the entry, the homework or the session.
        promise: which one, for a promise.
    """

    sort: Sort
    what: str
    by: date | None
    id: str
    promise: Promise | None = None


class Case(NamedTuple):
    """One family, as a line of the caseload.

    Attributes:
        family: the id of the card; title is its alias, or the child's name.
        rung: where it is on the ladder.
        due: what waits, the first day first.
        takes: how often something was rehearsed; practiced is the last day, or None, and ticks
            how many of the six things were done that time.
        last: the day of the last hour, None before the first.
        next: the day of the next meeting, where one was named and has not passed.
        homework_open, homework_done: how many.
        urgent: an urgent report was begun lately: safety comes first in this hour.
        going_on: an hour was begun and not closed.
    """

    family: str
    title: str
    updated: datetime
    rung: Rung = ""
    due: tuple[Due, ...] = ()
    takes: int = 0
    practiced: date | None = None
    ticks: int = 0
    last: date | None = None
    next: date | None = None
    homework_open: int = 0
    homework_done: int = 0
    urgent: bool = False
    going_on: bool = False
    archived: bool = False

    @property
    def first(self) -> date | None:
        """The first day on which something is due."""
        return next((one.by for one in self.due if one.by is not None), None)


def caseload(
    families: Sequence[Family],
    sessions: Iterable[Summary],
    entries: Iterable[Entry],
    notebooks: Iterable[Notebook],
    today: date,
) -> tuple[Case, ...]:
    """Return a line for each family: what is due first stands first.

    After the days come those with something open and no day, then who was seen longest ago.
    """
    sat, said = defaultdict[str, list[Summary]](list), defaultdict[str, list[Entry]](list)
    for session in sessions:
        sat[session.family].append(session)
    for entry in entries:
        said[entry.family].append(entry)
    books: Mapping[str, Notebook] = {one.family: one for one in notebooks}
    cases = [
        case(one, sat[one.id], said[one.id], books.get(one.id, Notebook(family=one.id)), today)
        for one in families
    ]
    return tuple(sorted(cases, key=_order))


def case(
    family: Family,
    sessions: Sequence[Summary],
    entries: Sequence[Entry],
    notebook: Notebook,
    today: date,
) -> Case:
    """Return the line of one family.

    Args:
        sessions, entries: the family's own.
        notebook: what the coach keeps of it.
    """
    hours = [one for one in notebook.hours if one.closed]
    last = max(
        (one for one in sessions if _day(one.practiced)),
        key=lambda one: (one.practiced, one.updated),
        default=None,
    )
    meeting = _meeting(notebook, today)
    waiting = due(family, sessions, entries, today)
    if meeting is not None:
        waiting = _sorted((Due("meeting", "", meeting, family.id), *waiting))
    return Case(
        family=family.id,
        title=family.title,
        updated=family.updated,
        rung=rung(sessions, entries, today),
        due=waiting,
        takes=sum(one.takes for one in sessions),
        practiced=_day(last.practiced) if last is not None else None,
        ticks=last.ticks if last is not None else 0,
        last=max((_local(one) for one in hours), default=None),
        next=meeting,
        homework_open=sum(one.is_open for one in family.homework),
        homework_done=sum(not one.is_open for one in family.homework),
        urgent=is_urgent(sessions, today),
        going_on=any(not one.closed for one in notebook.hours),
        archived=family.archived,
    )


def due(
    family: Family, sessions: Iterable[Summary], entries: Sequence[Entry], today: date
) -> tuple[Due, ...]:
    """Return what waits for a family, the first day first; without a day, last."""
    found = [
        Due("promise", f"{one.who}: {one.what}" if one.who else one.what, one.by, one.entry, one)
        for entry in entries
        if not entry.archived
        for one in entry.open
    ]
    found += [Due("homework", one.text, _day(one.by), one.id) for one in by_day(family.homework)]
    found += [Due("unsent", one.scenario, None, one.id) for one in unsent(sessions, entries, today)]
    return _sorted(found)


def unsent(
    sessions: Iterable[Summary], entries: Iterable[Entry], today: date
) -> tuple[Summary, ...]:
    """Return finished sessions of the last weeks that no entry of the log was made from."""
    told = {one.session for one in entries if one.session}
    return tuple(
        one
        for one in sessions
        if one.finished
        and not one.archived
        and one.scenario not in (FAMILY, CONTACT)
        and one.id not in told
        and today - one.updated.date() <= UNSENT_FOR
    )


def is_urgent(sessions: Iterable[Summary], today: date) -> bool:
    """Return whether an urgent report was begun in the last weeks."""
    return any(
        one.scenario == REPORT and not one.archived and today - one.updated.date() <= _URGENT_FOR
        for one in sessions
    )


def narrowed(cases: Iterable[Case], words: str, *, archived: bool = False) -> tuple[Case, ...]:
    """Return the cases whose title has every word of `words`; put-away ones only when asked for.

    Words that say something find the put-away ones too.
    """
    asked = words.casefold().split()
    return tuple(
        one
        for one in cases
        if (one.archived == archived or asked)
        and all(word in one.title.casefold() for word in asked)
    )


def _order(case: Case) -> tuple[bool, date, bool, date, str, str]:
    """An hour that goes on, then the first day, then what waits, then who was seen longest ago."""
    return (
        not case.going_on,
        case.first or date.max,
        not case.due,
        case.last or date.min,
        case.title.casefold(),
        case.family,
    )


def _sorted(found: Iterable[Due]) -> tuple[Due, ...]:
    return tuple(sorted(found, key=lambda one: (one.by or date.max, one.sort, one.what, one.id)))


def _meeting(notebook: Notebook, today: date) -> date | None:
    """Return the day that was named at the end of the latest hour, if it has not passed."""
    latest = max(notebook.hours, key=lambda one: (one.began, one.id), default=None)
    day = _day(latest.next) if latest is not None else None
    return day if day is not None and day >= today else None


def _local(hour: Hour) -> date:
    try:
        return hour.began.astimezone().date()
    except (OverflowError, ValueError, OSError):  # a file may say any year
        return hour.began.date()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
