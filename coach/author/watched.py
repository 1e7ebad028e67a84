"""What an author means by the path they watch: a scenario, and whose answers to show with it."""

from __future__ import annotations

from pathlib import Path

from coach.errors import CoachError
from coach.language import _
from coach.scenario.content import role
from coach.scenario.text import clean_line

_MOST_NAMED = 12


def watched(path: Path, sample: str = "") -> tuple[Path, str]:
    """Return the scenario's file and the name of the sample to show.

    A folder means the one scenario in it; a sample, the scenario that it answers, shown with
    it; a rehearsal, its scenario. Anything else is what it is.

    Args:
        sample: what was asked for; it counts before what the path says.

    Raises:
        CoachError: it is a folder with no scenario in it, or with several.
    """
    if path.is_dir():
        return _only_one(path), sample
    folders = path.absolute().parents
    if len(folders) > 2 and folders[1].name == "samples":
        scenario = folders[2] / f"{folders[0].name}.toml"
        if scenario.is_file():
            return scenario, sample or path.stem
    if folders and folders[0].name == "rehearsal":
        scenario = folders[1] / path.name
        if scenario.is_file():
            return scenario, sample
    return path, sample


def rehearsal_beside(scenario: Path) -> Path:
    """Return where the rehearsal of a scenario's file lies, if it has one."""
    return scenario.parent / "rehearsal" / scenario.name


def cited_beside(scenario: Path) -> tuple[Path, ...]:
    """Return where the practices and facts of a scenario's own folder lie."""
    try:
        facts = [path for path in scenario.parent.glob("facts*.toml") if role(path.name) == "facts"]
    except OSError:
        facts = []
    return (scenario.parent / "practices.toml", *sorted(facts)[:_MOST_NAMED])


def _only_one(folder: Path) -> Path:
    try:
        found = sorted(path for path in folder.glob("*.toml") if role(path.name) == "scenario")
    except OSError as error:
        raise CoachError(
            _("This folder can't be read ({reason}).").format(reason=error.strerror or error),
            where=clean_line(str(folder)),
        ) from None
    if len(found) == 1:
        return found[0]
    names = ", ".join(clean_line(path.name) for path in found[:_MOST_NAMED])
    raise CoachError(
        _("This folder has several scenarios, and one can be watched.")
        if found
        else _("There is no scenario in this folder."),
        where=clean_line(str(folder)),
        advice=_("Say which: {names}.").format(names=names)
        if found
        else _("coach new ID writes one."),
    )
