"""`coach cover ID`: every branch of a scenario, tried.

Targets are planned for one by one, then random paths meet what nobody thought of. Every
text on every path is composed and looked at. The same seed gives the same report.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coach.author.cover.atlas import Atlas
from coach.author.cover.crew import tallies
from coach.author.cover.planned import Planner, Verdict
from coach.author.cover.shrink import shortest
from coach.author.cover.tally import Found, Tally
from coach.author.cover.targets import Goal
from coach.errors import CoachError
from coach.interview.answers import Answers
from coach.language import _
from coach.scenario import library
from coach.scenario.model import Practice, Scenario
from coach.scenario.places import Key, Places
from coach.scenario.source import Source, read_text

BUNDLE = 12
"""Paths that are walked together. Small: they are what a Ctrl+C has to wait for."""
MOST_RUNS = 1_000_000
PATIENCE = 1.0
"""Seconds before other processes are started."""

_OWNERS = ("step", "message", "part", "point", "card")
"""Targets that others belong to: where one is missing, the others need no word."""

Say = Callable[[str], None]
Told = Callable[[int], None]
"""Is told how many paths were walked so far."""


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
        interrupted: somebody stopped it.
    """

    scenario: Scenario
    seed: int
    runs: int
    tally: Tally = field(default_factory=Tally)
    goals: tuple[Goal, ...] = ()
    planned: int = 0
    missing: list[Missing] = field(default_factory=list)
    needless: list[Goal] = field(default_factory=list)
    faults: dict[tuple[str, Key], Found] = field(default_factory=dict)
    interrupted: bool = False

    @property
    def good(self) -> bool:
        """Everything was reached, and nothing is wrong with it."""
        return not (self.missing or self.faults or self.interrupted)


def cover(
    scenario: Scenario,
    practices: Mapping[str, Practice],
    *,
    runs: int = 400,
    seed: int = 1,
    cores: int = 1,
    patience: float = PATIENCE,
    told: Told = lambda paths: None,
) -> Report:
    """Try every branch of `scenario`, then random paths, and report what was found.

    Args:
        practices: every practice by id.
        runs: how many random paths.
        seed: which made-up families. The same seed gives the same report.
        cores: how many processes may share the work; the report does not depend on it.
        patience: seconds to work in one process before others are started.
    """
    atlas = Atlas(scenario, practices)
    planner = Planner(atlas, seed)
    report = Report(scenario, seed, runs, goals=atlas.goals)

    def paths() -> Iterator[Answers]:
        for answers in planner.planned():
            report.planned += 1
            yield answers
        yield from planner.random(runs)

    try:
        for part in tallies(atlas, _bundles(paths()), cores, patience):
            report.tally.merge(part)
            told(report.tally.paths)
        report.faults = shortest(atlas, report.tally.found)
    except KeyboardInterrupt:
        report.interrupted = True
        report.planned = min(report.planned, report.tally.paths)
        report.faults = report.tally.found
    _sort_out(report, planner)
    return report


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


# ------------------------------------------------------------------ the command


def run(options: argparse.Namespace, say: Say) -> int:
    """Cover the scenario that `options.scenario` names and say what was found.

    Returns:
        0 where everything was reached and nothing is wrong; 1 where not; 130 where it
        was stopped.

    Raises:
        CoachError: there is no such scenario, or it has problems.
    """
    if not 0 <= options.runs <= MOST_RUNS:
        raise CoachError(
            _("--runs {runs} makes no sense here.").format(runs=options.runs),
            advice=_("Give a number from 0 to {most:,}.").format(most=MOST_RUNS),
        )
    from coach.author.cover.figures import as_json
    from coach.author.cover.progress import progress
    from coach.author.cover.report import tell

    scenario = library.find(options.scenario)
    file = _file(options.scenario)
    with progress(options.runs) as told:
        report = cover(
            scenario,
            library.practices_for(file.parent),
            runs=options.runs,
            seed=options.seed,
            cores=_cores(),
            told=told,
        )
    places = Places(Source(read_text(file), _shown(file, options.scenario)))
    if options.format == "json":
        say(as_json(report, places))
    else:
        tell(report, places, options.scenario, say)
    if report.interrupted:
        print(_("Stopped. This is what was found so far."), file=sys.stderr)  # noqa: T201
        return 130
    return 0 if report.good else 1


def _file(id: str) -> Path:
    path = Path(library.lasting(id))
    return path if path.is_absolute() else library.folder() / f"{id}.toml"


def _shown(file: Path, id: str) -> str:
    """What to call the file: as it was given, or as short as it goes from here."""
    if library.lasting(id) != id or Path(id).is_absolute():
        return id
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
