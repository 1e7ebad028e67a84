"""`coach check`: everything that is wrong or doubtful in files of an author's, with its place."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from coach.author.check.checked import Checked, problem, shown
from coach.author.check.one_scenario import scenario_problems
from coach.errors import CoachError, Problem
from coach.language import _
from coach.scenario import library
from coach.scenario.content import role
from coach.scenario.model import Scenario
from coach.scenario.rules import is_id
from coach.scenario.source import Source

Say = Callable[[str], None]

_CITES_FACTS = r"""facts["']?\s*="""


def run(options: argparse.Namespace, say: Say) -> int:
    """Check what `options.paths` names and say what is wrong; return the exit code."""
    checked = Checked(date.today())
    named = [library.path_or_file_of(path) for path in options.paths]
    for path in named or [library.folder()]:
        look(path, checked)
    from coach.author.check.report import tell

    return tell(checked, options.format, say)


def check_text(text: str, file: str) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Return the scenario in a file's text, None where it has an error, and all its problems.

    Args:
        file: where it is, or is to be: what lies beside it is its pack.
    """
    folder = Path(file).parent
    return scenario_problems(
        text,
        shown(Path(file)),
        practices=library.practices_for(folder),
        # Most scenarios cite no fact, and the file of facts is long.
        facts=library.facts_for(folder) if re.search(_CITES_FACTS, text) else None,
        scenarios=_led_to(folder, text),
    )


def look(path: Path, checked: Checked) -> None:
    """Check a file, or a folder as a pack."""
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):
        is_folder = False  # reading it as a file says why
    if is_folder:
        from coach.author.check.whole_pack import check_pack

        check_pack(path, checked)
        return
    text = checked.read(path, shown(path))
    if text is None:
        return
    kind = role(path.name)
    if kind != "scenario":
        from coach.author.check.one_file import other_problems

        checked.problems += other_problems(text, shown(path), kind, checked.today)
    elif _holds_rehearsal(text):
        from coach.author.check.lone_rehearsal import check_lone

        check_lone(path, text, checked)
    elif _holds_answers(text):
        _check_sample(path, text, checked)
    else:
        checked.problems += check_text(text, str(path))[1]


def _check_sample(path: Path, text: str, checked: Checked) -> None:
    """Check a file of answers against the scenario that it names, or that it lies with."""
    from coach.author.check.one_sample import sample_problems

    named = Source(text, "").toml()[0].get("scenario", "")
    id = named if isinstance(named, str) and named else path.absolute().parent.name
    scenario = scenario_of(id, path)
    if scenario is not None:
        checked.problems += sample_problems(text, shown(path), scenario)
        return
    checked.problems.append(
        problem(
            "E607",
            _("there is no scenario “{id}” that this is a sample of").format(id=id[:60]),
            shown(path),
            _('Write scenario = "…", the id of one of ours or of one in its pack.'),
        )
    )


def _holds_answers(text: str) -> bool:
    """Return whether a file has a table of answers; a scenario has none."""
    return text.startswith("[answers") or "\n[answers" in text


def _holds_rehearsal(text: str) -> bool:
    """Return whether a file has who to rehearse with, or what they say; a scenario has neither."""
    return any(f"\n[[{table}]]" in text for table in ("partner", "reaction", "answer")) or (
        "\npartner = [" in text
    )


def _led_to(folder: Path, text: str) -> tuple[str, ...]:
    """The scenarios that one in `folder` may lead to: ours, and those that lie beside it."""
    if "goto" not in text:
        return library.ids()
    try:
        beside = tuple(path.stem for path in folder.glob("*.toml") if role(path.name) == "scenario")
    except OSError:
        beside = ()
    return tuple(dict.fromkeys((*library.ids(), *beside)))


def scenario_of(id: str, sample: Path) -> Scenario | None:
    """Return the scenario that a sample is for: in its own pack, two folders up, or one of ours."""
    return named(id, sample.absolute().parent.parent.parent, sample.absolute().parent)


def named(id: str, *folders: Path) -> Scenario | None:
    """Return the scenario of an id: from the first folder that has it, or one of ours.

    None where there is none, or where it has errors.
    """
    if not is_id(id):
        return None  # what is no id is no part of a path either
    for beside in (folder / f"{id}.toml" for folder in folders):
        if beside.is_file():
            try:
                return library.find(str(beside))
            except CoachError:
                return None
    return library.find(id) if id in library.ids() else None
