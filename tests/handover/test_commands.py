"""`coach bundle` and `coach open` as a person types them, on two machines."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

from coach.casebook.casebook import Casebook
from coach.casebook.notebook import with_note
from coach.cli import main
from tests import quick_passphrase
from tests.handover.houses import NOW, add, bundled, change, coachs, opened, planned

PASSPHRASE = "correct horse battery staple"


class Said(NamedTuple):
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


Coach = Callable[..., Said]


@pytest.fixture
def coach(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Coach:
    """Type a command in one of the two houses."""

    def call(home: Path, *arguments: str, typed: str = "") -> Said:
        monkeypatch.setenv("COACH_HOME", str(home))
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(arguments)
        said = capsys.readouterr()
        assert "went wrong inside" not in said.err
        return Said(code, said.out, said.err)

    return call


@pytest.fixture
def desk(tmp_path: Path) -> tuple[Path, str, str]:
    """A coach's casebook: where, a card's id, a session's id."""
    book, card, session = coachs(tmp_path / "desk")
    return book.folder, card, session


def test_there_and_back_by_commands(
    coach: Coach, desk: tuple[Path, str, str], tmp_path: Path
) -> None:
    folder, card, session = desk
    file, home = tmp_path / "bee.coach", tmp_path / "home"
    made = coach(folder, "bundle", "bee", "--out", str(file), typed="y\n")
    assert made.code == 0
    assert "The child's card: Bee (5 answers)" in made.out
    assert "1 piece of homework" in made.out
    came = coach(home, "open", str(file), "--plain", typed="y\n\n")
    assert came.code == 0
    assert "New: A concern has come up: Leo (4 answers)" in came.out
    assert "From your coach:" in came.out
    assert "1. Write three facts. (by Thu 10 Dec)" in came.out
    change(Casebook(home), session, answers={"seen": "Theirs.", "told": "More."})
    change(Casebook(folder), session, answers={"seen": "Mine."})
    back = tmp_path / "back.coach"
    coach(home, "bundle", card, "--out", str(back), "--yes")
    shown = coach(folder, "open", str(back), "--list")
    assert "1 change, 1 place where both of you wrote" in shown.out
    assert Casebook(folder).look(session).answers["told"] != "More."
    merged = coach(folder, "open", str(back), "--plain", typed="y\n2\n\n")
    assert merged.code == 0
    for words in ("What is here:", "Mine.", "What the file says:", "Theirs."):
        assert words in merged.out
    answers = Casebook(folder).look(session).answers
    assert (answers["seen"], answers["told"]) == ("Theirs.", "More.")
    assert "nothing new" in coach(folder, "open", str(back), "--list").out


def test_what_is_left_for_later_stands_on_the_childs_page(
    coach: Coach, desk: tuple[Path, str, str], tmp_path: Path
) -> None:
    folder, card, session = desk
    home = Casebook(tmp_path / "home")
    opened(home, bundled(Casebook(folder), card, tmp_path))
    change(home, session, answers={"seen": "Theirs."})
    change(Casebook(folder), session, answers={"seen": "Mine."})
    back = bundled(home, card, tmp_path)
    # Later; the page; the line about it; what is here stays.
    said = coach(folder, "open", str(back), "--plain", typed="y\n3\n1\n1\n1\n\n")
    assert "1 place has two answers" in said.out
    assert "What is here stays." in said.out
    line = re.findall(r"(\d+)\. 1 answer that gave way", said.out)[-1]
    again = coach(folder, "open", str(back), "--plain", typed=f"1\n{line}\n2\n\n")
    assert "two answers" not in again.out
    assert "This gave way, and is kept: A concern has come up: Leo" in again.out
    assert Casebook(folder).look(session).answers["seen"] == "Theirs."


def test_in_a_script_nothing_is_asked_and_nothing_is_taken_without_yes(
    coach: Coach, desk: tuple[Path, str, str], tmp_path: Path
) -> None:
    folder, card, session = desk
    file, home = tmp_path / "bee.coach", tmp_path / "home"
    refused = coach(folder, "bundle", card, "--out", str(file))
    assert refused.code == 1
    assert not file.exists()
    coach(folder, "bundle", card, "--out", str(file), "--yes")
    assert coach(folder, "bundle", card, "--out", str(file), "--yes").code == 1  # never over it
    assert coach(home, "open", str(file)).code == 1
    assert Casebook(home).families() == ()
    assert coach(home, "open", str(file), "--yes").code == 0
    change(Casebook(home), session, answers={"seen": "Theirs."})
    change(Casebook(folder), session, answers={"seen": "Mine."})
    coach(home, "bundle", card, "--out", str(tmp_path / "b.coach"), "--yes")
    said = coach(folder, "open", str(tmp_path / "b.coach"), "--yes")
    assert "1 place has two answers" in said.out
    assert Casebook(folder).look(session).answers["seen"] == "Mine."


