"""All that a cover has to reach, with what has to be true for it.

The shape is that of ChoiceScript's quicktest: every option, both sides of every test. We
do not cheat our way there, though; a target counts when a whole path comes by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal as OneOf
from typing import NamedTuple

from coach.interview.answers import empty
from coach.scenario.evaluate import Value
from coach.scenario.model import Card, Message, Option, Part, Point, Scenario, Shape, Step
from coach.scenario.places import Key
from coach.scenario.template import parse, parse_guard
from coach.scenario.texts import TEMPLATES
from coach.scenario.tree import Body, Compare, Expr, If, Literal, Name, names

Kind = OneOf["step", "option", "answer", "guard", "if", "message", "part", "point", "card"]


class Target(NamedTuple):
    """One thing to reach.

    Attributes:
        path: its key in the file; for a test, the key of its text.
        number: which `if` of the text, counted from its start.
        side: 1 and 0 for a guard that is true or false, or a step filled in or skipped;
            for an `if` which of its branches, one more than the last where none is taken.
    """

    kind: Kind
    path: Key
    number: int = 0
    side: int = 1


@dataclass(frozen=True, slots=True)
class Way:
    """What has to be true to reach a target.

    Attributes:
        tests: guards and tests of `if`s; `wanted` is what each should come out as.
        before, asked: where they are read (see `possible.answers_where`).
        give: a step and the answer it has to get.
    """

    tests: tuple[Expr, ...] = ()
    wanted: tuple[bool, ...] = ()
    before: int | None = None
    asked: bool = False
    give: tuple[str, Value] | None = None

    def also(self, *tests: Expr, wanted: tuple[bool, ...] = ()) -> Way:
        """Return this way with more tests, true where nothing is said of them."""
        wanted = wanted or (True,) * len(tests)
        return Way(
            (*self.tests, *tests), (*self.wanted, *wanted), self.before, self.asked, self.give
        )


@dataclass(slots=True)
class Goal:
    """A target and the ways there.

    Attributes:
        offset: where in the text at its path it stands.
        counts: it has words or a choice in it. An `if` without an `else` that turns out
            to be always true takes nothing from anyone.
        owner: the key of what it belongs to; where that is never reached, this can't be.
        last: of the branches of an `if`, the one that is taken where no test is true.
    """

    target: Target
    ways: list[Way] = field(default_factory=list)
    offset: int = -1
    counts: bool = True
    owner: Key = ()
    last: bool = False


def goals(scenario: Scenario) -> tuple[Goal, ...]:
    """Return every target of a scenario, in the order of the file."""
    found = _Goals(scenario)
    found.steps()
    found.messages()
    notes: tuple[tuple[Kind, tuple[Point | Card, ...]], ...] = (
        ("point", scenario.point),
        ("card", scenario.card),
    )
    for kind, shapes in notes:
        for at, shape in enumerate(shapes):
            found.note(kind, (kind, at), shape)
    return tuple(found.found.values())


def numbered(body: Body) -> dict[int, int]:
    """Return the number of each `if` in a template, by the identity of its node."""
    return {id(node): number for number, node in enumerate(_ifs(body))}


def _ifs(body: Body) -> Iterator[If]:
    for node in body:
        if isinstance(node, If):
            yield node
            for _test, inside in node.branches:
                yield from _ifs(inside)
            yield from _ifs(node.orelse)


class _Goals:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.found: dict[Target, Goal] = {}

    def add(
        self, target: Target, way: Way, owner: Key, offset: int = -1, counts: bool = True
    ) -> None:
        # A shared part is reached by each message that uses it.
        goal = self.found.setdefault(target, Goal(target, [], offset, counts, owner))
        goal.ways.append(way)

    def note(self, kind: Kind, path: Key, shape: Point | Card) -> None:
        way = self.guarded(path, shape.when, Way(), path)
        self.add(Target(kind, path), way, owner=path)
        self.texts(shape, path, way, path)

    def guarded(self, path: Key, when: str, way: Way, owner: Key, above: Key = ()) -> Way:
        """Add both sides of a guard; return the way past it.

        Args:
            owner: what is there where the guard holds; `above`, what the guard stands in.
        """
        if not when:
            return way
        guard = parse_guard(when)
        real = bool(names(guard))
        self.add(Target("guard", (*path, "when"), side=1), way.also(guard), owner, counts=real)
        no = way.also(guard, wanted=(False,))
        self.add(Target("guard", (*path, "when"), side=0), no, above, counts=real)
        return way.also(guard)

    def texts(self, shape: Shape, path: Key, way: Way, owner: Key) -> None:
        """Add the sides of every `if` in the texts of one table."""
        for key in TEMPLATES[type(shape)]:
            self.text(getattr(shape, key), (*path, key), way, owner)

    def text(self, text: str, path: Key, way: Way, owner: Key) -> None:
        if "{%" in text:
            body = parse(text)
            self.body(body, numbered(body), path, way, owner)

    def body(self, body: Body, numbers: dict[int, int], path: Key, way: Way, owner: Key) -> None:
        for node in body:
            if not isinstance(node, If):
                continue
            number = numbers[id(node)]
            offset = -1
            for side, (test, inside) in enumerate(node.branches):
                known = names(test)
                offset = known[0].offset if known else offset
                there = way.also(test)
                target = Target("if", path, number, side)
                self.add(target, there, owner, offset, bool(known))
                self.body(inside, numbers, path, there, owner)
                way = way.also(test, wanted=(False,))
            last = Target("if", path, number, len(node.branches))
            self.add(last, way, owner, offset, bool(node.orelse))
            self.found[last].last = True
            self.body(node.orelse, numbers, path, way, owner)
            # What stands after the `if` is reached whichever side was taken.
            way = Way(
                way.tests[: -len(node.branches)],
                way.wanted[: -len(node.branches)],
                way.before,
                way.asked,
                way.give,
            )

    # -- steps

    def steps(self) -> None:
        passed = 0
        for at, section in enumerate(self.scenario.section):
            here: Key = ("section", at)
            self.text(section.title, (*here, "title"), Way(before=passed), here)
            for number, step in enumerate(section.step):
                self.step(step, (*here, "step", number), passed)
                passed += 1

    def step(self, step: Step, path: Key, passed: int) -> None:
        way = self.guarded(path, step.when, Way(before=passed), path)
        self.add(Target("step", path), way, path)
        asked = Way(before=passed, asked=True)
        self.texts(step, path, asked, path)
        for at, column in enumerate(step.columns):
            self.texts(column, (*path, "columns", at), asked, path)
        for at, option in enumerate(step.options):
            self.option(step, option, (*path, "options", at), way, asked, path)
        if step.optional and step.kind != "note":
            self.add(Target("answer", path, side=0), _giving(way, step.id, empty(step)), path)
            if not step.options:
                self.add(Target("answer", path, side=1), way, path)

    def option(
        self, step: Step, option: Option, path: Key, way: Way, asked: Way, owner: Key
    ) -> None:
        picked: Value = option.id if step.kind == "choice" else (option.id,)
        self.add(Target("option", path), _giving(way, step.id, picked), owner)
        self.text(option.label, (*path, "label"), asked, owner)
        self.text(option.hint, (*path, "hint"), asked, owner)
        if option.goto:
            return
        name, id = Name(step.id, 0), Literal(option.id, 0)
        pick = Compare("==", name, id) if step.kind == "choice" else Compare("in", id, name)
        self.text(option.says, (*path, "says"), Way().also(pick), path)

    # -- messages

    def messages(self) -> None:
        for at, message in enumerate(self.scenario.message):
            path: Key = ("message", at)
            way = self.guarded(path, message.when, Way(), path)
            self.add(Target("message", path), way, path)
            self.texts(message, path, way, path)
            for number, part in enumerate(message.part):
                self.part(message, part, (*path, "part", number), way)

    def part(self, message: Message, part: Part, path: Key, way: Way) -> None:
        way = self.guarded(path, part.when, way, path, path[:2])
        shared = next(
            (at for at, each in enumerate(self.scenario.part) if part.use and each.id == part.use),
            None,
        )
        if shared is None:
            self.add(Target("part", path), way, path)
            self.texts(part, path, way, path)
            return
        whole = self.scenario.part[shared]
        there: Key = ("part", shared)
        way = self.guarded(there, whole.when, way, there, path)
        self.add(Target("part", path), way, path)
        self.text(part.heading, (*path, "heading"), way, path)
        self.text(whole.text, (*there, "text"), way, there)
        if not part.heading:
            self.text(whole.heading, (*there, "heading"), way, there)


def _giving(way: Way, id: str, value: Value) -> Way:
    return Way(way.tests, way.wanted, way.before, way.asked, (id, value))
