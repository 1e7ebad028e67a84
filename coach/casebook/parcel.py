"""What comes in: a zip or a folder from anywhere, read so that it can do no harm.

No name in it is ever used as a path: a file is read into memory, in bounds, and looked at.
A zip that tries something is refused as a whole (zip slip; links; Fifield 2019, "A better
zip bomb").
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Protocol

from coach.casebook.archive import README, SUMS
from coach.casebook.disk import content_of
from coach.casebook.key import KEY, TWIN
from coach.casebook.names import Kind, kind_of
from coach.casebook.records import FOLDERS
from coach.casebook.toml import MOST_BYTES, Damaged
from coach.casebook.zips import BROKEN, harm, has_small_directory, ordinary_file
from coach.errors import CoachError
from coach.language import _
from coach.scenario.text import clean_line

MANIFEST = "HANDOVER.txt"
"""What a family's bundle (`handover`) says of itself."""

MOST_FILES = 65_535
"""As many as a plain zip can name; ten thousand sessions are twenty thousand files."""

MOST_UNPACKED = 512_000_000
"""Bytes, all files together."""

_LONGEST_DIRECTORY = 16_000_000  # bytes: zipfile reads all of it before we can look at one name


class Parcel(Protocol):
    """Files that may be taken in.

    Attributes:
        names: their names, with / between; only those that may be files of ours.
        aside: how many others there are.
    """

    names: tuple[str, ...]
    aside: int

    def read(self, name: str) -> bytes:
        """Return the content of a file.

        Raises:
            Damaged: it is broken, or too large.
        """

    def others(self, folder: str) -> tuple[str, ...]:
        """Return the names of other files in a folder (`pages/`), in order."""


@contextmanager
def opened(place: Path, content: bytes | None = None) -> Iterator[Parcel]:
    """Open the zip or folder at `place` for reading.

    Args:
        content: the zip itself, where it has been read already.

    Raises:
        CoachError: it can't be read, is none, or is made to do harm.
    """
    if content is None and place.is_dir():
        yield _Folder(place)
        return
    with ExitStack() as stack:
        try:
            file = stack.enter_context(
                ordinary_file(place) if content is None else io.BytesIO(content)
            )
            _require_small_directory(file, place)
            zip = stack.enter_context(zipfile.ZipFile(file))
        except BROKEN as error:
            reason = error.strerror if isinstance(error, OSError) else None
            raise CoachError(
                _("This can't be read as a zip ({reason}).").format(
                    reason=clean_line(reason or str(error))
                ),
                where=str(place),
                advice=_("Choose a zip that Coach made, or a folder with .toml files."),
            ) from error
        yield _Zip(zip, place)


class _Folder:
    """A folder with .toml files, or with the folders of a casebook in it. No link is followed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        found = _files(folder, "")
        for shelf in FOLDERS:
            if (folder / shelf).is_dir() and not (folder / shelf).is_symlink():
                found += _files(folder / shelf, f"{shelf}/")
        self.names = tuple(name for name in found if may_be_ours(name))[:MOST_FILES]
        self.aside = sum(1 for name in found if not may_be_ours(name) and not _added_by_us(name))
        self._sums = _sums(self, SUMS in found)

    def read(self, name: str) -> bytes:
        try:
            content = content_of(self._folder / name)
        except OSError as error:
            raise Damaged(
                _("It can't be read ({reason}).").format(reason=error.strerror or error)
            ) from error
        return _checked(content, name, getattr(self, "_sums", {}))

    def others(self, folder: str) -> tuple[str, ...]:
        return ()  # only the folders of a casebook are looked into


class _Zip:
    """A zip from anywhere. Its names were looked at before anything in it is."""

    def __init__(self, zip: zipfile.ZipFile, place: Path) -> None:
        self._zip = zip
        entries = zip.infolist()
        _require_harmless(entries, place)
        files = {entry.filename: entry for entry in entries if not entry.is_dir()}
        self._entries = files
        self.names = tuple(sorted(name for name in files if may_be_ours(name)))
        self.aside = sum(1 for name in files if not may_be_ours(name) and not _added_by_us(name))
        self._sums = _sums(self, SUMS in files)

    def read(self, name: str) -> bytes:
        entry = self._entries[name]
        if entry.file_size > MOST_BYTES:
            raise Damaged(_("It is far larger than anything Coach writes."))
        try:
            with self._zip.open(entry) as file:
                content = file.read(MOST_BYTES + 1)
        except BROKEN as error:
            raise Damaged(_("It is damaged in the zip.")) from error
        if len(content) > MOST_BYTES:
            raise Damaged(_("It is far larger than anything Coach writes."))
        return _checked(content, name, getattr(self, "_sums", {}))

    def others(self, folder: str) -> tuple[str, ...]:
        return tuple(sorted(name for name in self._entries if name.startswith(folder)))


def may_be_ours(name: str) -> bool:
    """Return whether the file of this name may be a session, the version before it, or the key."""
    kind: Kind
    kind, _id = kind_of(name.rpartition("/")[2])
    return kind in ("sitting", "before") or name in (KEY, TWIN)


def _added_by_us(name: str) -> bool:
    return name in (README, SUMS, MANIFEST)


# ------------------------------------------------------------------ bounds


def _require_small_directory(file: IO[bytes], place: Path) -> None:
    if not has_small_directory(file, _LONGEST_DIRECTORY):
        raise _refused(place, _("it holds far more than any casebook"))


def _require_harmless(entries: list[zipfile.ZipInfo], place: Path) -> None:
    """Refuse a zip that no honest program makes.

    Raises:
        CoachError: it is one.
    """
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _refused(place, _("it holds far more than any casebook"))
    seen: set[str] = set()
    for entry in entries:
        reason = harm(entry, seen)
        if reason:
            raise _refused(place, f"{clean_line(entry.filename)[:80]}: {reason}")
        seen.add(entry.filename)


def _refused(place: Path, reason: str) -> CoachError:
    return CoachError(
        _("This zip was not made by Coach, and may be made to do harm ({reason}).").format(
            reason=reason
        ),
        where=str(place),
        advice=_("Nothing was taken in. Ask whoever gave it to you."),
    )


def _files(folder: Path, before: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(
                f"{before}{entry.name}"
                for entry in entries
                if entry.is_file(follow_symlinks=False) and not entry.name.startswith(".")
            )
    except OSError as error:
        raise CoachError(
            _("This folder can't be read ({reason}).").format(reason=error.strerror or error),
            where=str(folder),
            advice=_("Check that it is there and yours."),
        ) from error


# ------------------------------------------------------------------ sums


def _sums(parcel: Parcel, there: bool) -> Mapping[str, str]:
    """Return the name of each file with its sum, as the parcel says; nothing where it doesn't."""
    if not there:
        return {}
    try:
        lines = parcel.read(SUMS).decode().splitlines()
    except (Damaged, UnicodeDecodeError):
        return {}
    return {name: sum for sum, _space, name in (line.partition("  ") for line in lines)}


def _checked(content: bytes, name: str, sums: Mapping[str, str]) -> bytes:
    """Return `content` if it is what was put in.

    Raises:
        Damaged: it is not.
    """
    if name in sums and sums[name] != hashlib.sha256(content).hexdigest():
        raise Damaged(
            _(
                "It is not as it was put in. If you changed it yourself: delete {name} there."
            ).format(name=SUMS)
        )
    return content
