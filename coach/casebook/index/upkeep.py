"""Bringing the index up to what the files say: only what changed is read.

Whatever happens half-way, a kill too, the index knows less than it could, never something
false: a folder's mark is kept last, and without it everything is compared again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach.casebook.index.rows import take
from coach.casebook.index.stamps import mark_of, new_mark, stamps_in
from coach.casebook.records import ShelfName
from coach.casebook.shelf import Shelf

if TYPE_CHECKING:
    from sqlite3 import Connection

_AT_ONCE = 100
"""So many files are read in one turn; then another program may have its turn."""

_MANY = 1000
"""After so many new files the words are put in order: it pays from then on."""


def catch_up(
    base: Connection, shelves: Mapping[ShelfName, Shelf], *, whole: bool, damaged: bool
) -> bool:
    """Bring the index up to date, and return whether it was not.

    Args:
        whole: compare every file. Otherwise a folder that bears the mark we gave it is
            believed, but for what we have written there ourselves.
        damaged: try damaged files again. Why one could not be read may lie outside of it:
            rights, a lock, the language of the words about it.

    Raises:
        CoachError: a folder can't be read.
        sqlite3.Error: the index can't be used.
    """
    new = [
        _shelf_caught_up(base, name, shelf, whole=whole, damaged=damaged)
        for name, shelf in shelves.items()
    ]
    return any(new)


def _shelf_caught_up(
    base: Connection, name: ShelfName, shelf: Shelf, *, whole: bool, damaged: bool
) -> bool:
    mark = mark_of(shelf.folder)
    kept = kept_mark(base, name)
    to_read = [id for (id,) in base.execute("SELECT id FROM again WHERE shelf = ?", (name,))]
    gone: set[str] = set()
    same = bool(mark) and mark == kept
    if whole or not same:
        if not same:
            mark = new_mark(shelf.folder)  # before looking: a change after it shows
        found = stamps_in(shelf.folder)
        known = dict(base.execute("SELECT id, stamp FROM file WHERE shelf = ?", (name,)))
        to_read += [id for id, stamp in found.items() if known.get(id) != stamp]
        gone = known.keys() - found.keys()
    if damaged:
        rows = base.execute("SELECT id FROM file WHERE shelf = ? AND damage <> ''", (name,))
        to_read += [id for (id,) in rows]
    new = read_again(base, name, shelf, dict.fromkeys([*to_read, *gone]))
    if gone:
        purge(base)
    elif len(to_read) > _MANY:
        _put_in_order(base)
    if mark != kept:
        with writing(base):
            keep_mark(base, name, mark)
    return new


def read_again(base: Connection, name: ShelfName, shelf: Shelf, ids: Iterable[str]) -> bool:
    """Read sittings anew; those that are gone are dropped. Return whether anything is new."""
    new, waiting = False, list(ids)
    for start in range(0, len(waiting), _AT_ONCE):
        # Read while no one else may write: an older reading never follows a newer one.
        with writing(base):
            for id in waiting[start : start + _AT_ONCE]:
                new = take(base, shelf, name, id) or new
    return new


def purge(base: Connection) -> None:
    """Bring out of the file, too, the words of what was deleted."""
    import sqlite3

    if sqlite3.sqlite_version_info < (3, 42):  # from there on FTS5 does it at once
        _put_in_order(base)
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _put_in_order(base: Connection) -> None:
    (made,) = base.execute("SELECT sql FROM sqlite_master WHERE name = 'words'").fetchone()
    if "fts5" in made:
        base.execute("INSERT INTO words (words) VALUES ('optimize')")


def kept_mark(base: Connection, name: ShelfName) -> str:
    """Return the mark with which a shelf was last known; "" for never."""
    row = base.execute("SELECT mark FROM shelf WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def keep_mark(base: Connection, name: ShelfName, mark: str) -> None:
    """Write down that a shelf is known as it is under `mark`."""
    base.execute("INSERT OR REPLACE INTO shelf (name, mark) VALUES (?, ?)", (name, mark))


def to_be_read_again(base: Connection, name: ShelfName, ids: Iterable[str]) -> None:
    """Write down that these sittings are to be read before the next list."""
    base.executemany(
        "INSERT OR IGNORE INTO again (shelf, id) VALUES (?, ?)", [(name, id) for id in ids]
    )


@contextmanager
def writing(base: Connection) -> Iterator[None]:
    """Write in one piece, or not at all."""
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
        base.execute("COMMIT")
    except BaseException:
        base.rollback()
        raise
