"""What a sitting is called in lists: what it is about, in the parent's own words."""

from __future__ import annotations

from collections.abc import Callable

from coach.casebook.records import CONTACT, FAMILY
from coach.compose.outcome import Outcome
from coach.interview.path import Path
from coach.scenario.text import clean_line

_LONGEST = 90
"""Characters of a name: one line of a list."""


def name_of(scenario: str, path: Path, outcome: Callable[[], Outcome]) -> str:
    """Return what a sitting is about, on one line; "" where nothing is known yet.

    Args:
        scenario: its id.
        outcome: composes; called only for a finished path, whose subject has no holes.
    """
    if scenario == FAMILY:
        return _said(path, "alias") or _said(path, "child.name")
    if scenario == CONTACT:
        return ": ".join(filter(None, (_said(path, "with_name"), _said(path, "about"))))
    name = _said(path, "child.name")
    if not path.finished:
        return name
    subjects = (letter.subject for letter in outcome().letters)
    return clean_line(next(filter(None, subjects), ""))[:_LONGEST] or name


def _said(path: Path, id: str) -> str:
    value = path.values.get(id)
    return clean_line(value)[:_LONGEST] if isinstance(value, str) else ""
