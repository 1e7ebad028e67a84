"""What rehearsals came to, for programs."""

from __future__ import annotations

from typing import Any

from coach.author.cover.talks.played import Aim
from coach.author.cover.talks.report import Rehearsed, Unheard
from coach.author.cover.talks.told import (
    ENDINGS,
    Files,
    again,
    counted,
    fault_in_words,
    unheard_in_words,
    why,
)
from coach.errors import Place
from coach.rehearse.script import write_script

PARENTS: tuple[tuple[Aim, str], ...] = (("good", "good"), ("weak", "weak"), ("", "random"))


def as_values(rehearsed: Rehearsed, files: Files, id: str) -> dict[str, Any]:
    """Return all that was found in talks, as values for JSON.

    Args:
        id: how the scenario was named on the command line.
    """
    return {
        "talks": rehearsed.tally.talks,
        "aimed": rehearsed.aimed,
        "setups": len(rehearsed.setups),
        "families": [family.name for family in rehearsed.families],
        "turns": {str(turns): times for turns, times in sorted(rehearsed.tally.turns.items())},
        "endings": {
            name: {ending: rehearsed.tally.endings[aim, ending] for ending in ENDINGS}
            for aim, name in PARENTS
        },
        "reached": {
            kind: {"reached": some, "of": of} for kind, _name, some, of in counted(rehearsed)
        },
        "missing": [unheard_values(one, files) for one in rehearsed.unheard],
        "faults": [
            {
                **_where(files.place(what[1])),
                "kind": what[0],
                "what": fault_in_words(what),
                "text": found.text,
                "talks": found.count,
                "script": write_script(found.entries, ""),
                "again": again(rehearsed, found, id, files.samples)[0],
            }
            for what, found in rehearsed.faults.items()
        ],
    }


def unheard_values(one: Unheard, files: Files) -> dict[str, Any]:
    """Return something that no talk came by, as values for JSON."""
    return {
        **_where(files.place(one.goal.site)),
        "kind": one.goal.kind,
        "what": unheard_in_words(one),
        "why": why(one),
    }


def _where(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}
