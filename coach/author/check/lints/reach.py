"""What nobody ever gets to see: guards that can't be true, and what stands behind them."""

from __future__ import annotations

from collections.abc import Sequence

from coach.author.check.lints.always import is_always_true
from coach.author.check.lints.quick import Goal, Quick
from coach.language import _
from coach.scenario.findings import Findings
from coach.scenario.model import Part, Scenario, Shape, Step
from coach.scenario.places import Key
from coach.scenario.template import parse, parse_guard
from coach.scenario.texts import TEMPLATES
from coach.scenario.tree import (
    Body,
    Both,
    Compare,
    Expr,
    Filter,
    If,
    Literal,
    Name,
    names,
)

_IN_ALL = 30_000
"""Steps looked at in all searches on one scenario; more would take seconds."""
_MOST_TRIED = 2_000


class Reach:
    """What can be reached in one scenario, and what was not sure.

    Args:
        scenario: one without errors.

    Attributes:
        unsure: some search was given up, so what was not found may still be there.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.steps = scenario.steps()
        self.quick = Quick(scenario)
        self.unsure = False
        self._left = _IN_ALL
        self._behind: list[int] = []
        self._known: dict[tuple[object, ...], bool] = {}

    def can(self, goals: Sequence[Goal], before: int | None = None, *, asked: bool = False) -> bool:
        """Return whether all `goals` can come out as wanted at once; True where it is not sure.

        Args:
            before: how many steps have been passed where they are read; None after the last.
            asked: they stand in a prompt of the step that comes next.
        """
        key = (*((_same(expr), want) for expr, want in goals), before if asked else None)
        if key not in self._known:
            seen = self.quick.can(goals, before, asked=asked)
            self._known[key] = self._searched(goals, before, asked) if seen is None else seen
        return self._known[key]

    def asks(self, number: int) -> bool:
        """Return whether the step of this number can be asked; True where it is not sure."""
        guard = self.steps[number].when
        if not guard:
            return True
        seen = self.quick.step_is_asked(number)
        if seen is None:
            return self._searched([(parse_guard(guard), True)], number, asked=False)
        return seen

    def _searched(self, goals: Sequence[Goal], before: int | None, asked: bool) -> bool:
        from coach.author.search.possible import Unsure, answers_where

        self._left -= 20 + self._breadth(goals)
        if self._left < 0:
            self.unsure = True
            return True
        try:
            found = answers_where(
                self.scenario,
                [expr for expr, _want in goals],
                [want for _expr, want in goals],
                before=before,
                asked=asked,
                budget=_MOST_TRIED,
            )
        except Unsure:
            self.unsure = True
            return True
        return found is not None

    def _breadth(self, goals: Sequence[Goal]) -> int:
        """How many steps a search has to look at: those read, and those behind them."""
        if not self._behind:
            for step in self.steps:
                self._behind.append(self._read(parse_guard(step.when)) if step.when else 0)
        every = 0
        for expr, _want in goals:
            every |= self._read(expr)
        return every.bit_count()

    def _read(self, expr: Expr) -> int:
        every = 0
        for name in names(expr):
            numbers = self.quick.fillers.get(name.key, ())
            for number in (self.quick.at.get(name.key, -1), *numbers):
                if 0 <= number < len(self._behind):
                    every |= self._behind[number] | 1 << number
        return every


def _same(expr: Expr) -> object:
    """What is the same for expressions that ask the same, wherever they stand."""
    match expr:
        case Name(key):
            return key
        case Literal(value):
            return (type(value), value)
        case Filter(inner, name):
            return (name, _same(inner))
        case Both(left, right, either):
            return (either, _same(left), _same(right))
        case Compare(op, left, right):
            return (op, _same(left), _same(right))
        case _:
            return ("not", _same(expr.expr))


def check_reach(scenario: Scenario, findings: Findings, reach: Reach) -> None:
    """Find guards and tests that never come true, or always, and what they hide."""
    _Check(scenario, findings, reach).check()


class _Check:
    def __init__(self, scenario: Scenario, findings: Findings, reach: Reach) -> None:
        self.scenario = scenario
        self.findings = findings
        self.reach = reach
        self.named = {step.id: step for step in reach.steps}

    def check(self) -> None:
        if self.blocked():
            return
        passed = 0
        for at, section in enumerate(self.scenario.section):
            self.texts(section, ("section", at), [()], passed)
            for number, step in enumerate(section.step):
                self.step(step, ("section", at, "step", number), passed)
                passed += 1
        self.messages()
        for at, point in enumerate(self.scenario.point):
            self.said(point, ("point", at))
        for at, card in enumerate(self.scenario.card):
            self.said(card, ("card", at))

    def blocked(self) -> bool:
        """Find a question that everyone leaves by: nothing after it is ever seen."""
        for at, section in enumerate(self.scenario.section):
            for number, step in enumerate(section.step):
                every = step.options and all(option.goto for option in step.options)
                if every and step.kind == "choice" and not step.when and not step.optional:
                    self.findings.warn(
                        "E503",
                        _("nobody gets past this question: each option leads elsewhere"),
                        ("section", at, "step", number, "options"),
                        _("Take “goto” out of the option that carries on."),
                    )
                    return True
        return False

    # -- steps

    def step(self, step: Step, path: Key, passed: int) -> None:
        if step.when:
            self.always(parse_guard(step.when), (*path, "when"))
            if not self.reach.asks(passed):
                self.never((*path, "when"), _("nobody is ever asked this: its guard is never true"))
                return
        self.texts(step, path, [()], passed, asked=True)
        for at, option in enumerate(step.options):
            self.texts(option, (*path, "options", at), [()], passed, asked=True, but="says")
            self.text(option.says, (*path, "options", at, "says"), [()], None)
        for at, column in enumerate(step.columns):
            self.texts(column, (*path, "columns", at), [()], passed, asked=True)

    # -- what comes out

    def said(self, shape: Shape, path: Key) -> None:
        """A point, a card or a message: it stands alone behind its guard."""
        when: str = getattr(shape, "when", "")
        if when:
            guard = parse_guard(when)
            self.always(guard, (*path, "when"))
            if not self.reach.can([(guard, True)]):
                self.never((*path, "when"), _("this is never there: its guard is never true"))
                return
        self.texts(shape, path, [_goals(when)])

    def messages(self) -> None:
        shared = {part.id: at for at, part in enumerate(self.scenario.part)}
        used: dict[int, list[tuple[Goal, ...]]] = {}
        for at, message in enumerate(self.scenario.message):
            path: Key = ("message", at)
            before = len(self.findings)
            self.said(message, path)
            outer = _goals(message.when)
            if len(self.findings) > before and not self.reach.can(outer):
                continue  # it is never there, nor are its parts
            for number, part in enumerate(message.part):
                inside = (*path, "part", number)
                whole = self.scenario.part[shared[part.use]] if part.use else None
                goals = self.part(part, inside, outer, whole)
                if goals is not None:
                    self.texts(part, inside, [goals])
                    if part.use:
                        used.setdefault(shared[part.use], []).append(goals)
        for at, part in enumerate(self.scenario.part):
            path = ("part", at)
            if part.when:
                guard = parse_guard(part.when)
                self.always(guard, (*path, "when"))
                if not self.reach.can([(guard, True)]):
                    self.never((*path, "when"), _("this is never there: its guard is never true"))
                    continue
            if at in used:
                self.texts(part, path, used[at])

    def part(
        self, part: Part, path: Key, outer: tuple[Goal, ...], whole: Part | None
    ) -> tuple[Goal, ...] | None:
        """Return all that must hold for a part to be there, or None if it never is."""
        own = _goals(part.when)
        behind = _goals(whole.when) if whole else ()
        for guard, _want in own:
            self.always(guard, (*path, "when"))
            if not self.reach.can(own):
                self.never((*path, "when"), _("this is never there: its guard is never true"))
                return None
        goals = (*outer, *own, *behind)
        if len(goals) < 2 or self.reach.can(goals):
            return goals
        if behind and not self.reach.can(behind):
            return None  # the shared part is told of by itself
        self.findings.warn(
            "E503",
            _("nobody gets to this part: its guard and those around it are never true together"),
            (*path, "when" if own else "use"),
            _("Change a guard, or take the part out of this message."),
        )
        return None

    # -- tests in templates

    def texts(
        self,
        shape: Shape,
        path: Key,
        contexts: Sequence[tuple[Goal, ...]],
        before: int | None = None,
        *,
        asked: bool = False,
        but: str = "",
    ) -> None:
        for key in TEMPLATES[type(shape)]:
            text = getattr(shape, key)
            if key != but:
                self.text(text, (*path, key), contexts, before, asked=asked)

    def text(
        self,
        text: str,
        path: Key,
        contexts: Sequence[tuple[Goal, ...]],
        before: int | None,
        *,
        asked: bool = False,
    ) -> None:
        if "{%" in text and not self.findings.full:
            self.body(parse(text), path, contexts, before, asked)

    def body(
        self,
        body: Body,
        path: Key,
        contexts: Sequence[tuple[Goal, ...]],
        before: int | None,
        asked: bool,
    ) -> None:
        for node in body:
            if not isinstance(node, If):
                continue
            passed: tuple[Goal, ...] = ()
            for test, inside in node.branches:
                self.always(test, path, _offset(test))
                within = [(*context, *passed, (test, True)) for context in contexts]
                if any(self.reach.can(goals, before, asked=asked) for goals in within):
                    self.body(inside, path, within, before, asked)
                elif not self.findings.has("E208", path):
                    self.findings.warn(
                        "E501",
                        _("this test is never true here, so nobody reads what follows it"),
                        path,
                        _("Look at the guards and tests around it; one of them rules it out."),
                        offset=_offset(test),
                    )
                passed = (*passed, (test, False))
            beyond = [(*context, *passed) for context in contexts]
            self.body(node.orelse, path, beyond, before, asked)

    # -- what is found

    def never(self, path: Key, message: str) -> None:
        if self.findings.has("E208", path):
            return  # that says why
        self.findings.warn(
            "E501",
            message,
            path,
            _("Look at what it compares, and at the guards of the steps it names."),
        )

    def always(self, expr: Expr, path: Key, offset: int | None = None) -> None:
        if is_always_true(expr, self.named) and not self.findings.has("E208", path):
            message = _("this is true whatever the answers are, so it decides nothing")
            advice = _("Was “and” meant for “or”? Else take it out.")
            if offset is None:
                self.findings.warn("E502", message, path, advice)
            else:
                self.findings.warn("E502", message, path, advice, offset=offset)


def _goals(when: str) -> tuple[Goal, ...]:
    return ((parse_guard(when), True),) if when else ()


def _offset(expr: Expr) -> int:
    match expr:
        case Name() | Literal():
            return expr.offset
        case Both(left) | Compare(_, left):
            return _offset(left)
        case _:
            return _offset(expr.expr)
