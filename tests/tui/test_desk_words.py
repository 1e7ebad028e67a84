"""What words there are at the desk: private notes, homework, versions and answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.casebook.notebook import with_note
from coach.casebook.opened import now
from coach.casebook.store import Casebook
from coach.guide.homework import give, waiting
from coach.tui.screens.ask import Ask
from tests.guide.test_meeting import card, sat
from tests.tui.desk import SECRET, TODAY, at_desk, in_hour
from tests.tui.person import MIDDLE, NARROW, SIZES, WIDE, someone
from tests.tui.test_lists import to

# ------------------------------------------------------------------ private notes


@pytest.mark.parametrize("size", SIZES)
async def test_a_note_is_written_anywhere_in_the_hour(
    store: Casebook, leo: str, size: tuple[int, int]
) -> None:
    async with someone(size, store=store) as coach:
        await in_hour(coach)
        await to(coach, "Today's message")
        await coach.press("enter")
        await coach.rest(0.2)
        await coach.press("alt+n")
        await coach.rest(0.2)
        assert coach.where == "NotesScreen"
        await coach.type(f"{SECRET} [bold]")
        await coach.press("f12")
        await coach.rest(0.2)
        assert f"{SECRET} [bold]" in coach.sees("#before")
        await coach.press("escape")
        assert coach.where == "ResultScreen"
    assert [one.text for one in store.notebook(leo).notes] == [f"{SECRET} [bold]"]


async def test_what_is_typed_survives_a_crash(store: Casebook, leo: str) -> None:
    async with someone(MIDDLE, store=store) as coach:
        await in_hour(coach)
        await coach.press("f2")
        await coach.rest(0.1)
        await coach.type("half a thou")
        await coach.until(lambda: store.notebook(leo).draft == "half a thou")
    async with someone(MIDDLE, store=Casebook(store.folder)) as coach:
        await at_desk(coach)
        await coach.press("enter")
        await coach.rest(0.2)
        await coach.press("f2")
        await coach.rest(0.2)
        assert "half a thou" in coach.sees()


async def test_a_note_is_changed_and_deleted(store: Casebook, leo: str) -> None:
    store.change_notes(leo, lambda kept: with_note(kept, "a", "first", now()))
    async with someone(MIDDLE, store=store) as coach:
        await in_hour(coach)
        await coach.press("f2")
        await coach.rest(0.2)
        await coach.type("new one")
        await coach.press("f8", "enter")  # what was being written is kept first
        await coach.rest(0.2)
        texts = {one.text for one in store.notebook(leo).notes}
        assert texts == {"first", "new one"}
        await coach.type("!")
        await coach.press("f12")
        await coach.rest(0.2)
        assert len(store.notebook(leo).notes) == 2
        assert "!" in "".join(one.text for one in store.notebook(leo).notes)
        await coach.press("f8", "delete")
        assert isinstance(coach.app.screen, Ask)
        await coach.press("down", "enter")
        await coach.rest(0.2)
        assert len(store.notebook(leo).notes) == 1


async def test_away_from_the_desk_there_is_nobody_to_note_on(store: Casebook, leo: str) -> None:
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.2)
        await parent.press("alt+n")
        assert parent.where == "HomeScreen"


# ------------------------------------------------------------------ homework


@pytest.mark.parametrize("size", SIZES)
async def test_homework_is_given_from_a_suggestion(
    store: Casebook, leo: str, size: tuple[int, int]
) -> None:
    async with someone(size, store=store) as coach:
        await in_hour(coach)
        await coach.press("f4")
        await coach.rest(0.2)
        await coach.press("enter", "enter", "enter")
        await coach.rest(0.2)
        assert coach.where == "HourScreen"
    (one,) = waiting(store)
    assert one.homework.text.startswith("Read your message aloud")
    assert one.homework.leads_to == "concern"
    assert one.homework.by == (TODAY + timedelta(days=3)).isoformat()


async def test_homework_in_ones_own_words_asks_where_it_leads(store: Casebook, leo: str) -> None:
    async with someone(WIDE, store=store) as coach:
        await in_hour(coach)
        await coach.press("f4")
        await coach.rest(0.2)
        await coach.press("end", "enter")
        await coach.type("Count the mornings")
        await coach.press("enter", "enter")
        await coach.rest(0.2)
        assert "Does it lead to something" in coach.sees()
        await coach.press("enter")
        await coach.rest(0.2)
    assert [one.homework.text for one in waiting(store)] == ["Count the mornings"]


async def test_at_home_it_is_the_first_thing_and_a_line_goes_back(store: Casebook) -> None:
    give(store, card(store), "Count the mornings", TODAY, TODAY)
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.2)
        words = parent.sees()
        assert words.index("From your coach") < words.index("Start something new")
        await parent.press("f8")
        await parent.rest(0.1)
        await parent.press("enter")
        await parent.rest(0.1)
        await parent.type("Three of five")
        await parent.press("enter")
        await parent.rest(0.2)
        assert "From your coach" not in parent.sees()
    (one,) = store.families()[0].homework
    assert (one.back, one.done) == ("Three of five", TODAY.isoformat())


async def test_done_is_what_its_key_marks_where_homework_leads_somewhere(
    store: Casebook,
) -> None:
    give(store, card(store), "Begin", TODAY, None, "concern")
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.2)
        await parent.press("f8", "enter")
        await parent.rest(0.1)
        assert "A line for your coach" in parent.sees()
        await parent.press("enter")
        await parent.rest(0.2)
    assert store.families()[0].homework[0].done == TODAY.isoformat()


async def test_in_the_hour_nobody_is_told_that_the_coach_will_see_it(store: Casebook) -> None:
    give(store, card(store), "Begin", TODAY, None)
    async with someone(MIDDLE, store=store) as coach:
        await in_hour(coach)
        while "▸ Begin by" not in coach.sees() and "▸ Begin Give" not in coach.sees():
            await coach.press("down")
        await coach.press("enter", "enter")
        await coach.rest(0.1)
        assert "A line in the family's words" in coach.sees()
        assert "your coach" not in coach.sees()


async def test_enter_goes_where_homework_leads(store: Casebook) -> None:
    give(store, card(store), "Begin", TODAY, None, "concern")
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.2)
        await parent.press("enter")
        await parent.rest(0.2)
        assert parent.app.sitting is not None
        assert parent.app.sitting.guide.scenario.id == "concern"


# ------------------------------------------------------------------ versions and words


@pytest.mark.parametrize("size", SIZES)
async def test_two_versions_are_compared_without_colour(
    store: Casebook, leo: str, size: tuple[int, int]
) -> None:
    async with someone(size, store=store) as coach:
        await in_hour(coach)
        await coach.press("alt+v")
        await coach.rest(0.3)
        assert coach.where == "VersionsScreen"
        words = coach.sees()
        assert "[−Thank you,−]" in words
        assert "[+Many thanks,+]" in words
        assert "of 100" in words
        sides, in_one = (coach.app.screen.query_one(one) for one in ("#sides", "#in-one"))
        assert (sides.region.width > 0) == (size == WIDE)
        assert (in_one.region.width > 0) == (size != WIDE)
        await coach.press("escape")
        await coach.rest(0.2)
        assert coach.where == "HourScreen"


async def test_one_version_alone_is_compared_with_nothing(store: Casebook) -> None:
    sat(store, card(store))
    async with someone(NARROW, store=store) as coach:
        await in_hour(coach)
        await coach.press("alt+v")
        await coach.until(lambda: coach.where == "VersionsScreen")
        await coach.until(lambda: "Version 1, and nothing yet" in " ".join(coach.sees().split()))


async def test_a_parent_sees_versions_of_their_own_words(store: Casebook, leo: str) -> None:
    id = next(one.id for one in store.summaries())
    async with someone(WIDE, store=store, session=id) as parent:
        await parent.rest(0.2)
        await parent.press("alt+v")
        await parent.rest(0.2)
        assert "Version 2, as it is now" in parent.sees()
        await parent.press("up", "enter")
        await parent.rest(0.2)
        assert "with the coach" not in parent.sees()
        await parent.press("escape")
        await parent.rest(0.2)
        assert parent.where == "ResultScreen"


@pytest.mark.parametrize("size", SIZES)
async def test_words_stand_beside_the_draft_and_enter_goes_to_the_answer(
    store: Casebook, leo: str, size: tuple[int, int]
) -> None:
    async with someone(size, store=store) as coach:
        await in_hour(coach)
        await coach.press("alt+w")
        await coach.rest(0.3)
        assert coach.where == "BesideScreen"
        assert "Name of the reader: Mx. Lavoie" in coach.sees()
        assert "Hello Mx. Lavoie," in coach.sees()
        await coach.press("enter")
        await coach.rest(0.2)
        assert coach.where == "InterviewScreen"


async def test_where_several_answers_made_a_paragraph_it_asks_which(
    store: Casebook, leo: str
) -> None:
    async with someone(WIDE, store=store) as coach:
        await in_hour(coach)
        await coach.press("alt+w")
        await coach.rest(0.3)
        await coach.press("down", "down", "enter")
        await coach.rest(0.1)
        assert "Which answer?" in coach.sees()
        await coach.press("down", "enter")
        await coach.rest(0.2)
        assert coach.app.sitting is not None
        assert coach.app.sitting.guide.at == "seen"


async def test_the_hour_hands_over_by_the_key_of_the_childs_page(store: Casebook, leo: str) -> None:
    async with someone(MIDDLE, store=store) as coach:
        await in_hour(coach)
        await coach.press("ctrl+b")
        await coach.rest(0.2)
        assert coach.where == "HandOver"
        await coach.press("escape")
        assert coach.where == "HourScreen"
