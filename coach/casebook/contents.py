"""Everything that lies in a casebook's folder, each file named for what it is.

Links are named and never followed. Nothing is read, and nothing is changed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.casebook.disk import unreadable
from coach.casebook.key import KEY, TWIN
from coach.casebook.names import Kind, kind_of
from coach.casebook.records import FOLDERS, FolderName
from coach.casebook.vault import UNFINISHED

INDEX = "index."
"""What the names of the index's files begin with (`index`)."""

PRESENTING = "presenting"
"""The folder of what rooms voted and said. No family is in it, so nothing of it goes along."""

_KEYS = (KEY, TWIN, UNFINISHED, "key-of-damaged-files.age")  # the last is `rewriting.KEPT_KEY`


@dataclass(frozen=True, slots=True)
class Piece:
    """One file, or whatever else lies there.

    Attributes:
        path: where it is; `name` is where it is in the casebook, with / between.
        kind: what its name says.
        id: the sitting it belongs to, or "".
        shelf: the folder it lies in; None above the shelves.
        about: what the system says of it; of a link, not of where it leads.
    """

    path: Path
    name: str
    kind: Kind
    id: str
    shelf: FolderName | None
    about: os.stat_result

    @property
    def is_file(self) -> bool:
        """Whether it is an ordinary file: no link, folder, pipe or device."""
        return stat.S_ISREG(self.about.st_mode)

    @property
    def is_link(self) -> bool:
        """Whether it only leads to another place."""
        return stat.S_ISLNK(self.about.st_mode)


def pieces(folder: Path) -> tuple[Piece, ...]:
    """Return what lies in the casebook at `folder`, in order of name; nothing where it is not.

    A shelf is not among them, what lies on it is; one that is a link stands for itself.

    Raises:
        CoachError: a folder can't be read.
    """
    found: list[Piece] = []
    for name, about in _listed(folder):
        if name in FOLDERS and stat.S_ISDIR(about.st_mode):
            shelf: FolderName = next(one for one in FOLDERS if one == name)
            found += _on_shelf(folder / name, shelf)
            continue
        if name == PRESENTING and stat.S_ISDIR(about.st_mode):
            found += _of_rooms(folder / name)
            continue
        found.append(Piece(folder / name, name, _above(name), "", None, about))
    return tuple(found)


def _on_shelf(folder: Path, shelf: FolderName) -> Iterator[Piece]:
    for name, about in _listed(folder):
        kind, id = kind_of(name)
        yield Piece(folder / name, f"{shelf}/{name}", kind, id, shelf, about)


def _of_rooms(folder: Path) -> Iterator[Piece]:
    for name, about in _listed(folder):
        kind, _id = kind_of(name)
        if kind in ("sitting", "before", "aside"):
            kind = "room"
        yield Piece(folder / name, f"{PRESENTING}/{name}", kind, "", None, about)


def _above(name: str) -> Kind:
    """Return what a file beside the shelves is."""
    if name.startswith(".") and name.endswith((".lock", ".tmp")):
        return "lock" if name.endswith(".lock") else "leftover"
    if name.startswith(INDEX):
        return "index"
    return "key" if name in _KEYS or name.startswith("key-of-damaged-files") else "other"


def _listed(folder: Path) -> list[tuple[str, os.stat_result]]:
    """Return the names in a folder with what they are; what has just gone is left out."""
    try:
        with os.scandir(folder) as entries:
            found = []
            for entry in entries:
                try:
                    found.append((entry.name, entry.stat(follow_symlinks=False)))
                except FileNotFoundError:
                    continue
            return sorted(found)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unreadable(folder, error) from error
