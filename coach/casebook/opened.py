"""What a store of sessions does, wherever it keeps them.

`casebook.Casebook` keeps them in folders, `unsaved.Unsaved` in memory. Both give out an
`OpenSession`: the value as it stands, and a `save` that writes at once. None of this is
for two threads at a time.
"""

from __future__ import annotations

import os
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path, PurePath
from types import TracebackType
from typing import NamedTuple, Self

from msgspec.structs import replace

from coach.casebook.family import Family
from coach.casebook.log import Entry
from coach.casebook.session import FORMAT, Edit, Session, to_table
from coach.casebook.toml import render
from coach.errors import CoachError
from coach.language import _
from coach.scenario.text import clean_line

_LONGEST = 120
"""Characters of a title in a list. A file may say anything."""

Clock = Callable[[], datetime]

# No l and 1, no o and 0: ids are read aloud, and typed. There are 32: one for each five bits.
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


class Summary(NamedTuple):
    """What a list of sessions shows. `answers` is how many; texts are on one line.

    `family` is the id of the child's card it belongs to, or empty.
    """

    id: str
    scenario: str
    title: str
    updated: datetime
    finished: bool
    answers: int
    family: str = ""
    archived: bool = False


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
        self._last = render(to_table(session))

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
        # By content, not by identity: someone may have changed a dict in place.
        if render(to_table(session)) == self._last:
            return
        session = replace(session, updated=self._clock())
        last = render(to_table(session))
        id = self._write(session.id, last)
        self.session, self._last = replace(session, id=id), last

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


class Store(ABC):
    """Where sessions are kept.

    Attributes:
        damaged: what the last `summaries` found that could not be read.
    """

    damaged: tuple[Damage, ...] = ()

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
    def search(self, text: str) -> tuple[Summary, ...]:
        """Return sessions, cards and entries that hold every word of `text`, newest first."""

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

    def latest_unfinished(self) -> str:
        """Return the id of the session that was saved last of those not finished, or ""."""
        begun = (line.id for line in self.summaries() if not (line.finished or line.archived))
        return next(begun, "")


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


def summary(session: Session) -> Summary:
    """Return the line for `session` in a list. A file may say anything: its texts are cleaned."""
    return Summary(
        id=session.id,
        scenario=clean_line(session.scenario)[:_LONGEST],
        title=clean_line(session.title)[:_LONGEST],
        updated=_sound(session.updated),
        finished=session.finished,
        answers=len(session.answers),
        family=session.family,
        archived=session.archived,
    )


def _sound(time: datetime) -> datetime:
    """Return a time that can be told in every zone: the ends of the calendar can't."""
    return time if 1 < time.year < 9999 else datetime(1970, 1, 1, tzinfo=UTC)


def newest_first(summaries: Iterable[Summary]) -> tuple[Summary, ...]:
    """Return `summaries` in the order of a list."""
    return tuple(sorted(summaries, key=lambda line: (line.updated, line.id), reverse=True))


def holds_words(session: Session, words: Iterable[str]) -> bool:
    """Return whether `session` says each of `words` (casefolded), as part of a word or whole."""
    said = "\n".join(_texts([session.title, session.answers, session.drafts, session.edits]))
    folded = said.casefold()
    return all(word in folded for word in words)


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case date():
            yield value.isoformat()
        case Edit():
            yield from (value.subject, value.body)
        case Mapping():
            for one in value.values():
                yield from _texts(one)
        case list() | tuple():
            for one in value:
                yield from _texts(one)


def missing(id: str) -> CoachError:
    """Return what to say of a session that isn't there."""
    return CoachError(
        _("There is no session of this name."),
        where=clean_line(id)[:80],
        advice=_("It may have been deleted. The home screen shows what there is."),
    )
