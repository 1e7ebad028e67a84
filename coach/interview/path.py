"""The path is a function of the answers. There is no stored position.

A guard sees the answers on the path before it and nothing else, so the path can't loop,
reading order is file order, and however a set of answers was reached, it gives one path.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coach.interview.answers import Answers, Fault, empty, fault, is_empty
from coach.scenario.evaluate import Value, holds
from coach.scenario.model import Option, Scenario, Step
from coach.scenario.template import parse_guard


@dataclass(frozen=True, slots=True)
class Path:
    """The steps that these answers lead through.

    Attributes:
        steps: every step on the path, in reading order. Those after `present` are there
            as far as the answers so far can tell.
        values: the answers on the path, by step id, and the record fields they fill
            (`child.name`). Guards and templates see these and nothing else.
        present: the first step without an answer; None when all have one.
        exit: the option that leaves the scenario, where one was picked; the path ends there.
        parked: ids with an answer that is not on the path now, kept for when it is.
        doubtful: ids on the path whose stored answer no longer fits, with the reason.
        situations: what the answers on the path point to, such as `safety`: practices with
            `not_when` of one of them have no place here.
    """

    steps: tuple[Step, ...]
    values: Mapping[str, Value]
    present: Step | None
    exit: Option | None
    parked: tuple[str, ...]
    doubtful: Mapping[str, Fault]
    situations: frozenset[str] = frozenset()

    @property
    def finished(self) -> bool:
        """True when every step on the path has an answer and no off-ramp was taken."""
        return self.present is None and self.exit is None

    def index(self, id: str) -> int:
        """Return where a step stands on the path, or -1."""
        return next((at for at, step in enumerate(self.steps) if step.id == id), -1)


def path(scenario: Scenario, answers: Answers) -> Path:
    """Return the path through `scenario` that `answers` lead to."""
    steps: list[Step] = []
    values: dict[str, Value] = {}
    doubtful: dict[str, Fault] = {}
    present: Step | None = None
    exit: Option | None = None
    for step in scenario.steps():
        if step.when and not holds(parse_guard(step.when), values):
            continue
        steps.append(step)
        if step.id not in answers:
            present = present or step
            continue
        value = answers[step.id]
        wrong = fault(step, value)
        if wrong is not None:
            if not is_empty(value):
                doubtful[step.id] = wrong
            present = present or step
            continue
        values[step.id] = value
        if step.field and not is_empty(value):
            values[step.field] = value
        exit = _off_ramp(step, value)
        if exit is not None:
            break
    on_path = {step.id for step in steps}
    return Path(
        steps=tuple(steps),
        values=values,
        present=None if exit else present,
        exit=exit,
        parked=tuple(id for id in answers if id not in on_path),
        doubtful=doubtful,
        situations=_situations(steps, values),
    )


def _situations(steps: list[Step], values: Mapping[str, Value]) -> frozenset[str]:
    pointed: set[str] = set()
    for step in steps:
        if any(option.points_to for option in step.options):
            value = values.get(step.id)
            picks = value if isinstance(value, tuple) else (value,)
            for option in step.options:
                if option.id in picks:
                    pointed.update(option.points_to)
    return frozenset(pointed)


def _off_ramp(step: Step, value: Value) -> Option | None:
    if step.kind != "choice" or not isinstance(value, str):
        return None
    option = step.option(value)
    return option if option is not None and option.goto else None


def gone_past(scenario: Scenario, answers: Answers) -> dict[str, Value]:
    """Return `answers`, and an empty one for every next question that may be skipped.

    A record that was made from what is known is finished so: there to be read and mended,
    and not to be asked for the rest.
    """
    whole = dict(answers)
    while (present := path(scenario, whole).present) is not None and present.optional:
        whole[present.id] = empty(present)
    return whole


@dataclass(frozen=True, slots=True)
class Changes:
    """What a newer version of a scenario means for answers given to an older one.

    Attributes (step ids, in reading order):
        kept: answered, and still fitting.
        doubtful: answered, and in need of another look.
        new: on the path now, and not a step of the older version.
        parked: answered, and not on the path now.
        gone: answered, and no step at all any more.
    """

    kept: tuple[str, ...]
    doubtful: tuple[str, ...]
    new: tuple[str, ...]
    parked: tuple[str, ...]
    gone: tuple[str, ...] = ()

    @property
    def none(self) -> bool:
        """True when there is nothing to tell."""
        return not (self.doubtful or self.new or self.gone)


def changes(
    scenario: Scenario, answers: Answers, known: frozenset[str], unknown: Iterable[str] = ()
) -> Changes:
    """Compare stored `answers` with `scenario` as it is now.

    Args:
        known: the step ids that the scenario had when the answers were saved.
        unknown: the ids of stored answers that no step of the scenario has now.
    """
    now = path(scenario, answers)
    return Changes(
        kept=tuple(step.id for step in now.steps if step.id in now.values),
        doubtful=tuple(now.doubtful),
        new=tuple(
            step.id
            for step in now.steps
            if step.id not in known and not known.intersection(step.was) and step.id not in answers
        ),
        parked=now.parked,
        gone=tuple(id for id in unknown if id in known),
    )
