"""A file of an earlier format opens, goes on in today's, and its old version stays beside."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.casebook.records import ShelfName
from coach.casebook.session import FORMAT
from coach.casebook.store import Casebook
from coach.casebook.toml import parse
from coach.casebook.upgrades import UPGRADES
from coach.errors import CoachError

OLD = Path(__file__).with_name("format-0")
SHELF: dict[str, ShelfName] = {"session": "sessions", "family": "families", "entry": "log"}


@pytest.fixture
def old(tmp_path: Path) -> Casebook:
    """A casebook in which every file has format 0."""
    for name, shelf in SHELF.items():
        (tmp_path / "home" / shelf).mkdir(parents=True)
        shutil.copy(OLD / f"{name}.toml", tmp_path / "home" / shelf)
    return Casebook(tmp_path / "home", lambda: datetime(2026, 11, 24, 9, 0, tzinfo=UTC))


def test_there_is_an_upgrade_from_every_format_there_was() -> None:
    assert sorted(UPGRADES) == list(range(FORMAT))


def test_what_a_session_said_in_format_0_it_still_says(old: Casebook) -> None:
    session = old.look("session")
    assert (session.title, session.format) == ("Leo", FORMAT)
    assert session.created == session.updated == datetime(2026, 9, 14, 18, 15, tzinfo=UTC)
    assert session.answers == {
        "danger": "no",
        "seen": "On Monday at pick-up Leo was in tears.\nHe would not say why.",
        "tried": ["a walk", "asking again at supper"],
    }
    assert session.drafts == {"told": "He said that it is lou"}
    assert session.edits["email"].body == "Hello Ms Okafor."
    assert session.steps == ("danger", "seen", "told")


def test_a_card_and_an_entry_of_format_0_are_read_as_any(old: Casebook) -> None:
    (card,) = old.families()
    assert (card.title, card.child, card.people[0].contact) == (
        "Leo",
        "Leonardo",
        "okafor@school.example",
    )
    (entry,) = old.entries("leo")
    assert (entry.day, entry.who) == (date(2026, 9, 20), "Ms Okafor")
    assert entry.open[0].by == date(2026, 9, 25)


@pytest.mark.parametrize("name", SHELF)
def test_opened_it_is_as_it_was_and_saved_it_has_todays_format_with_the_old_one_beside(
    old: Casebook, name: str
) -> None:
    place = old.folder / SHELF[name] / f"{name}.toml"
    before = place.read_bytes()
    with old.open(name) as opened:
        opened.save(opened.session)
        assert place.read_bytes() == before, "nothing new, nothing written"
        assert opened.take_notice() == ""
        opened.save(replace(opened.session, archived=True))
        kept = opened.session
    assert place.with_name(f"{name}.toml.bak").read_bytes() == before
    assert parse(place.read_bytes())["format"] == FORMAT
    assert old.look(name) == kept


def test_keys_that_nobody_knows_survive_the_upgrade(old: Casebook) -> None:
    with old.open("session") as opened:
        opened.save(replace(opened.session, finished=True))
    table = parse((old.folder / "sessions" / "session.toml").read_bytes())
    assert (table["mood"], table["weather"]) == ("hopeful", {"rain": True})
    assert table["edits"]["email"]["reason"] == "warmer"
    assert not {"child", "saved", "answer", "draft", "edit"} & set(table)


@pytest.mark.parametrize(
    "wrong", ["edit = ['mine']", "edit = 3", "saved = 'once'", "answer = 'no'"]
)
def test_a_file_of_format_0_that_never_was_one_is_damage_and_no_guess(
    old: Casebook, wrong: str
) -> None:
    place = old.folder / "sessions" / "session.toml"
    place.write_text(f"format = 0\nscenario = 'concern'\nchild = 'Leo'\n{wrong}\n")
    assert old.summaries() == ()
    assert "not a session" in old.damaged[0].what


@pytest.mark.parametrize("name", SHELF)
def test_a_newer_format_is_refused_and_left_byte_for_byte(old: Casebook, name: str) -> None:
    place = old.folder / SHELF[name] / f"{name}.toml"
    newer = place.read_bytes().replace(b"format = 0", b"format = 7")
    place.write_bytes(newer)
    with pytest.raises(CoachError, match=r"newer Coach .* \(format 7, here 1\)") as raised:
        old.open(name)
    assert "up to date" in raised.value.advice
    assert place.read_bytes() == newer
    assert [path.name for path in place.parent.iterdir() if not path.name.startswith(".")] == [
        f"{name}.toml"
    ]
