"""What stands between the words of a casebook and the disk: nothing, or a lock (`vault`)."""

from __future__ import annotations

from typing import Protocol

from coach.errors import CoachError


class Locked(CoachError):
    """The passphrase is needed first, for the first time or again."""


class Seal(Protocol):
    """Turns the content of a file into what lies on the disk, and back."""

    @property
    def locked(self) -> bool:
        """Whether the passphrase is needed now."""

    @property
    def locks(self) -> bool:
        """Whether what is written now can only be read with the passphrase.

        To be asked each time: `Casebook.seal` is a `vault.Vault`, with a lock or without one,
        and another window may put one on.
        """

    def ready(self) -> None:
        """Make sure that what is written now can be read later.

        Raises:
            Locked: the passphrase has not been given, or another window changed the lock.
        """

    def close(self, content: bytes) -> bytes:
        """Return what to write for `content`.

        Raises:
            Locked: as `ready`.
        """

    def open(self, content: bytes) -> bytes:
        """Return the content of what was written; content that was never sealed comes back as is.

        Raises:
            Damaged: it can't be opened any more.
            Locked: the passphrase has not been given.
        """


class Plain:
    """No lock: what is written can be read by anyone who may read the folder."""

    locked = False

    @property
    def locks(self) -> bool:
        """Never."""
        return False

    def ready(self) -> None:
        """It always is."""

    def close(self, content: bytes) -> bytes:
        """Return `content`."""
        return content

    def open(self, content: bytes) -> bytes:
        """Return `content`."""
        return content


PLAIN = Plain()
