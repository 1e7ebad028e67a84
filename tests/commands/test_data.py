"""`coach data` as a person types it: shown first, asked, done; and nothing without a yes."""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from pyrage import passphrase as age_passphrase

from coach.casebook import locking
from coach.casebook.key import Passphrase
from coach.casebook.store import Casebook
from coach.cli import main
from tests import quick_passphrase

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links and users")
PASSPHRASE = "correct horse battery staple"


class Said:
    """What `coach data …` said, and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err


Coach = Callable[..., Said]


@pytest.fixture
def coach(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Coach:
    def call(*arguments: str, typed: str = "") -> Said:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(["data", *arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert "went wrong inside" not in said.err
        return Said(code, said.out, said.err)

    return call


@pytest.fixture
def home(own_home: Path) -> Path:
    return own_home / "book"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(home))


@pytest.fixture
def leo(home: Path) -> str:
    """A card with a session and an entry; return its id."""
    book = Casebook(home)
    with book.create("family") as open:
        open.save(replace(open.session, title="Leo", answers={"alias": "Leo"}))
        card = open.session.id
    for scenario in ("concern", "contact"):
        with book.create(scenario, family=card) as open:
            open.save(replace(open.session, title="Leo: tears", answers={"seen": "tears"}))
            open.save(replace(open.session, answers={"seen": "more tears"}))
    return card


def test_where_says_what_there_is_and_makes_nothing(coach: Coach, home: Path) -> None:
    said = coach("where")
    assert said.code == 0
    assert str(home) in said.out
    assert "nothing yet" in said.out
    assert "Writable: yes" in said.out
    assert not home.exists()


def test_where_counts(coach: Coach, leo: str) -> None:
    said = coach("where")
    for line in ("  1 session\n", "  1 child's card\n", "  1 entry in the contact log\n"):
        assert line in said.out
    assert "Lock: none" in said.out
    assert leo


@posix
def test_where_says_why_it_can_not_be_written(
    coach: Coach, home: Path, leo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "log").rename(home.parent / "log")
    (home / "log").symlink_to(home.parent / "log")
    assert "log is a link to another place" in coach("where").out
    home.chmod(0o755)
    assert "Other users of this machine may look in" in coach("where").out
    (home / "log").unlink()
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 4711)
    assert "belongs to another user" in coach("where").out
    assert leo


@posix
def test_a_casebook_reached_by_a_link_is_a_choice_and_works(
    coach: Coach, home: Path, leo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home.parent / "link").symlink_to(home)
    monkeypatch.setenv("COACH_HOME", str(home.parent / "link"))
    assert f"Folder: {home}" in coach("where").out
    assert coach("check").code == 0
    assert leo


def test_export_shows_every_file_and_writes_after_a_yes(
    coach: Coach, home: Path, leo: str, tmp_path: Path
) -> None:
    target = tmp_path / "all.zip"
    said = coach("export", str(target), typed="n\n")
    assert (said.code, target.exists()) == (1, False)
    said = coach("export", str(target))
    assert (said.code, target.exists()) == (1, False), "nobody to ask is no yes"
    assert "--yes" in said.out
    said = coach("export", str(target), typed="y\n")
    assert said.code == 0
    with zipfile.ZipFile(target) as zip:
        for name in zip.namelist():
            assert name.removesuffix(".bak") in said.out
    assert "Leo: tears" in said.out
    assert "not locked" in said.out
    again = coach("export", str(target), "--yes")
    assert again.code == 1
    assert "stays as it is" in again.err
    assert leo
    assert home.exists()


def test_export_of_nothing_says_so(coach: Coach, tmp_path: Path) -> None:
    said = coach("export", str(tmp_path / "all.zip"), "--yes")
    assert said.code == 1
    assert "nothing to export" in said.err


def test_import_shows_what_would_come_and_adds_it_after_a_yes(
    coach: Coach, home: Path, leo: str, tmp_path: Path
) -> None:
    target = str(tmp_path / "all.zip")
    coach("export", target, "--yes")
    assert coach("forget", typed="forget\n").code == 0
    assert not home.exists()
    said = coach("import", target, typed="n\n")
    assert "New: 1 session, 1 child's card, 1 entry" in said.out
    assert (said.code, home.exists()) == (1, False), "looking makes nothing"
    assert "3 files were added" in coach("import", target, typed="yes\n").out
    assert [one.id for one in Casebook(home).families()] == [leo]
    again = coach("import", target)
    assert again.code == 0
    assert "Here already, and left alone: 3 files" in again.out


@pytest.mark.parametrize("place", ["nowhere.zip", "broken.zip"])
def test_import_of_what_is_no_zip_is_told(coach: Coach, tmp_path: Path, place: str) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK")
    said = coach("import", str(tmp_path / place), "--yes")
    assert said.code == 1
    assert "can't be read as a zip" in said.err


def test_forget_takes_a_word_and_a_plain_yes_is_not_enough(
    coach: Coach, home: Path, leo: str
) -> None:
    for typed in ("", "y\n", "\n", "forge\n"):
        said = coach("forget", typed=typed)
        assert said.code == 1
        assert "1 child's card" in said.out
        assert "Nothing was deleted" in said.out
    assert Casebook(home).families()
    said = coach("forget", "--yes")
    assert said.code == 0
    assert "backups" in said.out
    assert not home.exists()
    assert coach("forget").code == 0
    assert leo


def test_forget_one_family_by_its_name(coach: Coach, home: Path, leo: str) -> None:
    with Casebook(home).create("concern") as open:
        open.save(replace(open.session, title="Mia", answers={"seen": "x"}))
    said = coach("forget", "leo", typed="forget\n")
    assert said.code == 0
    assert f"Leo ({leo})" in said.out
    assert said.out.count("Leo: tears") == 2
    book = Casebook(home)
    assert [one.title for one in book.summaries()] == ["Mia"]
    assert (book.families(), book.entries()) == ((), ())
    assert coach("forget", "leo").code == 1
    assert coach("forget", "../../etc").code == 1


def test_check_is_clean_or_says_what_to_do_and_repairs_when_told(
    coach: Coach, home: Path, leo: str
) -> None:
    assert coach("check").code == 0
    (broken,) = (home / "sessions").glob("*.toml")
    broken.write_bytes(b"half a")
    said = coach("check")
    assert said.code == 1
    assert f"sessions/{broken.name}: It is not TOML" in said.out
    assert "coach data check --repair" in said.out
    assert broken.read_bytes() == b"half a"
    assert coach("check", "--repair").code == 0
    assert coach("check").code == 0
    assert Casebook(home).look(broken.stem).answers == {"seen": "tears"}
    assert leo


def test_check_speaks_json(coach: Coach, home: Path, leo: str) -> None:
    (broken,) = (home / "log").glob("*.toml")
    broken.unlink()
    said = coach("check", "--format", "json")
    assert said.code == 1
    (row,) = json.loads(said.out)["findings"]
    assert (row["code"], row["where"], row["mendable"]) == ("gone", f"log/{broken.name}", True)
    said = coach("check", "--format", "json", "--repair")
    assert said.code == 0
    assert [one["code"] for one in json.loads(said.out)["mended"]] == ["gone"]
    assert leo


def test_a_locked_casebook_is_exported_locked_checked_and_brought_in_with_its_passphrase(
    coach: Coach, home: Path, leo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(age_passphrase, "encrypt", quick_passphrase.encrypt)
    monkeypatch.setattr(age_passphrase, "decrypt", quick_passphrase.decrypt)
    locking.lock(Casebook(home).vault, Passphrase(PASSPHRASE))
    target = tmp_path / "all.zip"
    said = coach("export", str(target), "--yes")
    assert said.code == 0
    assert "stay locked" in said.out
    assert "tears" not in said.out
    with zipfile.ZipFile(target) as zip:
        assert "It is locked" in zip.read("README.txt").decode()
        assert not any(b"tears" in zip.read(name) for name in zip.namelist())
    outside = coach("check", typed="\n")
    assert outside.code == 0
    assert "locked: what its files say was not looked at" in outside.out
    (broken,) = (home / "sessions").glob("*.toml")
    content = broken.read_bytes()
    broken.write_bytes(content[:200] + b"AAAA" + content[204:])
    inside = coach("check", "--format", "json", typed=f"{PASSPHRASE}\n")
    assert [one["code"] for one in json.loads(inside.out)["findings"]] == ["damaged"]
    assert coach("check", "--repair", typed=f"{PASSPHRASE}\n").code == 0

    monkeypatch.setenv("COACH_HOME", str(tmp_path / "new"))
    said = coach("import", str(target), "--yes", typed="another passphrase\n")
    assert said.code == 1
    assert "not its passphrase" in said.err
    assert not (tmp_path / "new").exists()
    said = coach("import", str(target), "--yes", typed=f"{PASSPHRASE}\n")
    assert said.code == 0
    assert "has no lock" in said.err
    assert [one.id for one in Casebook(tmp_path / "new").families()] == [leo]
    assert coach("check").code == 0

    with Casebook(tmp_path / "new").create("concern") as open:
        open.save(replace(open.session, title="Mia", answers={"seen": "a tantrum"}))
    coach("export", str(tmp_path / "more.zip"), "--yes")
    monkeypatch.setenv("COACH_HOME", str(home))
    said = coach("import", str(tmp_path / "more.zip"), "--yes", typed=f"{PASSPHRASE}\n")
    assert "2 files were added" in said.out, "hers, and what was repaired here to an older one"
    assert not any(b"tantrum" in path.read_bytes() for path in home.rglob("*.*")), "sealed here"
