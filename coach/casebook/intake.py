"""Taking in what an export holds: what is not here is added, and nothing here is changed.

What comes of it is the same however often it is done: a file that must have another name
gets one that follows from what it says. So killed half-way, it is done again.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from coach.casebook import files, notebook
from coach.casebook.casebook import Casebook
from coach.casebook.contents import pieces
from coach.casebook.lock import Lock
from coach.casebook.names import is_id_anywhere, kind_of
from coach.casebook.notebook import Notebook, united
from coach.casebook.parcel import Parcel
from coach.casebook.records import ShelfName, shelf_for
from coach.casebook.session import Session, from_table, to_table
from coach.casebook.toml import Damaged, parse, render
from coach.casebook.upgrades import Table
from coach.casebook.wholeness import marked, unmarked
from coach.errors import CoachError
from coach.language import _
from coach.scenario.text import clean_line

T = TypeVar("T")

Open = Callable[[bytes], bytes]
"""Returns the content of what was written, as `Seal.open`."""


class Coming(NamedTuple):
    """One file that will be added.

    Attributes:
        session: as it will be kept, under the id it will have.
        was: its id where it comes from.
    """

    session: Session
    was: str

    @property
    def shelf(self) -> ShelfName:
        """Where it will lie: what it says decides, not the folder it came in."""
        return shelf_for(self.session.scenario)


class Refused(NamedTuple):
    """A file that can't be taken in, by name, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Intake:
    """What taking a parcel in would do.

    Attributes:
        new: what would be added, the cards first.
        same: how many files say what is here already.
        refused: what can't be read.
        aside: how many files are none of ours.
        notes: a coach's own notes that say something new: of a back-up of their own.
    """

    new: tuple[Coming, ...]
    same: int
    refused: tuple[Refused, ...]
    aside: int
    notes: tuple[Notebook, ...] = ()

    @property
    def renamed(self) -> tuple[Coming, ...]:
        """What would be added under another id."""
        return tuple(one for one in self.new if one.session.id != one.was)

    def count(self, shelf: ShelfName) -> int:
        """Return how many would be added to one shelf."""
        return sum(1 for one in self.new if one.shelf == shelf)


def intake(parcel: Parcel, book: Casebook, theirs: Open | None = None) -> Intake:
    """Read and check every file of `parcel`, and return what taking it in would do.

    Args:
        theirs: unlocks what is locked in the parcel; without it, the casebook's own seal.

    Raises:
        CoachError: the casebook can't be read.
    """
    refused: list[Refused] = []
    open = theirs or book.seal.open
    found = sorted(_sessions(parcel, open, refused), key=_place)
    naming = _Naming(book)
    new = [Coming(replace(one, id=id), one.id) for one in found if (id := naming.name(one))]
    return Intake(
        tuple(one._replace(session=_led_by(one.session, naming.ids)) for one in new),
        len(found) - len(new),
        tuple(refused),
        parcel.aside,
        tuple(_news(parcel, open, refused, book, naming.ids)),
    )


def take_in(plan: Intake, book: Casebook) -> tuple[Refused, ...]:
    """Add what is new, each file whole or not at all, and return what could not be added.

    Raises:
        CoachError: the disk is full, or Coach may not write. What was added stays; doing the
            same again adds the rest.
    """
    refused = []
    for one in plan.new:
        shelf = book.shelves[one.shelf]
        lock = Lock(shelf.folder, one.session.id)
        try:
            content = book.seal.close(marked(render(to_table(one.session))))
            files.put_over(shelf.place(one.session.id), content, None)
        except files.Changed:
            refused.append(
                Refused(one.session.id, _("Another program has just made a file of this name."))
            )
        finally:
            lock.release()
    for kept in plan.notes:
        book.change_notes(kept.family, partial(united, theirs=kept))
    return tuple(refused)


# ------------------------------------------------------------------ reading


def _sessions(parcel: Parcel, open: Open, refused: list[Refused]) -> Iterable[Session]:
    """Give each session of the parcel."""
    return _good(parcel, open, refused, from_table, notes=False)


