"""Where an answer points to harm, nothing of ours slows a person down or doubts a child.

Proved over every path by search (`author.possible`), and looked for in words on walks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from coach.author.search.possible import answers_where
from coach.compose.outcome import prompt
from coach.interview.answers import Answers
from coach.interview.path import path
from coach.scenario.library import RECORDS, find, ids, practices
from coach.scenario.model import Scenario
from coach.scenario.template import parse_guard
from tests.content.walking import outcome, plain_sides, texts, walk

WORRIES = tuple(id for id in ids() if id not in ("first-contact", *RECORDS))

Cited = tuple[str, tuple[str, ...], tuple[str, ...]]
"""What it is, the practices it cites, and the guards that must hold for it to be there."""


def cited(scenario: Scenario) -> Iterator[Cited]:
    for step in scenario.steps():
        yield f"step {step.id}", step.practice, (step.when,)
    shared = {part.id: part for part in scenario.part}
    for message in scenario.message:
        for part in message.part:
            whole = shared.get(part.use, part)
            guards = (message.when, part.when, whole.when)
            yield f"part {message.id}/{part.id or part.use}", part.practice + whole.practice, guards
    for at, point in enumerate(scenario.point):
        yield f"point {at}: {point.text[:40]}", point.practice, (point.when,)
    for at, card in enumerate(scenario.card):
        yield f"card {at}: {card.they_say[:40]}", card.practice, (card.when,)


def pointing(scenario: Scenario, situation: str) -> Iterator[str]:
    """Guards that are true where an answer points to `situation`."""
    for step in scenario.steps():
        for option in step.options:
            if situation in option.points_to and not option.goto:
                many = step.kind == "many"
                yield f'"{option.id}" in {step.id}' if many else f'{step.id} == "{option.id}"'


def test_every_worry_begins_by_asking_whether_anyone_is_in_danger() -> None:
    for id in WORRIES:
        first = find(id).steps()[0]
        assert first.kind == "choice"
        assert not first.when
        assert any(option.goto == "urgent" for option in first.options), id
        assert any("safety" in option.points_to for option in first.options), id


@pytest.mark.parametrize("id", ids())
@pytest.mark.parametrize("situation", ["safety", "discrimination"])
def test_no_switched_off_practice_is_on_any_path_that_points_to_harm(
    id: str, situation: str
) -> None:
    scenario, known = find(id), practices()
    for what, citing, guards in cited(scenario):
        off = [one for one in citing if situation in known[one].not_when]
        for pointed in pointing(scenario, situation) if off else ():
            wanted = [parse_guard(guard) for guard in (*guards, pointed) if guard]
            found = answers_where(scenario, wanted)
            assert found is None, (what, off, pointed, found)


@cache
def harm_walks(id: str) -> tuple[Answers, ...]:
    scenario = find(id)
    first = scenario.steps()[0]
    harm = [o.id for o in first.options if "safety" in o.points_to and not o.goto]
    return tuple(
        dict(walk(scenario, seed, {first.id: harm[seed % len(harm)]})) for seed in range(120)
    )


SLOWING = re.compile(
    r"benefit of the doubt|good (intent|will)|meant well|kindest|calm(er)? down|cool off"
    r"|sleep on it|wait (a|one) (day|night)|give it (some )?time|keep trying|try again with"
    r"|teacher first|talk to the teacher before|only one (side|view)|one true view|other side of"
    r"|may have (misread|misheard|got it wrong)|two sides",
    re.IGNORECASE,
)


@pytest.mark.parametrize("id", WORRIES)
def test_a_path_that_points_to_harm_never_slows_anyone_down(id: str) -> None:
    scenario = find(id)
    for answers in harm_walks(id):
        assert "safety" in path(scenario, answers).situations
        assert_nothing_slows(scenario, answers)


@pytest.mark.parametrize("id", RECORDS)
def test_a_record_slows_nobody_down_whatever_it_is_about(id: str) -> None:
    for seed in range(60):
        assert_nothing_slows(find(id), walk(find(id), seed))


def assert_nothing_slows(scenario: Scenario, answers: Answers) -> None:
    found = path(scenario, answers)
    asked = [text for step in found.steps for text in (step.ask, step.why, step.title)]
    asked += [option.hint for step in found.steps for option in step.options]
    said = [prompt(scenario, found, text) for text in asked]
    ours = outcome(scenario, answers)
    theirs = {card.they_say for card in ours.cards}
    said += [text for text in texts(ours) if text not in theirs]
    for text in said:
        assert not SLOWING.search(text), (SLOWING.search(text), text)


ALERTED = re.compile(
    r"\b(we|coach) (have |has |will )?(told|tell|alert(ed)?|notif(y|ied)|report(ed)?)\b"
    r"|(has|have|was|were|is|are|will be) (alerted|notified)|on our way",
    re.IGNORECASE,
)
PRESSING = re.compile(r"are you sure|how exactly|describe (the|how)", re.IGNORECASE)


@pytest.mark.parametrize("id", ids())
def test_nothing_claims_that_anyone_was_told_and_nothing_presses(id: str) -> None:
    scenario = find(id)
    ours = [text for step in scenario.steps() for text in (step.ask, step.why, step.title)]
    ours += [
        option.hint + " " + option.label for step in scenario.steps() for option in step.options
    ]
    ours += [message.tip for message in scenario.message]
    for text in ours:
        for side in plain_sides(text):
            assert not ALERTED.search(side), side
            assert not PRESSING.search(side), side


def test_the_practices_that_must_switch_off_do() -> None:
    known = practices()
    for id in ("breathe-first", "assume-good-intent", "child-view-is-one-view", "keep-trying"):
        assert "safety" in known[id].not_when
    assert "discrimination" in known["assume-good-intent"].not_when
