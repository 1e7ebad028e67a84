"""The shortest answers that still show a fault: what an author can take in at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coach.author.cover.atlas import Atlas
from coach.author.cover.tally import Found, has, length
from coach.author.search.values import NEUTRAL
from coach.interview.answers import empty, fault, is_empty
from coach.interview.path import path
from coach.scenario.evaluate import Value
from coach.scenario.model import Step
from coach.scenario.places import Key

MOST_TRIES = 500
"""Walks for all faults of one report: some seconds."""
FOR_ONE = 60


def shortest(atlas: Atlas, found: Mapping[tuple[str, Key], Found]) -> dict[tuple[str, Key], Found]:
    """Return each fault with answers from which nothing more can be taken."""
    left = MOST_TRIES
    shorter: dict[tuple[str, Key], Found] = {}
    for what, each in found.items():
        some = min(left, FOR_ONE)
        shorter[what], tried = _shorter(atlas, what, each, some)
        left -= tried
    return shorter


def _shorter(atlas: Atlas, what: tuple[str, Key], found: Found, most: int) -> tuple[Found, int]:
    answers, text = dict(found.answers), found.text
    tried = 0
    for id in reversed(list(answers)):
        if id not in answers:
            continue  # its step went with another answer
        step, _key = atlas.at[id]
        for value in _simpler(step, answers[id]):
            if tried >= most:
                break
            less = {**answers, id: value}
            along = path(atlas.scenario, less)
            if along.present is not None:
                continue  # it opens another branch
            tried += 1
            kept = {step.id: less[step.id] for step in along.steps}
            still = has(atlas, kept, what)
            if still is not None:
                answers, text = kept, still.text
                break
    return Found(found.count, text, answers, length(answers)), tried


def _simpler(step: Step, value: Value) -> Iterator[Value]:
    """Answers to a step that say less than `value`, the least first."""
    if is_empty(value) or step.kind in ("choice", "note"):
        return
    if step.optional:
        yield empty(step)
    less: Value = None
    if step.kind == "text" and len(str(value)) > len(NEUTRAL[0]) and not step.private:
        less = NEUTRAL[0]
    elif isinstance(value, tuple) and len(value) > 1:
        less = value[:1]
    if less is not None and fault(step, less) is None:
        yield less
