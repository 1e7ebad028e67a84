"""What `coach cover` does: finds the files, tries everything, says what was found."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from coach.author.cover import PATIENCE, Do, Rehearsable, Report, prepared, tried
from coach.author.cover.crew import Crew
from coach.author.cover.figures import as_values
from coach.author.cover.progress import progress
from coach.author.cover.report import tell, tell_shared
from coach.author.cover.talks.figures import as_values as talks_as_values
from coach.author.cover.talks.figures import unheard_values
from coach.author.cover.talks.report import Play, Unheard
from coach.author.cover.talks.shared import of_all
from coach.author.cover.talks.stage import Family
from coach.author.cover.talks.tally import Talks
from coach.author.cover.talks.told import Files
from coach.author.cover.tally import Tally
from coach.author.cover.work import Bundle, Works
from coach.errors import CoachError
from coach.interview.answer_file import read_answers, sample_answers
from coach.language import _
from coach.scenario import library
from coach.scenario.model import Scenario
from coach.scenario.places import Places
from coach.scenario.source import Source, read_text

MOST = 1_000_000
"""Random paths, or random talks."""

Say = Callable[[str], None]


def run(options: argparse.Namespace, say: Say) -> int:
    """Cover the scenario that `options.scenario` names, or all of ours; say what was found.

    Returns:
        0 where everything was reached and nothing is wrong; 1 where not; 130 where it
        was stopped.

    Raises:
        CoachError: there is no such scenario, or it has problems.
    """
    for name, count in (("--runs", options.runs), ("--talks", options.talks)):
        if not 0 <= count <= MOST:
            raise CoachError(
                _("{option} {count} makes no sense here.").format(option=name, count=count),
                advice=_("Give a number from 0 to {most:,}.").format(most=MOST),
            )
    ids = (options.scenario,) if options.scenario else library.ids()
    files = {id: InFiles(id) for id in ids}
    works = {
        id: prepared(file.scenario, file.practices, file.rehearsal, options.seed)
        for id, file in files.items()
    }
    reports: dict[str, Report] = {}
    with Crew(Works(works), _cores(), PATIENCE) as crew:
        for id, work in works.items():
            count = options.runs + (options.talks if work.script else 0)
            with progress(count) as told:
                do = _do(crew, id)
                reports[id] = tried(work, do, options.runs, options.talks, options.seed, told)
            if options.format == "text":
                _tell(reports[id], files[id], say, first=len(reports) == 1)
            if reports[id].interrupted:
                break
        shared = None if options.scenario else _shared(reports, options.seed, crew)
    return _ended(options, files, reports, shared, say)


def _do(crew: Crew[tuple[str, Bundle], Tally | Talks], id: str) -> Do:
    return lambda bundles: crew.results((id, bundle) for bundle in bundles)


def _shared(
    reports: Mapping[str, Report], seed: int, crew: Crew[tuple[str, Bundle], Tally | Talks]
) -> list[Unheard]:
    """What all rehearsals share and none came by; nothing where somebody stopped it."""
    if any(report.interrupted for report in reports.values()):
        return []
    rehearsed = {id: one.rehearsed for id, one in reports.items() if one.rehearsed is not None}

    def play(id: str) -> Play:
        do = _do(crew, id)
        return lambda bundles: (part for part in do(bundles) if isinstance(part, Talks))

    return of_all(rehearsed, seed, play)


def _ended(
    options: argparse.Namespace,
    files: Mapping[str, InFiles],
    reports: Mapping[str, Report],
    shared: Sequence[Unheard] | None,
    say: Say,
) -> int:
    """Say the rest, and return the exit code."""
    stopped = any(report.interrupted for report in reports.values())
    if options.format == "json":
        found = [_values(report, files[id]) for id, report in reports.items()]
        whole: Any = found[0]
        if shared is not None:
            places = files[next(iter(reports))].places
            whole = {"scenarios": found, "shared": [unheard_values(one, places) for one in shared]}
        say(json.dumps(whole, ensure_ascii=False, indent=2))
    elif shared:
        tell_shared(shared, files[next(iter(reports))].places, say)
    if stopped:
        told = _("Stopped. This is what was found so far.")
        print(told, file=sys.stderr)  # noqa: T201  # stdout has the report
        return 130
    return 0 if all(report.good for report in reports.values()) and not shared else 1


def _tell(report: Report, file: InFiles, say: Say, *, first: bool) -> None:
    if not first:
        say("")
        say("")
    tell(report, file.scenario_places, file.id, file.places, say)


def _values(report: Report, file: InFiles) -> dict[str, Any]:
    values = as_values(report, file.scenario_places)
    if report.rehearsed is not None:
        values["talks"] = talks_as_values(report.rehearsed, file.places, file.id)
    return values


# ------------------------------------------------------------------ which files


class InFiles:
    """A scenario with all that is read for it.

    Args:
        id: as it was given on the command line.
    """

    def __init__(self, id: str) -> None:
        self.id = id
        self.file = _file(id)
        self.scenario = library.find(id)
        self.practices = library.practices_of(id)
        self.rehearsal = self._rehearsal()
        own = self.file.parent / "rehearsal" / self.file.name
        shared = library.folder() / "reactions.toml"
        beside = str(Path(id).parent / "rehearsal" / own.name) if _is_path(id) else _short(own)
        self.places = Files(
            {
                "scenario": (self.file, _shown(self.file, id)),
                "own": (own, beside),
                "shared": (shared, _short(shared)),
            },
            samples=not _is_path(id),
        )

    @cached_property
    def scenario_places(self) -> Places:
        """Where things stand in the scenario itself."""
        return Places(Source(read_text(self.file), _shown(self.file, self.id)))

    def _rehearsal(self) -> Rehearsable | None:
        own = library.rehearsal(self.id)
        if own is None:
            return None
        return Rehearsable(own, library.reactions(), tuple(_families(self.id, self.scenario)))


def _families(id: str, scenario: Scenario) -> Iterator[Family]:
    """Yield the samples of a scenario; those beside a file of one's own by their paths."""
    if not _is_path(id):
        for name in library.sample_names(id):
            yield Family(name, sample_answers(scenario, name))
        return
    folder = Path(id).parent / "samples" / Path(id).stem
    for path in sorted(folder.glob("*.toml")):
        try:
            yield Family(str(path), read_answers(path, scenario))
        except CoachError:
            continue  # `coach check` says what is wrong with it


def _file(id: str) -> Path:
    return library.file_of(id).absolute()


def _is_path(id: str) -> bool:
    return library.lasting(id) != id or Path(id).is_absolute()


def _shown(file: Path, id: str) -> str:
    """What to call the file: as it was given, or as short as it goes from here."""
    return id if _is_path(id) else _short(file)


def _short(file: Path) -> str:
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
