"""The file that a second terminal follows: whole or not at all, and nobody's harm."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from coach.casebook.archive import packing
from coach.casebook.casebook import Casebook
from coach.casebook.checkup import check_up
from coach.casebook.forget import forget_everything
from coach.casebook.lock import SessionInUse
from coach.casebook.toml import Damaged
from coach.errors import CoachError
from coach.present import kept
from coach.present.state import MOST_GUESSES, MOST_HANDS, from_table, to_table
from tests.present import room

STATE = room.begun(scenario="first-contact", at="ask:loves", guesses={"loves": ("trains",)})


def file() -> Path:
    return kept.place_of(STATE)


def test_what_is_written_is_read_again() -> None:
    kept.write(STATE)
    assert kept.look(file()) == STATE == kept.latest()


def test_it_lies_in_a_folder_of_its_own_and_only_its_user_can_read_it(own_home: Path) -> None:
    kept.write(STATE)
    assert file().parent == own_home / "presenting"
    assert stat.S_IMODE(file().stat().st_mode) == 0o600
    assert stat.S_IMODE(file().parent.stat().st_mode) == 0o700


def test_another_family_has_another_file_and_the_last_one_written_is_the_latest() -> None:
    kept.write(STATE)
    other = STATE.but(sample="kit")
    kept.write(other)
    os.utime(file(), ns=(0, 0))
    assert kept.latest() == other
    assert kept.look(file()) == STATE


@pytest.mark.parametrize("scenario", ["../../x.toml", "/tmp/a b.toml", "C:\\x\\..\\y.toml", "…"])
def test_no_name_leads_out_of_the_folder(scenario: str, own_home: Path) -> None:
    place = kept.place_of(STATE.but(scenario=scenario, sample="../../evil"))
    assert place.resolve().parent == own_home / "presenting"


# ------------------------------------------------------------------ damaged, hostile, gone


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": "\x1b[31m"},
        {"scenario": ""},
        {"page": -1},
        {"minutes": 10**9},
        {"seed": 10**12},
        {"hands": {"x": "abc"}},
        {"hands": {"x": "1" * (MOST_HANDS + 1)}},
        {"guesses": {"x": ["a"] * (MOST_GUESSES + 1)}},
        {"started": -5},
        {"started": "now"},
        {"format": 2},
    ],
)
def test_what_no_presentation_could_say_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Damaged):
        from_table({**to_table(STATE), **wrong})


def test_what_was_typed_into_the_file_is_text() -> None:
    table = {**to_table(STATE), "guesses": {"loves": ["\x1b[2Jtrains\u202e", " "]}}
    assert from_table(table).guesses == {"loves": ("trains",)}


def test_who_follows_keeps_the_last_good_version_and_says_what_is_wrong() -> None:
    kept.write(STATE)
    following = kept.Following()
    assert following.look()
    assert following.state == STATE
    file().write_bytes(b"\xff\xfe not ours")
    (file().with_name(file().name + ".bak")).unlink(missing_ok=True)
    assert following.look()
    assert following.state == STATE
    assert "damaged" in following.trouble
    kept.write(STATE.but(page=1))
    assert following.look()
    assert following.state == STATE.but(page=1)
    assert not following.trouble


def test_while_nothing_was_written_there_is_nothing_new() -> None:
    following = kept.Following()
    assert not following.look()
    assert following.state is None
    kept.write(STATE)
    assert following.look()
    assert not following.look()


def test_what_is_no_file_of_ours_is_passed_over(own_home: Path, tmp_path: Path) -> None:
    kept.write(STATE)
    folder = own_home / "presenting"
    (tmp_path / "elsewhere.toml").write_text("x = 1")
    (folder / "a-link.toml").symlink_to(tmp_path / "elsewhere.toml")
    (folder / "leo.damaged-1.toml").write_text("x = 1")
    (folder / "notes.txt").write_text("x = 1")
    assert kept.latest() == STATE


def test_a_folder_in_the_place_of_the_file_ends_nothing() -> None:
    kept.write(STATE)
    (file().parent / "x.toml").mkdir()
    following = kept.Following()
    following.look()
    assert following.state is not None or following.trouble


# ------------------------------------------------------------------ who is there


def test_somebody_is_presenting_until_they_leave() -> None:
    assert not kept.is_presenting()
    there = kept.presence()
    assert kept.is_presenting()
    with pytest.raises(CoachError, match="another window"):
        kept.presence()
    there.release()
    assert not kept.is_presenting()


def test_who_only_looks_makes_no_folder(own_home: Path) -> None:
    kept.Following().look()
    assert not (own_home / "presenting").exists()


# ------------------------------------------------------------------ beside a casebook


def test_it_is_ours_goes_along_in_no_export_and_is_deleted_with_everything(own_home: Path) -> None:
    kept.write(STATE)
    kept.write(STATE.but(page=1))
    kept.presence().release()
    assert packing(own_home).left == packing(own_home).files == ()
    assert check_up(Casebook(own_home)) == ()
    forget_everything(own_home)
    assert not own_home.exists()


def test_nothing_is_deleted_under_who_is_presenting(own_home: Path) -> None:
    kept.write(STATE)
    there = kept.presence()
    with pytest.raises(SessionInUse):
        forget_everything(own_home)
    assert kept.look(file()) == STATE
    there.release()
