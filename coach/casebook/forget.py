"""Deleting: everything, or all that is one family's. What Coach did not make stays.

Deleted means that no file here holds it any more. What the disk itself may still hold, and
what backups hold, no program can promise.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from coach.casebook.casebook import Casebook
from coach.casebook.contents import PRESENTING, Piece, pieces
from coach.casebook.disk import unwritable
from coach.casebook.lock import Lock, lock_place
from coach.casebook.names import Kind, is_id
from coach.casebook.opened import Damage, missing
from coach.casebook.records import FOLDERS, SHELVES
from coach.casebook.session import Session

# A file after the version before it: killed half-way, none looks damaged. The key last: until
# then what is left can still be read.
_ORDER: tuple[Kind, ...] = (
    "index",
    "room",
    "leftover",
    "before",
    "aside",
    "sitting",
    "lock",
    "key",
)


class Everything(NamedTuple):
    """What deleting everything means.

    Attributes:
        files: what will be deleted.
        left: what Coach did not make, or is a link: by name. It stays.
    """

    files: tuple[Piece, ...]
    left: tuple[str, ...]


class Theirs(NamedTuple):
    """What is one family's.

    Attributes:
        id: the id of the card.
        card: the card, None where it is gone.
        sessions, entries: what belongs to it, oldest first.
        unread: damaged files: nobody can tell whose they are.
        noted: a coach has kept notes of their own on it here.
    """

    id: str
    card: Session | None
    sessions: tuple[Session, ...]
    entries: tuple[Session, ...]
    unread: tuple[Damage, ...]
    noted: bool = False

    @property
    def every(self) -> tuple[Session, ...]:
        """All of it, the card last: killed half-way, the rest can still be found by it."""
        return (*self.entries, *self.sessions, *((self.card,) if self.card else ()))


def everything(folder: Path) -> Everything:
    """Return what deleting everything would delete.

    Raises:
        CoachError: a folder can't be read.
    """
    ours: list[Piece] = []
    left: list[str] = []
    for piece in pieces(folder):
        if piece.kind != "other" and piece.is_file:
            ours.append(piece)
        else:
            left.append(piece.name)
    return Everything(tuple(sorted(ours, key=lambda piece: _ORDER.index(piece.kind))), tuple(left))


def forget_everything(folder: Path) -> None:
    """Delete all that is ours in the casebook at `folder`, and the folders that are empty then.

    Raises:
        SessionInUse: another window has one open. Nothing was deleted.
        CoachError: something can't be deleted. Doing it again goes on.
    """
    files = everything(folder).files
    for piece in files:
        if piece.kind == "lock" and piece.shelf and piece.id:
            Lock(piece.path.parent, piece.id).release()
        elif piece.kind == "lock" and piece.path.parent.name == PRESENTING:
            Lock(piece.path.parent, PRESENTING).release()
    for piece in files:
        try:
            piece.path.unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(piece.path, error) from error
    for place in (*(folder / name for name in (*FOLDERS, PRESENTING)), folder):
        with suppress(OSError):  # not empty, or gone
            place.rmdir()


def theirs(book: Casebook, id: str) -> Theirs:
    """Return what is one family's: the card, its sessions, and its entries of the log.

    An entry without a card that was made from one of its sessions is its own too.

    Args:
        id: the id of the card; the card itself may be gone.

    Raises:
        CoachError: there is nothing of such a family; or the casebook is locked.
    """
    damaged: list[Damage] = []
    every = {name: tuple(book.shelves[name].every(damaged)) for name in SHELVES}
    sessions = [one for one in every["sessions"] if id and one.family == id]
    made_from = {one.id for one in sessions}
    entries = [
        one
        for one in every["log"]
        if (id and one.family == id) or (not one.family and one.origin in made_from)
    ]
    card = next((one for one in every["families"] if one.id == id), None)
    ruined = is_id(id) and book.shelves["families"].has(id)
    noted = book.notes.has(id)
    if not (card or sessions or entries or ruined or noted):
        raise missing(id)
    return Theirs(
        id,
        card,
        tuple(sorted(sessions, key=lambda one: (one.created, one.id))),
        tuple(sorted(entries, key=lambda one: (one.created, one.id))),
        tuple(damaged),
        noted,
    )


def forget_family(book: Casebook, family: Theirs) -> None:
    """Delete all that is one family's, with every version and copy of it.

    Raises:
        SessionInUse: another window has one open. Nothing was deleted.
        CoachError: something can't be deleted. Doing it again goes on.
    """
    ids = [one.id for one in family.every]
    if family.card is None and is_id(family.id) and book.shelves["families"].has(family.id):
        ids.append(family.id)  # the card is damaged, and goes with the rest
    for id in ids:
        for folder in (book.folder / name for name in FOLDERS):
            if lock_place(folder, id).exists():
                Lock(folder, id).release()
    if book.notes.has(family.id):
        book.notes.delete(family.id)
    for id in ids:
        book.delete(id)
