"""What stands between the words of a casebook and the disk: nothing, or a lock (`vault`)."""

from __future__ import annotations

from typing import Protocol


class Seal(Protocol):
    """Turns the content of a file into what lies on the disk, and back."""

    def close(self, content: bytes) -> bytes:
        """Return what to write for `content`."""

    def open(self, content: bytes) -> bytes:
        """Return the content of what was written; content that was never sealed comes back as is.

        Raises:
            Damaged: it can't be opened any more.
            CoachError: it is locked, and the passphrase has not been given.
        """


class Plain:
    """No lock: what is written can be read by anyone who may read the folder."""

    def close(self, content: bytes) -> bytes:
        """Return `content`."""
        return content

    def open(self, content: bytes) -> bytes:
        """Return `content`."""
        return content


PLAIN = Plain()
