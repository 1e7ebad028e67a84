"""The log fills a table: given these contacts, when a scenario asks what was tried, then so."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coach.casebook.history import LONGEST_CELL, history_rows, way_in_words
from coach.casebook.log import Entry, Promise
from coach.scenario.library import find
from coach.scenario.model import Column, LogPart

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def contact(day: int = 3, **said: object) -> Entry:
    """An entry of a day in November."""
    return Entry("e", "f", "Anouk", NOW, **{"day": date(2026, 11, day), **said})


def promise(what: str = "moves her seat", by: int | None = 12, done: str = "") -> Promise:
    return Promise(
        "e", 0, "f", "Mr. Abara", what, date(2026, 11, by) if by else None, f"{by} Nov", done
    )


def columns(*parts: LogPart | None) -> tuple[Column, ...]:
    return tuple(Column(id=f"c{at}", label="C", log=part) for at, part in enumerate(parts))


def cell(part: LogPart, entry: Entry) -> str:
    """What one entry puts in one column."""
    rows = history_rows(columns("day", part), [entry], most=6, today=TODAY)
    return rows[0][1]


@pytest.mark.parametrize(
    ("part", "entry", "says"),
    [
        ("who", contact(who="Mr. Abara", role="teacher"), "Mr. Abara, teacher"),
        ("who", contact(who="Ms. Pell", role="case-manager"), "Ms. Pell, case manager"),
        ("who", contact(who="Coach Dell", role="other"), "Coach Dell"),
        ("how", contact(way="pickup"), "at pick-up"),
        ("how", contact(way="by pigeon"), "by pigeon"),
        ("about", contact(about="reading"), "reading"),
        ("said", contact(said="Hello,\n\nI asked."), "Hello, I asked."),
        ("heard", contact(heard="She stops."), "She stops."),
        ("agreed", contact(agreed=(promise(),), heard="no"), "Mr. Abara: moves her seat"),
        ("agreed", contact(heard="She stops.", about="reading"), "She stops."),
        ("agreed", contact(about="reading"), "reading"),
        ("agreed", contact(), ""),
    ],
)
def test_each_part_of_a_contact_has_its_words(part: LogPart, entry: Entry, says: str) -> None:
    assert cell(part, entry) == says


@pytest.mark.parametrize(
    ("agreed", "says"),
    [
        ((), ""),
        ((promise(by=25),), ""),
        ((promise(by=24),), ""),
        ((promise(by=None),), ""),
        ((promise(by=12),), "not done by Thu 12 Nov"),
        ((promise(done="Thu 5 Nov"),), "done Thu 5 Nov"),
        ((promise(done="done 5 Nov"),), "done Thu 5 Nov"),
        ((promise(done="yes"),), "done"),
        ((promise(done="5 Nov"), promise(done="9 Nov")), "done Mon 9 Nov"),
        ((promise(done="5 Nov"), promise(by=25)), "1 of 2 done"),
        (
            (promise(done="5 Nov"), promise(by=16), promise(by=12)),
            "1 of 3 done, not done by Thu 12 Nov",
        ),
    ],
)
def test_what_happened_since_says_what_was_done_and_what_is_late(
    agreed: tuple[Promise, ...], says: str
) -> None:
    assert cell("since", contact(agreed=agreed)) == says


def test_the_newest_stand_in_the_order_in_which_they_happened() -> None:
    entries = [contact(day) for day in (9, 2, 20, 5)]
    rows = history_rows(columns("day"), entries, most=3, today=TODAY)
    assert rows == (("Thu 5 Nov 2026",), ("Mon 9 Nov 2026",), ("Fri 20 Nov 2026",))
    assert history_rows(columns("day"), entries, most=0, today=TODAY) == ()
    assert history_rows(columns("day"), [], most=6, today=TODAY) == ()


def test_a_column_that_takes_nothing_of_the_log_stays_empty_and_so_may_a_row() -> None:
    entries = [contact(who="Ms. Pell"), contact(day=4)]
    rows = history_rows(columns(None, "who"), entries, most=6, today=TODAY)
    assert rows == (("", "Ms. Pell"),)


@pytest.mark.parametrize("text", ["word " * 40, "x" * 300, "one, " * 30, "a" * 79 + " b"])
def test_a_long_answer_is_cut_after_a_word(text: str) -> None:
    said = cell("heard", contact(heard=text))
    assert len(said) <= LONGEST_CELL
    assert said.endswith("…")
    assert said[-2].isalnum()
    assert text.startswith(said[:-1])


def test_an_answer_that_fits_is_left_as_it_is() -> None:
    text = "It was agreed to try for two weeks, and then to look at it again with her notes."
    assert len(text) == LONGEST_CELL
    assert cell("heard", contact(heard=text)) == text


def test_every_way_of_an_entry_has_words() -> None:
    step = find("contact").step("way")
    assert step is not None
    assert {option.id: way_in_words(option.id) for option in step.options} == {
        "phone": "phone call",
        "meeting": "meeting",
        "pickup": "at pick-up",
        "video": "video call",
        "email": "email",
        "text": "text message",
        "voicemail": "voicemail",
        "note": "note on paper",
        "letter": "letter",
    }


@pytest.mark.parametrize(
    ("id", "step", "row"),
    [
        (
            "escalation",
            "history",
            ("Tue 3 Nov 2026", "email", "Mr. Abara: moves her seat", "not done by Thu 12 Nov"),
        ),
        (
            "difficult-relationship",
            "tried",
            ("Tue 3 Nov 2026", "email", "Mr. Abara: moves her seat"),
        ),
    ],
)
def test_the_tables_of_our_scenarios_are_filled(id: str, step: str, row: tuple[str, ...]) -> None:
    table = find(id).step(step)
    assert table is not None
    entry = contact(way="email", agreed=(promise(),))
    assert history_rows(table.columns, [entry], most=table.most, today=TODAY) == (row,)