def test_a_locked_one_asks_for_its_passphrase(
    coach: Coach,
    desk: tuple[Path, str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from pyrage import passphrase

    monkeypatch.setattr(passphrase, "encrypt", quick_passphrase.encrypt)
    monkeypatch.setattr(passphrase, "decrypt", quick_passphrase.decrypt)
    folder, card, _session = desk
    file, home = tmp_path / "bee.coach", tmp_path / "home"
    lock = ("bundle", card, "--lock", "--yes", "--out", str(file))
    assert "not the same" in coach(folder, *lock, typed=f"{PASSPHRASE}\nother words here\n").err
    assert "too short" in coach(folder, *lock, typed="short\n").err
    assert not file.exists()
    assert coach(folder, *lock, typed=f"{PASSPHRASE}\n{PASSPHRASE}\n").code == 0
    assert b"Leo" not in file.read_bytes()
    assert "not the passphrase of this file" in coach(home, "open", str(file), typed="no\n").err
    assert "no passphrase was given" in coach(home, "open", str(file)).err
    assert coach(home, "open", str(file), "--yes", typed=f"{PASSPHRASE}\n").code == 0
    assert [one.alias for one in Casebook(home).families()] == ["Bee"]


def test_a_redacted_one_can_be_read_and_not_taken_in(
    coach: Coach, desk: tuple[Path, str, str], tmp_path: Path
) -> None:
    folder, card, _session = desk
    file, home = tmp_path / "red.coach", tmp_path / "home"
    coach(folder, "bundle", card, "--redact", "--yes", "--out", str(file))
    read = coach(home, "open", str(file))
    assert read.code == 0
    assert "On day 1, the child was in tears at pick-up." in read.out
    assert not home.exists()
    with ZipFile(file) as zip:
        every = "".join(zip.read(name).decode() + name for name in zip.namelist())
    for name in ("Leo", "Okafor", "Rosa", "Lind", "Lincoln", "Bee", "November", "example"):
        assert name not in every


def test_a_card_of_the_same_name_is_asked_about(
    coach: Coach, desk: tuple[Path, str, str], tmp_path: Path
) -> None:
    folder, card, _session = desk
    home = tmp_path / "home"
    mine = add(Casebook(home), "family", {"alias": "Bee", "child_name": "Leo"}, title="Bee")
    file = bundled(Casebook(folder), card, tmp_path)
    said = coach(home, "open", str(file), "--plain", typed="1\ny\n\n")
    assert "There is a card called Bee here already" in said.out
    assert [one.id for one in Casebook(home).families()] == [mine]


def test_without_a_casebook_there_is_nothing_to_take_it_into(
    coach: Coach, desk: tuple[Path, str, str], tmp_path: Path
) -> None:
    folder, card, _session = desk
    file = bundled(Casebook(folder), card, tmp_path)
    said = coach(tmp_path / "home", "open", str(file), "--no-save")
    assert said.code == 1
    assert "--no-save" in said.err


def test_the_desk_and_the_childs_page_write_the_same_file(
    coach: Coach, desk: tuple[Path, str, str], tmp_path: Path
) -> None:
    folder, card, _session = desk
    book = Casebook(folder)
    book.change_notes(card, lambda notes: with_note(notes, "n1", "quokka", NOW))
    listed = coach(folder, "desk", "Bee", "--plain", typed="\n").out
    line = re.findall(r"(\d+)\. Hand over", listed)[-1]
    said = coach(folder, "desk", "Bee", "--plain", typed=f"{line}\n{tmp_path / 'stick'}\n\n")
    assert "none of a coach's own notes" in said.out
    (file,) = (tmp_path / "stick").iterdir()
    assert planned(Casebook(tmp_path / "home"), file).family == card
    with ZipFile(file) as zip:
        assert not [name for name in zip.namelist() if b"quokka" in zip.read(name)]


def test_the_hour_knows_the_command_that_the_childs_page_knows(
    coach: Coach, desk: tuple[Path, str, str], tmp_path: Path
) -> None:
    folder, card, _session = desk
    said = coach(folder, "desk", "Bee", "--plain", typed=f":bundle {tmp_path / 'stick'}\n\n")
    assert "Written:" in said.out
    (file,) = (tmp_path / "stick").iterdir()
    assert planned(Casebook(tmp_path / "home"), file).family == card
