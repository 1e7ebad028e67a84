"""One file of the casebook as a row of the index, and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from coach.casebook.family import family
from coach.casebook.index.stamps import stamp_of
from coach.casebook.log import Promise, entry
from coach.casebook.opened import Damage
from coach.casebook.records import ShelfName
from coach.casebook.session import Session
from coach.casebook.shelf import Shelf
from coach.casebook.summary import Summary, summary
from coach.casebook.words import words_of

if TYPE_CHECKING:
    from sqlite3 import Connection

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COLUMNS = (
    "scenario, title, updated, finished, answers, family, archived, takes, practiced, ticks, at, "
    "record, damage"
)


class Row(NamedTuple):
    """What the index keeps of a file.

    Attributes:
        scenario to ticks: as in `Summary`; `updated` as ISO 8601.
        at: the same time in microseconds, to sort by.
        record: a card or an entry of the log, as JSON.
        damage: why it could not be read; then the rest is empty.
        said: its words.
        promises: row, day (as an ordinal) and JSON of each that is open and has a day.
    """

    scenario: str | None = None
    title: str | None = None
    updated: str | None = None
    finished: bool | None = None
    answers: int | None = None
    family: str | None = None
    archived: bool | None = None
    takes: int | None = None
    practiced: str | None = None
    ticks: int | None = None
    at: int | None = None
    record: bytes | None = None
    damage: str = ""
    said: str = ""
    promises: tuple[tuple[int, int, bytes], ...] = ()


def take(base: Connection, shelf: Shelf, name: ShelfName, id: str) -> bool:
    """Read one sitting and put what it says into the index; return whether that is new."""
    stamp = stamp_of(shelf.folder, id)  # before reading: a change after it shows
    match shelf.one(id):
        case None:
            return drop(base, name, id)
        case Damage() as damage:
            return _put(base, name, id, stamp, Row(damage=damage.what))
        case session:
            return _put(base, name, id, stamp, _row(session, name))


def drop(base: Connection, name: ShelfName, id: str) -> bool:
    """Forget one sitting; return whether it was known."""
    base.execute("DELETE FROM again WHERE shelf = ? AND id = ?", (name, id))
    found = base.execute("SELECT n FROM file WHERE shelf = ? AND id = ?", (name, id)).fetchone()
    if found is None:
        return False
    for statement in (
        "DELETE FROM words WHERE rowid = ?",
        "DELETE FROM promise WHERE n = ?",
        "DELETE FROM file WHERE n = ?",
    ):
        base.execute(statement, found)
    return True


def _row(session: Session, name: ShelfName) -> Row:
    line = summary(session)
    record: bytes | None = None
    promises: tuple[tuple[int, int, bytes], ...] = ()
    if name == "families":
        record = msgspec.json.encode(family(session))
    elif name == "log":
        kept = entry(session)
        record = msgspec.json.encode(kept)
        promises = () if kept.archived else tuple(_dated(one) for one in kept.open if one.by)
    return Row(
        scenario=line.scenario,
        title=line.title,
        updated=line.updated.isoformat(),
        finished=line.finished,
        answers=line.answers,
        family=line.family,
        archived=line.archived,
        takes=line.takes,
        practiced=line.practiced,
        ticks=line.ticks,
        at=(line.updated - _EPOCH) // timedelta(microseconds=1),
        record=record,
        said=" ".join(sorted(words_of(session))),
        promises=promises,
    )


def _dated(promise: Promise) -> tuple[int, int, bytes]:
    assert promise.by is not None
    return promise.row, promise.by.toordinal(), msgspec.json.encode(promise)


def _put(base: Connection, name: ShelfName, id: str, stamp: str, row: Row) -> bool:
    base.execute("DELETE FROM again WHERE shelf = ? AND id = ?", (name, id))
    kept = tuple(row[:-2])
    found = base.execute(
        f"SELECT n, stamp, {_COLUMNS} FROM file WHERE shelf = ? AND id = ?", (name, id)
    ).fetchone()
    if found is None:
        marks = ", ".join("?" * (3 + len(kept)))
        made = base.execute(
            f"INSERT INTO file (shelf, id, stamp, {_COLUMNS}) VALUES ({marks})",
            (name, id, stamp, *kept),
        )
        _put_words(base, made.lastrowid, row)
        return True
    number, before, *known = found
    (said,) = base.execute("SELECT said FROM words WHERE rowid = ?", (number,)).fetchone()
    new = tuple(known) != kept or said != row.said
    if new or before != stamp:
        marks = ", ".join("?" * len(kept))
        base.execute(
            f"UPDATE file SET (stamp, {_COLUMNS}) = (?, {marks}) WHERE n = ?",
            (stamp, *kept, number),
        )
    if new:
        base.execute("DELETE FROM words WHERE rowid = ?", (number,))
        base.execute("DELETE FROM promise WHERE n = ?", (number,))
        _put_words(base, number, row)
    return new


def _put_words(base: Connection, number: int | None, row: Row) -> None:
    base.execute("INSERT INTO words (rowid, said) VALUES (?, ?)", (number, row.said))
    base.executemany(
        "INSERT INTO promise (n, row, day, said) VALUES (?, ?, ?, ?)",
        [(number, *promise) for promise in row.promises],
    )


# ------------------------------------------------------------------ and back

SUMMARY = (
    "file.id, scenario, title, updated, finished, answers, family, archived, takes, practiced, "
    "ticks"
)
"""The columns of `as_summary`."""


def as_summary(row: tuple[str, str, str, str, int, int, str, int, int, str, int]) -> Summary:
    """Return the line of a list that a row stands for."""
    id, scenario, title, updated, finished, answers, family, archived, takes, practiced, ticks = row
    return Summary(
        id=id,
        scenario=scenario,
        title=title,
        updated=datetime.fromisoformat(updated),
        finished=bool(finished),
        answers=answers,
        family=family,
        archived=bool(archived),
        takes=takes,
        practiced=practiced,
        ticks=ticks,
    )
