"""Given that something goes wrong, when it does, then it is told calmly and nothing is lost."""

from __future__ import annotations

import tomllib

import pytest

from coach.casebook.store import Casebook, OpenSession, Unsaved
from coach.errors import CoachError
from coach.tui import app as program
from coach.tui.app import CoachApp
from coach.tui.screens.interview import InterviewScreen
from coach.tui.sitting import last_words
from tests.tui.person import EVERY_KIND, MIDDLE, someone
from tests.tui.test_review_and_result import kept


async def test_a_full_disk_is_told_once_and_the_words_stay(
    store: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        save = OpenSession.save

        def full(self: OpenSession, session: object) -> None:
            raise CoachError("The disk is full.", advice="Make room.")

        monkeypatch.setattr(OpenSession, "save", full)
        await parent.type("he cried")
        await parent.rest(1.2)
        assert parent.screen.splitlines()[0].endswith("NOT saved")
        assert "The disk is full. Make room." in parent.sees()
        await parent.press("enter")
        assert "Anything more?" in parent.sees()
        monkeypatch.setattr(OpenSession, "save", save)
        await parent.type("x")
        await parent.rest(1.2)
        assert parent.screen.splitlines()[0].endswith("saved")
        assert not parent.screen.splitlines()[0].endswith("NOT saved")
    (file,) = (store.folder / "sessions").glob("*.toml")
    assert tomllib.loads(file.read_text())["answers"]["seen"] == "he cried"


@pytest.mark.parametrize("key", ["ctrl+o", "f10"])
async def test_with_a_full_disk_leaving_a_question_is_a_choice(
    store: Casebook, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """Home and Quit alike: try again, stay, or leave without it."""
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        with monkeypatch.context() as broken:

            def full(self: OpenSession, session: object) -> None:
                raise CoachError("The disk is full.", advice="Make room.")

            broken.setattr(OpenSession, "save", full)
            await parent.type("he cried")
            await parent.press(key)
            assert "What you gave last is not saved yet." in parent.sees()
            await parent.press("down", "enter")  # stay
            assert parent.where == "InterviewScreen"
            await parent.press(key)
        await parent.press("enter")  # try again: there is room now
        if key == "ctrl+o":
            assert parent.where == "HomeScreen"
    (file,) = (store.folder / "sessions").glob("*.toml")
    assert tomllib.loads(file.read_text())["drafts"] == {"seen": "he cried"}


async def test_leaving_keeps_the_last_letter(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        await parent.type("he cried")
        await parent.press("f10")
    (file,) = (store.folder / "sessions").glob("*.toml")
    assert tomllib.loads(file.read_text())["drafts"] == {"seen": "he cried"}
    assert parent.app.return_value == 0


async def test_without_saving_the_screen_says_so() -> None:
    async with someone(MIDDLE, store=Unsaved(), scenario=EVERY_KIND) as parent:
        await parent.press("enter")
        assert "not kept (--no-save)" in parent.screen.splitlines()[0]


async def test_a_scenario_that_is_not_there_is_told_and_home_is_left(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario="no-such") as parent:
        await parent.rest(0.1)
        assert "There is no scenario “no-such”." in parent.sees()
        await parent.press("enter")
        assert parent.where == "HomeScreen"


async def test_a_scenario_with_mistakes_says_where(store: Casebook, own_home: object) -> None:
    file = store.folder.parent / "broken.toml"
    file.write_text("format = 1\nid = 7\n", encoding="utf-8")
    async with someone(MIDDLE, store=store, scenario=str(file)) as parent:
        await parent.rest(0.1)
        assert "broken.toml:1" in parent.sees().replace(" ", "")


def test_a_crash_says_one_plain_line_and_no_traceback(
    store: Casebook, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("COACH_DEBUG", raising=False)

    def broken(self: InterviewScreen) -> None:
        raise RuntimeError("a secret of the family")

    monkeypatch.setattr(InterviewScreen, "on_mount", broken)
    monkeypatch.setattr(
        CoachApp, "run", lambda self: super(CoachApp, self).run(headless=True, size=(80, 24))
    )
    assert program.run(scenario=EVERY_KIND, sessions=store) == 1
    said = capfd.readouterr()
    assert "Coach had to stop because of a mistake of its own." in said.err
    assert "secret" not in said.out + said.err
    assert "Traceback" not in said.out + said.err


async def test_the_plain_line_names_the_file(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.press("enter")
        (file,) = (store.folder / "sessions").glob("*.toml")
        assert f"Your answers are kept in {file}." in last_words(parent.app.sitting)


async def test_an_edit_that_could_not_be_saved_is_tried_again(
    store: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = kept(store)
    async with someone(MIDDLE, store=store, session=id) as parent:
        save = OpenSession.save

        def full(self: OpenSession, session: object) -> None:
            raise CoachError("The disk is full.")

        monkeypatch.setattr(OpenSession, "save", full)
        await parent.press("enter")
        await parent.type("Hi! ")
        await parent.until(lambda: "NOT saved" in parent.sees())
        monkeypatch.setattr(OpenSession, "save", save)
        await parent.press("escape", "down")
    assert store.open(id).session.edits["note"].body.startswith("Hi! ")


async def test_a_crash_in_the_middle_loses_nothing_that_was_kept(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, scenario=EVERY_KIND) as parent:
        await parent.begin()
        await parent.type("half a th")
        (file,) = (store.folder / "sessions").glob("*.toml")
        await parent.until(lambda: "half a th" in file.read_text(), seconds=2)
        now = file.read_bytes()  # what a killed program leaves behind
    file.write_bytes(now)
    async with someone(MIDDLE, store=store, session=file.stem) as parent:
        assert "half a th" in parent.sees()
        assert "What did you see?" in parent.sees()