def _news(
    parcel: Parcel, open: Open, refused: list[Refused], book: Casebook, ids: dict[str, str]
) -> Iterator[Notebook]:
    """Give each notebook of the parcel that says something that is not kept here."""
    for theirs in _good(parcel, open, refused, notebook.from_table, notes=True):
        family = ids.get(theirs.family, theirs.family)
        if not is_id_anywhere(family):
            refused.append(Refused(theirs.family, _("No notes can have this name.")))
            continue
        kept = replace(theirs, family=family)
        try:
            mine = book.notebook(family)
        except CoachError as error:
            refused.append(Refused(f"notes/{family}.toml", clean_line(error.what)))
            continue
        if united(mine, kept) != mine:
            yield kept


def _good(
    parcel: Parcel,
    open: Open,
    refused: list[Refused],
    make: Callable[[str, Table], T],
    *,
    notes: bool,
) -> Iterator[T]:
    """Give what each file holds; of two versions the good one, the present one first."""
    versions: dict[str, list[str]] = {}
    for name in sorted(parcel.names):
        kind, _id = kind_of(name.rpartition("/")[2])
        if kind in ("sitting", "before") and notes == (name.split("/")[-2:-1] == ["notes"]):
            versions.setdefault(name.removesuffix(".bak"), []).append(name)
    for name, two in versions.items():
        reason = ""
        for version in two:
            try:
                id = kind_of(name.rpartition("/")[2])[1]
                yield make(id, parse(unmarked(open(parcel.read(version))).content))
                break
            except Damaged as error:
                reason = reason or str(error)
            except CoachError as error:  # a newer Coach made it: the version before is no help
                reason = error.what
                refused.append(Refused(name, clean_line(reason)))
                break
        else:
            refused.append(Refused(name, clean_line(reason)))


def _place(session: Session) -> tuple[int, str]:
    """Cards come first, what belongs to them later: killed between, nothing leads nowhere."""
    order: tuple[ShelfName, ...] = ("families", "sessions", "log")
    return (order.index(shelf_for(session.scenario)), session.id)


# ------------------------------------------------------------------ names


@dataclass
class _Naming:
    """Decides under which id each comes in.

    Attributes:
        ids: id there -> id here, for all that were named, new or not.
    """

    book: Casebook
    ids: dict[str, str] = field(default_factory=dict)
    _taken: dict[str, Session | None] = field(default_factory=dict)
    """Every name that is taken, as a file system that knows no capitals sees it."""

    def __post_init__(self) -> None:
        for piece in pieces(self.book.folder):
            if piece.id and piece.shelf != "notes" and piece.kind not in ("lock", "leftover"):
                self._taken.setdefault(_folded(piece.id), None)

    def name(self, session: Session) -> str:
        """Return the id for `session`, or "" if what it says is here already."""
        for id in _ids(session):
            folded = _folded(id)
            if folded not in self._taken:
                self._taken[folded] = session
                self.ids[session.id] = id
                return id
            here = self._taken[folded] or self._look(id)
            if here is not None and _says_the_same(here, session):
                self.ids[session.id] = id
                return ""
        raise AssertionError("names without end")

    def _look(self, id: str) -> Session | None:
        try:
            return self.book.look(id)
        except CoachError:  # damaged, or there only with other capitals
            return None


def _ids(session: Session) -> Iterable[str]:
    """Give its own id, if it can be one, and then others that follow from what it says."""
    if is_id_anywhere(session.id):
        yield session.id
    stem = re.sub(r"[^\w ()-]+", "-", session.id).strip(" -_()")[:100].strip() or "session"
    content = render(to_table(session))
    for number in range(1_000_000):
        digest = hashlib.sha256(b"%d " % number + content).hexdigest()
        yield f"{stem}-{digest[:6]}"


def _folded(id: str) -> str:
    return unicodedata.normalize("NFC", id).casefold()


def _says_the_same(one: Session, other: Session) -> bool:
    """Whether two say the same, wherever they belong and however they are put away."""
    return _words(one) == _words(other)


def _words(session: Session) -> Session:
    return replace(
        session, id="", family="", origin="", archived=False, at="", updated=session.created
    )


def _led_by(session: Session, ids: dict[str, str]) -> Session:
    """Return `session` belonging to what its card and origin are called here."""
    return replace(
        session,
        family=ids.get(session.family, session.family),
        origin=ids.get(session.origin, session.origin),
    )
