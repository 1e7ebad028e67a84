"""What the lists ask of the index. Each takes an index that is up to date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from coach.casebook.family import Family
from coach.casebook.index.rows import SUMMARY, as_summary
from coach.casebook.log import Entry, Promise, in_order
from coach.casebook.opened import Damage
from coach.casebook.records import SHELVES, ShelfName
from coach.casebook.summary import Summary
from coach.casebook.words import asked_for

if TYPE_CHECKING:
    from sqlite3 import Connection

_SESSIONS = "FROM file WHERE shelf = 'sessions' AND damage = ''"
_NEWEST = "ORDER BY at DESC, file.id DESC"


def summaries(base: Connection) -> tuple[Summary, ...]:
    """Return every session; see `Store.summaries`."""
    return tuple(map(as_summary, base.execute(f"SELECT {SUMMARY} {_SESSIONS} {_NEWEST}")))


def recent(base: Connection, limit: int, finished: bool, family: str) -> tuple[Summary, ...]:
    """Return the newest sessions of a sort; see `Store.recent`."""
    where, values = _of_sort(finished, False, family)
    found = base.execute(
        f"SELECT {SUMMARY} {_SESSIONS} {where} {_NEWEST} LIMIT ?", (*values, max(limit, 0))
    )
    return tuple(map(as_summary, found))


def count(base: Connection, finished: bool | None, archived: bool | None, family: str) -> int:
    """Return how many sessions of a sort there are; see `Store.count`."""
    where, values = _of_sort(finished, archived, family)
    return int(base.execute(f"SELECT count(*) {_SESSIONS} {where}", values).fetchone()[0])


def families(base: Connection) -> tuple[Family, ...]:
    """Return the children's cards; see `Store.families`."""
    decode = msgspec.json.Decoder(Family).decode
    rows = base.execute("SELECT record FROM file WHERE shelf = 'families' AND damage = ''")
    found = [decode(record) for (record,) in rows]
    return tuple(sorted(found, key=lambda one: (one.updated, one.id), reverse=True))


def entries(base: Connection, family: str) -> tuple[Entry, ...]:
    """Return the contact log; see `Store.entries`."""
    decode = msgspec.json.Decoder(Entry).decode
    rows = base.execute(
        "SELECT record FROM file WHERE shelf = 'log' AND damage = '' AND ? IN ('', family) "
        "ORDER BY id",
        (family,),
    )
    return in_order([decode(record) for (record,) in rows])


def due(base: Connection, today: date, ahead: int) -> tuple[Promise, ...]:
    """Return the open promises whose day has come; see `Store.due`."""
    last = min(today.toordinal() + ahead, date.max.toordinal())
    decode = msgspec.json.Decoder(Promise).decode
    rows = base.execute("SELECT said FROM promise WHERE day <= ?", (last,))
    found = [decode(said) for (said,) in rows]
    return tuple(sorted(found, key=lambda one: (one.by or today, one.entry, one.row)))


def search(base: Connection, text: str, limit: int | None) -> tuple[Summary, ...]:
    """Return what holds every word of `text`; see `Store.search`."""
    where, values = _holding(base, text)
    if not values:
        return ()
    found = base.execute(
        f"SELECT {SUMMARY} FROM words JOIN file ON file.n = words.rowid "
        f"WHERE {where} AND damage = '' {_NEWEST} LIMIT ?",
        (*values, -1 if limit is None else max(limit, 0)),
    )
    return tuple(map(as_summary, found))


def found(base: Connection, text: str) -> int:
    """Return how many hold every word of `text`; see `Store.found`."""
    where, values = _holding(base, text)
    if not values:
        return 0
    # What is damaged has no words, so it is not among them.
    return int(base.execute(f"SELECT count(*) FROM words WHERE {where}", values).fetchone()[0])


def damaged(base: Connection) -> tuple[Damage, ...]:
    """Return what could not be read, on every shelf."""
    rows = base.execute("SELECT shelf, id, damage FROM file WHERE damage <> ''").fetchall()
    found: list[Damage] = []
    for name in SHELVES:
        here = [Damage(f"{id}.toml", what) for shelf, id, what in rows if shelf == name]
        found += in_place(name, here)
    return tuple(found)


def in_place(name: ShelfName, damaged: Iterable[Damage]) -> list[Damage]:
    """Return what is damaged on a shelf in order, named as seen from the casebook's folder.

    Sessions by their file alone: that folder is the one people know.
    """
    before = "" if name == "sessions" else f"{name}/"
    return [Damage(f"{before}{one.name}", one.what) for one in sorted(damaged)]


def _of_sort(finished: bool | None, archived: bool | None, family: str) -> tuple[str, list[object]]:
    where, values = "", list[object]()
    for column, value in (("archived", archived), ("finished", finished)):
        if value is not None:
            where, values = f"{where} AND {column} = ?", [*values, value]
    if family:  # said twice, so that SQLite sees that the index `newest_of` has them all
        where, values = f"{where} AND family = ? AND family <> ''", [*values, family]
    return where, values


def _holding(base: Connection, text: str) -> tuple[str, list[str]]:
    """Return the condition that a file holds every word of `text`; without words, nothing."""
    asked = asked_for(text)
    if not asked:
        return "", []
    (made,) = base.execute("SELECT sql FROM sqlite_master WHERE name = 'words'").fetchone()
    if "fts5" in made:
        # Words are letters and digits alone, so nothing in them is FTS syntax.
        return "words MATCH ?", [" AND ".join(f'"{word}"*' for word in asked)]
    every = " AND ".join("instr(' ' || words.said, ?) > 0" for _word in asked)
    return every, [f" {word}" for word in asked]
