"""A pack that was read into memory, checked as the folder that it will be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from coach.author.check.checked import Checked, shown
from coach.author.check.whole_pack import check_pack
from coach.errors import Problem


def check_files(files: Mapping[str, bytes], source: str, today: date) -> Checked:
    """Return what `coach check` finds in a pack.

    Args:
        files: name -> content. No name leads anywhere else: the caller has seen to that.
        source: what to call the folder or zip in places.
        today: against which facts grow old.
    """
    checked = Checked(today)
    with TemporaryDirectory(prefix="coach-pack-") as place:
        root = Path(place)
        for name, content in files.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        check_pack(root, checked)
        names = (shown(root), str(root))
    checked.problems = [_renamed(problem, names, source) for problem in checked.problems]
    return checked


def _renamed(problem: Problem, names: tuple[str, ...], source: str) -> Problem:
    """Return `problem` as one of the source: nobody knows the place it was checked in."""
    file, advice = problem.place.file, problem.advice
    for name in names:
        file, advice = file.replace(name, source), advice.replace(name, source)
    return replace(problem, place=replace(problem.place, file=file), advice=advice)
