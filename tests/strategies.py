"""Random scenarios, answers and edits, for properties that hold whatever an author or parent does.

scenarios()            valid scenarios: every kind of step, guards over earlier steps
answers(scenario)      a mapping of settled answers; some may be doubtful
edits(scenario)        a list of (step id, value): one sitting, with second thoughts
as_toml(scenario)      the file an author would have written
"""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import msgspec
import tomli_w
from hypothesis import strategies as st

from coach.interview.answers import settle
from coach.scenario.evaluate import Value
from coach.scenario.model import (
    Column,
    Kind,
    Message,
    Option,
    Part,
    Scenario,
    Section,
    Step,
)

KINDS: tuple[Kind, ...] = get_args(Kind)

HOSTILE = (
    "[Name]",
    "[/x]",
    "{{ x }}",
    "\x1b[31mred",
    "\u202eabc",
    "Nguyễn",
    "O'Brien",
    "😀",
    "\\",
    '"""',
)
"""What people and packs type that has broken programs before."""


def texts(most: int = 30) -> st.SearchStrategy[str]:
    """Text as people type it, and now and then something hostile."""
    typed = st.text(st.characters(codec="utf-8"), max_size=most)
    return st.one_of(typed, st.sampled_from(HOSTILE))


# ------------------------------------------------------------------ scenarios


def _step(draw: st.DrawFn, number: int, earlier: tuple[Step, ...]) -> Step:
    kind = draw(st.sampled_from(KINDS))
    picked = kind in ("choice", "many")
    ramp = draw(st.integers(0, 9)) == 0 and kind == "choice"
    options = tuple(
        Option(id=f"o{at}", label=f"Option {at}", goto="urgent" if ramp and not at else "")
        for at in range(draw(st.integers(1, 4)) if picked else 0)
    )
    columns = tuple(
        Column(id=f"c{at}", label=f"Column {at}")
        for at in range(draw(st.integers(1, 3)) if kind == "table" else 0)
    )
    return Step(
        id=f"s{number}",
        kind=kind,
        ask=f"Question {number}?",
        optional=draw(st.booleans()),
        when=draw(guards(earlier)) if earlier and draw(st.booleans()) else "",
        field="child.name" if kind == "text" and draw(st.integers(0, 4)) == 0 else "",
        options=options,
        columns=columns,
        was=(f"old{number}",) if draw(st.booleans()) else (),
    )


def _test_of(draw: st.DrawFn, step: Step) -> str:
    """One comparison that `step`'s answer can pass or fail."""
    choices = [step.id, f"not {step.id}"]
    match step.kind:
        case "choice":
            pick = draw(st.sampled_from(step.options)).id
            choices += [
                f"{step.id} == '{pick}'",
                f"{step.id} != '{pick}'",
                f"{step.id} in ['{pick}']",
            ]
        case "many":
            pick = draw(st.sampled_from(step.options)).id
            choices += [f"'{pick}' in {step.id}", f"{step.id}|count > 1"]
        case "lines" | "table":
            choices.append(f"{step.id}|count > 1")
        case "scale":
            choices += [f"{step.id} >= 7", f"{step.id} == 0"]
        case _:
            pass
    return draw(st.sampled_from(choices))


@st.composite
def guards(draw: st.DrawFn, earlier: tuple[Step, ...]) -> str:
    """A guard over some of the steps in `earlier`."""
    tests = [
        _test_of(draw, draw(st.sampled_from(earlier))) for _n in range(draw(st.integers(1, 3)))
    ]
    joint = draw(st.sampled_from((" and ", " or ")))
    return joint.join(f"({test})" for test in tests)


@st.composite
def scenarios(draw: st.DrawFn, most: int = 7) -> Scenario:
    """A scenario that `inspect` finds nothing wrong with."""
    steps: tuple[Step, ...] = ()
    for number in range(draw(st.integers(1, most))):
        steps = (*steps, _step(draw, number, steps))
    cut = draw(st.integers(0, len(steps) - 1))
    parts = tuple(
        Part(text=f"{{{{ {step.id} }}}}", when=step.id if draw(st.booleans()) else "")
        for step in steps
        if step.kind != "note"
    )
    return Scenario(
        format=1,
        id="random",
        title="Random",
        summary="Made by a machine.",
        section=tuple(
            Section(id=f"part-{at}", title=f"Part {at}", step=inside)
            for at, inside in enumerate((steps[:cut], steps[cut:]))
            if inside
        ),
        message=(
            Message(
                id="note", title="Note", channels=("letter",), part=(Part(text="Hello."), *parts)
            ),
        ),
    )


def as_toml(scenario: Scenario) -> str:
    """Return the file that says what `scenario` is."""
    return tomli_w.dumps(_without_nothing(msgspec.to_builtins(scenario)))


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nothing(each) for key, each in value.items() if each is not None}
    return [_without_nothing(each) for each in value] if isinstance(value, list | tuple) else value


# ------------------------------------------------------------------ answers


def values(step: Step) -> st.SearchStrategy[Value]:
    """Answers that `step` can take, settled; the empty one too where it is optional."""
    rows = 4
    fitting: st.SearchStrategy[Any]
    match step.kind:
        case "choice":
            fitting = st.sampled_from([option.id for option in step.options])
        case "many":
            fitting = st.lists(
                st.sampled_from([option.id for option in step.options]), min_size=1, unique=True
            ).map(tuple)
        case "text":
            fitting = texts()
        case "lines":
            fitting = st.lists(texts(), max_size=rows).map(tuple)
        case "table":
            cells = st.tuples(*[texts() for _column in step.columns])
            fitting = st.lists(cells, max_size=rows).map(tuple)
        case "scale":
            fitting = st.integers(*step.range)
        case "date":
            fitting = st.dates(date(1990, 1, 1), date(2090, 1, 1))
        case _:
            fitting = st.just("")
    if step.optional:
        fitting = st.one_of(fitting, st.just(""))
    return fitting.map(lambda value: settle(step, value))


def misfits(step: Step) -> st.SearchStrategy[Value]:
    """Settled values that `step` can't take any more: its options or kind have changed."""
    other: Value
    match step.kind:
        case "choice" | "date" | "scale":
            other = "gone"
        case "many":
            other = ("gone",)
        case "lines":
            other = (("a", "row"),)
        case "table":
            other = ("a line",)
        case _:
            other = 7
    return st.just(settle(step, other))


@st.composite
def answers(draw: st.DrawFn, scenario: Scenario, doubtful: bool = True) -> dict[str, Value]:
    """Answers to some of the steps, on the path or not, in any order."""
    steps = draw(st.permutations(scenario.steps()))
    given = steps[: draw(st.integers(0, len(steps)))]
    return {
        step.id: draw(misfits(step) if doubtful and draw(st.integers(0, 9)) == 0 else values(step))
        for step in given
    }


@st.composite
def edits(draw: st.DrawFn, scenario: Scenario, most: int = 12) -> list[tuple[str, Value]]:
    """One sitting: steps answered in any order, some more than once."""
    steps = draw(st.lists(st.sampled_from(scenario.steps()), max_size=most))
    return [(step.id, draw(values(step))) for step in steps]
