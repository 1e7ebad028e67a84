"""`coach pack check`: what is wrong with a pack, before it is passed on or after it was added."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date

from coach.author.check.checked import Checked, problem
from coach.author.check.from_memory import check_files
from coach.author.check.report import tell
from coach.author.check.whole_pack import check_pack
from coach.commands.faces import path_named
from coach.commands.pack import Say
from coach.language import _
from coach.packs.contents import contents, shown
from coach.scenario import installed
from coach.scenario.installed import Added
from coach.scenario.rules import is_id


def run(options: argparse.Namespace, say: Say) -> int:
    """Check what `options.packs` names and say what is wrong; return the exit code."""
    checked = Checked(date.today())
    names = options.packs or _all()
    if not names:
        say(_("There is no pack yet. To check a folder or a zip: coach pack check PATH"))
        return 0
    for name in names:
        _look(name, checked)
    return tell(checked, options.format, say)


def _all() -> list[str]:
    return [one.id for one in installed.every()] + [one.name for one in installed.unusable()]


def _look(name: str, checked: Checked) -> None:
    path = path_named(name)
    if is_id(name) and not path.exists():
        _look_at_added(installed.pack(name), checked)
    elif path.is_dir():
        check_pack(path, checked)  # where it lies: its author mends it there
    else:
        found = contents(path)
        _take(check_files(found.files, shown(path), checked.today), checked)


def _look_at_added(added: Added, checked: Checked) -> None:
    """Check a pack that was added, each file of which has to be as it was."""
    changed = installed.changed(added)
    for name in changed:
        checked.problems.append(
            problem(
                "E601",
                _("this is not as it was when it was added, or it is gone"),
                f"{added.id}/{name}",
                _("Nobody gets to see it. Add the pack again from where it came."),
            )
        )
    _take(check_files(_read(added, changed), added.id, checked.today), checked)


def _read(added: Added, changed: Iterable[str]) -> dict[str, bytes]:
    return {
        name: installed.text(added, name).encode() for name in added.files if name not in changed
    }


def _take(found: Checked, checked: Checked) -> None:
    checked.files += found.files
    checked.problems += found.problems
