"""The index says what the files say, whatever was done to them, and by whom."""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from coach.casebook import index
from coach.casebook.store import Casebook, OpenSession
from tests.casebook.listed import WORDS, begun, everything, read_directly, same, save, unread
from tests.casebook.test_casebook_crash import child, kill, lines

# ------------------------------------------------------------------ whatever is done


class Doings(RuleBasedStateMachine):
    """Two programs and a person with an editor, at work on one casebook."""

    @initialize(seed=st.integers(0, 1 << 30))
    def begin(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.home = Path(self.made.mkdtemp()) / "home"
        self.books = [Casebook(self.home), Casebook(self.home)]
        self.by_hand = False

    def a_file(self) -> Path | None:
        return self.chance.choice(sorted(self.home.glob("*/*.toml")) or [None])

    def a_book(self) -> Casebook:
        return self.chance.choice(self.books)

    @rule(
        said=st.lists(st.sampled_from(WORDS), max_size=3),
        scenario=st.sampled_from(["concern", "family", "contact"]),
        finished=st.booleans(),
    )
    def create(self, said: list[str], scenario: str, finished: bool) -> None:
        card = next((one.id for one in read_directly(self.home).families()), "")
        with self.a_book().create(scenario, family=card) as open:
            save(open, " ".join(said) or "nothing", finished=finished)

    @rule(said=st.sampled_from(WORDS), twice=st.booleans())
    def save(self, said: str, twice: bool) -> None:
        if place := self.a_file():
            with self.opened(place) as open:
                save(open, said)
                if twice:
                    save(open, f"{said} again")
                    open.forget_before()

    def opened(self, place: Path) -> OpenSession:
        book = self.a_book()
        try:
            return book.open(place.stem)
        except Exception:
            return book.create("concern")

    @rule(away=st.booleans())
    def archive(self, away: bool) -> None:
        for line in read_directly(self.home).summaries()[:1]:
            self.a_book().archive(line.id, away=away)

    @rule()
    def delete(self) -> None:
        if place := self.a_file():
            book = self.a_book()
            if ".damaged-" not in place.name and any(
                s.has(place.stem) for s in book.shelves.values()
            ):
                book.delete(place.stem)

    @rule()
    def copy(self) -> None:
        for line in read_directly(self.home).summaries()[:1]:
            self.a_book().copy(line.id).close()

    @rule()
    def copied_by_hand(self) -> None:
        if place := self.a_file():
            copy = place.with_name(f"{place.stem} copy.toml"[-100:])
            self.by_hand |= copy.exists()  # over another is a change in place
            if copy != place:
                shutil.copy2(place, copy)

    @rule()
    def deleted_by_hand(self) -> None:
        if place := self.a_file():
            place.unlink()

    @rule(old=st.sampled_from(WORDS), new=st.sampled_from(WORDS), in_place=st.booleans())
    def edited_by_hand(self, old: str, new: str, in_place: bool) -> None:
        if place := self.a_file():
            content = place.read_text("utf-8").replace(old, new)
            if in_place:
                self.by_hand = True
                place.write_text(content, "utf-8")
            else:
                spare = place.with_name("spare")
                spare.write_text(content, "utf-8")
                spare.replace(place)

    @rule(keep=st.integers(0, 60))
    def damaged_by_hand(self, keep: int) -> None:
        if place := self.a_file():
            self.by_hand = True
            place.write_bytes(place.read_bytes()[:keep])

    @rule()
    def index_deleted(self) -> None:
        for path in self.home.glob("index.*"):
            path.unlink()

    @rule()
    def another_program(self) -> None:
        self.books = [self.books[1], Casebook(self.home)]

    @invariant()
    def every_list_is_right(self) -> None:
        for book in self.books if hasattr(self, "books") else ():
            if self.by_hand:
                book.refresh()
            same(book)
        self.by_hand = False

    def teardown(self) -> None:
        for book in getattr(self, "books", ()):
            book.close()


@pytest.mark.slow
def test_the_index_says_what_the_files_say_whatever_is_done(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    class Made:
        mkdtemp = staticmethod(lambda: tmp_path_factory.mktemp("doings"))

    Doings.made = Made
    run_state_machine_as_test(Doings, settings=settings(max_examples=15, stateful_step_count=12))


# ------------------------------------------------------------------ what is read, and when


def test_the_next_program_lists_without_looking_at_a_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Casebook(home)
    ids = [begun(book, said, kind) for said in WORDS for kind in ("concern", "family", "contact")]
    book.summaries()
    with book.open(ids[0]) as open:
        save(open, "Maya")
        save(open, "Maya Okafor")
    book.delete(ids[1])
    book.copy(ids[3]).close()
    book.summaries()
    listed = everything(book)
    book.close()
    unread(monkeypatch)
    assert everything(Casebook(home)) == listed
    assert listed["search oka"] != listed["search nobody"]


def test_after_a_save_one_file_is_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = Casebook(home)
    ids = [begun(book, said) for said in WORDS]
    book.summaries()
    with book.open(ids[2]) as open:
        save(open, "Maya")
    read: list[str] = []
    one = book.shelves["sessions"].one
    monkeypatch.setattr(
        book.shelves["sessions"], "one", lambda name: (read.append(name), one(name))[1]
    )
    assert book.recent(1, finished=False)[0].title == "Maya"
    assert read == [ids[2]]


def test_what_was_edited_in_place_is_found_when_the_face_asks(home: Path) -> None:
    book = Casebook(home)
    id = begun(book, "tears")
    place = home / "sessions" / f"{id}.toml"
    book.summaries()
    assert book.refresh() is False
    time_before = place.stat().st_mtime_ns
    place.write_bytes(place.read_bytes().replace(b"tears", b"smile"))  # as long as before
    os.utime(place, ns=(time_before, time_before))  # and within the same tick of the clock
    assert book.refresh() is True
    assert (book.found("tears"), book.found("smile")) == (0, 1)
    assert book.refresh() is False


def test_what_another_program_changed_just_before_our_own_save_is_not_overlooked(
    home: Path,
) -> None:
    book = Casebook(home)
    id = begun(book, "Leo")
    book.summaries()
    place = home / "sessions" / f"{id}.toml"
    shutil.copy2(place, place.with_name("by hand.toml"))
    with book.open(id) as open:
        save(open, "Maya")
    assert {one.title for one in book.summaries()} == {"Leo", "Maya"}


@pytest.mark.parametrize("hours", [-48, 48], ids=["set back", "set on"])
def test_a_clock_that_was_wrong_hides_no_change(
    home: Path, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    """The folder's time runs backwards then, or stands in the future."""
    book = Casebook(home, lambda: datetime(2026, 11, 24, tzinfo=UTC))
    id = begun(book, "Leo")
    same(book)
    there = time.time_ns() + hours * 3_600_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: there)
    book.clock = lambda: datetime(2026, 11, 24, tzinfo=UTC) + timedelta(hours=hours)
    begun(book, "Maya")
    same(book)
    place = home / "sessions" / f"{id}.toml"
    shutil.copy2(place, place.with_name("by hand.toml"))
    os.utime(home / "sessions", ns=(there, there))
    same(book)
    with Casebook(home).open("by hand") as open:
        save(open, "Okafor")
    same(book)


@pytest.mark.parametrize("coarse", [1_000_000_000, 2_000_000_000])
def test_a_disk_with_coarse_times_hides_no_change(
    home: Path, monkeypatch: pytest.MonkeyPatch, coarse: int
) -> None:
    utime = os.utime
    monkeypatch.setattr(
        os, "utime", lambda path, ns, **_: utime(path, ns=(ns[0] // coarse * coarse,) * 2)
    )
    book = Casebook(home)
    for said in WORDS[:4]:
        id = begun(book, said)
        now = time.time_ns() // coarse * coarse
        utime(home / "sessions", ns=(now, now))
        same(book)
        place = home / "sessions" / f"{id}.toml"
        shutil.copy2(place, place.with_name(f"{id} copy.toml"))
        utime(home / "sessions", ns=(now, now))
        same(book)


def test_what_can_not_be_read_is_named_on_every_shelf(home: Path) -> None:
    book = Casebook(home)
    begun(book, "Leo", "family")
    (home / "families" / "torn.toml").write_bytes(b"format = 1\nscen")
    (home / "families" / "a.b.toml").write_bytes(b"")
    for _again in range(2):
        assert len(book.families()) == 1
        assert book.recent(5, finished=False) == ()
        assert [one.name for one in book.damaged] == ["families/a.b.toml", "families/torn.toml"]
    shutil.copy2(next((home / "families").glob("2*.toml")), home / "families" / "torn.toml")
    assert book.refresh()
    assert len(book.families()) == 2
    same(book)


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_name_that_is_no_text_is_no_end_of_the_list(home: Path) -> None:
    book = Casebook(home)
    begun(book, "Leo")
    with Path(os.fsdecode(bytes(home / "sessions") + b"/\xff.toml")).open("wb") as file:
        file.write(b"format = 1")
    same(book)
    assert len(book.summaries()) == 1
    assert book.damaged[0].name.isprintable()


# ------------------------------------------------------------------ two programs, and kills


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_two_programs_that_write_at_once_are_both_listed(home: Path) -> None:
    begun(Casebook(home), "Leo")

    def work(report: Callable[[str], None]) -> None:
        mine = Casebook(home)
        for number in range(15):
            with mine.create("concern") as open:
                save(open, f"Leo {number}")
                save(open, f"Maya {number}")
            mine.summaries()
            if number % 5 == 0:
                mine.delete(open.session.id)
        mine.close()
        report("done")

    with child(work) as (_one, first), child(work) as (_two, second):
        book = Casebook(home)
        for _look in range(10):
            assert book.count() >= 1
        assert [next(lines(first)), next(lines(second))] == ["done", "done"]
    same(book)
    same(Casebook(home))
    assert book.count() == 25


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_killed_at_any_instant_the_list_is_right(home: Path) -> None:
    """70 kills in one casebook, while it is written, indexed, deleted from and searched."""
    chance = random.Random(7)
    begun(Casebook(home), "Leo")

    def work(report: Callable[[str], None]) -> None:
        book = Casebook(home)
        while True:
            begun(book, chance.choice(WORDS), chance.choice(["concern", "family", "contact"]))
            report("saved")
            everything(book)
            for line in book.summaries()[4:]:
                book.delete(line.id)

    for at in range(70):
        if at % 10 == 0:
            index.remove(home)  # so that making it is interrupted, too
        chance.seed(at)
        with child(work) as (pid, reading):
            next(lines(reading))
            time.sleep(chance.uniform(0, 0.015))
            kill(pid)
        with Casebook(home) as book:
            same(book)
            assert book.damaged == ()
            if len(list(home.glob("*/*.toml"))) > 12:
                for name in ("families", "log"):
                    for id in list(book.shelves[name]._names())[1:]:
                        book.delete(id)
