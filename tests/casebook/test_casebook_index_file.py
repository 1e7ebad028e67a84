"""The index is made anew when it is no good, and left out where there can be none."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pyrage import passphrase as age_passphrase

from coach.casebook import locking
from coach.casebook.key import Passphrase
from coach.casebook.seal import Locked
from coach.casebook.store import Casebook
from tests import quick_passphrase
from tests.casebook.listed import WORDS, begun, everything, read_directly, same, save, unread

# ------------------------------------------------------------------ whatever is done to the index


def truncated(home: Path) -> None:
    place = home / "index.sqlite"
    place.write_bytes(place.read_bytes()[: place.stat().st_size // 2 + 100])


def rotten(home: Path) -> None:
    place = home / "index.sqlite"
    content = bytearray(place.read_bytes())
    for at in range(4096, len(content), 97):
        content[at] ^= 0xFF
    place.write_bytes(content)


def of_another_version(home: Path) -> None:
    with sqlite3.connect(home / "index.sqlite") as base:
        base.execute("UPDATE about SET value = 'older' WHERE key = 'version'")
        base.execute("DELETE FROM file")
    base.close()


def of_another_folder(home: Path) -> None:
    other = home.with_name("other")
    begun(Casebook(other), "Somebody else")
    with Casebook(other) as book:
        book.summaries()
    shutil.copy2(other / "index.sqlite", home / "index.sqlite")


def without_a_table(home: Path) -> None:
    with sqlite3.connect(home / "index.sqlite") as base:
        base.execute("DROP TABLE words")
    base.close()


def no_database(home: Path) -> None:
    (home / "index.sqlite").write_bytes(b"Dear Ms Okafor,\n" * 400)


def empty(home: Path) -> None:
    (home / "index.sqlite").write_bytes(b"")


@pytest.mark.parametrize(
    "harm",
    [truncated, rotten, of_another_version, of_another_folder, without_a_table, no_database, empty],
    ids=lambda harm: harm.__name__,
)
def test_an_index_that_is_no_good_is_made_anew(home: Path, harm: Callable[[Path], None]) -> None:
    with Casebook(home) as book:
        for said in WORDS * 2:
            begun(book, said)
        begun(book, "Leo", "family")
        same(book)
    harm(home)
    with Casebook(home) as book:
        same(book)
    with Casebook(home) as book:
        same(book)
        assert "index.sqlite" in {path.name for path in home.iterdir()}
    base = sqlite3.connect(home / "index.sqlite")
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    base.close()


def what_it_is(path: Path) -> tuple[int, bytes]:
    return path.lstat().st_ino, b"" if path.is_dir() else path.read_bytes()


def a_link(home: Path) -> None:
    (home / "index.sqlite").symlink_to(home.with_name("theirs"))


def a_second_name(home: Path) -> None:
    (home / "index.sqlite").hardlink_to(home.with_name("theirs"))


def a_linked_journal(home: Path) -> None:
    (home / "index.sqlite-wal").symlink_to(home.with_name("theirs"))


def a_folder(home: Path) -> None:
    (home / "index.sqlite").mkdir()


def another_programs(home: Path) -> None:
    base = sqlite3.connect(home / "index.sqlite")
    base.execute("CREATE TABLE theirs (word)")
    base.close()


@pytest.mark.parametrize(
    "foreign",
    [a_link, a_second_name, a_linked_journal, a_folder, another_programs],
    ids=lambda foreign: foreign.__name__,
)
def test_what_is_not_ours_is_left_alone_and_lists_are_right(
    home: Path, foreign: Callable[[Path], None]
) -> None:
    home.with_name("theirs").write_bytes(b"")
    book = Casebook(home)
    id = begun(book, "Leo")
    foreign(home)
    before = {path: what_it_is(path) for path in home.iterdir()}
    same(book)
    with book.open(id) as open:
        save(open, "Maya")
    same(book)
    book.delete(id)
    same(book)
    book.close()
    assert {path: what_it_is(path) for path in home.iterdir()} == before
    assert home.with_name("theirs").read_bytes() == b""


def refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a folder that may only be read."""
    open = os.open

    def refusing(path: object, *rest: object) -> int:
        if "index." in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return open(path, *rest)

    monkeypatch.setattr(os, "open", refusing)
    monkeypatch.setattr(os, "utime", refusing)


def unreachable(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a network disk without locks."""
    connect = sqlite3.connect

    def refusing(path: object, **more: object) -> sqlite3.Connection:
        if path != ":memory:":
            raise sqlite3.OperationalError("disk I/O error")
        return connect(path, **more)

    monkeypatch.setattr(sqlite3, "connect", refusing)
    monkeypatch.setattr("coach.casebook.index.index.is_damage", lambda _error: False)


def without_sqlite(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlite3", None)


def without_full_text(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "coach.casebook.index.file._FULL_TEXT", "CREATE VIRTUAL TABLE words USING fts99(said)"
    )


@pytest.mark.parametrize(
    "without",
    [refused, unreachable, without_sqlite, without_full_text],
    ids=lambda without: without.__name__,
)
def test_where_there_can_be_no_such_index_lists_are_right(
    home: Path, monkeypatch: pytest.MonkeyPatch, without: Callable[..., None]
) -> None:
    without(home, monkeypatch)
    book = Casebook(home)
    ids = [begun(book, said, kind) for said in WORDS[:4] for kind in ("concern", "contact")]
    same(book)
    with book.open(ids[0]) as open:
        save(open, "Okafor, again")
    same(book)
    book.delete(ids[1])
    (home / "sessions" / "nonsense.toml").write_bytes(b"\xff")
    same(book)
    book.close()


def test_another_program_that_holds_the_index_is_not_waited_for(home: Path) -> None:
    book = Casebook(home)
    id = begun(book, "Leo")
    book.summaries()
    holding = sqlite3.connect(home / "index.sqlite", isolation_level=None)
    holding.execute("BEGIN IMMEDIATE")
    start = time.monotonic()
    with book.open(id) as open:
        save(open, "Maya")
    assert [one.title for one in book.summaries()] == ["Maya"]
    assert time.monotonic() - start < 2
    holding.execute("ROLLBACK")
    holding.close()
    same(Casebook(home))
    same(book)


# ------------------------------------------------------------------ behind a lock


def test_behind_a_lock_nothing_readable_lies_there_and_lists_are_as_quick(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(age_passphrase, "encrypt", quick_passphrase.encrypt)
    monkeypatch.setattr(age_passphrase, "decrypt", quick_passphrase.decrypt)
    book = Casebook(home)
    begun(book, "xylophone")
    begun(book, "Leo", "family")
    listed = everything(book)
    locking.lock(book.vault, Passphrase("seven long words of a song"))
    assert not list(home.glob("index.*"))
    assert everything(book) == listed
    book.close()
    assert {path.name for path in home.glob("index.*")} == {"index.sealed"}
    assert b"xylophone" not in (home / "index.sealed").read_bytes()
    again = Casebook(home)
    with pytest.raises(Locked):
        again.summaries()
    again.unlock(Passphrase("seven long words of a song"))
    with monkeypatch.context() as watched:
        unread(watched)
        assert everything(again) == listed
    begun(again, "Maya")
    before = (home / "index.sealed").read_bytes()
    again.delete(begun(again, "marzipan"))
    assert (home / "index.sealed").read_bytes() != before, "what was deleted is gone from it"
    same_as = read_directly(home)
    same_as.unlock(Passphrase("seven long words of a song"))
    assert everything(again) == everything(same_as)
    again.lock_up()
    with pytest.raises(Locked):
        again.summaries()
