"""Given a list, a review or a made-up family, when F5 is pressed, a rehearsal is set up."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.casebook.store import Casebook
from coach.guide.guide import Guide
from coach.guide.practice import invented
from coach.guide.rehearsing import Rehearsing
from coach.interview.answer_file import sample_answers
from coach.rehearse.cast import Terms
from coach.scenario import library
from coach.tui.app import CoachApp
from tests.rehearse import small
from tests.tui.person import EVERY_KIND, MIDDLE, Person, someone
from tests.tui.school import FACT, at_the_talk, finished, say
from tests.tui.test_review_and_result import kept


async def test_from_the_review_once_all_is_answered(store: Casebook, school: str) -> None:
    async with someone(MIDDLE, store=store, session=finished(store, school)) as parent:
        await parent.press("f3")
        assert "F5 Rehearse" in parent.last_line
        await parent.press("f5")
        assert parent.where == "SettingUp"
        await parent.press("escape")
        assert parent.where == "ResultScreen"


async def test_from_a_finished_session_in_the_list(store: Casebook, school: str) -> None:
    finished(store, school)
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.1)
        await parent.press("end")
        await parent.until(lambda: "F5 Rehearse" in parent.last_line)
        await parent.press("f5")
        await parent.until(lambda: parent.where == "SettingUp")
        await parent.press("enter")
        await at_the_talk(parent)


async def test_an_unfinished_one_is_not_offered(store: Casebook, school: str) -> None:
    with store.create(school) as file:
        guide = Guide(library.find(school), file)
        guide.answer("no")
        guide.save()
    async with someone(MIDDLE, store=store) as parent:
        await parent.rest(0.1)
        assert "▸ " in parent.screen
        assert "Rehearse" not in parent.last_line
        await parent.press("f5")
        assert parent.where == "HomeScreen"


async def test_a_scenario_with_no_rehearsal_offers_none(store: Casebook) -> None:
    async with someone(MIDDLE, store=store, session=kept(store)) as parent:
        assert "Rehearse" not in parent.last_line
        await parent.press("f5")
        assert parent.where == "ResultScreen"


async def test_where_nobody_can_be_rehearsed_with_help_is_shown_and_why(
    store: Casebook, school: str
) -> None:
    own = Path(school).parent / "rehearsal" / "lost-jacket.toml"
    own.write_text(
        small.OWN.replace('role = "counselor"', 'role = "counselor", when = \'safe == "no"\'')
    )
    id = finished(store, school, safe="unsure")
    async with someone(MIDDLE, store=store, session=id) as parent:
        await parent.press("f5")
        assert parent.where == "UrgentScreen"
        assert "This is not for rehearsing: other help comes first." in parent.sees()
        assert "Call 911." in parent.sees()
        await parent.press("escape")
        assert parent.where == "ResultScreen"


# ------------------------------------------------------------------ a made-up family


@pytest.fixture
def made_up(school: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Put a made-up family beside the small school, as the content that Coach comes with."""
    folder = Path(school).parent
    ours = library.folder()
    for name in ("practices.toml", "facts-us.toml", "help-us.toml", "warning-signs.toml"):
        (folder / name).write_text((ours / name).read_text(encoding="utf-8"), encoding="utf-8")
    samples = folder / "samples" / "lost-jacket"
    samples.mkdir(parents=True)
    answers = "\n".join(f'{id} = "{value}"' for id, value in small.ANSWERS.items())
    (samples / "leo.toml").write_text(
        'format = 1\nscenario = "lost-jacket"\nname = "leo"\nabout = "Leo, who lost a jacket."\n'
        f"[answers]\n{answers}\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(library, "folder", lambda: folder)
    return "lost-jacket"


async def test_from_the_first_screen_with_a_made_up_family(store: Casebook, made_up: str) -> None:
    async with someone(MIDDLE, store=store) as parent:
        await parent.until(lambda: "Rehearse with a made-up family" in parent.screen)
        await parent.press("down", "enter")
        await parent.until(lambda: parent.where == "Ask")
        assert "▸ A lost jacket" in parent.screen
        await parent.press("enter")
        await parent.until(lambda: "Leo, who lost a jacket." in parent.screen)
        await parent.press("enter")
        await parent.until(lambda: parent.where == "SettingUp")
        await parent.press("enter")
        await at_the_talk(parent)
        await say(parent, FACT)
        assert "not kept: made up" in parent.screen
        assert f"You: {FACT}" in parent.sees("#talk")
        await parent.press("f3")
        await parent.until(lambda: parent.where == "DebriefScreen")
        assert "F3 Message" not in parent.last_line
        await parent.press("escape", "escape")
        await parent.until(lambda: parent.where == "HomeScreen")
    assert store.summaries() == ()
    assert store.families() == ()


async def test_the_command_line_can_open_a_talk(store: Casebook, made_up: str) -> None:
    guide = invented(made_up, "leo")
    assert guide.path.values["child"] == sample_answers(guide.scenario, "leo")["child"]
    talk = Rehearsing(guide, Terms("teacher", "warm", "in-person", 1))
    app = CoachApp(store, guide=guide, rehearsing=talk, mode="room")
    async with app.run_test(size=MIDDLE, notifications=True, tooltips=True) as pilot:
        parent = Person(app, pilot)
        await at_the_talk(parent)
        assert "The room votes" in parent.screen
        await parent.press("1", "enter", "enter")
        assert talk.state.turn == 1
        await parent.press("escape")
        assert parent.where == "HomeScreen"
    assert store.families() == ()


async def test_the_command_line_can_open_a_talk_of_ones_own(store: Casebook, school: str) -> None:
    with store.open(finished(store, school)) as file:
        guide = Guide(library.find(school), file)
        talk = Rehearsing(guide, Terms("teacher", "warm", "in-person", 1))
        app = CoachApp(store, guide=guide, rehearsing=talk)
        async with app.run_test(size=MIDDLE, notifications=True, tooltips=True) as pilot:
            parent = Person(app, pilot)
            await at_the_talk(parent)
            await say(parent, FACT)
            assert FACT in file.path.read_text()
            await parent.press("escape")
            assert parent.where == "ResultScreen"


def test_every_kind_has_no_rehearsal() -> None:
    assert not library.has_rehearsal(EVERY_KIND)
