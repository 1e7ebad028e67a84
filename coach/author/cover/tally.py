"""What many paths came to, added up. Sums do not depend on who counted what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from coach.author.cover.atlas import Atlas
from coach.author.cover.family import keeps_to_advice
from coach.author.cover.faults import Fault, Measured, faults, measured
from coach.author.cover.walks import walked
from coach.interview.answers import Answers
from coach.scenario.places import Key


@dataclass(slots=True)
class Found:
    """A fault of one kind at one place.

    Attributes:
        count: how many paths had it.
        text: the words around it, with the shortest answers that gave it.
        length: of these answers, in characters.
    """

    count: int
    text: str
    answers: Answers
    length: int

    def merge(self, other: Found) -> None:
        """Add what others found of the same."""
        self.count += other.count
        if other.length < self.length:
            self.text, self.answers, self.length = other.text, other.answers, other.length


def length(answers: Answers) -> int:
    """Return how many characters a set of answers takes, roughly."""
    return sum(len(id) + len(str(value)) for id, value in answers.items())


@dataclass(slots=True)
class Sizes:
    """How long and how hard the letters of one message were.

    Attributes:
        words, grades: each figure, with how many letters had it.
        fair: how many were written by parents who kept to the advice on length.
        out: how many of these were outside the message's range.
    """

    words: Counter[int] = field(default_factory=Counter)
    grades: Counter[float] = field(default_factory=Counter)
    fair: int = 0
    out: int = 0

    def add(self, one: Measured, range: tuple[int, int] | None) -> None:
        """Add one letter."""
        self.words[one.words] += 1
        if one.fair:
            self.grades[one.grade] += 1
            self.fair += 1
            self.out += bool(range and not range[0] <= one.words <= range[1])

    def merge(self, other: Sizes) -> None:
        """Add what others measured."""
        self.words.update(other.words)
        self.grades.update(other.grades)
        self.fair += other.fair
        self.out += other.out


@dataclass(slots=True)
class Tally:
    """What some paths came to.

    Attributes:
        reached: the numbers of the goals reached (see `walks.Atlas`).
        sizes: by the number of the message.
        found: by kind and place.
    """

    paths: int = 0
    reached: set[int] = field(default_factory=set)
    sizes: dict[int, Sizes] = field(default_factory=dict)
    found: dict[tuple[str, Key], Found] = field(default_factory=dict)

    def merge(self, other: Tally) -> None:
        """Add what others came to."""
        self.paths += other.paths
        self.reached |= other.reached
        for at, sizes in other.sizes.items():
            self.sizes.setdefault(at, Sizes()).merge(sizes)
        for what, found in other.found.items():
            if what in self.found:
                self.found[what].merge(found)
            else:
                self.found[what] = found


def tally(atlas: Atlas, paths: Iterable[Answers]) -> Tally:
    """Walk every path and return what they came to."""
    total = Tally()
    for answers in paths:
        walk = walked(atlas, answers)
        size = length(answers)
        fair = keeps_to_advice(atlas.by_id, answers)
        total.paths += 1
        total.reached |= walk.reached
        for one in measured(walk, fair):
            sizes = total.sizes.setdefault(one.at, Sizes())
            sizes.add(one, atlas.scenario.message[one.at].words)
        for fault in faults(atlas, walk, fair):
            one_more = Found(1, fault.text, answers, size)
            what = (fault.kind, fault.path)
            if what in total.found:
                total.found[what].merge(one_more)
            else:
                total.found[what] = one_more
    return total


def has(atlas: Atlas, answers: Answers, what: tuple[str, Key]) -> Fault | None:
    """Return the fault of this kind at this place that `answers` give, or None."""
    walk = walked(atlas, answers)
    for fault in faults(atlas, walk, keeps_to_advice(atlas.by_id, answers)):
        if (fault.kind, fault.path) == what:
            return fault
    return None
