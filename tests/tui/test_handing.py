"""A child's file is handed over, comes in, and two answers to one question are settled: by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from coach.casebook.casebook import Casebook
from coach.tui.app import CoachApp
from coach.tui.screens.two_answers import TwoAnswers
from coach.tui.widgets.picker import Picker
from tests.handover.houses import (
    CONCERN,
    HOMEWORK,
    add,
    bundled,
    change,
    coachs,
    opened,
    planned,
)
from tests.tui.person import MIDDLE, SIZES, WIDE, Person, someone
from tests.tui.test_lists import to


@pytest.fixture
def houses(tmp_path: Path) -> tuple[Casebook, Casebook, str, str]:
    """A coach's casebook, a family's that has opened its file, a card's and a session's id."""
    book, card, session = coachs(tmp_path / "desk")
    family = Casebook(tmp_path / "home")
    opened(family, bundled(book, card, tmp_path))
    return book, family, card, session


@asynccontextmanager
async def opening(
    book: Casebook, file: Path, size: tuple[int, int] = MIDDLE
) -> AsyncIterator[Person]:
    """Type `coach open FILE`."""
    app = CoachApp(book, arrived=planned(book, file))
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            await pilot.pause()
            await pilot.pause()
            yield Person(app, pilot)
    finally:
        app.leave_sitting()


async def to_the_page(person: Person) -> None:
    """Go from the first screen to the child's page."""
    picker = person.app.screen.query_one(Picker)
    while picker.current is None or picker.current.label != "Bee":
        await person.press("down")
    await person.press("enter")
    await person.until(lambda: person.where == "FamilyScreen")


@pytest.mark.parametrize("size", SIZES)
async def test_two_answers_stand_side_by_side_and_one_key_chooses(
    houses: tuple[Casebook, Casebook, str, str], tmp_path: Path, size: tuple[int, int]
) -> None:
    book, family, card, session = houses
    change(family, session, answers={"seen": "Theirs [/x].", "told": "They said."})
    change(book, session, answers={"seen": "Mine [Name].", "told": "I said."})
    async with opening(book, bundled(family, card, tmp_path), size) as person:
        assert "2 places where both of you wrote" in person.sees()
        await person.press("enter")
        assert person.where == "TwoAnswers"
        shown = person.sees()
        for words in ("What you saw", "Mine [Name].", "Theirs [/x].", "Decide later"):
            assert words in shown
        side_by_side = any(
            "Mine" in line and "Theirs" in line for line in person.screen.split("\n")
        )
        assert side_by_side == (size[0] >= 80)
        await person.press("2")
        await person.press("3")
        await person.until(lambda: "Taken in" in person.sees())
        answers = book.look(session).answers
        assert (answers["seen"], answers["told"]) == ("Theirs [/x].", "I said.")
        await person.press("escape")
        await person.until(lambda: "1 place has two answers" in person.sees())
        await person.press("enter")
        assert isinstance(person.app.screen, TwoAnswers)
        await person.press("1")
        await person.until(lambda: "two answers" not in person.sees())
        await to(person, "gave way are kept")
        await person.press("enter")
        while "Mine [Name]." not in person.sees():
            await person.press("3")
        assert "What was here before" in person.sees()
        await person.press("2")
        await person.press("escape")
        assert book.look(session).answers["seen"] == "Mine [Name]."


async def test_what_the_coach_gave_to_do_comes_first_and_enter_goes_there(
    tmp_path: Path,
) -> None:
    book, card, _session = coachs(tmp_path / "desk")
    family = Casebook(tmp_path / "home")
    async with opening(family, bundled(book, card, tmp_path)) as person:
        assert "New: A concern has come up: Leo (4 answers)" in person.sees()
        await person.press("enter")
        await person.until(lambda: "From your coach" in person.sees())
        assert "Write three facts." in person.sees()
        await person.press("enter")
        await person.until(lambda: person.where == "InterviewScreen")
        assert person.app.sitting is not None
        assert person.app.sitting.guide.scenario.id == "concern"
        assert person.app.sitting.guide.keeper.session.family == card


