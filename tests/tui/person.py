"""A person at the keyboard: starts Coach at a size, presses keys, and reads the screen."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic

from textual import events
from textual.app import App
from textual.pilot import Pilot

from coach.casebook.store import Casebook, Store
from coach.tui.app import CoachApp

EVERY_KIND = str(Path(__file__).parent / "every-kind.toml")
WIDE, MIDDLE, NARROW = (120, 36), (80, 24), (60, 20)
SIZES = (WIDE, MIDDLE, NARROW)

_WRITES = {"space": " "}
_NAMED = {" ": "space", "[": "left_square_bracket", "]": "right_square_bracket"}


def screen_of(app: App[object]) -> str:
    """Return what is on the screen, as letters."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


class Person:
    """Someone at the keyboard."""

    def __init__(self, app: CoachApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, and let the screen settle."""
        for key in keys:  # as Pilot.press does it, without its rests
            self.app.post_message(events.Key(key, key if len(key) == 1 else _WRITES.get(key)))
            await self.pilot.pause()
            await self.pilot.pause()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a short text, key by key, faster than the screen is drawn."""
        for letter in text:
            self.app.post_message(events.Key(_NAMED.get(letter, letter), letter))
        await self.pilot.pause()

    def burst(self, *keys: str) -> None:
        """Press keys in one burst, before anything is done about the first of them."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else _WRITES.get(key)))

    async def hurry(self, *keys: str, to: str) -> None:
        """Press keys in one burst, and wait for the question they lead to ("" is the review)."""
        self.burst(*keys)
        await self.until(lambda: self.app.sitting is not None and self.app.sitting.guide.at == to)
        await self.pilot.pause()

    async def begin(self) -> None:
        """Answer the first section of every-kind: safe, breath, Leo, he, by email."""
        await self.hurry("enter", "enter", *"Leo", "enter", "2", "enter", "enter", to="seen")

    async def paste(self, text: str) -> None:
        """Paste a text of any length."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()
        await self.pilot.pause()

    async def rest(self, seconds: float = 0.3) -> None:
        """Do nothing for a while: long enough for the message to follow."""
        await self.pilot.pause(seconds)

    async def until(self, met: Callable[[], bool], seconds: float = 20.0) -> None:
        """Wait until something is so; fail if it never is."""
        end = monotonic() + seconds
        while not met():
            assert monotonic() < end, f"It never was so. The screen:\n{self.screen}"
            await self.pilot.pause(0.02)

    async def resize(self, width: int, height: int) -> None:
        """Make the window another size."""
        await self.pilot.resize_terminal(width, height)
        await self.pilot.pause()

    def sees(self, where: str = "") -> str:
        """Return what a part of the screen says, runs of blanks and line ends as one space.

        Args:
            where: a selector, such as `#message`; with none, the whole screen.
        """
        lines = screen_of(self.app).splitlines()
        if where:
            part = self.app.screen.query_one(where).region
            lines = [line[part.x : part.right] for line in lines[part.y : part.bottom]]
        return re.sub(r"[\s▕▏│╭╮╰╯─▔▁▂▃▄▅▆▇█]+", " ", " ".join(lines))

    @property
    def screen(self) -> str:
        """The screen, line by line."""
        return screen_of(self.app)

    @property
    def where(self) -> str:
        """The name of the screen."""
        return type(self.app.screen).__name__

    @property
    def last_line(self) -> str:
        """The footer."""
        return self.screen.splitlines()[-1]


@asynccontextmanager
async def someone(
    size: tuple[int, int] = MIDDLE,
    *,
    store: Store | None = None,
    scenario: str = "",
    session: str = "",
    home: Path | None = None,
) -> AsyncIterator[Person]:
    """Start Coach for someone, and close what they had open when they are gone."""
    sessions = store or Casebook(home or Path.cwd())
    app = CoachApp(sessions, scenario=scenario, session=session)
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            await pilot.pause()
            await pilot.pause()
            yield Person(app, pilot)
    finally:
        app.leave_sitting()


async def answer_all(person: Person) -> None:
    """Go through every-kind by keys alone, to the review."""
    await person.begin()
    seen = "He-cried-on-Monday"
    await person.hurry(*seen, "enter", "enter", to="when")  # more is skipped
    await person.hurry("space", "down", "space", "enter", to="good")  # morning and noon
    await person.hurry(*"maps", "enter", *"songs", "enter", "enter", to="tried")  # no third row
    await person.hurry(*"chart", "enter", *"well", "enter", "enter", to="worry")  # no second
    await person.hurry("7", "enter", *"2026-12-03", "enter", to="")
