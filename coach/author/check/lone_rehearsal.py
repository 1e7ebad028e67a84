"""One `rehearsal/ID.toml` by itself, with the scenario and the samples that it lies beside."""

from __future__ import annotations

from pathlib import Path

from coach.author.check import named
from coach.author.check.checked import Checked, problem, shown
from coach.author.check.one_rehearsal import Beside, Families, rehearsal_problems
from coach.author.check.pack import open_pack
from coach.author.check.pack_rehearsals import families_of, shared_reactions
from coach.language import _
from coach.scenario import library
from coach.scenario.findings import Findings
from coach.scenario.model import Scenario
from coach.scenario.source import Source

FOLDER = "rehearsal"


def check_lone(path: Path, text: str, checked: Checked) -> None:
    """Check the rehearsal in `path` against the scenario that it names."""
    folder = path.absolute().parent
    root = folder.parent if folder.name == FOLDER else folder
    said = Source(text, "").toml()[0].get("scenario", "")
    id = said if isinstance(said, str) and said else path.stem
    scenario = named(id, root)
    if scenario is None:
        checked.problems.append(
            problem(
                "E611",
                _("there is no scenario “{id}” that this is a rehearsal of").format(id=id[:60]),
                shown(path),
                _('Write scenario = "…", the id of one of ours or of one in its pack.'),
            )
        )
        return
    beside = Beside(
        scenario,
        shared_reactions(),
        library.practices_for(root),
        _families(scenario, root),
        Findings(),  # what its reply cards lack is told of with the scenario's pack
    )
    checked.problems += rehearsal_problems(text, shown(path), beside, _wanted(path, folder))


def _wanted(path: Path, folder: Path) -> str:
    return path.stem if folder.name == FOLDER else ""


def _families(scenario: Scenario, root: Path) -> Families:
    place = root if (root / f"{scenario.id}.toml").is_file() else library.folder()
    return tuple(families_of(open_pack(place), scenario))
