"""`coach data check`: damage is found and named, and mended only when that is asked for."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.casebook.checkup import check_up
from coach.casebook.finding import Finding
from coach.casebook.lock import Lock
from coach.casebook.repair import repair
from coach.casebook.store import Casebook

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes and links")


class Book:
    """A casebook in which all is well: a card, a session of two versions, an entry."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.book = Casebook(home)
        with self.book.create("family") as open:
            open.save(replace(open.session, title="Leo", answers={"alias": "Leo"}))
            self.card = open.session.id
        with self.book.create("concern", family=self.card) as open:
            open.save(replace(open.session, answers={"seen": "a"}))
            open.save(replace(open.session, answers={"seen": "b"}))
            self.session = open.session.id
        with self.book.create("contact", family=self.card, origin=self.session) as open:
            open.save(replace(open.session, answers={"said": "a"}))
            self.entry = open.session.id
        self.file = home / "sessions" / f"{self.session}.toml"
        self.before = home / "sessions" / f"{self.session}.toml.bak"

    def found(self, now: float | None = None) -> dict[str, str]:
        """What is found: where -> code."""
        return {one.where: one.code for one in check_up(self.book, now)}

    def files(self) -> dict[str, bytes]:
        return {
            path.name: path.read_bytes()
            for path in self.home.rglob("*")
            if path.is_file() and "index." not in path.name
        }


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path / "home")


def test_where_all_is_well_nothing_is_said_and_no_folder_is_made(
    book: Book, tmp_path: Path
) -> None:
    assert book.found() == {}
    book.book.summaries()
    assert book.found() == {}
    assert check_up(Casebook(tmp_path / "nowhere")) == ()
    assert not (tmp_path / "nowhere").exists()


def cut_short(book: Book) -> str:
    book.file.write_bytes(book.file.read_bytes()[:60])
    return "damaged"


def gone(book: Book) -> str:
    book.file.unlink()
    return "gone"


def both_damaged(book: Book) -> str:
    book.file.write_bytes(b"\0\0\0")
    book.before.write_bytes(b"half")
    return "damaged"


@pytest.mark.parametrize("harm", [cut_short, gone, both_damaged])
def test_damage_is_named_and_left_and_mended_only_when_told_to(
    book: Book, harm: Callable[[Book], str]
) -> None:
    code = harm(book)
    before = book.files()
    (finding,) = check_up(book.book)
    assert (finding.where, finding.code) == (f"sessions/{book.session}.toml", code)
    assert finding.what
    assert finding.advice
    assert book.files() == before, "looking changes nothing"
    mended = repair(book.book)
    assert [one.code for one in mended.mended] == [code]
    assert [one.code for one in mended.left if not one.note] == []
    assert repair(book.book).mended == (), "the second time there is nothing to do"
    kept = [*book.files().values()]
    assert all(content in kept for content in before.values()), "nothing is deleted"
    if harm is not both_damaged:
        assert book.book.look(book.session).answers == {"seen": "a"}


def test_a_damaged_version_before_is_set_aside_and_the_present_one_stays(book: Book) -> None:
    book.before.write_bytes(b"half")
    assert book.found() == {f"sessions/{book.session}.toml.bak": "before-damaged"}
    assert [one.code for one in repair(book.book).left] == ["set-aside"]
    assert book.book.look(book.session).answers == {"seen": "b"}
    assert book.file.with_name(f"{book.session}.damaged-1.toml").read_bytes() == b"half"


def test_what_is_open_in_another_window_is_not_mended_now(book: Book) -> None:
    cut_short(book)
    lock = Lock(book.file.parent, book.session)
    try:
        mended = repair(book.book)
    finally:
        lock.release()
    ((finding, error),) = mended.failed
    assert (finding.code, error.what) == ("damaged", "This session is open in another window.")
    assert repair(book.book).failed == ()


@posix
def test_files_that_others_may_open_are_named_and_made_private(book: Book) -> None:
    book.file.chmod(0o640)
    book.home.chmod(0o755)
    (book.home / "log").chmod(0o777)
    assert book.found() == {
        ".": "private",
        "log": "private",
        f"sessions/{book.session}.toml": "private",
    }
    assert repair(book.book).left == ()
    assert stat.S_IMODE(book.file.stat().st_mode) == 0o600
    assert stat.S_IMODE((book.home / "log").stat().st_mode) == 0o700


