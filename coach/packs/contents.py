"""What a folder or a zip holds that a pack may have: read once, into memory, in bounds.

What was read is what is checked, and what is checked is what is added: nothing can change on
the way. The kinds of files are few (`installed.FILE`): all else is left out, by name.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import NamedTuple

from coach.casebook.disk import content_of
from coach.casebook.names import is_id_anywhere
from coach.casebook.toml import Damaged
from coach.casebook.zips import BROKEN, harm, has_small_directory, ordinary_file
from coach.errors import CoachError
from coach.language import _
from coach.scenario.content import role
from coach.scenario.installed import FILE
from coach.scenario.source import LARGEST
from coach.scenario.text import clean_line

MOST_FILES = 1_000
MOST_BYTES = 4_000_000
"""Of all files together, as `coach check` has it."""
MOST_NAMES = 20_000
"""In a folder or a zip, whatever they are. Whoever has more has no pack."""
LARGEST_ZIP = 16_000_000
"""Bytes. Pictures that somebody left in it are no reason to refuse it; a film is."""
_LONGEST_DIRECTORY = 4_000_000
_LARGEST_WORDS = 100_000
"""Bytes of a README or a license."""
_NOT_A_PACKS = ("help", "signs", "reactions")
"""Roles of files that only Coach's own pack has."""

_FOLDER = re.compile(r"samples|samples/[a-z0-9-]+|rehearsal", re.ASCII)
"""Folders that a pack may have."""

Read = Callable[[], bytes]
"""Reads one file. Raises OSError, Damaged or one of `zips.BROKEN`."""


class Contents(NamedTuple):
    """What may be added.

    Attributes:
        files: name -> content, in the order of names. Each name fits `installed.FILE`.
        left_out: names of what a pack has no use for, cleaned, in order.
    """

    files: dict[str, bytes]
    left_out: tuple[str, ...]

    @property
    def bytes(self) -> int:
        """Of all files together."""
        return sum(len(content) for content in self.files.values())


def contents(place: Path) -> Contents:
    """Return what the folder or zip at `place` holds.

    Raises:
        CoachError: it can't be read, is far too large, or is made to do harm.
    """
    try:
        is_folder = place.is_dir()
    except (OSError, ValueError):
        is_folder = False  # opening it says why
    return _of_folder(place) if is_folder else _of_zip(place)


def shown(place: Path) -> str:
    """Return `place` as a person may read it."""
    return clean_line(str(place))[:200]


# ------------------------------------------------------------------ a folder


def _of_folder(folder: Path) -> Contents:
    found: dict[str, Read] = {}
    left_out: list[str] = []
    for name, mode in _walk(folder):
        if stat.S_ISREG(mode):
            found[name] = partial(content_of, folder / name, LARGEST)
        else:
            left_out.append(name)
        _require_few(len(found) + len(left_out), folder)
    return _taken(found, left_out, folder)


def _walk(folder: Path, before: str = "") -> Iterator[tuple[str, int]]:
    """Give what lies in a folder and in the folders that a pack has, each with its mode.

    No link is followed. Of a folder that a pack has no use for, its name alone is given.
    """
    for name, mode in _listed(folder, before):
        if not stat.S_ISDIR(mode):
            yield name, mode
        elif _FOLDER.fullmatch(name):
            yield from _walk(folder, f"{name}/")
        else:
            yield f"{name}/", mode


