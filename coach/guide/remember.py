"""What a finished sitting teaches the child's card: a new name, a new teacher, a mended word."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from coach.casebook.family import Family
from coach.casebook.opened import Store
from coach.casebook.records import CONTACT, FAMILY
from coach.casebook.session import Session
from coach.errors import CoachError
from coach.guide.guide import Guide
from coach.guide.known import card_fields, card_in
from coach.interview.answers import carry, is_empty, settle, to_toml
from coach.interview.path import gone_past
from coach.language import _
from coach.scenario.evaluate import Value
from coach.scenario.library import find

_NO_ROLE = "none"
"""What the scenarios call it where a person would rather not say who they are to the child."""


def remember(store: Store, guide: Guide) -> str:
    """Keep on the child's card what a finished sitting says of child, family and teacher.

    Where the sitting belongs to no family yet, it joins the one card with this child's
    name, or a new one. A card that is open in another window is left as it is: the next
    finished sitting brings it up to date.

    Returns:
        The id of the family; "" where there is none, as without a child's name.

    Raises:
        CoachError: the card can't be written.
    """
    if not guide.path.finished or guide.scenario.id == FAMILY:
        return ""
    name = guide.path.values.get("child.name")
    family = guide.keeper.session.family
    card = card_in(store, family)
    if card is None:
        if not isinstance(name, str) or not name:
            return ""
        card = _namesake(store, name)
    news = _news(guide, card)
    if card is None:
        with store.create(FAMILY) as fresh:
            fresh.save(_with(fresh.session, news, name))
            id = fresh.session.id
    else:
        id = card.id
        if news:
            _update(store, id, news, name)
    guide.belong_to(id)
    return id


def _namesake(store: Store, name: str) -> Family | None:
    """Return the one card for a child of this name; None where there are several, or none."""
    found = [
        one
        for one in store.families()
        if not one.archived and one.child.casefold() == name.casefold()
    ]
    return found[0] if len(found) == 1 else None


def _news(guide: Guide, card: Family | None) -> dict[str, Value]:
    """Return what the sitting says that the card does not: step of the card -> answer."""
    form = find(FAMILY)
    had: Mapping[str, Value] = card_fields(card) if card is not None else {}
    found: dict[str, Value] = {}
    for step in form.steps():
        said = guide.path.values.get(step.field) if step.field else None
        if said is None or is_empty(said) or said == had.get(step.field) or said == _NO_ROLE:
            continue
        found[step.id] = settle(step, said)
    people = _people(guide, card)
    if people:
        found["people"] = people
    return found


def _people(guide: Guide, card: Family | None) -> tuple[tuple[str, ...], ...]:
    """Return the card's people with the one this sitting has met; () where it met nobody new."""
    met = guide.path.values.get("teacher.name")
    role = "teacher"
    if guide.scenario.id == CONTACT:
        met, said = guide.path.values.get("with_name"), guide.path.values.get("with_role")
        role = said if isinstance(said, str) else ""
    if not isinstance(met, str) or not met or _is_a_place(met):
        return ()
    if card is not None and card.person(met) is not None:
        return ()
    before = tuple(tuple(one) for one in card.people) if card is not None else ()
    return (*before, (met, role, "", ""))


def _is_a_place(name: str) -> bool:
    """“The front office” answers the phone, and is nobody to have on a card."""
    return name.casefold().startswith(_("the") + " ")


def _update(store: Store, id: str, news: Mapping[str, Value], name: Value) -> None:
    from coach.casebook.lock import SessionInUse

    try:
        with store.open(id) as card:
            card.save(_with(card.session, news, name))
    except SessionInUse:
        return
    except CoachError as error:
        error.where = error.where or id
        raise


def _with(session: Session, news: Mapping[str, Value], name: Value) -> Session:
    """Return the card with `news` on it; what it says of the rest stays."""
    form = find(FAMILY)
    before, unknown = carry(form, session.answers)
    answers = gone_past(form, {**before, **news})
    return replace(
        session,
        answers={**unknown, **{id: to_toml(value) for id, value in answers.items()}},
        title=session.title or (name if isinstance(name, str) else ""),
        steps=tuple(step.id for step in form.steps()),
        finished=True,
    )
