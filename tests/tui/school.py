"""A small school to rehearse in on screen: the lost jacket, with its files in a folder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from coach.casebook.store import Casebook
from coach.guide import rehearsing as room
from coach.guide.guide import Guide
from coach.scenario import library
from tests.rehearse import small
from tests.tui.person import MIDDLE, Person, someone

FACT = "On Monday his jacket was gone after lunch."
ASKS = "So there are thirty of them. What have you seen in the hall after lunch?"
DAY = "Could you look under the bench, and could we talk again on Friday?"
BLAMES = "You people always lose everything."


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Put the small school's files into a folder, and return the path of its scenario."""
    folder = tmp_path / "school"
    (folder / "rehearsal").mkdir(parents=True)
    file = folder / "lost-jacket.toml"
    file.write_text(small.SCENARIO, encoding="utf-8")
    (folder / "rehearsal" / "lost-jacket.toml").write_text(small.OWN, encoding="utf-8")
    monkeypatch.setattr(room, "reactions", small.shared)
    monkeypatch.setattr("coach.tui.screens.setting_up.any_seed", lambda: 1)
    return str(file)


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
    """Someone who has pressed F5 and Enter after the last question."""
    async with someone(size, store=store, session=finished(store, school)) as parent:
        await parent.press("f5", "enter")
        await parent.until(lambda: parent.where == "RehearseScreen")
        await parent.press()
        yield parent


async def say(parent: Person, words: str) -> None:
    """Type a line, and say it."""
    await parent.paste(words)
    await parent.press("enter")
