"""The screens as letters, at three sizes. `COACH_GOLDEN=write` draws them anew: look at them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from coach.casebook.store import Sessions
from coach.guide import Guide
from coach.interview.answer_file import sample_answers
from coach.scenario import library
from tests import golden
from tests.tui.person import MIDDLE, SIZES, Person, someone

GOLDEN = Path(__file__).parent / "golden"

SCREENS = {
    "question": ("leo", 9, ("d", "r", "a", "w", "i", "n", "g")),
    "choice": ("leo", 8, ()),
    "rows": ("leo", 12, ()),
    "example": ("leo", 9, ("f2",)),
    "review": ("leo", None, ("f3",)),
    "review-unfinished": ("leo", 9, ("f3",)),
    "result": ("leo", None, ()),
    "result-sheet": ("leo", None, ("enter",)),
    "talking-points": ("leo", None, ("down", "down", "enter")),
    "reply-cards": ("leo", None, ("end", "enter")),
    "urgent": ("leo", 9, ("f9",)),
    "message": ("leo", 9, ("f8",)),
}


def half_way(store: Sessions, name: str, answers: int | None) -> str:
    """Leave a sample family's session behind, so many answers in."""
    scenario = library.find("first-contact")
    given = sample_answers(scenario, name)
    with store.create("first-contact") as file:
        guide = Guide(scenario, file)
        while guide.at and (answers is None or len(guide.answers) < answers):
            assert guide.answer(given[guide.at]) is None
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
    sample, answers, keys = SCREENS[name]
    store = Sessions(own_home / "sessions")
    async with someone(size, store=store, session=half_way(store, sample, answers)) as parent:
        await parent.press(*keys)
        await parent.rest(0.25)
        seen = settled(parent)
        assert all(cell_len(line) <= size[0] for line in seen.splitlines())
        assert len(seen.splitlines()) == size[1]
        golden.check(GOLDEN / f"{name}-{size[0]}x{size[1]}.txt", seen)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_home_looks_as_it_did(own_home: Path, size: tuple[int, int]) -> None:
    store = Sessions(own_home / "sessions")
    async with someone(size, store=store) as parent:
        await parent.rest(0.1)
        golden.check(GOLDEN / f"home-{size[0]}x{size[1]}.txt", settled(parent))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_way_to_urgent_help_is_on_every_footer(
    own_home: Path, size: tuple[int, int]
) -> None:
    store = Sessions(own_home / "sessions")
    id = half_way(store, "leo", None)
    async with someone(size, store=store, session=id) as parent:
        for keys in ((), ("enter",), ("escape", "f3"), ("down", "enter"), ("f8",), ("f1",)):
            await parent.press(*keys)
            assert parent.last_line.endswith("F9 Urgent help"), parent.screen
