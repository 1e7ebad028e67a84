"""What was said at the same place and is not what stands there: to be chosen from, and kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from msgspec.structs import replace

from coach.casebook.session import Session
from coach.casebook.shared import Beside
from coach.handover.merge import Merged
from coach.handover.parts import GONE, digest, fits, parts, put

_WORTH_KEEPING = ("answers.", "drafts.", "edits.", "homework.")


class Two(NamedTuple):
    """Two things said at one place of a record.

    Attributes:
        number: which of the record's `beside` it is.
        at: the name of the part.
        now, other: what stands there, and what else was said; `GONE` is nothing.
        here: the other had stood here; what stands there now came in.
        settled: there is nothing to choose any more.
        on: the day on which the two met, ISO.
    """

    number: int
    at: str
    now: Any
    other: Any
    here: bool
    settled: bool
    on: str


def with_beside(merged: Merged, on: date) -> Session:
    """Return what comes of a merge, with all that does not stand in it beside it."""
    day = on.isoformat()
    waiting = (Beside(at=one.at, says=_kept(one.theirs), on=day) for one in merged.conflicts)
    replaced = (
        Beside(at=at, says=_kept(said), on=day, here=True, settled=True)
        for at, said in merged.taken.items()
        if at.startswith(_WORTH_KEEPING) and said is not GONE and said != ""
    )
    return _adding(merged.session, (*waiting, *replaced))


def twos(session: Session) -> tuple[Two, ...]:
    """Return everything that was said beside what stands in `session`, to be chosen first.

    What has become the same since is not among them, nor what no such place can say: a
    file from anywhere may have made it up.
    """
    now = parts(session)
    found = [
        Two(
            number,
            one.at,
            now.get(one.at, GONE),
            one.says.get("value", GONE),
            one.here,
            one.settled,
            one.on,
        )
        for number, one in enumerate(session.beside)
        if fits(one.at, one.says.get("value", GONE))
    ]
    differing = (one for one in found if digest(one.now) != digest(one.other))
    return tuple(sorted(differing, key=lambda one: one.settled))


def waiting(session: Session) -> tuple[Two, ...]:
    """Return what a person still has to choose."""
    return tuple(one for one in twos(session) if not one.settled)


def keep_now(session: Session, two: Two) -> Session:
    """Return `session` with what stands there chosen: the other is kept beside it."""
    return _replacing(session, two.number, replace(session.beside[two.number], settled=True))


def take_other(session: Session, two: Two) -> Session:
    """Return `session` with the other thing in the place of what stood there, which is kept."""
    before = session.beside[two.number]
    turned = replace(before, says=_kept(two.now), here=not before.here, settled=True)
    return _replacing(put(session, {two.at: two.other}), two.number, turned)


def _replacing(session: Session, number: int, one: Beside) -> Session:
    every = [one if at == number else other for at, other in enumerate(session.beside)]
    return replace(session, beside=tuple(every))


def _adding(session: Session, new: Iterable[Beside]) -> Session:
    """Return `session` with more beside it: one place has the same thing once."""
    known = {(one.at, digest(one.says)) for one in session.beside}
    fresh = [one for one in new if (one.at, digest(one.says)) not in known]
    return replace(session, beside=(*session.beside, *fresh)) if fresh else session


def _kept(value: Any) -> dict[str, Any]:
    return {} if value is GONE else {"value": value}
