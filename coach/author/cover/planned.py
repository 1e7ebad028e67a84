"""Which paths to try: first one for each target not reached yet, then random ones.

ChoiceScript's two tests in one: quicktest's aim, to be everywhere, and randomtest's, to
meet what nobody thought of. All of it comes from one seed and from nothing else: not from
how many cores there are, nor from how fast they are.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from coach.author.cover.atlas import Atlas
from coach.author.cover.family import Family, count_use
from coach.author.cover.targets import Goal, Way
from coach.author.cover.walks import Walk, walked
from coach.author.search.possible import Unsure, answers_where, complete
from coach.author.search.values import NAMES, NEUTRAL
from coach.interview.answers import Answers
from coach.scenario.evaluate import Value

TIMES = 2
"""How often each target is to be reached on planned paths: once is one manner of writing."""
BUDGET = 4_000
MOST_UNSURE = 40
"""Searches that may be given up before the others get less time each."""


class Verdict(Enum):
    """What the search says of a target that no path has reached."""

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    UNSURE = "unsure"


@dataclass(slots=True)
class Planner:
    """Makes up answers for one cover.

    Attributes:
        verdicts: what was found out of a target that had to be looked for, by its number.
    """

    atlas: Atlas
    seed: int
    used: Counter[tuple[str, str]] = field(default_factory=Counter)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    unsure: int = 0
    made: int = 0

    def planned(self) -> Iterator[Answers]:
        """Yield answers that lead to each target, as far as there are any."""
        reached: Counter[int] = Counter()
        for _again in range(TIMES):
            for number, goal in enumerate(self.atlas.goals):
                if reached[number] > _again or self.verdicts.get(number) is Verdict.IMPOSSIBLE:
                    continue
                walk = self.toward(number, goal)
                if walk is not None:
                    reached.update(walk.reached)
                    yield walk.answers

    def random(self, runs: int) -> Iterator[Answers]:
        """Yield answers to the whole scenario, the rarest choices first."""
        for _run in range(runs):
            yield self.whole({})

    def toward(self, number: int, goal: Goal) -> Walk | None:
        """Return a walk that should reach a goal, or None; and keep what is found out."""
        verdict = Verdict.IMPOSSIBLE
        for way in goal.ways:
            try:
                found = self.look(way)
            except Unsure:
                self.unsure += 1
                verdict = Verdict.UNSURE
                continue
            if found is None:
                continue
            self.verdicts[number] = Verdict.POSSIBLE
            varied = walked(self.atlas, self.whole(self.loose(found)), texts=False)
            if number in varied.reached:
                return varied
            return walked(self.atlas, self.whole(found), texts=False)
        self.verdicts[number] = verdict
        return None

    def look(self, way: Way) -> dict[str, Value] | None:
        found = answers_where(
            self.atlas.scenario,
            way.tests,
            way.wanted,
            before=way.before,
            asked=way.asked,
            budget=BUDGET if self.unsure < MOST_UNSURE else BUDGET // 20,
        )
        if found is not None and way.give is not None:
            found[way.give[0]] = way.give[1]
        return found

    def loose(self, found: dict[str, Value]) -> dict[str, Value]:
        """Return answers without those that only stand for any text: a family writes its own."""
        return {id: value for id, value in found.items() if value not in _ANY}

    def whole(self, fixed: Answers) -> Answers:
        """Return answers to a whole path, with `fixed` among them."""
        family = Family(
            random.Random(f"{self.seed}:{self.made}"), self.used, brief=self.made % 3 > 0
        )
        self.made += 1
        answers = complete(self.atlas.scenario, fixed, family.answer)
        count_use(self.used, self.atlas.by_id, answers)
        return answers


_ANY = frozenset((*NEUTRAL, *NAMES))
