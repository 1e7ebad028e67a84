"""Which made-up family to show a room, and why that one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.compose.outcome import Letter, compose
from coach.interview.answers import Answers, is_empty
from coach.interview.path import Path, path
from coach.scenario.model import Scenario, Step

Reason = Literal["main", "brief", "asked"]
"""Why a family is shown: it has most to show; it is the shortest; it was asked for."""


@dataclass(frozen=True, slots=True)
class Family:
    """A made-up family.

    Attributes:
        name: what is typed for it, such as `leo`.
        title, about: who they are, in a line each.
        answers: theirs, by step.
    """

    name: str
    title: str
    about: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class Shown:
    """A family with what its answers come to.

    Attributes:
        letter: its message; None where it has none to send.
        reason: why it is shown.
    """

    family: Family
    path: Path
    letter: Letter | None
    reason: Reason = "main"


def seen(scenario: Scenario, families: Iterable[Family]) -> tuple[Shown, ...]:
    """Return the families that a room can be shown: those who came to the end.

    Where someone may be in danger, a family's answers are no example to laugh and learn with:
    such a one is left out, but from a scenario that is about nothing else.
    """
    found = []
    for family in families:
        led = path(scenario, family.answers)
        if led.finished:
            letters = compose(scenario, led).letters
            sent = next((one for one in letters if one.channel != "handout"), None)
            found.append(Shown(family, led, sent))
    calm = [one for one in found if not one.path.situations]
    return tuple(calm or found)


def answered(shown: Shown) -> tuple[Step, ...]:
    """Return the steps that a family has said something to."""
    values = shown.path.values
    return tuple(step for step in shown.path.steps if not is_empty(values.get(step.id)))


def fullest(shown: Sequence[Shown], practices: Iterable[str]) -> Shown | None:
    """Return the family that shows most of `practices`; of several, the one in fewer words."""
    wanted = frozenset(practices)

    def weight(one: Shown) -> tuple[int, int, int, str]:
        cited = {id for step in answered(one) for id in step.practice}
        words = one.letter.words if one.letter else 0
        return (-len(cited & wanted), -(one.letter is not None), words, one.family.name)

    return min(shown, key=weight, default=None)


def shortest(shown: Sequence[Shown]) -> Shown | None:
    """Return the family whose message has the fewest words."""
    written = [(one.letter.words, one.family.name, one) for one in shown if one.letter is not None]
    return min(written, key=lambda one: one[:2])[2] if written else None
