"""Killed at any instant of anything that Coach does with a casebook, nothing finished is lost.

An answer, an entry of the log, the index, an export, an import, an upgrade, deleting. After
each kill the casebook is gone over (`coach data check`), and nothing is wrong.
"""

from __future__ import annotations

import random
import shutil
import sqlite3  # noqa: F401  # imported here, so that no child has to
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import filelock  # noqa: F401  # imported here, so that no child has to
import pytest
import tomli_w  # noqa: F401  # imported here, so that no child has to
from msgspec.structs import replace

from coach.casebook import archive, parcel
from coach.casebook.checkup import check_up
from coach.casebook.forget import forget_everything, forget_family, theirs
from coach.casebook.intake import intake, take_in
from coach.casebook.repair import repair
from coach.casebook.session import FORMAT
from coach.casebook.store import Casebook
from tests.casebook.killed import child, die_before, kill, lines

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL"),
    pytest.mark.slow,
]

Report = Callable[[str], None]
OLD = Path(__file__).with_name("format-0")
TODAY = date(2026, 11, 24)
OLD_FILES = 12


def wrong_with(home: Path) -> list[str]:
    return [str(one) for one in check_up(Casebook(home)) if not one.note]


def write_entry(book: Casebook, words: str) -> str:
    with book.create("contact", family="leo") as open:
        open.save(replace(open.session, answers={"said": words, "way": "phone"}))
        return open.session.id


# ------------------------------------------------------------------ by the clock


class Life:
    """What a person does with Coach on one day, in any order, each thing reported when done."""

    def __init__(self, place: Path, chance: random.Random, report: Report) -> None:
        self.place = place
        self.book = Casebook(place / "home")
        self.other = Casebook(place / "other")
        self.chance = chance
        self.report = report

    def goes_on(self) -> None:
        while True:
            name = self.chance.choice(
                ["answer", "answer", "log", "index", "upgrade", "export", "take_in", "delete"]
            )
            getattr(self, name)()

    def answer(self) -> None:
        with self.book.open("long") as open:
            number = len(open.session.answers) + 1
            answers = {**open.session.answers, f"step_{number}": f"answer {number}"}
            open.save(replace(open.session, answers=answers))
        self.report(f"answer long {number}")

    def log(self) -> None:
        self.report(f"entry {write_entry(self.book, 'I told her about Monday.')} 1")

    def index(self) -> None:
        self.book.summaries()
        self.book.search("answer")

    def upgrade(self) -> None:
        id = f"old-{self.chance.randrange(OLD_FILES)}"
        with self.book.open(id) as open:
            open.save(replace(open.session, at=str(self.chance.random())))
        self.report(f"upgrade {id} 3")

    def export(self) -> None:
        target = self.place / "out" / f"{self.chance.randrange(10**9)}.zip"
        archive.pack(archive.packing(self.book.folder), target, TODAY)
        self.report(f"export {target.name} 0")

    def take_in(self) -> None:
        with parcel.opened(self.book.folder) as files:
            take_in(intake(files, self.other), self.other)

    def delete(self) -> None:
        id = write_entry(self.book, "A slip of the pen.")
        self.book.delete(id)
        self.report(f"delete {id} 0")


def has_all(place: Path, done: list[str]) -> None:
    """Everything that was reported is there, and every file is whole."""
    book = Casebook(place / "home")
    for what, name, answers in (line.split() for line in done):
        if what == "export":
            assert (place / "out" / name).is_file()
        elif what == "delete":
            assert not [one for one in (place / "home" / "log").iterdir() if name in one.name]
        else:
            assert len(book.look(name).answers) >= int(answers), what
    for zipped in (place / "out").glob("*.zip"):
        with zipfile.ZipFile(zipped) as zip:
            assert zip.testzip() is None
            assert archive.SUMS in zip.namelist()
    assert wrong_with(place / "home") == []
    assert wrong_with(place / "other") == []
    listed = {one.id for one in book.summaries()}
    assert listed == {one.stem for one in (place / "home" / "sessions").glob("*.toml")}
    assert book.damaged == ()


@pytest.mark.parametrize("batch", range(20))
def test_killed_at_any_instant_of_a_life_with_coach(tmp_path: Path, batch: int) -> None:
    """Ten kills in one casebook, one after the other; twenty times."""
    chance = random.Random(batch)
    (tmp_path / "out").mkdir()
    sessions = tmp_path / "home" / "sessions"
    with Casebook(tmp_path / "home").create("concern") as open:
        open.save(replace(open.session, answers={"step_1": "answer 1"}))
        (sessions / f"{open.session.id}.toml").rename(sessions / "long.toml")
    for number in range(OLD_FILES):
        shutil.copy(OLD / "session.toml", sessions / f"old-{number}.toml")
        (sessions / f"old-{number}.toml").chmod(0o600)
    done: list[str] = []
    for _kill in range(10):
        seed = chance.random()

        def work(report: Report, seed: float = seed) -> None:
            Life(tmp_path, random.Random(seed), report).goes_on()

        with child(work) as (pid, reading):
            reports = lines(reading)
            done.append(next(reports))
            time.sleep(chance.uniform(0, 0.04))
            kill(pid)
            done += reports
        has_all(tmp_path, done)


# ------------------------------------------------------------------ by the step


