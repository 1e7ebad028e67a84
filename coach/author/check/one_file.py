"""One file of a pack that is no scenario: practices, facts, helplines, the pack's own head."""

from __future__ import annotations

from datetime import date
from typing import cast

import msgspec

from coach.author.check.lints.dates import check_dates
from coach.author.check.lints.prose import check_reading
from coach.author.check.not_theirs import check_theirs
from coach.author.check.suppress import settled
from coach.errors import Problem
from coach.language import _
from coach.scenario import library
from coach.scenario.content import FactsFile, PracticesFile, Role, shape_of
from coach.scenario.findings import Findings
from coach.scenario.handouts import HandoutsFile
from coach.scenario.load import sift_as
from coach.scenario.model import HelpCard, Shape
from coach.scenario.nearest import nearest
from coach.scenario.places import Key
from coach.scenario.source import Source
from coach.scenario.workshop import GAPS, WorkshopFile, gaps, words_in


def other_problems(
    text: str, file: str, role: Role, today: date, *, ours: bool = True
) -> tuple[Problem, ...]:
    """Return what is wrong or doubtful in a file that is no scenario and no sample.

    Args:
        role: what it is, by its name.
        today: against which its entries grow old.
        ours: it comes with Coach, or nobody can tell: it was not looked at with its pack.
    """
    if role == "reactions":
        # It is heard with the ear of the rehearsal, which others have no use for.
        from coach.author.check.one_rehearsal import sift_reactions

        return settled(sift_reactions(text, file, library.practices()))
    shape = shape_of(role)
    if shape is None:
        source = Source(text, file)
        return (*source.unsafe(), *source.toml()[1])
    sifted = sift_as(text, file, shape)
    if sifted.value is not None:
        look_at(sifted.value, sifted.findings, today, ours=ours)
        if role == "handouts":
            from coach.author.check.one_handouts import look_at_handouts

            look_at_handouts(cast(HandoutsFile, sifted.value), sifted.findings)
    return settled(sifted)


def look_at(value: Shape, findings: Findings, today: date, *, ours: bool = True) -> None:
    """Find what is doubtful in practices, facts or helplines: twice the same id, old, hard.

    Args:
        ours: as in `other_problems`. In a pack no id may be one of ours.
    """
    if not ours:
        check_theirs(value, findings)
    entries: list[tuple[msgspec.Struct, Key, tuple[str, ...]]] = []
    match value:
        case PracticesFile():
            entries = [
                (each, ("practice", n), ("says", "asks")) for n, each in enumerate(value.practice)
            ]
        case FactsFile():
            entries = [(each, ("fact", n), ("text",)) for n, each in enumerate(value.fact)]
        case HelpCard():
            entries = [(each, ("helpline", n), ("when",)) for n, each in enumerate(value.helpline)]
        case WorkshopFile():
            _look_at_workshop(value, findings)
            entries = [(each, ("block", n), ()) for n, each in enumerate(value.block)]
        case _:
            return
    seen: set[str] = set()
    for entry, path, keys in entries:
        id: str = getattr(entry, "id", "")
        if id in seen:
            findings.add(
                "E301",
                _("the id “{id}” is taken already").format(id=id),
                (*path, "id"),
                _("Give each its own id."),
            )
        seen.add(id)
        for key in keys:
            check_reading(getattr(entry, key), (*path, key), findings)
    dated = [(entry, path) for entry, path, _keys in entries if hasattr(entry, "checked_on")]
    check_dates(
        (
            (getattr(entry, "id", ""), getattr(entry, "checked_on", ""), path)
            for entry, path in dated
        ),
        today,
        findings,
    )


def _look_at_workshop(value: WorkshopFile, findings: Findings) -> None:
    """Find gaps that nothing fills, and what is hard to say aloud."""
    for path, text in words_in(value):
        check_reading(text, path, findings)
        for name in sorted(set(gaps(text)) - GAPS):
            findings.add(
                "E215",
                _("there is no “{name}” to put in here").format(name=name[:40]),
                path,
                nearest(name[:40], tuple(sorted(GAPS))),
            )
