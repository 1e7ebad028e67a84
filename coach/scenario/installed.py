"""Packs that were added: what each offers, and its files, read only as they were checked.

    packs/bright-street/added.json           what was checked, and the sum of each file
    packs/bright-street/files-1f2e3d4c/      the files

A pack comes from a stranger. It was checked whole before it was added (`coach.packs`); what
was found then stands in `added.json`, so that a list of scenarios reads one small file a pack.
A file that is used is read once, compared with its sum, and only then made into anything: what
was changed afterwards is not trusted.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from coach import place
from coach.errors import CoachError
from coach.language import _
from coach.scenario.model import FORMAT, Header
from coach.scenario.rules import is_id
from coach.scenario.source import read_text
from coach.scenario.text import clean_line

SHELF = "packs"
"""The folder of packs, in the folder for everything of ours."""
MANIFEST = "added.json"
MOST_PACKS = 200
_LONGEST_MANIFEST = 1_000_000
"""Bytes; that of the largest pack has a fifth of it."""

_FOLDER = re.compile(r"files-[0-9a-f]{8}")
_QUALIFIED = re.compile(r"([a-z0-9-]+)/([a-z0-9-]+)", re.ASCII)
_SUM = re.compile(r"[0-9a-f]{64}")
FILE = re.compile(
    r"[a-z0-9][a-z0-9_-]*\.toml"
    r"|samples/[a-z0-9-]+/\w[\w -]*\.toml"
    r"|rehearsal/[a-z0-9-]+\.toml"
    r"|(?:LICENSE|LICENCE|README|COPYING|NOTICE)(?:\.txt|\.md)?",
    re.ASCII | re.IGNORECASE,
)
"""The files that a pack may have. None of these names leads anywhere else, on any system."""


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """One scenario of a pack, as its list has it.

    Attributes:
        top: the top of its file; its id is that of the file, without the pack's.
        samples: the names of its made-up families.
        rehearsed: there is a rehearsal for it.
    """

    top: Header
    samples: tuple[str, ...] = ()
    rehearsed: bool = False


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """A pack that was checked and added.

    Attributes:
        id, title, author, license, language: what its `pack.toml` says.
        on: the day it was added, as 2026-11-29.
        folder: the folder of its files, beside the manifest.
        files: name -> SHA-256 of what it held when it was checked.
        bytes: of all its files together.
        practices: how many of its own it has.
    """

    format: int
    id: str
    title: str
    author: str
    license: str
    on: str
    folder: str
    files: dict[str, str]
    bytes: int
    scenarios: tuple[Offered, ...]
    language: str = "en"
    practices: int = 0

    @property
    def place(self) -> Path:
        """Where its files are."""
        return shelf() / self.id / self.folder

    def offered(self, scenario: str) -> Offered | None:
        """Return what is known of one of its scenarios, or None."""
        return next((one for one in self.scenarios if one.top.id == scenario), None)


class Unusable(NamedTuple):
    """A pack that lies there and can't be used.

    Attributes:
        name: of its folder, cleaned.
        why: one sentence.
    """

    name: str
    why: str

    def __str__(self) -> str:
        said = _("The pack “{name}” is left out. {why}").format(name=self.name, why=self.why)
        return f"{said} " + _("More: coach pack list.")


def shelf() -> Path:
    """Return the folder that packs are added to; it may not exist.

    Raises:
        CoachError: there is no home folder to put it in.
    """
    return place.home() / SHELF


def split(id: str) -> tuple[str, str] | None:
    """Return the pack and the scenario that `bright-street/lost-jacket` names; None if none."""
    found = _QUALIFIED.fullmatch(id)
    return (found[1], found[2]) if found and is_id(found[1]) and is_id(found[2]) else None


# ------------------------------------------------------------------ what there is


def every() -> tuple[Added, ...]:
    """Return each pack that can be used, by id. What can't be is told by `unusable`."""
    return tuple(found for found in _all() if isinstance(found, Added))


