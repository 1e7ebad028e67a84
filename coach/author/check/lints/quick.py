"""Can these guards come out as wanted? Most can, and it is seen at a glance.

`possible.answers_where` searches, and is right; it also takes a hundred times as long as a
guard like `topic == "homework"` deserves. This looks only at what guards ask of single
answers: which options are left of a choice, whether something was typed. It says yes or no
where that decides, and nothing where it does not.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from coach.scenario.model import PRONOUN_WORDS, Scenario, Step
from coach.scenario.template import parse_guard
from coach.scenario.tree import Both, Compare, Expr, Filter, Literal, Name, Not

Goal = tuple[Expr, bool]
"""An expression, and what it should come out as."""

Trait = tuple[tuple[str, object], bool]
"""Something a guard asks of a text or a list, such as ("open", ""), and whether it is so."""

State = frozenset[object] | tuple[Trait, ...] | str
"""What is known of one answer: the values left of a choice or scale; or the traits of a
text or list that is not empty; or one of these two."""

ABSENT = "absent"
EMPTY = "empty"

Facts = dict[int, State]
"""Steps by their number, and what is known of their answers."""

_Goals = tuple[Goal, Any] | None
_ORDER: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_WIDEST_SCALE = 100
_DEEPEST = 60
_IN_ONE_LOOK = 3_000
_IN_ALL = 150_000


class _Enough(Exception):
    """It is not to be seen at a glance."""


class Quick:
    """A scenario, looked at.

    Args:
        scenario: one without errors.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.steps = scenario.steps()
        self.at = {step.id: number for number, step in enumerate(self.steps)}
        self.fillers: dict[str, list[int]] = {}
        for number, step in enumerate(self.steps):
            if step.field:
                self.fillers.setdefault(step.field, []).append(number)
        self.values = [_values(step) for step in self.steps]
        self.dead_end = any(
            step.kind == "choice" and not values
            for step, values in zip(self.steps, self.values, strict=True)
        )
        self.witness: dict[int, Facts] = {}
        self.left = _IN_ALL

    def step_is_asked(self, number: int) -> bool | None:
        """Return whether a step's guard can be true, None where that can't be seen.

        Asked of every step in turn, it remembers what leads to each, and so is quicker.
        """
        guard = parse_guard(self.steps[number].when)
        seen, facts = self._look([(guard, True)], number, speaking=False)
        if facts is not None:
            self.witness[number] = facts
        return seen

    def can(self, goals: Sequence[Goal], before: int | None, *, asked: bool = False) -> bool | None:
        """Return whether all `goals` can come out as wanted at once; None: can't be seen.

        Args:
            before: how many steps have been passed where they are read; None after the last.
            asked: they stand in a prompt of the step that comes next.
        """
        if asked and before is not None and self.steps[before].when:
            goals = [(parse_guard(self.steps[before].when), True), *goals]
        return self._look(goals, before, speaking=asked)[0]

    def _look(
        self, goals: Sequence[Goal], before: int | None, *, speaking: bool
    ) -> tuple[bool | None, Facts | None]:
        if self.dead_end:
            return None, None
        todo: _Goals = None
        for goal in reversed(goals):
            todo = (goal, todo)
        last = len(self.steps) if before is None else before
        # What led to a step before may not be the only way there: the second look finds out.
        for remembering in (True, False) if self.witness else (False,):
            look = _Look(self, last, speaking, remembering)
            try:
                facts = look.solve(todo, {}, 0)
            except _Enough:
                continue
            finally:
                self.left -= _IN_ONE_LOOK - look.left
            if facts is not None:
                return True, facts
            if look.exact:
                return False, None
        return None, None


def _values(step: Step) -> frozenset[object] | None:
    """The values of a step that leave few enough to count, but those that lead elsewhere."""
    nothing: tuple[object, ...] = (None,) if step.optional else ()
    if step.kind == "choice":
        return frozenset((*(option.id for option in step.options if not option.goto), *nothing))
    low, high = step.range
    if step.kind == "scale" and high - low <= _WIDEST_SCALE:
        return frozenset((*range(low, high + 1), *nothing))
    return None


