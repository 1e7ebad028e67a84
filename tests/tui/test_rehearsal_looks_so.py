"""The screens of a rehearsal as letters, at three sizes. `COACH_GOLDEN=write` draws them anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from coach.casebook.store import Casebook
from tests import golden
from tests.tui.person import SIZES, Person, someone
from tests.tui.school import ASKS, BLAMES, DAY, FACT, at_the_talk, finished, say
from tests.tui.test_screens_look_so import GOLDEN, settled


async def set_up(parent: Person) -> None:
    await parent.press("f5")


async def begun(parent: Person) -> None:
    await set_up(parent)
    await parent.press("enter")
    await at_the_talk(parent)


async def two_turns(parent: Person) -> None:
    await begun(parent)
    await say(parent, FACT)
    await say(parent, BLAMES)
    await parent.type("I am sorry. What have you")


async def picking(parent: Person) -> None:
    await begun(parent)
    await say(parent, FACT)
    await say(parent, BLAMES)
    await parent.press("tab", "down")


async def standing(parent: Person) -> None:
    await begun(parent)
    await say(parent, FACT)
    await parent.press("f8")


async def compared(parent: Person) -> None:
    await begun(parent)
    await say(parent, BLAMES)
    await parent.press("ctrl+r")
    await say(parent, FACT)
    await parent.press("ctrl+l")
    await parent.until(lambda: parent.where == "Both")
    await parent.press()


async def over(parent: Person) -> None:
    await begun(parent)
    for line in (FACT, ASKS, DAY):
        await say(parent, line)


async def looked_back(parent: Person) -> None:
    await over(parent)
    await parent.press("enter")
    await parent.until(lambda: parent.where == "DebriefScreen")
    await parent.press()


async def voted(parent: Person) -> None:
    await parent.press("f5", "end", "enter")
    await parent.until(lambda: parent.where == "Ask")
    await parent.press("end", "enter")
    await parent.until(lambda: parent.where == "SettingUp")
    await parent.press()
    await parent.press("enter")
    await at_the_talk(parent)
    await parent.press("1", "2", "2", "3", "enter")


async def breath(parent: Person) -> None:
    await begun(parent)
    await parent.press("f12")
    await parent.until(lambda: parent.where == "Breath")
    await parent.press()


SCREENS = {
    "setting-up": set_up,
    "rehearse": two_turns,
    "rehearse-picking": picking,
    "rehearse-standing": standing,
    "rehearse-compared": compared,
    "rehearse-over": over,
    "rehearse-room": voted,
    "breath": breath,
    "debrief": looked_back,
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_of_a_rehearsal_looks_as_it_did(
    store: Casebook, school: str, name: str, size: tuple[int, int]
) -> None:
    async with someone(size, store=store, session=finished(store, school)) as parent:
        await SCREENS[name](parent)
        seen = settled(parent)
        assert all(cell_len(line) <= size[0] for line in seen.splitlines())
        assert len(seen.splitlines()) == size[1]
        golden.check(Path(GOLDEN) / f"{name}-{size[0]}x{size[1]}.txt", seen)
