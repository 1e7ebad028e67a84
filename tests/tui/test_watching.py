"""Given an author who saves a scenario, then the screen follows, and keeps its place."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from coach.author.new import create
from coach.author.watch import Watch
from coach.tui.watching import COMMANDS, LEAVE, WatchApp
from coach.tui.widgets.keys import fitting
from coach.tui.widgets.watched import Preview, Problems
from tests.tui.person import MIDDLE, NARROW, SIZES, WIDE, screen_of

ID = "lost-jacket"
HELP = "I'd like to help"


class Author:
    """Someone who has the screen beside their editor."""

    def __init__(self, app: WatchApp, pilot: Pilot[int], file: Path) -> None:
        self.app, self.pilot, self.file = app, pilot, file

    @property
    def screen(self) -> str:
        return screen_of(self.app)

    def sees(self, where: str) -> str:
        part = self.app.screen.query_one(where).region
        lines = [line[part.x : part.right] for line in self.screen.splitlines()]
        return re.sub(r"[\s▕▁-█▌]+", " ", " ".join(lines[part.y : part.bottom]))

    def save(self, old: str, new: str) -> None:
        text = self.file.read_text(encoding="utf-8")
        assert old in text
        beside = self.file.with_suffix(".swp")
        beside.write_text(text.replace(old, new), encoding="utf-8")
        beside.replace(self.file)

    async def until(self, met: Callable[[], bool]) -> None:
        end = monotonic() + 20
        while not met():
            assert monotonic() < end, self.screen
            await self.pilot.pause(0.02)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    @property
    def preview(self) -> Preview:
        return self.app.screen.query_one(Preview)


class Deaf(Watch):
    """Doesn't listen to rehearsals, which takes seconds to make ready for."""

    def waits(self) -> bool:
        return False


@asynccontextmanager
async def author(
    folder: Path, size: tuple[int, int] = MIDDLE, like: str = "", *, listening: bool = False
) -> AsyncIterator[Author]:
    """Watch a new scenario, or a copy of one of ours."""
    file = create(ID, folder)[0]
    if like:
        from coach.scenario.library import folder as ours

        file.write_text((ours() / f"{like}.toml").read_text("utf-8"), encoding="utf-8")
    watch = Watch(file) if listening else Deaf(file)
    app = WatchApp(watch, watch.look())
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        await pilot.pause()
        yield Author(app, pilot, file)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_problems_and_preview_are_seen_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with author(tmp_path, size) as me:
        assert "Nothing is wrong with it." in me.screen
        assert HELP in me.sees("#preview")
        assert "F10 Leave" in me.screen.splitlines()[-1]
        assert all(cell_len(line) <= size[0] for line in me.screen.splitlines())
        problems = me.app.screen.query_one(Problems).region
        preview = me.preview.region
        if size is NARROW:
            assert preview.y >= problems.bottom
            assert preview.height >= 8
        else:
            assert preview.x >= problems.right
            assert preview.y == problems.y


async def test_a_save_marks_what_has_changed_and_nothing_else(tmp_path: Path) -> None:
    async with author(tmp_path, WIDE) as me:
        assert "▌" not in me.screen
        me.save(HELP, "I want to help")
        await me.until(lambda: "I want to help" in me.screen)
        marked = [line for line in me.screen.splitlines() if "▌" in line]
        assert "I want to help" in marked[0]
        assert all("Hello" not in line for line in marked)
        me.save("Thank you", "Thanks")
        await me.until(lambda: "Thanks" in me.screen)
        assert not any("want to help" in line for line in me.screen.splitlines() if "▌" in line)


async def test_a_problem_is_shown_with_its_place_and_the_preview_stays(tmp_path: Path) -> None:
    async with author(tmp_path, WIDE) as me:
        me.save("days > 3", "dyas > 3")
        await me.until(lambda: "1 problem" in me.screen)
        line = (
            me.file.read_text("utf-8")[: me.file.read_text("utf-8").index("dyas")].count("\n") + 1
        )
        assert f"Line {line}, column 9 · E202" in me.sees("#problems")
        assert "Did you mean “days”?" in me.sees("#problems")
        assert HELP in me.sees("#preview")
        assert "older than the file" in me.sees("#preview")
        me.save("dyas > 3", "days > 3")
        await me.until(lambda: "no problems" in me.screen)
        assert "older" not in me.screen


