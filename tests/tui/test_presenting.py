"""Before a room: large, calm, by keys alone, and with nobody's own family within reach."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from coach.present import following, kept, presenting
from coach.present.presenting import Presenting
from coach.present.state import Presentation
from coach.tui.presenting.app import PresentApp
from coach.tui.presenting.notes import NotesApp
from tests.present import room
from tests.tui.person import MIDDLE, NARROW, WIDE, Person, screen_of


@pytest.fixture(autouse=True)
def _the_small_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is presented is the small scenario."""
    monkeypatch.setattr(presenting, "material_for", lambda _state: room.material())
    monkeypatch.setattr(following, "material_for", lambda _state: room.material())


class Facilitator(Person):
    """Someone at the keyboard, before a room."""

    app: PresentApp

    def __init__(self, app: PresentApp, pilot: Pilot[int], presents: Presenting) -> None:
        super().__init__(app, pilot)
        self.presents = presents

    @property
    def state(self) -> Presentation:
        """Where the presentation stands."""
        return self.presents.state

    @property
    def at(self) -> str:
        """The name of the slide."""
        return self.presents.slides()[self.presents.at()].id

    async def go(self, words: str) -> None:
        """Go to a slide by the key for it."""
        await self.press("f8")
        await self.type(words)
        await self.press("enter")


@asynccontextmanager
async def before_a_room(
    size: tuple[int, int] = MIDDLE, **changes: object
) -> AsyncIterator[Facilitator]:
    """Begin the small presentation."""
    presents = Presenting(room.begun(**changes))
    app = PresentApp(presents)
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            someone = Facilitator(app, pilot, presents)
            await someone.until(lambda: app.ready)
            await someone.press()
            yield someone
    finally:
        presents.close()


async def test_one_idea_at_a_time_by_the_keys_one_tries_first() -> None:
    async with before_a_room() as one:
        assert "A lost jacket" in one.sees()
        assert "What we agree on" not in one.sees()
        for key, shows in (
            ("right", "What we agree on"),
            ("space", "Is anyone in danger?"),
            ("enter", "What did Leo say"),
            ("pagedown", "always upset"),
            ("pageup", "What would you write?"),
            ("left", "Is anyone in danger?"),
        ):
            await one.press(key)
            assert shows in one.sees(), key


async def test_hands_are_counted_and_the_branch_with_most_goes_on() -> None:
    async with before_a_room() as one:
        await one.press("right", "right", "1", "3", "3", "3", "minus")
        lines = [line.split() for line in one.screen.splitlines()]
        assert ["1", "No", "1"] in lines
        assert ["▸", "3", "Not", "sure", "2"] in lines
        assert one.state.hands == {"choice:safe": "133"}
        await one.press("right")
        assert "Who could tell you more?" in one.sees()


async def test_one_key_shows_the_branch_not_taken_and_one_comes_back() -> None:
    async with before_a_room() as one:
        await one.press("right", "right")
        assert "Not taken" in one.last_line
        await one.press("f2")
        assert "And if it had been “Yes”?" in one.sees()
        await one.press("f2")
        assert "I asked the woman at the gate." in one.sees()
        await one.press("escape")
        assert "Is anyone in danger?" in one.sees()
        assert "And if" not in one.sees()


async def test_the_room_votes_on_a_reply_and_sees_what_the_others_bring() -> None:
    async with before_a_room() as one:
        await one.go("turn 1: which")
        weak = next(
            piece.mark.strip(" ▸")
            for piece in one.presents.slides()[one.presents.at()].pieces
            if piece.text == "You people lose everything."
        )
        await one.press(weak, weak, "right")
        assert "found fault" in one.sees()
        await one.press("f2")
        assert "You people" not in one.sees()
        assert "another reply" in one.sees()


async def test_a_black_screen_shows_nothing_and_keeps_urgent_help() -> None:
    async with before_a_room() as one:
        await one.press("right", "b")
        assert not one.screen.strip()
        await one.press("f9")
        assert "911" in one.screen
        await one.press("escape")
        assert not one.screen.strip()
        await one.press("right")
        assert "What we agree on" in one.sees()
        await one.press("f12", "f12")
        assert "What we agree on" in one.sees()


@pytest.mark.parametrize(
    ("at", "keys"),
    [
        ("choice:safe", ()),
        ("choice:safe", ("f2",)),  # a branch not taken
        ("ask:seen", ("f3", "a")),  # in the middle of a word of the room's
        ("letter", ("f8",)),  # over the list of slides
        ("letter", ("f1",)),
    ],
)
async def test_urgent_help_is_one_key_away(at: str, keys: tuple[str, ...]) -> None:
    async with before_a_room(at=at) as one:
        await one.press(*keys)
        before = one.screen
        await one.press("f9")
        assert "911" in one.screen
        await one.press("escape")
        assert one.screen == before


async def test_go_anywhere_by_a_word_or_from_the_list() -> None:
    async with before_a_room() as one:
        await one.go("whole mess")
        assert one.at == "letter"
        await one.press("f8")
        assert "The whole message" in one.screen
        await one.press("down", "down", "enter")
        assert one.at == "reading"
        await one.press("f8", "escape")
        assert one.at == "reading"
        await one.press("home")
        assert one.at == "open"
        await one.press("end")
        assert one.at == "close"


async def test_what_the_room_says_is_written_down_as_it_is() -> None:
    async with before_a_room(at="ask:seen") as one:
        await one.press("f3")
        for said in ("It vanished [b]x", "1 b - [/x] {{ y }}"):
            await one.type(said)
            await one.press("enter")
        await one.press("escape")
        assert "A It vanished [b]x B 1 b - [/x] {{ y }}" in one.sees()
        await one.press("delete")
        assert one.state.guesses == {"seen": ("It vanished [b]x",)}
        await one.press("right")
        assert one.at == "weak:seen"


