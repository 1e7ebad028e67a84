"""The scenarios, practices, facts and helplines that come with Coach, and where they live."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

import msgspec

from coach.errors import CoachError
from coach.language import _
from coach.scenario.content import FactsFile, PracticesFile, SignsFile, role
from coach.scenario.fact_text import with_facts
from coach.scenario.load import header, load, read_as
from coach.scenario.model import (
    Fact,
    Header,
    HelpCard,
    Practice,
    Sample,
    Scenario,
    WarningSign,
)
from coach.scenario.source import read_text

if TYPE_CHECKING:
    from coach.scenario.handouts import HandoutsFile
    from coach.scenario.rehearsal import ReactionsFile, Rehearsal

S = TypeVar("S", bound=msgspec.Struct)

ORDER = ("first-contact", "concern", "difficult-relationship", "escalation")
"""Scenarios are offered in the order in which a school year brings them; others follow by id."""

RECORDS = ("family", "contact")
"""What is kept rather than sent stands last: the child's card, an entry of the contact log."""


def folder() -> Path:
    """Return the folder with our content: in the installed package, or in the checkout.

    Raises:
        CoachError: it is in neither, so this copy of Coach is not whole.
    """
    package = Path(__file__).parent.parent
    for place in (package / "content", package.parent / "scenarios"):
        if place.is_dir():
            return place
    raise CoachError(
        _("The scenarios that belong to Coach are missing."),
        where=str(package / "content"),
        advice=_("Install Coach again."),
    )


# ------------------------------------------------------------------ scenarios


def headers() -> tuple[Header, ...]:
    """Return the top of every scenario, in the order in which they are offered.

    Raises:
        ScenarioError: one of them can't be read.
    """
    found = [header(path) for path in _scenario_files()]
    return tuple(sorted(found, key=lambda top: _rank(top.id)))


def ids() -> tuple[str, ...]:
    """Return the id of every scenario, in the order in which they are offered.

    They are the names of the files: nothing is opened.
    """
    return tuple(sorted((path.stem for path in _scenario_files()), key=_rank))


def find(id: str) -> Scenario:
    """Return a scenario.

    Args:
        id: the id of one of ours, or the path of a .toml file.

    Raises:
        CoachError: there is none; it says which there are.
        ScenarioError: it is there and has problems.
    """
    if _is_path(id):
        path = Path(id)
        return _told(
            load(path, frozenset(practices_for(path.parent)), frozenset(facts())), folder()
        )
    if id not in ids():
        raise CoachError(
            _("There is no scenario “{id}”.").format(id=id[:60]),
            advice=_near(id, ids()) + " " + _("A scenario of your own is given as ./file.toml."),
        )
    return _ours(id, folder())


def lasting(id: str) -> str:
    """Return `id` so that it still finds the scenario from another folder, another day."""
    return str(Path(id).absolute()) if _is_path(id) else id


def _is_path(id: str) -> bool:
    return id.endswith(".toml") or "/" in id or "\\" in id


@cache
def _ours(id: str, place: Path) -> Scenario:
    known = frozenset(fact.id for fact in _facts(place).fact)
    return _told(load(place / f"{id}.toml", frozenset(_practices(place)), known), place)


def _told(scenario: Scenario, place: Path) -> Scenario:
    file = _facts(place)
    return with_facts(scenario, {fact.id: fact for fact in file.fact}, file.footer)


def _scenario_files() -> tuple[Path, ...]:
    return tuple(path for path in sorted(folder().glob("*.toml")) if role(path.name) == "scenario")


def _rank(id: str) -> tuple[int, str]:
    if id in RECORDS:
        return (len(ORDER) + 1 + RECORDS.index(id), id)
    return (ORDER.index(id) if id in ORDER else len(ORDER), id)


# ------------------------------------------------------------------ samples


def sample_names(id: str) -> tuple[str, ...]:
    """Return the names of a scenario's samples; none for a scenario without any."""
    place = folder() / "samples" / id
    if id not in ids() or not place.is_dir():
        return ()
    return tuple(sorted(path.stem for path in place.glob("*.toml")))


def sample_file(id: str, name: str) -> Path:
    """Return where the answers of a sample are.

    Raises:
        CoachError: there is no such sample; it says which there are.
    """
    known = sample_names(id)
    if name not in known:
        raise CoachError(
            _("There is no sample “{name}” for “{id}”.").format(name=name[:60], id=id[:60]),
            advice=_near(name, known) or _("This scenario has none."),
        )
    return folder() / "samples" / id / f"{name}.toml"


def sample(id: str, name: str) -> Sample:
    """Return a made-up family with its answers.

    Raises:
        CoachError: there is no such sample, or its file can't be read.
    """
    return _file(sample_file(id, name), Sample)


# ------------------------------------------------------------------ rehearsal


