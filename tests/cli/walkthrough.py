"""The same answers, as plain lines: what a person would type to give them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.events import Key, Paste
from textual.pilot import Pilot

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
            case tuple() if step.kind == "many":
                lines.append(" ".join(str(pick) for pick in value))
            case tuple():
                rows = [row if isinstance(row, str) else " | ".join(row) for row in value]
                lines += rows if len(rows) == most_rows(step) else [*rows, ""]
            case _:
                lines.append(str(value))
    return "\n".join(lines) + "\n"


_WRITES = {"space": " "}


class Pasted(str):
    """Words that are pasted in one go, not typed letter by letter."""


def as_keys(scenario: Scenario, answers: Answers) -> Iterator[tuple[str, ...]]:
    """Yield, for each question in turn, the keys (and pastes) that answer it on screen."""
    for step, value in in_order(scenario, answers):
        match value:
            case _ if is_empty(value):
                yield ("enter",)
            case str() if step.kind == "choice":
                at = [option.id for option in step.options].index(value)
                yield ("home", *["down"] * at, "enter")
            case date():
                yield (*value.isoformat(), "enter")
            case int():
                yield (*str(value), "enter")
            case tuple() if step.kind == "many":
                known = [option.id for option in step.options]
                picks = [("home", *["down"] * known.index(str(id)), "space") for id in value]
                yield (*(key for pick in picks for key in pick), "enter")
            case tuple() if step.kind == "table":
                cells = [
                    cell for row in value for cell in (*row, *[""] * (len(step.columns) - len(row)))
                ]
                keys = [
                    key
                    for cell in cells
                    for key in ((Pasted(cell), "enter") if cell else ("enter",))
                ]
                yield tuple(keys) if len(value) == most_rows(step) else (*keys, "enter")
            case tuple() if step.kind == "lines":
                rows = [key for row in value for key in (Pasted(row), "enter")]
                yield tuple(rows) if len(value) == most_rows(step) else (*rows, "enter")
            case _:
                yield (Pasted(value), "enter")


async def give(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, paste what is to be pasted, and let the screen settle after each."""
    for key in keys:
        if isinstance(key, Pasted):
            pilot.app.post_message(Paste(str(key)))
        else:
            pilot.app.post_message(Key(key, key if len(key) == 1 else _WRITES.get(key)))
        await pilot.pause()


def letters(keys: tuple[str, ...]) -> Iterator[str]:
    """Yield `keys` with every paste typed letter by letter; a line break is Ctrl+J."""
    for key in keys:
        if isinstance(key, Pasted):
            for char in key:
                yield {"\n": "ctrl+j", " ": "space"}.get(char, char)
        else:
            yield key
