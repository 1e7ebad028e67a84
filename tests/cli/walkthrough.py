"""The same answers, as plain lines: what a person would type to give them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coach.interview.answers import Answers, is_empty, most_rows
from coach.interview.path import path
from coach.scenario.evaluate import Value
from coach.scenario.model import Scenario, Step


def in_order(scenario: Scenario, answers: Answers) -> Iterator[tuple[Step, Value]]:
    """Yield each step on the path with its answer, in the order they are asked."""
    for step in path(scenario, answers).steps:
        yield step, answers[step.id]


def as_lines(scenario: Scenario, answers: Answers) -> str:
    """Return what to pipe into plain mode to give `answers`."""
    lines: list[str] = []
    for step, value in in_order(scenario, answers):
        match value:
            case _ if is_empty(value):
                lines.append("")
            case str() if step.kind == "choice":
                lines.append(str([option.id for option in step.options].index(value) + 1))
            case str() if "\n" in value:
                lines += [":more", value, "."]
            case date():
                lines.append(value.isoformat())
            case tuple():
                rows = [row if isinstance(row, str) else " | ".join(row) for row in value]
                lines += rows if len(rows) == most_rows(step) else [*rows, ""]
            case _:
                lines.append(str(value))
    return "\n".join(lines) + "\n"
