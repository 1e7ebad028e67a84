"""Where a presentation stands: one frozen value, and the table of a file that holds it.

It has what the room did and where it is, by the names of slides; the slides themselves are
worked out from it. So a file of it goes on after a crash, a new version of its scenario and
another size of the window.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from coach.casebook.toml import Damaged
from coach.language import _
from coach.scenario.text import clean_line

FORMAT = 1
LONGEST = 300
"""Characters of a guess: two lines across a room."""
MOST_GUESSES = 12
"""Guesses for one question."""
MOST_HANDS = 999
"""Hands for one vote."""
MOST_KEPT = 400
"""Votes, and questions with guesses, in one file."""
MOST_MINUTES = 24 * 60
_LATE = 253_402_300_799
"""Seconds: the end of the year 9999."""
_NAME = re.compile(r"[^\x00-\x1f]{0,300}")
_PRESSED = re.compile(r"[1-9]*")


class Presentation(msgspec.Struct, frozen=True, kw_only=True):
    """Where a presentation stands.

    Attributes:
        scenario: its id, or the file it was opened from.
        sample: the made-up family; "" where the room makes one up.
        partner, mood: who the talk is with and how they are; "" as the scenario has it.
        seed: what chance is drawn from.
        minutes: how long it is meant to take; 0 is not said.
        day: the day on which it was begun.
        at: the slide's name; "" is the first. page: which of its pages, from 0.
        other: which of the branches not taken is shown, from 1; 0 is none.
        black: the screen is black.
        hands: slide -> the options that were counted, a digit a hand, in the order of the hands.
        guesses: step or slide -> what the room said there.
        started: when the first slide was left, in seconds since 1970; 0 is not yet.
        paused: since when the timer rests, likewise; 0 is not. rested: seconds it has rested.
        touched: when a key was last pressed.
    """

    scenario: str
    sample: str = ""
    partner: str = ""
    mood: str = ""
    seed: int = 1
    minutes: int = 0
    day: date = date(2026, 9, 1)
    at: str = ""
    page: int = 0
    other: int = 0
    black: bool = False
    hands: dict[str, str] = {}
    guesses: dict[str, tuple[str, ...]] = {}
    started: int = 0
    paused: int = 0
    rested: int = 0
    touched: int = 0
    format: int = FORMAT

    @property
    def invented(self) -> bool:
        """Whether the family is the room's own."""
        return not self.sample

    def but(self, **changes: Any) -> Presentation:
        """Return the same with some of it changed."""
        return msgspec.structs.replace(self, **changes)


def to_table(state: Presentation) -> dict[str, Any]:
    """Return a presentation as the table of a file."""
    table: dict[str, Any] = {"format": state.format}
    for name in state.__struct_fields__:
        value = getattr(state, name)
        table[name] = dict(value) if isinstance(value, dict) else value
    return table


def from_table(table: Mapping[str, Any]) -> Presentation:
    """Return the presentation that a file holds. What it says is text, as anything typed.

    Raises:
        Damaged: it holds none, or one of another Coach.
    """
    try:
        state = msgspec.convert(dict(table), Presentation)
    except (msgspec.ValidationError, ValueError, OverflowError) as error:
        raise Damaged(_("It is no presentation ({reason}).").format(reason=error)) from None
    if state.format != FORMAT:
        raise Damaged(_("It was written by another Coach."))
    if not _is_sound(state):
        raise Damaged(_("It says what no presentation could."))
    guesses = {
        step: tuple(filter(None, (clean_line(one)[:LONGEST].strip() for one in said)))
        for step, said in state.guesses.items()
    }
    return state.but(guesses={step: said for step, said in guesses.items() if said})


def _is_sound(state: Presentation) -> bool:
    names = (state.scenario, state.sample, state.partner, state.mood, state.at)
    times = (state.started, state.paused, state.touched, state.rested)
    return (
        bool(state.scenario)
        and all(_NAME.fullmatch(one) for one in (*names, *state.hands, *state.guesses))
        and all(0 <= one <= _LATE for one in times)
        and 0 <= state.minutes <= MOST_MINUTES
        and 0 <= state.page < 1_000
        and 0 <= state.other < 100
        and abs(state.seed) < 10**9
        and len(state.hands) <= MOST_KEPT
        and len(state.guesses) <= MOST_KEPT
        and all(_PRESSED.fullmatch(one) and len(one) <= MOST_HANDS for one in state.hands.values())
        and all(len(said) <= MOST_GUESSES for said in state.guesses.values())
    )


# ------------------------------------------------------------------ what the room did


def counted(state: Presentation, slide: str, options: int) -> tuple[int, ...]:
    """Return how many hands each of a slide's options has."""
    pressed = state.hands.get(slide, "")
    return tuple(pressed.count(str(number)) for number in range(1, options + 1))


def most(hands: tuple[int, ...]) -> int | None:
    """Return which option has most hands, from 0, the first of several; None without hands."""
    return hands.index(max(hands)) if any(hands) else None


# ------------------------------------------------------------------ the timer


def elapsed(state: Presentation, now: int) -> int:
    """Return for how many seconds the timer has run."""
    if not state.started:
        return 0
    return max(0, (state.paused or now) - state.started - state.rested)


LONG_AGO = 6 * 60 * 60
"""Seconds without a key after which it is another day's workshop: the timer begins anew."""


def resumed(state: Presentation, now: int) -> Presentation:
    """Return a presentation that is opened again: where it was, and to be seen."""
    state = state.but(black=False)
    if state.started and now - state.touched > LONG_AGO:
        state = state.but(started=0, paused=0, rested=0)
    return state