def unusable() -> tuple[Unusable, ...]:
    """Return what lies among the packs and can't be used, with the reason."""
    return tuple(found for found in _all() if isinstance(found, Unusable))


def pack(id: str) -> Added:
    """Return a pack that was added.

    Raises:
        CoachError: there is none of this id, or what is known of it is damaged.
    """
    found = _look(shelf() / id) if is_id(id) else None
    if found is None:
        raise no_such(id)
    if isinstance(found, Unusable):
        raise CoachError(
            found.why,
            where=found.name,
            advice=_("Add it again from where it came: coach pack add FOLDER or FILE.zip."),
        )
    return found


def no_such(id: str) -> CoachError:
    """Return what to tell a person who names a pack that is not here."""
    known = ", ".join(one.id for one in every())
    return CoachError(
        _("There is no pack “{id}” here.").format(id=clean_line(id)[:60]),
        advice=_("Packs here: {ids}.").format(ids=known) if known else _("There is none yet."),
    )


def _all() -> list[Added | Unusable]:
    try:
        places = sorted(shelf().iterdir())[: MOST_PACKS * 2]
    except (CoachError, OSError):
        return []  # nothing was ever added, or there is no place for anything
    looks = [_look(place) for place in places if not place.name.startswith(".")]
    return [found for found in looks if found is not None][:MOST_PACKS]


def _look(folder: Path) -> Added | Unusable | None:
    """Return the pack in a folder; None where none was ever added whole."""
    file = folder / MANIFEST
    try:
        about = file.lstat()
    except (OSError, ValueError):
        return None
    return _read(file, about.st_mtime_ns, about.st_size, about.st_ino)


@lru_cache(maxsize=MOST_PACKS)
def _read(file: Path, *_stamp: int) -> Added | Unusable:
    name = clean_line(file.parent.name)[:60]
    try:
        if file.is_symlink() or file.stat().st_size > _LONGEST_MANIFEST:
            raise ValueError
        added = msgspec.json.decode(read_text(file), type=Added)
    except (CoachError, OSError, ValueError, RecursionError):  # DecodeError is a ValueError
        return Unusable(name, _("What is known of this pack is damaged, so it is left out."))
    if added.format > FORMAT:
        return Unusable(name, _("This pack was added by a newer Coach."))
    if not _sound(added, file.parent.name):
        return Unusable(name, _("What is known of this pack is damaged, so it is left out."))
    return added


def _sound(added: Added, name: str) -> bool:
    return (
        added.id == name
        and is_id(name)
        and _FOLDER.fullmatch(added.folder) is not None
        and all(FILE.fullmatch(one) and _SUM.fullmatch(sum) for one, sum in added.files.items())
        and all(
            is_id(one.top.id) and f"{one.top.id}.toml" in added.files for one in added.scenarios
        )
        and all(
            f"samples/{one.top.id}/{sample}.toml" in added.files
            for one in added.scenarios
            for sample in one.samples
        )
    )


# ------------------------------------------------------------------ what it holds


def text(added: Added, name: str) -> str:
    """Return what a file of a pack says, if it is still what was checked.

    Raises:
        CoachError: it is gone, can't be read, or is another.
    """
    try:
        found = read_text(added.place / name)
    except CoachError:
        raise _changed(added, name) from None
    if hashlib.sha256(found.encode()).hexdigest() != added.files.get(name):
        raise _changed(added, name)
    return found


def changed(added: Added) -> tuple[str, ...]:
    """Return the names of a pack's files that are not as they were checked."""
    names = []
    for name in added.files:
        try:
            text(added, name)
        except CoachError:
            names.append(name)
    return tuple(names)


def _changed(added: Added, name: str) -> CoachError:
    return CoachError(
        _("This file of the pack “{id}” is gone, or not as it was when it was checked.").format(
            id=added.id
        ),
        where=str(added.place / name),
        advice=_(
            "It is not used, and nothing you wrote is lost. Add the pack again from where it "
            "came: coach pack add FOLDER or FILE.zip."
        ),
    )
