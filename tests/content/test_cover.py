"""Every branch of every scenario we ship, tried by families that write in every manner.

And every talk: by a parent who always picks the good reply, by one who always picks the weak
one, and by others who say anything.
"""

from __future__ import annotations

from functools import cache, partial

import pytest

from coach.author.cover import Report, prepared, tried
from coach.author.cover.command import InFiles
from coach.author.cover.report import talk_in_lines
from coach.author.cover.talks.report import Play
from coach.author.cover.talks.shared import of_all
from coach.author.cover.talks.tally import Talks
from coach.author.cover.talks.told import unheard_in_words
from coach.author.cover.words import answers_toml
from coach.author.cover.work import Work
from coach.scenario.library import has_rehearsal, ids

RUNS, TALKS = 120, 1_000
"""Random paths after the planned ones, and random talks. `coach cover` by itself tries more."""


@cache
def covered(id: str) -> tuple[Work, Report]:
    file = InFiles(id)
    work = prepared(file.scenario, file.practices, file.rehearsal)
    return work, tried(work, partial(map, work), RUNS, TALKS, 1, lambda _tried: None)


@pytest.mark.slow
@pytest.mark.parametrize("id", ids())
def test_everything_is_reached_and_nothing_is_wrong_with_it(id: str) -> None:
    _work, report = covered(id)
    missing = [(each.goal.target, each.verdict) for each in report.missing]
    assert missing == []
    told = [
        f"{kind} at {key}: {found.text}\n{answers_toml(report.scenario, found.answers)}"
        for (kind, key), found in report.faults.items()
    ]
    assert not told, "\n\n".join(told)
    if report.rehearsed is None:
        return
    places = InFiles(id).places
    unheard = [
        f"{places.place(one.goal.site)}: {unheard_in_words(one)}"
        for one in report.rehearsed.unheard
    ]
    assert not unheard, "\n".join(unheard)
    faults = [
        "\n".join(talk_in_lines(report.rehearsed, what, found, places, id))
        for what, found in report.rehearsed.faults.items()
    ]
    assert not faults, "\n\n".join(faults)


@pytest.mark.slow
def test_what_rehearsals_share_is_said_in_one_of_them() -> None:
    done = {id: covered(id) for id in ids() if has_rehearsal(id)}
    reports = {id: one.rehearsed for id, (_work, one) in done.items() if one.rehearsed is not None}
    assert list(reports) == list(done)

    def play(id: str) -> Play:
        work = done[id][0]
        return lambda bundles: (part for part in map(work, bundles) if isinstance(part, Talks))

    missing = of_all(reports, 1, play)
    places = InFiles(ids()[0]).places
    told = [f"{places.place(one.goal.site)}: {unheard_in_words(one)}" for one in missing]
    assert not told, "\n".join(told)
