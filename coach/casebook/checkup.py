"""Going over a casebook, file by file: what is damaged, what is out of place, what to do.

Nothing is changed here; `repair` does that, and only when it is told to.
"""

from __future__ import annotations

import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from coach.casebook import key
from coach.casebook.casebook import Casebook
from coach.casebook.contents import Piece, pieces
from coach.casebook.disk import A_DAY, is_mine
from coach.casebook.finding import Finding
from coach.casebook.index_check import index_findings
from coach.casebook.insides import insides
from coach.casebook.names import is_id
from coach.casebook.records import FOLDERS
from coach.errors import CoachError
from coach.language import _
from coach.scenario.installed import SHELF as PACKS
from coach.scenario.text import clean_line


def check_up(book: Casebook, now: float | None = None) -> tuple[Finding, ...]:
    """Return what there is to say of the casebook, in order of place.

    Args:
        now: seconds since the epoch: leftovers are left alone for a day.

    Raises:
        CoachError: a folder can't be read.
    """
    now = time.time() if now is None else now
    everything = pieces(book.folder)
    found = [
        *_folders(book.folder),
        *(one for piece in everything for one in _outside(piece, now)),
        *_orphans(everything, now),
        *(_key(book.folder) if key.there(book.folder) else ()),
        *index_findings(book.folder),
    ]
    if book.locked:
        found.append(_locked())
    else:
        found += insides(book, everything)
    return tuple(sorted(found, key=lambda one: (one.where, one.code)))


# ------------------------------------------------------------------ from the outside


def _folders(folder: Path) -> Iterator[Finding]:
    for place in (folder, *(folder / name for name in FOLDERS)):
        if not place.is_dir() or place.is_symlink():
            continue
        about, where = place.stat(), "." if place == folder else place.name
        if not is_mine(about):
            yield _of_another(where)
        elif is_open_to_others(about.st_mode):
            yield _not_private(where, place)


def _outside(piece: Piece, now: float) -> Iterator[Finding]:
    """Say what can be seen of a piece without reading it."""
    if piece.is_link:
        yield Finding(
            "link",
            _line(piece.name),
            _("This is a link to another place. Coach neither follows it nor writes there."),
            _("Put the file or folder itself here instead of the link, or take the link away."),
        )
        return
    if not is_mine(piece.about):
        yield _of_another(piece.name)
    if piece.kind == "other" or not piece.is_file:
        yield _stray(piece)
        return
    if is_mine(piece.about) and is_open_to_others(piece.about.st_mode):
        yield _not_private(piece.name, piece.path)
    if piece.kind in ("sitting", "before") and not is_id(piece.id):
        yield Finding(
            "name",
            _line(piece.name),
            _("No session can have this name, so Coach does not show it."),
            _("Give the file another name: letters, digits, spaces and - before “.toml”."),
        )
    if piece.kind == "leftover":
        yield _leftover(piece, now)
    if piece.kind == "aside":
        yield Finding(
            "set-aside",
            _line(piece.name),
            _("This was set aside: it was damaged, or the file beside it was changed."),
            _("A person may still read in it what was written. Delete it when you have."),
            note=True,
        )


def _orphans(everything: tuple[Piece, ...], now: float) -> Iterator[Finding]:
    """Name the lock files, more than a day old, of sessions that are not here."""
    here = {(piece.shelf, piece.id) for piece in everything if piece.kind in ("sitting", "before")}
    for piece in everything:
        if piece.kind == "lock" and piece.shelf and piece.is_file:
            old = now - piece.about.st_mtime > A_DAY
            if old and (piece.shelf, piece.id) not in here:
                yield _leftover(piece, now)


def _leftover(piece: Piece, now: float) -> Finding:
    old = now - piece.about.st_mtime > A_DAY
    return Finding(
        "leftover",
        _line(piece.name),
        _("A program that was stopped half-way left this. Nothing is missing because of it."),
        _("Repairing removes it.") if old else _("Coach removes it after a day."),
        note=not old,
        mend="sweep" if old else None,
        path=piece.path,
        id=piece.id,
    )


def _stray(piece: Piece) -> Finding:
    if piece.name == PACKS and not piece.is_file and not piece.is_link:
        return Finding(
            "stray",
            PACKS,
            _("These are the packs that you added: coach pack list."),
            _("They go along in no export, and forgetting leaves them."),
            note=True,
        )
    return Finding(
        "stray",
        _line(piece.name),
        _("This is no part of the casebook. Coach leaves it alone."),
        _("If it is yours, all is well. It goes along in no export, and forgetting leaves it."),
        note=True,
    )


def _of_another(name: str) -> Finding:
    return Finding(
        "owner",
        _line(name),
        _("This belongs to another user of this machine."),
        _("Find out how it came here. Copy it to have one of your own, then delete this one."),
    )


def _not_private(name: str, path: Path) -> Finding:
    return Finding(
        "private",
        _line(name),
        _("Other users of this machine may open this."),
        _("Repairing makes it yours alone."),
        mend="private",
        path=path,
    )


def is_open_to_others(mode: int) -> bool:
    """Return whether a file or folder of this mode may be opened by any other user."""
    return sys.platform != "win32" and bool(stat.S_IMODE(mode) & 0o077)


# ------------------------------------------------------------------ a locked casebook


def _key(folder: Path) -> Iterator[Finding]:
    try:
        contents = key.twins(folder)
        whole = len(contents) == 1 and all(
            (folder / name).is_file() for name in (key.KEY, key.TWIN)
        )
    except CoachError as error:
        yield Finding("key", key.KEY, error.what, error.advice)
        return
    if not whole:
        yield Finding(
            "key",
            key.KEY,
            _("One of the two copies of the key is damaged or gone; the other is there."),
            _("Open Coach and give the passphrase: it makes them the same again."),
        )


def _locked() -> Finding:
    return Finding(
        "locked",
        ".",
        _("The casebook is locked: what its files say was not looked at."),
        _("Do this again and give the passphrase."),
        note=True,
    )


def _line(name: str) -> str:
    """Return the name of a file, which may hold anything, as one plain line."""
    return clean_line(name)[:160]
