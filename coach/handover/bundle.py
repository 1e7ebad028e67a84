"""A bundle: one family's card, sessions and log, in a file that another Coach opens.

It is a zip of the files as a casebook has them, so that anyone reads it without Coach; and
of these files what a bundle may hold, by name: never a folder as a whole. With a passphrase
the zip lies in one age file, which the program age opens too (`age -d FILE`).
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from msgspec.structs import replace

from coach.casebook.archive import README, SUMS
from coach.casebook.casebook import Casebook
from coach.casebook.forget import theirs
from coach.casebook.key import Passphrase, require_pyrage
from coach.casebook.opened import Damage
from coach.casebook.parcel import MANIFEST
from coach.casebook.records import shelf_for
from coach.casebook.session import Session, to_table
from coach.casebook.toml import render
from coach.casebook.wholeness import marked
from coach.errors import CoachError
from coach.export.names import safe_name
from coach.handover.manifest import Manifest, led_to
from coach.language import _

ENDING = ".coach"

_EARLIEST = (1980, 1, 1, 0, 0, 0)


class Bundle(NamedTuple):
    """A family's records, as they go or come.

    Attributes:
        card: the child's card; None where it came damaged.
        sessions, entries: oldest first.
    """

    manifest: Manifest
    card: Session | None
    sessions: tuple[Session, ...]
    entries: tuple[Session, ...]

    @property
    def every(self) -> tuple[Session, ...]:
        """All records, the card first: what belongs to it never lies there alone."""
        return (*((self.card,) if self.card else ()), *self.sessions, *self.entries)


class Gathered(NamedTuple):
    """What a bundle of a family would hold.

    Attributes:
        unread: files that are damaged: nobody can tell whose they are.
    """

    card: Session
    sessions: tuple[Session, ...]
    entries: tuple[Session, ...]
    unread: tuple[Damage, ...]

    @property
    def every(self) -> tuple[Session, ...]:
        """All records, the card first."""
        return (self.card, *self.sessions, *self.entries)


def gather(book: Casebook, family: str) -> Gathered:
    """Return what a bundle of a family would hold: its card, its sessions, its log.

    Raises:
        CoachError: there is no such card, or it can't be read.
    """
    found = theirs(book, family)
    if found.card is None:
        raise CoachError(
            _("This child's card can't be read, and a bundle begins with it."),
            where=family,
            advice=_("See what is wrong with it: coach data check"),
        )
    return Gathered(
        _may_go(found.card),
        tuple(_may_go(one) for one in found.sessions),
        tuple(_may_go(one) for one in found.entries),
        found.unread,
    )


def _may_go(session: Session) -> Session:
    """Return of a record what this Coach knows: what it does not know, it can't judge."""
    return replace(
        session,
        extra={},
        edits={id: replace(edit, extra={}) for id, edit in session.edits.items()},
        homework=tuple(replace(one, extra={}) for one in session.homework),
        versions=tuple(replace(one, extra={}) for one in session.versions),
        beside=tuple(replace(one, extra={}) for one in session.beside),
    )


def bundle_of(gathered: Gathered, id: str, now: datetime) -> Bundle:
    """Return the bundle of what was gathered.

    Args:
        id: drawn by chance (`new_bundle_id`).
        now: aware.
    """
    card = gathered.card
    turn = max((one.shared.turn for one in gathered.every if one.shared), default=0) + 1
    manifest = Manifest(
        id=id,
        made=now.astimezone(UTC).replace(microsecond=0),
        turn=turn,
        family=card.id,
        led=led_to(card.handed, (id,)),
        sessions=len(gathered.sessions),
        entries=len(gathered.entries),
    )
    return Bundle(manifest, card, gathered.sessions, gathered.entries)


def new_bundle_id() -> str:
    """Return an id that no other bundle has."""
    return os.urandom(12).hex()


def remember(book: Casebook, family: str, id: str) -> None:
    """Keep on the card that this bundle was made of it, so that what comes back is known.

    Raises:
        SessionInUse: the card is open in another window.
        CoachError: it can't be written.
    """
    with book.open(family) as card:
        card.save(replace(card.session, handed=led_to(card.session.handed, (id,))))


# ------------------------------------------------------------------ as a file


def packed(bundle: Bundle) -> bytes:
    """Return the zip."""
    files = {MANIFEST: bundle.manifest.content()}
    for one in bundle.every:
        files[f"{shelf_for(one.scenario)}/{one.id}.toml"] = marked(render(to_table(one)))
    return zipped(files, _readme(bundle))


def zipped(files: Mapping[str, bytes], readme: str) -> bytes:
    """Return a zip of `files`, with what says how to read it and the sums of all."""
    every = {README: readme.encode(), **files}
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in every.items()]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as zip:
        for name, data in {**every, SUMS: "".join(lines).encode()}.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)  # when each was last changed is in it
            entry.create_system = 3
            entry.external_attr = 0o100600 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            zip.writestr(entry, data)
    return buffer.getvalue()


def sealed(content: bytes, passphrase: Passphrase) -> bytes:
    """Return `content` in an age file that only the passphrase opens. Takes a second or two.

    Raises:
        CoachError: the library is missing.
    """
    require_pyrage()
    from pyrage import passphrase as by

    return by.encrypt(content, passphrase.reveal(), armored=True)


def file_name(card: Session, now: datetime) -> str:
    """Return the name that a bundle is offered under: whose it is, and the day."""
    alias = card.answers.get("alias")
    called = safe_name(alias) if isinstance(alias, str) and alias.strip() else "family"
    return f"{called}-{now.date().isoformat()}{ENDING}"


def _readme(bundle: Bundle) -> str:
    day = bundle.manifest.made.date().isoformat()
    return "\n".join(
        (
            _("One family's file from Coach, made on {day}.").format(day=day),
            "",
            _("To go on with it: coach open FILE"),
            _("What is new in it is added to what you have. Nothing is overwritten."),
            "",
            _("To read it without Coach: each file that ends in .toml is plain text."),
            _("families: the child's card. sessions: what was answered. log: who said what."),
            "",
            _("Who has this file can read it. Keep it as you would a letter."),
            "",
        )
    )
