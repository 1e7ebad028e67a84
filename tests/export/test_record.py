"""A family's record, its card and its days, from the values of the casebook."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from coach.casebook.family import Family
from coach.casebook.log import Entry, Promise
from coach.export import calendar, pdf, text
from coach.export.calendar import Event
from coach.export.document import Heading, words_in
from coach.export.family_card import card
from coach.export.record import record
from coach.scenario.text import clean_line
from tests.export.reading import pdf_words
from tests.strategies import texts

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
LEO = Family(
    id="leo",
    updated=NOW,
    alias="L",
    child="Leo",
    grade="3",
    strengths=("chess", "kind to younger children"),
    challenges=("noise",),
    strategies=("a quiet corner", "a warning", "time"),
    plan="iep",
    me="Ana",
    role="his mother",
    contact="ana@example.org",
    school="Oak Street",
)


def entry(id: str, day: date | None, **more: Any) -> Entry:
    return Entry(id=id, family="leo", child="Leo", updated=NOW, day=day, **more)


def promise(entry: str, row: int, by: date | None, **more: Any) -> Promise:
    said = {"who": "Ms. Okafor", "what": "looks at recess", "by_said": "", "done": "", **more}
    return Promise(entry=entry, row=row, family="leo", by=by, **said)


MEETING = entry(
    "b",
    date(2026, 10, 12),
    who="Ms. Okafor",
    role="case-manager",
    way="meeting",
    about="Tears after class",
    said="Dear Ms. Okafor,\n\nLeo cried.\nTwice.",
    heard="He is fine here.",
    agreed=(
        promise("b", 0, date(2026, 11, 27), by_said="Friday"),
        promise("b", 1, date(2026, 11, 20), who="", what="call the nurse", done="Thu 19 Nov"),
        promise("b", 2, None, by_said="soon"),
    ),
    papers=("the plan of 2024",),
    next="Meet again",
)
CALL = entry("a", date(2026, 9, 1), who="the office", way="phone")
UNDATED = entry("c", None, heard="We will see.")
AWAY = entry("d", date(2026, 9, 2), said="putaway", archived=True)


# ------------------------------------------------------------------ the record


def test_the_record_is_dated_in_order_and_says_everything_once() -> None:
    page = record(LEO, (UNDATED, MEETING, AWAY, CALL), TODAY)
    heads = [block.text for block in page.blocks if isinstance(block, Heading) and block.level == 2]
    assert heads == [
        "Tue 1 Sep 2026: phone call with the office",
        "Mon 12 Oct 2026: meeting with Ms. Okafor (case manager)",
        "No date: contact",
    ]
    said = text.write(page)
    for words in (
        "Contacts about Leo", "3 contacts, put together by the family on Tue 24 Nov 2026.",
        "An IEP", "Ana, his mother, ana@example.org", "Tears after class",
        "Dear Ms. Okafor,\n\nLeo cried.\nTwice.", "He is fine here.", "Friday (Fri 27 Nov 2026)",
        "soon", "Thu 19 Nov", "the plan of 2024", "Meet again",
        "We will see.",
    ):  # fmt: skip
        assert said.count(words) == 1, words
    assert "putaway" not in said


def test_the_next_step_has_its_day() -> None:
    dated = MEETING._replace(next_by=date(2026, 12, 1))
    assert "Meet again (by Tue 1 Dec 2026)" in text.write(record(LEO, (dated,), TODAY))


def test_a_plan_the_parent_did_not_name_is_not_named() -> None:
    assert "Plan" not in text.write(record(LEO._replace(plan="none"), (), TODAY))
    assert "IEP" not in text.write(card(LEO))


def test_a_record_of_years_is_one_pdf_with_numbered_pages() -> None:
    long = [MEETING._replace(id=str(n), day=date(2026, 1, 1) + timedelta(n)) for n in range(40)]
    words = pdf_words(pdf.write(record(LEO, long, TODAY)))
    assert words.count("(Fri") == 40
    assert "1" in words
    assert words[-3:][1] == "/"


def test_the_record_needs_no_card_and_no_contacts() -> None:
    assert text.write(record(None, (), TODAY)).startswith("Contacts\n\n0 contacts")


# ------------------------------------------------------------------ the 3×3 card


def test_the_card_has_three_columns_and_nothing_the_parent_did_not_choose_to_hand_over() -> None:
    said = list(words_in(card(LEO)))
    assert said[:2] == ["Meet Leo", "Grade: 3"]
    assert said[2:5] == ["Good at", "Finds hard", "What helps"]
    assert said[5:14] == [
        "chess", "noise", "a quiet corner",
        "kind to younger children", "", "a warning",
        "", "", "time",
    ]  # fmt: skip
    assert said[14:] == ["From Ana, his mother"]
    assert next(words_in(card(Family(id="x", updated=NOW, alias="Sunny")))) == "Meet Sunny"


# ------------------------------------------------------------------ days


def days(events: list[Event]) -> list[Any]:
    """Return what another program makes of an .ics file."""
    data = calendar.write(events, NOW)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    read = vobject.readOne(data.decode())
    assert read.version.value == "2.0"
    return list(read.contents.get("vevent", ()))


def test_open_promises_become_days_with_a_reminder_the_day_before() -> None:
    events = calendar.promised((MEETING, CALL, AWAY))
    (day,) = days(list(events))
    assert day.summary.value == "Ms. Okafor: looks at recess"
    assert day.dtstart.value == date(2026, 11, 27)
    assert day.dtend.value == date(2026, 11, 28)
    assert day.description.value == "Agreed with Ms. Okafor, Mon 12 Oct 2026."
    assert day.valarm.trigger.value == timedelta(hours=-15)
    assert day.valarm.action.value == "DISPLAY"
    assert day.dtstamp.value == NOW
    assert "Leo cried" not in calendar.write(events, NOW).decode()


def test_the_same_promise_is_the_same_day_though_it_was_moved() -> None:
    before = calendar.promised((MEETING,))
    moved = MEETING._replace(agreed=(promise("b", 0, date(2026, 12, 4)),))
    (first,), (second,) = days(list(before)), days(list(calendar.promised((moved,))))
    assert first.uid.value == second.uid.value
    assert first.dtstart.value != second.dtstart.value
    (other,) = days([Event("other", TODAY, "x")])
    assert other.uid.value != first.uid.value


@given(title=texts(100), note=texts(100))
@example(
    title="a;b,c\\n\\;\nBEGIN:VALARM\nEND:VCALENDAR", note='";X-EVIL=1:x\r\nATTACH:file:///etc'
)
@example(title="Nguyễn " * 40, note="محمد\u2028")
def test_nothing_typed_is_a_property_of_a_calendar(title: str, note: str) -> None:
    (day,) = days([Event("k", TODAY, title, note)])
    assert day.summary.value == (clean_line(title) or "A day to remember")
    assert set(day.contents) <= {
        "uid", "dtstamp", "dtstart", "dtend", "summary", "description", "transp", "class", "valarm",
    }  # fmt: skip
    assert set(day.valarm.contents) == {"action", "description", "trigger"}


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_day_at_the_end_of_the_calendar_is_a_day(day: date) -> None:
    (found,) = days([Event("k", day, "x")])
    assert found.dtstart.value == day


def test_the_page_of_days_says_when_and_what() -> None:
    page = calendar.dates(calendar.promised((MEETING,)))
    assert "Fri 27 Nov 2026: Ms. Okafor: looks at recess." in " ".join(text.write(page).split())


@given(st.lists(texts(20), max_size=4))
def test_the_card_takes_whatever_a_file_says(rows: list[str]) -> None:
    found = card(LEO._replace(strengths=tuple(rows), child=rows[0] if rows else ""))
    assert text.write(found)
