"""Adding, replacing and taking away: whole or not at all, and nothing else is touched."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import filelock  # noqa: F401  # imported here, so that no child has to
import pytest

from coach.casebook.lock import Lock
from coach.errors import CoachError
from coach.packs import shelf
from coach.scenario import installed, library
from tests.casebook.killed import child, die_before, lines
from tests.packs.made import HEAD, ID, SCENARIO, TODAY, added, folder, read

OTHER = {"lost-jacket.toml": SCENARIO.replace("One fault", "Another jacket")}
"""The same pack, a version later."""


def listed() -> list[str]:
    return [f"{top.id}: {top.title}" for top in library.headers() if top.by]


OLD, NEW = [f"{ID}: One fault"], [f"{ID}: Another jacket"]


def test_what_was_added_is_listed_with_whose_it_is() -> None:
    assert listed() == []
    known = added()
    assert listed() == OLD
    assert (known.author, known.license, known.on) == ("Ana Ruiz", "CC-BY-4.0", "2026-11-29")
    assert known.scenarios[0].samples == ("mia",)
    assert not known.scenarios[0].rehearsed
    assert installed.pack("bright-street") == known


def test_it_lies_under_the_home_folder_and_is_private(own_home: Path) -> None:
    known = added()
    assert known.place.parent == own_home / "packs" / "bright-street"
    for place in (known.place, known.place.parent, *known.place.rglob("*")):
        assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0, place


def test_a_pack_added_again_takes_the_place_of_the_old_one() -> None:
    old = added()
    new = added(**OTHER)
    assert listed() == NEW
    assert new.place.is_dir()
    assert not old.place.exists()


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ('id = "a"\ntitle = "A"\nlicense = "MIT"\n', "whose it is"),
        ('id = "a"\ntitle = "A"\nauthor = " "\nlicense = "MIT"\n', "whose it is"),
        ('id = "a"\ntitle = "A"\nauthor = "A"\n', "how others may use it"),
    ],
)
def test_a_pack_that_does_not_say_whose_it_is_cannot_be_added(head: str, says: str) -> None:
    with pytest.raises(CoachError, match=says):
        shelf.manifest(read(**{"pack.toml": head}), TODAY)


@pytest.mark.parametrize("id", ["con", "lpt1", "../x", "A", "a b", "a/b"])
def test_a_pack_has_an_id_that_can_name_a_folder_anywhere(id: str) -> None:
    with pytest.raises(CoachError, match="can't be the id of a pack"):
        shelf.manifest(read(**{"pack.toml": HEAD.replace("bright-street", id)}), TODAY)


def test_a_folder_without_a_head_cannot_be_added() -> None:
    found = read()
    del found.files["pack.toml"]
    with pytest.raises(CoachError, match=r"no pack\.toml"):
        shelf.manifest(found, TODAY)


def test_what_is_told_of_it_is_one_plain_line_each() -> None:
    head = HEAD.replace("Ana Ruiz", "Ana\\nRuiz").replace("Bright Street", "B" * 999)
    known = shelf.manifest(read(**{"pack.toml": head}), TODAY)
    assert known.author == "Ana Ruiz"
    assert len(known.title) == 300


# ------------------------------------------------------------------ taking away


def test_what_was_removed_is_gone_and_nothing_else_is(own_home: Path) -> None:
    added()
    added(**{"pack.toml": HEAD.replace("bright-street", "other")})
    (own_home / "sessions").mkdir()
    (own_home / "sessions" / "mine.toml").write_text("words")
    shelf.remove("bright-street")
    assert [top.id for top in library.headers() if top.by] == ["other/lost-jacket"]
    assert not (own_home / "packs" / "bright-street").exists()
    assert (own_home / "sessions" / "mine.toml").read_text() == "words"


@pytest.mark.parametrize("name", ["../sessions", "..", ".", "", "/etc", "a/b", "nope", "A", "x\0"])
def test_only_a_pack_can_be_removed(name: str, own_home: Path) -> None:
    added()
    (own_home / "sessions").mkdir()
    with pytest.raises(CoachError, match="There is no pack"):
        shelf.remove(name)
    assert (own_home / "sessions").is_dir()
    assert listed() == OLD


def test_what_a_link_leads_to_is_never_deleted(own_home: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("words")
    known = added()
    (known.place / "link").symlink_to(mine)
    (known.place.parent / "files-00000000").symlink_to(mine)
    (own_home / "packs" / "other").symlink_to(mine)
    shelf.remove("bright-street")
    shelf.remove("other")
    assert (mine / "letter.txt").read_text() == "words"
    assert not os.path.lexists(own_home / "packs" / "other")


def test_a_pack_is_not_put_where_a_link_leads(own_home: Path, tmp_path: Path) -> None:
    (own_home / "packs").mkdir()
    (own_home / "packs" / "bright-street").symlink_to(tmp_path)
    with pytest.raises(CoachError, match="a link to another place"):
        added()
    assert list(tmp_path.iterdir()) == []


def test_two_programs_do_not_add_at_once(own_home: Path) -> None:
    lock = Lock(own_home / "packs", "packs")
    with pytest.raises(CoachError, match="Another program is adding"):
        added()
    lock.release()
    added()


def test_a_full_disk_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    added()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(shelf.os, "fsync", full)
        with pytest.raises(CoachError, match="no room left"):
            added(**OTHER)
    assert listed() == OLD


def test_there_is_an_end_to_how_many_packs_there_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    added()
    monkeypatch.setattr(installed, "MOST_PACKS", 1)
    added(**OTHER)  # in its own place there is room
    with pytest.raises(CoachError, match="1 packs already"):
        added(**{"pack.toml": HEAD.replace("bright-street", "other")})


# ------------------------------------------------------------------ killed


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_killed_at_any_step_of_adding_it_is_there_whole_or_not_at_all(own_home: Path) -> None:
    assert _killed_at_every_step(own_home, []) >= 10


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_killed_at_any_step_of_replacing_the_old_one_or_the_new_one_stands(own_home: Path) -> None:
    added()
    assert _killed_at_every_step(own_home, OLD) >= 10


def _killed_at_every_step(home: Path, before: list[str]) -> int:
    """Try to add the later version, killed one step further each time; return how many."""
    step = 0
    while True:
        step += 1

        def work(report: object, step: int = step) -> None:
            die_before(step, home)
            added(**OTHER)
            report("whole")

        with child(work) as (_pid, reading):
            whole = list(lines(reading)) == ["whole"]
        now = listed()
        assert now in (before, NEW), step
        for top in (top for top in library.headers() if top.by):
            assert library.find(top.id).title == top.title
        if whole:
            assert now == NEW
            assert _leftovers(home) == []
            return step
        if now == NEW:
            before = NEW


def _leftovers(home: Path) -> list[str]:
    pack = home / "packs" / "bright-street"
    keep = {installed.MANIFEST, installed.pack("bright-street").folder}
    return [place.name for place in pack.iterdir() if place.name not in keep]


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_killed_at_any_step_of_removing_it_is_there_whole_or_not_at_all(own_home: Path) -> None:
    step, whole = 0, False
    while not whole:
        step += 1
        added()

        def work(report: object, step: int = step) -> None:
            die_before(step, own_home)
            shelf.remove("bright-street")
            report("whole")

        with child(work) as (_pid, reading):
            whole = list(lines(reading)) == ["whole"]
        assert listed() in (OLD, [])
        if listed():
            assert library.find(ID).title == "One fault"
    assert listed() == []
    assert step >= 5


def test_a_folder_put_there_by_hand_is_no_pack(own_home: Path) -> None:
    """Only what was checked is listed."""
    folder(own_home / "packs" / "bright-street")
    assert listed() == []
    with pytest.raises(CoachError, match="is not here"):
        library.find(ID)
