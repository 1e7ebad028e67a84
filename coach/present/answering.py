"""What the made-up family answers: its sample, what the room voted and said, and examples.

Where the room takes a branch that the sample never went, the author's examples answer for
the family, so that every branch leads somewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from coach.compose.outcome import prompt
from coach.interview.answers import Fault, empty, fault, is_empty, settle
from coach.interview.path import Path, path
from coach.interview.typed import read_typed
from coach.present.state import Presentation, counted, most
from coach.scenario.evaluate import Value
from coach.scenario.model import Option, Scenario, Step

NAMES = ("child.name", "child.pronouns", "teacher.name", "me.name")
"""What a room that makes up a family is asked first."""
_BEYOND = (*NAMES, "me.role", "me.contact", "child.grade", "school.name", "reply.by")
"""Fields that say who somebody is: there is nothing to learn from how they are filled."""


def answers_of(
    scenario: Scenario, sample: Mapping[str, Value], state: Presentation
) -> dict[str, Value]:
    """Return the family's answers, to the end of a path.

    Args:
        sample: what the made-up family answered; nothing where the room makes one up.
    """
    given = dict(sample)
    for step in scenario.steps():
        picked = chosen(step, state)
        if picked is not None and not picked.goto:
            given[step.id] = picked.id
        elif state.invented and state.guesses.get(step.id):
            value = as_answer(step, state.guesses[step.id])
            if value is not None:
                given[step.id] = value
    return completed(scenario, given, state.day)


def chosen(step: Step, state: Presentation) -> Option | None:
    """Return the option that the room chose by its hands; None where no hand was up."""
    if step.kind != "choice":
        return None
    at = most(counted(state, choice_slide(step), len(votable(step))))
    return votable(step)[at] if at is not None else None


def votable(step: Step) -> tuple[Option, ...]:
    """Return the options that hands can be counted for: those that have a digit."""
    return step.options[:9]


def choice_slide(step: Step) -> str:
    """Return the name of the slide on which a choice is voted for."""
    return f"choice:{step.id}"


def as_answer(step: Step, said: tuple[str, ...]) -> Value:
    """Return what the room said as an answer; None where it is none.

    A list takes all of it, everything else the last.
    """
    lines = said if step.kind in ("lines", "table") else said[-1:]
    value = read_typed(step, lines, [option.label for option in step.options])
    if isinstance(value, Fault):
        return None
    value = settle(step, value)
    if isinstance(value, tuple) and step.most:
        value = value[: step.most]
    return None if is_empty(value) or fault(step, value) else value


def completed(scenario: Scenario, given: Mapping[str, Value], day: date) -> dict[str, Value]:
    """Return answers that lead to an end: what is missing is filled from the author's examples."""
    answers = dict(given)
    for _each in scenario.steps():
        there = path(scenario, answers)
        if there.present is None:
            break
        value = stand_in(scenario, there, there.present, day)
        if fault(there.present, value):
            break
        answers[there.present.id] = value
    return answers


def stand_in(scenario: Scenario, there: Path, step: Step, day: date) -> Value:
    """Return an answer that an author would not mind, made of what they wrote."""
    match step.kind:
        case "choice" | "many":
            fitting = [option.id for option in step.options if not option.goto]
            first = fitting[0] if fitting else ""
            return first if step.kind == "choice" else (() if step.optional else (first,))
        case "scale":
            return sum(step.range) // 2
        case "date":
            return None if step.optional else day
        case "note":
            return ""
        case _:
            example = prompt(scenario, there, step.example).strip() if step.example else ""
            value = as_answer(step, tuple(example.split("\n"))) if example else None
            if value is None or (step.kind == "text" and example):
                value = settle(step, example) if step.kind == "text" else value
            if value is None or is_empty(value) or fault(step, value):
                return empty(step) if step.optional else _anything(step)
            return value


def _anything(step: Step) -> Value:
    words = step.title or step.id
    match step.kind:
        case "lines":
            return (words,)
        case "table":
            return ((words, *("" for _column in step.columns[1:])),)
        case _:
            return words


# ------------------------------------------------------------------ what is worth a slide


MANY = 3
"""Guards that ask for a choice, from which on it is worth a vote whatever the message says."""


def teaches(scenario: Scenario, there: Path, said: frozenset[str]) -> Iterator[Step]:
    """Return the steps of a path that are worth a slide.

    A choice that the message or several questions hang on; and what is written into the
    message with a weak and a better example, where what it teaches first is new.

    Args:
        said: the steps that the message was made from.
    """
    taught: set[str] = set()
    hinges = _asked_of(scenario)
    for step in there.steps:
        if step.private or step.field in _BEYOND:
            continue
        if step.kind == "choice":
            told = step.id in said or hinges[step.id] >= MANY
            if told and sum(not option.goto for option in step.options) > 1:
                yield step
        elif step.id in said and step.kind in WRITTEN and step.weak and step.example:
            if not step.practice or step.practice[0] not in taught:
                yield step
            taught.update(step.practice[:1])


WRITTEN = ("text", "lines", "table")
"""Kinds of steps that are answered in words."""
_WORD = re.compile(r"[a-z_][a-z0-9_]*")


def _asked_of(scenario: Scenario) -> Counter[str]:
    """For each name, how many steps, messages and paragraphs hang on it."""
    guards = [step.when for step in scenario.steps()]
    guards += [message.when for message in scenario.message]
    parts = (scenario.part, *(message.part for message in scenario.message))
    guards += [part.when for some in parts for part in some]
    return Counter(name for guard in guards for name in set(_WORD.findall(guard)))


def names_first(scenario: Scenario) -> Iterator[Step]:
    """Return the steps that a room which makes up a family is asked first."""
    for field in NAMES:
        step = next((one for one in scenario.steps() if one.field == field), None)
        if step is not None and step.kind in ("text", "choice"):
            yield step