class _Look:
    """One look: at the first `last` steps."""

    def __init__(self, quick: Quick, last: int, speaking: bool, remembering: bool) -> None:
        self.quick = quick
        self.witness = quick.witness if remembering else {}
        self.last = last
        self.speaking = speaking
        self.exact = True
        self.left = _IN_ONE_LOOK

    def solve(self, goals: _Goals, facts: Facts, depth: int) -> Facts | None:
        """Return what has to be known for all goals to come out as wanted."""
        if depth > _DEEPEST:
            raise _Enough
        while goals:
            self.left -= 1
            if self.left < 0 or self.quick.left < 0:
                raise _Enough
            (expr, want), goals = goals
            match expr:
                case Not(inner):
                    goals = ((inner, not want), goals)
                case Both(left, right, either):
                    goals = ((right, want), goals)
                    if either != want:
                        goals = ((left, want), goals)
                        continue
                    found = self.solve(((left, want), goals[1]), dict(facts), depth + 1)
                    if found is not None:
                        return found
                case Literal(value):
                    if bool(value) != want:
                        return None
                case _:
                    ways = list(self.ways(expr, want))
                    found = self.one_of(ways[:-1], goals, facts, depth)
                    if found is not None:
                        return found
                    taken = self.take(ways[-1], goals, facts) if ways else None
                    if taken is None:
                        return None
                    goals, facts = taken
        return facts

    def one_of(
        self, ways: Sequence[tuple[int, State] | None], goals: _Goals, facts: Facts, depth: int
    ) -> Facts | None:
        """Try each way in turn, with all that is still to be met."""
        for way in ways:
            tried = self.take(way, goals, dict(facts))
            found = self.solve(*tried, depth + 1) if tried is not None else None
            if found is not None:
                return found
        return None

    # -- one demand on one answer

    def take(
        self, way: tuple[int, State] | None, goals: _Goals, facts: Facts
    ) -> tuple[_Goals, Facts] | None:
        """Add what one way demands to what is known, and what follows from it to the goals."""
        if way is None:
            return goals, facts
        number, state = way
        before = facts.get(number)
        if before is not None:
            joint = self.joint(before, state)
            if joint is None:
                return None
            facts[number] = joint
            return goals, facts
        step = self.quick.steps[number]
        if state == ABSENT:
            facts[number] = state
            return ((parse_guard(step.when), False), goals), facts
        if step.when:
            known = self.witness.get(number)
            merged = self.merged(facts, known) if known is not None else None
            if merged is None:
                goals = ((parse_guard(step.when), True), goals)
            else:
                facts = merged
        facts[number] = state
        return goals, facts

    def merged(self, facts: Facts, known: Facts) -> Facts | None:
        """Return both together, or None where they do not agree at once."""
        self.exact = False  # there may be other ways to that step
        if not facts:
            return dict(known)
        merged = dict(facts)
        for number, state in known.items():
            self.left -= 1
            before = merged.get(number)
            joint = state if before is None else self.joint(before, state)
            if joint is None:
                return None
            merged[number] = joint
        return merged

    def joint(self, one: State, other: State) -> State | None:
        if one == other:
            return one
        if isinstance(one, frozenset) and isinstance(other, frozenset):
            return (one & other) or None
        if one in (ABSENT, EMPTY) or other in (ABSENT, EMPTY):
            return None  # they differ, and so no text can be both
        if isinstance(one, tuple) and isinstance(other, tuple):
            return self.traits(one, other)
        self.exact = False
        return None

    def traits(self, one: tuple[Trait, ...], other: tuple[Trait, ...]) -> State | None:
        """Join what is asked of one text: its traits do not hang on one another, mostly."""
        joint = dict(one)
        for trait, wanted in other:
            if joint.setdefault(trait, wanted) != wanted:
                return None
        knotted = any(
            kind in ("count", "has") or (kind == "==" and is_so)
            for (kind, _value), is_so in joint.items()
        )
        if knotted and len(joint) > 1:
            self.exact = False
            return None
        return tuple(joint.items())

    # -- what a comparison demands

    def ways(self, expr: Expr, want: bool) -> Iterator[tuple[int, State] | None]:
        """Yield each way for `expr` to come out as wanted: a step and what its answer must be.

        None where it does so whatever the answers are.
        """
        name = _about(expr)
        if name is None:
            self.exact = False
            return
        if self.speaking and name.key == "child.name" and isinstance(expr, Name):
            if want:  # in a prompt a child always has some name
                yield None
            return
        number = self.number(name.key)
        if number is None:
            self.exact = False
            return
        if number < 0:
            if with_nothing(expr) == want:
                yield None
            return
        step = self.quick.steps[number]
        values = self.quick.values[number]
        if values is not None:
            left = self.of_values(expr, want, values)
            if left:
                yield number, left
        else:
            yield from ((number, state) for state in self.of_text(expr, want, step))
        if step.when and with_nothing(expr) == want:
            yield number, ABSENT

    def number(self, key: str) -> int | None:
        """Return which step a name reads; -1 for none that can have an answer here."""
        if key in PRONOUN_WORDS or (self.speaking and key == "child.name"):
            return None
        if "." not in key:
            number = self.quick.at.get(key, -1)
            return number if number < self.last else -1
        found = [each for each in self.quick.fillers.get(key, ()) if each < self.last]
        if len(found) > 1:
            return None
        # A step passed over leaves its field as it was: nothing. That is its own value too.
        return found[0] if found else -1

    def of_values(self, expr: Expr, want: bool, values: frozenset[object]) -> frozenset[object]:
        try:
            return frozenset(value for value in values if bool(_comes_to(expr, value)) == want)
        except _Enough:
            self.exact = False
            return frozenset()

    def of_text(self, expr: Expr, want: bool, step: Step) -> Iterator[State]:
        """The states of a text, a list or a date for which `expr` comes out as wanted."""
        if step.kind == "note":
            self.exact = False
            return
        nothing = with_nothing(expr) == want
        match expr:
            case Name() | Filter(_, "count"):
                if want:
                    yield ()
            case Filter():
                # Any text may ask an open question, or not; “whole” is as free.
                yield (((expr.name, ""), want),)
            case Compare(op, Filter(_, "count"), Literal(value)) if op in _ORDER:
                if any(_ORDER[op](rows, value) == want for rows in range(1, _most(step) + 1)):
                    yield ((("count", f"{op} {value}"), want),)
            case Compare(op, Name(), Literal(value)) | Compare(op, Literal(value), Name()):
                yield from self.of_words(op, value, want, step)
            case _:
                self.exact = False
        if nothing and step.optional:
            yield EMPTY

    def of_words(self, op: str, value: object, want: bool, step: Step) -> Iterator[State]:
        """The states of a text, a list or picks that has, or has not, certain words in it."""
        positive = (op in ("==", "in")) == want
        known = op in ("==", "!=", "in", "not in") and step.kind != "date"
        if not known or not isinstance(value, str | tuple) or not value:
            self.exact = False
        elif step.kind == "many":
            if positive or len(step.options) > 1:
                yield ((("has", value), positive),)
        else:
            yield (
                (
                    ("==" if op in ("==", "!=") or isinstance(value, tuple) else "in", value),
                    positive,
                ),
            )


