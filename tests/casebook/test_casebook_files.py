"""Small files, written whole or not at all; a damaged one is kept and told, never guessed at."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.casebook import disk
from coach.casebook.files import Changed, Missing, Ruined, backup, look, put_over, read, write
from coach.casebook.toml import MOST_BYTES, Damaged
from coach.errors import CoachError

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes and names")

Table = dict[str, Any]


def as_it_is(table: Table) -> Table:
    return table


def only_bees(table: Table) -> Table:
    if "bees" not in table:
        raise Damaged("It has no bees.")
    return table


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "leo.toml"


def names(path: Path) -> list[str]:
    return sorted(place.name for place in path.parent.iterdir())


# ------------------------------------------------------------------ all is well


def test_what_was_written_is_read(path: Path) -> None:
    content = write(path, {"child": "Leo", "likes": ["bees", "maps"]})
    found = read(path, as_it_is)
    assert found.value == {"child": "Leo", "likes": ["bees", "maps"]}
    assert found.content == content
    assert (found.damage, found.aside) == ("", None)


def test_the_version_before_stays_beside_and_nothing_else(path: Path) -> None:
    for number in range(1, 4):
        write(path, {"number": number})
    assert look(path, as_it_is).value == {"number": 3}
    assert look(backup(path), as_it_is).value == {"number": 2}
    assert names(path) == ["leo.toml", "leo.toml.bak"]


def test_where_a_file_can_have_one_name_only_the_version_before_is_copied(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    write(path, {"number": 1})
    write(path, {"number": 2})
    assert look(backup(path), as_it_is).value == {"number": 1}
    assert names(path) == ["leo.toml", "leo.toml.bak"]


@posix
def test_killed_between_the_two_names_the_next_write_leaves_no_third(path: Path) -> None:
    """Then both names are of one file, and renaming one to the other does nothing at all."""
    write(path, {"number": 1})
    os.link(path, backup(path))
    write(path, {"number": 2})
    assert look(backup(path), as_it_is).value == {"number": 1}
    assert names(path) == ["leo.toml", "leo.toml.bak"]


@posix
def test_files_and_folders_are_for_this_user_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        write(path, {"number": 1})
        write(path, {"number": 2})
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(place.stat().st_mode) for place in path.parent.iterdir()} == {0o600}


def test_texts_of_several_lines_are_there_to_read(path: Path) -> None:
    write(path, {"seen": "On Monday.\nIn tears."})
    assert "On Monday.\nIn tears." in path.read_text("utf-8")


def test_a_mark_that_an_editor_put_in_front_is_no_damage(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbfchild = 'Leo'\r\n")
    assert read(path, as_it_is).value == {"child": "Leo"}


# ------------------------------------------------------------------ the disk says no


FAULTS = [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO]


@pytest.mark.parametrize("fault", FAULTS, ids=errno.errorcode.__getitem__)
@pytest.mark.parametrize("step", ["os.open", "os.fsync", "pathlib.Path.replace"])
def test_when_the_disk_says_no_the_old_file_stands(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str, fault: int
) -> None:
    write(path, {"number": 1})
    write(path, {"number": 2})
    usual: Callable[..., Any] = os.open

    def refuse(*arguments: Any, **named: Any) -> Any:
        if step == "os.open" and not arguments[1] & os.O_CREAT:
            return usual(*arguments, **named)
        raise OSError(fault, os.strerror(fault))

    with monkeypatch.context() as broken:
        broken.setattr(step, refuse)
        with pytest.raises(CoachError) as raised:
            write(path, {"number": 3})
    assert raised.value.advice
    assert raised.value.where == str(path)
    assert look(path, as_it_is).value == {"number": 2}
    assert look(path, as_it_is).damage == ""
    assert names(path) == ["leo.toml", "leo.toml.bak"]


@posix
def test_a_disk_that_fills_up_half_way_through_a_file(path: Path) -> None:
    import resource

    write(path, {"number": 1})
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(CoachError, match="no room left") as raised:
            write(path, {"text": "x" * 5_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "Free some space" in raised.value.advice
    assert look(path, as_it_is).value == {"number": 1}
    assert names(path) == ["leo.toml"]


def test_a_folder_that_cannot_be_made_is_said_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine")
    with pytest.raises(CoachError, match="needs a folder") as raised:
        write(tmp_path / "notes" / "leo.toml", {"number": 1})
    assert "COACH_HOME" in raised.value.advice


@posix
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="root may do all")
def test_a_folder_of_someone_else_is_said_with_what_to_do(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CoachError, match="may not write") as raised:
        write(tmp_path / "leo.toml", {"number": 1})
    assert "--no-save" in raised.value.advice


def test_a_file_that_could_not_be_read_again_is_not_written(path: Path) -> None:
    write(path, {"number": 1})
    with pytest.raises(CoachError, match="more than a file of Coach can hold"):
        write(path, {"text": "x" * MOST_BYTES})
    assert look(path, as_it_is).value == {"number": 1}


# ------------------------------------------------------------------ two programs


def test_a_file_that_another_program_changed_is_not_overwritten(path: Path) -> None:
    ours = write(path, {"by": "us"})
    theirs = write(path, {"by": "them"})
    with pytest.raises(Changed):
        put_over(path, b"by = 'us again'", ours)
    with pytest.raises(Changed):
        put_over(path, b"by = 'someone new'", None)
    assert path.read_bytes() == theirs


def test_a_file_that_has_gone_is_written_again(path: Path) -> None:
    ours = write(path, {"number": 1})
    path.unlink()
    put_over(path, b"number = 2", ours)
    assert look(path, as_it_is).value == {"number": 2}


# ------------------------------------------------------------------ damage


DAMAGES = {
    "empty": b"",
    "cut short": b'bees = 2\ntext = "half a sen',
    "zeros": b"\0" * 300,
    "not text": b"bees = 2\ntext = '\xff\xfe'",
    "not TOML": b"Dear Ms Okafor,",
    "far too large": b"#" * (MOST_BYTES + 1),
    "bottomless list": b"bees = 2\na = " + b"[" * 20_000,
    "bottomless table": b"bees = 2\n[" + b".".join([b"a"] * 200) + b"]",
    "endless number": b"bees = 2\na = " + b"9" * 10_000,
    "another file": b"wasps = 3",
}


@pytest.mark.parametrize("damaged", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_set_aside_and_the_version_before_is_used(
    path: Path, damaged: bytes
) -> None:
    write(path, {"bees": 1})
    write(path, {"bees": 2})
    path.write_bytes(damaged)
    found = read(path, only_bees)
    assert found.value == {"bees": 1}
    assert found.damage
    assert found.aside is not None
    assert found.aside.name == "leo.damaged-1.toml"
    assert found.aside.read_bytes() == damaged
    assert read(path, only_bees).damage == "", "it is mended, and told once"


@pytest.mark.parametrize("damaged", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_without_a_version_before_is_kept_and_told(
    path: Path, damaged: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(damaged)
    with pytest.raises(Ruined) as raised:
        read(path, only_bees)
    assert raised.value.where == str(path.with_name("leo.damaged-1.toml"))
    assert Path(raised.value.where).read_bytes() == damaged
    assert names(path) == ["leo.damaged-1.toml"]


def test_both_damaged_both_are_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"one")
    backup(path).write_bytes(b"two")
    with pytest.raises(Ruined):
        read(path, as_it_is)
    assert [path.with_name(name).read_bytes() for name in names(path)] == [b"one", b"two"]


def test_a_damaged_file_is_never_put_over_one_set_aside_before(path: Path) -> None:
    for number in (1, 2, 3):
        write(path, {"number": number})
        path.write_bytes(b"damage %d" % number)
        backup(path).unlink(missing_ok=True)
        with pytest.raises(Ruined):
            read(path, as_it_is)
    assert [path.with_name(name).read_bytes() for name in names(path)] == [
        b"damage 1",
        b"damage 2",
        b"damage 3",
    ]


def test_looking_changes_nothing(path: Path) -> None:
    write(path, {"bees": 1})
    write(path, {"bees": 2})
    path.write_bytes(b"damage")
    assert look(path, only_bees).value == {"bees": 1}
    assert path.read_bytes() == b"damage"
    assert names(path) == ["leo.toml", "leo.toml.bak"]


@pytest.mark.parametrize("damaged", [b"damage", b"", b"\0\0\0"])
def test_a_damaged_file_never_takes_the_place_of_the_good_version_before(
    path: Path, damaged: bytes
) -> None:
    write(path, {"number": 1})
    write(path, {"number": 2})
    path.write_bytes(damaged)
    write(path, {"number": 3})
    assert look(path, as_it_is).value == {"number": 3}
    assert look(backup(path), as_it_is).value == {"number": 1}
    assert path.with_name("leo.damaged-1.toml").read_bytes() == damaged


def test_only_the_version_before_is_left_and_it_is_used_and_put_back(path: Path) -> None:
    write(path, {"number": 1})
    write(path, {"number": 2})
    path.unlink()
    found = read(path, as_it_is)
    assert (found.value, found.aside) == ({"number": 1}, None)
    assert "gone" in found.damage
    assert look(path, as_it_is).damage == ""


def test_nothing_there_is_missing_and_not_damaged(path: Path) -> None:
    with pytest.raises(Missing):
        read(path, as_it_is)


@posix
@pytest.mark.timeout(10)
def test_what_is_no_ordinary_file_is_refused_and_left(path: Path, tmp_path: Path) -> None:
    """A pipe would hang us; a link would let a stranger's folder choose what we read."""
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(CoachError, match="can't be read"):
        read(path, as_it_is)
    path.unlink()
    (tmp_path / "secret.toml").write_text("number = 1")
    path.symlink_to(tmp_path / "secret.toml")
    with pytest.raises(CoachError, match="can't be read"):
        read(path, as_it_is)
    assert path.is_symlink()


# ------------------------------------------------------------------ leftovers


def test_leftovers_of_a_killed_program_are_swept_after_a_day_and_ignored_before(
    path: Path,
) -> None:
    write(path, {"number": 1})
    leftover = path.with_name(".leo.toml.1a2b3c4d.tmp")
    leftover.write_bytes(b"half a")
    written = leftover.stat().st_mtime
    assert read(path, as_it_is).value == {"number": 1}
    disk.sweep(path.parent, now=written + 23 * 3600)
    assert leftover.exists()
    disk.sweep(path.parent, now=written + 25 * 3600)
    assert names(path) == ["leo.toml"]
