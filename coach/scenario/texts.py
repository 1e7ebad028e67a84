"""Every template and guard of a scenario, with its key: for checks, covers and translations."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from coach.scenario.model import (
    Card,
    Column,
    Message,
    Option,
    Part,
    Point,
    Scenario,
    Section,
    Shape,
    Step,
)
from coach.scenario.places import Key

TEMPLATES: dict[type[Shape], tuple[str, ...]] = {
    Section: ("title",),
    Step: ("ask", "title", "why", "weak", "example", "low", "high"),
    Option: ("label", "says", "hint"),
    Column: ("label", "hint"),
    Part: ("text", "heading"),
    Message: ("title", "subject", "tip"),
    Point: ("text",),
    Card: ("they_say", "you_say", "avoid"),
}
"""The keys that hold templates. All others are plain text, ids or guards."""


class Text(msgspec.Struct, frozen=True):
    """One template or guard.

    Attributes:
        text: what it says, as written.
        path: its key in the file.
        before: how many steps have been passed where it is read; None after the last.
        in_option: it belongs to an option.
        is_guard: it is a `when`.
    """

    text: str
    path: Key
    before: int | None
    in_option: bool = False
    is_guard: bool = False


def texts(scenario: Scenario) -> Iterator[Text]:
    """Every template and guard of a scenario, in reading order."""
    passed = 0
    for at, section in enumerate(scenario.section):
        yield from _of(section, ("section", at), passed)
        for number, step in enumerate(section.step):
            yield from _step(step, ("section", at, "step", number), passed)
            passed += 1
    for at, part in enumerate(scenario.part):
        yield from _of(part, ("part", at), None)
    for at, message in enumerate(scenario.message):
        yield from _of(message, ("message", at), None)
        for number, part in enumerate(message.part):
            yield from _of(part, ("message", at, "part", number), None)
    for at, point in enumerate(scenario.point):
        yield from _of(point, ("point", at), None)
    for at, card in enumerate(scenario.card):
        yield from _of(card, ("card", at), None)


def _step(step: Step, path: Key, passed: int) -> Iterator[Text]:
    yield from _of(step, path, passed)
    for at, option in enumerate(step.options):
        for text in _of(option, (*path, "options", at), passed):
            # What the message says of an option is read when all has been answered.
            later = text.path[-1] == "says"
            yield Text(text.text, text.path, None if later else passed, in_option=True)
    for at, column in enumerate(step.columns):
        yield from _of(column, (*path, "columns", at), passed)


def _of(shape: Shape, path: Key, before: int | None) -> Iterator[Text]:
    when = getattr(shape, "when", "")
    if when:
        yield Text(when, (*path, "when"), before, is_guard=True)
    for key in TEMPLATES[type(shape)]:
        text = getattr(shape, key)
        if text:
            yield Text(text, (*path, key), before)
