"""Where the casebook lies: in the folder for everything that Coach keeps (`coach.place`)."""

from __future__ import annotations

from pathlib import Path

from coach.place import VARIABLE as VARIABLE
from coach.place import home as home


def sessions() -> Path:
    """Return the folder for sessions; see `home`."""
    return home() / "sessions"
