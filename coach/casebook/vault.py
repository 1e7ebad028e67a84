"""The lock of a casebook: words are sealed on their way to the disk, and opened on their way back.

Files keep their names. What lies in them is armoured age, so that an editor shows at once
what it is and no tool mangles it. The key (`key`) is in memory from when the passphrase was
given until the program ends. `locking` puts the lock on, takes it off, and ends what a
killed program began.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coach.casebook import key
from coach.casebook.key import Passphrase, WrongPassphrase
from coach.casebook.seal import Locked
from coach.casebook.toml import Damaged
from coach.errors import CoachError
from coach.language import _

if TYPE_CHECKING:
    from pyrage.x25519 import Identity

UNFINISHED = "lock.unfinished"
"""The file that is there while the lock is put on (it says `on`) or taken off (`off`)."""

_HEADS = (b"-----BEGIN AGE ENCRYPTED FILE-----", b"age-encryption.org/")

Tell = Callable[[int, int], None]
"""Called with how many files are done, and of how many."""


def is_sealed(content: bytes) -> bool:
    """Return whether `content` is age's, by its first bytes."""
    return content.startswith(_HEADS)


class Vault:
    """The seal of the casebook in `folder`; without a key there, no lock.

    Args:
        folder: the casebook's. Nothing is made there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._identity: Identity | None = None
        self._key = b""

    # -------------------------------------------------------------- with and without the key

    @property
    def has_lock(self) -> bool:
        """Whether the casebook has a lock."""
        return key.there(self.folder)

    @property
    def locked(self) -> bool:
        """Whether the passphrase is needed now."""
        return self.has_lock and self._identity is None

    def unlock(self, passphrase: Passphrase, tell: Tell | None = None) -> str:
        """Open the casebook, and end what a killed program has begun with its lock.

        Returns:
            What went wrong in healing a twin or ending what was begun; mostly "".

        Raises:
            WrongPassphrase: it is another one.
            CoachError: the key is damaged and so is its twin; or another window is changing it.
        """
        from coach.casebook import locking

        identity, content = self._unwrapped(passphrase)
        self.take(identity, content)
        try:
            locking.heal(self, content)
            if not self.unfinished:
                return ""
            locking.finish(self, tell)
        except locking.Busy:
            self.forget()
            raise
        except CoachError as error:
            return str(error)  # what was sealed can be read: that comes first
        return ""

    def take(self, identity: Identity | None, content: bytes) -> None:
        """Work with this key from now on; `content` is its file, empty for no lock."""
        self._identity, self._key = identity, content

    def rewrap(self, passphrase: Passphrase) -> None:
        """Give the key that is in memory another passphrase, on the disk.

        Raises:
            CoachError: it can't be written. The passphrase before still opens it.
        """
        assert self._identity is not None
        content = key.wrap(self._identity, passphrase)
        key.unwrap(content, passphrase)  # before the one that opens is gone
        key.write(self.folder, content)
        self.take(self._identity, content)

    def forget(self) -> None:
        """Lock up: the passphrase is needed again."""
        self.take(None, b"")

    def _unwrapped(self, passphrase: Passphrase) -> tuple[Identity, bytes]:
        """Return the key, and the file it is in: one that a damaged twin is healed from."""
        contents = key.twins(self.folder)
        wrong: CoachError | None = None
        for content in contents:
            try:
                identity = key.unwrap(content, passphrase)
            except WrongPassphrase as error:
                wrong = error
                continue
            except Damaged as error:
                wrong = wrong or _ruined(self.folder, str(error))
                continue
            return identity, content
        raise wrong or _ruined(self.folder, _("It was gone."))

    # -------------------------------------------------------------- the seal

    @property
    def locks(self) -> bool:
        """Whether what is written now can only be read with the passphrase."""
        return self._identity is not None or self.has_lock

    @property
    def unfinished(self) -> str:
        """What was begun with the lock and is not done: `on`, `off` or ""."""
        if not self.has_lock:
            return ""
        try:
            return (self.folder / UNFINISHED).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def ready(self) -> None:
        """Make sure that what is written now can be read later, by whoever holds the passphrase.

        To be asked under the session's lock: who changes the lock of the casebook looks at those.

        Raises:
            Locked: another window has put the lock on, taken it off or changed it.
        """
        self.require_key()
        if self._identity is not None and self.unfinished == "off":
            raise self._changed()

    def require_key(self) -> None:
        """Make sure that the key in memory, or none, is the one of the casebook.

        Raises:
            Locked: it is not.
        """
        if self._identity is not None:
            if self._key not in key.twins(self.folder):
                raise self._changed()
        elif self.has_lock:
            raise Locked(
                _("This casebook is locked."),
                where=str(self.folder),
                advice=_("Close Coach here and open it again: it asks for the passphrase."),
            )

    def _changed(self) -> Locked:
        return Locked(
            _("The lock of this casebook was changed in another window."),
            where=str(self.folder),
            advice=_("Close Coach here and open it again. What was saved is safe."),
        )

    def close(self, content: bytes) -> bytes:
        """Return what to write for `content`.

        Raises:
            Locked: as `ready`.
        """
        self.ready()
        return content if self._identity is None else self.seal(content)

    def open(self, content: bytes) -> bytes:
        """Return the content of what was written; content that was never sealed comes back as is.

        Raises:
            Damaged: not a byte of it can be trusted any more.
            Locked: the passphrase has not been given.
            CoachError: the key is gone.
        """
        if not is_sealed(content):
            return content
        if self._identity is None:
            self.ready()
            raise CoachError(
                _("This file is locked, and its key is gone."),
                where=str(self.folder / key.KEY),
                advice=_("Put key.age back there, from wherever you keep copies of this folder."),
            )
        try:
            return self.unseal(content)
        except Damaged:
            self.ready()  # another key, after another window was at it: no damage
            raise

    def seal(self, content: bytes) -> bytes:
        """Return `content` sealed, whatever is going on with the lock."""
        import pyrage

        assert self._identity is not None
        return pyrage.encrypt(content, [self._identity.to_public()], armored=True)

    def unseal(self, content: bytes) -> bytes:
        """Return what `seal` was given.

        Raises:
            Damaged: it was sealed with another key, or has changed since.
        """
        import pyrage

        assert self._identity is not None
        try:
            return pyrage.decrypt(content, [self._identity])
        except pyrage.DecryptError:
            raise Damaged(
                _("It was changed since it was locked, or locked with another key.")
            ) from None


def _ruined(folder: Path, why: str) -> CoachError:
    return CoachError(
        _("The key of this casebook is damaged. {reason}").format(reason=why),
        where=str(folder / key.KEY),
        advice=_("Put back key.age from a copy of this folder. Nothing here was changed."),
    )