async def test_on_the_first_screen_the_pointer_is_on_what_the_coach_gave(tmp_path: Path) -> None:
    book, card, _session = coachs(tmp_path / "desk")
    family = Casebook(tmp_path / "home")
    async with opening(family, bundled(book, card, tmp_path)) as person:
        await person.press("enter")
        await person.until(lambda: "From your coach" in person.sees())
        await person.press("escape", "escape")
        await person.until(lambda: person.where == "HomeScreen")
        await person.until(lambda: "▸ Write three facts." in person.sees())


async def test_what_the_family_did_is_told_to_the_coach(
    houses: tuple[Casebook, Casebook, str, str], tmp_path: Path
) -> None:
    from msgspec.structs import replace

    book, family, card, _session = houses
    change(family, card, homework=(replace(HOMEWORK, done="2026-12-05", back="It was hard."),))
    async with opening(book, bundled(family, card, tmp_path), WIDE) as person:
        await person.press("enter")
        await person.until(lambda: "Done at home" in person.sees())
        assert "It was hard." in person.sees()
        assert "From your coach" not in person.sees()


async def test_nothing_is_taken_in_without_a_yes(tmp_path: Path) -> None:
    book, card, _session = coachs(tmp_path / "desk")
    family = Casebook(tmp_path / "home")
    async with opening(family, bundled(book, card, tmp_path)) as person:
        await person.press("f9")
        assert person.where == "UrgentScreen"
        await person.press("escape")
        await person.press("escape")
        await person.until(lambda: person.where == "HomeScreen")
    assert family.families() == ()


async def test_a_card_of_the_same_name_is_asked_about_first(tmp_path: Path) -> None:
    book, card, session = coachs(tmp_path / "desk")
    family = Casebook(tmp_path / "home")
    mine = add(family, "family", {"alias": "Bee", "child_name": "Leo"}, title="Bee")
    async with opening(family, bundled(book, card, tmp_path)) as person:
        assert "It is the same child as Bee here" in person.sees()
        await person.press("enter")
        await person.press("enter")
        await person.until(lambda: "Taken in" in person.sees())
    assert [one.id for one in family.families()] == [mine]
    assert family.look(session).family == mine


async def test_a_childs_file_is_handed_over_from_the_page(tmp_path: Path) -> None:
    book, card, _session = coachs(tmp_path / "desk")
    async with someone(WIDE, store=book) as person:
        await to_the_page(person)
        await person.press("ctrl+b")
        assert "1 piece of homework" in person.sees()
        assert "none of a coach's own notes" in person.sees()
        person.app.screen.query_one("#folder", Input).value = str(tmp_path / "stick")
        person.app.screen.query_one("#first", Input).value = "correct horse battery"
        await person.press("enter")
        assert "the two are not the same yet" in person.sees()
        assert not (tmp_path / "stick").exists()
        person.app.screen.query_one("#first", Input).value = ""
        await person.press("enter")
        await person.until(lambda: person.where == "FamilyScreen")
    (file,) = (tmp_path / "stick").iterdir()
    assert file.name.startswith("Bee-")
    assert planned(Casebook(tmp_path / "home"), file).family == card


async def test_one_key_shows_it_without_names_and_saves_it_so(tmp_path: Path) -> None:
    book, _card, session = coachs(tmp_path / "desk")
    async with someone(WIDE, store=book) as person:
        await to_the_page(person)
        await person.press("alt+r")
        shown = person.sees("#words")
        assert "On day 1, the child was in tears" in shown
        for name in ("Leo", "Okafor", "Rosa", "Lincoln", "November"):
            assert name not in shown
        await person.press("f12")
        person.app.screen.query_one("#folder", Input).value = str(tmp_path / "out")
        await person.press("enter")
        await person.press("enter")
        await person.until(lambda: (tmp_path / "out").exists())
    saved = "".join(one.read_text() for one in (tmp_path / "out").iterdir())
    assert "the child was in tears" in saved
    assert "Leo" not in saved
    assert book.look(session).answers == CONCERN
    async with someone(WIDE, store=book, session=session) as person:
        await person.until(lambda: person.where == "InterviewScreen")
        await person.press("f3")
        await person.until(lambda: person.where == "ReviewScreen")
        await person.press("alt+r")
        assert "the child was in tears" in person.sees("#words")
