"""Where the measured programs run: their own casebook, their own compiled files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which both sides of a pair start alike.

    Compiled files go to `folder` and are used from the second start on, as on a
    person's machine, whatever this shell says about writing them.
    """
    dropped = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "NO_COLOR", "TEXTUAL")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(dropped)}
    return kept | {
        "COACH_HOME": str(folder / "home"),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    }


def coach(*arguments: str) -> list[str]:
    """Return the command that a person types: the installed one, where it is installed."""
    script = Path(sys.executable).with_name("coach")
    start = [str(script)] if script.exists() else ["-m", "coach"]
    return [sys.executable, *start, *arguments]


def python(*arguments: str) -> list[str]:
    """Return a command for this same Python."""
    return [sys.executable, *arguments]
