"""An answer is what the parent meant, in plain text, and it fits its step or says why not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.interview.answers import (
    LONGEST,
    MOST_ROWS,
    carry,
    empty,
    fault,
    from_toml,
    is_empty,
    settle,
    to_toml,
)
from coach.scenario.evaluate import Value
from coach.scenario.model import Column, Kind, Option, Scenario, Section, Step
from tests.strategies import KINDS, scenarios, texts, values

YES_NO = (Option(id="yes", label="Yes"), Option(id="no", label="No"), Option(id="so", label="So"))
DAY_WHAT = (Column(id="day", label="Day"), Column(id="what", label="What"))


def step(kind: Kind, **more: Any) -> Step:
    more.setdefault("options", YES_NO if kind in ("choice", "many") else ())
    more.setdefault("columns", DAY_WHAT if kind == "table" else ())
    return Step(id="it", kind=kind, ask="?", **more)


# ------------------------------------------------------------------ settling


@pytest.mark.parametrize(
    ("kind", "typed", "settled"),
    [
        ("text", "  \x1b[31mHe cried.\r\n ", "He cried."),
        ("text", "one\n\ntwo", "one\n\ntwo"),
        ("text", "   ", ""),
        ("lines", (" a\nb ", "", "\x00"), ("a b",)),
        ("many", ("no", "yes", "no"), ("yes", "no")),
        ("many", ("gone", "yes"), ("yes", "gone")),
        ("table", ((" Mon ", "x\ty"), ("", "")), (("Mon", "x y"),)),
        ("table", (("Mon",),), (("Mon", ""),)),
        ("scale", 0, 0),
        ("scale", "", None),
        ("note", "", ""),
        ("date", date(2026, 9, 3), date(2026, 9, 3)),
    ],
)
def test_what_is_typed_settles(kind: Kind, typed: Value, settled: Value) -> None:
    assert settle(step(kind), typed) == settled


@given(st.data())
def test_settling_twice_is_settling_once(data: st.DataObject) -> None:
    for each in data.draw(scenarios(most=3)).steps():
        value = data.draw(values(each))
        assert settle(each, value) == value


@pytest.mark.parametrize("kind", KINDS)
def test_going_past_is_the_empty_answer_of_each_kind(kind: Kind) -> None:
    assert is_empty(empty(step(kind)))
    assert fault(step(kind, optional=True), empty(step(kind))) is None


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "note"])
def test_what_must_be_answered_can_not_be_empty(kind: Kind) -> None:
    wrong = fault(step(kind), empty(step(kind)))
    assert wrong is not None
    assert wrong.advice


def test_a_scales_nought_is_an_answer() -> None:
    assert not is_empty(0)
    assert fault(step("scale"), 0) is None


# ------------------------------------------------------------------ what does not fit


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("choice", "perhaps"),
        ("choice", ("yes",)),
        ("many", ("yes", "perhaps")),
        ("many", "yes"),
        ("text", 7),
        ("text", ("a",)),
        ("text", "x" * (LONGEST + 1)),
        ("lines", "a"),
        ("lines", ("a",) * (MOST_ROWS + 1)),
        ("lines", ("x" * 3000,)),
        ("lines", (("a", "b"),)),
        ("table", ("a",)),
        ("table", (("a", "b", "a third"),)),
        ("scale", 11),
        ("scale", -1),
        ("scale", "5"),
        ("scale", True),
        ("date", "2026-09-03"),
        ("date", 5),
    ],
)
def test_a_value_that_does_not_fit_says_why_and_what_would(kind: Kind, value: Value) -> None:
    wrong = fault(step(kind), settle(step(kind), value))
    assert wrong is not None
    assert wrong.what
    assert wrong.advice


def test_an_author_can_make_room_for_fewer() -> None:
    assert fault(step("many", most=1), ("yes",)) is None
    assert fault(step("many", most=1), ("yes", "no")) is not None
    assert fault(step("lines", most=3), ("a", "b", "c", "d")) is not None


@given(st.data())
def test_a_fitting_value_has_no_fault(data: st.DataObject) -> None:
    for each in data.draw(scenarios(most=3)).steps():
        value = data.draw(values(each))
        assert is_empty(value) or fault(each, value) is None


ANY_VALUE = st.one_of(
    st.none(),
    texts(),
    st.integers(),
    st.dates(),
    st.lists(texts(), max_size=3).map(tuple),
    st.lists(st.lists(texts(), max_size=4).map(tuple), max_size=3).map(tuple),
)


@given(st.sampled_from(KINDS), ANY_VALUE)
def test_any_value_settles_and_fits_or_has_a_fault(kind: Kind, value: Any) -> None:
    settled = settle(step(kind), value)
    fault(step(kind), settled)
    assert settle(step(kind), settled) == settled


# ------------------------------------------------------------------ files


def test_rows_of_a_kind_the_step_had_once_are_kept_for_another_look() -> None:
    lines_once = from_toml(step("table"), ["cried at pick-up", "would not eat"])
    table_once = from_toml(step("lines"), [["Mon", "cried"]])
    wider_once = from_toml(step("table"), [["Mon", "cried", "by the gate"]])
    assert to_toml(lines_once) == ["cried at pick-up", "would not eat"]
    assert to_toml(table_once) == [["Mon", "cried"]]
    assert to_toml(wider_once) == [["Mon", "cried", "by the gate"]]
    assert fault(step("table"), lines_once)
    assert fault(step("lines"), table_once)
    assert fault(step("table"), wider_once)


def test_a_date_with_a_time_is_the_date() -> None:
    noon = datetime(2026, 9, 3, 12, tzinfo=UTC)
    assert type(from_toml(step("date"), noon)) is date


def test_a_date_gone_past_is_nothing() -> None:
    assert from_toml(step("date"), "") is None


@given(st.data())
def test_an_answer_to_a_step_is_the_same_after_a_file(data: st.DataObject) -> None:
    for each in data.draw(scenarios(most=3)).steps():
        value = data.draw(values(each))
        assert from_toml(each, to_toml(value)) == value


def test_a_step_takes_its_own_answer_before_one_of_an_older_name() -> None:
    now = step("text", was=("then",))
    scenario = Scenario(
        format=1,
        id="x",
        title="x",
        summary="x",
        section=(Section(id="s", title="s", step=(now,)),),
    )
    assert carry(scenario, {"then": "old"}) == ({"it": "old"}, {})
    assert carry(scenario, {"then": "old", "it": "new"}) == ({"it": "new"}, {"then": "old"})
