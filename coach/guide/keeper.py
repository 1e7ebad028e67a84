"""What keeps a session while one sits over it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from coach.casebook.session import Session


class Keeper(Protocol):
    """What keeps a session: an open file of the casebook, or memory with --no-save."""

    @property
    def session(self) -> Session:
        """The session as it was last read or saved."""

    def save(self, session: Session) -> None:
        """Put `session` on disk, whole or not at all."""

    def forget_before(self) -> None:
        """Drop the version before the present one: it may say what a person has deleted."""

    @property
    def path(self) -> Path | None:
        """The file it is kept in, None with --no-save."""

    def take_notice(self) -> str:
        """Return, once, what to tell the person about how it is kept; mostly nothing."""


class AsKept:
    """Keeps nothing: a session that is only read."""

    path = None

    def __init__(self, session: Session) -> None:
        self.session = session

    def save(self, session: Session) -> None:
        """Leave what is kept as it is."""

    def forget_before(self) -> None:
        """Leave what is kept as it is."""

    def take_notice(self) -> str:
        """Nothing to tell."""
        return ""
