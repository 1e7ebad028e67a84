"""Typed answers: what a value may be for each kind of step, and how it is read and written.

An empty value (`""`, `()` or None) is an answer too where the step is optional: the
person went past it. A step that was never answered has no entry at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from coach.language import _, ngettext
from coach.scenario.evaluate import Value
from coach.scenario.model import Scenario, Step
from coach.scenario.text import clean, clean_line

Answers = Mapping[str, Value]
"""Step id -> value. Steps that are not on the path may be in it: they are parked."""

LONGEST = 20_000
"""Characters in one answer: some four thousand words, more than anyone should send."""
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value can't be this step's answer, and what would be."""

    what: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.advice}".strip()


def empty(step: Step) -> Value:
    """Return the value that stands for “I went past this” at `step`."""
    match step.kind:
        case "many" | "lines" | "table":
            return ()
        case "scale" | "date":
            return None
        case _:
            return ""


def is_empty(value: Value) -> bool:
    """Return whether `value` says nothing. A scale's 0 says something."""
    return value is None or value in ("", ())


def settle(step: Step, value: Value) -> Value:
    """Return `value` cleaned for `step`: plain text, no empty rows, picks in the author's order."""
    if is_empty(value):
        return empty(step)
    match step.kind, value:
        case "text", str():
            text = clean(value).strip()
            if step.field.endswith(".name") or step.id.endswith("_name"):
                return _as_name(text)
            return "" if step.optional and text.casefold().strip(" .!") in _DECLINED else text
        case "choice", str():
            return value
        case "lines" | "many" | "table", tuple() if not _typed(step, value):
            # Rows of a kind this step had once: for fault() to tell, not for us to drop.
            return value
        case "lines", tuple():
            rows = (clean_line(str(row)) for row in value)
            return tuple(row for row in rows if row)
        case "many", tuple():
            known = [option.id for option in step.options]
            picks = dict.fromkeys(str(pick) for pick in value)
            return tuple(
                sorted(picks, key=lambda pick: known.index(pick) if pick in known else len(known))
            )
        case "table", tuple():
            blank = ("",) * len(step.columns)
            table = (
                tuple(clean_line(cell) for cell in (*row, *blank[len(row) :])) for row in value
            )
            return tuple(row for row in table if any(row))
        case "note", _:
            return ""
        case _:
            return value


# What people type where they mean to go past a question that may be skipped.
_DECLINED = frozenset("no|none|nope|n/a|na|nothing|no thanks|no thank you|skip|-".split("|"))


def _as_name(text: str) -> str:
    """A name on one line, without the stop of a sentence; Jr. and an initial keep theirs."""
    name = " ".join(text.split())
    last = name.rsplit(maxsplit=1)[-1] if name else ""
    stem = last.rstrip(".")
    keeps = len(stem) < 2 or "." in stem or stem.casefold() in ("jr", "sr")
    return name if keeps else name.rstrip(".")


def fault(step: Step, value: Value) -> Fault | None:
    """Return why `value` (settled) can't be `step`'s answer, or None if it can."""
    if is_empty(value):
        if step.optional or step.kind == "note":
            return None
        return Fault(_("This one needs an answer."), _how_to(step))
    if not _typed(step, value):
        return Fault(_("That is not an answer to this kind of question."), _how_to(step))
    match value:
        case str() if step.kind == "choice":
            return _unknown(step, (value,))
        case str() if len(value) > LONGEST:
            return Fault(
                _("That is {size:,} characters; there is room for {most:,}.").format(
                    size=len(value), most=LONGEST
                ),
                _("Keep what the teacher needs, and put the rest in a file of your own."),
            )
        case int() if not (step.range[0] <= value <= step.range[1]):
            return Fault(_("That is off the scale."), _how_to(step))
        case tuple() if step.kind == "many":
            return _unknown(step, value) or _too_many(step, value)
        case tuple() if step.kind == "table":
            return _too_wide(step, value) or _too_many(step, value)
        case tuple():
            return _too_many(step, value)
        case _:
            return None


