"""The path is a function of the answers: what that promises, for any scenario and any sitting."""

from __future__ import annotations

import tomllib
from datetime import date

import msgspec
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from coach.interview.answers import carry, to_toml
from coach.interview.path import Changes, changes, path
from coach.scenario.evaluate import Value, render
from coach.scenario.load import inspect
from coach.scenario.model import Option, Scenario, Section, Step
from coach.scenario.template import parse, parse_guard
from coach.scenario.tree import names
from tests.strategies import answers, as_toml, edits, scenarios, values


def scenario_of(*steps: Step) -> Scenario:
    return Scenario(
        format=1,
        id="example",
        title="Example",
        summary="",
        section=(Section(id="one", title="One", step=steps),),
    )


SAFE = Step(
    id="safe",
    kind="choice",
    ask="Is anyone in danger?",
    options=(Option(id="yes", label="Yes", goto="urgent"), Option(id="no", label="No")),
)
PLAN = Step(
    id="plan",
    kind="choice",
    ask="Is there a plan?",
    options=(Option(id="yes", label="Yes"), Option(id="no", label="No")),
)
QUOTE = Step(id="quote", kind="text", ask="What does it say?", when="plan == 'yes'")
HOPE = Step(id="hope", kind="text", ask="What do you hope for?", optional=True)


# ------------------------------------------------------------------ one step at a time


def test_the_present_step_is_the_first_without_an_answer() -> None:
    scenario = scenario_of(PLAN, QUOTE, HOPE)
    assert path(scenario, {}).present == PLAN
    assert path(scenario, {"plan": "yes"}).present == QUOTE
    assert path(scenario, {"plan": "no"}).present == HOPE


def test_going_past_an_optional_step_is_an_answer() -> None:
    assert path(scenario_of(PLAN, HOPE), {"plan": "no", "hope": ""}).finished


def test_an_empty_answer_is_none_where_the_step_is_not_optional() -> None:
    scenario = scenario_of(PLAN, QUOTE, HOPE)
    assert path(scenario, {"plan": "yes", "quote": ""}).present == QUOTE


def test_an_off_ramp_ends_the_path_there() -> None:
    now = path(scenario_of(SAFE, PLAN), {"safe": "yes", "plan": "yes"})
    assert now.exit == SAFE.options[0]
    assert (now.steps, now.present, now.finished) == ((SAFE,), None, False)
    assert now.parked == ("plan",)


def test_an_answer_comes_back_with_its_step() -> None:
    scenario = scenario_of(PLAN, QUOTE)
    told = {"plan": "yes", "quote": "Extra time."}
    parked = path(scenario, {**told, "plan": "no"})
    assert parked.parked == ("quote",)
    assert "quote" not in parked.values
    assert path(scenario, told).values["quote"] == "Extra time."


def test_a_field_is_filled_by_the_step_on_the_path_that_names_it() -> None:
    name = Step(id="called", kind="text", ask="Name?", field="child.name", optional=True)
    assert path(scenario_of(name), {"called": "Zoë"}).values["child.name"] == "Zoë"
    assert "child.name" not in path(scenario_of(name), {"called": ""}).values


def test_an_answer_that_no_longer_fits_is_doubtful_and_asked_again() -> None:
    now = path(scenario_of(PLAN, HOPE), {"plan": "perhaps", "hope": "A good year."})
    assert list(now.doubtful) == ["plan"]
    assert now.present == PLAN
    assert "plan" not in now.values


def test_a_newer_version_says_what_is_kept_doubtful_new_and_parked() -> None:
    renamed = msgspec.structs.replace(HOPE, id="wish", was=("hope",))
    stored = {"plan": "perhaps", "hope": "A good year.", "quote": "Extra time."}
    newer = scenario_of(SAFE, PLAN, QUOTE, renamed)
    carried, rest = carry(newer, stored)
    assert rest == {}
    told = changes(newer, carried, frozenset(stored))
    assert told == Changes(kept=("wish",), doubtful=("plan",), new=("safe",), parked=("quote",))
    assert not told.none


def test_what_no_step_knows_is_handed_back_as_it_was() -> None:
    stored = {"plan": "yes", "from_a_later_version": {"deep": [1, 2]}}
    assert carry(scenario_of(PLAN), stored)[1] == {"from_a_later_version": {"deep": [1, 2]}}


# ------------------------------------------------------------------ any scenario, any sitting


@given(scenarios())
def test_random_scenarios_are_sound(scenario: Scenario) -> None:
    again, problems = inspect(as_toml(scenario), "random.toml")
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    assert again == scenario


@given(st.data())
def test_the_path_never_loops_and_keeps_reading_order(data: st.DataObject) -> None:
    scenario = data.draw(scenarios())
    now = path(scenario, data.draw(answers(scenario)))
    order = [scenario.steps().index(step) for step in now.steps]
    assert order == sorted(set(order))


