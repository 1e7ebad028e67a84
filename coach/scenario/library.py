"""The scenarios, practices, facts and helplines that come with Coach, and where they live.

Scenarios of packs that were added are found here too, as `pack/scenario` (`from_packs`).
All else is ours alone.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

import msgspec

from coach.errors import CoachError
from coach.language import _
from coach.scenario import from_packs, installed
from coach.scenario.beside import facts_beside, practices_beside
from coach.scenario.content import FactsFile, PracticesFile, SignsFile, role
from coach.scenario.fact_text import Facts, with_facts
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
    from coach.scenario.workshop import WorkshopFile

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
    """Return the top of every scenario, in the order in which they are offered; then of packs'.

    Raises:
        ScenarioError: one of ours can't be read. A pack that can't be used is left out, and
            `installed.unusable` tells of it.
    """
    found = [header(path) for path in _scenario_files()]
    return (*sorted(found, key=lambda top: _rank(top.id)), *from_packs.headers())


def ids() -> tuple[str, ...]:
    """Return the id of every scenario of ours, in the order in which they are offered.

    They are the names of the files: nothing is opened.
    """
    return tuple(sorted((path.stem for path in _scenario_files()), key=_rank))


def find(id: str) -> Scenario:
    """Return a scenario.

    Args:
        id: the id of one of ours, `pack/scenario`, or the path of a .toml file.

    Raises:
        CoachError: there is none; it says which there are. Or it was changed since its pack
            was checked.
        ScenarioError: it is there and has problems.
    """
    packed = installed.split(id)
    if packed:
        return from_packs.scenario(*packed, practices(), _our_facts(folder()))
    if _is_path(id):
        path = Path(id)
        place = path.parent
        found = load(path, frozenset(practices_for(place)), facts_for(place))
        return with_facts(found, _our_facts(folder()), facts_beside(place))
    if id not in ids():
        raise CoachError(
            _("There is no scenario “{id}”.").format(id=id[:60]),
            advice=_near(id, (*ids(), *(top.id for top in from_packs.headers())))
            + " "
            + _("A scenario of your own is given as ./file.toml."),
        )
    return _ours(id, folder())


def lasting(id: str) -> str:
    """Return `id` so that it still finds the scenario from another folder, another day."""
    return str(Path(id).absolute()) if _is_path(id) else id


def file_of(id: str) -> Path:
    """Return the file of a scenario.

    Args:
        id: as in `find`.

    Raises:
        CoachError: it is from a pack, and that is not here or was changed.
    """
    packed = installed.split(id)
    if packed:
        return from_packs.file_of(*packed)
    return Path(id) if _is_path(id) else folder() / f"{id}.toml"


def path_or_file_of(text: str) -> Path:
    """Return the path that was typed; where there is nothing, the file of a scenario so called.

    Raises:
        CoachError: as `file_of`.
    """
    path = Path(text)
    named = installed.split(text) is not None
    return file_of(text) if named and not os.path.lexists(path) else path


def _is_path(id: str) -> bool:
    return (id.endswith(".toml") or "/" in id or "\\" in id) and installed.split(id) is None


@cache
def _ours(id: str, place: Path) -> Scenario:
    known = frozenset(fact.id for fact in _facts(place).fact)
    found = load(place / f"{id}.toml", frozenset(_practices(place)), known)
    return with_facts(found, _our_facts(place))


def _our_facts(place: Path) -> Facts:
    file = _facts(place)
    return Facts({fact.id: fact for fact in file.fact}, file.footer)


def _scenario_files() -> tuple[Path, ...]:
    return tuple(path for path in sorted(folder().glob("*.toml")) if role(path.name) == "scenario")


def _rank(id: str) -> tuple[int, str]:
    if id in RECORDS:
        return (len(ORDER) + 1 + RECORDS.index(id), id)
    return (ORDER.index(id) if id in ORDER else len(ORDER), id)


# ------------------------------------------------------------------ samples


def sample_names(id: str) -> tuple[str, ...]:
    """Return the names of a scenario's samples; none for a scenario without any."""
    packed = installed.split(id)
    if packed:
        offered = from_packs.offered(*packed)
        return offered.samples if offered else ()
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
    packed = installed.split(id)
    if packed:
        return from_packs.sample_file(*packed, name)
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
        id: as in `find`.

    Raises:
        CoachError: the file is damaged.
    """
    packed = installed.split(id)
    if packed:
        return from_packs.rehearsal(*packed)
    path = _rehearsal_file(id)
    return _rehearsal(path) if path.is_file() else None


def has_rehearsal(id: str) -> bool:
    """Return whether a scenario can be rehearsed at all: nothing is opened.

    Args:
        id: as in `find`.
    """
    packed = installed.split(id)
    if packed:
        offered = from_packs.offered(*packed)
        return offered is not None and offered.rehearsed
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


def handouts(id: str = "") -> HandoutsFile:
    """Return what stands on handouts: ours, or those of a pack that has its own.

    Args:
        id: of the scenario they are for, as in `find`; "" is ours.

    Raises:
        CoachError: the file is missing or damaged.
    """
    packed = installed.split(id)
    if packed:
        return from_packs.handouts(packed[0]) or handouts()
    return _handouts(_nearest_file(id, "handouts.toml"))


@cache
def _handouts(path: Path) -> HandoutsFile:
    from coach.scenario.handouts import HandoutsFile

    return _file(path, HandoutsFile)


def workshop(id: str = "") -> WorkshopFile:
    """Return what a workshop is made of: our words, or those of a pack that has its own.

    Args:
        id: of the scenario it is about, as in `find`; "" is ours.

    Raises:
        CoachError: the file is missing or damaged.
    """
    packed = installed.split(id)
    if packed:
        return from_packs.workshop(packed[0]) or workshop()
    return _workshop(_nearest_file(id, "workshop.toml"))


@cache
def _workshop(path: Path) -> WorkshopFile:
    from coach.scenario.workshop import WorkshopFile

    return _file(path, WorkshopFile)


def _nearest_file(id: str, name: str) -> Path:
    """Return the file of this name beside a scenario of one's own, if it has one; else ours."""
    beside = Path(id).parent / name if _is_path(id) else None
    if beside is not None and beside.is_file() and not _is_ours(beside.parent):
        return beside
    return folder() / name


# ------------------------------------------------------------------ what scenarios cite


def practices() -> Mapping[str, Practice]:
    """Return every practice by id, in the order of the file.

    Raises:
        CoachError: the file is missing or damaged.
    """
    return _practices(folder())


def practices_of(id: str) -> Mapping[str, Practice]:
    """Return the practices that a scenario may cite: ours, and those of its pack.

    Args:
        id: as in `find`.

    Raises:
        CoachError: ours are missing or damaged, or its pack is not here or was changed.
    """
    packed = installed.split(id)
    if packed:
        return MappingProxyType({**from_packs.practices(packed[0]), **practices()})
    return practices_for(Path(id).parent) if _is_path(id) else practices()


def practices_for(place: Path) -> Mapping[str, Practice]:
    """Return the practices that a scenario in a folder may cite: ours, and those beside it.

    Of two with one id it is ours that counts.

    Raises:
        CoachError: our own file is missing or damaged.
    """
    if _is_ours(place):
        return practices()
    return MappingProxyType({**practices_beside(place), **practices()})


def facts_for(place: Path) -> frozenset[str]:
    """Return the ids of the facts that a scenario in a folder may cite; as `practices_for`."""
    return frozenset(facts()) | frozenset({} if _is_ours(place) else facts_beside(place).by_id)


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
