"""A casebook on a disk that fails, in a folder that is not ours, with a clock that is wrong.

Each gives a clear message and no loss, for sessions, cards and entries alike.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from coach.casebook.checkup import check_up
from coach.casebook.session import Session, to_table
from coach.casebook.store import Casebook, SessionInUse
from coach.casebook.toml import MOST_BYTES, render
from coach.errors import CoachError

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links and users")
KINDS = ("concern", "family", "contact")


def kept(book: Casebook, scenario: str = "concern", *versions: dict[str, Any]) -> str:
    """Keep something in as many versions; return its id."""
    with book.create(scenario) as open:
        for answers in versions or ({"seen": "a"}, {"seen": "b"}):
            open.save(replace(open.session, answers=answers))
        return open.session.id


def add(book: Casebook, id: str, **answers: Any) -> Session:
    with book.open(id) as open:
        open.save(replace(open.session, answers={**open.session.answers, **answers}))
        return open.session


@pytest.fixture
def book(home: Path) -> Casebook:
    return Casebook(home)


def place(book: Casebook, id: str) -> Path:
    (found,) = book.folder.glob(f"*/{id}.toml")
    return found


# ------------------------------------------------------------------ the disk


def refusing(number: int) -> Callable[..., Any]:
    """Return an `os.open` that refuses whatever would be written."""
    usual = os.open

    def open(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
            raise OSError(number, os.strerror(number), str(path))
        return usual(path, flags, *more, **named)

    return open


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO])
@pytest.mark.parametrize("scenario", KINDS)
def test_on_a_full_or_read_only_disk_all_can_be_read_and_what_was_saved_stays(
    book: Casebook, monkeypatch: pytest.MonkeyPatch, scenario: str, number: int
) -> None:
    id = kept(book, scenario)
    before = place(book, id).read_bytes()
    with book.open(id) as open, monkeypatch.context() as broken:
        broken.setattr(os, "open", refusing(number))
        with pytest.raises(CoachError) as raised:
            open.save(replace(open.session, answers={"seen": "c"}))
        assert raised.value.advice
        assert place(book, id).read_bytes() == before
        fresh = Casebook(book.folder)
        assert fresh.look(id).answers == {"seen": "b"}
        assert len([*fresh.summaries(), *fresh.families(), *fresh.entries()]) == 1
    assert add(book, id, told="d").answers == {"seen": "b", "told": "d"}
    assert check_up(book) == ()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A folder on another file system than the temporary one: memory, on Linux."""
    memory = Path("/dev/shm")
    if not (memory.is_dir() and os.access(memory, os.W_OK)):
        pytest.skip("there is no other file system here")
    folder = memory / f"coach-test-{os.getpid()}-{random.randrange(10**9)}"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_casebook_on_another_file_system_works(
    elsewhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """Reached by a link too; and where a file can have one name only, by copying."""
    if not links:

        def refuse(*_: object) -> None:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

        monkeypatch.setattr(os, "link", refuse)
    elsewhere.mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(elsewhere)
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "link"))
    from coach.casebook.place import home

    book = Casebook(home())
    ids = [kept(book, scenario) for scenario in KINDS]
    assert [Casebook(elsewhere).look(id).answers for id in ids] == [{"seen": "b"}] * 3
    assert check_up(book) == ()


@pytest.mark.parametrize("year", [1971, 2001, 9000])
def test_a_clock_set_back_or_far_ahead_loses_nothing(home: Path, year: int) -> None:
    today = kept(Casebook(home))
    wrong = Casebook(home, lambda: datetime(year, 1, 1, tzinfo=UTC))
    other = kept(wrong)
    assert add(wrong, today, told="later, by a wrong clock").answers["seen"] == "b"
    assert add(Casebook(home), other, told="x").answers == {"seen": "b", "told": "x"}
    assert {one.id for one in Casebook(home).summaries()} == {today, other}
    assert Casebook(home).look(today).answers["told"] == "later, by a wrong clock"
    assert check_up(Casebook(home)) == ()


# ------------------------------------------------------------------ a damaged byte anywhere