def _listed(folder: Path, before: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    try:
        with os.scandir(folder / before) as entries:
            for entry in entries:
                about = entry.stat(follow_symlinks=False)
                found.append((f"{before}{entry.name}", about.st_mode))
                _require_few(len(found), folder)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise CoachError(
            _("This folder can't be read ({reason}).").format(reason=reason),
            where=shown(folder / before),
            advice=_("Check that it is there and that you may read it."),
        ) from None
    return sorted(found)


def _require_few(count: int, place: Path) -> None:
    if count > MOST_NAMES:
        raise _too_much(place)


# ------------------------------------------------------------------ a zip


def _of_zip(place: Path) -> Contents:
    with ExitStack() as stack:
        try:
            file = stack.enter_context(ordinary_file(place))
            if os.fstat(file.fileno()).st_size > LARGEST_ZIP:
                raise _too_much(place)
            if not has_small_directory(file, _LONGEST_DIRECTORY):
                raise _too_much(place)
            zip = stack.enter_context(zipfile.ZipFile(file))
        except BROKEN as error:
            reason = error.strerror if isinstance(error, OSError) else None
            raise CoachError(
                _("This can't be read as a pack ({reason}).").format(
                    reason=clean_line(reason or str(error))
                ),
                where=shown(place),
                advice=_("Give the folder of a pack, or a zip of it."),
            ) from None
        entries = _harmless(zip.infolist(), place)
        found: dict[str, Read] = {
            name: partial(_unpacked, zip, entry)
            for name, entry in _without_the_folder_around(entries).items()
        }
        return _taken(found, [], place)


def _harmless(entries: list[zipfile.ZipInfo], place: Path) -> dict[str, zipfile.ZipInfo]:
    """Return the files in a zip by name, if none of them is made to do harm.

    Raises:
        CoachError: one is; then nothing in it is trusted.
    """
    if len(entries) > MOST_NAMES:
        raise _too_much(place)
    seen: set[str] = set()
    for entry in entries:
        reason = harm(entry, seen)
        if reason:
            raise CoachError(
                _("This zip may be made to do harm: {name}: {reason}.").format(
                    name=clean_line(entry.filename)[:80], reason=reason
                ),
                where=shown(place),
                advice=_("Nothing of it was added. Ask whoever gave it to you."),
            )
        seen.add(entry.filename)
    return {entry.filename: entry for entry in entries if not entry.is_dir()}


def _without_the_folder_around(
    entries: dict[str, zipfile.ZipInfo],
) -> dict[str, zipfile.ZipInfo]:
    """Return entries as seen from the pack: most programs zip the folder, not what is in it."""
    tops = {name.partition("/")[0] for name in entries if not _of_a_system(name)}
    if len(tops) != 1 or any("/" not in name for name in entries if not _of_a_system(name)):
        return entries
    (top,) = tops
    return {name.removeprefix(f"{top}/"): entry for name, entry in entries.items()}


def _of_a_system(name: str) -> bool:
    """Return whether a file is what macOS or Windows adds to what it packs."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] in (".DS_Store", "Thumbs.db")


def _unpacked(zip: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return what an entry holds. What it says of its own size is not believed."""
    with zip.open(entry) as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Damaged(_("It is larger than a file of a pack may be."))
    return content


# ------------------------------------------------------------------ what is taken


def _taken(found: dict[str, Read], left_out: Iterable[str], place: Path) -> Contents:
    """Read what a pack may have, within bounds.

    Raises:
        CoachError: there is too much, two files have one name, or one can't be read.
    """
    wanted = {name: read for name, read in sorted(found.items()) if _may_be(name)}
    out = [*left_out, *(name for name in found if name not in wanted)]
    _require_apart(wanted, place)
    if len(wanted) > MOST_FILES:
        raise _too_much(place)
    files: dict[str, bytes] = {}
    left = MOST_BYTES
    for name, read in wanted.items():
        try:
            content = read()
        except (Damaged, *BROKEN) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            raise CoachError(
                _("{name} can't be read ({reason}).").format(
                    name=name, reason=clean_line(reason or str(error) or _("it is damaged"))
                ),
                where=shown(place),
                advice=_("Nothing of it was added. Ask for it again, or mend that file."),
            ) from None
        if not name.endswith(".toml") and not _is_words(content):
            out.append(name)
            continue
        left -= len(content)
        if left < 0:
            raise _too_much(place)
        files[name] = content
    return Contents(files, tuple(sorted(clean_line(name)[:80] for name in out)))


def _may_be(name: str) -> bool:
    if FILE.fullmatch(name) is None or not all(map(_is_no_device, name.split("/"))):
        return False
    return "/" in name or role(name) not in _NOT_A_PACKS


def _is_no_device(part: str) -> bool:
    """Return whether a part of a name means a file on every system (`con.toml` doesn't)."""
    return is_id_anywhere(part.partition(".")[0])


def _is_words(content: bytes) -> bool:
    try:
        return len(content) <= _LARGEST_WORDS and "\0" not in content.decode()
    except UnicodeDecodeError:
        return False


def _require_apart(names: Iterable[str], place: Path) -> None:
    """Refuse two names that one system or another takes for the same file."""
    seen: dict[str, str] = {}
    for name in names:
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            raise CoachError(
                _("{one} and {other} are the same file on some systems.").format(
                    one=seen[folded], other=name
                ),
                where=shown(place),
                advice=_("Nothing of it was added. Each file needs a name of its own."),
            )
        seen[folded] = name


def _too_much(place: Path) -> CoachError:
    return CoachError(
        _("There is far too much in it for a pack."),
        where=shown(place),
        advice=_("A pack has {files} files and {size:,} bytes at most.").format(
            files=MOST_FILES, size=MOST_BYTES
        ),
    )
