"""The small file that remembers a presentation, and that a second terminal follows.

One for each scenario and family, in a folder of its own under the home folder. It is written
whole at every key, and whoever reads it changes nothing. Whether somebody is presenting is
told by a lock of the operating system's: that ends with its program, however it ends.
"""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import NamedTuple

from coach.casebook import files
from coach.casebook.contents import PRESENTING
from coach.casebook.lock import Lock, SessionInUse, lock_place
from coach.casebook.place import home
from coach.casebook.toml import render
from coach.casebook.wholeness import marked
from coach.errors import CoachError
from coach.language import _
from coach.present.state import Presentation, from_table, to_table

MOST_FILES = 2_000
"""Files that are looked at for the newest."""
_WAIT = (0.05, 0.1, 0.2, 0.4)
"""Seconds between tries: who follows holds the lock for a moment when they ask for it."""


def folder() -> Path:
    """Return the folder for presentations; it may not exist yet."""
    return home() / PRESENTING


def place_of(state: Presentation) -> Path:
    """Return the file of a presentation."""
    scenario = state.scenario.removesuffix(".toml").replace("\\", "/").rpartition("/")[2]
    names = [scenario, state.sample or "own-family"]
    safe = [re.sub(r"[^a-z0-9-]+", "-", name.casefold())[:60].strip("-") or "x" for name in names]
    return folder() / ("--".join(safe) + ".toml")


def write(state: Presentation) -> None:
    """Put a presentation on the disk, whole.

    Raises:
        CoachError: the disk is full, or Coach may not write there.
    """
    files.put(place_of(state), marked(render(to_table(state))))


def look(path: Path) -> Presentation:
    """Return the presentation in a file, or the good version before it. Nothing is changed.

    Raises:
        CoachError: there is none, or it can't be read.
    """
    return files.look(path, from_table).value


class Stamp(NamedTuple):
    """What tells whether a file was written since: its name, time, size and number."""

    path: Path
    time: int
    size: int
    number: int


def newest() -> Stamp | None:
    """Return the presentation that was written last; None where there is none."""
    found: list[Stamp] = []
    try:
        for at, path in enumerate(folder().glob("*.toml")):
            if at == MOST_FILES:
                break
            if "." in path.stem or path.is_symlink():  # set aside as damaged; not ours
                continue
            about = path.stat()
            found.append(Stamp(path, about.st_mtime_ns, about.st_size, about.st_ino))
    except OSError:
        return newest_of(found)  # one has gone while we looked
    return newest_of(found)


def newest_of(found: list[Stamp]) -> Stamp | None:
    """Return the one that was written last."""
    return max(found, key=lambda one: (one.time, one.path.name), default=None)


def latest() -> Presentation | None:
    """Return the presentation that was left last; None where there is none that can be read."""
    stamp = newest()
    if stamp is None:
        return None
    try:
        return look(stamp.path)
    except CoachError:
        return None


# ------------------------------------------------------------------ who is presenting


def presence() -> Lock:
    """Return the sign that somebody is presenting; it lasts until its program ends.

    Raises:
        CoachError: somebody is presenting already, or there is no place for the sign.
    """
    for pause in _WAIT:
        try:
            return Lock(folder(), PRESENTING)
        except SessionInUse:
            time.sleep(pause)
    try:
        return Lock(folder(), PRESENTING)
    except SessionInUse:
        raise CoachError(
            _("A presentation is running in another window."),
            advice=_("Leave it there first (F10). For notes: coach present --notes"),
        ) from None


def is_presenting() -> bool:
    """Return whether somebody is presenting just now."""
    if not lock_place(folder(), PRESENTING).exists():
        return False
    try:
        Lock(folder(), PRESENTING).release()
    except SessionInUse:
        return True
    except CoachError:  # it can't be told: say nothing of a stop
        return True
    return False


# ------------------------------------------------------------------ following


class Following:
    """Who reads along. Each look is cheap where nothing was written.

    Attributes:
        state: the presentation as it was last read whole; None where there is none yet.
        presenting: whether somebody is.
        trouble: why the file could not be read, in a sentence; "" where it could.
    """

    def __init__(self) -> None:
        self.state: Presentation | None = None
        self.presenting = False
        self.trouble = ""
        self._stamp: Stamp | None = None

    def look(self, *, presence: bool = True) -> bool:
        """Look at the file; return whether anything is to be shown anew.

        Args:
            presence: ask whether somebody is presenting, too, though nothing was written.
        """
        before = (self.state, self.presenting, self.trouble)
        stamp = newest()
        if stamp is not None and stamp != self._stamp:
            self._stamp, presence = stamp, True
            try:
                self.state, self.trouble = look(stamp.path), ""
            except CoachError as error:
                self.trouble = error.what
        if presence:
            self.presenting = is_presenting()
        return before != (self.state, self.presenting, self.trouble)
