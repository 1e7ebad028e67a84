"""What one scenario has learned that another need not ask again: names, and how to reach them."""

from __future__ import annotations

from coach.interview.answers import fault, settle
from coach.interview.path import Path
from coach.scenario.evaluate import Value
from coach.scenario.model import Scenario


def carried(path: Path, scenario: Scenario, *, same_person: bool = False) -> dict[str, Value]:
    """Return answers for the steps of `scenario` that fill a field which `path` has filled.

    Args:
        same_person: it goes to the same person; else who it was written to stays behind.

    Returns:
        Step id -> value; only what would be an answer there. They stand in their fields,
        to be confirmed or changed.
    """
    found: dict[str, Value] = {}
    for step in scenario.steps():
        if not step.field or step.field not in path.values or step.field in found:
            continue
        if step.field == "teacher.name" and not same_person:
            continue
        value = settle(step, path.values[step.field])
        if fault(step, value) is None:
            found[step.id] = value
    return found
