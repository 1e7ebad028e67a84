"""Homework between a coach and a family: given at the desk, found at home, told back.

It lies on the child's card, so it goes wherever the card goes.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from coach.casebook import homework as kept
from coach.casebook.family import Family
from coach.casebook.homework import Homework, by_day
from coach.casebook.opened import Store, new_id
from coach.desk.suggesting import REHEARSE
from coach.errors import CoachError
from coach.language import _
from coach.scenario.evaluate import say_day
from coach.scenario.library import has_rehearsal, ids


class Waiting(NamedTuple):
    """Homework that is still to be done, with the family it belongs to."""

    family: Family
    homework: Homework


class Lead(NamedTuple):
    """Where homework leads: on with a session, to a new one of a scenario, or to a rehearsal."""

    kind: Literal["session", "scenario", "rehearse"]
    id: str


def waiting(store: Store, family: str = "") -> tuple[Waiting, ...]:
    """Return the homework that is still to be done: of one family, or of all, first day first."""
    found = [
        Waiting(card, one)
        for card in store.families()
        if not card.archived and family in ("", card.id)
        for one in by_day(card.homework)
    ]
    return tuple(sorted(found, key=lambda one: (one.homework.by or "9999", one.homework.given)))


def give(
    store: Store, family: str, text: str, today: date, by: date | None = None, leads_to: str = ""
) -> str:
    """Put a homework on a child's card; return its id.

    Raises:
        SessionInUse: the card is open in another window.
        CoachError: it says nothing, or can't be written.
    """
    with store.open(family) as card:
        taken = {one.id for one in card.session.homework}
        while (id := new_id("homework", today)) in taken:
            pass
        card.save(kept.given(card.session, id, text, today, by, leads_to))
    return id


def tell_back(
    store: Store, family: str, id: str, done: date | None, back: str | None = None
) -> None:
    """Keep that homework is done, or open again, and what the family writes back.

    Args:
        done: the day; None is still open.
        back: their line; None leaves what stands there.

    Raises:
        SessionInUse: the card is open in another window.
        CoachError: it can't be written.
    """
    with store.open(family) as card:
        card.save(kept.told(card.session, id, done, back))


def take_away(store: Store, family: str, id: str) -> None:
    """Take a homework off the card again.

    Raises:
        SessionInUse: the card is open in another window.
        CoachError: it can't be written.
    """
    with store.open(family) as card:
        card.save(kept.taken_away(card.session, id))


def lead(store: Store, family: str, leads_to: str) -> Lead | None:
    """Return where homework leads now, or None where it leads nowhere.

    On with what the family has begun of that scenario, to its finished session, or to a new
    one. What a file names and there is not leads nowhere.
    """
    rehearse = leads_to.startswith(REHEARSE)
    scenario = leads_to.removeprefix(REHEARSE)
    if scenario not in ids():
        return None
    if scenario == "family":
        return Lead("session", family)
    if scenario == "contact":
        return Lead("scenario", scenario)
    done = store.recent(50, finished=True, family=family)
    ready = next((one.id for one in done if one.scenario == scenario), "")
    if rehearse and ready and has_rehearsal(scenario):
        return Lead("rehearse", ready)
    begun = store.recent(50, finished=False, family=family)
    id = next((one.id for one in begun if one.scenario == scenario), "") or ready
    return Lead("session", id) if id else Lead("scenario", scenario)


def say_by(homework: Homework, today: date) -> str:
    """Return in words by when homework is due, seen from `today`; "" where no day was named."""
    try:
        day = date.fromisoformat(homework.by)
    except ValueError:
        return ""
    over = (today - day).days
    if over == 0:
        return _("today")
    if over > 0:
        return _("was for {day}").format(day=say_day(day))
    return _("by {day}").format(day=say_day(day))


def found(store: Store, family: str, id: str) -> Homework:
    """Return a homework by its id.

    Raises:
        CoachError: it is not there any more.
    """
    for card in store.families():
        for one in card.homework:
            if card.id == family and one.id == id:
                return one
    raise CoachError(_("This homework is not on the card any more."))
