"""All of it as one zip that can be read without Coach, and back: added, never replaced."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
import struct
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.casebook import archive, parcel
from coach.casebook.intake import Intake, intake, take_in
from coach.casebook.store import Casebook
from coach.casebook.toml import MOST_BYTES
from coach.errors import CoachError

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes and links")
TODAY = date(2026, 11, 24)


def save(book: Casebook, scenario: str, words: str, family: str = "", origin: str = "") -> str:
    with book.create(scenario, family=family, origin=origin) as open:
        open.save(replace(open.session, title=words, answers={"seen": words}))
        return open.session.id


def edit(book: Casebook, id: str, words: str) -> None:
    with book.open(id) as open:
        open.save(replace(open.session, answers={"seen": words}))


@pytest.fixture
def book(tmp_path: Path) -> Casebook:
    return Casebook(tmp_path / "home")


@pytest.fixture
def leo(book: Casebook) -> dict[str, str]:
    """A card, a session of two versions and an entry made from it: their ids."""
    card = save(book, "family", "Leo")
    session = save(book, "concern", "tears", card)
    edit(book, session, "tears and more")
    return {"card": card, "session": session, "entry": save(book, "contact", "call", card, session)}


@pytest.fixture
def other(tmp_path: Path) -> Casebook:
    return Casebook(tmp_path / "other")


def packed(book: Casebook, name: str = "all.zip") -> Path:
    target = book.folder.parent / name
    archive.pack(archive.packing(book.folder), target, TODAY)
    return target


def bring(place: Path, book: Casebook) -> Intake:
    """Take in what is at `place`, and return what was planned."""
    with parcel.opened(place) as theirs:
        plan = intake(theirs, book)
    assert take_in(plan, book) == ()
    return plan


def files(book: Casebook) -> dict[str, bytes]:
    return {
        path.relative_to(book.folder).as_posix(): path.read_bytes()
        for path in book.folder.rglob("*.toml*")
    }


# ------------------------------------------------------------------ out


def test_the_zip_holds_every_file_as_it_is_and_says_how_to_read_it(
    book: Casebook, leo: dict[str, str]
) -> None:
    book.search("tears")
    (book.folder / "sessions" / f"{leo['session']}.damaged-1.toml").write_bytes(b"half")
    with zipfile.ZipFile(packed(book)) as zip:
        inside = {name: zip.read(name) for name in zip.namelist()}
    readme = inside.pop("README.txt").decode()
    sums = inside.pop("SHA256SUMS.txt").decode()
    assert inside == files(book), "all, the version before too; no index, no lock files"
    assert "open it in any editor" in readme
    assert "2026-11-24" in readme
    assert max(map(len, readme.splitlines())) <= 80
    for line in sums.splitlines():
        sum, _space, name = line.partition("  ")
        assert sum == hashlib.sha256(inside.get(name, readme.encode())).hexdigest()
    assert len(sums.splitlines()) == len(inside) + 1


@posix
def test_the_zip_and_what_is_in_it_are_for_this_user_alone(
    book: Casebook, leo: dict[str, str]
) -> None:
    target = packed(book)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with zipfile.ZipFile(target) as zip:
        assert {entry.external_attr >> 16 for entry in zip.infolist()} == {0o100600}
    assert leo


def test_a_file_that_is_there_is_never_written_over(book: Casebook, leo: dict[str, str]) -> None:
    target = book.folder.parent / "mine.zip"
    target.write_bytes(b"mine")
    with pytest.raises(CoachError, match="stays as it is"):
        packed(book, "mine.zip")
    assert target.read_bytes() == b"mine"
    assert leo


@posix
def test_links_in_the_casebook_are_not_followed_and_named(
    book: Casebook, leo: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("secret")
    (book.folder / "sessions" / "x.toml").symlink_to(tmp_path / "secret")
    (book.folder / "photos").symlink_to(tmp_path)
    plan = archive.packing(book.folder)
    assert plan.left == ("photos", "sessions/x.toml")
    with zipfile.ZipFile(packed(book)) as zip:
        assert not any(b"secret" in zip.read(name) for name in zip.namelist())
    assert leo


@pytest.mark.parametrize("step", ["os.fsync", "os.link", "half-way"])
def test_when_the_disk_is_full_there_is_no_zip_and_nothing_half(
    book: Casebook, leo: dict[str, str], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = set(book.folder.parent.iterdir())
    with monkeypatch.context() as broken, room_for(400 if step == "half-way" else None):
        if step != "half-way":
            broken.setattr(step, full)
            broken.setattr(Path, "replace", full)
        with pytest.raises(CoachError, match="can't be written") as raised:
            packed(book)
    assert "room" in raised.value.advice
    assert set(book.folder.parent.iterdir()) == before
    assert leo


@contextmanager
def room_for(bytes: int | None) -> Iterator[None]:
    """A disk that has no more room for one file than this; None for what there is."""
    if bytes is None:
        yield
        return
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_on_a_disk_without_second_names_it_is_written_all_the_same(
    book: Casebook, leo: dict[str, str], monkeypatch: pytest.MonkeyPatch, other: Casebook
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    assert len(bring(packed(book), other).new) == len(leo)


def test_a_clock_set_far_back_or_far_ahead_is_no_bar(book: Casebook, leo: dict[str, str]) -> None:
    for time in (-(10**9), 0, 10**11):
        os.utime(book.folder / "sessions" / f"{leo['session']}.toml", (time, time))
        with zipfile.ZipFile(packed(book, f"{time}.zip")) as zip:
            assert zip.testzip() is None


# ------------------------------------------------------------------ in


def test_what_comes_in_is_what_went_out(
    book: Casebook, leo: dict[str, str], other: Casebook
) -> None:
    bring(packed(book), other)
    for id in leo.values():
        assert other.look(id) == book.look(id)


def test_a_folder_of_toml_files_comes_in_each_to_where_it_belongs(
    book: Casebook, leo: dict[str, str], other: Casebook, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    for path in book.folder.rglob("*.toml"):
        (bare / path.name).write_bytes(path.read_bytes())
    (bare / "letter.txt").write_text("mine")
    assert bring(bare, other).aside == 1
    assert [one.id for one in other.families()] == [leo["card"]]
    assert [one.id for one in other.entries()] == [leo["entry"]]


def test_what_is_here_already_is_left_alone_however_often_it_comes(
    book: Casebook, leo: dict[str, str]
) -> None:
    target = packed(book)
    book.archive(leo["session"])
    before = files(book)
    plan = bring(target, book)
    assert (plan.new, plan.same) == ((), 3)
    assert files(book) == before


def test_what_differs_comes_in_under_another_name_and_what_belongs_to_it_follows(
    book: Casebook, leo: dict[str, str]
) -> None:
    """The card was changed here since, and the session deleted; the entry is as it was."""
    target = packed(book)
    edit(book, leo["card"], "Leonardo")
    edit(book, leo["session"], "no more tears")
    book.delete(leo["entry"])
    before = files(book)
    plan = bring(target, book)
    assert {one.was for one in plan.renamed} == {leo["card"], leo["session"]}
    now = files(book)
    assert all(now[name] == content for name, content in before.items()), "nothing is replaced"
    came = {one.was: one.session.id for one in plan.new}
    entry = book.look(leo["entry"])
    assert (entry.family, entry.origin) == (came[leo["card"]], came[leo["session"]])
    assert book.look(came[leo["session"]]).family == came[leo["card"]]
    assert book.look(leo["session"]).family == leo["card"]
    assert bring(target, book).new == (), "the second time all of it is here"


def test_names_that_no_file_of_ours_can_have_come_in_under_others(
    book: Casebook, leo: dict[str, str], other: Casebook, tmp_path: Path
) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    content = (book.folder / "sessions" / f"{leo['session']}.toml").read_text()
    names = ["Leo's notes", "con", "a.b.c", "x" * 200, "Zoë", "zoë", " "]
    for number, name in enumerate(names):
        (bare / f"{name}.toml").write_text(content.replace("and more", f"and more {number}"))
    bring(bare, other)
    kept = {one.id for one in other.summaries()}
    assert len(kept) == len(names)
    assert len({id.casefold() for id in kept}) == len(names), "on every system they are apart"
    assert "con" not in kept
    assert bring(bare, other).new == ()


def test_what_cannot_be_read_stays_out_and_is_named_and_the_version_before_helps(
    book: Casebook, leo: dict[str, str], other: Casebook
) -> None:
    sessions = book.folder / "sessions"
    (sessions / f"{leo['session']}.toml").write_bytes(b"half a")
    (sessions / "broken.toml").write_bytes(b"\0")
    newer = (
        (sessions / f"{leo['session']}.toml.bak").read_text().replace("format = 1", "format = 9")
    )
    (sessions / "newer.toml").write_text(newer)
    plan = bring(packed(book), other)
    assert other.look(leo["session"]).answers == {"seen": "tears"}
    assert {one.name for one in plan.refused} == {"sessions/broken.toml", "sessions/newer.toml"}
    assert all(one.why for one in plan.refused)


def test_a_full_disk_half_way_loses_nothing_and_doing_it_again_ends_it(
    book: Casebook, leo: dict[str, str], other: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, left = packed(book), 7
    usual = os.fsync

    def fills_up(handle: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        usual(handle)

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fills_up)
        with pytest.raises(CoachError, match="no room"):
            bring(target, other)
    assert len(bring(target, other).new) < len(leo)
    assert all(other.look(id) == book.look(id) for id in leo.values())


# ------------------------------------------------------------------ zips made to do harm

GOOD = """format = 1
scenario = "concern"
created = 2026-11-21T20:15:00Z
updated = 2026-11-21T20:15:00Z
[answers]
seen = "Tears."
"""


def entry(name: str, mode: int = 0o100600, flags: int = 0) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    made.flag_bits |= flags
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def zipped(*entries: tuple[zipfile.ZipInfo, str | bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as zip:
        for made, content in entries:
            zip.writestr(made, content)
    return sink.getvalue()


def renamed(content: bytes, name: bytes, other: bytes) -> bytes:
    assert name in content
    return content.replace(name, other)


def claims_a_huge_list(content: bytes) -> bytes:
    at = content.rindex(b"PK\5\6")
    return content[: at + 12] + struct.pack("<I", 2**31) + content[at + 16 :]


def claims(content: bytes, size: int) -> bytes:
    """A zip of one entry that says it is so large, unpacked."""
    at = content.rindex(b"PK\1\2")
    return content[: at + 24] + struct.pack("<I", size) + content[at + 28 :]


ONE = zipped((entry("sessions/leo.toml"), GOOD))
HOSTILE = {
    "slip": zipped((entry("../../evil.toml"), GOOD)),
    "slip in the middle": zipped((entry("sessions/../../evil.toml"), GOOD)),
    "absolute": zipped((entry("/tmp/evil.toml"), GOOD)),
    "drive": zipped((entry("C:/evil.toml"), GOOD)),
    "backslash": renamed(ONE, b"sessions/leo.toml", b"..\\..\\evil1.toml"),
    "link": zipped((entry("sessions/leo.toml", 0o120777), "/etc/passwd")),
    "device": zipped((entry("sessions/leo.toml", 0o020666), "")),
    "control": renamed(ONE, b"sessions/leo.toml", b"sessions/\x1b[2Jtoml"),
    "nul": renamed(ONE, b"sessions/leo.toml", b"sessions/le\0.toml"),
    "locked by zip": renamed(ONE, b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"),
    "huge list": claims_a_huge_list(ONE),
    "bomb": claims(ONE, 2**31),
    "no zip": b"Dear Ms Okafor,",
    "empty": b"",
    "cut short": ONE[:-30],
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.timeout(20)
def test_a_zip_made_to_do_harm_is_refused_and_nothing_is_written(
    content: bytes, other: Casebook, tmp_path: Path
) -> None:
    (tmp_path / "evil.zip").write_bytes(content)
    with pytest.raises(CoachError) as raised:
        bring(tmp_path / "evil.zip", other)
    assert raised.value.where == str(tmp_path / "evil.zip")
    assert raised.value.advice
    assert str(raised.value).replace("\n", "").isprintable()
    assert [path.name for path in tmp_path.iterdir()] == ["evil.zip"]


def test_a_zip_of_far_too_many_files_is_refused(
    book: Casebook, leo: dict[str, str], other: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = packed(book)
    monkeypatch.setattr(parcel, "MOST_FILES", len(leo))
    with pytest.raises(CoachError, match="far more than any casebook"):
        bring(target, other)


def test_a_bomb_that_says_it_is_small_is_not_unpacked(other: Casebook, tmp_path: Path) -> None:
    content = zipped((entry("sessions/leo.toml"), GOOD + "#" * 100_000_000))
    assert len(content) < 200_000
    (tmp_path / "x.zip").write_bytes(claims(content, len(GOOD)))
    (refused,) = bring(tmp_path / "x.zip", other).refused
    assert "damaged in the zip" in refused.why


def test_two_entries_of_one_name_are_refused(other: Casebook, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped((entry("sessions/leo.toml"), GOOD), (entry("sessions/leo.toml"), "x"))
    (tmp_path / "evil.zip").write_bytes(content)
    with pytest.raises(CoachError, match="two of this name"):
        bring(tmp_path / "evil.zip", other)


HARMLESS = {
    "zip in zip": (entry("sessions/inner.toml"), ONE),
    "too deep": (entry("sessions/deep.toml"), "a = " + "[" * 10_000),
    "bomb of one": (entry("sessions/bomb.toml"), b"#" * (MOST_BYTES + 1)),
    "another program's": (entry("pyproject.toml"), "[project]\nname = 'x'\n"),
    "no text": (entry("sessions/bytes.toml"), b"\xff\xfe"),
}


@pytest.mark.parametrize("harmful", HARMLESS.values(), ids=HARMLESS)
def test_what_is_no_session_stays_out_and_the_others_come_in(
    harmful: tuple[zipfile.ZipInfo, str], other: Casebook, tmp_path: Path
) -> None:
    (tmp_path / "x.zip").write_bytes(zipped(harmful, (entry("sessions/leo.toml"), GOOD)))
    plan = bring(tmp_path / "x.zip", other)
    assert [one.name for one in plan.refused] == [harmful[0].filename]
    assert [one.id for one in other.summaries()] == ["leo"]


def test_a_changed_byte_in_the_zip_is_told_and_never_taken_in(
    book: Casebook, leo: dict[str, str], tmp_path: Path
) -> None:
    """Whichever byte: what comes in is what went out, or it stays out."""
    content = packed(book).read_bytes()
    wanted = {book.look(id).answers["seen"] for id in leo.values()} | {"tears"}
    for at in range(0, len(content), 29):
        place = tmp_path / f"{at}.zip"
        place.write_bytes(content[:at] + bytes([content[at] ^ 0x41]) + content[at + 1 :])
        other = Casebook(tmp_path / f"other-{at}")
        try:
            with parcel.opened(place) as theirs:
                plan = intake(theirs, other)
        except CoachError:
            continue
        assert {one.session.answers["seen"] for one in plan.new} <= wanted


def test_a_file_changed_after_the_export_is_told(
    book: Casebook, leo: dict[str, str], other: Casebook, tmp_path: Path
) -> None:
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(packed(book)) as zip:
        zip.extractall(unpacked)
    changed = unpacked / "sessions" / f"{leo['session']}.toml"
    changed.write_text(changed.read_text().replace("tears", "smiles"))
    (unpacked / "sessions" / f"{leo['session']}.toml.bak").unlink()
    assert "not as it was put in" in bring(unpacked, other).refused[0].why
    (unpacked / "SHA256SUMS.txt").unlink()
    bring(unpacked, other)
    assert other.look(leo["session"]).answers == {"seen": "smiles and more"}


@posix
@pytest.mark.timeout(10)
def test_a_pipe_and_a_folder_of_links_are_harmless(other: Casebook, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    with pytest.raises(CoachError, match="can't be read as a zip"):
        bring(tmp_path / "pipe.zip", other)
    bare = tmp_path / "bare"
    bare.mkdir()
    (tmp_path / "secret.toml").write_text(GOOD)
    (bare / "leo.toml").symlink_to(tmp_path / "secret.toml")
    (bare / "sessions").symlink_to(tmp_path)
    os.mkfifo(bare / "pipe.toml")
    assert bring(bare, other).new == ()
