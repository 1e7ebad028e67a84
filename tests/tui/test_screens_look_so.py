"""The screens as letters, at three sizes. `COACH_GOLDEN=write` draws them anew: look at them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from coach.casebook.store import Casebook
from coach.guide.guide import Guide
from coach.scenario import library
from coach.scenario.model import Header
from tests import golden
from tests.tui.person import EVERY_KIND, MIDDLE, SIZES, Person, someone
from tests.tui.test_review_and_result import ANSWERS
from tests.tui.test_stop import FAMILY, say

GOLDEN = Path(__file__).parent / "golden"

SCREENS = {
    "question": (5, ("h", "e", "space", "c", "r", "i", "e", "d")),
    "choice": (3, ()),
    "checks": (7, ("space",)),
    "rows": (8, ("m",)),
    "table": (9, ()),
    "scale": (10, ("7",)),
    "example": (5, ("f2",)),
    "review": (12, ("f3",)),
    "review-unfinished": (6, ("f3",)),
    "result": (12, ()),
    "result-sheet": (12, ("enter",)),
    "talking-points": (12, ("down", "enter")),
    "reply-cards": (12, ("down", "down", "enter")),
    "how-it-reads": (12, ("end", "enter")),
    "urgent": (3, ("f9",)),
    "message": (9, ("f8",)),
}
"""Name -> how many questions are answered, and the keys that are pressed then.

The questions are those of every-kind.toml: the words of a real scenario may be mended
any day, and the look of a screen is not about them.
"""


def half_way(store: Casebook, answers: int) -> str:
    """Leave a session behind, so many answers in."""
    with store.create(EVERY_KIND) as file:
        guide = Guide(library.find(EVERY_KIND), file)
        for id, value in list(ANSWERS.items())[:answers]:
            assert guide.at == id
            assert guide.answer(value) is None
        guide.save()
        return file.session.id


def settled(person: Person) -> str:
    """The screen, with no clock in it."""
    return person.screen.replace("saving…", "  saved") + "\n"


AT_EVERY_SIZE = ("question", "review", "result", "urgent")


@pytest.mark.parametrize(
    ("name", "size"),
    [(name, size) for name in SCREENS for size in (SIZES if name in AT_EVERY_SIZE else (MIDDLE,))],
    ids=str,
)
async def test_a_screen_looks_as_it_did(own_home: Path, name: str, size: tuple[int, int]) -> None:
    answers, keys = SCREENS[name]
    store = Casebook(own_home)
    async with someone(size, store=store, session=half_way(store, answers)) as parent:
        await parent.press(*keys)
        await parent.rest(0.25)
        seen = settled(parent)
        assert all(cell_len(line) <= size[0] for line in seen.splitlines())
        assert len(seen.splitlines()) == size[1]
        golden.check(GOLDEN / f"{name}-{size[0]}x{size[1]}.txt", seen)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_stop_looks_as_it_did(own_home: Path, size: tuple[int, int]) -> None:
    async with someone(size, store=Casebook(own_home), scenario=FAMILY) as parent:
        await say(parent, "He says he wants to die.")
        golden.check(GOLDEN / f"stop-{size[0]}x{size[1]}.txt", settled(parent))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_home_looks_as_it_did(
    own_home: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    tops = [
        Header(format=1, id="a", title="Say hello", summary="Open a line to the teacher."),
        Header(format=1, id="b", title="A concern", summary="Something worries you. " * 4),
    ]
    monkeypatch.setattr(library, "headers", lambda: tops)
    store = Casebook(own_home)
    async with someone(size, store=store) as parent:
        await parent.rest(0.1)
        golden.check(GOLDEN / f"home-{size[0]}x{size[1]}.txt", settled(parent))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_way_to_urgent_help_is_on_every_footer(
    own_home: Path, size: tuple[int, int]
) -> None:
    store = Casebook(own_home)
    id = half_way(store, 12)
    async with someone(size, store=store, session=id) as parent:
        for keys in ((), ("enter",), ("escape", "f3"), ("down", "enter"), ("f8",), ("f1",)):
            await parent.press(*keys)
            assert parent.last_line.endswith("F9 Urgent help"), parent.screen
