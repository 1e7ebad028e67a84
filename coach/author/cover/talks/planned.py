"""Which talks to play: on every setup there is, spread evenly; all of it from one seed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from random import Random

from coach.author.cover.planned import Planner
from coach.author.cover.talks.goals import Goal
from coach.author.cover.talks.stage import Family, Setup, Stage
from coach.author.cover.talks.tally import Trial
from coach.author.cover.targets import Way
from coach.author.search.possible import Unsure
from coach.compose.outcome import prompt_values
from coach.interview.path import Path, path
from coach.scenario.evaluate import holds
from coach.scenario.model import Scenario
from coach.scenario.rehearsal import Rehearsal, Seat, Temper
from coach.scenario.template import parse_guard

GREEDY = 120
"""Setups in which a good parent and a bad one are tried."""
MOST_SEED = 9_999
MADE_UP = 4
"""Families that are made up where a scenario has no samples."""
MOST_FAMILIES = 40
ROUNDS = (12, 40, 80, 200)
"""Talks aimed at what was not reached: so many at each, then more at what is still left."""


def first_trials(setups: Sequence[Setup], talks: int, seed: int) -> Iterator[list[Trial]]:
    """Yield talks of a good parent and a bad one, and of random ones, on setups of every kind.

    The good one and the bad one are tried on some setups, spread over all; the random ones on
    all, as many on one as on another. Talks with the same family and partner go together: who
    plays them hears the same lines again.
    """
    dice = Random(f"{seed}/talks")
    mixed = dice.sample(setups, len(setups))
    each, more = divmod(talks, max(1, len(setups)))
    together: dict[tuple[int, str], list[Trial]] = {}
    for at, setup in enumerate(mixed):
        bundle = together.setdefault((setup.family, setup.role), [])
        if at < GREEDY:
            number = dice.randint(1, MOST_SEED)
            bundle += (Trial(setup, number, "good"), Trial(setup, number, "weak"))
        bundle += (
            Trial(setup, dice.randint(1, MOST_SEED), dice=f"{seed}/{at}/{number}")
            for number in range(each + (at < more))
        )
    yield from (bundle for bundle in together.values() if bundle)


def aimed_trials(
    stage: Stage, setups: Sequence[Setup], left: Iterable[Goal], talks: int, seed: str
) -> Iterator[list[Trial]]:
    """Yield talks aimed at what was not reached, where it can be."""
    for goal in left:
        dice = Random(f"{seed}/{goal.site}")
        some = where(stage, setups, goal)
        if not some:
            continue
        fitting = [setup for setup in some if _fits(stage, setup.mood, goal)] or some
        yield [
            Trial(
                setup=dice.choice(fitting),
                seed=dice.randint(1, MOST_SEED),
                goal=goal,
                dice=f"{seed}/{goal.site}/{number}",
            )
            for number in range(talks)
        ]


def _fits(stage: Stage, mood: Temper, goal: Goal) -> bool:
    """Whether somebody in a mood is as hot at hello, or as hard to satisfy, as it takes."""
    there = next(one for one in stage.shared.mood if one.id == mood)
    if goal.wish.cues == ("what-for",):
        return there.needs > 1  # to ask for a day makes it a little clear what for
    return goal.wish.cues != ("hello",) or goal.wish.heats[0] <= there.heat <= goal.wish.heats[1]


# ------------------------------------------------------------------ whose answers


def families_for(
    scenario: Scenario,
    own: Rehearsal,
    samples: Sequence[Family],
    planner: Planner,
    lacking: Iterable[Goal] = (),
    nobody: Iterable[Seat] = (),
) -> tuple[Family, ...]:
    """Return the samples, and families made up for what none of them lets anybody say.

    Args:
        lacking: what cannot be said with the samples.
        nobody: who cannot be talked with, with the samples.
    """
    found = list(samples)
    if not found:
        found += (Family("", planner.whole({})) for _more in range(MADE_UP))
    asked: set[tuple[str, ...]] = set()
    seats = ((seat.when,) for seat in nobody if seat.when)
    for ways in (seats, *(_ways(own, goal) for goal in lacking)):
        for guards in ways:
            if guards not in asked and len(found) < MOST_FAMILIES:
                asked.add(guards)
                found += _with(planner, guards)
    return tuple(one for one in found if path(scenario, one.answers).finished)


def _ways(own: Rehearsal, goal: Goal) -> Iterator[tuple[str, ...]]:
    """Yield guards that have to hold together, for each seat that may say it."""
    for seat in own.partner:
        if all(not one.roles or seat.role in one.roles for one in goal.limits):
            for guards in product(*goal.guards):
                wanted = dict.fromkeys((*guards, seat.when))
                yield tuple(guard for guard in wanted if guard)


def _with(planner: Planner, guards: tuple[str, ...]) -> list[Family]:
    try:
        answers = planner.look(Way().also(*map(parse_guard, guards)))
    except Unsure:
        return []
    if answers is None:
        return []
    # A family writes its own texts, if it writes any; where one has to be there, ours will do.
    for fixed in (planner.loose(answers), answers):
        whole = planner.whole(fixed)
        along = path(planner.atlas.scenario, whole)
        if along.finished and all(_holds(guard, along) for guard in guards):
            return [Family("", whole)]
    return []


def _holds(guard: str, along: Path) -> bool:
    return holds(parse_guard(guard), prompt_values(along))


def unsayable(stage: Stage, setups: Sequence[Setup], wanted: Iterable[Goal]) -> list[Goal]:
    """Return what cannot be said in any of these setups, whatever happens."""
    return [goal for goal in wanted if not any(_room(stage, setup, goal) for setup in setups)]


def where(stage: Stage, setups: Sequence[Setup], goal: Goal) -> list[Setup]:
    """Return those setups in which something can be said at all."""
    return [setup for setup in setups if _room(stage, setup, goal)]


def _room(stage: Stage, setup: Setup, goal: Goal) -> bool:
    return goal.fits(setup) and all(stage.hold(setup, guards) for guards in goal.guards)