async def test_words_of_danger_stop_it_and_are_nowhere_until_somebody_chose() -> None:
    async with before_a_room(at="ask:seen") as one:
        await one.press("f3")
        await one.type("he said he wants to die")
        await one.press("enter")
        await one.until(lambda: one.where == "UrgentScreen")
        assert "wants to die" not in kept.place_of(one.state).read_text()
        assert "report" not in one.sees("#choices")
        await one.until(lambda: one.app.focused is not None and one.app.focused.id == "choices")
        await one.press("escape")  # is no choice
        assert one.where == "UrgentScreen"
        await one.press("down", "enter")
        assert one.where == "StageScreen"
        assert one.state.guesses == {}
        assert "wants to die" not in one.screen


async def test_a_family_that_the_room_makes_up_signs_the_message(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    empty = room.material()
    monkeypatch.setattr(
        presenting,
        "material_for",
        lambda _state: type(empty)(**{**vars(empty), "sample": {}, "made": {}}),
    )
    async with before_a_room(sample="") as one:
        await one.press("right", "right", "f3")
        assert "Name?" in one.sees()
        await one.type("Tam")
        await one.press("enter", "escape", "right", "right")
        assert "What did Tam say" in one.sees()


async def test_leaving_remembers_the_place() -> None:
    async with before_a_room() as one:
        await one.press("right", "right", "3", "f10")
    assert kept.latest() == one.state
    async with before_a_room(**{name: getattr(one.state, name) for name in ("at", "hands")}) as two:
        assert "Is anyone in danger?" in two.sees()


async def test_nothing_here_leads_to_anybodys_own_family() -> None:
    async with before_a_room() as one:
        assert not hasattr(one.app, "sessions")
        palette = {command.title for command in one.app.get_system_commands(one.app.screen)}
        for word in ("Home", "Find", "Open", "Save", "Rehearse", "Hide names"):
            assert not any(title.startswith(f"{word} (") for title in palette), word
        await one.press("ctrl+o", "f5", "ctrl+l", "f3", "ctrl+n", "ctrl+g", "alt+t")
        assert one.where == "StageScreen"


async def test_what_cannot_be_saved_is_told_and_the_room_sees_no_less(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with before_a_room() as one:

        def full(*_any: object) -> None:
            from coach.errors import CoachError

            raise CoachError("There is no room left on the disk.")

        monkeypatch.setattr(kept, "write", full)
        await one.press("right")
        assert "What we agree on" in one.sees()
        assert "no room left" in one.sees()


async def test_the_keys_can_be_hidden_and_still_work() -> None:
    async with before_a_room() as one:
        assert "F9" in one.last_line
        await one.press("f4")
        assert "F9" not in one.screen
        await one.press("right")
        assert "What we agree on" in one.sees()


@pytest.mark.parametrize("size", [NARROW, MIDDLE, WIDE, (200, 60)])
async def test_every_slide_fits(size: tuple[int, int]) -> None:
    async with before_a_room(size) as one:
        for number, slide in enumerate(one.presents.slides(), 1):
            if number > 1:
                await one.press("right")
            while one.at != slide.id:
                await one.press("right")
            assert f"{number} / {len(one.presents.slides())}" in one.sees("#progress")
            assert slide.pieces[0].text.split()[0] in one.sees("#stage")
            assert "F9" in one.last_line


async def test_a_window_made_small_lays_the_slide_out_again() -> None:
    async with before_a_room(WIDE, at="letter") as one:
        await one.resize(40, 12)
        assert "A jacket" in one.sees("#stage")


# ------------------------------------------------------------------ the second screen


@asynccontextmanager
async def notes(size: tuple[int, int] = MIDDLE) -> AsyncIterator[Person]:
    """Open the notes."""
    app = NotesApp()
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        yield Person(app, pilot)


async def test_the_notes_wait_calmly_and_then_follow() -> None:
    async with notes() as two:
        await two.until(lambda: "Nobody is presenting yet" in two.screen)
        now = presenting.seconds()
        presents = Presenting(room.begun(at="ask:seen", minutes=60, started=now, touched=now))
        try:
            await two.until(lambda: "What you saw" in two.sees())
            await two.press()
            said = two.sees()
            assert "The first screen has stopped." not in said
            assert "On Monday it was gone after lunch." in said  # what the family wrote
            assert "One example. Tell one time." in said
            assert "Next: Helps less: What you saw" in said
            assert "left of 60 min" in said
        finally:
            presents.close()
        await two.until(lambda: "The first screen has stopped." in two.sees())
        assert "What you saw" in two.sees()


async def test_what_is_in_the_file_is_text_on_the_second_screen_too() -> None:
    kept.write(room.begun(at="choice:safe", mood="[/x]", hands={"choice:safe": "1133"}))
    async with notes(NARROW) as two:
        await two.until(lambda: "1: 2, 2: 0, 3: 2" in two.sees())
        assert "Danger" in two.sees()
        await two.press("f9")
        assert "911" in screen_of(two.app)


async def test_a_damaged_file_is_told_and_the_notes_stay() -> None:
    kept.write(room.begun(at="ask:seen"))
    file = kept.place_of(room.begun())
    async with notes() as two:
        await two.until(lambda: "What you saw" in two.sees())
        file.write_bytes(b"\x00\xff")
        await two.until(lambda: "This file is damaged." in two.sees())
        assert "What you saw" in two.sees()
