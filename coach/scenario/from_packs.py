"""Scenarios, samples and rehearsals of packs that were added, each made of checked text.

A pack adds and never replaces: its scenarios go by `pack/scenario`, and where it names a
practice or a fact of ours, ours is what is meant. Reactions, warning signs and the help card
are ours alone, and nothing of that kind is ever read from a pack.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from coach.errors import CoachError
from coach.language import _
from coach.scenario import installed
from coach.scenario.beside import facts_of
from coach.scenario.content import FactsFile, PracticesFile, role
from coach.scenario.fact_text import Facts, with_facts
from coach.scenario.installed import Added, Offered
from coach.scenario.load import read, read_as
from coach.scenario.model import Header, Option, Practice, Scenario, Step
from coach.scenario.nearest import nearest

if TYPE_CHECKING:
    from coach.scenario.handouts import HandoutsFile
    from coach.scenario.rehearsal import Rehearsal
    from coach.scenario.workshop import WorkshopFile

_LONGEST_NAME = 40
"""Characters of an author's name beside a title."""


def headers() -> tuple[Header, ...]:
    """Return the top of every scenario that packs offer; the id is `pack/scenario`."""
    return tuple(
        replace(one.top, id=f"{added.id}/{one.top.id}", by=added.author[:_LONGEST_NAME])
        for added in installed.every()
        for one in added.scenarios
    )


def offered(pack: str, scenario: str) -> Offered | None:
    """Return what is known of a pack's scenario; None where it, or the pack, is not there."""
    try:
        return installed.pack(pack).offered(scenario)
    except CoachError:
        return None


def scenario(pack: str, name: str, practices: Mapping[str, Practice], facts: Facts) -> Scenario:
    """Return a scenario of a pack, with the id `pack/name`.

    Args:
        practices, facts: those that come with Coach.

    Raises:
        CoachError: the pack or the scenario is not there, or was changed since it was checked.
        ScenarioError: this Coach finds that it has problems.
    """
    added = _with(pack, name)
    own = _facts(added)
    found = read(
        installed.text(added, f"{name}.toml"),
        f"{added.id}/{name}.toml",
        frozenset(practices) | frozenset(_practices(added)),
        frozenset(facts.by_id) | frozenset(own.by_id),
    )
    beside = {one.top.id for one in added.scenarios}
    return with_facts(_led_inside(replace(found, id=f"{pack}/{name}"), pack, beside), facts, own)


def rehearsal(pack: str, name: str) -> Rehearsal | None:
    """Return what a pack's scenario adds to its rehearsal; None where it has none.

    Raises:
        CoachError: as `scenario`.
    """
    added = _with(pack, name)
    if f"rehearsal/{name}.toml" not in added.files:
        return None
    return _rehearsal(str(added.place), added.id, name)


@lru_cache(maxsize=64)
def _rehearsal(_place: str, pack: str, name: str) -> Rehearsal:
    """Each turn of a talk asks for it; a pack that is added again lies in another place."""
    from coach.scenario.rehearsal import Rehearsal

    file = f"rehearsal/{name}.toml"
    return read_as(installed.text(installed.pack(pack), file), f"{pack}/{file}", Rehearsal)


def sample_file(pack: str, name: str, family: str) -> Path:
    """Return where the answers of a made-up family are, once they are as they were checked.

    Raises:
        CoachError: as `scenario`.
    """
    added, file = _with(pack, name), f"samples/{name}/{family}.toml"
    installed.text(added, file)
    return added.place / file


def file_of(pack: str, name: str) -> Path:
    """Return where a scenario of a pack is, once it is as it was checked.

    Raises:
        CoachError: as `scenario`.
    """
    added = _with(pack, name)
    installed.text(added, f"{name}.toml")
    return added.place / f"{name}.toml"


def _with(pack: str, name: str) -> Added:
    """Return the pack that has this scenario.

    Raises:
        CoachError: it is not there, or has no such scenario.
    """
    id = f"{pack}/{name}"
    if pack not in {added.id for added in installed.every()}:
        broken = {one.name for one in installed.unusable()}
        if pack in broken:
            installed.pack(pack)  # says what is wrong with it
        raise _not_here(pack, id)
    added = installed.pack(pack)
    if added.offered(name) is None:
        known = tuple(one.top.id for one in added.scenarios)
        raise CoachError(
            _("The pack “{pack}” has no scenario “{name}”.").format(pack=pack, name=name),
            advice=nearest(name, known),
        )
    return added


def _not_here(pack: str, id: str) -> CoachError:
    file = Path(f"{id}.toml")
    return CoachError(
        _("“{id}” is from the pack “{pack}”, which is not here.").format(id=id, pack=pack),
        advice=_("If you mean the file beside you: ./{file}").format(file=file)
        if file.is_file()
        else _(
            "To add it: coach pack add FOLDER or FILE.zip. What you wrote with it is kept, and "
            "opens again then."
        ),
    )


# ------------------------------------------------------------------ what a pack has of its own


def practices(pack: str) -> Mapping[str, Practice]:
    """Return the practices of a pack's own.

    Raises:
        CoachError: the pack is not there, or was changed since it was checked.
    """
    return _practices(installed.pack(pack))


def handouts(pack: str) -> HandoutsFile | None:
    """Return what stands on a pack's own handouts; None where it has none.

    Raises:
        CoachError: as `practices`.
    """
    from coach.scenario.handouts import HandoutsFile

    added, name = installed.pack(pack), "handouts.toml"
    if name not in added.files:
        return None
    return read_as(installed.text(added, name), f"{pack}/{name}", HandoutsFile)


def workshop(pack: str) -> WorkshopFile | None:
    """Return what a pack's own workshops are made of; None where it has no words for them.

    Raises:
        CoachError: as `practices`.
    """
    from coach.scenario.workshop import WorkshopFile

    added, name = installed.pack(pack), "workshop.toml"
    if name not in added.files:
        return None
    return read_as(installed.text(added, name), f"{pack}/{name}", WorkshopFile)


def _practices(added: Added) -> Mapping[str, Practice]:
    if "practices.toml" not in added.files:
        return {}
    own = read_as(installed.text(added, "practices.toml"), "practices.toml", PracticesFile)
    return {practice.id: practice for practice in own.practice}


def _facts(added: Added) -> Facts:
    """Return a pack's own facts, which are told as its own."""
    names = [name for name in added.files if "/" not in name and role(name) == "facts"]
    files = [read_as(installed.text(added, name), name, FactsFile) for name in names]
    return facts_of(files, added.title)


def _led_inside(scenario: Scenario, pack: str, beside: set[str]) -> Scenario:
    """Return `scenario` with the off-ramps that lead to another of its pack leading there."""
    if not any(option.goto in beside for step in scenario.steps() for option in step.options):
        return scenario

    def led(option: Option) -> Option:
        return replace(option, goto=f"{pack}/{option.goto}") if option.goto in beside else option

    def stepped(step: Step) -> Step:
        return replace(step, options=tuple(led(option) for option in step.options))

    return replace(
        scenario,
        section=tuple(
            replace(section, step=tuple(stepped(step) for step in section.step))
            for section in scenario.section
        ),
    )
