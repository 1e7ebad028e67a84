"""What a coach keeps of one family, for their own eyes: notes, and the hours that were held.

It lies in a folder of its own and is in no export and no hand-over. As a value, and as the
table of a TOML file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from coach.casebook.talks import as_table
from coach.casebook.toml import Damaged
from coach.casebook.upgrades import Table
from coach.errors import CoachError
from coach.language import _

FORMAT = 1
MOST_NOTES = 2_000
"""Notes of one family: some ten years of them."""
LONGEST_NOTE = 20_000
"""Characters of one note."""

T = TypeVar("T", bound=msgspec.Struct)


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One note.

    Attributes:
        id: tells it from the others of the same family.
        at: when it was written; aware.
        text: what it says.
        extra: keys from another version of Coach.
    """

    id: str
    at: datetime
    text: str = ""
    extra: Mapping[str, Any] = {}


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the agenda of an hour.

    Attributes:
        kind: what it is (`desk.agenda.Kind`); about: which scenario, session or the like.
        planned: minutes. spent: seconds.
        done: somebody ticked it off.
        extra: keys from another version of Coach.
    """

    kind: str
    about: str = ""
    planned: int = 0
    spent: float = 0.0
    done: bool = False
    extra: Mapping[str, Any] = {}


class Hour(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting of a coach and a family.

    Attributes:
        id: tells it from the others of the same family.
        began: when; aware.
        minutes: how long it was to be.
        parts: its agenda, with what each part took.
        at: which part it is in, from 0.
        closed: when it ended, ISO, or empty while it goes on.
        next: the day they meet again, ISO, or empty.
        extra: keys from another version of Coach.
    """

    id: str
    began: datetime
    minutes: int = 60
    parts: tuple[Part, ...] = ()
    at: int = 0
    closed: str = ""
    next: str = ""
    extra: Mapping[str, Any] = {}


