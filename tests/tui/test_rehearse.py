"""Given a finished message, when a parent rehearses the talk, then they are answered."""

from __future__ import annotations

import pytest

from coach.casebook.store import Casebook
from coach.guide.guide import Guide
from coach.guide.practice import invented
from coach.guide.rehearsing import Rehearsing
from coach.rehearse.cast import Terms
from coach.scenario import library
from coach.tui.app import CoachApp
from tests.tui.person import MIDDLE, NARROW, SIZES, WIDE, someone
from tests.tui.school import (
    ASKS,
    BLAMES,
    DAY,
    DIE,
    FACT,
    at_the_talk,
    finished,
    rehearsing,
    say,
    the_talk,
)
from tests.tui.test_stop import stopped


@pytest.mark.parametrize("size", SIZES)
async def test_f5_and_enter_begin_a_talk(
    store: Casebook, school: str, size: tuple[int, int]
) -> None:
    async with rehearsing(store, school, size) as parent:
        assert "Ms. Reed: Hello. What did you want to talk about?" in parent.sees()
        assert "Say it your way" in parent.screen
        assert parent.last_line.endswith("F9 Urgent help")


async def test_a_whole_talk_in_words_of_ones_own(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        await parent.type(FACT)
        await parent.press("enter")
        assert the_talk(parent).state.turn == 1
        assert f"You: {FACT}" in parent.sees("#talk")
        assert "There are thirty jackets in that hall." in parent.sees("#talk")
        assert "Clear ●○○ 1 of 3" in parent.screen
        await parent.type(ASKS)
        await parent.press("enter")
        await parent.type(DAY)
        await parent.press("enter")
        assert the_talk(parent).state.ended_well
        assert "It ended with a day for the next step, and calm. The day: Friday." in parent.sees()
        await parent.press("enter")
        assert parent.where == "DebriefScreen"
        assert "The day: Friday." in parent.sees("#notes")


async def test_nothing_said_is_no_turn(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        await parent.press("enter", "space", "enter")
        assert the_talk(parent).state.turn == 0


async def test_a_whole_talk_by_picks_alone(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        await parent.press("tab")
        for _turn in range(3):
            good = next(one for one in the_talk(parent).options if one.pick == "good")
            assert good.text in parent.sees("#replies")
            while parent.app.focused.current.id != "good":
                await parent.press("down")
            await parent.press("enter")
            assert f"You: {good.text}" in parent.sees("#talk")
        assert [one.pick for one in the_talk(parent).entries] == ["good", "good", "good"]
        assert the_talk(parent).state.ended_well
        assert "Look back" in parent.sees("#replies")


async def test_where_they_bring_up_nothing_new_ones_own_words_go_on(
    store: Casebook, school: str
) -> None:
    async with rehearsing(store, school) as parent:
        await parent.press("tab")
        while the_talk(parent).options:
            await parent.press("enter")
        assert not the_talk(parent).state.ended
        assert "pick one of these" not in parent.sees()
        assert parent.app.focused.id == "saying"


async def test_arrows_lead_to_the_replies_and_back(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        await parent.press("down")
        assert parent.app.focused.id == "replies"
        await parent.press("down", "up", "up")
        assert parent.app.focused.id == "saying"


@pytest.mark.parametrize("way", ["tab", "down"])
async def test_keys_in_one_burst_reach_the_replies(store: Casebook, school: str, way: str) -> None:
    async with rehearsing(store, school) as parent:
        second = the_talk(parent).options[1]
        parent.burst(way, "down", "enter")
        await parent.until(lambda: the_talk(parent).state.turn == 1)
        assert the_talk(parent).state.past[0].entry.pick == second.pick
        parent.burst("shift+tab", *"He cried.", "enter")
        await parent.until(lambda: the_talk(parent).state.turn == 2)
        assert the_talk(parent).state.past[1].entry.text == "He cried."


async def test_a_line_grows_to_three_and_no_more(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        field = parent.app.focused
        assert field.size.height == 1
        await parent.paste("He cried after lunch. " * 5)
        await parent.press()
        assert field.size.height == 2
        await parent.paste("He cried after lunch. " * 20)
        await parent.press()
        assert field.size.height == 3


async def test_what_heats_is_told_with_one_thing_to_try(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        await say(parent, BLAMES)
        assert "Heat ●●○○○ 2 of 5" in parent.screen
        assert "Heat 0 to 2: it found fault with them." in parent.sees()
        assert "Try: say what you saw or heard, and ask what they saw." in parent.sees()


async def test_a_line_taken_back_is_compared_with_the_next_try(
    store: Casebook, school: str
) -> None:
    async with rehearsing(store, school, WIDE) as parent:
        await say(parent, BLAMES)
        assert "Ctrl+L Compare" not in parent.last_line
        await parent.press("ctrl+r")
        assert BLAMES not in parent.sees("#talk")
        assert "Heat ○○○○○ 0 of 5" in parent.screen
        await say(parent, FACT)
        assert "Ctrl+L Compare" in parent.last_line
        await parent.press("ctrl+l")
        await parent.until(lambda: parent.where == "Both")
        before, now = BLAMES, FACT
        line = next(line for line in parent.screen.splitlines() if "You: " in line)
        assert line.index(before) < line.index(now)
        assert "Heat 0 to 2" in parent.sees("#both")
        await parent.press("escape")
        assert parent.where == "RehearseScreen"


async def test_a_hint_is_there_on_request(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        assert "Say one thing you saw." not in parent.sees()
        await parent.press("f2")
        assert "Hint: Say one thing you saw." in parent.sees()
        await say(parent, FACT)
        assert "Hint:" not in parent.sees()


async def test_it_came_out_wrong_and_is_begun_again(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        await say(parent, BLAMES)
        await parent.press("ctrl+g")
        assert "You: Can I start again? That came out wrong." in parent.sees("#talk")
        assert "Of course. Start again. There are thirty jackets in that hall." in parent.sees(
            "#talk"
        )
        assert the_talk(parent).state.heat < 2


async def test_a_breath_costs_no_turn_and_any_key_ends_it(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        await say(parent, BLAMES)
        await parent.press("f12")
        await parent.until(lambda: parent.where == "Breath")
        assert "Breathe in, slowly." in parent.sees()
        assert parent.last_line.endswith("F9 Urgent help")
        await parent.press("a")
        assert parent.where == "RehearseScreen"
        assert the_talk(parent).state.turn == 1
        assert "Heat ●○○○○ 1 of 5" in parent.screen
        assert parent.app.focused.id == "saying"
        assert parent.app.focused.text == ""


async def test_another_take_begins_anew_and_keeps_the_one_before(
    store: Casebook, school: str
) -> None:
    async with rehearsing(store, school) as parent:
        await say(parent, BLAMES)
        await parent.press("f5")
        assert BLAMES not in parent.sees("#talk")
        await say(parent, FACT)
        assert [take.past[0].entry.text for take in the_talk(parent).takes()] == [BLAMES, FACT]


@pytest.mark.parametrize("size", [MIDDLE, NARROW])
async def test_where_there_is_no_room_f8_shows_how_it_stands(
    store: Casebook, school: str, size: tuple[int, int]
) -> None:
    async with rehearsing(store, school, size) as parent:
        assert "F8 Standing" in parent.last_line
        assert "Talking points" not in parent.sees()
        await say(parent, FACT)
        await parent.press("f8")
        assert "✓ The jacket was gone on Monday." in parent.sees("#standing")
        assert "Clear 0 to 1" in parent.sees("#standing")
        await parent.press("f8")
        assert parent.app.focused.id == "saying"


async def test_talking_points_are_ticked_off_as_they_are_said(store: Casebook, school: str) -> None:
    async with rehearsing(store, school, WIDE) as parent:
        assert "· The jacket was gone on Monday." in parent.sees("#standing")
        assert "Write it in your log" not in parent.sees()  # is done, not said
        await say(parent, FACT)
        assert "✓ The jacket was gone on Monday." in parent.sees("#standing")


@pytest.mark.parametrize("where", ["#standing", "#talk"])
async def test_beside_a_scrollbar_no_letter_is_cut_off(store: Casebook, where: str) -> None:
    talk = Rehearsing(invented("concern", "maya"), Terms("teacher", "warm", "in-person", 7))
    for line in (FACT, ASKS, FACT):
        talk.say(line)
    app = CoachApp(store, guide=talk.guide, rehearsing=talk)
    async with app.run_test(size=(120, 20), notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        await pilot.pause()
        shown = app.screen.query_one(where)
        assert shown.show_vertical_scrollbar
        width = shown.scrollable_content_region.width
        assert all(strip.cell_length == width for strip in shown._strips)


# ------------------------------------------------------------------ nothing lost


async def test_a_talk_goes_on_after_a_crash(store: Casebook, school: str) -> None:
    id = finished(store, school)
    async with someone(MIDDLE, store=store, session=id) as parent:
        await parent.press("f5", "enter")
        await at_the_talk(parent)
        await say(parent, FACT)
        kept = (store.folder / "sessions" / f"{id}.toml").read_text()
        assert FACT in kept
    async with someone(MIDDLE, store=store, session=id) as parent:
        await parent.press("f5")
        assert "▸ → Go on where you left" in parent.screen
        await parent.press("enter")
        await at_the_talk(parent)
        assert f"You: {FACT}" in parent.sees("#talk")
        assert "There are thirty jackets" in parent.sees("#talk")
        assert "Clear ●○○ 1 of 3" in parent.screen


async def test_what_is_typed_and_not_said_waits_while_one_looks_at_the_message(
    store: Casebook, school: str
) -> None:
    async with rehearsing(store, school) as parent:
        await say(parent, FACT)
        await parent.type("What have you")
        await parent.press("escape")
        assert parent.where == "ResultScreen"
        await parent.press("f5", "enter")
        await at_the_talk(parent)
        assert "What have you" in parent.sees("#saying")


async def test_a_line_that_can_not_be_saved_is_told_and_tried_again(
    store: Casebook, school: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coach.errors import CoachError

    async with rehearsing(store, school) as parent:
        keeper = parent.app.sitting.guide.keeper._keeper
        save, full = keeper.save, [True]

        def saving(session: object) -> None:
            if full[0]:
                raise CoachError("The disk is full.")
            save(session)

        monkeypatch.setattr(keeper, "save", saving)
        await say(parent, FACT)
        assert "NOT saved" in parent.screen
        assert "The disk is full." in parent.sees()
        assert "There are thirty jackets" in parent.sees()
        full[0] = False
        await parent.until(lambda: "NOT saved" not in parent.screen)
        assert FACT in keeper.path.read_text()


# ------------------------------------------------------------------ stopped


async def test_words_that_may_mean_danger_stop_the_talk(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        await say(parent, DIE)
        await stopped(parent)
        assert "Call 911." in parent.screen
        assert the_talk_is_untouched(parent)
        await parent.press("escape", "f8", "escape")
        assert parent.where == "UrgentScreen"


def the_talk_is_untouched(parent: object) -> bool:
    below = parent.app.screen_stack[-2]
    return below._rehearsing.state.turn == 0


async def test_what_was_not_meant_goes_on(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        await say(parent, DIE)
        await stopped(parent)
        await parent.press("down", "down", "enter")
        await parent.until(lambda: parent.where == "RehearseScreen")
        await parent.until(lambda: the_talk(parent).state.turn == 1)
        await parent.press()
        assert parent.app.focused.text == ""


async def test_deleted_words_are_nowhere(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        await say(parent, DIE)
        await stopped(parent)
        await parent.press("end", "enter")
        await parent.until(lambda: parent.where == "RehearseScreen")
        await parent.press()
        assert "wants to die" not in parent.screen
        kept = "".join(p.read_text() for p in (store.folder / "sessions").glob("*.toml*"))
        assert "wants to die" not in kept
        await say(parent, FACT)
        assert f"You: {FACT}" in parent.sees("#talk")


async def test_an_urgent_report_is_one_choice_away(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        await say(parent, DIE)
        await stopped(parent)
        await parent.press("down", "enter")
        await parent.until(lambda: parent.app.sitting.guide.scenario.id == "urgent-report")


# ------------------------------------------------------------------ hostile, and without colour


async def test_what_is_typed_is_text(store: Casebook, school: str) -> None:
    async with rehearsing(store, school, WIDE) as parent:
        words = "[bold]On Monday[/x] [Name] his jacket was gone. [@click=app.quit]x[/]"
        await say(parent, words)
        assert words in parent.sees("#talk")
        await parent.press("f3")
        assert words in parent.sees()


async def test_without_colour_it_says_the_same(
    store: Casebook, school: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with rehearsing(store, school) as parent:
        assert parent.app.no_color
        await say(parent, BLAMES)
        assert "▸ You: " in parent.screen
        assert "Heat ●●○○○ 2 of 5" in parent.screen
        await parent.press("tab")
        assert f"▸ {the_talk(parent).options[0].text}" in parent.screen


async def test_hidden_names_are_hidden_here_too(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        await say(parent, "Leo's jacket was gone on Monday.")
        await parent.press("ctrl+n")
        await parent.press()
        assert "Leo" not in parent.sees("#talk")
        assert "Child's jacket was gone on Monday." in parent.sees("#talk")


async def test_a_talk_reads_the_same_after_the_window_has_changed(
    store: Casebook, school: str
) -> None:
    async with rehearsing(store, school) as parent:
        await say(parent, FACT)
        await say(parent, ASKS)
        before = parent.sees("#talk")
        await parent.resize(*NARROW)
        await parent.press()
        await parent.resize(*MIDDLE)
        await parent.press()
        assert parent.sees("#talk") == before


def test_a_take_that_could_not_be_kept_is_kept_later(store: Casebook, school: str) -> None:
    from coach.errors import CoachError

    with store.open(finished(store, school)) as file:
        guide = Guide(library.find(school), file)
        talk = Rehearsing(guide, Terms("teacher", "warm", "in-person", 1))
        save, file.save = file.save, _refuse
        for line in (FACT, ASKS):
            with pytest.raises(CoachError):
                talk.say(line)
        file.save = save
        talk.keep()
        (kept,) = file.session.rehearsals
        assert [turn.says for turn in kept.turns] == [FACT, ASKS]


def _refuse(_session: object) -> None:
    from coach.errors import CoachError

    raise CoachError("The disk is full.")
