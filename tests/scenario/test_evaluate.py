"""What a template or guard comes to: total, and it says what it used."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.scenario.evaluate import Rendered, Value, Values, as_text, holds, render
from coach.scenario.template import TemplateError, parse, parse_guard


def shout(value: Value, name: str, values: Values) -> Value:
    return f"{name}:{as_text(value).upper()}"


def said(source: str, values: Values) -> Rendered:
    return render(parse(source), values, {"capital": shout, "quote": shout})


def true(guard: str, values: Values) -> bool:
    return holds(parse_guard(guard), values)


def test_a_template_knows_what_it_showed_what_it_asked_and_what_it_lacked() -> None:
    rendered = said(
        "{% if told %}{{ seen }} {{ gone }} {{ seen }}{% endif %}", {"told": "y", "seen": "x"}
    )
    assert rendered == Rendered("x  x", shown=("seen",), asked=("told",), missing=("gone",))


def test_a_branch_not_taken_shows_nothing_and_what_decided_is_remembered() -> None:
    rendered = said(
        "{% if a %}{{ b }}{% elif c %}{{ d }}{% else %}e{% endif %}", {"b": "x", "d": "y"}
    )
    assert rendered == Rendered("e", asked=("a", "c"))


def test_a_filter_is_told_the_name_it_stands_behind() -> None:
    assert said("{{ seen|capital }}", {"seen": "x"}).text == "seen:X"
    assert said("{{ seen|capital|quote }}", {"seen": "x"}).text == ":SEEN:X"


@pytest.mark.parametrize(
    ("pronouns", "text"), [("she", "She is"), ("they", "They are"), ("", " is")]
)
def test_a_verb_follows_the_pronoun(pronouns: str, text: str) -> None:
    word = {"she": "She", "they": "They"}.get(pronouns, "")
    assert (
        said("{{ child.They }} is", {"child.They": word, "child.pronouns": pronouns}).text == text
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("x", "x"),
        (7, "7"),
        (0, "0"),
        (date(2026, 12, 3), "Thu 3 Dec"),
        (("a", "b"), "a, b"),
        ((("a", "", "b"), ("c", "", "")), "a – b, c"),
        ((), ""),
    ],
)
def test_a_value_as_a_sentence_would_hold_it(value: Value, text: str) -> None:
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("guard", "values", "outcome"),
    [
        ("a", {}, False),
        ("a", {"a": ""}, False),
        ("a", {"a": ()}, False),
        ("not a", {}, True),
        ("a == 'x'", {"a": "x"}, True),
        ("a != 'x'", {}, True),
        ("a in ['x', 'y']", {"a": "y"}, True),
        ("a not in ['x', 'y']", {"a": "z"}, True),
        ("'x' in a", {"a": ("x",)}, True),
        ("'x' in a", {}, False),
        ("a >= 7", {"a": 7}, True),
        ("a >= 7", {"a": "9"}, False),
        ("a < 7", {}, False),
        ("a|count > 1", {"a": ("x", "y")}, True),
        ("a|count == 0", {}, True),
        ("a|count == 1", {"a": "x"}, True),
        ("a or b and c", {"a": "x"}, True),
        ("(a or b) and c", {"a": "x"}, False),
        ("a == true", {"a": "x"}, False),
    ],
)
def test_a_guard_holds_or_does_not(guard: str, values: Values, outcome: bool) -> None:
    assert true(guard, values) is outcome


VALUES = st.one_of(
    st.none(),
    st.text(max_size=5),
    st.integers(),
    st.dates(),
    st.lists(st.text(max_size=3), max_size=3).map(tuple),
    st.lists(st.tuples(st.text(max_size=2), st.text(max_size=2)), max_size=2).map(tuple),
)
EXPRESSIONS = st.recursive(
    st.sampled_from(["a", "b", "'x'", "3", "true", "['x']", "a|count"]),
    lambda inner: st.one_of(
        st.tuples(
            inner, st.sampled_from([*"== != < <= > >= in and or".split(), "not in"]), inner
        ).map(lambda parts: f"({' '.join(parts)})"),
        inner.map(lambda part: f"(not {part})"),
    ),
    max_leaves=8,
)


@given(EXPRESSIONS, VALUES, VALUES)
def test_no_guard_on_any_values_raises(guard: str, a: Value, b: Value) -> None:
    try:
        parsed = parse_guard(guard)
    except TemplateError:
        return  # nested deeper than anyone may
    assert holds(parsed, {"a": a, "b": b}) in (True, False)


def test_the_longest_chain_an_author_may_write_is_evaluated() -> None:
    assert true(" or ".join(["a"] * 64 + ["b"]), {"b": "x"})
