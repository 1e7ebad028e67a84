"""Our template language is a part of Jinja2's: what both can read, both say alike.

Jinja2's sandbox is the oracle. Verbs that agree by themselves are ours alone, so the
children here are she, he or a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import ChainableUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from coach.compose import wording
from coach.compose.outcome import values_of
from coach.interview.answer_file import sample_answers
from coach.interview.path import path
from coach.scenario.evaluate import Value, as_text, render
from coach.scenario.library import sample_names
from coach.scenario.model import Scenario
from coach.scenario.template import parse


class Pick(str):
    """An option's id that knows which step it answers, as our filters do."""

    step: str


def oracle(scenario: Scenario, values: dict[str, Value]) -> ImmutableSandboxedEnvironment:
    ours = wording.functions(scenario)
    environment = ImmutableSandboxedEnvironment(
        undefined=ChainableUndefined,
        keep_trailing_newline=True,
        finalize=lambda value: "" if value is None or value is False else value,
    )
    for name, function in ours.items():
        environment.filters[name] = lambda value, function=function: function(
            None if isinstance(value, ChainableUndefined) else value,
            getattr(value, "step", ""),
            values,
        )
    return environment


def for_jinja(values: dict[str, Value]) -> dict[str, Any]:
    whole: dict[str, Any] = {"child": {}, "teacher": {}, "me": {}, "school": {}}
    for key, value in values.items():
        record, dot, field = key.partition(".")
        shown: Any = value
        if isinstance(value, str):
            shown = Pick(value)
            shown.step = key
        if dot:
            whole[record][field] = shown
        else:
            whole[key] = shown
    return whole


def templates(scenario: Scenario) -> Iterator[str]:
    for step in scenario.steps():
        yield from (step.ask, step.why, step.example, step.weak, step.title)
        yield from (text for option in step.options for text in (option.label, option.says))
    yield from (part.text for part in scenario.part)
    for message in scenario.message:
        yield message.subject
        yield from (text for part in message.part for text in (part.text, part.heading))
    yield from (point.text for point in scenario.point)
    for card in scenario.card:
        yield from (card.they_say, card.you_say, card.avoid)


@pytest.mark.parametrize("name", sample_names("first-contact"))
def test_every_template_says_in_jinja_what_it_says_here(first_contact: Scenario, name: str) -> None:
    answers = sample_answers(first_contact, name)
    if answers["pronouns"] == "they":
        answers["pronouns"] = "she"
    values = values_of(path(first_contact, answers))
    environment = oracle(first_contact, values)
    functions = wording.functions(first_contact)
    for text in templates(first_contact):
        ours = render(parse(text), values, functions).text
        assert environment.from_string(text).render(for_jinja(values)) == ours, text


NAMES = st.sampled_from(["a", "b", "rows", "child.name"])
ATOMS = st.one_of(NAMES, st.sampled_from(['"x"', "'email'", "3", "true", '["x", "email"]']))
EXPRESSIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join),
        st.tuples(inner, st.sampled_from(["==", "!="]), inner).map(lambda t: f"({' '.join(t)})"),
        inner.map(lambda text: f"(not ({text}))"),
        inner.map(lambda text: f"({text})"),
    ),
    max_leaves=6,
)
VALUES = st.fixed_dictionaries(
    {
        "a": st.sampled_from(["", "x", "email"]),
        "b": st.sampled_from([None, 3, 0]),
        "rows": st.sampled_from([(), ("x",), ("x", "y")]),
        "child.name": st.sampled_from(["Leo", ""]),
    }
)


@given(EXPRESSIONS, VALUES)
def test_any_expression_decides_alike(expression: str, values: dict[str, Value]) -> None:
    text = "{% if " + expression + " %}yes{% else %}no{% endif %}"
    theirs = ImmutableSandboxedEnvironment(undefined=ChainableUndefined).from_string(text)
    assert theirs.render(for_jinja(values)) == render(parse(text), values, {}).text


@given(st.sampled_from(["Leo", "[x]", "{{ a }}", "{% if %}", "<b>"]))
def test_what_a_parent_typed_is_never_a_template(typed: str) -> None:
    assert render(parse("{{ a }}"), {"a": typed}, {}).text == as_text(typed)
