"""Taking a bundle in: what is new is added, what differs is merged, nothing is overwritten.

Each record is written whole or not at all, and what the bundle was is remembered last. So
killed at any instant, every record is as before or merged, and doing it again does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from msgspec.structs import replace

from coach.casebook import files
from coach.casebook.casebook import Casebook
from coach.casebook.family import Family
from coach.casebook.intake import Refused
from coach.casebook.lock import Lock, SessionInUse
from coach.casebook.records import shelf_for
from coach.casebook.session import Session, to_table
from coach.casebook.shared import Shared
from coach.casebook.toml import TooMuch, render
from coach.casebook.wholeness import marked
from coach.errors import CoachError
from coach.handover.beside import with_beside
from coach.handover.bundle import Bundle
from coach.handover.manifest import Manifest, led_to
from coach.handover.merge import Base, Conflict, merge
from coach.handover.parts import digests
from coach.language import _


class Entering(NamedTuple):
    """One record of a bundle, and what becomes of it here.

    Attributes:
        theirs: as it came, under the ids it has here.
        kind: whether it is new here, changes something, or says what is here already.
        becomes: as it will be kept.
        before: as it is here; None where it is new.
        conflicts: what a person has to choose.
        taken: how many of its parts only the other side has changed.
    """

    theirs: Session
    kind: Literal["new", "changed", "same"]
    becomes: Session
    before: Session | None = None
    conflicts: tuple[Conflict, ...] = ()
    taken: int = 0


class Opening(NamedTuple):
    """What opening a bundle would do.

    Attributes:
        family: the id of the card it belongs to here.
        entering: its records, the card first.
        refused: what can't be taken in, by name, and why.
        namesake: a card of the same name here that is another, as far as anyone knows; the
            bundle can be put together with it (`opening(..., into=)`) or come beside it.
    """

    bundle: Bundle
    family: str
    entering: tuple[Entering, ...]
    refused: tuple[Refused, ...]
    namesake: Family | None = None

    @property
    def changes(self) -> tuple[Entering, ...]:
        """What would be written."""
        return tuple(one for one in self.entering if one.kind != "same")

    @property
    def conflicts(self) -> int:
        """How many answers a person has to choose from two."""
        return sum(len(one.conflicts) for one in self.entering)


def opening(
    bundle: Bundle, refused: Iterable[Refused], book: Casebook, today: date, into: str = ""
) -> Opening:
    """Return what opening `bundle` would do. Changes nothing.

    Args:
        into: the id of the card here that a person says is the same child's.

    Raises:
        CoachError: the casebook can't be read.
    """
    manifest = bundle.manifest
    family = into or _here(book, manifest)
    handed = _handed(book, family)
    not_taken = list(refused)
    entering = tuple(_entering(bundle, family or manifest.family, handed, book, today, not_taken))
    other = None if family else _namesake(book, bundle.card)
    return Opening(bundle, family or manifest.family, entering, tuple(not_taken), other)


def take_in(plan: Opening, book: Casebook, today: date) -> tuple[Refused, ...]:
    """Do it, record by record, and return what could not be taken in.

    A record that was changed since `opening` looked is merged as it is now.

    Raises:
        CoachError: the disk is full, or Coach may not write. What was taken in stays; doing
            the same again takes in the rest.
    """
    refused: list[Refused] = []
    manifest = plan.bundle.manifest
    handed = _handed(book, plan.family)
    for one in plan.changes:
        try:
            if one.kind == "new":
                _add(book, one.becomes)
            else:
                with book.open(one.theirs.id) as open:
                    merged = _merged(open.session, one.theirs, manifest, handed, today)
                    open.save(merged.becomes)
        except (SessionInUse, files.Changed, TooMuch) as error:
            refused.append(Refused(one.theirs.id, error.what))
    if not refused and book.shelves["families"].has(plan.family):
        with book.open(plan.family) as card:
            led = led_to(card.session.handed, manifest.led, (manifest.id,))
            card.save(replace(card.session, handed=led))
    return tuple(refused)


# ------------------------------------------------------------------ which is which here


def _here(book: Casebook, manifest: Manifest) -> str:
    """Return the id of the card here that this bundle is of, or "".

    It has the same id; or, put together with another once, it has had a bundle in common.
    """
    if book.shelves["families"].has(manifest.family):
        return manifest.family
    known = {*manifest.led, manifest.id}
    for card in book.shelves["families"].every([]):
        if known & {*card.handed}:
            return card.id
    return ""


def _namesake(book: Casebook, card: Session | None) -> Family | None:
    """Return a card here that is called as the one that comes, or None."""
    if card is None:
        return None
    called = {
        name.casefold().strip()
        for name in (card.answers.get("alias"), card.answers.get("child_name"))
        if isinstance(name, str) and name.strip()
    }
    return next(
        (one for one in book.families() if {one.alias.casefold(), one.child.casefold()} & called),
        None,
    )


def _handed(book: Casebook, family: str) -> frozenset[str]:
    """Return the ids of the bundles that led to the card here."""
    if not family or not book.shelves["families"].has(family):
        return frozenset()
    try:
        return frozenset(book.look(family).handed)
    except CoachError:  # damaged: said when it is its turn
        return frozenset()


# ------------------------------------------------------------------ one record


def _entering(
    bundle: Bundle,
    family: str,
    handed: frozenset[str],
    book: Casebook,
    today: date,
    refused: list[Refused],
) -> Iterator[Entering]:
    manifest = bundle.manifest
    for came in bundle.every:
        is_card = came.id == manifest.family
        theirs = replace(came, id=family) if is_card else replace(came, family=family)
        shelf = book.shelves[shelf_for(theirs.scenario)]
        try:
            if any(one.has(theirs.id) for one in book.shelves.values() if one is not shelf):
                raise _another()
            if not shelf.has(theirs.id):
                fresh = replace(theirs, shared=_shared(theirs, manifest))
                yield Entering(theirs, "new", fresh)
                continue
            mine = book.look(theirs.id)
            if mine.scenario != theirs.scenario or mine.family != theirs.family:
                raise _another()
            yield _merged(mine, theirs, manifest, handed, today)
        except CoachError as error:
            refused.append(Refused(theirs.id, error.what))


def _merged(
    mine: Session, theirs: Session, manifest: Manifest, handed: frozenset[str], today: date
) -> Entering:
    """Return what comes of a record that is here and there."""
    base = _base(mine, theirs, manifest, handed)
    merged = merge(base, mine, theirs)
    becomes = replace(with_beside(merged, today), handed=mine.handed, shared=mine.shared)
    if becomes == mine:
        return Entering(theirs, "same", mine, mine)
    kept = replace(becomes, shared=_shared(theirs, manifest))
    taken = sum(not name.startswith("is.") for name in merged.taken)
    return Entering(theirs, "changed", kept, mine, merged.conflicts, taken)


def _base(
    mine: Session, theirs: Session, manifest: Manifest, handed: frozenset[str]
) -> Base | None:
    """Return what the record was when both sides last had the same; None where nobody knows.

    What a side remembers counts if the other has seen that bundle too, and of two the later.
    """
    if manifest.id in handed:  # made here, or taken in already: we have seen all of it
        return digests(theirs)
    known = [
        one
        for one, seen in ((theirs.shared, handed), (mine.shared, {*manifest.led, manifest.id}))
        if one is not None and one.bundle in seen
    ]
    return max(known, key=lambda one: one.turn).parts if known else None


def _shared(theirs: Session, manifest: Manifest) -> Shared:
    return Shared(bundle=manifest.id, turn=manifest.turn, parts=digests(theirs))


def _add(book: Casebook, session: Session) -> None:
    """Keep a record that is new here, whole or not at all.

    Raises:
        Changed: another program has just made a file of its name.
    """
    shelf = book.shelves[shelf_for(session.scenario)]
    lock = Lock(shelf.folder, session.id)
    try:
        content = book.seal.close(marked(render(to_table(session))))
        files.put_over(shelf.place(session.id), content, None)
    finally:
        lock.release()


def _another() -> CoachError:
    return CoachError(_("Something else has this name here. It stays as it is."))
