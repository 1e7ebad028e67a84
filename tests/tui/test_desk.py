"""A coach at the desk, by keys: the caseload, and an hour with its clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from coach.casebook.notebook import with_note
from coach.casebook.opened import now
from coach.casebook.records import FAMILY
from coach.casebook.store import Casebook
from coach.guide.homework import give
from coach.tui.app import CoachApp
from coach.tui.screens.ask import Ask
from coach.tui.widgets.picker import Picker
from coach.tui.widgets.ruled import Column, shared
from tests.guide.test_meeting import card, talked
from tests.tui.desk import TODAY, at_desk, in_hour
from tests.tui.person import MIDDLE, NARROW, SIZES, WIDE, Person, someone
from tests.tui.test_lists import to

# ------------------------------------------------------------------ the caseload


@pytest.mark.parametrize("size", SIZES)
async def test_who_comes_next_stands_first_at_every_size(
    store: Casebook, leo: str, size: tuple[int, int]
) -> None:
    card(store, "Noor", "")
    async with someone(size, store=store) as coach:
        await at_desk(coach)
        words = coach.sees("#caseload")
        assert words.index("Bean") < words.index("Noor")
        assert "a concern" in words
        assert "Ms. Okafor: moves" in words
        assert ("Homework" in words) == (size != NARROW)
        assert ("Last hour" in words) == (size == WIDE)
        assert coach.app.screen.query_one("#caseload").styles.padding.left == (
            1 if size == NARROW else 3
        )


@pytest.mark.parametrize("size", SIZES)
async def test_what_the_columns_cut_is_told_of_the_marked_family(
    store: Casebook, leo: str, size: tuple[int, int]
) -> None:
    give(store, leo, "Fill in the card.", today=TODAY)
    async with someone(size, store=store) as coach:
        await at_desk(coach)
        told = coach.sees("#marked") if size != WIDE else coach.sees("#caseload")
        for words in ("Okafor: moves his seat", "over", "1 open, 0 done"):
            assert words in " ".join(told.split())


async def test_the_first_screen_names_the_desk_once_it_was_opened(
    store: Casebook, leo: str
) -> None:
    async with someone(WIDE, store=store) as coach:
        await coach.rest(0.2)
        assert "coach's desk" not in coach.sees()
        await at_desk(coach)
        await coach.press("escape")
        await coach.rest(0.2)
        await to(coach, "The coach's desk")
        await coach.press("enter")
        await coach.rest(0.2)
        assert coach.where == "CaseloadScreen"


async def test_a_name_finds_a_family_and_f4_puts_it_away(store: Casebook, leo: str) -> None:
    noor = card(store, "Noor", "")
    async with someone(MIDDLE, store=store) as coach:
        await at_desk(coach)
        await coach.press("f3")
        await coach.type("noo")
        await coach.rest(0.2)
        assert "Bean" not in coach.sees("#caseload")
        await coach.press("enter", "f4")
        await coach.rest(0.2)
        assert store.look(noor).archived
        await coach.press("escape")
        await coach.rest(0.2)
        assert "Noor" not in coach.sees("#caseload")


async def test_with_names_hidden_each_family_has_a_number(store: Casebook, leo: str) -> None:
    card(store, "Noor", "")
    async with someone(WIDE, store=store) as coach:
        await at_desk(coach)
        await coach.press("ctrl+n")
        await coach.rest(0.3)
        words = coach.sees("#caseload")
        assert "Family 1" in words
        assert "Family 2" in words
        assert "Bean" not in words
        assert "Noor" not in words


async def test_an_empty_casebook_says_how_to_begin(store: Casebook) -> None:
    async with someone(MIDDLE, store=store) as coach:
        await at_desk(coach)
        assert "No family yet" in coach.sees()
        await coach.press("f2")
        await coach.rest(0.2)
        assert coach.app.sitting is not None
        assert coach.app.sitting.guide.scenario.id == FAMILY


def test_columns_give_way_in_their_order() -> None:
    columns = (Column(10, 1, grows=True), Column(10, 3), Column(10, 2))
    assert shared(columns, 60) == [36, 10, 10]
    assert shared(columns, 22) == [10, 0, 10]
    assert shared(columns, 8) == [8, 0, 0]


# ------------------------------------------------------------------ the hour


@pytest.mark.parametrize("size", SIZES)
async def test_an_hour_shows_its_agenda_and_clock(
    store: Casebook, leo: str, size: tuple[int, int]
) -> None:
    async with someone(size, store=store) as coach:
        await in_hour(coach)
        words = coach.sees()
        assert "10 min left here · 60 min in all" in words
        assert "Last time's promises" in words
        await coach.press("f8")
        await coach.rest(0.2)
        assert coach.app.meeting is not None
        assert coach.app.meeting.parts[0].done
        assert "What was kept" not in coach.sees()


async def test_the_clock_can_be_paused_and_put_out_of_sight(store: Casebook, leo: str) -> None:
    async with someone(MIDDLE, store=store) as coach:
        await in_hour(coach)
        await coach.press("f12")
        await coach.rest(0.2)
        assert "paused" in coach.sees()
        await coach.press("ctrl+t")
        await coach.rest(0.2)
        assert "min in all" not in coach.sees()
        await coach.press("ctrl+t", "f12")
        await coach.rest(0.2)
        assert "60 min in all" in coach.sees()
        assert "paused" not in coach.sees("#clock")


async def test_in_a_sitting_the_first_line_tells_what_is_left_and_home_is_the_hour(
    store: Casebook, leo: str
) -> None:
    async with someone(MIDDLE, store=store) as coach:
        await in_hour(coach)
        await to(coach, "Today's message")
        await coach.press("enter")
        await coach.rest(0.3)
        assert coach.where == "ResultScreen"
        assert "24 min here, 60 in all" in coach.screen.splitlines()[0]
        await coach.press("ctrl+o")
        await coach.rest(0.3)
        assert coach.where == "HourScreen"


async def test_closing_names_the_next_day_and_the_caseload_knows(store: Casebook, leo: str) -> None:
    day = TODAY + timedelta(days=9)
    async with someone(WIDE, store=store) as coach:
        await in_hour(coach)
        await coach.press("ctrl+l")
        await coach.type("yesterday")
        await coach.press("enter")
        assert "Name a day to come" in coach.sees()
        coach.app.screen.query_one("#next").value = day.isoformat()
        await coach.press("enter")
        await coach.rest(0.2)
        await coach.press("escape")
        await coach.rest(0.2)
        assert coach.where == "CaseloadScreen"
        assert "today" in coach.sees("#caseload")
    (hour,) = store.notebook(leo).hours
    assert hour.closed
    assert hour.next == day.isoformat()


async def test_an_hour_that_was_left_waits_with_its_clock_paused(store: Casebook, leo: str) -> None:
    async with someone(WIDE, store=store) as coach:
        await in_hour(coach)
        await coach.press("escape")
        await coach.rest(0.2)
        assert "an hour goes on" in coach.sees("#caseload")
    async with someone(WIDE, store=Casebook(store.folder)) as coach:
        await at_desk(coach)
        await coach.press("enter")
        await coach.rest(0.2)
        assert "Go on: the clock is paused" in coach.sees()


async def test_the_coach_picks_in_a_rehearsal_from_the_hour(store: Casebook, leo: str) -> None:
    async with someone(WIDE, store=store) as coach:
        await in_hour(coach)
        await coach.press("f5")
        await coach.rest(0.3)
        assert coach.where == "SettingUp"
        assert "With a coach, who picks what they bring up" in coach.sees()
        await coach.press("escape")
        await coach.rest(0.3)
        assert coach.where == "HourScreen"


async def test_a_rehearsal_from_the_message_leads_back_to_it(store: Casebook, leo: str) -> None:
    async with someone(WIDE, store=store) as coach:
        await in_hour(coach)
        await coach.press("f5", "escape")
        await coach.rest(0.3)
        await to(coach, "Today's message")
        await coach.press("enter")
        await coach.until(lambda: coach.where == "ResultScreen")
        await coach.press("f5")
        await coach.until(lambda: coach.where == "SettingUp")
        await coach.press("escape")
        await coach.until(lambda: coach.where == "ResultScreen")


async def test_a_promise_is_kept_by_two_keys(store: Casebook, leo: str) -> None:
    async with someone(WIDE, store=store) as coach:
        await in_hour(coach)
        await to(coach, "moves his seat")
        await coach.press("enter", "enter")
        await coach.rest(0.3)
        assert "✓ Ms. Okafor: moves his seat" in coach.sees()
    assert store.entries()[0].agreed[0].done


# ------------------------------------------------------------------ everywhere


async def test_urgent_help_and_keys_are_there_on_every_screen(store: Casebook, leo: str) -> None:
    async with someone(NARROW, store=store) as coach:
        await at_desk(coach)
        for keys in ((), ("enter",), ("f2",)):
            await coach.press(*keys)
            await coach.rest(0.2)
            assert "F9 Urgent help" in coach.last_line
            await coach.press("f9")
            assert coach.where == "UrgentScreen"
            await coach.press("escape")


async def test_hostile_words_are_words(store: Casebook) -> None:
    evil = "[/x] [bold]Leo[/] \x1b[31m"
    family = card(store, "Leo", evil)
    give(store, family, evil, TODAY)
    talked(store, family, TODAY, with_name=evil)
    store.change_notes(family, lambda kept: with_note(kept, "a", evil, now()))
    async with someone(WIDE, store=store) as coach:
        await in_hour(coach)
        assert "[/x] [bold]Leo[/]" in coach.sees()
        await coach.press("f2")
        await coach.rest(0.2)
        assert "[/x] [bold]Leo[/]" in coach.sees("#before")


async def test_a_damaged_note_is_named_and_the_rest_goes_on(store: Casebook, leo: str) -> None:
    store.set_up_desk()
    (store.folder / "notes" / f"{leo}.toml").write_text("format = 1\nnotes = 3\n")
    async with someone(WIDE, store=store) as coach:
        await at_desk(coach)
        assert f"notes/{leo}.toml can't be read" in coach.sees()
        await coach.press("enter")
        await coach.rest(0.2)
        assert isinstance(coach.app.screen, Ask)
        await coach.press("enter")
        await coach.rest(0.2)
        assert coach.where == "CaseloadScreen"


async def test_the_command_line_opens_an_hour_at_once(store: Casebook, leo: str) -> None:
    app = CoachApp(store, desk=leo, minutes=10)
    async with app.run_test(size=MIDDLE, notifications=True, tooltips=True) as pilot:
        person = Person(app, pilot)
        await person.rest(0.3)
        assert "Begin the hour: 10 minutes" in person.sees()
        assert person.app.screen.query_one(Picker).has_focus
    assert replace(store.notebook(leo), hours=()).empty


async def test_the_page_of_a_family_and_a_new_card_lead_back_to_the_desk(
    store: Casebook, leo: str
) -> None:
    async with someone(WIDE, store=store) as coach:
        await in_hour(coach)
        await to(coach, "The family's page")
        await coach.press("enter")
        await coach.rest(0.2)
        assert coach.where == "FamilyScreen"
        await coach.press("escape")
        await coach.rest(0.2)
        assert coach.where == "HourScreen"
        await coach.press("escape")
        await coach.rest(0.2)
        await coach.press("f2")
        await coach.rest(0.2)
        await coach.press("ctrl+o")
        await coach.rest(0.2)
        assert coach.where == "CaseloadScreen"


async def test_before_anything_is_finished_there_are_no_versions_and_no_harm(
    store: Casebook,
) -> None:
    family = card(store)
    with store.create("concern", family=family) as open:
        open.save(replace(open.session, answers={"x": "y"}))
    async with someone(MIDDLE, store=store) as coach:
        await in_hour(coach)
        for keys in ("alt+v", "alt+w"):
            await coach.press(keys)
            await coach.rest(0.2)
            await coach.press("enter", "f8", "escape")
            await coach.rest(0.2)
            assert coach.where == "HourScreen"
