"""A coach who goes to the desk: what the tests of it share."""

from __future__ import annotations

from datetime import date

from tests.tui.person import Person

TODAY = date.today()
SECRET = "Zyzzyva"


async def at_desk(person: Person) -> None:
    """Open the caseload, as the palette does."""
    person.app.action_desk()
    await person.rest(0.2)
    assert person.where == "CaseloadScreen"


async def in_hour(person: Person) -> None:
    """Open the first family's hour, and begin it."""
    await at_desk(person)
    await person.press("enter")
    await person.rest(0.2)
    assert person.where == "HourScreen"
    await person.press("enter")
    await person.rest(0.2)
