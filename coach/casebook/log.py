"""The contact log as values: who said what to whom, when, what was agreed, by when.

What is kept is the answers of scenarios/contact.toml, one file an entry. Nothing here
knows what day it is: `today` is passed in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from coach.casebook import raw
from coach.casebook.session import Session
from coach.interview.near_day import near_day
from coach.scenario.evaluate import say_day

NEXT_STEP = -1
"""The row of a promise that one made to oneself: the entry's next step."""


class Promise(NamedTuple):
    """One thing agreed, a row of an entry's table; or one's own next step, with its day.

    Attributes:
        entry: the id of the entry; `row` is its row there, from 0, and `NEXT_STEP` for that.
        family: the id of the child's card, or "".
        who, what: who does what, in the words of the entry.
        by: by which day, where that can be told; `by_said` is how it was put.
        done: when it was done, in words; "" while it is open.
    """

    entry: str
    row: int
    family: str
    who: str
    what: str
    by: date | None
    by_said: str
    done: str = ""


class Entry(NamedTuple):
    """One contact.

    Attributes:
        id: the name of its file.
        day: when it was; None where nobody said.
        who, role: the person, and what they are at school.
        way: email, letter, phone, meeting, text, video, pickup, note or "".
        about: what it was about, in a few words.
        said: what I said; a sent message stands here as it was sent.
        heard: what they said.
        agreed: who does what by when.
        papers: documents that go with it.
        next, next_by: my next step, and by which day.
        session: the id of the session that the message came from, or "".
    """

    id: str
    family: str
    child: str
    updated: datetime
    day: date | None = None
    who: str = ""
    role: str = ""
    way: str = ""
    about: str = ""
    said: str = ""
    heard: str = ""
    agreed: tuple[Promise, ...] = ()
    papers: tuple[str, ...] = ()
    next: str = ""
    next_by: date | None = None
    session: str = ""
    archived: bool = False

    @property
    def open(self) -> tuple[Promise, ...]:
        """What was agreed and is not done, and my own next step where it has a day."""
        mine = Promise(
            entry=self.id,
            row=NEXT_STEP,
            family=self.family,
            who="",
            what=self.next,
            by=self.next_by,
            by_said=say_day(self.next_by) if self.next_by else "",
        )
        waiting = tuple(one for one in self.agreed if not one.done)
        return (*waiting, mine) if self.next and self.next_by else waiting


def entry(session: Session) -> Entry:
    """Return the entry that a sitting with scenarios/contact.toml holds."""
    answers = session.answers
    day = raw.day(answers, "day")
    return Entry(
        id=session.id,
        family=session.family,
        child=raw.line(answers, "child_name"),
        updated=session.updated,
        day=day,
        who=raw.line(answers, "with_name"),
        role=raw.line(answers, "with_role"),
        way=raw.line(answers, "way"),
        about=raw.line(answers, "about"),
        said=raw.text(answers, "said"),
        heard=raw.text(answers, "heard"),
        agreed=tuple(
            Promise(
                entry=session.id,
                row=at,
                family=session.family,
                who=who,
                what=what,
                by=near_day(by, day or session.created.date()),
                by_said=by,
                done=done,
            )
            for at, (who, what, by, done) in enumerate(raw.rows(answers, "agreed", 4))
        ),
        papers=raw.lines(answers, "papers"),
        next=raw.line(answers, "next"),
        next_by=raw.day(answers, "next_by"),
        session=session.origin,
        archived=session.archived,
    )


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries oldest first; those without a day stand where they were written."""
    return tuple(sorted(entries, key=lambda one: (one.day or one.updated.date(), one.updated)))


def due(entries: Iterable[Entry], today: date, ahead: int = 3) -> tuple[Promise, ...]:
    """Return the open promises whose day has come, or comes within `ahead` days, in order.

    An entry that was put away asks for nothing.
    """
    found = [
        promise
        for one in entries
        if not one.archived
        for promise in one.open
        if promise.by is not None and (promise.by - today).days <= ahead
    ]
    return tuple(sorted(found, key=lambda one: (one.by or today, one.entry, one.row)))
