"""A scenario's rehearsal with all that playing it thousands of times needs, worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import NamedTuple

from coach.author.cover.talks.ears import Ears
from coach.author.cover.talks.placed import Placed, Site, placed, placed_cards, site_of
from coach.interview.answers import Answers
from coach.interview.path import Path, path
from coach.rehearse.cast import Cast, Terms, cast, chairs
from coach.scenario.evaluate import Value, holds
from coach.scenario.model import Scenario
from coach.scenario.rehearsal import (
    SETTINGS,
    ReactionsFile,
    Rehearsal,
    Role,
    Setting,
    Temper,
)
from coach.scenario.template import parse_guard

Filled = dict[tuple[Site | None, str, Value, Value], str]
"""What words come to, by their place, the words, and the day and the words they say back."""
MOST_CASTS = 100
"""As many as are remembered: talks of one setup are played together."""


@dataclass(frozen=True, slots=True)
class Family:
    """A made-up family to rehearse with.

    Attributes:
        name: of its sample, or the path of its file; "" where it was made up on the way.
        answers: a whole path.
    """

    name: str
    answers: Answers


class Setup(NamedTuple):
    """A rehearsal set up, but for the seed: whose answers, with whom, how they are, where."""

    family: int
    role: Role
    mood: Temper
    setting: Setting


@dataclass(frozen=True, slots=True)
class Script:
    """What a stage is made of: it goes to other processes.

    Attributes:
        own: `rehearsal/ID.toml`.
        shared: `reactions.toml`.
    """

    scenario: Scenario
    own: Rehearsal
    shared: ReactionsFile
    families: tuple[Family, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Company(Cast):
    """A cast that remembers what its words come to, and says where each stands."""

    filled: Filled = field(default_factory=dict)
    looked: dict[str, tuple[object, ...]] = field(default_factory=dict)
    """By the id of a reaction: what is wrong with the replies to it."""

    def words(self, text: str, said: Mapping[str, Value] | None = None) -> str:
        """Return an author's words as `Cast.words` does, with their place."""
        if "{" not in text:
            return text
        site, given = site_of(text), said or {}
        key = (site, text, given.get("said.day"), given.get("said.words"))
        if key not in self.filled:
            words = Cast.words(self, text, said)
            self.filled[key] = Placed.at(words, site, text) if site is not None else words
        return self.filled[key]


class Stage:
    """A scenario's rehearsal, ready to be played again and again."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.scenario = placed_cards(script.scenario)
        self.own = placed(script.own, "own")
        self.shared = placed(script.shared, "shared")
        self.ears = Ears()
        self.sites = {
            **{
                one.id: Site("shared", ("reaction", at))
                for at, one in enumerate(self.shared.reaction)
            },
            **{
                one.use or one.id: Site("own", ("reaction", at))
                for at, one in enumerate(self.own.reaction)
            },
        }
        """Where each reaction stands, by its id."""
        self.named = {
            *(one.use or one.id for one in self.own.reaction),
            *(card.reaction for card in self.scenario.card if card.reaction),
            *(one.id for one in self.shared.reaction if "hot" in one.at),
        }
        """What may come here: its own, what it takes, what its reply cards bring; and anybody may
        have had enough."""
        self._paths: dict[int, Path] = {}
        self._casts: dict[Setup, Company] = {}
        self._memory: dict[tuple[int, Role], tuple[dict[str, bool], Filled]] = {}

    def path(self, family: int) -> Path:
        """Return the path that a family's answers lead along."""
        if family not in self._paths:
            self._paths[family] = path(self.scenario, self.script.families[family].answers)
        return self._paths[family]

    def setups(self, families: Iterable[int] | None = None) -> list[Setup]:
        """Return every way to set it up, with all families or with some."""
        some = range(len(self.script.families)) if families is None else families
        return [
            Setup(family, chair.role, mood.id, setting)
            for family in some
            for chair in chairs(self.scenario, self.path(family), self.shared, self.own)
            for mood in self.shared.mood
            for setting in SETTINGS
        ]

    def cast(self, setup: Setup, seed: int) -> Company:
        """Return who is there."""
        company = self._casts.get(setup)
        if company is None:
            if len(self._casts) >= MOST_CASTS:
                self._casts.clear()
            company = self._casts[setup] = self._company(setup)
        return replace(company, terms=replace(company.terms, seed=seed))

    def _company(self, setup: Setup) -> Company:
        terms = Terms(setup.role, setup.mood, setup.setting)
        # What guards and words come to hangs on the answers and on who is there, no more.
        known, filled = self._memory.setdefault((setup.family, setup.role), ({}, {}))
        there = cast(self.scenario, self.path(setup.family), terms, self.shared, self.own, known)
        given = {one.name: getattr(there, one.name) for one in fields(there)}
        return Company(**given, filled=filled)

    def hold(self, setup: Setup, guards: Iterable[str]) -> bool:
        """Return whether one of some guards holds with the answers and the partner of a setup."""
        known = self._memory.get((setup.family, setup.role))
        if known is None:
            self.cast(setup, 0)
            known = self._memory[setup.family, setup.role]
        return any(
            known[0][guard] if guard in known[0] else self._learned(setup, guard, known[0])
            for guard in guards
        )

    def _learned(self, setup: Setup, guard: str, known: dict[str, bool]) -> bool:
        known[guard] = holds(parse_guard(guard), self.cast(setup, 0).values)
        return known[guard]