@pytest.mark.slow
def test_whichever_byte_is_damaged_it_is_told_or_says_what_was_said(book: Casebook) -> None:
    """Never a traceback, never a silent loss: as it is, as it was before, or a clear word."""
    first = {"seen": "On Monday he cried.", "when": 3}
    id = kept(book, "concern", first, {**first, "told": "“It is loud.”"})
    path, whole = place(book, id), book.look(id)
    content, before = path.read_bytes(), path.with_name(path.name + ".bak").read_bytes()
    chance = random.Random(7)
    for at in range(len(content)):
        # A comment sign or a line end in its place is the worst of all: whole lines go.
        for byte in {ord("#"), ord("\n"), chance.randrange(256)} - {content[at]}:
            path.write_bytes(content[:at] + bytes([byte]) + content[at + 1 :])
            codes = {one.code for one in check_up(book) if not one.note}
            try:
                found = book.look(id)
            except CoachError:
                assert "unread" in codes, "a format of 9, by a changed digit"
                continue
            if "damaged" in codes:
                assert found.answers == first, "the version before"
            else:
                assert found == whole or "changed" in codes, at
    path.write_bytes(content)
    assert path.with_name(path.name + ".bak").read_bytes() == before
    assert book.look(id) == whole


@pytest.mark.parametrize("scenario", KINDS)
def test_a_file_cut_at_any_length_is_as_it_was_before(book: Casebook, scenario: str) -> None:
    """At the end of a line too: what is left there is good TOML, with answers missing."""
    id = kept(book, scenario, {"seen": "a"}, {"seen": "a", "told": "b"})
    path, whole = place(book, id), book.look(id)
    content = path.read_bytes()
    for length in range(len(content)):
        path.write_bytes(content[:length])
        found = book.look(id)
        assert found.answers == {"seen": "a"} or found == whole, length
    path.write_bytes(content[: content.index(b"told")])
    with book.open(id) as open:
        assert "cut short" in open.take_notice()
        assert open.session.answers == {"seen": "a"}


def test_a_file_that_a_person_changed_is_used_and_told_and_the_version_before_kept(
    book: Casebook,
) -> None:
    id = kept(book)
    path = place(book, id)
    path.write_bytes(path.read_bytes().replace(b'"b"', b'"by hand"').replace(b"\n", b"\r\n"))
    with book.open(id) as open:
        assert open.session.answers == {"seen": "by hand"}
        notice = open.take_notice()
        assert "not as Coach wrote it" in notice
        assert f"{id}.damaged-1.toml" in notice
        open.save(replace(open.session, answers={"seen": "by hand", "told": "c"}))
    with book.open(id) as open:
        assert open.take_notice() == "", "the save noted it"
    assert book.look(id).answers == {"seen": "by hand", "told": "c"}
    assert b'"a"' in path.with_name(f"{id}.damaged-1.toml").read_bytes()


def test_an_editor_that_only_changes_the_ends_of_lines_changes_nothing(book: Casebook) -> None:
    id = kept(book)
    path = place(book, id)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert check_up(book) == ()
    with book.open(id) as open:
        assert open.take_notice() == ""


# ------------------------------------------------------------------ whose it is


@posix
@pytest.mark.parametrize("shelf", ["sessions", "families", "log"])
def test_a_shelf_that_is_a_link_is_refused_before_anything_is_written(
    book: Casebook, tmp_path: Path, shelf: str
) -> None:
    scenario = {"sessions": "concern", "families": "family", "log": "contact"}[shelf]
    (tmp_path / "public").mkdir()
    book.folder.mkdir()
    (book.folder / shelf).symlink_to(tmp_path / "public")
    with pytest.raises(CoachError, match="link to another place") as raised:
        kept(book, scenario)
    assert raised.value.where == str(book.folder / shelf)
    assert "COACH_HOME" in raised.value.advice
    assert list((tmp_path / "public").iterdir()) == []


@posix
@pytest.mark.parametrize("name", ["{}.toml", ".{}.lock"])
def test_a_file_that_is_a_link_is_refused_and_what_it_leads_to_is_untouched(
    book: Casebook, tmp_path: Path, name: str
) -> None:
    id = kept(book)
    other = tmp_path / "thesis.toml"
    other.write_bytes(place(book, id).read_bytes())
    link = book.folder / "sessions" / name.format(id)
    link.unlink()
    link.symlink_to(other)
    before = other.read_bytes()
    with pytest.raises(CoachError, match="This is a link") as raised:
        book.open(id)
    assert "instead of the link" in raised.value.advice
    assert other.read_bytes() == before


