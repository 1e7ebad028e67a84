"""What tells that a file or a folder has changed, without reading it.

A folder's time changes whenever a name in it does, but two changes within one tick of the
clock leave the same time. So before we look, and after we have written, we give the folder
a time of our own making: a mark, as a hair across a door. Whoever changes a name after
that, in the same tick or with a clock set back, leaves another time there.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from coach.casebook.disk import unreadable, unwritable
from coach.casebook.names import kind_of

_YOUNG = 2_500_000_000
"""Nanoseconds. The coarsest file system (FAT) tells times to two seconds."""

NO_FOLDER = "none"
"""The mark of a folder that isn't there."""

UNSURE = ""
"""A stamp or a mark that nothing is equal to: look again."""


def mark_of(folder: Path) -> str:
    """Return the mark that `folder` bears now; it may be nobody's."""
    try:
        about = folder.stat()
    except FileNotFoundError:
        return NO_FOLDER
    except OSError:
        return UNSURE
    return f"{about.st_mtime_ns}.{about.st_dev}.{about.st_ino}"


def new_mark(folder: Path) -> str:
    """Give `folder` a mark that no other change leaves there, and return it.

    Where the system has no such fine times, or lets us give none: what stands there, if
    it is old enough for the next change to be told from it, else `UNSURE`.
    """
    now = time.time_ns()
    # To 100 ns, which every system with fine times can keep.
    wanted = now - now % 1_000_000 + 100 * (int.from_bytes(os.urandom(4)) % 10_000)
    try:
        os.utime(folder, ns=(wanted, wanted))
    except OSError:
        pass
    else:
        mark = mark_of(folder)
        if mark.startswith(f"{wanted}."):
            return mark
    mark = mark_of(folder)
    if mark in (UNSURE, NO_FOLDER):
        return mark
    return UNSURE if is_young(int(mark.partition(".")[0])) else mark


def is_young(mtime: int) -> bool:
    """Return whether a change now could leave this same time (in nanoseconds)."""
    return abs(time.time_ns() - mtime) < _YOUNG


def stamps_in(folder: Path) -> dict[str, str]:
    """Return the stamp of every sitting in `folder`, by id: of its file, and of the one before.

    Raises:
        CoachError: it can't be read.
    """
    # Of ten thousand sessions there are thirty thousand names here: this is kept quick.
    files: dict[str, str] = {}
    before: dict[str, str] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):  # a lock, most of them
                    continue
                kind, id = kind_of(entry.name)
                if kind not in ("sitting", "before"):
                    continue
                if not id.isascii():  # bytes that are no text: see `Shelf.one`
                    id = id.encode(errors="backslashreplace").decode()
                with suppress(FileNotFoundError):
                    (files if kind == "sitting" else before)[id] = _stamp(_about(entry))
    except FileNotFoundError:
        return {}
    except NotADirectoryError as error:
        raise unwritable(folder, error) from error
    except OSError as error:
        raise unreadable(folder, error) from error
    both = {id: f"{files.get(id, '')}|{stamp}" for id, stamp in before.items()}
    alone = {id: f"{stamp}|" for id, stamp in files.items() if id not in before}
    return {**both, **alone}


def stamp_of(folder: Path, id: str) -> str:
    """Return the stamp of one sitting; `UNSURE` while its files are so new that it may mislead."""
    stamps, young = [], False
    for name in (f"{id}.toml", f"{id}.toml.bak"):
        try:
            about = os.lstat(folder / name)
        except OSError:
            stamps.append("")
            continue
        young = young or is_young(about.st_mtime_ns)
        stamps.append(_stamp(about))
    return UNSURE if young else "|".join(stamps)


def _about(entry: os.DirEntry[str]) -> os.stat_result:
    # What Windows gives while listing has no inode, and may be old.
    return os.lstat(entry.path) if sys.platform == "win32" else entry.stat(follow_symlinks=False)


def _stamp(about: os.stat_result) -> str:
    return f"{about.st_mtime_ns}.{about.st_size}.{about.st_ino}"