def until_it_lives(
    tmp_path: Path,
    act: Callable[[Path], None],
    check: Callable[[Path], None],
    begin: Callable[[Path], None] | None = None,
) -> None:
    """Kill `act` before its first step in a fresh place, its second, and so on, and check each."""
    step, survived = 0, False
    while not survived:
        step += 1
        place = tmp_path / str(step)
        (begin or a_family)(place)

        def work(report: Report, step: int = step, place: Path = place) -> None:
            die_before(step, place)
            act(place)
            report("done")

        with child(work) as (_pid, reading):
            survived = list(lines(reading)) == ["done"]
        check(place)
        # An index that is closed meanwhile, when Python gets to it, takes its own files away.
        shutil.rmtree(place, ignore_errors=True)
    assert step > 5, "it does several things"


def a_family(place: Path) -> None:
    """A card, a session of two versions and an entry; a zip of it; and a file of format 0."""
    book = Casebook(place / "home")
    with book.create("family") as open:
        open.save(replace(open.session, title="Leo", answers={"alias": "Leo"}))
        card = open.session.id
    with book.create("concern", family=card) as open:
        open.save(replace(open.session, answers={"seen": "a"}))
        open.save(replace(open.session, answers={"seen": "b"}))
    with book.create("contact", family=card, origin=open.session.id) as open:
        open.save(replace(open.session, answers={"said": "a"}))
    book.summaries()
    archive.pack(archive.packing(book.folder), place / "all.zip", TODAY)
    shutil.copy(OLD / "session.toml", place / "home" / "sessions" / "old.toml")
    (place / "home" / "sessions" / "old.toml").chmod(0o600)


def everything_in(home: Path) -> list[tuple[str, str]]:
    """What is kept, as (scenario, words), whatever it is called."""
    book = Casebook(home)
    found = [one for shelf in book.shelves.values() for one in shelf.every([])]
    return sorted((one.scenario, repr(dict(one.answers))) for one in found)


def test_killed_before_any_step_of_an_import_doing_it_again_ends_it(tmp_path: Path) -> None:
    def act(place: Path) -> None:
        other = Casebook(place / "other")
        with parcel.opened(place / "all.zip") as zip:
            take_in(intake(zip, other), other)

    def check(place: Path) -> None:
        assert wrong_with(place / "other") == []
        act(place)
        assert everything_in(place / "other") == [
            one for one in everything_in(place / "home") if "Monday" not in one[1]
        ]
        (card,) = Casebook(place / "other").families()
        assert all(one.family == card.id for one in Casebook(place / "other").summaries())

    until_it_lives(tmp_path, act, check)


def test_killed_before_any_step_of_an_export_there_is_a_whole_zip_or_none(tmp_path: Path) -> None:
    def act(place: Path) -> None:
        archive.pack(archive.packing(place / "home"), place / "more.zip", TODAY)

    def check(place: Path) -> None:
        if not (place / "more.zip").exists():
            act(place)
        with parcel.opened(place / "more.zip") as zip:
            assert len(intake(zip, Casebook(place / "other")).new) == 4
        # Killed between the two names of the zip both are there, of one and the same file.
        left = list(place.glob(".*.tmp"))
        assert all(one.samefile(place / "more.zip") for one in left), "no half zip lies about"

    until_it_lives(tmp_path, act, check)


def test_killed_before_any_step_of_an_upgrade_it_says_what_it_said(tmp_path: Path) -> None:
    def act(place: Path) -> None:
        with Casebook(place / "home").open("old") as open:
            open.save(replace(open.session, answers={**open.session.answers, "new": "one"}))

    def check(place: Path) -> None:
        session = Casebook(place / "home").look("old")
        assert (session.title, session.format) == ("Leo", FORMAT)
        assert session.answers["danger"] == "no"
        assert session.extra["mood"] == "hopeful"
        assert wrong_with(place / "home") == []

    until_it_lives(tmp_path, act, check)


def test_killed_before_any_step_of_a_repair_doing_it_again_ends_it(tmp_path: Path) -> None:
    def act(place: Path) -> None:
        repair(Casebook(place / "home"))

    def damaged(place: Path) -> None:
        a_family(place)
        (session,) = (place / "home" / "sessions").glob("*concern*.toml")
        session.write_bytes(b"half a")
        (place / "home" / "log").chmod(0o755)

    def check(place: Path) -> None:
        act(place)
        assert wrong_with(place / "home") == []
        assert ("concern", "{'seen': 'a'}") in everything_in(place / "home"), "the version before"
        (aside,) = [
            path
            for path in (place / "home" / "sessions").glob("*.damaged-*")
            if path.stat().st_size
        ]
        assert aside.read_bytes() == b"half a"

    until_it_lives(tmp_path, act, check, damaged)


def test_killed_before_any_step_of_forgetting_a_family_doing_it_again_ends_it(
    tmp_path: Path,
) -> None:
    def act(place: Path) -> None:
        book = Casebook(place / "home")
        cards = book.families()
        if cards:
            forget_family(book, theirs(book, cards[0].id))

    def check(place: Path) -> None:
        assert wrong_with(place / "home") == []
        act(place)
        assert [scenario for scenario, _said in everything_in(place / "home")] == ["concern"]
        assert Casebook(place / "home").look("old").title == "Leo", "it is nobody's"

    until_it_lives(tmp_path, act, check)


def test_killed_before_any_step_of_forgetting_all_doing_it_again_ends_it(tmp_path: Path) -> None:
    def act(place: Path) -> None:
        forget_everything(place / "home")

    def check(place: Path) -> None:
        assert wrong_with(place / "home") == []
        act(place)
        assert not (place / "home").exists()

    until_it_lives(tmp_path, act, check)
