"""Given any screen, when F9 is pressed, then the numbers are there, and Esc goes back exactly."""

from __future__ import annotations

import pytest

from coach.casebook.store import Casebook
from coach.scenario import library
from tests.tui.person import EVERY_KIND, MIDDLE, NARROW, SIZES, Person, someone
from tests.tui.test_review_and_result import kept


async def urgent_and_back(parent: Person) -> None:
    """Press F9 and Esc, and see that nothing else has changed."""
    before, focus, where = parent.screen, parent.app.focused, parent.where
    await parent.press("f9")
    assert parent.where == "UrgentScreen"
    assert "Call 911." in parent.screen
    await parent.press("f9", "escape")
    assert (parent.where, parent.app.focused) == (where, focus)
    assert parent.screen == before


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_there_from_home_help_and_dialogs(
    store: Casebook, size: tuple[int, int]
) -> None:
    kept(store)
    async with someone(size, store=store) as parent:
        await parent.rest(0.1)
        await urgent_and_back(parent)
        await parent.press("f1")
        await urgent_and_back(parent)
        await parent.press("escape", "end", "delete")
        assert parent.where == "Ask"
        await urgent_and_back(parent)
        await parent.press("escape", "ctrl+p")
        assert parent.where == "CommandPalette"
        await parent.rest(0.2)
        await parent.press("f9")
        assert "Call 911." in parent.screen
        await parent.press("escape")
        assert parent.where == "CommandPalette"


async def test_it_is_there_in_the_middle_of_a_word(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        await parent.type("he cri")
        await parent.rest(1.6)
        await urgent_and_back(parent)
        await parent.type("ed")
        assert "he cried" in parent.sees()


async def test_it_is_there_from_review_result_and_the_save_dialog(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, session=kept(store)) as parent:
        await urgent_and_back(parent)
        await parent.press("f12")
        await urgent_and_back(parent)
        await parent.press("escape", "f3")
        await urgent_and_back(parent)


@pytest.mark.parametrize("size", SIZES)
async def test_every_number_is_complete_and_the_first_is_in_view(
    store: Casebook, size: tuple[int, int]
) -> None:
    card = library.help_card()
    async with someone(size, store=store) as parent:
        await parent.press("f9")
        assert card.helpline[0].how in parent.sees()
        seen = parent.sees()
        for _page in range(8):
            await parent.press("pagedown")
            seen += parent.sees()
        for line in card.helpline:
            assert line.how in seen
        assert card.nobody_told in seen
        assert card.outside in seen


async def test_saying_that_someone_is_in_danger_shows_the_numbers_and_one_can_go_back(
    store: Casebook,
) -> None:
    async with someone(NARROW, store=store, scenario=EVERY_KIND) as parent:
        await parent.press("2", "enter")
        assert parent.where == "UrgentScreen"
        await parent.press("escape")
        assert "Is anyone in danger?" in parent.sees()
        await parent.press("1", "enter")
        assert "Take a breath." in parent.sees()


async def test_another_scenario_is_offered_and_not_forced(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.press("3", "enter")
        assert "“Say hello to a teacher” may fit better." in parent.sees()
        await parent.press("down", "enter")
        assert "Is anyone in danger?" in parent.sees()
        await parent.press("enter", "enter")
        assert "Where are you in the school year?" in parent.sees()


async def test_without_its_file_there_is_still_something_to_do(
    store: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coach.errors import CoachError

    def missing() -> None:
        raise CoachError("It is gone.")

    monkeypatch.setattr(library, "help_card", missing)
    async with someone(MIDDLE, store=store) as parent:
        await parent.press("f9")
        assert "Call your local emergency number." in parent.sees()
