"""Answers from a file fit their steps, or the file says where they don't."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError, Problem, ScenarioError
from coach.interview.answer_file import answers_in, read_answers, sample_answers
from coach.interview.answers import is_empty, to_toml
from coach.interview.path import path
from coach.scenario.library import sample_names
from coach.scenario.load import read
from coach.scenario.model import Scenario
from tests.strategies import answers, scenarios

EXAMPLE = read(
    """
format = 1
id = "example"
title = "An example"
summary = "…"
[[section]]
id = "facts"
title = "What you know"
[[section.step]]
id = "seen"
kind = "text"
ask = "What did you see?"
was = ["saw", "witnessed"]
[[section.step]]
id = "channel"
kind = "choice"
ask = "How?"
options = [{ id = "email", label = "Email" }, { id = "phone", label = "Phone" }]
[[section.step]]
id = "worry"
kind = "scale"
ask = "How worried?"
[[section.step]]
id = "day"
kind = "date"
ask = "When?"
optional = true
[[section.step]]
id = "rows"
kind = "table"
ask = "What happened?"
columns = [{ id = "day", label = "Day" }, { id = "what", label = "What" }]
[[message]]
id = "note"
title = "A note"
channels = ["letter"]
[[message.part]]
text = "Hello."
""",
    "example.toml",
)


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as caught:
        answers_in(text, "f.toml", EXAMPLE)
    return caught.value.problems


def told(text: str) -> list[tuple[str, int, int]]:
    return [(each.code, each.place.line, each.place.column) for each in problems(text)]


def test_answers_are_read_settled_and_in_the_order_of_the_steps() -> None:
    text = (
        "[answers]\n"
        'rows = [["Mon", "cried"], ["Tue"]]\n'
        "day = 2026-09-03T12:00:00Z\n"
        "worry = 0\n"
        'seen = " He cried.\\u001b[31m "\n'
    )
    assert list(answers_in(text, "f.toml", EXAMPLE).items()) == [
        ("seen", "He cried."),
        ("worry", 0),
        ("day", date(2026, 9, 3)),
        ("rows", (("Mon", "cried"), ("Tue", ""))),
    ]


def test_an_answer_under_an_older_name_is_carried() -> None:
    assert answers_in('[answers]\nsaw = "x"', "f.toml", EXAMPLE) == {"seen": "x"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[answers]\nchannel = 'pigeon'\nworry = 11\n", [("E403", 2, 11), ("E403", 3, 9)]),
        ("[answers]\nsean = 'x'\n", [("E402", 2, 1)]),
        ("[answers]\nsaw = 'x'\nseen = 'y'\n", [("E404", 2, 1)]),
        ("[answers]\nsaw = 'x'\nwitnessed = 'y'\n", [("E404", 3, 1)]),
        ("scenario = 'other'\n[answers]\nnobody = 1\n", [("E401", 1, 12)]),
        ("[answers]\nseen = ''\n", [("E403", 2, 8)]),
        ("[answers]\nseen = 3.5\n", [("E403", 2, 8)]),
        ("[answers]\nseen = true\n", [("E403", 2, 8)]),
        ("[answers]\nseen = { a = 1 }\n", [("E403", 2, 8)]),
        ("[answers]\nseen = 10:00:00\n", [("E403", 2, 8)]),
        (f"[answers]\nworry = 0x{'f' * 20_000}\n", [("E403", 2, 9)]),
        ("[answers]\nrows = [['a', 'b', 'c']]\n", [("E403", 2, 8)]),
        ("[answers]\nrows = [[['a']]]\n", [("E403", 2, 8)]),
        ("answers = 3\n", [("E103", 1, 11)]),
        ("seen = 'x'\n", [("E102", 1, 1), ("E106", 1, 1)]),
        ("format = 2\n[answers]\n", [("E105", 1, 10)]),
        ("[answers\n", [("E101", 1, 9)]),
        ("[answers]\nseen = '\u202ex'\n", [("E104", 2, 9)]),
        ("[answers]\nseen = " + "[" * 50_000, [("E107", 2, 24)]),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(
    text: str, found: list[tuple[str, int, int]]
) -> None:
    assert told(text) == found


def test_a_choice_that_is_not_there_names_those_that_are() -> None:
    (problem,) = problems("[answers]\nchannel = 'pigeon'\n")
    assert "email, phone" in problem.advice


def test_a_step_that_is_not_there_names_the_nearest() -> None:
    (problem,) = problems("[answers]\nchanel = 'email'\n")
    assert "“channel”" in problem.advice


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="no such file"):
        read_answers(tmp_path / "none.toml", EXAMPLE)


def test_every_sample_of_ours_answers_its_whole_path(first_contact: Scenario) -> None:
    for name in sample_names(first_contact.id):
        given_answers = sample_answers(first_contact, name)
        assert path(first_contact, given_answers).finished, name


@given(st.data())
def test_what_is_written_from_answers_reads_back_as_them(data: st.DataObject) -> None:
    scenario = data.draw(scenarios())
    given_answers = {
        id: value
        for id, value in data.draw(answers(scenario, doubtful=False)).items()
        if (step := scenario.step(id)) and (step.optional or not is_empty(value))
    }
    file = {"answers": {id: to_toml(value) for id, value in given_answers.items()}}
    assert answers_in(tomli_w.dumps(file), "f.toml", scenario) == given_answers


@given(st.text(max_size=80))
def test_any_text_is_answers_or_problems(text: str) -> None:
    for whole in (text, f"[answers]\n{text}"):
        found: tuple[Problem, ...] = ()
        try:
            answers_in(whole, "f.toml", EXAMPLE)
        except ScenarioError as error:
            found = error.problems
        assert all(problem.advice for problem in found)
