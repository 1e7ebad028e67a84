"""A bundle that came from anywhere, read so that it can do no harm.

It is one file, of a bounded size; what it holds is looked at before any of it is used
(`casebook.parcel`), and no name in it ever becomes a path.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from coach.casebook import parcel
from coach.casebook.disk import unreadable
from coach.casebook.intake import Refused
from coach.casebook.key import Passphrase, require_pyrage
from coach.casebook.names import is_id_anywhere
from coach.casebook.parcel import MANIFEST, Parcel
from coach.casebook.records import SHELVES, shelf_for
from coach.casebook.session import Session, from_table
from coach.casebook.toml import Damaged, parse
from coach.casebook.vault import is_sealed
from coach.casebook.wholeness import unmarked
from coach.errors import CoachError
from coach.handover.bundle import Bundle
from coach.handover.manifest import Manifest, manifest_in
from coach.handover.parts import LISTS
from coach.language import _
from coach.scenario.text import clean_line

MOST_BYTES = 16_000_000
"""Of a bundle, packed or unpacked: some twenty times what a long year of one family takes."""
MOST_RECORDS = 5_000
"""Sittings and log entries of one family."""
LARGEST = 6_000_000
"""Bytes of one record: there has to be room for what is here already, and for what is to come."""
MOST_PARTS = 5_000
"""Answers, versions and the like of one record. A file that has more was made to keep us busy."""

PAGES = "pages/"
"""Where the pages of a redacted bundle lie in it."""


class NotItsPassphrase(CoachError):
    """The bundle was locked with another passphrase."""

    def __init__(self) -> None:
        super().__init__(
            _("That is not the passphrase of this file."),
            advice=_("Check Caps Lock, or ask whoever gave it to you. Nothing was taken in."),
        )


class Arrived(NamedTuple):
    """What is in a bundle.

    Attributes:
        refused: files in it that can't be used, by name, and why.
        pages: of a redacted one, its pages as text, by name.
    """

    bundle: Bundle
    refused: tuple[Refused, ...]
    pages: tuple[tuple[str, str], ...] = ()


def content_of_file(place: Path) -> bytes:
    """Return the bytes of a bundle's file, locked or not.

    Raises:
        CoachError: there is none, it can't be read, or it is far too large.
    """
    try:
        handle = os.open(place, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(file.fileno())
            if stat.S_ISDIR(about.st_mode) or not stat.S_ISREG(about.st_mode):
                raise _no_bundle(place, _("It is no ordinary file."))
            content = file.read(MOST_BYTES + 1)
    except IsADirectoryError:
        raise _no_bundle(place, _("It is a folder.")) from None
    except OSError as error:
        raise unreadable(place, error) from error
    if len(content) > MOST_BYTES:
        raise _no_bundle(place, _("It is far larger than any bundle."))
    return content


_BINARY = getattr(os, "O_BINARY", 0)


def is_locked(content: bytes) -> bool:
    """Return whether a bundle is locked."""
    return is_sealed(content)


def unlocked(content: bytes, passphrase: Passphrase) -> bytes:
    """Return the zip in a locked bundle.

    Raises:
        NotItsPassphrase: it was locked with another.
        CoachError: it is damaged, or the library is missing.
    """
    require_pyrage()
    import pyrage

    try:
        return pyrage.passphrase.decrypt(content, passphrase.reveal())
    except (pyrage.DecryptError, UnicodeEncodeError) as error:
        if "xcessive work" in str(error):
            what = _("This lock was made on a far faster computer: here it can't be opened.")
        elif isinstance(error, UnicodeEncodeError) or str(error) == "Decryption failed":
            raise NotItsPassphrase from None
        else:
            what = _("This file is damaged: its lock can't be opened any more.")
        raise CoachError(what, advice=_("Ask for the file once more.")) from None


def read(place: Path, content: bytes) -> Arrived:
    """Return what is in a bundle.

    Args:
        place: where it came from: for what is said about it.
        content: the zip.

    Raises:
        CoachError: it is no bundle, is damaged as a whole, is made to do harm, or a newer
            Coach made it. Nothing was done.
    """
    with parcel.opened(place, content) as files:
        manifest = _manifest(files, place)
        if manifest.redacted:
            return Arrived(Bundle(manifest, None, (), ()), (), _pages(files, place))
        refused: list[Refused] = []
        records = _records(files, manifest, refused, place)
    card = next((one for one in records if one.id == manifest.family), None)
    sessions = [one for one in records if shelf_for(one.scenario) == "sessions"]
    entries = [one for one in records if shelf_for(one.scenario) == "log"]
    bundle = Bundle(manifest, card, _by_age(sessions), _by_age(entries))
    if not bundle.every and not refused:
        raise _no_bundle(place, _("There is nothing in it."))
    return Arrived(bundle, tuple(refused))


def _manifest(files: Parcel, place: Path) -> Manifest:
    try:
        manifest = manifest_in(files.read(MANIFEST))
    except KeyError:
        raise _no_bundle(place, _("It does not say whose it is.")) from None
    except Damaged as error:
        raise _no_bundle(place, str(error)) from None
    except CoachError as error:
        error.where = str(place)
        raise
    if not is_id_anywhere(manifest.family):
        raise _no_bundle(place, _("It does not say whose it is."))
    return manifest


def _records(
    files: Parcel, manifest: Manifest, refused: list[Refused], place: Path
) -> list[Session]:
    """Return every record that is as it should be; the others go into `refused`."""
    found: dict[str, Session] = {}
    read = count = 0
    for name in files.names:
        shelf, _slash, file = name.partition("/")
        id = file.removesuffix(".toml")
        if shelf not in SHELVES or not file.endswith(".toml"):
            continue
        try:
            content = files.read(name)
            read += len(content)
            count += 1
            if read > MOST_BYTES or count > MOST_RECORDS:
                raise _no_bundle(place, _("It holds far more than any bundle."))
            if not is_id_anywhere(id) or id in found:
                raise Damaged(_("Nothing of Coach's can have this name."))
            if len(content) > LARGEST:
                raise Damaged(_("It is far larger than anything Coach writes."))
            one = from_table(id, parse(unmarked(content).content))
            _require_few(one)
            _require_in_place(one, shelf, manifest)
            found[id] = one
        except Damaged as error:
            refused.append(Refused(clean_line(name)[:120], str(error)))
        except CoachError as error:
            if error.where == str(place):
                raise
            refused.append(Refused(clean_line(name)[:120], clean_line(error.what)))
    return list(found.values())


def _require_few(one: Session) -> None:
    many = (one.answers, one.drafts, one.edits, one.steps, one.homework, one.handed)
    lists = (getattr(one, name) for name in LISTS)
    remembered = one.shared.parts if one.shared is not None else ()
    count = sum(map(len, (*many, *lists, remembered)))
    if count > MOST_PARTS:
        raise Damaged(_("There is far more in it than anything Coach writes."))


def _require_in_place(one: Session, shelf: str, manifest: Manifest) -> None:
    """Raise where a record is not one of this family's, or lies where it does not belong."""
    theirs = one.id if shelf == "families" else one.family
    if shelf_for(one.scenario) != shelf or theirs != manifest.family:
        raise Damaged(_("It does not belong to this family's file."))


def _by_age(records: list[Session]) -> tuple[Session, ...]:
    return tuple(sorted(records, key=lambda one: (one.created, one.id)))


def _pages(files: Parcel, place: Path) -> tuple[tuple[str, str], ...]:
    """Return the pages of a redacted bundle, in order."""
    found: list[tuple[str, str]] = []
    read = 0
    for name in files.others(PAGES):
        try:
            content = files.read(name)
        except Damaged as error:
            raise _no_bundle(place, str(error)) from None
        read += len(content)
        if read > MOST_BYTES:
            raise _no_bundle(place, _("It holds far more than any bundle."))
        found.append((name.removeprefix(PAGES), content.decode(errors="replace")))
    return tuple(found)


def _no_bundle(place: Path, why: str) -> CoachError:
    return CoachError(
        _("This is no file that Coach handed over, or it is damaged. {why}").format(why=why),
        where=str(place),
        advice=_("Nothing was taken in. Ask whoever gave it to you for it once more."),
    )
