"""Given a parent at the keyboard, when they answer, then the message grows and nothing is lost."""

from __future__ import annotations

import tomllib

import pytest

from coach.casebook.store import Casebook
from tests.tui.person import (
    EVERY_KIND,
    MIDDLE,
    NARROW,
    SIZES,
    WIDE,
    answer_all,
    someone,
)


@pytest.mark.parametrize("size", SIZES)
async def test_every_kind_of_question_is_answered_by_keys_alone(
    store: Casebook, size: tuple[int, int]
) -> None:
    async with someone(size, store=store, scenario=EVERY_KIND) as parent:
        await answer_all(parent)
        assert parent.where == "ReviewScreen"
        assert dict(parent.app.sitting.guide.answers) == {
            "safe": "no",
            "breath": "",
            "name": "Leo",
            "pronouns": "he",
            "channel": "email",
            "seen": "He-cried-on-Monday",
            "more": "",
            "when": ("morning", "noon"),
            "good": ("maps", "songs"),
            "tried": (("chart", "well"),),
            "worry": 7,
            "by": __import__("datetime").date(2026, 12, 3),
        }
        await parent.press("enter")
        assert parent.where == "ResultScreen"
        if size != NARROW:
            assert "He is good at maps and songs." in parent.sees()


async def test_the_message_follows_the_words_that_are_being_typed(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        await parent.type("he cried")
        await parent.rest()
        assert "▌ He cried." in parent.screen
        assert "I'm writing about Leo." in parent.sees("#message").replace("▌ ", "")


async def test_escape_goes_back_and_what_was_typed_is_still_there(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        await parent.type("half a tho")
        await parent.press("escape")
        assert "How do you want to reach them?" in parent.sees()
        await parent.press("enter")
        assert "half a tho" in parent.sees()
        await parent.press("end")
        await parent.type("ught")
        assert "half a thought" in parent.sees()


async def test_escape_at_the_first_question_goes_home_and_keeps_the_session(
    store: Casebook,
) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.press("enter", "enter", "escape", "escape", "escape")
        await parent.rest(0.1)
        assert parent.where == "HomeScreen"
        assert "Carry on" in parent.sees()
        assert "2 answers · today" in parent.sees()


async def test_a_draft_is_on_disk_within_two_seconds(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        await parent.type("not yet sent")
        await parent.rest(1.2)
        (file,) = (store.folder / "sessions").glob("*.toml")
        assert tomllib.loads(file.read_text())["drafts"] == {"seen": "not yet sent"}
        assert parent.screen.splitlines()[0].endswith("saved")


@pytest.mark.parametrize("new", [NARROW, WIDE, (200, 50), (40, 12)])
async def test_resizing_in_the_middle_of_an_answer_keeps_it(
    store: Casebook, new: tuple[int, int]
) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        await parent.type("he cried")
        await parent.press("left", "left")
        field = parent.app.focused
        await parent.resize(*new)
        assert parent.app.focused is field
        await parent.type("XY")
        assert parent.app.focused.text == "he criXYed"
        await parent.resize(*MIDDLE)
        assert "he criXYed" in parent.sees()


async def test_what_fits_is_shown_and_f8_goes_to_the_rest(store: Casebook) -> None:
    async with someone(WIDE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        assert "▸ What you know" in parent.sees()
        assert "What did you see?" in parent.sees()
        assert "I'm writing about Leo." in parent.sees("#message").replace("▌ ", "")
        await parent.resize(*MIDDLE)
        assert "▸ What you know" not in parent.sees()
        assert "I'm writing about Leo." in parent.sees("#message").replace("▌ ", "")
        await parent.resize(*NARROW)
        assert "What did you see?" in parent.sees()
        assert "I'm writing about Leo." not in parent.sees()
        await parent.press("f8")
        assert "What did you see?" not in parent.sees()
        assert "I'm writing about Leo." in parent.sees("#message").replace("▌ ", "")
        await parent.press("f8")
        await parent.type("back")
        assert "back" in parent.sees()


async def test_enter_on_a_paragraph_goes_to_the_question_behind_it(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        await parent.press("f8", "home", "enter")
        assert "What is your child called?" in parent.sees()


async def test_the_outline_says_where_one_is_and_goes_back(store: Casebook) -> None:
    async with someone(WIDE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        await parent.press("f8", "f8")
        lines = [line.split("▕")[0].strip() for line in parent.screen.splitlines()]
        assert "✓ Beginning" in lines
        assert "· What you want" in lines
        await parent.press("up", "up", "enter")
        assert "Is anyone in danger?" in parent.sees()


async def test_an_answer_that_can_not_be_is_refused_kindly_and_stays(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.press("enter", "enter", "enter")
        assert "! This one needs an answer." in parent.sees()
        await parent.type("Leo")
        await parent.rest()
        assert "! This one" not in parent.sees()


async def test_a_date_is_read_back_and_a_wrong_one_refused(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await answer_all(parent)
        await parent.press("end", "enter")
        assert "By when would you like to hear?" in parent.sees()
        await parent.press("ctrl+u")
        await parent.type("next week")
        await parent.press("enter")
        assert "! That is not" in parent.sees("#prompt")
        assert "2026-09-03" in parent.sees("#prompt")
        await parent.press("ctrl+u")
        await parent.type("2027-01-05")
        assert "Tue 5 Jan 2027" in parent.sees()


async def test_a_question_that_may_be_skipped_says_so_and_keeps_what_was_typed(
    store: Casebook,
) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        assert "skip" not in parent.sees().lower()
        await parent.type("he cried")
        await parent.press("enter")
        assert "You may skip this one" in parent.sees()
        assert "F12 Skip" in parent.last_line
        await parent.type("perhaps")
        await parent.press("f12")
        guide = parent.app.sitting.guide
        assert guide.answers["more"] == ""
        await parent.press("escape")
        assert "perhaps" in parent.sees()


async def test_an_example_is_there_for_the_asking(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        assert "Helps more" not in parent.sees()
        await parent.press("f2")
        assert "▌ Helps less ▌ He is always sad." in parent.sees()
        assert "On Monday Leo was in tears" in parent.sees()
        await parent.press("f2")
        assert "Helps more" not in parent.sees()


async def test_ctrl_j_starts_a_line_and_pasted_lines_stay(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        await parent.type("one")
        await parent.press("ctrl+j")
        await parent.paste("two\nthree")
        await parent.press("enter")
        assert parent.app.sitting.guide.answers["seen"] == "one\ntwo\nthree"


async def test_a_last_line_that_wraps_stays_in_view(store: Casebook) -> None:
    async with someone(NARROW, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        await parent.paste("the way home goes past the big bridge " * 12)
        for letter in "αβγδεζηθικλμνξοπρστυφχψω":
            await parent.type(letter)
            await parent.pilot.pause()
            assert letter in parent.screen


async def test_a_quick_typist_never_writes_into_the_wrong_question(store: Casebook) -> None:
    """Keys that arrive in one burst, before any screen is drawn."""
    from textual import events

    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.press("enter", "enter")
        burst = [*"Leo", "enter", "2", "enter", "2", "enter", *"tears", "enter", *"more", "enter"]
        burst += ["enter", *"maps", "enter", *"kind", "enter", "enter", *"chart"]
        for key in burst:
            parent.app.post_message(events.Key(key, key if len(key) == 1 else None))
        guide = parent.app.sitting.guide
        await parent.until(lambda: guide.at == "tried" and guide.prompt().draft == (("chart", ""),))
        assert guide.answers["name"] == "Leo"
        assert guide.answers["pronouns"] == "he"
        assert guide.answers["channel"] == "phone"
        assert guide.answers["seen"] == "tears"
        assert guide.answers["more"] == "more"
        assert guide.answers["good"] == ("maps", "kind")


async def test_pasted_lines_fill_the_rows_of_a_list(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        await parent.type("tears")
        await parent.press("enter", "enter", "enter")
        await parent.paste("maps\nkind\ntrains\nsongs")
        await parent.rest(0.1)
        await parent.press("up", "up", "down", "down", "enter")
        assert parent.app.sitting.guide.answers["good"] == ("maps", "kind", "trains songs")


async def test_backspace_takes_an_empty_row_away(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        await parent.type("tears")
        await parent.press("enter", "enter", "enter", "a", "enter", "backspace")
        await parent.rest(0.1)
        assert " 3 " not in parent.sees()
        await parent.press("end", "b", "enter", "c", "enter")
        await parent.press("enter")
        assert parent.app.sitting.guide.answers["good"] == ("ab", "c")
