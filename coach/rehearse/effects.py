"""What a line does to a talk: heat, clarity, next step; each change with the move that made it.

The rules are few, so that a person can learn them by trying. What they rest on: guidance
for parents by CADRE and PACER (one's own part is what one can change), and LAFF.
"""

from __future__ import annotations

from collections.abc import Iterator

from coach.rehearse.moves import Heard
from coach.rehearse.state import CLEAREST, COOLEST, HOTTEST, Effect, State, Step
from coach.rehearse.which_day import names_a_day
from coach.scenario.rehearsal import Move, Reaction
from coach.scenario.text import count_words

HEATS: dict[Move, int] = {"threat": 2, "blame": 2, "motive": 1, "absolute": 1, "demand": 1}
HURTS: tuple[Move, ...] = ("threat", "blame", "motive")
"""Moves that the partner answers before anything else in the line."""
COOLS: tuple[Move, ...] = ("reflect", "own-part", "reset", "agree", "thank")
ONCE: frozenset[Move] = frozenset(("own-part", "reset", "agree", "thank"))
"""Moves that cool the first time and are manners after it."""
CLEARS: tuple[Move, ...] = ("fact", "ask", "next-step", "demand")
MOST_UP, MOST_DOWN = 3, 2
"""Steps of heat in one turn."""
SOFTENS: frozenset[Move] = frozenset(
    ("reflect", "own-part", "agree", "thank", "ask", "offer", "open-question")
)
"""Beside one of these, a wish that is put firmly is heard as a wish, and not as an order."""
LONG = 60
"""Words that somebody who has to go hears out."""


def effects_of(state: State, reaction: Reaction | None, heard: Heard, text: str) -> list[Effect]:
    """Return what a line changes, in the order in which it is told.

    Args:
        reaction: what it answers; None for a line that answers none.
        heard: what the line did.
    """
    moves = heard.moves
    found = [*_heat(state, reaction, moves, text), *_clarity(state, moves)]
    return [*found, *_step(state, moves, found, names_a_day(" ".join(heard.days) or heard.day))]


def _heat(
    state: State, reaction: Reaction | None, moves: tuple[Move, ...], text: str
) -> Iterator[Effect]:
    sore = state.cast.mood.sore
    room = MOST_UP
    up: list[Effect] = []
    for move in HEATS:
        # “You never …” is one stab, not two.
        if move not in moves or (move == "absolute" and any(m in moves for m in HURTS)):
            continue
        if move == "demand" and SOFTENS.intersection(moves):
            continue
        by = min(room, HEATS[move] + (move in sore))
        room -= by
        if by:
            up.append(Effect("heat", move, by))
    if state.cast.terms.mood == "rushed" and count_words(text) > LONG and room:
        up.append(Effect("heat", "long", 1))
    if up:
        yield from up
        return
    room = min(MOST_DOWN, state.heat)
    wanted = reaction is not None and any(move in reaction.wants for move in moves)
    for move in COOLS:
        if room and move in moves and not (move in ONCE and move in state.credited):
            room -= 1
            yield Effect("heat", move, -1)
    if room and wanted:
        yield Effect("heat", "wanted", -1)


def _clarity(state: State, moves: tuple[Move, ...]) -> Iterator[Effect]:
    room = CLEAREST - state.clarity
    for move in CLEARS:
        if room > 0 and move in moves:
            room -= 1
            yield Effect("clarity", move, 1)
    for move in ("wander", "absolute"):
        if move in moves and state.clarity > 0:
            yield Effect("clarity", move, -1)
            return


def _step(
    state: State, moves: tuple[Move, ...], found: list[Effect], dated: bool
) -> Iterator[Effect]:
    heat, clarity = after(state, found)
    if "cave" in moves and "next-step" not in moves:
        if state.step != "none":
            yield Effect("step", "cave", to="none")
        return
    if "next-step" in moves and not dated:
        # “Sometime next week” is more than nothing, and less than a day.
        if state.step == "none" and heat <= 3:
            yield Effect("step", "granted", to="vague")
        return
    if "next-step" in moves:
        if heat > 2:
            yield Effect("step", "too-hot", to=_at_least_vague(state.step))
        elif clarity < state.cast.mood.needs:
            yield Effect("step", "unclear", to=_at_least_vague(state.step))
        elif state.step != "dated":
            yield Effect("step", "next-step", to="dated")
        return
    if "ask" in moves and heat <= 3 and state.step == "none":
        yield Effect("step", "granted", to="vague")


def _at_least_vague(step: Step) -> Step:
    return "dated" if step == "dated" else "vague"


def after(state: State, found: list[Effect]) -> tuple[int, int]:
    """Return heat and clarity after these effects, within their bounds."""
    heat = state.heat + sum(effect.by for effect in found if effect.axis == "heat")
    clarity = state.clarity + sum(effect.by for effect in found if effect.axis == "clarity")
    return max(COOLEST, min(HOTTEST, heat)), max(0, min(CLEAREST, clarity))


def step_after(state: State, found: list[Effect]) -> Step:
    """Return what the next step is after these effects."""
    return next((effect.to for effect in found if effect.axis == "step"), state.step)
