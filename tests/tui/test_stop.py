"""Given words that may mean danger, the help card stands there until the person has chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.casebook.store import Casebook
from tests.tui.person import MIDDLE, SIZES, Person, someone

FAMILY = str(Path(__file__).parents[1] / "safety" / "family.toml")
DIE = "He says he wants to die."
BULLIED = "He is bullied on the bus."


async def say(parent: Person, words: str) -> None:
    """Go to the question what was seen, and answer it."""
    await parent.hurry(*"Leo", "enter", "1", "enter", "enter", to="seen")
    await parent.paste(words)
    await parent.press("enter")
    await stopped(parent)


async def stopped(parent: Person) -> None:
    """Wait until there is something to choose."""
    await parent.until(lambda: getattr(parent.app.focused, "id", "") == "choices")


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_number_and_every_choice_are_in_view(
    store: Casebook, size: tuple[int, int]
) -> None:
    async with someone(size, store=store, scenario=FAMILY) as parent:
        await say(parent, DIE)
        for words in ("Call 911.", "Get help now", "urgent school report", "I am safe", "Delete"):
            assert words in parent.screen


async def test_no_key_goes_past_it(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=FAMILY) as parent:
        await say(parent, DIE)
        await parent.press("escape", "f9", "f3", "f8", "f12", "enter", "f8", "enter", "escape")
        assert parent.where == "UrgentScreen"
        assert "seen" not in parent.app.sitting.guide.path.values


async def test_an_enter_that_was_on_its_way_chooses_nothing(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=FAMILY) as parent:
        await parent.hurry(*"Leo", "enter", "1", "enter", "enter", to="seen")
        await parent.paste(BULLIED)
        parent.burst("enter")
        await parent.until(lambda: parent.where == "UrgentScreen")
        parent.burst("enter", "enter")  # at once: on a busy machine, pressing takes time
        await stopped(parent)
        assert parent.where == "UrgentScreen"


async def test_enter_alone_stays_with_the_numbers(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=FAMILY) as parent:
        await say(parent, DIE)
        await parent.press("enter", "enter", "pagedown")
        assert "988" in parent.screen


async def test_i_am_safe_goes_on(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=FAMILY) as parent:
        await say(parent, DIE)
        await parent.press("down", "down", "enter")
        await parent.until(lambda: parent.app.sitting.guide.at == "more")
        assert "What else?" in parent.sees()


async def test_deleting_leaves_an_empty_field_and_nothing_on_disk(
    store: Casebook, tmp_path: Path
) -> None:
    async with someone(MIDDLE, store=store, scenario=FAMILY) as parent:
        await say(parent, DIE)
        await parent.press("end", "enter")
        await parent.until(lambda: parent.where == "InterviewScreen")
        await parent.rest(1.6)
        assert "wants to die" not in parent.screen
        kept = "".join(
            path.read_text() for path in (store.folder / "sessions").iterdir() if path.is_file()
        )
        assert "wants to die" not in kept
        assert "Leo" in kept


async def test_amber_goes_to_the_urgent_report_by_enter(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=FAMILY) as parent:
        await say(parent, BULLIED)
        assert "act on today" in parent.sees()
        await parent.press("enter")
        await parent.until(lambda: parent.app.sitting.guide.scenario.id == "urgent-report")
        assert parent.where == "InterviewScreen"
        child = parent.app.sitting.guide.answers.values()
        assert "Leo" in child
    assert len(store.summaries()) >= 1


async def test_a_reworded_letter_stops_too_and_can_be_taken_back(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=FAMILY) as parent:
        await parent.hurry(*"Leo", "enter", "1", "enter", "enter", to="seen")
        await parent.paste("He cried.")
        await parent.hurry("enter", to="more")
        await parent.hurry("enter", to="")
        await parent.until(lambda: parent.where == "ReviewScreen")
        await parent.press("enter")
        await parent.until(lambda: parent.where == "ResultScreen")
        await parent.press("enter")
        await parent.paste(DIE)
        await stopped(parent)
        await parent.press("end", "enter")
        await parent.until(lambda: parent.where == "ResultScreen")
        assert "wants to die" not in parent.screen
