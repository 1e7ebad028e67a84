"""After the talk: what was done, where it turned, what was never said, what to change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.compose.written import Reply, Said
from coach.rehearse.covering import said_points, sayable
from coach.rehearse.feedback import made
from coach.rehearse.state import TICKS, Ending, Exchange, State, Step, Tick
from coach.scenario.model import Card
from coach.scenario.text import count_words

MOST_TURNS = 3
"""Turning points told."""


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A turn that moved the talk.

    Attributes:
        number: which turn, from 1.
        they: what had been said to the parent. you: what they said.
        heat: before and after. step: what the next step was after it.
        instead: what else could have been said; "" where it was said.
    """

    number: int
    they: str
    you: str
    heat: tuple[int, int]
    clarity: tuple[int, int]
    step: tuple[Step, Step]
    better: bool
    instead: str
    exchange: Exchange


@dataclass(frozen=True, slots=True)
class Debrief:
    """What there is to say of one talk.

    Attributes:
        done: which of the six things; missed: the others.
        share: of all words, the parent's, 0-100.
        turning: the turns that moved it most, in the order in which they came.
        said, unsaid: talking points, as places in the list that was given.
        day: the day that was agreed, as said.
    """

    ending: Ending
    done: tuple[Tick, ...]
    missed: tuple[Tick, ...]
    share: int
    heat: tuple[int, int]
    clarity: int
    step: Step
    day: str
    turning: tuple[TurningPoint, ...]
    said: tuple[int, ...]
    unsaid: tuple[int, ...]
    turns: int


def debrief(state: State, points: Sequence[Said] = ()) -> Debrief:
    """Return what there is to say of a talk, ended or not.

    Args:
        points: the talking points that had been prepared.
    """
    done = made(state)
    lines = [exchange.entry.text for exchange in state.past]
    spoken = said_points(points, lines)
    return Debrief(
        ending=state.ending,
        done=tuple(tick for tick in TICKS if tick in done),
        missed=tuple(tick for tick in TICKS if tick not in done),
        share=talk_share(state),
        heat=(state.past[0].before[0] if state.past else state.heat, state.heat),
        clarity=state.clarity,
        step=state.step,
        day=state.day,
        turning=turning_points(state),
        said=tuple(sorted(spoken)),
        unsaid=tuple(at for at, point in enumerate(points) if sayable(point) and at not in spoken),
        turns=state.turn,
    )


def talk_share(state: State) -> int:
    """Return how much of all the words were the parent's, 0-100."""
    yours = sum(count_words(one.entry.text) for one in state.past)
    theirs = sum(
        count_words(said.text) for one in state.past for said in one.partner if said.by != "scene"
    )
    theirs += sum(count_words(said.text) for said in state.spoken if said.by != "scene")
    return round(100 * yours / (yours + theirs)) if yours + theirs else 0


def turning_points(state: State) -> tuple[TurningPoint, ...]:
    """Return the turns that moved a talk most, in the order in which they came."""
    weighed = [(_weight(one), -at, at) for at, one in enumerate(state.past)]
    most = sorted(weighed, reverse=True)[:MOST_TURNS]
    places = sorted(at for weight, _late, at in most if weight > 0)
    return tuple(_turning(state, at) for at in places)


def _weight(exchange: Exchange) -> int:
    """How much a turn moved: a step of heat counts two, so that what hurt is always told."""
    heat = exchange.after[0] - exchange.before[0]
    step = _STEPS[exchange.after[2]] - _STEPS[exchange.before[2]]
    ups = sum(effect.by for effect in exchange.effects if effect.axis == "heat" and effect.by > 0)
    clarity = exchange.after[1] - exchange.before[1]
    return 2 * max(abs(heat), ups) + 3 * abs(step) + max(0, clarity)


_STEPS: dict[Step, int] = {"none": 0, "vague": 1, "dated": 2}


def _turning(state: State, at: int) -> TurningPoint:
    exchange = state.past[at]
    reaction = state.cast.reactions.get(exchange.reaction)
    good = " ".join(state.cast.words(reaction.good).split()) if reaction is not None else ""
    up = any(effect.axis == "heat" and effect.by > 0 for effect in exchange.effects)
    worse = up or _STEPS[exchange.after[2]] < _STEPS[exchange.before[2]]
    return TurningPoint(
        number=at + 1,
        they=" ".join(said.text for said in exchange.partner),
        you=exchange.entry.text,
        heat=(exchange.before[0], exchange.after[0]),
        clarity=(exchange.before[1], exchange.after[1]),
        step=(exchange.before[2], exchange.after[2]),
        better=not worse,
        instead="" if good == exchange.entry.text else good,
        exchange=exchange,
    )


def missing_cards(state: State, cards: Sequence[Reply], known: Sequence[Card]) -> list[Reply]:
    """Return reply cards for what was met in a talk and has none yet.

    Args:
        cards: those there are, written out. known: the scenario's own, by their place.
    """
    have = {known[card.at].reaction for card in cards if 0 <= card.at < len(known)}
    theirs = {card.they_say for card in cards}
    heard = [*(one for past in state.past for one in past.partner), *state.spoken]
    found: list[Reply] = []
    for id in state.met:
        reaction = state.cast.reactions.get(id)
        if reaction is None or id in have or "hot" in reaction.at:
            continue
        they = next((one.text for one in heard if one.reaction == id), "")
        you = " ".join(state.cast.words(reaction.good).split())
        avoid = " ".join(state.cast.words(reaction.weak).split())
        if they and you and they not in theirs:
            found.append(Reply(they, you, avoid))
    return found
