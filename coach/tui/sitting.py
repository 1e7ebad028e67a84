"""One sitting on screen: the guide, the open session behind it, and what is told of saving."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.language import _

if TYPE_CHECKING:
    from pathlib import Path

    from coach.casebook.session import Session
    from coach.casebook.store import OpenSession
    from coach.guide.guide import Guide
    from coach.guide.keeper import Keeper


class Watched:
    """A keeper that tells what became of each save.

    Args:
        keeper: what keeps the session.
        told: called with what the person should know; mostly nothing.
    """

    def __init__(self, keeper: Keeper, told: Callable[[str], None]) -> None:
        self._keeper = keeper
        self._told = told

    @property
    def session(self) -> Session:
        """The session as it was last read or saved."""
        return self._keeper.session

    def save(self, session: Session) -> None:
        """Save, and tell."""
        self._keeper.save(session)
        self._told(self._keeper.take_notice())

    def forget_before(self) -> None:
        """Drop the version before the present one."""
        self._keeper.forget_before()

    @property
    def path(self) -> Path | None:
        """The file it is kept in, None with --no-save."""
        return self._keeper.path

    def take_notice(self) -> str:
        """Return nothing: what there was to tell was told."""
        return ""


class Sitting:
    """What the screens of one session share.

    Attributes:
        guide: the rules, and where one is.
        open: the session's file, to close it; None where someone else looks after it.
        invented: the answers are a made-up family's: nothing of it goes into the casebook.
        half_said: a line of a rehearsal that was typed and not said.
    """

    def __init__(
        self, guide: Guide, open: OpenSession | None = None, *, invented: bool = False
    ) -> None:
        self.guide = guide
        self.open = open
        self.invented = invented
        self.half_said = ""

    @property
    def about(self) -> str:
        """Return “Leo · Say hello to a teacher”."""
        name = self.guide.keeper.session.title
        title = self.guide.scenario.title
        return f"{name} · {title}" if name else title

    def close(self) -> None:
        """Keep what was typed and let others open the session."""
        try:
            self.guide.leave()
        finally:
            self.drop()

    def drop(self) -> None:
        """Let others open the session, without what could not be kept."""
        if self.open is not None:
            self.open.close()


def last_words(sitting: Sitting | None) -> str:
    """Return in plain words that the program had to end, and where the answers are."""
    kept = sitting.open.path if sitting is not None and sitting.open is not None else None
    where = (
        _("Your answers are kept in {file}.").format(file=kept)
        if kept is not None and kept.exists()
        else _("What was saved before stands.")
    )
    return " ".join(
        [
            _("Coach had to stop because of a mistake of its own."),
            where,
            _("`coach resume` goes on from there."),
        ]
    )
