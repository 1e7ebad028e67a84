"""A table that arrives filled, as from the log: rows are picked, brought back, and mended."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from coach.casebook.store import Casebook
from tests.tui.person import EVERY_KIND, SIZES, Person, someone

ROWS = [["a chart", "well"], ["a timer", "badly"], ["a quiet corner", "it helped"], ["a song", ""]]
BEFORE = {
    "safe": "no",
    "breath": "",
    "name": "Leo",
    "pronouns": "he",
    "channel": "email",
    "seen": "he cried",
    "more": "",
    "when": ["noon"],
    "good": ["maps"],
}


def begun(store: Casebook, rows: list[list[str]]) -> str:
    """Keep a session that was left in the middle of a table; return its id."""
    with store.create(EVERY_KIND) as open:
        open.save(replace(open.session, answers=BEFORE, drafts={"tried": rows}, at="tried"))
        return open.session.id


def tried(parent: Person) -> list[str]:
    value = parent.app.sitting.guide.prompt().start
    return [row[0] for row in value]


async def test_an_arrow_goes_one_cell_and_no_further(store: Casebook) -> None:
    async with someone(store=store, session=begun(store, ROWS)) as parent:
        await parent.rest()
        await parent.press("up", "up")
        assert parent.app.screen.focused.value == "a quiet corner"
        await parent.press("up")
        assert parent.app.screen.focused.value == "badly"
        await parent.press("down")
        assert parent.app.screen.focused.value == "a quiet corner"


@pytest.mark.parametrize("size", SIZES)
async def test_ctrl_r_takes_a_row_out_whatever_is_in_it_and_brings_it_back(
    store: Casebook, size: tuple[int, int]
) -> None:
    async with someone(size, store=store, session=begun(store, ROWS)) as parent:
        await parent.rest()
        await parent.press(*["up"] * 8, *["down"] * 3, "ctrl+r")  # in the second cell of row 2
        await parent.rest()
        assert tried(parent) == ["a chart", "a quiet corner", "a song"]
        await parent.press(*["down"] * 8, "ctrl+r")  # the empty row at the end
        await parent.rest()
        assert tried(parent) == ["a chart", "a quiet corner", "a song", "a timer"]
        await parent.press(*["down"] * 8, "enter")
        assert parent.app.sitting.guide.answers["tried"][-1] == ("a timer", "badly")


async def test_every_row_can_go_the_only_one_and_the_last_one_too(store: Casebook) -> None:
    async with someone(store=store, session=begun(store, ROWS[:2])) as parent:
        await parent.rest()
        await parent.press("ctrl+r")  # empty, and nothing to bring back
        await parent.press(*["up"] * 8, "ctrl+r")
        await parent.rest()
        await parent.press("ctrl+r")
        await parent.rest()
        assert parent.app.sitting.guide.prompt().start == ()
        await parent.press("ctrl+r")
        await parent.rest()
        assert tried(parent) == ["a timer"]
        assert "Ctrl+R" in str(parent.app.screen.commands())


async def test_ctrl_o_leaves_a_question_for_the_first_screen_and_keeps_it(
    store: Casebook,
) -> None:
    """As `:home` does in plain mode."""
    id = begun(store, ROWS[:1])
    async with someone(store=store, session=id) as parent:
        await parent.rest()
        await parent.type("a walk")
        await parent.press("ctrl+o")
        assert parent.where == "HomeScreen"
        assert store.look(id).drafts["tried"][1][0] == "a walk"