def _typed(step: Step, value: Value) -> bool:
    match step.kind:
        case "scale":
            return isinstance(value, int) and not isinstance(value, bool)
        case "date":
            return isinstance(value, date)
        case "many" | "lines":
            return isinstance(value, tuple) and all(isinstance(item, str) for item in value)
        case "table":
            return isinstance(value, tuple) and all(
                isinstance(row, tuple) and all(isinstance(cell, str) for cell in row)
                for row in value
            )
        case _:
            return isinstance(value, str)


def _unknown(step: Step, picks: Sequence[object]) -> Fault | None:
    if all(isinstance(pick, str) and step.option(pick) for pick in picks):
        return None
    return Fault(_("That is not one of the choices."), _how_to(step))


def most_rows(step: Step) -> int:
    """Return how many rows or picks `step` takes."""
    return step.most or (len(step.options) if step.kind == "many" else MOST_ROWS)


def _too_many(step: Step, value: Sequence[object]) -> Fault | None:
    most = most_rows(step)
    if len(value) > most:
        return Fault(
            ngettext(
                "There is room for {most} here.", "There is room for {most} here.", most
            ).format(most=most),
            _("Keep the ones that matter most."),
        )
    if any(len(str(row)) > LONGEST // 10 for row in value):
        return Fault(_("One of these is very long."), _("A few words each are enough."))
    return None


def _too_wide(step: Step, value: Sequence[object]) -> Fault | None:
    # An older version of the table had more columns; what stood there is not ours to drop.
    if all(isinstance(row, tuple) and len(row) <= len(step.columns) for row in value):
        return None
    return Fault(
        _("A row has more cells than there are columns."),
        _("The columns are: {columns}.").format(
            columns=", ".join(column.label for column in step.columns)
        ),
    )


def _how_to(step: Step) -> str:
    match step.kind:
        case "choice":
            return _("Pick one.")
        case "many":
            return _("Pick one or more.")
        case "scale":
            return _("A number from {low} to {high}.").format(low=step.range[0], high=step.range[1])
        case "date":
            return _("A date, such as 3 September 2026 or 2026-09-03.")
        case "lines" | "table":
            return _("One row is enough.")
        case _:
            return _("A few words are enough; you can change them later.")


# ------------------------------------------------------------------ files


def from_toml(step: Step, raw: Any) -> Value:
    """Return a value read by tomllib as an answer to `step` (not yet checked by `fault`)."""
    return settle(step, _value(step, raw))


def _value(step: Step, raw: Any) -> Value:
    match raw:
        case str() if step.kind in ("scale", "date") and not raw:
            return None
        case str():
            return clean(raw)
        case datetime():
            return raw.date()
        case str() | int() | date():
            return raw
        case list() if any(isinstance(row, list) for row in raw):
            return tuple(
                tuple(clean(str(cell)) for cell in row)
                if isinstance(row, list)
                else (clean(str(row)),)
                for row in raw
            )
        case list():
            return tuple(clean(str(row)) for row in raw)
        case _:
            return clean(str(raw))


def to_toml(value: Value) -> Any:
    """Return `value` in the types that TOML has; nothing is an empty text."""
    match value:
        case None:
            return ""
        case tuple():
            return [list(row) if isinstance(row, tuple) else row for row in value]
        case _:
            return value


def carry(scenario: Scenario, stored: Mapping[str, Any]) -> tuple[dict[str, Value], dict[str, Any]]:
    """Take answers from a file into this version of a scenario.

    A step's `was` ids are looked up after its own. Nothing is dropped: what no step
    knows comes back as the second mapping, to be written again as it was.
    """
    return _carry(scenario, stored, from_toml)


def carry_drafts(
    scenario: Scenario, stored: Mapping[str, Any]
) -> tuple[dict[str, Value], dict[str, Any]]:
    """As `carry`, for text being typed: it comes back to the letter, spaces and all."""
    return _carry(scenario, stored, _value)


def _carry(
    scenario: Scenario, stored: Mapping[str, Any], read: Callable[[Step, Any], Value]
) -> tuple[dict[str, Value], dict[str, Any]]:
    values: dict[str, Value] = {}
    rest = dict(stored)
    for step in scenario.steps():
        for id in (step.id, *step.was):
            if id in rest:
                values[step.id] = read(step, rest.pop(id))
                break
    return values, rest