@posix
def test_the_version_before_is_never_written_through_a_link(book: Casebook, tmp_path: Path) -> None:
    id = kept(book)
    (tmp_path / "thesis").write_text("mine")
    backup = book.folder / "sessions" / f"{id}.toml.bak"
    backup.unlink()
    backup.symlink_to(tmp_path / "thesis")
    add(book, id, told="c")
    assert (tmp_path / "thesis").read_text() == "mine"
    assert not backup.is_symlink()


@posix
def test_a_folder_of_another_user_is_refused(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = kept(book)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 4711)
    for attempt in (lambda: kept(book), lambda: book.open(id), lambda: kept(book, "contact")):
        with pytest.raises(CoachError, match="belongs to another user") as raised:
            attempt()
        assert "--no-save" in raised.value.advice
    assert book.look(id).answers == {"seen": "b"}


# ------------------------------------------------------------------ hostile text and names


@pytest.mark.slow
def test_the_greatest_file_there_is_comes_back_nul_bytes_and_all(home: Path) -> None:
    """The lines that tell whether it is whole come on top of what a file may hold."""
    book = Casebook(home, lambda: datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    hostile = "\0\x1b[2J\u202e"
    id = kept(book, "contact", {"said": "", "heard": hostile})
    room = MOST_BYTES - len(render(to_table(book.look(id))))
    assert room > 5_000_000
    add(book, id, said="x" * room)
    again = Casebook(book.folder).look(id).answers
    assert (len(again["said"]), again["heard"]) == (room, hostile)
    assert check_up(book) == ()


def test_an_answer_that_no_file_can_hold_is_told_and_what_was_saved_stays(book: Casebook) -> None:
    id = kept(book)
    with pytest.raises(CoachError, match="more than a file of Coach can hold"):
        add(book, id, told="x" * MOST_BYTES)
    assert book.look(id).answers == {"seen": "b"}
    assert check_up(book) == ()


NAMES = ["../leo", "a/b", "a\\b", "..", ".", "", "a\0b", "leo\n", "x" * 300, "C:leo", "leo.toml"]


@pytest.mark.parametrize("id", NAMES)
def test_no_name_leads_out_of_the_casebook_wherever_it_stands(book: Casebook, id: str) -> None:
    """Asked for; and in a file, as the card or the session that it belongs to."""
    outside = book.folder.parent / "leo.toml"
    entry = kept(book, "contact")
    outside.write_bytes(place(book, entry).read_bytes())
    before = outside.read_bytes()
    attempts: tuple[Callable[[str], object], ...] = (
        book.open,
        book.look,
        book.copy,
        book.delete,
        book.archive,
    )
    for attempt in attempts:
        with pytest.raises(CoachError, match="no session of this name"):
            attempt(id)
    with book.open(entry) as open:
        open.save(replace(open.session, family=id, origin=id, archived=True))
    assert {one.code for one in check_up(book)} <= {"family-gone", "origin-gone"}
    assert outside.read_bytes() == before


# ------------------------------------------------------------------ two programs


@pytest.mark.parametrize("scenario", KINDS)
def test_two_programs_never_overwrite_a_session_a_card_or_an_entry(
    book: Casebook, scenario: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = kept(book, scenario)
    second = Casebook(book.folder)
    with book.open(id):
        for attempt in (second.open, second.delete, second.archive):
            with pytest.raises(SessionInUse):
                attempt(id)

    def unsupported(*_: object, **__: object) -> None:
        raise NotImplementedError  # a network disk without locks

    monkeypatch.setattr("filelock.FileLock.acquire", unsupported)
    with book.open(id) as one, second.open(id) as two:
        one.save(replace(one.session, answers={"seen": "by the first"}))
        two.save(replace(two.session, answers={"seen": "by the second"}))
        assert "Nothing there was overwritten" in two.take_notice()
        assert two.session.id != id
    assert book.look(id).answers == {"seen": "by the first"}
    assert book.look(two.session.id).answers == {"seen": "by the second"}
