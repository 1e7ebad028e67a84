"""`coach cover ID`: every branch of a scenario, tried, and every turn of its rehearsal.

Targets are planned for one by one, then random paths meet what nobody thought of. Every
text on every path is composed and looked at. Then made-up parents rehearse: a good one, a bad
one, and thousands of random ones. The same seed gives the same report.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from coach.author.cover.crew import Crew
from coach.author.cover.planned import Planner, Verdict
from coach.author.cover.shrink import shortest
from coach.author.cover.talks import report as rehearsals
from coach.author.cover.talks.goals import goals
from coach.author.cover.talks.planned import first_trials
from coach.author.cover.talks.report import Rehearsed
from coach.author.cover.talks.stage import Family
from coach.author.cover.talks.tally import Talks
from coach.author.cover.tally import Found, Tally
from coach.author.cover.targets import Goal
from coach.author.cover.work import Bundle, Work
from coach.interview.answers import Answers
from coach.scenario.model import Practice, Scenario
from coach.scenario.places import Key
from coach.scenario.rehearsal import ReactionsFile, Rehearsal

BUNDLE = 12
"""Paths that are walked together. Small: they are what a Ctrl+C has to wait for."""
PATIENCE = 1.0
"""Seconds before other processes are started."""

Do = Callable[[Iterable[Bundle]], Iterator[Tally | Talks]]
"""Does the work with bundles and gives back what each came to, in order."""

_OWNERS = ("step", "message", "part", "point", "card")
"""Targets that others belong to: where one is missing, the others need no word."""

Told = Callable[[int], None]
"""Is told how many paths and talks were tried so far."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A target that no path reached.

    Attributes:
        verdict: what the search says of it; None where it did not come to look.
    """

    goal: Goal
    verdict: Verdict | None


@dataclass(slots=True)
class Report:
    """What a cover found.

    Attributes:
        planned: how many of the paths were planned; the others were random.
        missing: what was not reached, without what belongs to something not reached.
        needless: `if`s that are always true and have nothing to say if they were not.
        faults: by kind and place, with the shortest answers found.
        rehearsed: what its talks came to; None where it can't be rehearsed.
        interrupted: somebody stopped it.
    """

    scenario: Scenario
    seed: int
    runs: int
    talks: int = 0
    tally: Tally = field(default_factory=Tally)
    goals: tuple[Goal, ...] = ()
    planned: int = 0
    missing: list[Missing] = field(default_factory=list)
    needless: list[Goal] = field(default_factory=list)
    faults: dict[tuple[str, Key], Found] = field(default_factory=dict)
    rehearsed: Rehearsed | None = None
    interrupted: bool = False

    @property
    def good(self) -> bool:
        """Everything was reached, and nothing is wrong with it."""
        if self.rehearsed is not None and not self.rehearsed.good:
            return False
        return not (self.missing or self.faults or self.interrupted)


@dataclass(frozen=True, slots=True)
class Rehearsable:
    """What a scenario is rehearsed with.

    Attributes:
        own: `rehearsal/ID.toml`.
        shared: `reactions.toml`.
        samples: made-up families.
    """

    own: Rehearsal
    shared: ReactionsFile
    samples: tuple[Family, ...] = ()


def cover(
    scenario: Scenario,
    practices: Mapping[str, Practice],
    *,
    runs: int = 400,
    rehearsal: Rehearsable | None = None,
    talks: int = 10_000,
    seed: int = 1,
    cores: int = 1,
    patience: float = PATIENCE,
    told: Told = lambda tried: None,
) -> Report:
    """Try every branch of `scenario`, then random paths, then its talks, and report.

    Args:
        practices: every practice by id.
        runs: how many random paths.
        rehearsal: what is rehearsed; None where nothing is.
        talks: how many random talks.
        seed: which made-up families and parents. The same seed gives the same report.
        cores: how many processes may share the work; the report does not depend on it.
        patience: seconds to work in one process before others are started.
    """
    work = prepared(scenario, practices, rehearsal, seed)
    with Crew(work, cores, patience) as crew:
        return tried(work, crew.results, runs, talks, seed, told)


def prepared(
    scenario: Scenario,
    practices: Mapping[str, Practice],
    rehearsal: Rehearsable | None = None,
    seed: int = 1,
) -> Work:
    """Return what it takes to try a scenario, here or in other processes."""
    work = Work(scenario, practices)
    if rehearsal is not None:
        work.script = rehearsals.script_for(
            scenario, rehearsal.own, rehearsal.shared, rehearsal.samples, Planner(work.atlas, seed)
        )
    return work


def tried(work: Work, do: Do, runs: int, talks: int, seed: int, told: Told) -> Report:
    """Try a scenario as `cover` does.

    Args:
        do: does the work with bundles, in order, wherever it is done.
    """
    planner = Planner(work.atlas, seed)
    report = Report(work.scenario, seed, runs, talks, goals=work.atlas.goals)
    if work.script is not None:
        stage = work.stage
        report.rehearsed = Rehearsed(stage, goals(stage), stage.setups())
    try:
        _try_all(report, planner, do, told)
        report.faults = shortest(work.atlas, report.tally.found)
    except KeyboardInterrupt:
        report.interrupted = True
        report.planned = min(report.planned, report.tally.paths)
        report.faults = report.tally.found
    _sort_out(report, planner)
    if report.rehearsed is not None:
        report.rehearsed.interrupted = report.interrupted
        rehearsals.settle(report.rehearsed)
    return report


def _try_all(report: Report, planner: Planner, do: Do, told: Told) -> None:
    """Walk every path, play every talk, and add up what they come to."""
    rehearsed = report.rehearsed

    def paths() -> Iterator[Answers]:
        for answers in planner.planned():
            report.planned += 1
            yield answers
        yield from planner.random(report.runs)

    def play(bundles: Iterable[Bundle]) -> Iterator[Talks]:
        for part in do(bundles):
            if isinstance(part, Talks):
                yield part
            else:
                report.tally.merge(part)
            told(report.tally.paths + (rehearsed.tally.talks if rehearsed else 0))

    bundles: Iterable[Bundle] = _bundles(paths())
    if rehearsed is not None:
        bundles = chain(bundles, first_trials(rehearsed.setups, report.talks, report.seed))
    for part in play(bundles):
        if rehearsed is not None:
            rehearsed.tally.merge(part)
    if rehearsed is not None:
        rehearsals.aim(rehearsed, rehearsed.goals, report.seed, play)


def _bundles(paths: Iterable[Answers]) -> Iterator[list[Answers]]:
    bundle: list[Answers] = []
    for answers in paths:
        bundle.append(answers)
        if len(bundle) == BUNDLE:
            yield bundle
            bundle = []
    if bundle:
        yield bundle


def _sort_out(report: Report, planner: Planner) -> None:
    """Tell what is missing from what only belongs to it, and from what nobody misses."""
    lost: set[Key] = set()
    for number, goal in enumerate(report.goals):
        if number in report.tally.reached:
            continue
        verdict = planner.verdicts.get(number)
        if not goal.counts and verdict is not Verdict.UNSURE:
            report.needless.append(goal)
            continue
        if goal.target.kind in _OWNERS:
            lost.add(goal.target.path)
        if goal.target.kind == "guard" and goal.target.side:
            continue  # what it guards is missing, and that says it
        report.missing.append(Missing(goal, verdict))
    report.missing = [
        each
        for each in report.missing
        if not _within(each.goal.owner, lost, itself=each.goal.target.kind in _OWNERS)
    ]


def _within(key: Key, lost: set[Key], itself: bool) -> bool:
    """Whether a key lies in something that is missing as a whole, other than itself."""
    return any(key[:end] in lost for end in range(1, len(key) + (not itself)))


def run(options: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Cover what `options` name and say what was found (see `command.run`)."""
    from coach.author.cover import command

    return command.run(options, say)
