"""The coach's desk in plain lines: what can be done on the screen can be done here."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest

from coach.casebook.store import Casebook
from coach.guide.homework import give, waiting
from coach.plain.desk import desk
from coach.plain.home import home
from coach.plain.terminal import Terminal
from tests.guide.test_meeting import card, sat, talked

TODAY = date.today()


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    return Casebook(tmp_path_factory.mktemp("casebook"))


@pytest.fixture
def leo(store: Casebook) -> str:
    family = card(store)
    sat(store, family)
    talked(store, family, TODAY - timedelta(days=4))
    return family


def said(store: Casebook, *typed: str, family: str = "") -> str:
    sink = io.StringIO()
    lines = "".join(f"{line}\n" for line in typed)
    assert desk(store, Terminal(io.StringIO(lines), sink), family) == 0
    return " ".join(sink.getvalue().split())


def test_the_caseload_reads_aloud(store: Casebook, leo: str) -> None:
    card(store, "Noor", "")
    text = said(store, "")
    assert "1. Bean, a concern. due first: Ms. Okafor: moves his seat (4 days over)" in text
    assert "2. Noor, not begun" in text


def test_find_away_hide_and_back(store: Casebook, leo: str) -> None:
    card(store, "Noor", "")
    text = said(store, ":find noor", ":away 1", ":find", ":hide", "")
    assert "Put away" in text
    last = text.split("Who comes next?")[-1]
    assert "Noor" not in last
    assert "Bean" not in last
    assert "1. Family 1," in last


def test_an_hour_from_begin_to_close(store: Casebook, leo: str) -> None:
    day = TODAY + timedelta(days=9)
    text = said(store, "1", "1", ":next", ":pause", ":clock", ":close", day.isoformat(), "", "")
    assert "10 min left here · 60 min in all" in text
    assert "now: Today's message" in text
    assert "paused" in text
    assert "The hour is closed." in text
    assert "last hour: today" in text
    (hour,) = store.notebook(leo).hours
    assert hour.next == day.isoformat()


def test_a_day_that_has_passed_is_asked_again(store: Casebook, leo: str) -> None:
    text = said(store, "1", ":close", "2020-01-01", "", family=leo)
    assert "Name a day to come" in text
    assert store.notebook(leo).hours[0].closed


def test_notes_are_written_read_changed_and_deleted(store: Casebook, leo: str) -> None:
    typed = (":note one", ":notes", ":change 1 other words", ":notes", ":delete 1", "yes", ":notes")
    text = said(store, *typed, family=leo)
    assert "1. today: one" in text
    assert "1. today: other words" in text
    assert text.endswith("No note yet. “:note” and your words writes one. >")
    assert store.notebook(leo).notes == ()


def test_a_long_note_survives_where_the_input_ends(store: Casebook, leo: str) -> None:
    said(store, ":note", "one", "two", family=leo)
    assert store.notebook(leo).draft == "one\ntwo"
    text = said(store, ":note", "three", ".", family=leo)
    assert "A note was begun" in text
    assert store.notebook(leo).notes[0].text == "one\ntwo\nthree"


def test_homework_is_given_and_taken_away(store: Casebook, leo: str) -> None:
    text = said(store, ":homework", "1", "", ":homework", "Count the mornings", "none", family=leo)
    assert "Given." in text
    first, second = waiting(store)
    assert first.homework.by == (TODAY + timedelta(days=3)).isoformat()
    assert second.homework.text == "Count the mornings"
    listed = said(store, family=leo)
    number = listed.split(". Count the mornings")[0].split()[-1]
    assert "Taken away" in said(store, f":takeback {number}", family=leo)
    assert len(waiting(store)) == 1


def test_versions_and_words_are_read_out(store: Casebook, leo: str) -> None:
    text = said(store, ":versions", ":words", family=leo)
    assert "Version 1, as it is now" in text
    assert "They said (What you were told): I did them." in text
    assert "The draft says: Jun told me" in text


def test_a_promise_and_the_page_of_the_family(store: Casebook, leo: str) -> None:
    listed = said(store, family=leo)
    number = listed.split(". Ms. Okafor: moves his seat")[0].split()[-1]
    assert "written into the entry" in said(store, number, "1", family=leo)
    page = listed.split(". The family's page")[0].split()[-1]
    text = said(store, page, "", family=leo)
    assert "What happened:" in text


def test_urgent_help_is_there(store: Casebook, leo: str) -> None:
    assert "911" in said(store, ":urgent", family=leo)
    assert "911" in said(store, ":urgent", "")


def at_home(store: Casebook, *typed: str) -> str:
    sink = io.StringIO()
    lines = "".join(f"{line}\n" for line in typed)
    assert home(store, Terminal(io.StringIO(lines), sink)) == 0
    return " ".join(sink.getvalue().split())


def test_at_home_homework_stands_first_and_a_line_goes_back(store: Casebook, leo: str) -> None:
    give(store, leo, "Count the mornings", TODAY, TODAY, "concern")
    text = at_home(store, "1", "1", "Three of five", "")
    assert "From your coach: 1. Count the mornings (today)" in text
    assert waiting(store) == ()
    assert store.families()[0].homework[0].back == "Three of five"


def test_at_home_homework_leads_on(store: Casebook) -> None:
    give(store, card(store), "Begin", TODAY, None, "first-contact")
    assert "Say hello to a teacher" in at_home(store, "1", "2", ":quit")


def test_at_home_the_desk_is_one_line_once_it_was_opened(store: Casebook, leo: str) -> None:
    assert "coach's desk" not in at_home(store, "")
    said(store, "")
    listed = at_home(store, "")
    number = listed.split(". The coach's desk")[0].split()[-1]
    text = at_home(store, number, "", "")
    assert text.index("Who comes next?") < text.rindex("What is going on?")  # and back
