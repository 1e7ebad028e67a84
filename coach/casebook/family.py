"""A family: the child's card, as a value. What is kept is the answers of scenarios/family.toml."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from coach.casebook import raw
from coach.casebook.homework import Homework, cleaned
from coach.casebook.session import Session


class Person(NamedTuple):
    """Somebody at school, on one line of the card. `how` is the way they like to be reached."""

    name: str
    role: str
    how: str
    contact: str


class Family(NamedTuple):
    """A child's card. Anything may be empty: an alias is enough.

    Attributes:
        id: the name of its file.
        alias: what the card is called in lists.
        child: what the child is called at school.
        pronouns: she, he, they, name or "".
        strengths, challenges, strategies: up to three each (the 3×3 card).
        plan: none, iep, 504 or "": only what they chose to say.
        me, role, contact: who writes, who they are to the child, how to answer them.
        people: teachers and staff.
        homework: what a coach asked the family to do, oldest first.
    """

    id: str
    updated: datetime
    alias: str = ""
    child: str = ""
    pronouns: str = ""
    grade: str = ""
    strengths: tuple[str, ...] = ()
    challenges: tuple[str, ...] = ()
    strategies: tuple[str, ...] = ()
    plan: str = ""
    me: str = ""
    role: str = ""
    contact: str = ""
    school: str = ""
    people: tuple[Person, ...] = ()
    archived: bool = False
    homework: tuple[Homework, ...] = ()

    @property
    def title(self) -> str:
        """What a list shows; "" where nothing is known yet."""
        return self.alias or self.child

    def person(self, name: str) -> Person | None:
        """Return the person of this name, however it is capitalised, or None."""
        folded = name.casefold()
        return next((one for one in self.people if one.name.casefold() == folded), None)


def family(session: Session) -> Family:
    """Return the card that a sitting with scenarios/family.toml holds."""
    answers = session.answers
    return Family(
        id=session.id,
        updated=session.updated,
        alias=raw.line(answers, "alias"),
        child=raw.line(answers, "child_name"),
        pronouns=raw.line(answers, "pronouns"),
        grade=raw.line(answers, "grade"),
        strengths=raw.lines(answers, "strengths"),
        challenges=raw.lines(answers, "challenges"),
        strategies=raw.lines(answers, "strategies"),
        plan=raw.line(answers, "plan"),
        me=raw.line(answers, "my_name"),
        role=raw.line(answers, "role"),
        contact=raw.line(answers, "contact"),
        school=raw.line(answers, "school"),
        people=tuple(Person(*row) for row in raw.rows(answers, "people", 4) if row[0]),
        archived=session.archived,
        homework=tuple(cleaned(one) for one in session.homework),
    )