class Notebook(msgspec.Struct, frozen=True, kw_only=True):
    """All that a coach keeps of one family.

    Attributes:
        family: the id of the child's card: the name of its file.
        notes, hours: oldest first.
        draft: a note that is being typed; draft_of: the id of the note it changes, or empty.
        format, extra: as in every file of the casebook.
    """

    family: str
    notes: tuple[Note, ...] = ()
    hours: tuple[Hour, ...] = ()
    draft: str = ""
    draft_of: str = ""
    format: int = FORMAT
    extra: Mapping[str, Any] = {}

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it to keep."""
        return not (self.notes or self.hours or self.draft or self.extra)

    def note(self, id: str) -> Note | None:
        """Return the note of this id, or None."""
        return next((one for one in self.notes if one.id == id), None)

    @property
    def newest_first(self) -> tuple[Note, ...]:
        """The notes as they are listed."""
        return tuple(sorted(self.notes, key=lambda one: (one.at, one.id), reverse=True))


# ------------------------------------------------------------------ as a file


def to_table(book: Notebook) -> Table:
    """Return `book` as the table of its file."""
    table: Table = {"format": book.format, "family": book.family, **book.extra}
    for key in ("draft", "draft_of"):
        if getattr(book, key):
            table[key] = getattr(book, key)
    for key in ("notes", "hours"):
        if getattr(book, key):
            table[key] = [as_table(each) for each in getattr(book, key)]
    return table


def from_table(family: str, table: Table) -> Notebook:
    """Return the notebook that a file's table holds.

    Raises:
        Damaged: it is not the table of one.
        CoachError: a newer Coach made it.
    """
    format = table.get("format")
    if isinstance(format, int) and not isinstance(format, bool) and format > FORMAT:
        raise CoachError(
            _("A newer Coach made these notes (format {theirs}, here {ours}).").format(
                theirs=format, ours=FORMAT
            ),
            advice=_("Open them with that Coach, or bring this one up to date."),
        )
    if format != FORMAT:
        raise Damaged(_("It does not say which format it has."))
    ours = _parted(table, Notebook)
    ours["notes"] = [_parted(each, Note) for each in _rows(table, "notes")]
    ours["hours"] = [
        {
            **_parted(each, Hour),
            "parts": [_parted(part, Part) for part in _rows(each, "parts")],
        }
        if isinstance(each, dict)
        else each
        for each in _rows(table, "hours")
    ]
    try:
        book = msgspec.convert({**ours, "family": family}, Notebook)
    except msgspec.ValidationError as error:
        raise Damaged(_("These are no notes ({reason}).").format(reason=error)) from None
    return replace(
        book,
        notes=tuple(replace(one, at=_aware(one.at)) for one in book.notes),
        hours=tuple(replace(one, began=_aware(one.began)) for one in book.hours),
    )


def _rows(table: Table, key: str) -> list[Any]:
    rows = table.get(key, [])
    if not isinstance(rows, list):
        raise Damaged(_("These are no notes ({reason}).").format(reason=key))
    return rows


def _parted(table: Any, shape: type[T]) -> Any:
    """Return what `shape` knows of a table, and the rest of it as `extra`."""
    if not isinstance(table, dict):
        return table  # convert() says what is wrong with it
    known = frozenset(shape.__struct_fields__) - {"extra"}
    ours = {key: value for key, value in table.items() if key in known}
    return {**ours, "extra": {key: value for key, value in table.items() if key not in known}}


def _aware(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)


# ------------------------------------------------------------------ changes, each a new value


def with_note(book: Notebook, id: str, text: str, at: datetime) -> Notebook:
    """Return `book` with a note more; with one that has this id already, saying this now.

    What was being typed is that note now. An empty text changes nothing else.

    Raises:
        CoachError: there are too many notes.
    """
    text = text[:LONGEST_NOTE].strip()
    book = replace(book, draft="", draft_of="")
    if not text:
        return book
    if book.note(id) is not None:
        notes = tuple(replace(one, text=text) if one.id == id else one for one in book.notes)
        return replace(book, notes=notes)
    if len(book.notes) >= MOST_NOTES:
        raise CoachError(
            _("There is no room for more notes on this family."),
            advice=_("Delete some that have served their time."),
        )
    return replace(book, notes=(*book.notes, Note(id=id, at=at, text=text)))


def without_note(book: Notebook, id: str) -> Notebook:
    """Return `book` without the note of this id."""
    return replace(book, notes=tuple(one for one in book.notes if one.id != id))


def with_draft(book: Notebook, text: str, of: str = "") -> Notebook:
    """Return `book` with a note that is being typed; `of` is the one it changes."""
    text = text[:LONGEST_NOTE]
    return replace(book, draft=text, draft_of=of if text else "")


def with_hour(book: Notebook, hour: Hour) -> Notebook:
    """Return `book` with an hour more, or with this in the place of the one of its id."""
    if any(one.id == hour.id for one in book.hours):
        hours = tuple(hour if one.id == hour.id else one for one in book.hours)
    else:
        hours = (*book.hours, hour)
    return replace(book, hours=hours)


def united(mine: Notebook, theirs: Notebook) -> Notebook:
    """Return `mine` with what only `theirs` has. What both have stays as it is here."""
    return replace(
        mine,
        notes=_union(mine.notes, theirs.notes),
        hours=_union(mine.hours, theirs.hours),
        draft=mine.draft or theirs.draft,
        draft_of=mine.draft_of if mine.draft else theirs.draft_of,
        extra={**theirs.extra, **mine.extra},
    )


def _union(mine: Iterable[Any], theirs: Iterable[Any]) -> tuple[Any, ...]:
    """Return both; of two with one id and other words, theirs gets an id that follows from it."""
    found = {one.id: one for one in mine}
    for one in theirs:
        here = found.get(one.id)
        if here is None:
            found[one.id] = one
        elif here != one and one not in found.values():
            id = f"{one.id}-theirs"
            while id in found and replace(found[id], id=one.id) != one:
                id += "-2"
            found[id] = replace(one, id=id)
    return tuple(found.values())
