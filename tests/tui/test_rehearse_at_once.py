"""A line is answered at once: what can be worked out and drawn is, before Enter."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator

import pytest
from textual.widget import Widget
from textual.widgets._toast import Toast

from coach.casebook.store import Casebook
from coach.rehearse.moves import hear
from coach.tui import practicing
from coach.tui.app import CoachApp
from coach.tui.screens import rehearse
from coach.tui.screens.fitted import Fitted
from coach.tui.widgets.standing import Standing
from coach.tui.widgets.talk import Talk
from tests.tui.person import Person
from tests.tui.school import ASKS, DIE, FACT, rehearsing, the_talk

ANSWER = "There are thirty jackets in that hall."


def drawn_ahead(parent: Person) -> str:
    """What stands ready to be shown."""
    return " ".join(str(piece) for piece in parent.app.screen.query_one(Talk)._expected)


async def type_and_pause(parent: Person) -> None:
    """Type a line, and wait until its answer stands ready."""
    await parent.type(FACT)
    await parent.until(lambda: ANSWER in drawn_ahead(parent))


async def test_what_is_typed_is_heard_before_it_is_said(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        hear.cache_clear()
        await parent.type(FACT)
        await parent.until(lambda: hear.cache_info().currsize > 0)
        heard = hear.cache_info().misses
        await parent.press("enter")
        assert the_talk(parent).state.turn == 1
        assert hear.cache_info().misses == heard


async def test_what_is_typed_on_is_heard_once_one_pauses(
    store: Casebook, school: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearse, "PAUSE", 2.0)  # on a busy machine letters come slowly
    async with rehearsing(store, school) as parent:
        hear.cache_clear()
        await parent.type(FACT)
        assert hear.cache_info().misses == 0
        await parent.until(lambda: hear.cache_info().misses == 1)


async def test_one_may_leave_before_all_of_an_answer_is_painted(
    store: Casebook, school: str
) -> None:
    async with rehearsing(store, school) as parent:
        await parent.type(FACT)
        parent.burst("enter", "escape")
        await parent.until(lambda: parent.where == "ResultScreen")
        await parent.press()
        kept = "".join(p.read_text() for p in (store.folder / "sessions").glob("*.toml"))
        assert FACT in kept


async def test_all_that_lines_are_heard_with_is_made_ready_once_beside_the_keys(
    store: Casebook, school: str, made_ready: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    def readying() -> Iterator[None]:
        for step in ("one", "two"):
            steps.append(f"{step} {threading.current_thread() is not threading.main_thread()}")
            yield

    monkeypatch.setattr("coach.guide.rehearsing.readying", readying)
    async with rehearsing(store, school) as parent:
        await parent.until(lambda: len(steps) == 2)
        await parent.press("escape", "f5")
        await parent.rest(0.6)
    assert steps == ["one True", "two True"]


async def test_who_leaves_does_not_wait_for_it(
    store: Casebook, school: str, made_ready: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, done, went_on = threading.Event(), threading.Event(), threading.Event()

    def readying() -> Iterator[None]:
        begun.set()
        for _step in range(10_000):
            yield
        went_on.set()

    def get_ready(
        app: CoachApp, before: Callable[[CoachApp], None] = practicing._get_ready
    ) -> None:
        before(app)
        done.set()

    monkeypatch.setattr("coach.guide.rehearsing.readying", readying)
    monkeypatch.setattr(practicing, "_get_ready", get_ready)
    async with rehearsing(store, school) as parent:
        await parent.until(begun.is_set)
        parent.burst("f10")
    assert done.wait(20)
    assert not went_on.is_set()


async def test_the_answer_is_drawn_while_one_pauses_and_shown_when_it_is_said(
    store: Casebook, school: str
) -> None:
    async with rehearsing(store, school) as parent:
        await type_and_pause(parent)
        assert the_talk(parent).state.turn == 0
        assert ANSWER not in parent.sees()
        await parent.press("enter")
        assert ANSWER in parent.sees("#talk")
        assert drawn_ahead(parent) == ""


async def test_what_was_drawn_for_other_words_is_not_shown(store: Casebook, school: str) -> None:
    async with rehearsing(store, school) as parent:
        await type_and_pause(parent)
        await parent.type(ASKS)
        await parent.press("enter")
        assert the_talk(parent).state.past[0].entry.text == FACT + ASKS
        assert f"You: {FACT}{ASKS}" in parent.sees("#talk")


async def test_words_that_mean_danger_are_drawn_nowhere_once_they_are_deleted(
    store: Casebook, school: str
) -> None:
    async with rehearsing(store, school) as parent:
        await parent.type(DIE)
        await parent.until(lambda: DIE in drawn_ahead(parent))
        await parent.press("enter")
        assert parent.where == "UrgentScreen"
        parent.app.screen.dismiss("forget")
        await parent.until(lambda: parent.where == "RehearseScreen")
        await parent.until(lambda: DIE not in drawn_ahead(parent))
        assert the_talk(parent)._foreseen == {}


async def test_nothing_else_is_done_while_a_line_is_answered(
    store: Casebook, school: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[bool, bool]] = []
    paint = Fitted.paint

    def painted(screen: Fitted[None], widget: Widget) -> None:
        seen.append((parent.app.way_is_made, gc.isenabled()))
        paint(screen, widget)

    monkeypatch.setattr(Fitted, "paint", painted)
    async with rehearsing(store, school) as parent:
        await parent.type(FACT)
        await parent.press("enter")
        assert seen == [(True, False)]
        assert gc.isenabled()
        await parent.until(lambda: not parent.app.way_is_made)


async def test_only_what_may_lie_over_the_talk_is_painted_with_it(
    store: Casebook, school: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[set[type[Widget]]] = []
    refresh = Fitted._compositor_refresh

    async with rehearsing(store, school, (80, 24)) as parent:
        screen = parent.app.screen
        for word in ("One", "Two", "Three", "Four"):
            parent.app.notify(f"{word}.", timeout=60)
        await parent.until(lambda: len(screen.query(Toast)) == 4)
        await parent.press()

        def refreshed(one: Fitted[None]) -> None:
            painted.append({type(widget) for widget in one._compositor.visible_widgets})
            refresh(one)

        talk = screen.query_one(Talk)
        everything = dict(screen._compositor.visible_widgets)
        monkeypatch.setattr(Fitted, "_compositor_refresh", refreshed)
        talk.refresh()
        screen.paint(talk)
        assert Talk in painted[0]
        assert not painted[0] & {Standing, type(screen)}
        assert screen.query(Toast).first().region.overlaps(talk.region)
        assert Toast in painted[0]
        assert screen._compositor.visible_widgets == everything
