"""What may leave of a finished sitting, for both faces and the commands."""

from __future__ import annotations

from datetime import date

from coach.casebook.opened import Store
from coach.export.calendar import Event, promised
from coach.export.mail import address_in
from coach.export.pieces import Piece, days, family_card, messages, notes, whole_record
from coach.guide.guide import Guide
from coach.guide.known import card_in
from coach.language import _


def leaving(guide: Guide, today: date, to: str | None = None) -> tuple[Piece, ...]:
    """Return everything that may leave: letters, talking points, reply cards, days to remember.

    Only what was composed for others is in it: nothing that is private, was meant for the
    parent alone, or was answered on a way that was not taken.

    Args:
        to: the address the messages go to; None for the one on the child's card, if any.
    """
    return (
        *messages(guide.sheets(), addressee(guide) if to is None else to),
        *notes(guide.outcome()),
        *days(follow_ups(guide, today)),
    )


def leaving_of(store: Store, family: str, today: date) -> tuple[Piece, ...]:
    """Return what may leave of a family: its record, its 3×3 card, the days that were promised.

    Args:
        family: the id of the card; "" is the whole log.

    Raises:
        CoachError: the casebook can't be read.
    """
    card, entries = card_in(store, family), store.entries(family)
    return (
        whole_record(card, entries, today),
        *([family_card(card)] if card is not None else []),
        *days(promised(entries)),
    )


def follow_ups(guide: Guide, today: date) -> tuple[Event, ...]:
    """Return the days to come that the answers name: an answer asked for, a next look."""
    about = next((one.subject for one in guide.sheets() if one.subject), guide.scenario.title)
    found = []
    for step in guide.path.steps:
        day = guide.path.values.get(step.id)
        if step.kind == "date" and not step.private and isinstance(day, date) and day >= today:
            what = guide.fill(step.title) or guide.fill(step.ask)
            found.append(
                Event(
                    key=f"{guide.keeper.session.id}/{step.id}",
                    day=day,
                    title=_("{what}: {about}").format(what=what, about=about),
                )
            )
    return tuple(found)


def addressee(guide: Guide) -> str:
    """Return the email address, on the child's card, of whom this is written to; or ""."""
    to = guide.scenario.to
    name = guide.path.values.get("teacher.name" if to == "teacher" else f"{to}_name")
    card = guide.card
    person = card.person(name) if card is not None and isinstance(name, str) else None
    return address_in(person.contact) if person is not None else ""
