"""The files in a folder that people saved into: looked for with care, for anybody may have.

Only ordinary files are opened, and no link is followed, so no pipe makes us wait and nothing
outside of the folder is read. There is an end to how deep, how many and how large.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from coach.errors import CoachError
from coach.language import _
from coach.scenario.text import clean_line

DEEPEST = 8
"""Folders within folders."""
MOST_FILES = 2_000
LARGEST = 1_000_000
"""Bytes of one file. A message has some thousand, a session some ten thousand."""
MOST_BYTES = 100_000_000
"""Of all files together."""
_LONGEST_NAME = 120
"""Characters of a name, as it is told."""

_READ = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


class Found(NamedTuple):
    """A file, or why it can't be read.

    Attributes:
        name: its path within the folder, made plain.
        ending: “.txt”, in small letters.
        content: what is in it; None where it can't be read.
        why: why not, in a sentence.
    """

    name: str
    ending: str
    content: bytes | None
    why: str = ""


def files_in(folder: Path) -> Iterator[Found]:
    """Return every file of `folder`, in the order of their names.

    What the system keeps for itself (a name that begins with a dot) is passed over.

    Raises:
        CoachError: it is no folder, or can't be read.
    """
    room = MOST_BYTES
    for count, (path, why) in enumerate(_paths(folder, folder, 0)):
        name, ending = _told(path, folder), path.suffix.lower()
        if count >= MOST_FILES:
            yield Found(
                _("and the files after it"),
                "",
                None,
                _("There are more than {n:,} files here.").format(n=MOST_FILES),
            )
            return
        if why:
            yield Found(name, ending, None, why)
            continue
        try:
            content = _content(path, min(LARGEST, room))
        except _NotRead as error:
            yield Found(name, ending, None, str(error))
            continue
        room -= len(content)
        yield Found(name, ending, content)


class _NotRead(Exception):
    """A file that is not read. The message says why."""


def _paths(folder: Path, top: Path, depth: int) -> Iterator[tuple[Path, str]]:
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        if folder == top:
            raise CoachError(
                _("This folder can't be read: {reason}.").format(reason=reason),
                where=clean_line(str(folder)),
                advice=_("Name the folder that people saved into."),
            ) from None
        yield folder, _("This folder can't be read: {reason}.").format(reason=reason)
        return
    for entry in inside:
        if entry.name.startswith("."):
            continue
        path = Path(entry.path)
        if entry.is_symlink() or _is_junction(entry):
            yield path, _("It is a link to another place. Links are not followed.")
        elif not entry.is_dir(follow_symlinks=False):
            yield path, ""
        elif depth >= DEEPEST:
            yield path, _("This folder lies too deep.")
        else:
            yield from _paths(path, top, depth + 1)


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Windows has links of a second kind; Python can tell since 3.12."""
    asked = getattr(entry, "is_junction", None)
    return bool(asked()) if asked is not None else False


def _content(path: Path, most: int) -> bytes:
    try:
        with os.fdopen(os.open(path, _READ), "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise _NotRead(_("It is a pipe or a device, not a file."))
            if about.st_size > most:
                raise _NotRead(_("It is far larger than any message."))
            content = file.read(most + 1)
    except OSError as error:
        if error.errno in (errno.ENXIO, errno.EOPNOTSUPP):
            raise _NotRead(_("It is a pipe or a device, not a file.")) from None
        reason = error.strerror or str(error)
        raise _NotRead(_("It can't be read: {reason}.").format(reason=reason)) from None
    if len(content) > most:
        raise _NotRead(_("It is far larger than any message."))
    return content


def _told(path: Path, folder: Path) -> str:
    name = clean_line(path.relative_to(folder).as_posix()) or _("(a file without a name)")
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
