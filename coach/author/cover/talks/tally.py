"""What many talks came to, added up. Sums do not depend on who counted what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from coach.author.cover.talks.goals import Goal
from coach.author.cover.talks.parents import AimedParent, AnyParent, Parent, greedy
from coach.author.cover.talks.placed import Site
from coach.author.cover.talks.played import Aim, Fault, Talk, played
from coach.author.cover.talks.stage import Setup, Stage
from coach.rehearse.state import Entry

What = tuple[str, Site, str]
"""A fault's kind, where it comes from, and what tells it from others there."""


class Trial(NamedTuple):
    """One talk to be played.

    Attributes:
        seed: the partner's.
        aim: a parent who always picks the same; "" for one from chance.
        goal: what the parent wants to come up, if anything. Once it has, the rest of the
            bundle is left.
        dice: what the parent's own chance is drawn from.
    """

    setup: Setup
    seed: int
    aim: Aim = ""
    goal: Goal | None = None
    dice: str = ""


@dataclass(slots=True)
class Found:
    """A fault of one kind at one place.

    Attributes:
        count: how many talks had it.
        text: the words around it, in the shortest of them.
    """

    count: int
    text: str
    setup: Setup
    seed: int
    entries: tuple[Entry, ...]
    aim: Aim

    def merge(self, other: Found) -> None:
        """Add what others found of the same."""
        self.count += other.count
        if len(other.entries) < len(self.entries):
            self.text, self.setup, self.seed = other.text, other.setup, other.seed
            self.entries, self.aim = other.entries, other.aim


@dataclass(slots=True)
class Talks:
    """What some talks came to.

    Attributes:
        endings: how they ended, by the kind of parent and the ending.
        turns: how many took so many turns.
        met: reactions that came, by id.
        said: where all that was said stands.
        found: by kind and place.
    """

    talks: int = 0
    endings: Counter[tuple[Aim, str]] = field(default_factory=Counter)
    turns: Counter[int] = field(default_factory=Counter)
    met: set[str] = field(default_factory=set)
    said: set[Site] = field(default_factory=set)
    found: dict[What, Found] = field(default_factory=dict)

    def merge(self, other: Talks) -> None:
        """Add what others came to."""
        self.talks += other.talks
        self.endings.update(other.endings)
        self.turns.update(other.turns)
        self.met |= other.met
        self.said |= other.said
        for what, found in other.found.items():
            if what in self.found:
                self.found[what].merge(found)
            else:
                self.found[what] = found

    def reached(self, goal: Goal) -> bool:
        """Whether a talk came by a goal: a reaction by itself, words however they came."""
        if goal.kind == "reaction":
            return goal.wish.reaction in self.met
        if goal.kind == "wording":
            return goal.site in self.said
        return any(goal.site.holds(site) for site in self.said)

    def add(self, talk: Talk, trial: Trial) -> None:
        """Add one talk."""
        self.talks += 1
        if trial.goal is None:
            self.endings[trial.aim, talk.ending] += 1
            self.turns[talk.turns] += 1
        if trial.goal is None or not trial.goal.wish.coached:
            self.met.update(talk.met)
        self.said |= talk.said
        for fault in talk.faults:
            what = (fault.kind, fault.site, fault.about)
            one = Found(1, fault.text, trial.setup, trial.seed, talk.entries, trial.aim)
            if what in self.found:
                self.found[what].merge(one)
            else:
                self.found[what] = one


def tally_talks(stage: Stage, trials: Iterable[Trial]) -> Talks:
    """Play every talk and return what they came to."""
    total = Talks()
    for trial in trials:
        talk = played(stage, trial.setup, trial.seed, parent_of(trial), trial.aim)
        total.add(talk, trial)
        if trial.goal is not None and total.reached(trial.goal):
            break
    return total


def parent_of(trial: Trial) -> Parent:
    """Return who talks."""
    if trial.aim:
        return greedy(trial.aim)
    dice = Random(trial.dice)
    return AimedParent(dice, trial.goal.wish) if trial.goal is not None else AnyParent(dice)


def has(stage: Stage, found: Found, entries: tuple[Entry, ...], what: What) -> Fault | None:
    """Return the fault of this kind at this place that a script gives, or None."""
    lines = iter(entries)
    talk = played(stage, found.setup, found.seed, lambda state: next(lines, None), found.aim)
    for fault in talk.faults:
        if (fault.kind, fault.site, fault.about) == what:
            return fault
    return None