async def test_a_file_that_is_gone_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    async with author(tmp_path) as me:
        away = me.file.rename(me.file.with_suffix(".away"))
        await me.until(lambda: "Waiting for it" in me.screen)
        assert HELP in me.sees("#preview")
        away.rename(me.file)
        await me.until(lambda: "Waiting" not in me.screen)


async def test_what_is_wrong_with_the_rehearsal_is_told_and_the_marks_stay(tmp_path: Path) -> None:
    async with author(tmp_path, WIDE, listening=True) as me:
        me.save(HELP, "I want to help")
        await me.until(lambda: "▌ I want to help" in me.screen)
        rehearsal = tmp_path / "rehearsal" / f"{ID}.toml"
        text = rehearsal.read_text("utf-8")
        rehearsal.write_text(text.replace("keep-an-eye", "keep-an-ear"), "utf-8")
        await me.until(lambda: "E213" in me.screen)
        assert "▌ I want to help" in me.screen


async def test_the_scroll_stays_where_it_was(tmp_path: Path) -> None:
    async with author(tmp_path, NARROW) as me:
        me.preview.scroll_to(y=7, animate=False)
        await me.pilot.pause()
        me.save(HELP, "I want to help")
        await me.until(lambda: "I want to help" in me.screen)
        assert me.preview.scroll_y == 7


async def test_what_one_reads_stays_put_when_a_paragraph_comes_above_it(tmp_path: Path) -> None:
    async with author(tmp_path, NARROW) as me:
        me.preview.scroll_end(animate=False)
        await me.pilot.pause()
        top = me.screen.splitlines()[me.preview.region.y].strip()
        me.save(
            '[[message.part]]\nid = "send"',
            '[[message.part]]\nid = "more"\ntext = "One more."\n\n[[message.part]]\nid = "send"',
        )
        await me.until(lambda: "more" in " ".join(me.preview._rows))
        await me.until(lambda: me.preview.scroll_y > 0)
        await me.until(lambda: top in me.screen.splitlines()[me.preview.region.y])


async def test_keys_show_another_family_and_another_channel(tmp_path: Path) -> None:
    async with author(tmp_path, WIDE, like="first-contact") as me:
        before = me.screen.splitlines()[0]
        await me.press("f3")
        await me.until(lambda: me.screen.splitlines()[0] != before)
        assert "▌" not in me.screen  # nothing was saved, so nothing is marked
        await me.press("f4")
        await me.until(lambda: "· email" in me.screen.splitlines()[0])
        await me.press("f4")
        await me.until(lambda: "Back-to-school letter" in me.sees("#preview"))


async def test_f8_goes_to_the_other_side_and_f10_leaves(tmp_path: Path) -> None:
    async with author(tmp_path) as me:
        assert me.preview.has_focus
        await me.press("f8")
        assert me.app.screen.query_one(Problems).has_focus
        await me.press("f8")
        assert me.preview.has_focus
        await me.press("f10")
        assert me.app.return_value == 0


async def test_the_palette_lists_what_can_be_done(tmp_path: Path) -> None:
    async with author(tmp_path, WIDE) as me:
        await me.press("ctrl+p")
        await me.until(lambda: "Family (F3)" in me.screen)
        assert "Leave (F10)" in me.screen


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=str)
async def test_hostile_words_are_shown_as_they_are(tmp_path: Path, size: tuple[int, int]) -> None:
    async with author(tmp_path, size) as me:
        me.save(HELP, "[/x] [Name] [bold]b[/bold] $primary [@click=app.bell]c[/]")
        await me.until(lambda: "[/x] [Name] [bold]b[/bold]" in me.screen)
        me.save("[/x] [Name]", "\\u001b[31mred \\u202egnol")
        await me.until(lambda: "E104" in me.screen)
        assert "\x1b" not in me.screen
        me.save("\\u001b[31mred \\u202egnol", "x" * 5000)
        await me.until(lambda: "no problems" in me.screen)
        assert all(cell_len(line) <= size[0] for line in me.screen.splitlines())


@pytest.mark.parametrize("width", [20, 40, 58, 80])
def test_the_way_out_never_leaves_the_footer(width: int) -> None:
    assert LEAVE in fitting(COMMANDS, width)
