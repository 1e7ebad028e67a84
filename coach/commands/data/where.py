"""`coach data where`: the folder, how much is in it, and whether all is well with it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from coach.casebook import key, place
from coach.casebook.checkup import is_open_to_others
from coach.casebook.contents import Piece, pieces
from coach.casebook.disk import is_mine
from coach.casebook.records import FOLDERS, FolderName
from coach.commands.data import Say
from coach.commands.data.asking import cards, entries, files, notes, sessions, size
from coach.errors import CoachError
from coach.language import _


def run(options: argparse.Namespace, say: Say) -> int:
    """Say it. Nothing is made by asking."""
    folder = place.home()
    say(_("Folder: {path}").format(path=folder))
    if not folder.is_dir():
        say(_("There is nothing yet. The folder is made with the first thing to keep."))
        _say_writable(folder, say)
        return 0
    found = pieces(folder)
    say(_("In it:"))
    for text in (
        sessions(_count(found, "sessions")),
        cards(_count(found, "families")),
        entries(_count(found, "log")),
    ):
        say(f"  {text}")
    if kept := _count(found, "notes"):
        say(f"  {notes(kept)}")
    ours = [piece for piece in found if piece.kind != "other"]
    say(
        _("Size: {size} in {files}").format(
            size=size(sum(piece.about.st_size for piece in ours)), files=files(len(ours))
        )
    )
    say(
        _("Lock: yes. The files can be read with the passphrase only.")
        if key.there(folder)
        else _("Lock: none. Who can use your account can read the files.")
    )
    _say_writable(folder, say)
    if is_open_to_others(folder.stat().st_mode):
        say(_("Other users of this machine may look in. To end that: coach data check --repair"))
    return 0


def _count(found: tuple[Piece, ...], shelf: FolderName) -> int:
    """Return how many sittings are on a shelf: a file, the version before it, or both."""
    ours = (piece for piece in found if piece.kind in ("sitting", "before"))
    return len({piece.id for piece in ours if piece.shelf == shelf})


def _say_writable(folder: Path, say: Say) -> None:
    try:
        reason = _why_not(folder)
    except OSError as error:
        raise CoachError(
            _("This can't be looked at ({reason}).").format(reason=error.strerror or error),
            where=str(folder),
            advice=_("Set COACH_HOME to a folder of yours."),
        ) from error
    say(_("Writable: no. {reason}").format(reason=reason) if reason else _("Writable: yes"))


def _why_not(folder: Path) -> str:
    """Return why Coach can't write there, or "". A folder that is not there is made later."""
    if not folder.is_dir():
        parent = next(one for one in folder.parents if one.exists())
        return "" if os.access(parent, os.W_OK | os.X_OK) else _("The folder can't be made.")
    for one in (folder, *(folder / name for name in FOLDERS)):
        if one.is_symlink():
            return _("{path} is a link to another place.").format(path=one)
        if not one.exists():
            continue
        if not is_mine(one.stat()):
            return _("{path} belongs to another user.").format(path=one)
        if not os.access(one, os.W_OK | os.X_OK):
            return _("{path} is closed to you.").format(path=one)
    return ""
