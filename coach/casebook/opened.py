"""What a store of sessions does, wherever it keeps them.

`casebook.Casebook` keeps them in folders, `unsaved.Unsaved` in memory. Both give out an
`OpenSession`: the value as it stands, and a `save` that writes at once. None of this is
for two threads at a time.
"""

from __future__ import annotations

import os
import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path, PurePath
from types import TracebackType
from typing import NamedTuple, Self

from msgspec.structs import replace

from coach.casebook.family import Family
from coach.casebook.key import Passphrase
from coach.casebook.log import Entry, Promise, due
from coach.casebook.notebook import Notebook
from coach.casebook.session import FORMAT, Session, to_table
from coach.casebook.summary import Summary as Summary  # for those who ask here
from coach.casebook.toml import Pieces, render
from coach.casebook.upgrades import Table
from coach.casebook.vault import Tell
from coach.errors import CoachError
from coach.language import _
from coach.scenario.text import clean_line

Clock = Callable[[], datetime]

# No l and 1, no o and 0: ids are read aloud, and typed. There are 32: one for each five bits.
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


class Damage(NamedTuple):
    """A file among the sessions that could not be read, by name, and why."""

    name: str
    what: str

    def __str__(self) -> str:
        return f"{self.name}: {self.what}"


class OpenSession(ABC):
    """One session, open for writing. Close it, or use `with`.

    Attributes:
        session: as it was last saved or, before that, opened. `session.id` may change
            with a `save`: see there.
    """

    def __init__(self, session: Session, clock: Clock, notice: str = "") -> None:
        self.session = session
        self._notice = notice
        self._clock = clock
        self._last = _says(to_table(session))
        self._rendered: Pieces = {}

    def take_notice(self) -> str:
        """Return what the person should be told about opening or saving, once; mostly ""."""
        notice, self._notice = self._notice, ""
        return notice

    def save(self, session: Session) -> None:
        """Keep `session` now, if anything in it is new.

        `id`, `created` and `updated` are looked after here, whatever `session` says. When
        another program has written the file meanwhile, it is left alone, and this session
        goes on under a new id, beside it; the notice says so.

        Raises:
            SessionInUse: another program has it open.
            CoachError: it can't be written. What was saved before stands; try again.
        """
        mine = self.session
        session = replace(
            session, id=mine.id, format=FORMAT, created=mine.created, updated=mine.updated
        )
        table = to_table(session)
        if (says := _says(table)) == self._last:
            return
        table["updated"] = self._clock()
        id = self._write(session.id, render(table, self._rendered))
        self.session = replace(session, id=id, updated=table["updated"])
        self._last = says

    def forget_before(self) -> None:  # noqa: B027  # in memory there is no version before
        """Drop the version before the present one: it may say what a person has deleted.

        Raises:
            CoachError: it can't be deleted.
        """

    @property
    @abstractmethod
    def path(self) -> Path | None:
        """The file it is kept in (or will be), None where there is none."""

    @abstractmethod
    def close(self) -> None:
        """Let others open it. Saves nothing."""

    @abstractmethod
    def _write(self, id: str, content: bytes) -> str:
        """Keep `content` as session `id`, and return the id it is kept under."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _says(table: Table) -> str:
    """Return all that a session says but when it was saved, to be compared: `render` takes longer.

    By content, not by identity: someone may have changed a dict in place.
    """
    return repr({**table, "updated": None})


class Store(ABC):
    """Where sessions are kept.

    Attributes:
        damaged: what the last list found that could not be read.
    """

    damaged: tuple[Damage, ...] = ()

    @property
    def has_lock(self) -> bool:
        """Whether there is a passphrase, given or not."""
        return False

    @property
    def locked(self) -> bool:
        """Whether a passphrase is needed before anything can be read."""
        return False

    def unlock(self, passphrase: Passphrase, tell: Tell | None = None) -> str:
        """Open what is locked, for as long as this program runs.

        Returns:
            What the person should be told, such as what could not be done; mostly "".

        Args:
            tell: told how far it is, where a killed program left much to do.

        Raises:
            WrongPassphrase: it is another one.
            CoachError: the key is damaged, or another window is changing the lock.
        """
        return ""

    def lock_up(self) -> bool:
        """Ask for the passphrase again before the next thing; say whether there is a lock."""
        return False

    @abstractmethod
    def create(self, scenario: str, *, family: str = "", origin: str = "") -> OpenSession:
        """Return a new session. Nothing is kept before its first save.

        Args:
            family: the id of the child's card it belongs to, or "".
            origin: the id of the session that it is made from, or "".
        """

    @abstractmethod
    def summaries(self) -> tuple[Summary, ...]:
        """Return the sessions there are, newest first, archived ones too. Changes nothing."""

    @abstractmethod
    def families(self) -> tuple[Family, ...]:
        """Return the children's cards, newest first, archived ones too. Changes nothing."""

    @abstractmethod
    def entries(self, family: str = "") -> tuple[Entry, ...]:
        """Return the contact log, oldest first: of one family, or of all. Changes nothing."""

    @abstractmethod
    def search(self, text: str, limit: int | None = None) -> tuple[Summary, ...]:
        """Return sessions, cards and entries that hold every word of `text`, newest first.

        Whole words or their beginnings, without regard to capitals and accents.

        Args:
            limit: so many at most; `found` says how many there are.
        """

    def found(self, text: str) -> int:
        """Return how many `search` would find without a limit."""
        return len(self.search(text))

    def due(self, today: date, ahead: int = 3) -> tuple[Promise, ...]:
        """Return the open promises that are due or overdue, in order; see `log.due`."""
        return due(self.entries(), today, ahead)

    def refresh(self) -> bool:
        """Look for what was changed by hand since the last list; say whether anything was.

        For after the first list: a list finds by itself what was added, replaced or
        deleted, but not what a person edited in place.
        """
        return False

    def close(self) -> None:  # noqa: B027  # memory needs none
        """Let go of what lists are made of. Harmless to leave out."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @abstractmethod
    def look(self, id: str) -> Session:
        """Return a session, card or entry as it is kept, for reading; it may be in use.

        Raises:
            CoachError: as `open`.
        """

    @abstractmethod
    def open(self, id: str) -> OpenSession:
        """Open a session for writing.

        Raises:
            SessionInUse: another program has it open.
            CoachError: it isn't there, is damaged beyond help, or was made by a newer Coach.
        """

    @abstractmethod
    def copy(self, id: str) -> OpenSession:
        """Return a new session, kept already, that says what `id` says. `id` may be in use.

        Raises:
            CoachError: as `open`.
        """

    @abstractmethod
    def delete(self, id: str) -> None:
        """Delete a session and everything that was kept of it.

        Raises:
            SessionInUse: another program has it open.
            CoachError: it isn't there, or can't be deleted.
        """

    def archive(self, id: str, *, away: bool = True) -> None:
        """Put a session, card or entry away, out of the lists, or bring it back.

        Raises:
            SessionInUse: another program has it open.
            CoachError: as `open`; or it can't be written.
        """
        with self.open(id) as opened:
            opened.save(replace(opened.session, archived=away))

    def recent(self, limit: int, *, finished: bool, family: str = "") -> tuple[Summary, ...]:
        """Return the newest sessions that are finished, or not; none that were put away.

        Args:
            limit: so many at most.
            family: the id of a child's card; "" is all.
        """
        found = (
            one
            for one in self.summaries()
            if one.finished == finished and not one.archived and family in ("", one.family)
        )
        return tuple(islice(found, limit))

    def count(
        self, *, finished: bool | None = None, archived: bool | None = None, family: str = ""
    ) -> int:
        """Return how many sessions there are: of all, or of those that are as it is said.

        Args:
            finished, archived: None is either.
            family: the id of a child's card; "" is all.
        """
        return sum(
            finished in (None, one.finished)
            and archived in (None, one.archived)
            and family in ("", one.family)
            for one in self.summaries()
        )

    def latest_unfinished(self) -> str:
        """Return the id of the session that was saved last of those not finished, or ""."""
        return next((line.id for line in self.recent(1, finished=False)), "")

    # -------------------------------------------------------------- a coach's own notes

    @property
    @abstractmethod
    def has_desk(self) -> bool:
        """Whether a coach works here: the desk was opened once."""

    @abstractmethod
    def set_up_desk(self) -> None:
        """Make this a coach's machine.

        Raises:
            CoachError: the folder for notes can't be made.
        """

    @abstractmethod
    def notebook(self, family: str) -> Notebook:
        """Return a coach's notes on a family; empty where there are none.

        Raises:
            CoachError: they can't be read.
        """

    @abstractmethod
    def notebooks(self) -> tuple[Notebook, ...]:
        """Return a coach's notes on every family; what can't be read is added to `damaged`."""

    @abstractmethod
    def change_notes(
        self, family: str, change: Callable[[Notebook], Notebook], *, forget: bool = False
    ) -> Notebook:
        """Change a coach's notes on a family, and keep them at once.

        Args:
            change: makes the new notes of those that are kept now.
            forget: something was deleted, so the version before goes too.

        Raises:
            SessionInUse: another window is writing there just now.
            CoachError: they can't be read or written. What was kept before stands.
        """


# ------------------------------------------------------------------ what stores share


def now() -> datetime:
    """Return the time now, with this machine's offset: a person reads it in the file."""
    return datetime.now(UTC).astimezone()


def new_id(scenario: str, day: date) -> str:
    """Return an id such as `2026-11-21-first-contact-k3f9`; some million others fit a day."""
    about = (
        re.sub(r"[^a-z0-9]+", "-", PurePath(scenario).stem.lower()).strip("-")[:40].strip("-")
        or "session"
    )
    drawn = "".join(_LETTERS[byte % 32] for byte in _draw())
    return f"{day.isoformat()}-{about}-{drawn}"


def _draw() -> bytes:
    return os.urandom(4)


def missing(id: str) -> CoachError:
    """Return what to say of a session that isn't there."""
    return CoachError(
        _("There is no session of this name."),
        where=clean_line(id)[:80],
        advice=_("It may have been deleted. The home screen shows what there is."),
    )
