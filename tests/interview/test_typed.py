"""An answer typed as lines is the value it means."""

from __future__ import annotations

from datetime import date

import pytest

from coach.interview.answers import Fault, settle
from coach.interview.typed import read_date, read_typed
from coach.scenario.model import Option, Step

HOW = Step(
    id="how",
    kind="choice",
    ask="How?",
    options=(Option(id="email", label="Email"), Option(id="phone", label="A phone call")),
)
LABELS = ("Email", "A phone call")


@pytest.mark.parametrize("typed", ["2", "phone", "A phone call", "a phone", " PHONE "])
def test_a_choice_is_its_number_its_id_or_the_start_of_its_label(typed: str) -> None:
    assert read_typed(HOW, [typed], LABELS) == "phone"


@pytest.mark.parametrize("typed", ["0", "3", "99999999999999", "²", "pigeon", "", "-1"])
def test_anything_else_is_no_choice(typed: str) -> None:
    assert isinstance(read_typed(HOW, [typed], LABELS), Fault)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-09-03",
        "3 September 2026",
        "3 sep 2026",
        "Sept. 3, 2026",
        "September 3rd 2026",
        "Thursday, September 3, 2026",
        "thu 3rd of september 2026",
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str) -> None:
    assert read_date(typed) == date(2026, 9, 3)


@pytest.mark.parametrize("typed", ["10/12/2026", "next week", "31 Feb 2026", "3 Foo 2026", ""])
def test_a_date_that_could_be_two_days_or_none_is_asked_again(typed: str) -> None:
    assert isinstance(read_date(typed), Fault)


@pytest.mark.parametrize("typed", ["no", "None.", "N/A", "no thanks!", "-", "nothing"])
def test_no_is_how_people_skip(typed: str) -> None:
    language = Step(id="language", kind="text", ask="Which?", optional=True)
    assert settle(language, typed) == ""
    assert settle(Step(id="seen", kind="text", ask="What?"), typed) == typed


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Rosa Lind.", "Rosa Lind"), ("Sam Hale Jr.", "Sam Hale Jr."), ("J. M.", "J. M."), (".", ".")],
)
def test_a_name_is_no_sentence(typed: str, name: str) -> None:
    step = Step(id="name", kind="text", ask="Who?", field="me.name")
    assert settle(step, typed) == name
