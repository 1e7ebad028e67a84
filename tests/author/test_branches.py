"""The shape of a scenario is the scenario: a step is reached exactly where its branch is taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from coach.author.graph.branches import Block, Branch, Fork, Stretch, leads_on, outline
from coach.author.graph.guards import Condition, Reader
from coach.interview.path import path
from coach.scenario.evaluate import holds
from coach.scenario.library import find, ids
from coach.scenario.model import Option, Scenario, Section, Step
from tests.strategies import answers, scenarios


def needs(
    blocks: Sequence[Block], around: tuple[Condition, ...] = ()
) -> Iterable[tuple[Step, tuple[Condition, ...]]]:
    """Every step with the conditions of the branches it stands on."""
    for block in blocks:
        match block:
            case Step():
                yield block, around
            case Stretch(_section, inside):
                yield from needs(inside, around)
            case Fork(branches, _passes):
                for branch in branches:
                    yield from needs(branch.blocks, (*around, *branch.needs))


def forks(blocks: Sequence[Block]) -> Iterable[Fork]:
    for block in blocks:
        match block:
            case Stretch(_section, inside):
                yield from forks(inside)
            case Fork(branches, _passes):
                yield block
                for branch in branches:
                    yield from forks(branch.blocks)


def choice(id: str, *options: str, when: str = "") -> Step:
    every = tuple(Option(id=one, label=one.upper()) for one in options)
    return Step(id=id, kind="choice", ask=f"{id}?", title=id, options=every, when=when)


def text(id: str, when: str = "", **more: bool) -> Step:
    return Step(id=id, kind="text", ask=f"{id}?", title=id, when=when, **more)


def shape(*steps: Step) -> tuple[Block, ...]:
    section = Section(id="one", title="One", step=steps)
    scenario = Scenario(format=1, id="s", title="S", summary="S", section=(section,))
    (stretch,) = outline(scenario, Reader(scenario))
    assert isinstance(stretch, Stretch)
    return stretch.blocks


def drawn(blocks: Sequence[Block]) -> list[object]:
    """The shape in brief: ids; forks as lists of branches; a last "…" where none may be taken."""
    found: list[object] = []
    for block in blocks:
        match block:
            case Step():
                found.append(block.id)
            case Fork(branches, passes):
                every: list[object] = [drawn(branch.blocks) for branch in branches]
                found.append([*every, "…"] if passes else every)
            case _:
                found.append(drawn(block.blocks))
    return found


TOPIC = choice("topic", "a", "b", "c")


def test_what_hangs_on_one_answer_is_one_branch() -> None:
    found = shape(TOPIC, text("x", 'topic == "a"'), text("y", "topic == 'a'"), text("z"))
    assert drawn(found) == ["topic", [["x", "y"], "…"], "z"]


def test_answers_that_exclude_one_another_stand_side_by_side() -> None:
    found = shape(TOPIC, text("x", 'topic == "a"'), text("y", 'topic in ["b", "c"]'))
    assert drawn(found) == ["topic", [["x"], ["y"]]]
    found = shape(TOPIC, text("x", 'topic == "a"'), text("y", 'topic in ["a", "c"]'))
    assert drawn(found) == ["topic", [["x"], "…"], [["y"], "…"]]
    found = shape(text("told"), text("x", "told"), text("y", "not told"))
    assert drawn(found) == ["told", [["x"], ["y"]]]


def test_a_branch_in_a_branch() -> None:
    found = shape(
        TOPIC,
        text("x", 'topic == "a"'),
        text("y", 'topic == "a" and x'),
        text("z", 'topic == "a" and not x'),
        text("end"),
    )
    assert drawn(found) == ["topic", [["x", [["y"], ["z"]]], "…"], "end"]


def test_a_branch_with_nothing_but_a_branch_is_one_with_both_conditions() -> None:
    found = shape(TOPIC, text("told"), text("x", 'topic == "a" and told'))
    assert drawn(found) == ["topic", "told", [["x"], "…"]]
    (fork,) = forks(found)
    assert fork.branches[0].when == "topic: “A”, and an answer to “told”"


def test_a_condition_that_always_holds_is_no_branch() -> None:
    ramp = Option(id="out", label="Out", goto="urgent")
    first = choice("first", "a")
    first = Step(id="first", kind="choice", ask="?", options=(*first.options, ramp))
    assert drawn(shape(first, text("x", 'first != "out"'))) == ["first", "x"]


def test_who_was_not_asked_takes_no_branch() -> None:
    asked = choice("asked", "a", "b", when='topic == "c"')
    found = shape(TOPIC, asked, text("x", 'asked == "a"'), text("y", 'asked == "b"'))
    assert drawn(found)[-1] == [["x"], ["y"], "…"]


def test_a_section_that_hangs_on_one_answer_is_on_a_branch_whole() -> None:
    scenario = Scenario(
        format=1,
        id="s",
        title="S",
        summary="S",
        section=(
            Section(id="one", title="One", step=(TOPIC,)),
            Section(id="two", title="Two", step=(text("x", 'topic == "a"'),)),
            Section(id="three", title="Three", step=(text("y", 'topic != "a"'),)),
        ),
    )
    _first, fork = outline(scenario, Reader(scenario))
    assert isinstance(fork, Fork)
    assert not fork.passes
    assert [type(branch.blocks[0]) for branch in fork.branches] == [Stretch, Stretch]


def test_where_every_answer_leaves_nothing_follows() -> None:
    ways = tuple(Option(id=f"o{n}", label="Out", goto="urgent") for n in range(2))
    out = Step(id="out", kind="choice", ask="?", options=ways)
    assert not leads_on(out)
    assert not leads_on(Fork((Branch((), "", (out,)),), passes=False))
    assert leads_on(Fork((Branch((), "", (out,)),), passes=True))


@given(st.data())
def test_a_step_is_asked_exactly_where_its_branches_are_taken(data: st.DataObject) -> None:
    scenario = data.draw(scenarios())
    found = path(scenario, data.draw(answers(scenario, doubtful=False)))
    on_path = {step.id for step in found.steps}
    for step, conditions in needs(outline(scenario, Reader(scenario))):
        taken = all(holds(one.expr, found.values) for one in conditions)
        answered = found.finished or step.id in found.values
        if step.id in on_path:
            assert taken, step
        elif answered:
            assert not taken, step


@given(st.data())
def test_at_most_one_branch_of_a_fork_is_taken(data: st.DataObject) -> None:
    scenario = data.draw(scenarios())
    found = path(scenario, data.draw(answers(scenario, doubtful=False)))
    for fork in forks(outline(scenario, Reader(scenario))):
        first = [holds(branch.needs[0].expr, found.values) for branch in fork.branches]
        assert sum(first) <= 1


def test_no_step_of_ours_is_lost_or_moved() -> None:
    for id in ids():
        scenario = find(id)
        drawn = [step.id for step, _needs in needs(outline(scenario, Reader(scenario)))]
        assert drawn == [step.id for step in scenario.steps()]