def _most(step: Step) -> int:
    """How many rows or picks a step takes, or 1 for a text (see `interview.answers`)."""
    if step.kind == "many":
        return step.most or len(step.options)
    return (step.most or 40) if step.kind in ("lines", "table") else 1


def _about(expr: Expr) -> Name | None:
    """The one name that `expr` compares, if that is all it does."""
    match expr:
        case Name():
            return expr
        case Filter(Name() as name, "open" | "whole" | "count"):
            return name
        case Compare(_, Name() as name, Literal()) | Compare(_, Literal(), Name() as name):
            return name
        case Compare(_, Filter(Name() as name, "count"), Literal()):
            return name
        case _:
            return None


def with_nothing(expr: Expr) -> bool:
    """Return what `expr`, one comparison, comes to where its one name has no answer."""
    match expr:
        case Compare(op, Filter(_, "count"), Literal(value)):
            return op in _ORDER and type(value) is int and _ORDER[op](0, value)
        case Compare(op, Name(), Literal()) | Compare(op, Literal(), Name()):
            return op in ("!=", "not in")
        case _:
            return False


def _comes_to(expr: Expr, value: object) -> object:
    """What `expr` comes to for one value of its name: an option, a number, or nothing."""
    match expr:
        case Name():
            return value
        case Compare(("in" | "not in") as op, Name(), Literal(tuple() as items)):
            return (value in items) == (op == "in")
        case Compare(("==" | "!=") as op, Name(), Literal(other)) | Compare(
            ("==" | "!=") as op, Literal(other), Name()
        ):
            return (value == other) == (op == "==")
        case Compare(("<" | "<=" | ">" | ">=") as op, Name(), Literal(other)):
            return type(value) is type(other) in (int, str) and _ORDER[op](value, other)
        case Compare(("<" | "<=" | ">" | ">=") as op, Literal(other), Name()):
            return type(value) is type(other) in (int, str) and _ORDER[op](other, value)
        case _:
            raise _Enough
