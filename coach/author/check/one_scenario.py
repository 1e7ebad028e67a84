"""One scenario file, looked at: what the reader finds wrong, and what the lints find doubtful."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from coach.author.check.lints.every import lint
from coach.author.check.suppress import settled
from coach.errors import Problem
from coach.language import _
from coach.scenario.findings import Findings
from coach.scenario.load import sift
from coach.scenario.model import Practice, Scenario
from coach.scenario.places import Key

Further = Callable[[Scenario, Findings], None]
"""Looks further at a scenario without errors, in the light of what lies beside it."""


def scenario_problems(
    text: str,
    file: str,
    *,
    practices: Mapping[str, Practice] | None,
    facts: frozenset[str] | None,
    scenarios: Collection[str],
    id: str = "",
    further: Further | None = None,
) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Return a scenario and all that is wrong or doubtful in it.

    Args:
        file: what to call it in places.
        practices, facts: what it may cite; None leaves that unchecked.
        scenarios: the ids that its off-ramps may lead to.
        id: what its id should be, if that is known from its file's name.
    """
    known = frozenset(practices) if practices is not None else None
    sifted = sift(text, file, known, facts)
    whole = True
    if sifted.value is not None:
        if id and sifted.value.id != id:
            differs(sifted.findings, ("id",), sifted.value.id, id)
        whole = lint(sifted.value, sifted.findings, practices or {}, scenarios)
        if further is not None:
            further(sifted.value, sifted.findings)
    return sifted.value, settled(sifted, whole=whole)


def differs(findings: Findings, path: Key, said: object, wanted: str) -> None:
    """Find a file that calls itself something else than its name says."""
    findings.add(
        "E605",
        _("this calls itself “{said}”, and its file “{wanted}”").format(
            said=str(said)[:60], wanted=wanted
        ),
        path,
        _("Rename the one or the other: it is found by its file's name."),
    )
