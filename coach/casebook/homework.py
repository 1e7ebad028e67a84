"""What a coach asks a family to do before they meet again, kept with the child's card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from coach.errors import CoachError
from coach.language import _
from coach.scenario.text import clean_line

if TYPE_CHECKING:
    from coach.casebook.session import Session

MOST = 200
"""Homework on one card, done or not."""


class Homework(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do.

    Attributes:
        id: tells it from the others of the same card, on every machine: never given again.
        text: what to do, in the coach's words.
        given: the day it was given, ISO.
        by: the day it should be done by, ISO, or empty.
        leads_to: where Enter goes: the id of a scenario, or "rehearse:ID", or empty.
        done: the day the family said so, ISO, or empty.
        back: what they wrote back, or empty.
        extra: keys from another version of Coach.
    """

    id: str
    text: str = ""
    given: str = ""
    by: str = ""
    leads_to: str = ""
    done: str = ""
    back: str = ""
    extra: Mapping[str, Any] = {}

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return not self.done


LONGEST = 500
"""Characters of what to do, and of a line back."""


def cleaned(one: Homework) -> Homework:
    """Return what a file says of a homework as plain lines, without what we do not know."""
    return Homework(
        id=clean_line(one.id)[:80],
        text=clean_line(one.text)[:LONGEST],
        given=_day(one.given),
        by=_day(one.by),
        leads_to=clean_line(one.leads_to)[:80],
        done=_day(one.done),
        back=clean_line(one.back)[:LONGEST],
    )


def _day(text: str) -> str:
    """Return an ISO day, "" where it is none: anyone may have edited the file."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def by_day(homework: Iterable[Homework]) -> tuple[Homework, ...]:
    """Return what is still to be done, the first day first; without a day, last."""
    waiting = (one for one in homework if one.is_open)
    return tuple(sorted(waiting, key=lambda one: (one.by or "9999", one.given, one.id)))


def given(
    card: Session, id: str, text: str, today: date, by: date | None = None, leads_to: str = ""
) -> Session:
    """Return a child's card with a homework more.

    Raises:
        CoachError: it says nothing, or there are too many.
    """
    text = clean_line(text)[:LONGEST]
    if not text:
        raise CoachError(_("Say what to do, in a few words."))
    if len(card.homework) >= MOST:
        raise CoachError(
            _("There is no room for more homework on this card."),
            advice=_("Take some of the old ones away first."),
        )
    new = Homework(
        id=id,
        text=text,
        given=today.isoformat(),
        by=by.isoformat() if by is not None else "",
        leads_to=clean_line(leads_to)[:80],
    )
    return replace(card, homework=(*card.homework, new))


def told(card: Session, id: str, done: date | None, back: str | None = None) -> Session:
    """Return a child's card on which a homework is done, or open again.

    Args:
        done: the day; None opens it again.
        back: what the family writes back; None leaves what stands there.
    """
    day = done.isoformat() if done is not None else ""
    return replace(
        card,
        homework=tuple(
            replace(
                one,
                done=day,
                back=one.back if back is None else clean_line(back)[:LONGEST],
            )
            if one.id == id
            else one
            for one in card.homework
        ),
    )


def taken_away(card: Session, id: str) -> Session:
    """Return a child's card without this homework."""
    return replace(card, homework=tuple(one for one in card.homework if one.id != id))
