"""One walk along a path: which targets it comes by, and every text that is read on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.author.cover.atlas import Atlas, texts_of
from coach.author.cover.targets import Kind, Target
from coach.author.search.truth import truth
from coach.compose.outcome import (
    Letter,
    Outcome,
    Paragraph,
    compose,
    fill,
    prompt_values,
    values_of,
)
from coach.interview.answers import Answers, is_empty
from coach.interview.path import Path, path
from coach.scenario.evaluate import Value, Values, holds
from coach.scenario.model import (
    Card,
    Message,
    Point,
    Step,
)
from coach.scenario.places import Key
from coach.scenario.template import parse_guard
from coach.scenario.tree import Body, Filter, If, Name, Output


@dataclass(frozen=True, slots=True)
class Read:
    """One text as it was read on a path.

    Attributes:
        path: the key of its template.
        template: the template itself.
        sent: it leaves with a message, a point or a card; else it is a prompt.
    """

    path: Key
    template: str
    text: str
    sent: bool


@dataclass(slots=True)
class Walk:
    """What one path comes by.

    Attributes:
        reached: the numbers of the goals it reaches.
        read: every text on it, with all values in; empty where nobody asked for them.
        cited: keys of what cites a practice, each with what the answers before it point to.
        outcome: what it comes to; None where it leaves the scenario.
    """

    answers: Answers
    reached: set[int] = field(default_factory=set)
    read: list[Read] = field(default_factory=list)
    cited: list[tuple[Key, tuple[str, ...], frozenset[str]]] = field(default_factory=list)
    values: Values = field(default_factory=dict)
    outcome: Outcome | None = None


MOST_KEPT = 20_000
"""Prompts with their answers in that are kept for other paths."""
_CHILD = ("child.name", "child.pronouns")


def walked(atlas: Atlas, answers: Answers, texts: bool = True) -> Walk:
    """Go along the path of `answers`, which lead to its end.

    Args:
        texts: write out every prompt too; without, only what is reached is told.
    """
    return _Walker(atlas, answers, texts).walk


class _Walker:
    def __init__(self, atlas: Atlas, answers: Answers, texts: bool) -> None:
        self.atlas = atlas
        self.texts = texts
        self.walk = Walk(answers)
        self.seen: dict[str, Value] = {}
        self.speaking = prompt_values(Path((), {}, None, None, (), {}))
        if self.ask(answers):
            along = path(atlas.scenario, answers)
            self.walk.values = self.speaking = values_of(along)
            self.walk.outcome = compose(atlas.scenario, along)
            self.outcome(self.walk.outcome, along.situations)

    def mark(self, target: Target) -> None:
        number = self.atlas.number.get(target)
        if number is not None:
            self.walk.reached.add(number)

    def guard(self, when: str, key: Key, values: Values) -> bool:
        if not when:
            return True
        side = holds(parse_guard(when), values)
        self.mark(Target("guard", (*key, "when"), side=int(side)))
        return side

    # -- the interview

    def ask(self, answers: Answers) -> bool:
        """Go through the steps; return whether the path ends inside the scenario."""
        situations: set[str] = set()
        for (step, key), written in zip(self.atlas.steps, self.atlas.prompts, strict=True):
            if not self.guard(step.when, key, self.seen):
                continue
            self.mark(Target("step", key))
            if step.practice:
                self.walk.cited.append((key, step.practice, frozenset(situations)))
            self.prompted(written)
            value = answers[step.id]
            self.heard(step, value)
            if self.answered(step, key, value, situations):
                return False
        return True

    def prompted(self, written: tuple[tuple[Key, str], ...]) -> None:
        """Read every prompt of one step at the moment it is asked."""
        for key, text in written:
            if "{%" in text:
                self.sides(text, key)
            if self.texts:
                said = self.filled(text) if "{" in text else text
                self.walk.read.append(Read(key, text, said.strip(), False))

    def filled(self, text: str) -> str:
        """A prompt with the answers in, as it was written on an earlier path where it can be."""
        hangs_on = self.atlas.hangs_on(text)
        if not hangs_on:
            return fill(self.atlas.scenario, self.speaking, text)
        known = (text, *(self.speaking.get(name) for name in hangs_on))
        if known not in self.atlas.filled:
            if len(self.atlas.filled) > MOST_KEPT:
                self.atlas.filled.clear()
            self.atlas.filled[known] = fill(self.atlas.scenario, self.speaking, text)
        return self.atlas.filled[known]

    def heard(self, step: Step, value: Value) -> None:
        """Take in an answer: what guards see of it, and what prompts do."""
        self.seen[step.id] = self.speaking[step.id] = value
        if step.field and not is_empty(value):
            self.seen[step.field] = self.speaking[step.field] = value
        if step.field.startswith("child."):
            child = {key: self.seen[key] for key in _CHILD if key in self.seen}
            self.speaking.update(prompt_values(Path((), child, None, None, (), {})))

    def answered(self, step: Step, key: Key, value: Value, situations: set[str]) -> bool:
        """Mark what an answer reaches; return whether it leaves the scenario."""
        if step.optional:
            self.mark(Target("answer", key, side=int(not is_empty(value))))
        picks = value if isinstance(value, tuple) else (value,)
        gone = False
        for at, option in enumerate(step.options):
            if option.id in picks:
                self.mark(Target("option", (*key, "options", at)))
                situations.update(option.points_to)
                gone = gone or bool(option.goto and step.kind == "choice")
        return gone

    # -- what comes out

    def outcome(self, said: Outcome, situations: frozenset[str]) -> None:
        letters = {letter.at: letter for letter in said.letters}
        for at, message in enumerate(self.atlas.scenario.message):
            self.message(message, ("message", at), letters.get(at), situations)
        points = {point.at: {"text": point.text} for point in said.points}
        for at, point in enumerate(self.atlas.scenario.point):
            self.note("point", point, at, points.get(at), situations)
        cards = {
            card.at: {"they_say": card.they_say, "you_say": card.you_say, "avoid": card.avoid}
            for card in said.cards
        }
        for at, card in enumerate(self.atlas.scenario.card):
            self.note("card", card, at, cards.get(at), situations)

    def message(
        self, message: Message, key: Key, letter: Letter | None, situations: frozenset[str]
    ) -> None:
        if not self.guard(message.when, key, self.speaking):
            return
        for place, text in texts_of(message, key):
            self.sides(text, place)
        self.parts(message, key)
        if letter is None:
            return
        self.mark(Target("message", key))
        for name in ("title", "subject", "tip"):
            self.keep((*key, name), getattr(message, name), getattr(letter, name))
        for paragraph in letter.paragraphs:
            if paragraph.at >= 0:  # else a line of Coach's own
                self.paragraph(message, key, paragraph, situations)

    def note(
        self,
        kind: Kind,
        shape: Point | Card,
        at: int,
        said: Mapping[str, str] | None,
        situations: frozenset[str],
    ) -> None:
        """Mark a point or a card, and keep what it says."""
        key: Key = (kind, at)
        if not self.guard(shape.when, key, self.speaking):
            return
        for place, text in texts_of(shape, key):
            self.sides(text, place)
        if said is not None:
            self.mark(Target(kind, key))
            for name, text in said.items():
                self.keep((*key, name), getattr(shape, name), text)
            self.walk.cited.append((key, shape.practice, situations))

    def parts(self, message: Message, key: Key) -> None:
        """Mark the guards and tests of a message's parts, in the order in which they are read."""
        for number, part in enumerate(message.part):
            here: Key = (*key, "part", number)
            if not self.guard(part.when, here, self.speaking):
                continue
            whole, there = part, here
            if part.use:
                whole, at = self.atlas.shared[part.use]
                there = ("part", at)
                if not self.guard(whole.when, there, self.speaking):
                    continue
            self.sides(whole.text, (*there, "text"))
            self.sides(part.heading, (*here, "heading"))
            if not part.heading:
                self.sides(whole.heading, (*there, "heading"))

    def paragraph(
        self, message: Message, key: Key, written: Paragraph, situations: frozenset[str]
    ) -> None:
        key = (*key, "part", written.at)
        part = message.part[written.at]
        whole, there = part, key
        if part.use:
            whole, at = self.atlas.shared[part.use]
            there = ("part", at)
            self.walk.cited.append((there, whole.practice, situations))
        self.mark(Target("part", key))
        self.keep((*there, "text"), whole.text, written.text)
        headed = key if part.heading else there
        self.keep((*headed, "heading"), part.heading or whole.heading, written.heading)
        self.walk.cited.append((key, part.practice, situations))

    def keep(self, key: Key, template: str, text: str) -> None:
        if text:
            self.walk.read.append(Read(key, template, text, True))

    # -- both sides of every test

    def sides(self, text: str, key: Key) -> None:
        """Mark the branches that a text takes, and those of the options it says."""
        if "{%" in text or "|says" in text or "| says" in text:
            self.body(*self.atlas.read(text), key)

    def body(self, body: Body, numbers: Mapping[int, int], key: Key) -> None:
        for node in body:
            match node:
                case If(branches, orelse):
                    for side, (test, inside) in enumerate(branches):
                        if truth(test, self.speaking.get, self.atlas.filters) is True:
                            self.mark(Target("if", key, numbers[id(node)], side))
                            self.body(inside, numbers, key)
                            break
                    else:
                        self.mark(Target("if", key, numbers[id(node)], len(branches)))
                        self.body(orelse, numbers, key)
                case Output(Filter() as used):
                    self.said(used)
                case _:
                    pass

    def said(self, used: Filter) -> None:
        """Mark the tests in an option's `says`, where a text says it."""
        while isinstance(used.expr, Filter):
            used = used.expr
        if used.name != "says" or not isinstance(used.expr, Name):
            return
        if used.expr.key not in self.atlas.at:
            return
        step, key = self.atlas.at[used.expr.key]
        value = self.speaking.get(step.id)
        picks = value if isinstance(value, tuple) else (value,)
        for at, option in enumerate(step.options):
            if option.id in picks and "{%" in option.says:
                self.sides(option.says, (*key, "options", at, "says"))
