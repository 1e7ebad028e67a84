"""Which answers lead there: what the search finds is so, and what it rules out can't be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.author.search.possible import Unsure, answers_where, complete
from coach.author.search.truth import UNKNOWN, truth
from coach.compose.wording import functions
from coach.interview.answers import Answers, empty
from coach.interview.path import path
from coach.scenario.evaluate import GUARD_FUNCTIONS, Value, holds
from coach.scenario.model import Column, Message, Option, Part, Scenario, Section, Step
from coach.scenario.template import parse, parse_guard
from coach.scenario.tree import Expr, If
from tests import strategies


def scenario_of(*steps: Step) -> Scenario:
    return Scenario(
        format=1,
        id="small",
        title="Small",
        summary="Small.",
        section=(Section(id="one", title="One", step=steps),),
        message=(Message(id="note", title="Note", channels=("letter",), part=(Part(text="Hi."),)),),
    )


def choice(id: str, *options: str, when: str = "", optional: bool = False, field: str = "") -> Step:
    return Step(
        id=id,
        kind="choice",
        ask="Which?",
        when=when,
        optional=optional,
        field=field,
        options=tuple(
            Option(id=each.rstrip("!"), label=each, goto="urgent" if each.endswith("!") else "")
            for each in options
        ),
    )


def text(id: str, when: str = "", optional: bool = False, field: str = "") -> Step:
    return Step(id=id, kind="text", ask="What?", when=when, optional=optional, field=field)


def where(scenario: Scenario, *guards: str, **more: int | bool) -> dict[str, Value] | None:
    return answers_where(scenario, [parse_guard(guard) for guard in guards], **more)


def if_test(source: str) -> Expr:
    """The test of the `if` that a template begins with."""
    first = parse(source)[0]
    assert isinstance(first, If)
    return first.branches[0][0]


# ------------------------------------------------------------------ what it finds


def test_an_answer_is_found_that_makes_a_guard_true() -> None:
    scenario = scenario_of(choice("seen", "yard", "class"), text("more", optional=True))
    assert where(scenario, 'seen == "class"') == {"seen": "class"}


def test_two_guards_that_contradict_one_another_have_no_answers() -> None:
    scenario = scenario_of(choice("seen", "yard", "class"))
    assert where(scenario, 'seen == "class"', 'seen == "yard"') is None


def test_an_option_that_leaves_the_scenario_is_never_seen_by_a_guard() -> None:
    scenario = scenario_of(choice("safe", "no", "yes!"), text("more"))
    assert where(scenario, 'safe == "yes"') is None
    assert where(scenario, 'safe == "no"') == {"safe": "no"}


def test_what_stands_behind_a_step_that_always_leaves_is_never_reached() -> None:
    scenario = scenario_of(
        choice("safe", "no", "yes"), choice("off", "away!", when='safe == "yes"'), text("more")
    )
    assert where(scenario, 'safe == "yes"') is None
    assert where(scenario, 'safe == "yes"', before=1) == {"safe": "yes"}
    assert where(scenario_of(choice("off", "away!"), text("more")), "more") is None


def test_a_step_is_answered_only_where_its_own_guard_holds() -> None:
    scenario = scenario_of(
        choice("seen", "yard", "class"),
        text("who", when='seen == "yard"'),
        text("why", when="who"),
    )
    assert where(scenario, "why") == {"seen": "yard", "who": "some words", "why": "some words"}
    assert where(scenario, "why", 'seen == "class"') is None
    assert where(scenario, "not why") == {"seen": "class"}


@pytest.mark.parametrize(
    ("guard", "possible"),
    [
        ("heat > 10", False),
        ("heat >= 10", True),
        ("heat > 3 and heat < 5", True),
        ("heat > 3 and heat < 4", False),
        ("not heat", True),
        ("picks|count > 2", True),
        ("picks|count > 3", False),
        ('"a" in picks and not ("b" in picks)', True),
        ('"a" in picks and "b" in picks and "c" in picks and picks|count < 3', False),
        ("rows|count == 2", True),
        ("rows|count > 2", False),
        ("not rows", True),
        ('"one" in rows and "two" in rows', True),
        ("cells|count == 5", True),
        ("not cells", False),
        ('words == "yes" and "es" in words', True),
        ('words == "yes" and "no" in words', False),
        ('"hank" in words and not ("thank" in words)', True),
        ("words and not words|open", True),
        ('words|open and "rude" in words', True),
        ('words|open and not ("?" in words)', True),
        ('words|open and not ("?" in words) and "ell me" in words', True),
        ('not words|open and "?" in words', True),
        ('words|open and words == "some words"', False),
        ("day and not day", False),
        ("not day", True),
    ],
)
def test_each_kind_of_step_has_values_for_each_way_to_ask(guard: str, possible: bool) -> None:
    many = Step(
        id="picks",
        kind="many",
        ask="Which?",
        most=3,
        options=tuple(Option(id=id, label=id) for id in "abcd"),
    )
    scenario = scenario_of(
        Step(id="heat", kind="scale", ask="How hot?"),
        many,
        Step(id="rows", kind="lines", ask="Rows?", most=2, optional=True),
        Step(id="cells", kind="table", ask="Cells?", columns=(Column(id="a", label="A"),)),
        text("words"),
        Step(id="day", kind="date", ask="When?", optional=True),
    )
    found = where(scenario, guard)
    assert (found is not None) == possible
    if found is not None:
        assert holds(parse_guard(guard), path(scenario, found).values)


def test_a_field_is_read_from_the_step_that_fills_it_last() -> None:
    scenario = scenario_of(
        choice("one", "she", "he", field="child.pronouns"),
        choice("again", "no", "yes"),
        choice("two", "they", "name", when='again == "yes"', field="child.pronouns"),
    )
    assert where(scenario, 'child.pronouns == "he"') == {"one": "he", "again": "no"}
    found = where(scenario, 'child.pronouns == "they"')
    assert found is not None
    assert (found["again"], found["two"]) == ("yes", "they")
    assert where(scenario, 'child.pronouns == "they"', 'again == "no"') is None


def test_what_comes_later_is_not_seen() -> None:
    scenario = scenario_of(text("a"), text("b", field="teacher.name"))
    assert where(scenario, "teacher.name", before=1) is None
    assert where(scenario, "teacher.name") is not None


def test_in_a_prompt_a_child_always_has_some_name() -> None:
    scenario = scenario_of(text("name", optional=True, field="child.name"), text("b"))
    unnamed = if_test("{% if not child.name %}x{% endif %}")
    assert answers_where(scenario, [unnamed], before=1, asked=True) is None
    assert answers_where(scenario, [unnamed]) == {"name": ""}


def test_a_prompt_is_read_only_where_its_step_is_on_the_path() -> None:
    scenario = scenario_of(choice("a", "x", "y"), text("b", when='a == "x"'))
    test = if_test('{% if a == "y" %}…{% endif %}')
    assert answers_where(scenario, [test], before=1, asked=True) is None
    assert answers_where(scenario, [test], [False], before=1, asked=True) == {"a": "x"}


def test_filters_of_templates_are_understood() -> None:
    scenario = scenario_of(text("name", field="child.name"), text("loves"))
    for want in (True, False):
        found = answers_where(scenario, [if_test("{% if loves|whole %}x{% endif %}")], [want])
        assert found is not None
        assert str(found["loves"]).startswith("She") == want


def test_where_the_values_tried_are_not_all_it_says_so() -> None:
    scenario = scenario_of(text("a"), text("b"))
    with pytest.raises(Unsure):
        where(scenario, 'a < "b" and a > "b"')
    assert where(scenario, "a == b") is not None
    assert where(scenario, "a != b") is not None


def test_a_search_that_would_take_too_long_is_given_up() -> None:
    scenario = scenario_of(*(choice(f"s{n}", "a", "b", "c") for n in range(30)))
    # Each half can be had, both can't, and only trying tells.
    odd = " or ".join(f'(s{n} == "a" and s{n + 1} == "b")' for n in range(20))
    never = " and ".join(f'not (s{n} == "a" and s{n + 1} == "b")' for n in range(20))
    with pytest.raises(Unsure):
        where(scenario, odd, never, budget=500)


def test_two_thousand_steps_that_hang_on_one_another_are_no_trouble() -> None:
    steps = [text("s0", optional=True)]
    steps += [text(f"s{n}", when=f"s{n - 1}", optional=True) for n in range(1, 2_000)]
    scenario = scenario_of(*steps)
    found = where(scenario, "s1999")
    assert found is not None
    assert len(found) == 2_000
    assert where(scenario, "s1999", "not s3") is None


# ------------------------------------------------------------------ whatever the scenario


def every_value(step: Step) -> list[Value]:
    """Values that stand for all the ways in which `strategies.guards` can tell answers apart."""
    found: list[Value] = [empty(step)] if step.optional or step.kind == "note" else []
    ids = [option.id for option in step.options]
    match step.kind:
        case "choice":
            found += ids
        case "many":
            sets = chain.from_iterable(combinations(ids, n) for n in range(1, len(ids) + 1))
            found += list(sets)
        case "text":
            found.append("words")
        case "lines":
            found += [("a",), ("a", "b")]
        case "table":
            row = ("x",) * len(step.columns)
            found += [(row,), (row, row)]
        case "scale":
            found += [0, 5, 7, 10]
        case "date":
            found.append(date(2026, 1, 1))
        case "note":
            pass
    return found


def every_path(
    scenario: Scenario, upto: int, given: dict[str, Value] | None = None
) -> Iterator[dict[str, Value]]:
    """Every set of answers that leads past the first `upto` steps."""
    given = given or {}
    values = path(scenario, given).values
    todo = [
        step
        for step in scenario.steps()[:upto]
        if step.id not in given and (not step.when or holds(parse_guard(step.when), values))
    ]
    if not todo:
        yield given
        return
    for value in every_value(todo[0]):
        option = todo[0].option(str(value)) if todo[0].kind == "choice" else None
        if option is None or not option.goto:
            yield from every_path(scenario, upto, {**given, todo[0].id: value})


@settings(max_examples=300)
@given(st.data())
def test_the_search_agrees_with_trying_everything(data: st.DataObject) -> None:
    scenario = data.draw(strategies.scenarios(most=4))
    steps = scenario.steps()
    upto = data.draw(st.integers(1, len(steps)))
    guards = data.draw(st.lists(strategies.guards(steps[:upto]), min_size=1, max_size=2))
    wanted = data.draw(st.lists(st.booleans(), min_size=len(guards), max_size=len(guards)))
    read = [parse_guard(guard) for guard in guards]

    def fits(answers: dict[str, Value]) -> bool:
        seen = path(scenario, answers).values
        return all(holds(guard, seen) == want for guard, want in zip(read, wanted, strict=True))

    found = answers_where(scenario, read, wanted, before=upto)
    assert (found is not None) == any(fits(answers) for answers in every_path(scenario, upto))
    if found is not None:
        whole = complete(scenario, found, lambda step: every_value(step)[-1])
        along = path(scenario, whole)
        assert found.items() <= whole.items()
        assert not along.doubtful
        assert not along.parked
        seen = path(scenario, _first(scenario, upto, whole)).values
        assert all(holds(guard, seen) == want for guard, want in zip(read, wanted, strict=True))


def _first(scenario: Scenario, upto: int, answers: Answers) -> Answers:
    early = {step.id for step in scenario.steps()[:upto]}
    return {id: value for id, value in answers.items() if id in early}


@given(st.data())
def test_a_completed_path_is_finished_or_left(data: st.DataObject) -> None:
    scenario = data.draw(strategies.scenarios())
    seeds = data.draw(st.randoms(use_true_random=False))

    def pick(step: Step) -> Value:
        return seeds.choice(every_value(step))

    answers = complete(scenario, {}, pick)
    found = path(scenario, answers)
    assert found.finished or found.exit
    assert list(answers) == [step.id for step in found.steps]


@given(st.data())
def test_with_all_answers_given_truth_is_what_evaluation_says(data: st.DataObject) -> None:
    scenario = data.draw(strategies.scenarios())
    steps: Sequence[Step] = scenario.steps()
    guard = parse_guard(data.draw(strategies.guards(tuple(steps))))
    answers = data.draw(strategies.answers(scenario, doubtful=False))
    assert truth(guard, answers.get, GUARD_FUNCTIONS) == holds(guard, answers)


@given(st.data())
def test_what_is_told_early_stays_true(data: st.DataObject) -> None:
    scenario = data.draw(strategies.scenarios())
    steps = scenario.steps()
    guard = parse_guard(data.draw(strategies.guards(steps)))
    answers = {step.id: data.draw(strategies.values(step)) for step in steps}
    hidden = data.draw(st.sets(st.sampled_from([step.id for step in steps])))
    early = truth(
        guard, lambda key: UNKNOWN if key in hidden else answers.get(key), functions(scenario)
    )
    assert early is UNKNOWN or early == holds(guard, answers)
