"""What holds a scenario together, rule by rule; the pages in docs/problems show one case each."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import Problem
from coach.scenario.load import inspect

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "docs" / "problems" / "example.toml").read_text(encoding="utf-8")
OPTIONS = 'options = [{ id = "a", label = "A" }]'


def problems(text: str) -> tuple[Problem, ...]:
    return inspect(EXAMPLE + "\n" + text, "f.toml")[1]


def codes(text: str) -> list[str]:
    return [problem.code for problem in problems(text)]


def step(id: str = "more", kind: str = "text", *lines: str) -> str:
    """One more step."""
    return "\n".join(
        ("[[section.step]]", f'id = "{id}"', f'kind = "{kind}"', 'ask = "?"', *lines, "")
    )


def part(*lines: str) -> str:
    """One more part of the message."""
    return "\n".join(("[[message.part]]", *lines, ""))


# ------------------------------------------------------------------ ids


@pytest.mark.parametrize("id", ["a", "best_time", "s3", "x_", "a" * 60])
def test_a_step_can_be_called(id: str) -> None:
    assert codes(step(id)) == []


@pytest.mark.parametrize(
    "id", ["", "A", "best-time", "3s", "_x", "é", "a b", "and", "in", "true", "endif", "a" * 61]
)
def test_a_step_can_not_be_called(id: str) -> None:
    assert codes(step(id)) == ["E302"]


@pytest.mark.parametrize(
    ("id", "fits"),
    [("a-b", True), ("3x3", True), ("a_b", False), ("a--b", False), ("-a", False), ("A", False)],
)
def test_what_is_not_a_step_is_called_with_hyphens(id: str, fits: bool) -> None:
    option = f'options = [{{ id = "{id}", label = "A" }}]'
    section = f'[[section]]\nid = "{id}"\ntitle = "T"\n{step()}'
    assert codes(step("more", "choice", option)) == ([] if fits else ["E302"])
    assert codes(section) == ([] if fits else ["E302"])


def test_ids_differ_among_their_own_kind_only() -> None:
    same = 'options = [{ id = "a", label = "A" }, { id = "a", label = "B" }]'
    assert codes(step("more", "choice", same)) == ["E301"]
    assert codes(step("one", "choice", OPTIONS) + step("two", "choice", OPTIONS)) == []
    assert codes(part('id = "x"', 'text = "x"') + part('id = "x"', 'text = "x"')) == ["E301"]


# ------------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ("words = [10, 10]", True),
        ("words = [0, 60]", True),
        ("words = [60, 10]", False),
        ("words = [-1, 10]", False),
        ("words = [1, 100000]", False),
    ],
)
def test_words_give_the_fewer_first(line: str, fits: bool) -> None:
    assert codes(step("more", "text", line)) == ([] if fits else ["E305"])


@pytest.mark.parametrize(
    ("line", "fits"),
    [("range = [-5, 5]", True), ("range = [5, 5]", False), ("range = [5, 1]", False)],
)
def test_a_scale_has_two_ends(line: str, fits: bool) -> None:
    assert codes(step("more", "scale", line)) == ([] if fits else ["E305"])


def test_rows_can_not_be_fewer_than_none() -> None:
    assert codes(step("more", "lines", "most = -1")) == ["E305"]


# ------------------------------------------------------------------ kinds


@pytest.mark.parametrize(
    ("kind", "line", "found"),
    [
        ("text", OPTIONS, ("E306", "error")),
        ("text", 'columns = [{ id = "a", label = "A" }]', ("E306", "error")),
        ("lines", 'field = "child.name"', ("E306", "error")),
        ("text", 'field = "child.strengths"', ("E306", "error")),
        ("text", 'low = "calm"', ("E306", "warning")),
        ("text", "most = 3", ("E306", "warning")),
        ("date", "words = [1, 2]", ("E306", "warning")),
        ("choice", "", ("E303", "error")),
        ("many", "", ("E303", "error")),
        ("table", "", ("E304", "error")),
        ("text", 'field = "child.shoe"', ("E206", "error")),
    ],
)
def test_a_kind_has_its_own_keys(kind: str, line: str, found: tuple[str, str]) -> None:
    assert [(each.code, each.severity) for each in problems(step("more", kind, line))] == [found]


def test_a_short_list_fills_a_field_that_is_one() -> None:
    assert codes(step("more", "lines", 'field = "child.strengths"')) == []


def test_each_part_of_a_contact_fills_one_column_of_a_table() -> None:
    def table(*logs: str) -> str:
        cells = (f'{{ id = "c{at}", label = "C", log = "{log}" }}' for at, log in enumerate(logs))
        return step("more", "table", f"columns = [{', '.join(cells)}]", 'when = "not seen"')

    assert codes(table("day", "agreed")) == []
    assert codes(table("day", "agreed", "day")) == ["E318"]
    (wrong,) = problems(table("day", "agred"))
    assert (wrong.code, "agreed" in wrong.advice) == ("E103", True)


@pytest.mark.parametrize(
    ("kind", "goto", "found"),
    [
        ("choice", "urgent", []),
        ("choice", "another-scenario", []),
        ("choice", "example", ["E310"]),
        ("choice", "Another one", ["E310"]),
        ("many", "urgent", ["E306"]),
    ],
)
def test_only_a_choice_leads_elsewhere_and_never_back(
    kind: str, goto: str, found: list[str]
) -> None:
    options = f'options = [{{ id = "a", label = "A", goto = "{goto}" }}]'
    assert codes(step("more", kind, options)) == found


def test_an_option_can_not_use_the_filters_that_read_options() -> None:
    options = 'options = [{ id = "a", label = "A", says = "by {{ channel|says }}" }]'
    assert codes(step("more", "choice", options)) == ["E207"]


def test_what_the_message_says_of_an_option_may_read_a_later_answer_its_label_may_not() -> None:
    later = step("later")
    says = 'options = [{ id = "a", label = "A", says = "{{ later }}" }]'
    label = 'options = [{ id = "a", label = "{{ later }}" }]'
    assert codes(step("more", "choice", says) + later) == []
    assert codes(step("more", "choice", label) + later) == ["E203"]


def test_a_step_can_not_read_its_own_answer() -> None:
    assert codes(step("more", "text", 'when = "more"')) == ["E203"]


# ------------------------------------------------------------------ renames


def test_an_old_name_is_gone_and_has_one_heir() -> None:
    assert codes(step("more", "text", 'was = ["old", "older"]')) == []
    assert codes(step("more", "text", 'was = ["seen"]')) == ["E307"]
    assert codes(step("more", "text", 'was = ["more"]')) == ["E307"]
    two = step("one", "text", 'was = ["old"]') + step("two", "text", 'was = ["old"]')
    assert codes(two) == ["E307"]


# ------------------------------------------------------------------ messages


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (('text = "x"', 'use = "thanks"'), ["E309"]),
        ((), ["E309"]),
        (('use = "thank"',), ["E308"]),
        (('use = "thanks"',), []),
        (('text = "x"',), []),
    ],
)
def test_a_part_has_its_own_text_or_takes_one(lines: tuple[str, ...], found: list[str]) -> None:
    shared = '[[part]]\nid = "thanks"\ntext = "Thank you."\n'
    everywhere = part('use = "thanks"')
    assert codes(shared + everywhere + part(*lines)) == found


def test_a_shared_part_is_text_and_not_a_loan() -> None:
    loan = '[[part]]\nid = "a"\nuse = "a"\n'
    assert codes(loan + part('use = "a"')) == ["E309"]
    assert codes(loan + 'text = "x"\n' + part('use = "a"')) == ["E309"]


def test_a_long_template_without_a_mark_is_still_too_long() -> None:
    assert codes(part(f'text = "{"x " * 5000}"')) == ["E201"]


def test_many_tags_in_one_template_are_fine() -> None:
    assert codes(part(f'text = "{"{{ seen|sentence }} " * 200}"')) == []


def test_a_citation_is_refused_where_there_are_no_practices_at_all() -> None:
    text = EXAMPLE + '[[point]]\ngroup = "ask"\ntext = "x"\npractice = ["a"]\n'
    (problem,) = inspect(text, "f.toml", frozenset())[1]
    assert problem.code == "E209"
    assert problem.advice
