"""Where a family is on the ladder, as far as what is kept tells.

From hello by way of a concern and a difficult relationship to the principal and the district
office. Nobody is asked for it, and it is no verdict: it says who the family is talking to.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from coach.casebook.log import Entry
from coach.casebook.summary import Summary
from coach.language import _

Rung = Literal["", "hello", "concern", "difficult", "principal", "district"]

RUNGS: tuple[Rung, ...] = ("", "hello", "concern", "difficult", "principal", "district")
"""From the first to the last."""

A_SCHOOL_YEAR = timedelta(days=300)
"""What is older was with another teacher, mostly: it places nobody any more."""

_SCENARIOS: dict[str, Rung] = {
    "first-contact": "hello",
    "concern": "concern",
    "difficult-relationship": "difficult",
    "escalation": "principal",
}
_PEOPLE: dict[str, Rung] = {"principal": "principal", "district": "district"}
"""Who one speaks with only higher up. Anyone else may be spoken with on every rung."""


def rung(sessions: Iterable[Summary], entries: Iterable[Entry], today: date) -> Rung:
    """Return the highest rung that a family has reached within a school year.

    Args:
        sessions: the family's, archived ones too.
        entries: their contact log.
    """
    since = today - A_SCHOOL_YEAR if today.toordinal() > A_SCHOOL_YEAR.days else date.min
    found: list[Rung] = [""]
    for one in sessions:
        if not one.archived and one.updated.date() >= since:
            found.append(_SCENARIOS.get(one.scenario, ""))
    for entry in entries:
        if not entry.archived and (entry.day or entry.updated.date()) >= since:
            found.append(_PEOPLE.get(entry.role, "hello"))
    return max(found, key=RUNGS.index)


def rung_name(rung: Rung) -> str:
    """Return the rung as a list names it."""
    return {
        "": _("not begun"),
        "hello": _("first contact"),
        "concern": _("a concern"),
        "difficult": _("difficult relationship"),
        "principal": _("principal"),
        "district": _("district"),
    }[rung]
