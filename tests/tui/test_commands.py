"""Given a command, then its key, its place in the footer, the palette and help all know it."""

from __future__ import annotations

import pytest
from textual.widgets import TextArea

from coach.casebook.store import Casebook
from coach.tui import commands
from coach.tui.commands import URGENT, Command
from coach.tui.widgets.keys import fitting
from coach.tui.widgets.picker import Picker
from tests.tui.person import EVERY_KIND, NARROW, WIDE, someone

ALL = [value for value in vars(commands).values() if isinstance(value, Command)]
MENTIONED_ALONE = {"enter", "delete", "ctrl+j", "alt+enter", "shift+enter"}
"""Keys that a text needs for itself; there, these commands do what the text does."""


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.key)
def test_no_command_takes_a_key_that_a_text_needs(command: Command) -> None:
    owned = {key for binding in TextArea.BINDINGS for key in binding.key.split(",")}
    keys = set(command.key.split(",")) - MENTIONED_ALONE
    assert not keys & owned
    assert all(len(key) > 1 for key in keys)
    assert command.help
    assert command.label


@pytest.mark.parametrize("width", [20, 40, 58, 78, 118])
def test_the_footer_fits_and_keeps_urgent_help(width: int) -> None:
    shown = fitting(ALL, width)
    assert URGENT in shown
    line = "  ".join(f"{command.shown} {command.label}" for command in shown)
    assert len(line) <= width


async def test_the_mouse_does_what_the_keys_do(store: Casebook) -> None:
    async with someone(WIDE, store=store, scenario=EVERY_KIND) as parent:
        picker = parent.app.screen.query_one(Picker)
        await parent.pilot.click(picker.children[0])
        await parent.rest(0.05)
        assert "(•) No" in parent.screen
        await parent.pilot.click("Keys", offset=(parent.last_line.index("Enter Next"), 0))
        await parent.rest(0.05)
        assert "Take a breath." in parent.sees()
        row = next(n for n, line in enumerate(parent.screen.splitlines()) if "✓ Is anyone" in line)
        await parent.pilot.click(offset=(8, row))
        await parent.rest(0.05)
        assert "Why we ask: That comes first." in parent.sees()
        await parent.pilot.click("Keys", offset=(parent.last_line.index("F9 Urgent"), 0))
        await parent.rest(0.05)
        assert "Call 911." in parent.screen


async def test_the_palette_lists_what_can_be_done_here_and_does_it(store: Casebook) -> None:
    async with someone(WIDE, store=store, scenario=EVERY_KIND) as parent:
        await parent.press("enter", "enter", "ctrl+p")
        await parent.until(lambda: "Read it over (F3)" in parent.sees())
        assert "Urgent help (F9)" in parent.sees()
        await parent.type("read it")
        await parent.until(lambda: "Urgent help (F9)" not in parent.sees())
        await parent.press("down", "enter")
        await parent.until(lambda: parent.where == "ReviewScreen")


async def test_urgent_help_is_first_in_the_palette_on_a_small_screen(store: Casebook) -> None:
    async with someone(NARROW, store=store, scenario=EVERY_KIND) as parent:
        await parent.press("ctrl+p")
        await parent.until(lambda: "Urgent help (F9)" in parent.sees())
        assert parent.sees().index("Urgent help (F9)") < parent.sees().index("Next (Enter)")


async def test_help_names_the_keys_of_the_screen_it_was_called_from(store: Casebook) -> None:
    async with someone(WIDE, store=store, scenario=EVERY_KIND) as parent:
        await parent.press("enter", "enter", "f1")
        for command in (commands.BACK, commands.EXAMPLE, commands.NEW_LINE, URGENT):
            assert f"{command.shown} {command.help}" in parent.sees()
        assert commands.DELETE.help not in parent.sees()
        assert str(store.folder) in parent.sees().replace(" ", "").replace("\n", "")


async def test_without_colour_focus_and_picks_are_still_seen(
    store: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with someone(WIDE, store=store, scenario=EVERY_KIND) as parent:
        assert parent.app.no_color
        assert "▸ 1 ( ) No" in parent.screen
        await parent.press("down", "space")
        assert "▸ 2 (•) Yes" in parent.screen
