"""A scenario with all that walking it again and again needs, worked out once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coach.author.cover.targets import Goal, goals, numbered
from coach.compose.wording import functions
from coach.scenario.model import PRONOUN_WORDS, Practice, Scenario, Shape, Step
from coach.scenario.places import Key
from coach.scenario.template import parse
from coach.scenario.texts import TEMPLATES
from coach.scenario.tree import Body, filters, names


class Atlas:
    """A scenario with all that walking it again and again needs, worked out once.

    Args:
        practices: every practice by id, for those that are switched off in some situations.
    """

    def __init__(self, scenario: Scenario, practices: Mapping[str, Practice]) -> None:
        self.scenario = scenario
        self.practices = dict(practices)
        self.goals: tuple[Goal, ...] = goals(scenario)
        self.number = {goal.target: number for number, goal in enumerate(self.goals)}
        self.switched_off = {
            practice.id: frozenset(practice.not_when)
            for practice in practices.values()
            if practice.not_when
        }
        self.filters = functions(scenario)
        self.steps: list[tuple[Step, Key]] = [
            (step, ("section", at, "step", number))
            for at, section in enumerate(scenario.section)
            for number, step in enumerate(section.step)
        ]
        self.by_id = {step.id: step for step, _key in self.steps}
        self.secrets = [step.id for step, _key in self.steps if step.private]
        self.at = {step.id: (step, key) for step, key in self.steps}
        self.shared = {part.id: (part, at) for at, part in enumerate(scenario.part)}
        self.filled: dict[tuple[object, ...], str] = {}
        self._hangs_on: dict[str, tuple[str, ...]] = {}
        self._read: dict[str, tuple[Body, Mapping[int, int]]] = {}
        self.prompts = [tuple(self._prompts(step, key)) for step, key in self.steps]

    def _prompts(self, step: Step, key: Key) -> Iterator[tuple[Key, str]]:
        section = self.scenario.section[int(key[1])]
        yield (*key[:2], "title"), section.title
        yield from texts_of(step, key)
        for at, column in enumerate(step.columns):
            yield from texts_of(column, (*key, "columns", at))
        for at, option in enumerate(step.options):
            yield (*key, "options", at, "label"), option.label
            if option.hint:
                yield (*key, "options", at, "hint"), option.hint

    def read(self, text: str) -> tuple[Body, Mapping[int, int]]:
        """Return a template, and the number of each of its `if`s by the identity of its node."""
        if text not in self._read:
            body = parse(text)
            self._read[text] = (body, numbered(body))
        return self._read[text]

    def hangs_on(self, text: str) -> tuple[str, ...]:
        """Return the names whose values make a prompt what it is; none where filters see more.

        Most prompts hang on a name and on pronouns, so one writing serves for many paths.
        """
        if text not in self._hangs_on:
            body = parse(text)
            keys = () if filters(body) else tuple(name.key for name in names(body))
            if any(key in PRONOUN_WORDS for key in keys):
                keys = (*keys, "child.pronouns")
            self._hangs_on[text] = tuple(dict.fromkeys(keys))
        return self._hangs_on[text]


def texts_of(shape: Shape, key: Key) -> Iterator[tuple[Key, str]]:
    """Return every text of one table that is there, with its key."""
    for name in TEMPLATES[type(shape)]:
        text = getattr(shape, name)
        if text:
            yield (*key, name), text
