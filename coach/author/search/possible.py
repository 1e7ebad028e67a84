"""Which answers lead there? The search behind `coach check` and `coach cover`.

A guard hangs on a few steps, and those on a few others. We take no more than these, give
each a handful of values that can make a difference to what is asked, and try them in the
order of the file, giving up a branch as soon as it can't come out as wanted.

Within those values the search is exact: an answer it gives is on a path, and where it
gives None, no choice of them will do. (The shape is that of a small constraint solver:
node consistency first, then depth-first search; Russell and Norvig, AIMA, ch. 6.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from coach.author.search.indexed import Indexed, indexed
from coach.author.search.truth import UNKNOWN, Known, truth
from coach.author.search.values import Asked, worth_trying
from coach.compose.wording import pronoun_words
from coach.interview.answers import Answers, is_empty
from coach.language import _
from coach.scenario.evaluate import Value, holds
from coach.scenario.model import PRONOUN_WORDS, Scenario, Step
from coach.scenario.tree import Expr

BUDGET = 20_000
"""Values tried in one search: some tenths of a second."""


class Unsure(Exception):
    """Nothing was found, and nothing was ruled out: the search would have taken too long,
    or the guards compare in ways for which no handful of values can stand."""


def answers_where(
    scenario: Scenario,
    guards: Sequence[Expr],
    wanted: Sequence[bool] | None = None,
    *,
    before: int | None = None,
    asked: bool = False,
    budget: int = BUDGET,
) -> dict[str, Value] | None:
    """Return answers that lie on one path and make each guard come out as wanted.

    Args:
        guards: guards, or the tests of `if`s in templates, as they were read.
        wanted: what each should come out as; all true where it is left out.
        before: how many steps have been passed where the guards are read (see
            `scenario.texts`); None after the last.
        asked: the guards are tests in a prompt of the step that comes next: it has to be
            on the path, and a child without a name is “your child” there.
        budget: how many values may be tried.

    Returns:
        Answers to those steps that matter, in the order of the file; `complete` gives the
        rest. None where no answers can do it, or the place can't be reached at all.

    Raises:
        Unsure: it would take longer than the budget, or the values tried are not all.
    """
    index = indexed(scenario)
    last = len(index.steps) if before is None else before
    goals = [
        _Goal(guard, want, speaking=asked)
        for guard, want in zip(guards, wanted or [True] * len(guards), strict=True)
    ]
    if asked:
        goals += _must_hold(index, last)
    # Where every answer leads elsewhere, nothing after it is ever read.
    for at in index.dead_ends:
        if at >= last:
            break
        if not index.steps[at].when:
            return None
        goals.append(_Goal(index.guard(at), False))
    return _Search(index, goals, last, budget).run()


def complete(scenario: Scenario, answers: Answers, pick: Callable[[Step], Value]) -> Answers:
    """Return `answers` with an answer to every other step on their path.

    Args:
        pick: gives a value that the step takes; one that leaves the scenario ends the path.

    Returns:
        The answers that are on the path, in its order: no others.
    """
    values: dict[str, Value] = {}
    full: dict[str, Value] = {}
    index = indexed(scenario)
    for at, step in enumerate(index.steps):
        if step.when and not holds(index.guard(at), values):
            continue
        value = answers[step.id] if step.id in answers else pick(step)
        full[step.id] = values[step.id] = value
        if step.field and not is_empty(value):
            values[step.field] = value
        if step.kind == "choice" and any(o.goto and o.id == value for o in step.options):
            break
    return full


# ------------------------------------------------------------------ the search


@dataclass(frozen=True, slots=True)
class _Goal:
    """One expression and what it should come out as.

    Attributes:
        speaking: it stands in a prompt, where a child always has some name.
        upto: only steps before this one are seen by it; None for all.
    """

    expr: Expr
    want: bool
    speaking: bool = False
    upto: int | None = None


def _must_hold(index: Indexed, at: int) -> list[_Goal]:
    return [_Goal(index.guard(at), True, upto=at)] if index.steps[at].when else []


ABSENT = object()
"""What stands for the answer of a step that is not on the path."""


class _Search:
    def __init__(self, index: Indexed, goals: list[_Goal], last: int, budget: int) -> None:
        self.index = index
        self.last = last
        self.left = budget
        self.goals = goals
        self.order = self.closure(goals)
        self.place = {at: number for number, at in enumerate(self.order)}
        self.domains: dict[int, list[Value]] = {}
        self.sure = True
        self.may_miss: dict[int, bool] = {}
        self.readers: dict[int, list[_Goal]] = {}

    def closure(self, goals: Iterable[_Goal]) -> list[int]:
        """The steps that the goals hang on, and those that decide whether these are asked."""
        found: set[int] = set()
        todo = [at for goal in goals for at in self.read(goal.expr)]
        while todo:
            at = todo.pop()
            if at in found:
                continue
            found.add(at)
            if self.index.steps[at].when:
                todo += self.read(self.index.guard(at))
        return sorted(found)

    def read(self, expr: Expr) -> list[int]:
        return [at for key in self.index.read_by(expr) for at in self.index.behind(key, self.last)]

    def run(self) -> dict[str, Value] | None:
        guards = [self.index.guard(at) for at in self.order if self.index.steps[at].when]
        asked = Asked([*(goal.expr for goal in self.goals), *guards])
        for at in self.order:
            step = self.index.steps[at]
            worth = worth_trying(step, asked, self.index.filters)
            self.domains[at] = list(worth.values)
            self.sure = self.sure and worth.all
            self.may_miss[at] = bool(step.when)
        found = self.depth_first() if self.consistent() else None
        if found is None and not self.sure:
            raise Unsure(_("There are more ways to answer than were tried."))
        return found

    # -- what can be told of one step alone

    def consistent(self) -> bool:
        """Drop each value that by itself keeps a goal from coming out as wanted.

        Where a step has to be asked, its guard becomes a goal; where it can't be, so does
        the guard's contrary. Returns False where nothing is left for some step.
        """
        todo = list(self.goals)
        while todo:
            goal = todo.pop()
            verdict = self.comes_out(goal, {})
            if verdict is not UNKNOWN and verdict is not goal.want:
                return False
            for at in dict.fromkeys(self.read(goal.expr)):
                if goal.upto is not None and at >= goal.upto:
                    continue
                self.readers.setdefault(at, []).append(goal)
                more = self.narrowed(at, goal)
                if more is None:
                    return False
                self.goals += more
                todo += more
        return True

    def narrowed(self, at: int, goal: _Goal) -> list[_Goal] | None:
        """Narrow one step's values by one goal; return the goals that follow from it."""
        domain = self.domains[at]
        kept = [value for value in domain if not self.fails(goal, {at: value})]
        missed = self.may_miss[at]
        misses = missed and not self.fails(goal, {at: ABSENT})
        if not kept and not misses:
            return None
        follow: list[_Goal] = []
        if missed and not misses:
            follow.append(_Goal(self.index.guard(at), True, upto=at))
        if domain and not kept:
            follow.append(_Goal(self.index.guard(at), False, upto=at))
        self.domains[at] = kept
        self.may_miss[at] = misses
        return follow

    def fails(self, goal: _Goal, given: dict[int, object]) -> bool:
        self.spend()
        verdict = self.comes_out(goal, given)
        return verdict is not UNKNOWN and verdict is not goal.want

    def spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Unsure(_("This would take too long to work out."))

    # -- trying

    def depth_first(self) -> dict[str, Value] | None:
        given: dict[int, object] = {}
        trying: list[list[object]] = []  # for each step decided, the values still to try
        while True:
            if len(trying) == len(self.order):
                return {
                    self.index.steps[at].id: value  # type: ignore[misc]  # else a Value
                    for at, value in given.items()
                    if value is not ABSENT
                }
            at = self.order[len(trying)]
            trying.append(self.choices(at, given))
            while trying and not self.next_one(trying, given):
                trying.pop()
                given.pop(self.order[len(trying)], None)
            if not trying:
                return None

    def choices(self, at: int, given: dict[int, object]) -> list[object]:
        """The values for a step once all before it are decided, the first to try last."""
        step = self.index.steps[at]
        if step.when:
            goal = _Goal(self.index.guard(at), True, upto=at)
            self.spend()
            if self.comes_out(goal, given) is not True:
                return [ABSENT] if self.may_miss[at] else []
        return list(reversed(self.domains[at]))

    def next_one(self, trying: list[list[object]], given: dict[int, object]) -> bool:
        at = self.order[len(trying) - 1]
        while trying[-1]:
            given[at] = trying[-1].pop()
            if not any(self.fails(goal, given) for goal in self.readers.get(at, ())):
                return True
        return False

    # -- what a goal comes to

    def comes_out(self, goal: _Goal, given: dict[int, object]) -> object:
        """True or false, or UNKNOWN as long as it hangs on a step not yet decided."""

        def look(key: str) -> Value | Known:
            return self.value(key, given, goal)

        return truth(goal.expr, look, self.index.filters)

    def value(self, key: str, given: dict[int, object], goal: _Goal) -> Value | Known:
        upto = self.last if goal.upto is None else goal.upto
        if key in PRONOUN_WORDS:
            name = self.value("child.name", given, goal)
            pronouns = self.value("child.pronouns", given, goal)
            if name is UNKNOWN or pronouns is UNKNOWN:
                return UNKNOWN
            return pronoun_words(
                name if isinstance(name, str) else "",
                pronouns if isinstance(pronouns, str) else "",
            )[key]
        found: object = None
        # Of several steps that fill one field, the last on the path has its way.
        for at in reversed(self.index.behind(key, upto)):
            if at not in self.place:
                continue  # no goal hangs on it
            if at not in given:
                return UNKNOWN
            value = given[at]
            if value is ABSENT or ("." in key and is_empty(value)):  # type: ignore[arg-type]  # a Value
                continue
            found = value
            break
        if key == "child.name" and goal.speaking and not found:
            return _("your child")
        return found  # type: ignore[return-value]  # a Value
