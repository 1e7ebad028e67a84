"""Putting the lock on a casebook, taking it off, and giving it another passphrase.

At no instant is there a file that nobody can open: the key is on the disk, twice, before the
first file is sealed, and goes after the last one was opened. A file that says what was begun
lies beside it all the while. So a program killed anywhere in between leaves a casebook
that opens, and the next `Vault.unlock` ends what was begun.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.casebook import files, key
from coach.casebook.disk import make_folder, sync, unwritable
from coach.casebook.key import Passphrase
from coach.casebook.lock import Lock, SessionInUse
from coach.casebook.records import FOLDERS
from coach.casebook.rewriting import KEPT_KEY, rewrite_all
from coach.casebook.vault import UNFINISHED, Tell, Vault, is_sealed
from coach.errors import CoachError
from coach.language import _


class Busy(CoachError):
    """Another program is at work on the lock, or has something of the casebook open."""


def lock(vault: Vault, passphrase: Passphrase, tell: Tell | None = None) -> None:
    """Lock the casebook: seal every file of it, and leave `vault` unlocked.

    Raises:
        Busy: another window has something open. Nothing was changed.
        CoachError: it is locked already; or it can't be written. Then it goes on at the
            next `Vault.unlock`, if it had begun.
    """
    key.require_sound(passphrase)
    identity = key.new_identity()
    content = key.wrap(identity, passphrase)
    key.unwrap(content, passphrase)  # a lock that can't be opened would be the loss of all
    with _alone(vault):
        if vault.has_lock:
            raise CoachError(
                _("This casebook is locked already."),
                advice=_("For another passphrase: coach lock --change"),
            )
        key.put(vault.folder / UNFINISHED, b"on\n")
        try:
            key.write(vault.folder, content)
            _require_nothing_open(vault.folder)
        except BaseException:
            key.remove(vault.folder)
            _remove_mark(vault.folder)
            raise
        vault.take(identity, content)
        _seal_all(vault, tell)


def change(vault: Vault, passphrase: Passphrase) -> None:
    """Give the casebook another passphrase. No file but the key is written.

    Until both key and twin are, either passphrase opens it.

    Args:
        vault: unlocked.

    Raises:
        Busy: another window has something open.
        CoachError: the new one won't do; or it can't be written.
    """
    key.require_sound(passphrase)
    with _alone(vault):
        vault.require_key()
        _require_nothing_open(vault.folder)
        vault.rewrap(passphrase)


def take_off(vault: Vault, tell: Tell | None = None) -> tuple[str, ...]:
    """Take the lock off: every file is as it was before, for anyone to read.

    Args:
        vault: unlocked. After this it has no lock.

    Returns:
        The names of files that could not be opened; they were set aside, and the key kept.

    Raises:
        Busy: another window has something open. Nothing was changed.
        CoachError: it can't be written. It goes on at the next `Vault.unlock`.
    """
    with _alone(vault):
        vault.require_key()
        before = vault.unfinished
        key.put(vault.folder / UNFINISHED, b"off\n")
        try:
            _require_nothing_open(vault.folder)
        except BaseException:
            if before:
                key.put(vault.folder / UNFINISHED, before.encode() + b"\n")
            else:
                _remove_mark(vault.folder)
            raise
        return _unseal_all(vault, tell)


def heal(vault: Vault, content: bytes) -> None:
    """Make key and twin the same again, where one is damaged or a change was cut short.

    Args:
        content: the one that opened.

    Raises:
        CoachError: it can't be written.
    """
    if key.are_twins(vault.folder):
        return
    try:
        with _alone(vault):
            if content in key.twins(vault.folder):  # else another window has just changed it
                key.heal(vault.folder, content)
    except Busy:
        return  # whoever is at it writes both


def finish(vault: Vault, tell: Tell | None = None) -> None:
    """End what a killed program began with the lock of this casebook.

    Args:
        vault: unlocked.

    Raises:
        Busy: another program is at it now.
        CoachError: a file can't be read or written.
    """
    with _alone(vault):
        vault.require_key()
        begun = vault.unfinished
        if begun:
            _require_nothing_open(vault.folder)
        if begun == "on":
            _seal_all(vault, tell)
        elif begun == "off":
            _unseal_all(vault, tell)


def seal_rest(vault: Vault, tell: Tell | None = None) -> None:
    """Seal what lies readable in a locked casebook: a file put back from a copy, say.

    Args:
        vault: unlocked.

    Raises:
        Busy: another window has something open.
        CoachError: a file can't be read or written.
    """
    with _alone(vault):
        vault.require_key()
        _require_nothing_open(vault.folder)
        _seal_all(vault, tell)


# ------------------------------------------------------------------ step by step


def _seal_all(vault: Vault, tell: Tell | None) -> None:
    def sealed(content: bytes) -> bytes:
        return content if is_sealed(content) else vault.seal(content)

    rewrite_all(vault.folder, sealed, tell)
    _remove_mark(vault.folder)


def _unseal_all(vault: Vault, tell: Tell | None) -> tuple[str, ...]:
    def opened(content: bytes) -> bytes:
        return vault.unseal(content) if is_sealed(content) else content

    ruined = rewrite_all(vault.folder, opened, tell)
    if ruined:
        _keep_key(vault.folder)
    key.remove(vault.folder)
    vault.forget()
    _remove_mark(vault.folder)
    return ruined


def _keep_key(folder: Path) -> None:
    """Keep the key of files that did not open; another that was kept before stays."""
    content, number, place = key.twins(folder)[0], 1, folder / KEPT_KEY
    while place.exists() and not files.holds(place, content):
        number += 1
        place = folder / f"{Path(KEPT_KEY).stem}-{number}.age"
    key.put(place, content)


def _remove_mark(folder: Path) -> None:
    try:
        (folder / UNFINISHED).unlink(missing_ok=True)
        sync(folder)
    except OSError as error:
        raise unwritable(folder / UNFINISHED, error) from error


# ------------------------------------------------------------------ nobody else


@contextmanager
def _alone(vault: Vault) -> Iterator[None]:
    """Keep every other program from changing the lock of this casebook."""
    try:
        make_folder(vault.folder)
    except OSError as error:
        raise unwritable(vault.folder, error) from error
    try:
        mine = Lock(vault.folder, "casebook")
    except SessionInUse:
        raise Busy(
            _("Another window is changing the lock of this casebook just now."),
            where=str(vault.folder),
            advice=_("Wait until it is done, then try again."),
        ) from None
    try:
        yield
    finally:
        mine.release()


def _require_nothing_open(folder: Path) -> None:
    """Raise if any window has a session, a card or an entry open.

    From before this on, `Vault.ready` refuses every other program that would open one.
    """
    for shelf in FOLDERS:
        for path in (folder / shelf).glob(".*.lock"):
            try:
                Lock(folder / shelf, path.name[1 : -len(".lock")]).release()
            except SessionInUse as error:
                raise Busy(
                    _("Another window of Coach has something of this casebook open."),
                    where=error.id,
                    advice=_("Close it there first, then try again. Nothing was changed."),
                ) from None
