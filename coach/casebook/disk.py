"""The disk, one step at a time: read a file's bytes, write new ones beside, rename, make sure.

`files` puts the steps together.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

from coach.casebook.toml import MOST_BYTES, Damaged
from coach.errors import CoachError
from coach.language import _

A_DAY = 24 * 60 * 60
"""Seconds."""
MOST_ON_DISK = MOST_BYTES * 7 // 5
"""Bytes. A sealed file is a third larger than what it holds."""

# Windows has no O_NOFOLLOW and needs O_BINARY; a pipe laid in our place must not hang us.
_PLAIN = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_READ = os.O_RDONLY | _PLAIN | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN


def content_of(path: Path, most: int = MOST_ON_DISK) -> bytes:
    """Return the bytes of an ordinary file of a fitting size.

    Raises:
        OSError: it can't be opened or read.
        Damaged: it is too large.
    """
    with os.fdopen(os.open(path, _READ), "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, _("not an ordinary file"))
        if about.st_size > most:
            raise Damaged(_("It is far larger than anything Coach writes."))
        return file.read()


def temporary(path: Path, content: bytes) -> Path:
    """Write `content` to a private temporary file beside `path`, down to the disk."""
    spare = spare_name(path)
    handle = os.open(spare, CREATE, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        spare.unlink(missing_ok=True)
        raise
    return spare


def spare_name(path: Path) -> Path:
    """Return a free name beside `path` that `sweep` knows for a leftover."""
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")


def rename(source: Path, target: Path) -> None:
    """Give `source` the name `target`. On Windows a virus scanner may hold it for a moment."""
    for pause in (0.01, 0.05, 0.25) if sys.platform == "win32" else ():
        try:
            source.replace(target)
            return
        except PermissionError:
            time.sleep(pause)
    source.replace(target)


def sync(folder: Path) -> None:
    """Bring the names in `folder` to the disk, where the system has that."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
            raise
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, for this user alone (0700).

    Raises:
        OSError: it can't be made.
        CoachError: it is a link, or another user's: what we write would lie who knows where.
    """
    if folder.is_symlink():
        raise CoachError(
            _("This is a link to another place. Coach writes into folders of its own only."),
            where=str(folder),
            advice=_("Put the folder itself here, or set COACH_HOME to where it really is."),
        )
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)
        sync(place.parent)
    if not is_mine(folder.stat()):
        raise CoachError(
            _("This folder belongs to another user of this machine, who could read all of it."),
            where=str(folder),
            advice=_("Set COACH_HOME to a folder of yours, or run Coach with --no-save."),
        )


def is_mine(about: os.stat_result) -> bool:
    """Return whether a file or folder is this user's. To the administrator all are."""
    return sys.platform == "win32" or os.geteuid() in (0, about.st_uid)


def sweep(folder: Path, now: float | None = None) -> None:
    """Remove temporary files that a killed program left in `folder` more than a day ago.

    Args:
        now: seconds since the epoch.
    """
    before = (time.time() if now is None else now) - A_DAY
    with suppress(OSError):
        for leftover in folder.glob(".*.tmp"):
            with suppress(OSError):
                if leftover.lstat().st_mtime < before:
                    leftover.unlink()


# ------------------------------------------------------------------ what went wrong


def unwritable(path: Path, error: OSError) -> CoachError:
    """Return what to tell a person when `path` could not be written."""
    elsewhere = _("Set COACH_HOME to a folder of yours, or run Coach with --no-save.")
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            what = _("There is no room left on the disk.")
            elsewhere = _("Free some space and go on: the version saved before is safe.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            what = _("Coach may not write here.")
        case errno.ENOTDIR | errno.EEXIST:
            what = _("This is a file, and Coach needs a folder here.")
        case errno.ELOOP:
            what = _("This is a link, and Coach writes into files of its own only.")
            elsewhere = _("Put the file itself here instead of the link, or take the link away.")
        case _:
            what = _("This can't be written ({reason}).").format(reason=error.strerror or error)
    return CoachError(what, where=str(path), advice=elsewhere)


def unreadable(path: Path, error: OSError) -> CoachError:
    """Return what to tell a person when `path` could not be read."""
    if error.errno == errno.ELOOP:  # what O_NOFOLLOW says
        return CoachError(
            _("This is a link, and can't be read as a file of Coach."),
            where=str(path),
            advice=_("Put the file itself here instead of the link, or take the link away."),
        )
    return CoachError(
        _("This file can't be read ({reason}).").format(reason=error.strerror or error),
        where=str(path),
        advice=_("Check that the file is yours and that the disk is there, then try again."),
    )
