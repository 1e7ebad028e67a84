"""A session as a line of a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from coach.casebook.session import Session
from coach.scenario.text import clean_line

_LONGEST = 120
"""Characters of a title in a list. A file may say anything."""


class Summary(NamedTuple):
    """What a list of sessions shows. `answers` is how many; texts are on one line.

    `family` is the id of the child's card it belongs to, or empty. `takes` is how many times
    its talk was rehearsed, `practiced` the last of those days, ISO, or empty, and
    `ticks` how many of the six things the last take did.
    """

    id: str
    scenario: str
    title: str
    updated: datetime
    finished: bool
    answers: int
    family: str = ""
    archived: bool = False
    takes: int = 0
    practiced: str = ""
    ticks: int = 0


def summary(session: Session) -> Summary:
    """Return the line for `session` in a list. A file may say anything: its texts are cleaned."""
    talks = [talk for talk in session.rehearsals if talk.turns]
    return Summary(
        id=session.id,
        scenario=clean_line(session.scenario)[:_LONGEST],
        title=clean_line(session.title)[:_LONGEST],
        updated=_sound(session.updated),
        finished=session.finished,
        answers=len(session.answers),
        family=session.family,
        archived=session.archived,
        takes=len(talks),
        practiced=max((clean_line(talk.on)[:10] for talk in talks), default=""),
        ticks=min(len(talks[-1].ticks), 6) if talks else 0,
    )


def _sound(time: datetime) -> datetime:
    """Return a time that can be told in every zone: the ends of the calendar can't."""
    return time if 1 < time.year < 9999 else datetime(1970, 1, 1, tzinfo=UTC)


def newest_first(summaries: Iterable[Summary]) -> tuple[Summary, ...]:
    """Return `summaries` in the order of a list."""
    return tuple(sorted(summaries, key=lambda line: (line.updated, line.id), reverse=True))