@posix
def test_links_are_named_and_never_followed(book: Book, tmp_path: Path) -> None:
    secret = tmp_path / "secret.toml"
    secret.write_text("mine")
    secret.chmod(0o644)
    book.file.unlink()
    book.file.symlink_to(secret)
    shutil.move(book.home / "log", tmp_path / "log")
    (book.home / "log").symlink_to(tmp_path / "log")
    wanted = {"log": "link", f"sessions/{book.session}.toml": "link"}
    assert book.found() == wanted
    left = repair(book.book).left
    assert {one.where: one.code for one in left} == wanted, "only a person can tell what is meant"
    assert secret.read_text() == "mine"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o644


@posix
def test_files_of_another_user_are_named(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 4711)
    found = book.found()
    assert set(found.values()) == {"owner"}
    assert {".", "sessions", f"log/{book.entry}.toml"} <= set(found)


def test_what_is_out_of_place_is_named(book: Book) -> None:
    sessions = book.home / "sessions"
    shutil.copy(book.file, sessions / "what.do.you.think.toml")
    shutil.copy(book.file, book.home / "log" / f"{book.session}.toml")
    (sessions / "shopping.txt").write_text("milk")
    (sessions / "a folder").mkdir()
    assert {(one.where, one.code) for one in check_up(book.book)} == {
        ("sessions/what.do.you.think.toml", "name"),
        (f"log/{book.session}.toml", "place"),
        (f"log/{book.session}.toml", "twice"),
        ("sessions/shopping.txt", "stray"),
        ("sessions/a folder", "stray"),
    }


@posix
def test_a_name_that_would_move_the_cursor_is_shown_as_plain_text(book: Book) -> None:
    (book.home / "sessions" / "\x1b[2Jred\u202e\udcff.toml").write_text("x")
    assert all(one.where.isprintable() for one in check_up(book.book))


def test_what_belongs_to_something_deleted_is_told_and_is_no_harm(book: Book) -> None:
    book.book.delete(book.card)
    book.book.delete(book.session)
    found = check_up(book.book)
    assert {one.code for one in found} == {"family-gone", "origin-gone"}
    assert all(one.note and one.mend is None for one in found)


def test_leftovers_are_swept_after_a_day(book: Book) -> None:
    leftover = book.file.with_name(f".{book.session}.toml.1a2b3c4d.tmp")
    leftover.write_bytes(b"half a")
    leftover.chmod(0o600)
    orphan = book.file.with_name(".2026-01-01-concern-abcd.lock")
    orphan.touch(0o600)
    (young,) = check_up(book.book)
    assert (young.code, young.note) == ("leftover", True)
    yesterday = leftover.stat().st_mtime - 25 * 3600
    for path in (leftover, orphan):
        os.utime(path, (yesterday, yesterday))
    assert set(book.found().values()) == {"leftover"}
    assert repair(book.book).left == ()
    assert not leftover.exists()
    assert not orphan.exists()


def test_a_newer_coachs_file_is_named_and_left(book: Book) -> None:
    newer = book.file.read_bytes().replace(b"format = 1", b"format = 9")
    book.file.write_bytes(newer)
    (finding,) = repair(book.book).left
    assert "newer Coach" in finding.what
    assert book.file.read_bytes() == newer


@pytest.mark.parametrize("damage", [b"not a database" * 500, None])
def test_a_damaged_index_is_thrown_away_and_lists_are_as_before(
    book: Book, damage: bytes | None
) -> None:
    before = book.book.summaries()
    book.book.close()
    index = book.home / "index.sqlite"
    for beside in book.home.glob("index.sqlite-*"):
        beside.unlink()
    index.write_bytes(damage or index.read_bytes()[:-5000])
    (finding,) = check_up(book.book)
    assert (finding.code, finding.where) == ("index", "index.sqlite")
    assert repair(book.book).left == ()
    assert Casebook(book.home).summaries() == before


def test_a_damaged_twin_of_the_key_is_named(book: Book) -> None:
    for name in ("key.age", "key.age.bak"):
        (book.home / name).write_bytes(b"a key")
        (book.home / name).chmod(0o600)
    (finding,) = check_up(Casebook(book.home))
    assert (finding.code, finding.note) == ("locked", True)
    (book.home / "key.age.bak").write_bytes(b"another")
    assert {one.code for one in check_up(Casebook(book.home))} == {"locked", "key"}


def test_a_finding_says_where_what_and_what_to_do() -> None:
    assert str(Finding("x", "a/b.toml", "It is broken.", "Mend it.")) == (
        "a/b.toml: It is broken.\n    Mend it."
    )
