"""Given a coach or a room, when a parent rehearses, then they choose what comes, or vote first."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from coach.casebook.store import Casebook
from coach.guide.freely import Spoken
from tests.tui.person import MIDDLE, WIDE, Person, someone
from tests.tui.school import FACT, at_the_talk, finished, rehearsing, say, the_talk


@asynccontextmanager
async def with_others(store: Casebook, school: str, downs: int) -> AsyncIterator[Person]:
    """Someone who has chosen who takes part, and begun."""
    async with someone(WIDE, store=store, session=finished(store, school)) as parent:
        await parent.press("f5", "end", "enter")
        await parent.until(lambda: parent.where == "Ask")
        await parent.press(*["down"] * downs, "enter")
        await parent.until(lambda: parent.where == "SettingUp")
        await parent.press()
        await parent.press("enter")
        await at_the_talk(parent)
        yield parent


# ------------------------------------------------------------------ a coach


async def test_a_coach_picks_what_they_bring_up(store: Casebook, school: str) -> None:
    async with with_others(store, school, 1) as parent:
        await say(parent, FACT)
        await parent.until(lambda: parent.where == "Ask")
        assert "▸ By chance" in parent.screen
        assert FACT in parent.sees("#box")
        assert the_talk_below(parent).state.turn == 0
        await parent.press("down")
        while "▸ We will see" not in parent.screen:
            await parent.press("down")
        await parent.press("enter")
        await parent.until(lambda: parent.where == "RehearseScreen")
        await parent.until(lambda: the_talk(parent).state.turn == 1)
        await parent.press()
        assert "I'll keep my eyes open." in parent.sees("#talk")
        assert the_talk(parent).entries[-1].reaction == "we-will-see"


async def test_a_coach_may_leave_it_to_chance(store: Casebook, school: str) -> None:
    async with with_others(store, school, 1) as parent:
        await parent.press("tab", "enter")
        await parent.until(lambda: parent.where == "Ask")
        await parent.press("enter")
        await parent.until(lambda: parent.where == "RehearseScreen")
        await parent.until(lambda: the_talk(parent).state.turn == 1)
        assert the_talk(parent).entries[-1].reaction == ""
        assert the_talk(parent).entries[-1].pick != ""


async def test_where_the_coach_goes_back_the_line_is_not_said(store: Casebook, school: str) -> None:
    async with with_others(store, school, 1) as parent:
        await say(parent, FACT)
        await parent.until(lambda: parent.where == "Ask")
        await parent.press("escape")
        await parent.press()
        assert the_talk(parent).state.turn == 0
        assert FACT in parent.sees("#saying")


def the_talk_below(parent: Person):
    return parent.app.screen_stack[-2]._rehearsing


# ------------------------------------------------------------------ a room


async def test_a_room_votes_and_the_one_with_most_hands_is_played(
    store: Casebook, school: str
) -> None:
    async with with_others(store, school, 2) as parent:
        a, b, c = the_talk(parent).options
        assert f"A {a.text}" in parent.sees("#replies")
        assert f"C {c.text}" in parent.sees("#replies")
        await parent.press("1", "2", "2", "3", "3", "3", "minus", "minus")
        assert "2 hands" in parent.sees("#replies")
        await parent.press("enter")
        assert "Hands: A 1, B 2, C 1." in parent.sees()
        assert the_talk(parent).state.turn == 0
        assert "helps" not in parent.sees()
        await parent.press("enter")
        assert f"You: {b.text}" in parent.sees("#talk")
        told = {"good": "helps most", "middling": "helps less", "weak": "tempts"}
        for letter, one in zip("ABC", (a, b, c), strict=True):
            assert f"{letter} {told[one.pick]}" in parent.sees("#aside")


async def test_another_may_be_played_than_the_one_with_most_hands(
    store: Casebook, school: str
) -> None:
    async with with_others(store, school, 2) as parent:
        a, _b, _c = the_talk(parent).options
        await parent.press("2", "enter", "up", "enter")
        assert f"You: {a.text}" in parent.sees("#talk")


async def test_hands_go_down_for_the_next_vote(store: Casebook, school: str) -> None:
    async with with_others(store, school, 2) as parent:
        await parent.press("1", "enter", "enter")
        assert the_talk(parent).state.turn == 1
        assert "hand" not in parent.sees("#replies")
        await parent.press("enter")
        assert "No hand is up." in parent.sees()


async def test_a_room_may_say_it_its_own_way(store: Casebook, school: str) -> None:
    async with with_others(store, school, 2) as parent:
        await parent.press("1", "shift+tab")
        await say(parent, FACT)
        assert f"You: {FACT}" in parent.sees("#talk")


async def test_where_nobody_votes_a_digit_counts_nothing(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        await parent.press("tab", "1", "2")
        assert "hand" not in parent.sees("#replies")


# ------------------------------------------------------------------ freer words


class Slow:
    """A server that answers when it is let."""

    def __init__(self, notice: str = "", told: str = "Oh. Gone, you say?") -> None:
        self.may, self.notice, self.told = threading.Event(), notice, told

    def say(self, spoken: Spoken) -> str:
        assert self.may.wait(10)
        if self.told:
            spoken.put(self.told)
        return self.notice

    def again(self) -> None:
        """Nothing."""


async def test_freer_words_come_when_they_come_and_are_kept(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        the_talk(parent).free = free = Slow()
        await say(parent, FACT)
        assert "(They look for words.)" in parent.sees("#talk")
        assert "Clear ●○○ 1 of 3" in parent.screen
        await say(parent, "And another thing.")
        assert the_talk(parent).state.turn == 1
        assert "And another thing." in parent.sees("#saying")
        free.may.set()
        await parent.until(lambda: "Ms. Reed: Oh. Gone, you say?" in parent.sees("#talk"))
        assert "thirty jackets" not in parent.sees("#talk")
        assert the_talk(parent).entries[-1].told == "Oh. Gone, you say?"


async def test_a_server_that_fails_leaves_the_script_and_says_so(
    store: Casebook, school: str
) -> None:
    async with rehearsing(store, school) as parent:
        the_talk(parent).free = free = Slow("It did not answer.", told="")
        free.may.set()
        await say(parent, FACT)
        await parent.until(lambda: "thirty jackets" in parent.sees("#talk"))
        await parent.until(lambda: "It did not answer." in parent.sees())


async def test_words_that_come_too_late_change_nothing(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        the_talk(parent).free = free = Slow()
        await say(parent, FACT)
        await parent.press("ctrl+r")
        the_talk(parent).free = None
        await say(parent, "It is about a jacket.")
        free.may.set()
        await parent.rest(0.2)
        assert "Gone, you say?" not in parent.sees("#talk")
        assert the_talk(parent).entries[-1].told == ""


async def test_nothing_is_sent_before_one_has_said_yes(store: Casebook, school: str) -> None:
    (store.folder / "settings.toml").write_text('[talk]\naddress = "http://localhost:11434"\n')
    async with someone(MIDDLE, store=store, session=finished(store, school)) as parent:
        await parent.press("f5", "enter")
        await parent.until(lambda: parent.where == "AskLong")
        assert "11434" in parent.sees()
        assert "▸ No: they say what is written" in parent.screen
        await parent.press("enter")
        await at_the_talk(parent)
        assert the_talk(parent).free is None
    async with someone(MIDDLE, store=store, session=finished(store, school)) as parent:
        await parent.press("f5", "enter")
        await parent.until(lambda: parent.where == "AskLong")
        await parent.press("down", "enter")
        await at_the_talk(parent)
        assert the_talk(parent).free is not None