def reactions() -> ReactionsFile:
    """Return what every rehearsal shares: people, moods, reactions, answers.

    Raises:
        CoachError: the file is missing or damaged.
    """
    return _reactions(folder())


@cache
def _reactions(place: Path) -> ReactionsFile:
    from coach.scenario.rehearsal import ReactionsFile

    return _file(place / "reactions.toml", ReactionsFile)


def rehearsal(id: str) -> Rehearsal | None:
    """Return what a scenario adds to its rehearsal; None where it can't be rehearsed.

    Args:
        id: as in `find`: the id of one of ours, or the path of a .toml file.

    Raises:
        CoachError: the file is damaged.
    """
    path = _rehearsal_file(id)
    return _rehearsal(path) if path.is_file() else None


def has_rehearsal(id: str) -> bool:
    """Return whether a scenario can be rehearsed at all: nothing is opened.

    Args:
        id: as in `find`.
    """
    return _rehearsal_file(id).is_file()


def _rehearsal_file(id: str) -> Path:
    place, name = folder(), id
    if _is_path(id):
        place, name = Path(id).parent, Path(id).stem
    return place / "rehearsal" / f"{name}.toml"


@cache
def _rehearsal(path: Path) -> Rehearsal:
    from coach.scenario.rehearsal import Rehearsal

    return _file(path, Rehearsal)


# ------------------------------------------------------------------ handouts


def handouts(place: Path | None = None) -> HandoutsFile:
    """Return what stands on handouts: ours, or those of a pack that has its own.

    Args:
        place: the folder of a scenario that is not ours; None is ours.

    Raises:
        CoachError: the file is missing or damaged.
    """
    beside = place / "handouts.toml" if place is not None else None
    if beside is not None and beside.is_file() and not _is_ours(beside.parent):
        return _handouts(beside)
    return _handouts(folder() / "handouts.toml")


@cache
def _handouts(path: Path) -> HandoutsFile:
    from coach.scenario.handouts import HandoutsFile

    return _file(path, HandoutsFile)


# ------------------------------------------------------------------ what scenarios cite


def practices() -> Mapping[str, Practice]:
    """Return every practice by id, in the order of the file.

    Raises:
        CoachError: the file is missing or damaged.
    """
    return _practices(folder())


def practices_for(place: Path) -> Mapping[str, Practice]:
    """Return the practices that a scenario in a folder may cite: ours, and those beside it.

    Raises:
        CoachError: our own file is missing or damaged. One beside it that is damaged is left
            aside; `coach check` says what is wrong with it.
    """
    beside = place / "practices.toml"
    if not beside.is_file() or _is_ours(place):
        return practices()
    try:
        own = _file(beside, PracticesFile)
    except CoachError:
        return practices()
    return MappingProxyType({**practices(), **{each.id: each for each in own.practice}})


def _is_ours(place: Path) -> bool:
    return place.resolve() == folder().resolve()


@cache
def _practices(place: Path) -> Mapping[str, Practice]:
    read = _file(place / "practices.toml", PracticesFile)
    return MappingProxyType({practice.id: practice for practice in read.practice})


def facts() -> Mapping[str, Fact]:
    """Return every dated fact by id.

    Raises:
        CoachError: the file is missing or damaged.
    """
    return MappingProxyType({fact.id: fact for fact in _facts(folder()).fact})


def facts_footer() -> str:
    """Return the line that must stand under any fact: no legal advice, when it was checked.

    Raises:
        CoachError: the file is missing or damaged.
    """
    return _facts(folder()).footer


@cache
def _facts(place: Path) -> FactsFile:
    return _file(place / "facts-us.toml", FactsFile)


def help_card() -> HelpCard:
    """Return what the urgent-help screen says.

    Raises:
        CoachError: the file is missing or damaged.
    """
    return _help_card(folder())


@cache
def _help_card(place: Path) -> HelpCard:
    return _file(place / "help-us.toml", HelpCard)


def warning_signs() -> tuple[WarningSign, ...]:
    """Return the words that may mean someone is in danger, reds first.

    Raises:
        CoachError: the file is missing or damaged.
    """
    return _warning_signs(folder())


@cache
def _warning_signs(place: Path) -> tuple[WarningSign, ...]:
    return _file(place / "warning-signs.toml", SignsFile).sign


def _file(path: Path, shape: type[S]) -> S:
    return read_as(read_text(path), str(path), shape)


def _near(word: str, known: tuple[str, ...]) -> str:
    """Return the closest of `known` and all of them, as advice; nothing where there are none."""
    if not known:
        return ""
    from difflib import get_close_matches

    close = get_close_matches(word[:60], known, n=1)
    every = _("Known here: {ids}.").format(ids=", ".join(known))
    return _("Did you mean “{id}”?").format(id=close[0]) + " " + every if close else every
