"""What the casebook knows already: offered in every scenario, never asked twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from coach.casebook.family import Family
from coach.casebook.history import history_rows
from coach.casebook.log import Entry
from coach.casebook.opened import Store
from coach.interview.answers import most_rows
from coach.interview.carried import filled
from coach.language import _
from coach.scenario.evaluate import Value
from coach.scenario.model import Scenario, Step


def known(
    scenario: Scenario, family: Family | None, entries: Sequence[Entry], today: date
) -> dict[str, Value]:
    """Return what can stand in the fields of `scenario` from the first, to be confirmed.

    Args:
        family: the child's card, if there is one.
        entries: the contact log of that family, oldest first.
        today: for what is overdue in the history.

    Returns:
        Step id -> value: the card's fields, and the log as the rows of its history.
    """
    found = filled(card_fields(family), scenario) if family is not None else {}
    log = [entry for entry in entries if not entry.archived]
    for step in scenario.steps():
        if log and any(column.log for column in step.columns):
            rows = history_rows(step.columns, log, today=today, most=most_rows(step))
            if rows:
                found[step.id] = rows
    return found


def known_in(store: Store, scenario: Scenario, family: str, today: date) -> dict[str, Value]:
    """Return what `store` knows for `scenario` about the family `family`; {} without one."""
    card = card_in(store, family)
    return known(scenario, card, store.entries(family), today) if card is not None else {}


def card_in(store: Store, family: str) -> Family | None:
    """Return the child's card with this id, or None."""
    return next((one for one in store.families() if family and one.id == family), None)


def card_fields(family: Family) -> Mapping[str, Value]:
    """Return a card as the fields that steps fill (`child.name`); empty where it says nothing."""
    teachers = [one.name for one in family.people if _teaches(one.role)]
    return {
        "child.name": family.child,
        "child.pronouns": family.pronouns,
        "child.grade": family.grade,
        "child.strengths": family.strengths,
        "child.challenges": family.challenges,
        "child.strategies": family.strategies,
        "child.plan": family.plan,
        "me.name": family.me,
        "me.role": family.role,
        "me.contact": family.contact,
        "school.name": family.school,
        # Of two teachers either may be meant: `offers` names both.
        "teacher.name": teachers[0] if len(teachers) == 1 else "",
    }


def offers(family: Family | None, step: Step) -> tuple[str, ...]:
    """Return the people on the card, for a step that asks for somebody's name.

    Returns:
        “Ms. Okafor (teacher)” each; none where the step asks for something else.
    """
    theirs = step.field == "teacher.name" or (not step.field and step.id.endswith("_name"))
    if family is None or step.kind != "text" or not theirs:
        return ()
    return tuple(
        _("{name} ({role})").format(name=one.name, role=one.role) if one.role else one.name
        for one in family.people
    )


def _teaches(role: str) -> bool:
    return not role or "teach" in role.casefold()
