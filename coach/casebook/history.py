"""The contact log as the rows of a table: what was tried so far, for a person to pick and edit.

An author says which part of a contact fills a column (`Column.log`). Pure: `today` is passed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from coach.casebook.log import Entry, Promise, in_order
from coach.interview.near_day import near_day
from coach.language import _
from coach.scenario.evaluate import say_day
from coach.scenario.model import Column, LogPart

LONGEST_CELL = 80
"""Characters of one cell: a few words. A letter to someone new has to stay on a page."""


def history_rows(
    columns: Sequence[Column], entries: Sequence[Entry], *, most: int, today: date
) -> tuple[tuple[str, ...], ...]:
    """Return contacts as rows of a table with `columns`, oldest first.

    Args:
        entries: in any order.
        most: so many rows, those of the newest entries.
        today: what was promised for a day before it is late.

    Returns:
        A cell for each column; "" where the column asks for nothing of the log, or the
        entry has nothing to say. An entry that fills no column has no row.
    """
    rows = (
        tuple(_cell(column.log, entry, today) for column in columns) for entry in in_order(entries)
    )
    filled = [row for row in rows if any(row)]
    return tuple(filled[max(len(filled) - most, 0) :])


def way_in_words(way: str) -> str:
    """Return how someone talked or wrote, as a cell of a table has it; as it stands if unknown."""
    return {
        "phone": _("phone call"),
        "meeting": _("meeting"),
        "pickup": _("at pick-up"),
        "video": _("video call"),
        "email": _("email"),
        "text": _("text message"),
        "voicemail": _("voicemail"),
        "note": _("note on paper"),
        "letter": _("letter"),
    }.get(way, way)


def _cell(part: LogPart | None, entry: Entry, today: date) -> str:
    if part is None:
        return ""
    if part == "since":
        return _since(entry.agreed, entry.day or today, today)
    return _clipped(_PARTS[part](entry))


def _day(entry: Entry) -> str:
    return f"{say_day(entry.day)} {entry.day.year}" if entry.day is not None else ""


def _who(entry: Entry) -> str:
    role = "" if entry.role == "other" else entry.role.replace("-", " ")
    return ", ".join(word for word in (entry.who, role) if word)


def _agreed(entry: Entry) -> str:
    """What came of it: what was agreed; else what they said; else what it was about."""
    agreed = "; ".join(_promised(one) for one in entry.agreed if one.what)
    return agreed or entry.heard or entry.about


def _promised(promise: Promise) -> str:
    return f"{promise.who}: {promise.what}" if promise.who else promise.what


_PARTS: Mapping[LogPart, Callable[[Entry], str]] = {
    "day": _day,
    "who": _who,
    "how": lambda entry: way_in_words(entry.way),
    "about": lambda entry: entry.about,
    "said": lambda entry: entry.said,
    "heard": lambda entry: entry.heard,
    "agreed": _agreed,
}


def _since(promises: Sequence[Promise], near: date, today: date) -> str:
    """What became of what was agreed, as far as the log tells."""
    done = [one for one in promises if one.done]
    late = [one.by for one in promises if not one.done and one.by is not None and one.by < today]
    if promises and len(done) == len(promises):
        return _done(done, near)
    said = []
    if done:
        said.append(_("{n} of {m} done").format(n=len(done), m=len(promises)))
    if late:
        said.append(_("not done by {day}").format(day=say_day(min(late))))
    return ", ".join(said)


def _done(promises: Sequence[Promise], near: date) -> str:
    """Say that all of it is done, with the last day where each has one."""
    days = [near_day(one.done.casefold().removeprefix("done"), near) for one in promises]
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return _("done")
    return _("done {day}").format(day=say_day(max(known)))


def _clipped(text: str) -> str:
    """Return text on one line, cut after a word where it is long."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_CELL:
        return line
    head = line[: LONGEST_CELL - 1]
    if line[LONGEST_CELL - 1] != " " and " " in head:
        head = head.rsplit(" ", 1)[0]
    return head.rstrip(" ,;:.–—-") + "…"
