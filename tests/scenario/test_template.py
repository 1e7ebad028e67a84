"""The template language: what can be said, and where the caret stands for what can't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.scenario.nearest import nearest
from coach.scenario.template import (
    DEEPEST,
    LONGEST,
    TemplateError,
    UnknownFilter,
    parse,
    parse_guard,
)
from coach.scenario.tree import Data, If, Name, Output, Verb, comparisons, filters, names


def error(source: str, *, guard: bool = False) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        parse_guard(source) if guard else parse(source)
    return caught.value


def test_text_without_marks_is_itself() -> None:
    assert parse("A { plain } text, 100%.") == (Data("A { plain } text, 100%."),)
    assert parse("") == ()


def test_a_name_and_a_field() -> None:
    assert parse("{{ seen }}{{child.name}}") == (
        Output(Name("seen", 3)),
        Output(Name("child.name", 12)),
    )


def test_a_comment_says_nothing() -> None:
    assert parse("a{# {{ b }} #}c") == (Data("a"), Data("c"))


def test_an_if_has_its_branches_in_order() -> None:
    (node,) = parse("{% if a %}1{% elif b %}2{% else %}3{% endif %}")
    assert isinstance(node, If)
    assert [body for _test, body in node.branches] == [(Data("1"),), (Data("2"),)]
    assert node.orelse == (Data("3"),)


def test_a_verb_after_a_pronoun_agrees_by_itself() -> None:
    assert parse("{{ child.They }} is")[1:] == (Data(" "), Verb("is", "are"))
    assert parse("{{ child.name }} is")[1:] == (Data(" is"),)


def test_names_filters_and_comparisons_are_listed_in_reading_order() -> None:
    body = parse(
        "{{ a|items }}{% if b == 'x' and not c %}{{ d|quote|capital }}{% else %}{{ e }}{% endif %}"
    )
    assert [name.key for name in names(body)] == ["a", "b", "c", "d", "e"]
    assert [used.name for used in filters(body)] == ["items", "capital", "quote"]
    assert [compare.op for compare in comparisons(body)] == ["=="]


@pytest.mark.parametrize(
    ("source", "stands_at"),
    [
        ("x {{ a", "{{ a"),
        ("x {{ a + b }}", "+ b }}"),
        ("x {{ a.b.c }}", ".c }}"),
        ("x {{ f(a) }}", "(a) }}"),
        ("x {{ a[0] }}", "[0] }}"),
        ("x {{ a|nosuch }}", "nosuch }}"),
        ("x {{ a| }}", "}}"),
        ("x {{ }}", "}}"),
        ("x {{ é }}", "é }}"),
        ("x {{ 'open }}", "'open }}"),
        ("x {{ 1.5 }}", "1.5 }}"),
        ("x {%- if a %}", "- if a %}"),
        ("x {% for a in b %}", "for a in b %}"),
        ("x {% set a = 1 %}", "set a = 1 %}"),
        ("x {% endif %}", "endif %}"),
        ("x {% if a %}y", "{% if a %}y"),
        ("{% if a %}{% if b %}y{% endif %}", "{% if a %}{% if b %}y{% endif %}"),
        (
            "{% if a %}{% if b %}y{% endif %}{% else %}",
            "{% if a %}{% if b %}y{% endif %}{% else %}",
        ),
        ("x {% if a = b %}", "= b %}"),
        ("x {% if a not b %}", "b %}"),
        ("x {% if a in ['b' 'c'] %}", "'c'] %}"),
        ("x {% if a in [b] %}", "b] %}"),
        ("x {% if (a %}", "%}"),
        ("x {# never", "{# never"),
        ("x {{ and }}", "and }}"),
    ],
)
def test_what_can_not_be_read_is_pointed_at(source: str, stands_at: str) -> None:
    assert source[error(source).offset :] == stands_at


@pytest.mark.parametrize(
    "guard", ["", "a b", "a ==", "== a", "a and", "not", "(a", "a)", "{{ a }}"]
)
def test_a_guard_is_one_whole_expression(guard: str) -> None:
    assert 0 <= error(guard, guard=True).offset <= len(guard)


def test_a_filter_there_is_none_of_is_an_error_of_its_own() -> None:
    assert isinstance(error("{{ a|itms }}"), UnknownFilter)
    assert error("{{ a|itms }}").advice == "Did you mean “items”?"
    assert not isinstance(error("{{ a| }}"), UnknownFilter)


@pytest.mark.parametrize(
    "source",
    [
        "{{ " + "(" * 500 + "a" + ")" * 500 + " }}",
        "{{ " + "not " * 500 + "a }}",
        "{% if a %}" * 500 + "{% endif %}" * 500,
        "{{ a" + "|count" * 1000 + " }}",
        "{{ " + " and ".join("a" * 900) + " }}",
        "{{ " + " or ".join("a" * 900) + " }}",
        "x" * (LONGEST + 1),
    ],
)
def test_a_template_made_to_exhaust_us_is_refused(source: str) -> None:
    assert error(source).message


def test_what_is_as_deep_as_allowed_is_read() -> None:
    depth = DEEPEST - 2
    assert names(parse_guard("(" * depth + "a" + ")" * depth))[0].key == "a"


@given(st.text(st.sampled_from("{}%#|.'\"()[]=<>! \nandorifelsendi_1é"), max_size=60))
def test_any_text_is_read_or_pointed_at(source: str) -> None:
    for read in (parse, parse_guard):
        offset = 0
        try:
            read(source)
        except TemplateError as caught:
            offset = caught.offset
        assert 0 <= offset <= len(source)


@given(st.text())
def test_text_without_an_opening_mark_is_never_an_error(source: str) -> None:
    plain = source.replace("{", "")
    assert "".join(node.text for node in parse(plain) if isinstance(node, Data)) == plain


def test_the_nearest_name_is_offered_or_all_of_them() -> None:
    assert nearest("itms", ("items", "bullets")) == "Did you mean “items”?"
    assert nearest("zzz", ("items", "bullets")) == "Known here: bullets, items."
    assert nearest("zzz", ()) == ""
