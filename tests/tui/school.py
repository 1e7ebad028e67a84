"""A small school to rehearse in on screen: the lost jacket, and someone who talks about it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from coach.casebook.store import Casebook
from coach.guide.guide import Guide
from coach.guide.rehearsing import Rehearsing
from coach.scenario import library
from coach.tui.screens.rehearse import RehearseScreen
from tests.rehearse import small
from tests.tui.person import MIDDLE, Person, someone

FACT = "On Monday his jacket was gone after lunch."
ASKS = "So there are thirty of them. What have you seen in the hall after lunch?"
DAY = "Could you look under the bench, and could we talk again on Friday?"
BLAMES = "You people always lose everything."
DIE = "He says he wants to die."


def finished(store: Casebook, school: str, **answers: str) -> str:
    """Leave a session behind with every answer, and return its id."""
    with store.create(school) as file:
        guide = Guide(library.find(school), file)
        guide.adopt({**small.ANSWERS, **answers})
        guide.save()
        return file.session.id


@asynccontextmanager
async def rehearsing(
    store: Casebook, school: str, size: tuple[int, int] = MIDDLE
) -> AsyncIterator[Person]:
    """Someone who has pressed F5 and Enter on a finished message."""
    async with someone(size, store=store, session=finished(store, school)) as parent:
        await parent.press("f5", "enter")
        await at_the_talk(parent)
        yield parent


async def at_the_talk(parent: Person) -> None:
    """Wait until they have spoken."""
    await parent.until(lambda: parent.where == "RehearseScreen")
    await parent.until(lambda: "Ms. Reed: " in parent.screen)


async def say(parent: Person, words: str) -> None:
    """Paste a line, and say it."""
    await parent.paste(words)
    await parent.press("enter")


def the_talk(parent: Person) -> Rehearsing:
    """The talk that is on the screen."""
    screen = parent.app.screen
    assert isinstance(screen, RehearseScreen)
    return screen._rehearsing
