"""What `coach check` has looked at so far, and what it has found."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from coach.errors import CoachError, Place, Problem, ScenarioError
from coach.scenario.source import read_text

MOST_TOLD = 1_000
"""Problems in one report. What stands after them waits until some are mended."""


@dataclass
class Checked:
    """What was looked at, and what was found.

    Args:
        today: against which facts and helplines grow old.

    Attributes:
        files: how many were looked at.
    """

    today: date
    files: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """True when enough was found for one report."""
        return len(self.problems) >= MOST_TOLD

    def read(self, path: Path, file: str) -> str | None:
        """Return what a file says, or None once it is noted why it can't be read.

        Args:
            file: what to call it in places.
        """
        self.files += 1
        try:
            return read_text(path)
        except ScenarioError as error:
            self.problems += [
                replace(each, place=replace(each.place, file=file)) for each in error.problems
            ]
        except CoachError as error:
            self.problems.append(problem("E601", error.what.rstrip("."), file, error.advice))
        return None


def problem(code: str, message: str, file: str, advice: str, *, warning: bool = False) -> Problem:
    """Return a problem of a whole file or folder: it has no line of its own."""
    return Problem(code, message, Place(file), advice, "", "warning" if warning else "error")


def shown(path: Path) -> str:
    """Return `path` as seen from the current folder where it lies below it."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except (OSError, ValueError):
        return str(path)
