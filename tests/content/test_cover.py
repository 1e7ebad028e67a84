"""Every branch of every scenario we ship, tried by families that write in every manner."""

from __future__ import annotations

import pytest

from coach.author.cover import cover
from coach.author.cover.words import answers_toml
from coach.scenario.library import find, ids, practices

RUNS = 120
"""Random paths after the planned ones. `coach cover` by itself tries more."""


@pytest.mark.slow
@pytest.mark.parametrize("id", ids())
def test_everything_is_reached_and_nothing_is_wrong_with_it(id: str) -> None:
    report = cover(find(id), practices(), runs=RUNS)
    missing = [(each.goal.target, each.verdict) for each in report.missing]
    assert missing == []
    told = [
        f"{kind} at {key}: {found.text}\n{answers_toml(report.scenario, found.answers)}"
        for (kind, key), found in report.faults.items()
    ]
    assert not told, "\n\n".join(told)
