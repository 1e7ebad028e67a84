"""Practices that would stand where an answer points to harm. Safety comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coach.author.check.lints.quick import Goal
from coach.author.check.lints.reach import Reach
from coach.language import _
from coach.scenario.findings import Findings
from coach.scenario.model import Practice, Scenario, Step
from coach.scenario.places import Key
from coach.scenario.template import parse_guard
from coach.scenario.tree import Compare, Expr, Literal, Name

Cited = tuple[Key, tuple[str, ...], tuple[str, ...], int | None]
"""A key, the practices cited there, the guards around it, and how many steps come before."""


def check_harm(
    scenario: Scenario, findings: Findings, reach: Reach, practices: Mapping[str, Practice]
) -> None:
    """Find what cites a practice on a path whose answers switch that practice off.

    Once an answer points to a situation (an option's `points_to`), nothing that cites a
    practice with it in `not_when` may stand on the path: no step after it, and no part,
    point or card at all.
    """
    pointed = list(pointing(scenario))
    if not pointed:
        return
    for path, cited, guards, before in _citing(scenario):
        for at, id in enumerate(cited):
            if findings.full:
                return
            step = switched_off(reach, pointed, practices.get(id), guards, before)
            if step:
                out_of_place(findings, (*path, "practice", at), id, step)


def out_of_place(findings: Findings, path: Key, id: str, step: str) -> None:
    """Note that a practice is cited where the answer to a step points to harm."""
    findings.add(
        "E506",
        _("“{id}” has no place here once “{step}” points to harm").format(id=id, step=step),
        path,
        _("Guard this so that it is not there with that answer, or do not cite it."),
    )


def switched_off(
    reach: Reach,
    pointed: Sequence[tuple[int, str, Expr]],
    practice: Practice | None,
    guards: Sequence[str],
    before: int | None = None,
) -> str:
    """Return the id of a step whose answer switches a practice off where guards hold; or "".

    Args:
        pointed: what `pointing` yields.
        practice: None for one that there is none of.
        before: how many steps have been passed; None after the last.
    """
    if practice is None or not practice.not_when:
        return ""
    goals: list[Goal] = [(parse_guard(guard), True) for guard in guards if guard]
    for number, situation, points in pointed:
        # An answer that comes later says nothing here yet, so it can't point anywhere.
        if situation in practice.not_when and reach.can([*goals, (points, True)], before):
            return reach.steps[number].id
    return ""


def pointing(scenario: Scenario) -> Iterator[tuple[int, str, Expr]]:
    """Yield each step that points to a situation, and when it does."""
    for number, step in enumerate(scenario.steps()):
        found: dict[str, list[str]] = {}
        for option in step.options:
            for situation in option.points_to:
                if not option.goto:  # who leaves sees nothing of what follows
                    found.setdefault(situation, []).append(option.id)
        for name, ids in found.items():
            for expr in _picked(step, ids):
                yield number, name, expr


def _picked(step: Step, ids: Sequence[str]) -> Iterator[Expr]:
    if step.kind == "many":
        yield from (Compare("in", Literal(id, 0), Name(step.id, 0)) for id in ids)
    else:
        yield Compare("in", Name(step.id, 0), Literal(tuple(ids), 0))


def _citing(scenario: Scenario) -> Iterator[Cited]:
    passed = 0
    for at, section in enumerate(scenario.section):
        for number, step in enumerate(section.step):
            yield ("section", at, "step", number), step.practice, (step.when,), passed
            passed += 1
    yield from _parts(scenario)
    for at, point in enumerate(scenario.point):
        yield ("point", at), point.practice, (point.when,), None
    for at, card in enumerate(scenario.card):
        yield ("card", at), card.practice, (card.when,), None


def _parts(scenario: Scenario) -> Iterator[Cited]:
    shared = {part.id: (at, part) for at, part in enumerate(scenario.part)}
    for at, message in enumerate(scenario.message):
        for number, part in enumerate(message.part):
            guards: tuple[str, ...] = (message.when, part.when)
            if part.use:
                place, whole = shared[part.use]
                guards = (*guards, whole.when)
                yield ("part", place), whole.practice, guards, None
            yield ("message", at, "part", number), part.practice, guards, None
