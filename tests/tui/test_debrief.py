"""Given a talk, when a parent looks back, then they see how it went, and what it brings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from coach.casebook.store import Casebook
from tests.tui.person import MIDDLE, SIZES, WIDE, Person
from tests.tui.school import ASKS, BLAMES, DAY, FACT, at_the_talk, rehearsing, say

GLOVES = "Yesterday his gloves were missing after gym."


@asynccontextmanager
async def looking_back(
    store: Casebook, school: str, *lines: str, size: tuple[int, int] = WIDE
) -> AsyncIterator[Person]:
    """Someone who has said these lines, and looks back."""
    async with rehearsing(store, school, size) as parent:
        for line in lines:
            await say(parent, line)
        await parent.press("f3")
        await parent.until(lambda: parent.where == "DebriefScreen")
        await parent.press()
        yield parent


@pytest.mark.parametrize("size", SIZES)
async def test_it_tells_how_it_ended_and_what_was_done(
    store: Casebook, school: str, size: tuple[int, int]
) -> None:
    async with looking_back(store, school, FACT, ASKS, DAY, size=size) as parent:
        assert "It ended with a day for the next step, and calm." in parent.sees()
        assert "The day: Friday." in parent.sees()
        await parent.press("end")
        assert FACT in parent.sees("#notes") or DAY in parent.sees("#notes")


async def test_where_it_turned_is_told_with_what_else_could_have_been_said(
    store: Casebook, school: str
) -> None:
    async with looking_back(store, school, FACT, BLAMES) as parent:
        assert "It is not over yet." in parent.sees()
        await parent.press("pagedown")
        assert "Heat 0 to 2: it found fault with them." in parent.sees("#notes")
        assert "Also possible" in parent.sees("#notes")


async def test_a_change_to_the_message_is_one_key_away(store: Casebook, school: str) -> None:
    async with looking_back(store, school, GLOVES) as parent:
        assert "Add what you told them." in parent.sees("#changes")
        await parent.press("f8", "enter")
        assert "Done. Your message has it now." in parent.sees()
        assert "Add what you told them." not in parent.sees("#changes")
        await parent.press("f3")
        await parent.until(lambda: parent.where == "ResultScreen")
        assert GLOVES in parent.sees("#sheet")


async def test_a_card_that_was_missing_is_added(store: Casebook, school: str) -> None:
    async with looking_back(store, school, FACT) as parent:
        assert "Add a reply card for “What did you want to talk about?”" in parent.sees("#changes")
        await parent.press("f8")
        while "▸ Add a reply card for “What did" not in parent.screen:
            await parent.press("down")
        await parent.press("enter")
        assert "Added to your reply cards." in parent.sees()
        assert "Add a reply card for “What did" not in parent.sees("#changes")
        await parent.press("f3")
        await parent.until(lambda: parent.where == "ResultScreen")
        await parent.press("down", "down", "enter")
        assert "What did you want to talk about?" in parent.sees("#notes")


async def test_where_nothing_is_left_to_change_the_list_is_gone(
    store: Casebook, school: str
) -> None:
    async with looking_back(store, school, GLOVES) as parent:
        await parent.press("f8")
        for _each in range(8):
            await parent.press("enter")
        assert "It suggests" not in parent.sees()
        assert "F8 Changes" not in parent.last_line
        assert parent.app.focused.id == "notes"


async def test_another_take_stands_beside_the_first(store: Casebook, school: str) -> None:
    async with looking_back(store, school, BLAMES) as parent:
        await parent.press("f5")
        await at_the_talk(parent)
        assert BLAMES not in parent.sees("#talk")
        await say(parent, FACT)
        await parent.press("f3")
        await parent.until(lambda: parent.where == "DebriefScreen")
        await parent.press()
        await parent.press("pagedown", "pagedown")
        assert "Takes side by side" in parent.sees()
        assert "Take 1: 0 → 2 · Take 2: 0 → 0" in parent.sees()


async def test_somebody_else_is_chosen_from_here(store: Casebook, school: str) -> None:
    async with looking_back(store, school, FACT) as parent:
        await parent.press("f2")
        await parent.until(lambda: parent.where == "SettingUp")
        await parent.press("down", "enter")
        await parent.until(lambda: parent.where == "Ask")
        assert "▸ Ms. Reed (the teacher)" in parent.screen
        await parent.press("down", "enter")
        await parent.until(lambda: parent.where == "SettingUp")
        await parent.press()
        assert "With The counselor" in parent.sees()
        await parent.press("enter")
        await parent.until(lambda: "The counselor: Hello." in parent.sees())


async def test_it_is_saved_as_a_sheet(store: Casebook, school: str, tmp_path: Path) -> None:
    async with looking_back(store, school, FACT) as parent:
        await parent.press("f12")
        await parent.until(lambda: parent.where == "SaveTo")
        await parent.press("tab", "ctrl+u")
        await parent.paste(str(tmp_path / "new"))
        await parent.press("enter", "enter")
        await parent.until(lambda: parent.where == "InIt")
        await parent.press("enter")
        await parent.until(lambda: "Saved in" in parent.sees())
    text = (tmp_path / "new" / "rehearsal.txt").read_text()
    assert FACT in text
    assert text.startswith("After the rehearsal\n")


async def test_a_talk_that_is_not_over_goes_on(store: Casebook, school: str) -> None:
    async with looking_back(store, school, FACT) as parent:
        await parent.press("escape")
        await at_the_talk(parent)
        await say(parent, ASKS)
        assert f"You: {ASKS}" in parent.sees("#talk")


async def test_the_real_talk_is_written_down_with_nothing_of_the_rehearsal(
    store: Casebook, school: str
) -> None:
    async with looking_back(store, school, FACT, size=MIDDLE) as parent:
        await parent.press("ctrl+l")
        await parent.until(lambda: parent.app.sitting.guide.scenario.id == "contact")
        values = parent.app.sitting.guide.path.values
        assert FACT not in " ".join(map(str, values.values()))
        assert values.get("way") in (None, "meeting")
