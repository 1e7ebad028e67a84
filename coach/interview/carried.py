"""What one scenario has learned that another need not ask again: names, and how to reach them."""

from __future__ import annotations

from collections.abc import Mapping

from coach.interview.answers import fault, is_empty, settle
from coach.interview.path import Path
from coach.scenario.evaluate import Value
from coach.scenario.model import Scenario

_THEIRS = "teacher.name"
"""Who one scenario is written to may be somebody else in the next."""


def carried(path: Path, scenario: Scenario, *, same_person: bool = False) -> dict[str, Value]:
    """Return answers for the steps of `scenario` that fill a field which `path` has filled.

    Args:
        same_person: it goes to the same person; else who it was written to stays behind.

    Returns:
        As `filled`.
    """
    left = () if same_person else (_THEIRS,)
    return filled({id: value for id, value in path.values.items() if id not in left}, scenario)


def filled(fields: Mapping[str, Value], scenario: Scenario) -> dict[str, Value]:
    """Return answers for the steps of `scenario` that fill one of `fields` (`child.name`).

    Returns:
        Step id -> value; only what would be an answer there. They stand in their fields,
        to be confirmed or changed.
    """
    found: dict[str, Value] = {}
    for step in scenario.steps():
        if step.field not in fields or is_empty(fields[step.field]):
            continue
        value = settle(step, fields[step.field])
        if not is_empty(value) and fault(step, value) is None:
            found[step.id] = value
    return found
