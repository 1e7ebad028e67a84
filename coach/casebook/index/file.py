"""The index's file: opened, made, checked, thrown away. sqlite3 is imported when it is needed.

Nothing here is worth saving: whatever is wrong with the file, a new one is made of the
sessions' own files. But what isn't ours is neither written to nor deleted.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import coach
from coach.casebook.disk import CREATE, content_of, is_mine, rename, sweep, temporary
from coach.casebook.family import Family, Person
from coach.casebook.log import Entry, Promise
from coach.casebook.seal import Seal
from coach.casebook.summary import Summary
from coach.casebook.toml import Damaged
from coach.errors import CoachError

if TYPE_CHECKING:
    from sqlite3 import Connection

NAME = "index.sqlite"
SEALED = "index.sealed"
"""The same under a lock: the whole index as one closed piece."""

_BESIDE = ("-wal", "-shm", "-journal")
OURS = 0x436F6163
"""What says in the head of an SQLite file that it is ours (“Coac”)."""

_WAIT = 0.1
"""Seconds that we wait for another program's turn. After that we do without the file."""

_MOST_BYTES = 2_000_000_000

_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE shelf (name TEXT PRIMARY KEY, mark TEXT NOT NULL);
CREATE TABLE again (shelf TEXT, id TEXT, PRIMARY KEY (shelf, id)) WITHOUT ROWID;
CREATE TABLE file (
    n INTEGER PRIMARY KEY, shelf TEXT NOT NULL, id TEXT NOT NULL, stamp TEXT NOT NULL,
    scenario TEXT, title TEXT, updated TEXT, finished INTEGER, answers INTEGER, family TEXT,
    archived INTEGER, takes INTEGER, practiced TEXT, ticks INTEGER, at INTEGER, record BLOB,
    damage TEXT NOT NULL, UNIQUE (shelf, id));
CREATE INDEX newest ON file (shelf, damage, archived, finished, at, id);
CREATE INDEX newest_of ON file (family, shelf, archived, finished, at, id) WHERE family <> '';
CREATE INDEX damaged ON file (shelf, id) WHERE damage <> '';
CREATE TABLE promise (n INTEGER, row INTEGER, day INTEGER NOT NULL, said BLOB NOT NULL,
    PRIMARY KEY (n, row)) WITHOUT ROWID;
CREATE INDEX by_day ON promise (day);
"""
# Words come folded from `words.words_of`, so the plainest tokenizer will do. Which words a
# file has is all that is kept here: not where they stand, nor how often.
_FULL_TEXT = (
    "CREATE VIRTUAL TABLE words USING fts5(said, tokenize='ascii', detail=none, columnsize=0)"
)
_WITHOUT_FULL_TEXT = "CREATE TABLE words (said TEXT NOT NULL)"


class Unusable(Exception):
    """There can be no index, or none in a file: read the sessions' own files instead."""


def version() -> str:
    """Return what an index must have been made by for us to use it."""
    fields = (one._fields for one in (Summary, Family, Person, Entry, Promise))
    return f"1 {coach.__version__} {' '.join(','.join(names) for names in fields)}"


def open_file(folder: Path, *, make: bool) -> Connection | None:
    """Open the index of `folder`; an old or damaged one is thrown away.

    Args:
        make: make one where there is none; else None is returned.

    Raises:
        Unusable: what lies in its place is not ours, or it can't be made there.
        sqlite3.Error: it is locked, or can't be used on this disk.
    """
    import sqlite3

    for _attempt in range(2):
        if not _is_there(folder):
            if not make:
                return None
            _create(folder)
        base = sqlite3.connect(
            folder / NAME, timeout=_WAIT, isolation_level=None, check_same_thread=False
        )
        try:
            base.execute("PRAGMA secure_delete = ON")  # deleted means deleted
            if _is_fitting(base, folder):
                base.execute("PRAGMA synchronous = NORMAL")
                return base
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                base.close()
                raise
        except BaseException:
            base.close()
            raise
        base.close()
        remove_readable(folder)
    raise Unusable


def in_memory(folder: Path, content: bytes = b"") -> Connection:
    """Return an index that is in no file: made anew, or from the `content` of an earlier one."""
    import sqlite3

    if content:
        base = _memory()
        with suppress(sqlite3.Error):
            base.deserialize(content)
            if _says(base, folder):
                return base
        base.close()
    base = _memory()
    _make(base, folder)
    return base


