"""`coach pack`: what is said before anything is added, and what is done after it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.cli import main
from coach.scenario import installed, library
from tests.packs.made import FILES, HEAD, ID, SCENARIO, added, folder, zipped

BROKEN = {"lost-jacket.toml": SCENARIO.replace('"work" and', '"wrk" and')}


@pytest.fixture
def bright(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a sound pack, in the current one."""
    monkeypatch.chdir(tmp_path)
    folder(tmp_path / "bright")
    return Path("bright")


class Said:
    """What a command printed, and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Coach = Callable[..., Said]


@pytest.fixture
def coach(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Coach:
    """Run a command, with what a person types after it."""

    def run(*arguments: str, typed: str = "") -> Said:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(arguments)
        told = capsys.readouterr()
        assert "Traceback" not in told.out + told.err
        return Said(code, told.out, told.err)

    return run


# ------------------------------------------------------------------ adding


def test_all_of_it_is_shown_before_it_is_added_and_no_is_no(coach: Coach, bright: Path) -> None:
    (bright / "notes.docx").write_text("x")
    said = coach("pack", "add", "bright", typed="n\n")
    assert said.code == 1
    for part in (
        "Bright Street (bright-street), by Ana Ruiz. License: CC-BY-4.0",
        "From bright: 3 files",
        "nothing is wrong with it",
        f"{ID}: One fault",
        "A sound scenario, but for one thing.",
        "About 10 minutes. Samples: mia.",
        "no use for it: notes.docx",
        "Its words are its author's, not Coach's",
        "Add it? (y/N)",
        "Nothing was added.",
    ):
        assert part in said.out, part
    assert installed.every() == ()


@pytest.mark.parametrize("typed", ["", "\n", "no\n", "maybe\n"])
def test_anything_but_yes_is_no(coach: Coach, bright: Path, typed: str) -> None:
    assert coach("pack", "add", "bright", typed=typed).code == 1
    assert installed.every() == ()


def test_a_yes_adds_it_and_says_how_to_try_it(coach: Coach, bright: Path) -> None:
    said = coach("pack", "add", "bright", typed="y\n")
    assert said.code == 0
    assert said.out.endswith(f"To try it: coach run {ID} --sample mia\n")
    assert "Tears" in coach("run", ID, "--sample", "mia").out


def test_a_zip_is_added_and_the_same_again_is_said_to_be_there(coach: Coach, bright: Path) -> None:
    zipped(Path("bright.zip"), FILES, top="bright/")
    assert coach("pack", "add", "bright.zip", "--yes").code == 0
    before = installed.every()
    said = coach("pack", "add", "bright")
    assert said.code == 0
    assert "is here already" in said.out
    assert installed.every() == before


def test_a_pack_with_an_error_is_not_added_and_the_error_has_its_place(
    coach: Coach, bright: Path
) -> None:
    zipped(Path("bright.zip"), {**FILES, **BROKEN})
    said = coach("pack", "add", "bright.zip", "--yes")
    assert said.code == 1
    assert "bright.zip/lost-jacket.toml:64:18: E205 “topic” has no option “wrk”" in said.out
    assert "Nothing was added" in said.out
    assert "coach-pack-" not in said.out  # the place it was checked in
    assert installed.every() == ()


def test_of_a_thousand_errors_the_first_are_shown(coach: Coach, bright: Path) -> None:
    many = "".join(f"key_{n} = {n}\n" for n in range(60))
    folder(bright, **{"lost-jacket.toml": many + SCENARIO})
    said = coach("pack", "add", "bright", "--yes")
    assert said.out.count(": E102 ") == 20
    assert "more: coach pack check bright" in said.out


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"pack.toml": 'id = "a"\ntitle = "A"\n'}, "doesn't say whose it is"),
        ({"pack.toml": HEAD.replace("bright-street", "coach")}, "belongs to Coach already"),
        ({"pack.toml": HEAD.replace("bright-street", "../x")}, "can't be an id"),
        ({"pack.toml": HEAD.replace("Ana Ruiz", "A\u202ena")}, "unseen character"),
        ({"concern.toml": SCENARIO.replace('"lost-jacket"', '"concern"')}, "belongs to Coach"),
    ],
)
def test_what_a_pack_may_not_be(
    coach: Coach, bright: Path, more: dict[str, str], says: str
) -> None:
    folder(bright, **more)
    said = coach("pack", "add", "bright", "--yes")
    assert said.code == 1
    assert says in said.out + said.err
    assert installed.every() == ()


def test_what_is_doubtful_is_said_and_may_be_added(coach: Coach, bright: Path) -> None:
    (bright / "samples" / "lost-jacket" / "mia.toml").unlink()
    said = coach("pack", "add", "bright", "--yes")
    assert said.code == 0
    assert "1 thing in it is doubtful: coach pack check bright" in said.out
    assert said.out.endswith(f"coach run {ID}\n")


def test_another_version_says_what_it_replaces_and_by_whom(coach: Coach, bright: Path) -> None:
    added(**{"second.toml": SCENARIO.replace('"lost-jacket"', '"second"')})
    folder(bright, **{"pack.toml": HEAD.replace("Ana Ruiz", "Somebody")})
    said = coach("pack", "add", "bright", typed="n\n")
    assert "It takes the place of “Bright Street”, added on Sun 29 Nov 2026." in said.out
    assert "Take care: that one is by Ana Ruiz, and this one by Somebody." in said.out
    assert "No longer in it: second." in said.out
    assert installed.pack("bright-street").author == "Ana Ruiz"
    assert coach("pack", "add", "bright", "--yes").code == 0
    assert installed.pack("bright-street").author == "Somebody"


# ------------------------------------------------------------------ listing


def test_a_list_without_packs_says_how_to_add_one(coach: Coach) -> None:
    assert "coach pack add" in coach("pack", "list").out
    assert coach("pack", "list", "--format", "json").out == "[]\n"


def test_the_list_says_whose_each_is_and_what_it_has(coach: Coach) -> None:
    added()
    said = coach("pack", "list")
    assert said.code == 0
    assert "Bright Street (bright-street), by Ana Ruiz. License: CC-BY-4.0" in said.out
    assert f"{ID}: One fault" in said.out
    (row,) = json.loads(coach("pack", "list", "--format", "json").out)
    assert (row["author"], row["license"], row["usable"]) == ("Ana Ruiz", "CC-BY-4.0", True)
    assert [one["id"] for one in row["scenarios"]] == [ID]


def test_the_list_of_scenarios_has_those_of_packs_with_their_author(coach: Coach) -> None:
    added()
    assert f"{ID}: One fault\n" in coach("list").out
    assert "From the pack of Ana Ruiz." in coach("list").out
    rows = {row["id"]: row["by"] for row in json.loads(coach("list", "--format", "json").out)}
    assert rows[ID] == "Ana Ruiz"
    assert rows["concern"] == ""


def test_a_pack_that_was_edited_or_damaged_is_named_with_what_to_do(coach: Coach) -> None:
    known = added()
    (known.place / "lost-jacket.toml").write_text(SCENARIO + "# more\n")
    said = coach("pack", "list")
    assert said.code == 1
    assert "Changed since it was checked, so not used: lost-jacket.toml." in said.out
    assert "not as it was when it was checked" in coach("run", ID, "--sample", "mia").err
    (known.place.parent / installed.MANIFEST).write_text("{")
    assert "damaged" in coach("pack", "list").out
    listed = coach("list")
    assert (listed.code, "“bright-street” is left out" in listed.err) == (0, True)
    rows = json.loads(coach("pack", "list", "--format", "json").out)
    assert [(row["id"], row["usable"]) for row in rows] == [("bright-street", False)]


# ------------------------------------------------------------------ removing


def test_removing_says_what_goes_and_what_stays_and_asks(coach: Coach) -> None:
    added()
    said = coach("pack", "remove", "bright-street", typed="\n")
    assert said.code == 1
    for part in (f"{ID}: One fault", "What you wrote with it stays", "Nothing was removed"):
        assert part in said.out
    assert library.find(ID)
    assert coach("pack", "remove", "bright-street", typed="yes\n").code == 0
    assert installed.every() == ()


def test_a_damaged_pack_can_be_removed_and_one_that_is_not_there_cannot(coach: Coach) -> None:
    (added().place.parent / installed.MANIFEST).write_text("{")
    assert coach("pack", "remove", "bright-street", "--yes").code == 0
    assert installed.unusable() == ()
    said = coach("pack", "remove", "bright-street", "--yes")
    assert said.code == 1
    assert "There is no pack “bright-street” here." in said.err


# ------------------------------------------------------------------ checking


def test_a_sound_pack_is_sound_as_folder_zip_and_added(coach: Coach, bright: Path) -> None:
    zipped(Path("bright.zip"))
    added()
    for what in ("bright", "bright.zip", "bright-street"):
        assert coach("pack", "check", what).out == "3 files, nothing to mend.\n"
    said = coach("pack", "check")
    assert (said.code, said.out) == (0, "3 files, nothing to mend.\n")


def test_what_is_wrong_is_told_where_it_stands(coach: Coach, bright: Path) -> None:
    folder(bright, **BROKEN)
    zipped(Path("bright.zip"), {**FILES, **BROKEN})
    for what in ("bright", "bright.zip"):
        said = coach("pack", "check", what)
        assert said.code == 1
        assert f"{what}/lost-jacket.toml:64:18: E205" in said.out
    (row,) = json.loads(coach("pack", "check", "bright.zip", "--format", "json").out)
    assert (row["file"], row["line"], row["code"]) == ("bright.zip/lost-jacket.toml", 64, "E205")


def test_an_added_pack_that_was_edited_is_told_of(coach: Coach) -> None:
    (added().place / "pack.toml").write_text(HEAD + "# more\n")
    said = coach("pack", "check", "bright-street")
    assert said.code == 1
    assert "bright-street/pack.toml:1:1: E601 this is not as it was" in said.out


@pytest.mark.parametrize("what", ["nope", "/nowhere", "../x"])
def test_what_is_no_pack_cannot_be_checked(coach: Coach, what: str) -> None:
    assert coach("pack", "check", what).code == 1


def test_a_scenario_of_a_pack_is_checked_and_watched_by_its_id(coach: Coach) -> None:
    added()
    assert coach("check", ID).out == "1 file, nothing to mend.\n"
    said = coach("watch", "--once", ID)
    assert said.out.startswith("One fault · mia: no problems")
