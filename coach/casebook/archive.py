"""The whole casebook as one zip that can be read without Coach. Links are not followed.

It holds the files as they lie on the disk: those of a locked casebook stay locked.
"""

from __future__ import annotations

import hashlib
import os
import textwrap
import zipfile
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import IO, NamedTuple

from coach.casebook.contents import Piece, pieces
from coach.casebook.disk import CREATE, content_of, rename, spare_name, sync
from coach.casebook.key import KEY, TWIN
from coach.casebook.toml import Damaged
from coach.errors import CoachError
from coach.language import _

README = "README.txt"
SUMS = "SHA256SUMS.txt"
"""The names in a zip of what Coach adds to the files."""

_GO_ALONG = ("sitting", "before", "aside", "key")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""A zip knows no earlier time; a clock may have been set back."""


class Packing(NamedTuple):
    """What would go into a zip.

    Attributes:
        files: those that go along.
        left: the names of those that don't, in order.
        notes: how many of them are a coach's own notes.
        locked: they can be read with the passphrase only.
    """

    files: tuple[Piece, ...]
    left: tuple[str, ...]
    locked: bool
    notes: int = 0

    @property
    def bytes(self) -> int:
        """How large the files are together."""
        return sum(piece.about.st_size for piece in self.files)

    def count(self, kind: str, shelf: str | None = None) -> int:
        """Return how many files of a kind go along, from one shelf or from all."""
        return sum(1 for piece in self.files if piece.kind == kind and shelf in (None, piece.shelf))


def packing(folder: Path, *, with_notes: bool = False) -> Packing:
    """Return what a zip of the casebook at `folder` would hold.

    Args:
        with_notes: a coach's own notes go along too: for a back-up that nobody else gets.

    Raises:
        CoachError: a folder can't be read.
    """
    files, left, notes = [], list[str](), 0
    for piece in pieces(folder):
        if piece.shelf == "notes" and not with_notes:
            notes += piece.kind == "sitting"
        elif piece.kind in _GO_ALONG and piece.is_file and _can_be_named(piece.name):
            files.append(piece)
        elif piece.kind not in ("lock", "leftover", "index", "room"):  # nothing of anyone's there
            left.append(piece.name)
    return Packing(
        tuple(files), tuple(left), any(piece.name in (KEY, TWIN) for piece in files), notes
    )


def pack(plan: Packing, target: Path, today: date) -> tuple[str, ...]:
    """Write the zip to `target`, private, whole or not at all, and never over another file.

    Returns:
        The names of files that could not be read and are not in it.

    Raises:
        CoachError: there is a file of this name, or it can't be written.
    """
    require_free(target)
    _sweep(target)
    spare = spare_name(target)
    try:
        handle = os.open(spare, CREATE, 0o600)
        try:
            with os.fdopen(handle, "w+b") as file:
                unread = _fill(file, plan, today)
                file.flush()
                os.fsync(file.fileno())
            _give_name(spare, target)
        finally:
            spare.unlink(missing_ok=True)
        sync(target.parent)
    except zipfile.LargeZipFile:
        raise CoachError(
            _("There is more in the casebook than one zip can hold."),
            advice=_("Copy its folder instead: coach data where."),
        ) from None
    except OSError as error:
        raise CoachError(
            _("The zip can't be written ({reason}). Nothing is there.").format(
                reason=error.strerror or error
            ),
            where=str(target),
            advice=_("Choose a folder that is there, that is yours and that has room."),
        ) from error
    return unread


def require_free(target: Path) -> None:
    """Raise where there is something of this name.

    Raises:
        CoachError: there is.
    """
    if os.path.lexists(target):
        raise CoachError(
            _("There is a file of this name, and it stays as it is."),
            where=str(target),
            advice=_("Choose another name."),
        )


def _fill(file: IO[bytes], plan: Packing, today: date) -> tuple[str, ...]:
    sums, unread = [], []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as zip:
        readme = _readme(plan, today).encode()
        now = (today.year, today.month, today.day, 0, 0, 0)
        zip.writestr(_entry(README, now), readme)
        sums.append(_sum(readme, README))
        for piece in plan.files:
            try:
                content = content_of(piece.path)
            except FileNotFoundError:
                continue  # deleted a moment ago
            except (OSError, Damaged):
                unread.append(piece.name)
                continue
            zip.writestr(_entry(piece.name, _changed(piece)), content)
            sums.append(_sum(content, piece.name))
        zip.writestr(_entry(SUMS, now), "".join(sums).encode())
    return tuple(unread)


def _sum(content: bytes, name: str) -> str:
    """Return a line as `sha256sum` writes and reads it."""
    return f"{hashlib.sha256(content).hexdigest()}  {name}\n"


def _entry(name: str, when: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, max(when, _EARLIEST))
    entry.create_system = 3  # so that the mode means something
    entry.external_attr = 0o100600 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _changed(piece: Piece) -> tuple[int, int, int, int, int, int]:
    try:
        time = datetime.fromtimestamp(piece.about.st_mtime)
    except (OverflowError, ValueError, OSError):
        return _EARLIEST
    if time.year > 2107:  # the last that a zip knows
        return _EARLIEST
    return (time.year, time.month, time.day, time.hour, time.minute, time.second)


def _give_name(spare: Path, target: Path) -> None:
    """Make `spare` the file at `target`, if there is none."""
    try:
        os.link(spare, target)
    except FileExistsError:
        require_free(target)
        raise
    except OSError:  # a file system without second names, such as that of most USB sticks
        require_free(target)
        rename(spare, target)


def _sweep(target: Path) -> None:
    """Remove what an earlier try, killed half-way, left beside `target`: words are in it."""
    start, end = f".{target.name}.", ".tmp"
    with suppress(OSError):
        for place in target.parent.iterdir():
            middle = place.name.removeprefix(start).removesuffix(end)
            if place.name == f"{start}{middle}{end}" and len(middle) == 8 and middle.isalnum():
                place.unlink()


def _can_be_named(name: str) -> bool:
    """Return whether every unpacking program makes the same of a name."""
    return name.isprintable() and "\\" not in name and not _is_half(name)


def _is_half(name: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in name)  # bytes that are no text


def _readme(plan: Packing, today: date) -> str:
    day = today.isoformat()
    parts = [
        (
            _("What this is"),
            _("Everything that Coach kept on one machine, on {day}.").format(day=day),
        ),
        (
            _("What is in it"),
            _("sessions: what was answered, one file for each message that was begun."),
            _("families: the children's cards."),
            _("log: who said what to whom, and what was agreed."),
            *(
                [_("notes: a coach's own notes. Pass this zip on to nobody.")]
                if plan.count("sitting", "notes")
                else []
            ),
        ),
    ]
    if plan.locked:
        parts.append(
            (
                _("It is locked"),
                _(
                    "The files are locked with a passphrase, and key.age holds the key. Without "
                    "that passphrase nobody can read them. With it, Coach can, and so can the "
                    "program age (age-encryption.org): age -d -i key.age FILE"
                ),
            )
        )
    else:
        parts += [
            (
                _("How to read it without Coach"),
                _(
                    "Each file that ends in .toml is plain text: open it in any editor. What was "
                    "answered stands under [answers], each with the name of its question. A file "
                    "that ends in .bak is the version before. One with “damaged” in its name was "
                    "broken, and is kept so that a person can look into it."
                ),
            ),
            (
                _("Who can read it"),
                _("Whoever has it: it is not locked. Keep it as you would a letter."),
            ),
        ]
    parts += [
        (_("How to bring it back"), "coach data import FILE.zip"),
        (
            _("How to see that nothing is damaged"),
            _("Unpack it, and in the folder: sha256sum -c {name}").format(name=SUMS),
        ),
    ]
    return "\n".join(_wrapped(*part) for part in parts)


def _wrapped(heading: str, *texts: str) -> str:
    lines = [line for text in texts for line in textwrap.wrap(text, 76)]
    return "\n".join([heading, *(f"  {line}" for line in lines)]) + "\n"