def _memory() -> Connection:
    import sqlite3

    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


def open_sealed(folder: Path, seal: Seal) -> Connection:
    """Return the index of a locked casebook, in memory: as it was kept, or made anew."""
    content = b""
    with suppress(OSError, Damaged, CoachError):
        content = seal.open(content_of(folder / SEALED, _MOST_BYTES))
    return in_memory(folder, content)


def save_sealed(folder: Path, seal: Seal, base: Connection) -> None:
    """Keep the index of a locked casebook, closed. Where that can't be done there is none."""
    sweep(folder)
    place = folder / SEALED
    fresh: Path | None = None
    try:
        fresh = temporary(place, seal.close(base.serialize()))
        rename(fresh, place)
    except (OSError, CoachError):
        _unlink(place)  # it may say what has been deleted since
        if fresh is not None:
            _unlink(fresh)


def remove(folder: Path) -> None:
    """Remove the index of `folder`, open or sealed, quietly. What is no ordinary file stays."""
    remove_readable(folder)
    remove_sealed(folder)


def remove_readable(folder: Path) -> None:
    """Remove the index that anyone can read; see `remove`."""
    for more in (*_BESIDE, ""):
        _unlink(folder / (NAME + more))


def remove_sealed(folder: Path) -> None:
    """Remove the index that is kept closed; see `remove`."""
    _unlink(folder / SEALED)


def _unlink(place: Path) -> None:
    with suppress(OSError):
        if stat.S_ISREG(place.lstat().st_mode):
            place.unlink()


def is_damage(error: Exception) -> bool:
    """Return whether `error` says that the file is damaged, rather than busy or out of reach."""
    import sqlite3

    if not isinstance(error, sqlite3.Error):
        return True  # what stood there could not be read back
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return code in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_ERROR,  # a table is missing, or FTS5 in this SQLite
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_FORMAT,
    )


def _is_there(folder: Path) -> bool:
    """Return whether there is a file to open.

    Raises:
        Unusable: it, or what SQLite keeps beside it, is a link, another user's, or no file.
    """
    there = False
    for name in (NAME, *(NAME + more for more in _BESIDE)):
        try:
            about = (folder / name).lstat()
        except FileNotFoundError:
            continue
        except OSError:
            raise Unusable from None
        if not stat.S_ISREG(about.st_mode) or about.st_nlink > 1 or not is_mine(about):
            raise Unusable
        there = there or name == NAME
    return there


def _create(folder: Path) -> None:
    """Make an empty private file: SQLite itself would leave the mode to the umask."""
    for more in _BESIDE:  # left from one that was deleted by hand
        _unlink(folder / (NAME + more))
    try:
        os.close(os.open(folder / NAME, CREATE, 0o600))
    except FileExistsError:  # another program was quicker
        return
    except OSError:
        raise Unusable from None


def _is_fitting(base: Connection, folder: Path) -> bool:
    """Return whether the index is ours, of this version and this folder; an empty file becomes so.

    Raises:
        Unusable: it is another program's database.
    """
    ours = base.execute("PRAGMA application_id").fetchone()[0] == OURS
    if not ours:
        if base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise Unusable
        base.execute("PRAGMA journal_mode = WAL")  # where the disk has it; else SQLite says no
        _make(base, folder)
    return _says(base, folder)


def _says(base: Connection, folder: Path) -> bool:
    return dict(base.execute("SELECT key, value FROM about")) == _about(folder)


def _about(folder: Path) -> dict[str, str]:
    return {"version": version(), "folder": str(folder.absolute())}


def _make(base: Connection, folder: Path) -> None:
    import sqlite3

    base.execute("BEGIN IMMEDIATE")
    try:
        if not base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            for statement in _TABLES.split(";\n"):
                base.execute(statement)
            try:
                base.execute(_FULL_TEXT)
                if sqlite3.sqlite_version_info >= (3, 42):
                    base.execute("INSERT INTO words (words, rank) VALUES ('secure-delete', 1)")
            except sqlite3.OperationalError:  # an SQLite without FTS5
                base.execute(_WITHOUT_FULL_TEXT)
            base.executemany("INSERT INTO about VALUES (?, ?)", _about(folder).items())
            base.execute(f"PRAGMA application_id = {OURS}")
        base.execute("COMMIT")
    except BaseException:
        base.execute("ROLLBACK")
        raise
