"""Whose words a handout of a scenario shows: a made-up family's, never a real one's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as File

from coach.compose.outcome import Outcome, compose
from coach.errors import CoachError
from coach.interview.answer_file import read_answers
from coach.interview.path import Path, path
from coach.language import _
from coach.scenario.evaluate import Value
from coach.scenario.library import find, sample_file, sample_names
from coach.scenario.load import read_as
from coach.scenario.model import Sample, Scenario
from coach.scenario.rules import is_id
from coach.scenario.source import read_text

MOST_SAMPLES = 60
"""Of a stranger's folder; more are not looked at."""


@dataclass(frozen=True, slots=True)
class Family:
    """A made-up family in a scenario.

    Attributes:
        name: of its file, as `--sample` takes it; "" where the scenario has none.
        title, about: what the file says of it.
        path: where its answers lead.
        outcome: what comes of them.
    """

    name: str
    title: str
    about: str
    path: Path
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Subject:
    """What the handouts of a scenario are made from.

    Attributes:
        given: as it was typed: an id, or the path of a file.
        place: the folder of a scenario that is not ours; None is ours.
        family: whose words are shown; None where the scenario has no made-up family.
        names: every family there is to choose from.
    """

    given: str
    scenario: Scenario
    place: File | None
    family: Family | None
    names: tuple[str, ...]


def subject(given: str, sample: str = "") -> Subject:
    """Return a scenario and the family whose words its handouts show.

    Without a name it is the family that meets the most reply cards on a path where nobody is
    in danger: one story serves a room better than pieces of many.

    Args:
        given: the id of one of our scenarios, or the path of a file.

    Raises:
        CoachError: there is no such scenario or family, or one of them is not sound.
    """
    scenario = find(given)
    place = None if scenario.id == given else File(given).parent
    files = _samples(given, scenario, place)
    chosen: Family | None
    if sample:
        if sample not in files:
            raise _no_such(sample, given, tuple(files))
        chosen = _family(scenario, sample, files[sample])
    else:
        every = [_sound(scenario, name, file) for name, file in files.items()]
        chosen = min(filter(None, every), key=_fewest_first, default=None)
    return Subject(given, scenario, place, chosen, tuple(files))


def _fewest_first(family: Family) -> tuple[bool, int, str]:
    return bool(family.path.situations), -len(family.outcome.cards), family.name


def _samples(given: str, scenario: Scenario, place: File | None) -> Mapping[str, File]:
    if place is None:
        return {name: sample_file(given, name) for name in sample_names(given)}
    return dict(_beside(place, scenario.id))


def _beside(place: File, id: str) -> Iterator[tuple[str, File]]:
    folder = place / "samples" / id
    if not is_id(id) or not folder.is_dir():
        return
    try:
        paths = sorted(folder.glob("*.toml"))
    except OSError:
        return
    yield from ((file.stem, file) for file in paths[:MOST_SAMPLES] if is_id(file.stem))


def _family(scenario: Scenario, name: str, file: File) -> Family:
    head = read_as(read_text(file), str(file), Sample)
    answers: dict[str, Value] = read_answers(file, scenario)
    there = path(scenario, answers)
    return Family(name, head.title, head.about, there, compose(scenario, there))


def _sound(scenario: Scenario, name: str, file: File) -> Family | None:
    """One that can't be read is not chosen; `coach check` says what is wrong with it."""
    try:
        return _family(scenario, name, file)
    except CoachError:
        return None


def _no_such(sample: str, given: str, names: tuple[str, ...]) -> CoachError:
    return CoachError(
        _("There is no sample “{name}” for “{id}”.").format(name=sample[:60], id=given[:60]),
        advice=_("Known here: {ids}.").format(ids=", ".join(names))
        if names
        else _("This scenario has none."),
    )
