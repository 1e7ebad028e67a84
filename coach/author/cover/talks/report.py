"""What rehearsals came to, and what in them nobody ever heard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from coach.author.cover.planned import Planner
from coach.author.cover.talks.goals import Goal, goals
from coach.author.cover.talks.placed import Site
from coach.author.cover.talks.planned import (
    ROUNDS,
    aimed_trials,
    families_for,
    unsayable,
)
from coach.author.cover.talks.shrink import shortest
from coach.author.cover.talks.stage import Family, Script, Setup, Stage
from coach.author.cover.talks.tally import Found, Talks, Trial, What
from coach.scenario.model import Scenario
from coach.scenario.rehearsal import ReactionsFile, Rehearsal

Play = Callable[[Iterable[list[Trial]]], Iterator[Talks]]
"""Plays bundles of talks, on as many cores as there are, and gives back what each came to."""


@dataclass(frozen=True, slots=True)
class Unheard:
    """Something that no talk came by.

    Attributes:
        sayable: it may be said, and no talk aimed at it got there; else no answers, partner and
            setting together let anybody say it.
        whole: of wordings, all of their heat are missing.
    """

    goal: Goal
    sayable: bool
    whole: bool = False


@dataclass(slots=True)
class Rehearsed:
    """What the talks of one scenario came to.

    Attributes:
        families: whose answers they were held with, in the order of their numbers.
        setups: how many ways there are to set them up.
        tally: all of it, added up.
        unheard: what never came up, without what belongs to something that never came up.
        faults: by kind and place, with the shortest talk found.
        aimed: how many talks were aimed at something.
        interrupted: somebody stopped it.
    """

    stage: Stage
    goals: tuple[Goal, ...]
    setups: Sequence[Setup] = ()
    tally: Talks = field(default_factory=Talks)
    unheard: list[Unheard] = field(default_factory=list)
    faults: dict[What, Found] = field(default_factory=dict)
    aimed: int = 0
    interrupted: bool = False

    @property
    def families(self) -> tuple[Family, ...]:
        """Whose answers they were held with."""
        return self.stage.script.families

    @property
    def good(self) -> bool:
        """Everything was heard, and nothing is wrong with it."""
        return not (self.unheard or self.faults or self.interrupted)

    def reached(self, goal: Goal) -> bool:
        """Whether a talk came by a goal."""
        return self.tally.reached(goal)


def script_for(
    scenario: Scenario,
    own: Rehearsal,
    shared: ReactionsFile,
    samples: Sequence[Family],
    planner: Planner,
) -> Script:
    """Return what is played: with the samples, and with families for what they leave unsaid."""
    first = families_for(scenario, own, samples, planner)
    stage = Stage(Script(scenario, own, shared, first))
    setups = stage.setups()
    lacking = unsayable(stage, setups, goals(stage))
    there = {setup.role for setup in setups}
    nobody = [seat for seat in own.partner if seat.role not in there]
    families = families_for(scenario, own, first, planner, lacking, nobody)
    return Script(scenario, own, shared, families)


def aim(rehearsed: Rehearsed, wanted: Sequence[Goal], seed: int, play: Play) -> None:
    """Play talks aimed at what was not reached yet, more and more at what stays away."""
    for number, talks in enumerate(ROUNDS):
        left = [goal for goal in wanted if goal.kind != "answer" and not rehearsed.reached(goal)]
        if not left:
            return
        trials = aimed_trials(rehearsed.stage, rehearsed.setups, left, talks, f"{seed}/{number}")
        for part in play(trials):
            rehearsed.aimed += part.talks
            rehearsed.tally.merge(part)


def settle(rehearsed: Rehearsed) -> None:
    """Find what is missing, and the shortest talk for each fault."""
    if not rehearsed.interrupted:
        rehearsed.faults = shortest(rehearsed.stage, rehearsed.tally.found)
    else:
        rehearsed.faults = rehearsed.tally.found
    rehearsed.unheard = unheard(rehearsed, rehearsed.goals)


def unheard(rehearsed: Rehearsed, wanted: Sequence[Goal]) -> list[Unheard]:
    """Return what no talk came by: the whole where all of it is missing, else its parts."""
    missing = [goal for goal in wanted if not rehearsed.reached(goal)]
    away = {goal.site for goal in unsayable(rehearsed.stage, rehearsed.setups, missing)}
    return grouped(wanted, missing, away)


def grouped(
    wanted: Sequence[Goal], missing: Sequence[Goal], away: Collection[Site]
) -> list[Unheard]:
    """Return what is missing, without what belongs to something that is missing as a whole.

    Args:
        away: what nobody can say, whatever happens.
    """
    gone = {goal.site for goal in missing}
    by_heat = Counter(_heat(goal) for goal in wanted if goal.kind == "wording")
    gone_by_heat = Counter(_heat(goal) for goal in missing if goal.kind == "wording")
    told: list[Unheard] = []
    heats: set[Site] = set()
    for goal in missing:
        if any(
            Site(goal.site.file, goal.site.key[:size]) in gone
            for size in (2, 4)
            if size < len(goal.site.key)
        ):
            continue
        whole = True
        if goal.kind == "wording":
            heat = _heat(goal)
            whole = by_heat[heat] == gone_by_heat[heat]
            if whole and heat in heats:
                continue
            heats.add(heat)
        told.append(Unheard(goal, goal.site not in away, whole))
    return told


def _heat(goal: Goal) -> Site:
    return Site(goal.site.file, goal.site.key[:-1])
