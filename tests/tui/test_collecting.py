"""What people of a workshop saved, on a screen that a room can see."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from coach.tui.collecting import CollectApp
from coach.tui.plain_text import Text
from coach.tui.screens.collected import CollectedScreen
from coach.tui.screens.responses import Page, Reading, ResponsesScreen
from coach.tui.screens.urgent import UrgentScreen
from coach.tui.widgets.bar import Bar
from coach.workshop.collect import collect
from tests.workshop import room

SIZES = [(120, 36), (80, 24), (60, 20)]
AMA = (
    "Hi Mr. Hale,\n\nYou never answer me [/x]. My son Kofi [bold]is[/bold] upset.\n\nAma Boateng\n"
)
SAD = "Dear teacher,\n\nmy child says she wants to kill herself.\n"
THIRD = "Hello,\n\nthank you for your help with math. How is it going?\n"


@pytest.fixture
def app(tmp_path: Path) -> CollectApp:
    texts = (("maria.txt", room.WROTE), ("jo.txt", AMA), ("sad.txt", SAD), ("li.txt", THIRD))
    for name, text in texts:
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "broken.toml").write_bytes(b"")
    return CollectApp(collect(tmp_path, seed=1, near=date(2026, 11, 24)))


async def press(pilot: Pilot[int], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
        await pilot.pause()


def seen(app: CollectApp) -> str:
    """Return every word of the screen."""
    words = [text.words for text in app.screen.query(Text)]
    rows = [str(getattr(row, "visual", "")) for row in app.screen.query("Row")]
    bars = [bar.about for bar in app.screen.query(Bar)]
    return "\n".join((*words, *rows, *bars))


def titles(app: CollectApp) -> list[str]:
    return [page.query(Text).first().words for page in app.screen.query(Page)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_facilitator_looks_first_and_then_the_room(
    app: CollectApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, CollectedScreen)
        assert "Read this page alone" in seen(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, ResponsesScreen)
        assert titles(app) == ["Response A"]
        assert "How it reads" not in seen(app)
        await press(pilot, "enter")
        assert "How it reads" in seen(app)
        (words,), (reading,) = app.screen.query(Page), app.screen.query(Reading)
        assert words.region.height >= 7
        assert reading.region.height >= 7
        assert (words.region.y == reading.region.y) == (size[0] >= 110)
        await press(pilot, "enter")
        assert titles(app) == ["Response B"]
        assert "How it reads" not in seen(app)
        await press(pilot, "right", "right", "left", "left", "left")
        assert titles(app) == ["Response A"]
        for name in ("Okafor", "Lind", "Hale", "Kofi", "Boateng", ".txt"):
            assert name not in seen(app)
        await press(pilot, "f10")
    assert app.return_value == 0


@pytest.mark.parametrize("size", SIZES)
async def test_two_side_by_side_or_one_above_the_other(
    app: CollectApp, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await press(pilot, "enter", "f4")
        assert titles(app) == ["Response A", "Response B"]
        one, two = app.screen.query(Page)
        for page in (one, two):
            assert page.region.width >= 30
            assert page.region.height >= 5
        assert (one.region.x == two.region.x) == (size[0] < 80)
        await press(pilot, "right")
        assert titles(app) == ["Response A", "Response C"]
        await press(pilot, "f2")
        assert seen(app).count("How it reads") == 2
        assert all(page.scroll_y > 0 or page.max_scroll_y == 0 for page in app.screen.query(Page))
        await press(pilot, "f8")
        assert app.focused is next(iter(app.screen.query(Page)))
        await press(pilot, "f4")
        assert titles(app) == ["Response A"]


async def test_what_is_held_back_is_not_before_the_room_until_it_was_read(app: CollectApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await press(pilot, "down", "enter")
        assert "kill herself" in seen(app)
        await press(pilot, "enter")  # the first answer keeps it back
        assert isinstance(app.screen, CollectedScreen)
        assert len(app.screen.found.responses()) == 3
        await press(pilot, "enter", "down", "down", "enter")
        assert isinstance(app.screen, CollectedScreen)
        assert len(app.screen.found.responses()) == 4
        await press(pilot, "up", "enter", "right", "right", "right")
        assert titles(app) == ["Response D"]


async def test_urgent_help_is_one_key_away_everywhere(app: CollectApp) -> None:
    async with app.run_test(size=(60, 20), notifications=True, tooltips=True) as pilot:
        for keys in ((), ("enter",)):
            await press(pilot, *keys, "f9")
            assert isinstance(app.screen, UrgentScreen)
            await press(pilot, "escape")
            assert not isinstance(app.screen, UrgentScreen)


async def test_a_letter_is_picked_from_a_list(app: CollectApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await press(pilot, "enter", "f3", "down", "down", "enter")
        assert titles(app) == ["Response C"]


async def test_the_page_with_the_names_of_files_asks_before_it_comes_back(app: CollectApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await press(pilot, "enter", "escape")
        assert isinstance(app.screen, ResponsesScreen), "no key goes there by mistake"
        await press(pilot, "ctrl+o", "enter")
        assert isinstance(app.screen, ResponsesScreen)
        await press(pilot, "ctrl+o", "down", "enter")
        assert isinstance(app.screen, CollectedScreen)


async def test_help_says_what_the_keys_do_and_that_nothing_is_kept(app: CollectApp) -> None:
    async with app.run_test(size=(120, 60), notifications=True, tooltips=True) as pilot:
        await press(pilot, "enter", "f1")
        assert "Nothing of it is kept anywhere else." in seen(app)


async def test_what_may_land_badly_is_underlined_once_the_room_has_guessed(
    app: CollectApp,
) -> None:
    async with app.run_test(size=(120, 36), notifications=True, tooltips=True) as pilot:
        await press(pilot, "enter")
        while "never answer" not in seen(app):
            await press(pilot, "right")
        assert "[/x]" in seen(app)

        def marked() -> bool:
            body = app.screen.query_one(Page).query(Text)[1].content
            return any("underline" in str(span.style) for span in body.spans)

        assert not marked()
        await press(pilot, "f2")
        assert marked()
