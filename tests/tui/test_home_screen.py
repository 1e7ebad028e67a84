"""Given what is kept, when Coach opens, then it says what can be done, and does it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from coach.casebook.store import Casebook
from tests.tui.person import EVERY_KIND, MIDDLE, SIZES, someone


async def begun(store: Casebook) -> str:
    """Leave a session behind, some questions in, and return its id."""
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
    return store.summaries()[0].id


@pytest.mark.parametrize("size", SIZES)
async def test_it_asks_what_is_going_on_and_offers_the_scenarios(
    store: Casebook, size: tuple[int, int]
) -> None:
    async with someone(size, store=store) as parent:
        await parent.rest(0.1)
        assert "What is going on?" in parent.sees()
        assert "▸ Say hello to a teacher" in parent.sees()
        assert "10 minutes" in parent.sees()
        assert "F9 Urgent help" in parent.last_line
        await parent.press("enter")
        assert parent.where == "InterviewScreen"
        assert "Where are you in the school year?" in parent.sees()


async def test_what_is_unfinished_stands_first_and_goes_on_where_it_stopped(
    store: Casebook,
) -> None:
    await begun(store)
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.1)
        assert parent.sees().index("Carry on") < parent.sees().index("Start something new")
        assert "▸ Leo · " in parent.sees()
        assert "5 answers · today" in parent.sees()
        await parent.press("enter")
        assert "What did you see?" in parent.sees()


async def test_arrows_move_and_do_not_open(store: Casebook) -> None:
    await begun(store)
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.1)
        await parent.press("down", "up", "down")
        assert parent.where == "HomeScreen"
        assert "▸ Say hello to a teacher" in parent.sees()


async def test_a_session_is_deleted_only_after_asking(store: Casebook) -> None:
    await begun(store)
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.1)
        await parent.press("delete")
        assert "Delete “Leo · " in parent.sees()
        await parent.press("enter")  # Keep it stands first
        assert len(store.summaries()) == 1
        await parent.press("delete", "down", "enter")
        await parent.rest(0.1)
        assert store.summaries() == ()
        assert "Carry on" not in parent.sees()


async def test_delete_is_offered_for_sessions_alone(store: Casebook) -> None:
    await begun(store)
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.1)
        assert "Del Delete" in parent.last_line
        await parent.press("down")
        assert "Del Delete" not in parent.last_line
        await parent.press("delete")
        assert parent.where == "HomeScreen"


async def test_a_damaged_file_is_named_and_the_rest_still_works(store: Casebook) -> None:
    await begun(store)
    (store.folder / "sessions" / "2026-01-01-broken.toml").write_text(
        "answers = [", encoding="utf-8"
    )
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.1)
        assert "Carry on" in parent.sees()
        await parent.press("end")
        assert "2026-01-01-broken.toml could not be read and is left as it is" in parent.sees()


async def test_a_session_that_is_open_elsewhere_can_be_copied(store: Casebook) -> None:
    id = await begun(store)
    with store.open(id):
        async with someone(MIDDLE, store=store) as parent:
            await parent.rest(0.1)
            await parent.press("enter")
            assert "This session is open in another window." in parent.sees()
            await parent.press("escape")
            assert parent.where == "HomeScreen"
            await parent.press("enter", "enter")
            assert "What did you see?" in parent.sees()
            assert len(store.summaries()) == 2


async def test_nothing_of_the_interview_is_imported_before_the_first_frame() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, coach.tui.app\n"
            "heavy = ['textual.widgets._text_area', 'textual.widgets._markdown', 'filelock',"
            " 'coach.guide', 'coach.scenario.load', 'msgspec', 'tree_sitter', 'tomllib',"
            " 'coach.tui.screens.interview', 'coach.tui.screens.result']\n"
            "print([name for name in heavy if name in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "[]"