@given(st.data())
def test_going_back_and_forward_never_changes_an_answer(data: st.DataObject) -> None:
    scenario = data.draw(scenarios())
    given_answers = data.draw(answers(scenario))
    before = dict(given_answers)
    now = path(scenario, given_answers)
    step = data.draw(st.sampled_from(scenario.steps()))
    path(scenario, {**given_answers, step.id: data.draw(values(step))})
    assert given_answers == before
    assert path(scenario, given_answers) == now


@given(st.data())
def test_the_path_is_the_same_however_the_answers_were_reached(data: st.DataObject) -> None:
    scenario = data.draw(scenarios())
    sitting = data.draw(edits(scenario))
    reached: dict[str, Value] = {}
    for id, value in sitting:
        reached[id] = value
        path(scenario, reached)
    shuffled = dict(data.draw(st.permutations(tuple(reached.items()))))
    one, other = path(scenario, reached), path(scenario, shuffled)
    assert (one.steps, one.present, one.exit) == (other.steps, other.present, other.exit)
    assert (one.values, one.doubtful) == (other.values, other.doubtful)
    assert set(one.parked) == set(other.parked)


@given(st.data())
def test_a_parked_answer_never_reaches_a_guard_or_a_template(data: st.DataObject) -> None:
    scenario = data.draw(scenarios())
    given_answers = data.draw(answers(scenario))
    now = path(scenario, given_answers)
    changed = dict(given_answers)
    for id in now.parked:
        step = scenario.step(id)
        assert step is not None
        changed[id] = data.draw(values(step))
    assert not set(now.parked) & set(now.values)
    assert path(scenario, changed) == now
    for part in scenario.message[0].part:
        said = render(parse(part.text), now.values, {})
        assert not set(now.parked) & set(said.shown)


@given(st.data())
def test_a_guard_sees_only_what_was_answered_before(data: st.DataObject) -> None:
    scenario = data.draw(scenarios())
    given_answers = data.draw(answers(scenario))
    now = path(scenario, given_answers)
    for number, step in enumerate(now.steps):
        earlier = {before.id for before in now.steps[:number]}
        assert not step.when or {n.key for n in names(parse_guard(step.when))} <= {
            each.id for each in scenario.steps()[: scenario.steps().index(step)]
        }
        kept = {id: value for id, value in given_answers.items() if id in earlier}
        assert path(scenario, kept).steps[: number + 1] == now.steps[: number + 1]


@given(st.data())
def test_a_save_and_load_between_any_two_edits_changes_nothing(data: st.DataObject) -> None:
    scenario = data.draw(scenarios())
    straight: dict[str, Value] = data.draw(answers(scenario))
    saved = dict(straight)
    for id, value in data.draw(edits(scenario)):
        straight[id] = value
        file = tomli_w.dumps({key: to_toml(each) for key, each in {**saved, id: value}.items()})
        saved, rest = carry(scenario, tomllib.loads(file))
        assert rest == {}
        assert saved == straight
        assert path(scenario, saved).values == path(scenario, straight).values


@given(st.data())
def test_a_renamed_step_keeps_its_answer(data: st.DataObject) -> None:
    scenario = data.draw(scenarios())
    given_answers = data.draw(answers(scenario))
    file = {
        (step.was[0] if step.was else step.id): to_toml(given_answers[step.id])
        for step in scenario.steps()
        if step.id in given_answers
    }
    assert carry(scenario, file) == (given_answers, {})


@given(st.data())
def test_every_answer_is_used_doubted_or_parked(data: st.DataObject) -> None:
    scenario = data.draw(scenarios())
    given_answers = data.draw(answers(scenario))
    now = path(scenario, given_answers)
    asked_again = {
        id
        for id, value in given_answers.items()
        if value in ("", (), None) and id not in now.values
    }
    told = set(now.values) - {"child.name"} | set(now.doubtful) | set(now.parked) | asked_again
    assert set(given_answers) == told


@given(st.data())
def test_the_present_step_has_no_fitting_answer_and_all_before_it_have(data: st.DataObject) -> None:
    scenario = data.draw(scenarios())
    now = path(scenario, data.draw(answers(scenario)))
    if now.present is None:
        assert now.exit or all(step.id in now.values for step in now.steps)
    else:
        before = now.steps[: now.index(now.present.id)]
        assert now.present.id not in now.values
        assert all(step.id in now.values for step in before)


@given(st.data())
def test_answering_whatever_is_asked_comes_to_an_end(data: st.DataObject) -> None:
    scenario = data.draw(scenarios())
    given_answers: dict[str, Value] = {}
    for _turn in range(len(scenario.steps()) + 1):
        now = path(scenario, given_answers)
        if now.present is None:
            return
        # Typed text may settle to nothing, which is no answer to a step that needs one.
        value = data.draw(values(now.present))
        fits = value or now.present.optional or now.present.kind in ("note", "scale")
        given_answers[now.present.id] = value if fits else _some(now.present)
    raise AssertionError("still asking after every step had its turn")


def _some(step: Step) -> Value:
    match step.kind:
        case "lines":
            return ("one",)
        case "table":
            return (("one", *[""] * (len(step.columns) - 1)),)
        case "date":
            return date(2026, 9, 3)
        case _:
            return "something"
