"""Where Coach keeps things on this machine. Nothing is made: folders come with what is kept."""

from __future__ import annotations

import os
from pathlib import Path

from coach.errors import CoachError
from coach.language import _

VARIABLE = "COACH_HOME"
"""The environment variable that moves the casebook, and everything else of ours."""


def home() -> Path:
    """Return the folder for everything that Coach keeps, absolute; it may not exist yet.

    Raises:
        CoachError: there is no home folder to put it in, or a file stands in its place.
    """
    folder = _chosen() or _usual()
    if folder.is_symlink():  # a choice of theirs; what lies inside may not be links
        try:
            folder = folder.resolve()
        except (OSError, RuntimeError):  # a link that leads back to itself
            raise _nowhere(str(folder)) from None
    if folder.is_file():
        raise CoachError(
            _("This is a file, and Coach needs a folder here."),
            where=str(folder),
            advice=_("Set {name} to a folder of yours, or run Coach with --no-save.").format(
                name=VARIABLE
            ),
        )
    return folder


def _chosen() -> Path | None:
    chosen = os.environ.get(VARIABLE, "").strip()
    if not chosen:
        return None
    try:
        return Path(chosen).expanduser().absolute()
    except RuntimeError:  # "~someone" that nobody knows
        raise _nowhere(chosen) from None


def _usual() -> Path:
    import platformdirs  # not at the top: the first frame has a budget

    folder = platformdirs.user_data_path("coach", appauthor=False)
    # Without a home folder "~" stays as it is, and would become a folder of that name here.
    if not folder.is_absolute():
        raise _nowhere(str(folder))
    return folder


def _nowhere(folder: str) -> CoachError:
    return CoachError(
        _("Coach found no home folder to keep your sessions in."),
        where=folder,
        advice=_("Set {name} to a folder of yours, or run Coach with --no-save.").format(
            name=VARIABLE
        ),
    )
