"""What a scenario teaches: its weightiest practices, each with one question to show it by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.compose.outcome import prompt
from coach.interview.path import Path
from coach.scenario.model import Practice, Scenario, Step
from coach.scenario.text import clean, count_words


@dataclass(frozen=True, slots=True)
class Idea:
    """One practice to teach.

    Attributes:
        practice: the idea.
        question: what a parent is asked where it counts; "" where nothing fits to be shown.
        weak, better: an answer that helps less, and one that helps more.
    """

    practice: Practice
    question: str = ""
    weak: str = ""
    better: str = ""


def weightiest(
    scenario: Scenario, practices: Mapping[str, Practice], path: Path
) -> tuple[Practice, ...]:
    """Return what `scenario` teaches: first what `path` can show, then what most steps cite."""
    cited = Counter(id for step in scenario.steps() for id in step.practice if id in practices)
    to_show = {id for step in path.steps if _shows(step) for id in step.practice}
    order = {id: at for at, id in enumerate(practices)}
    ids = sorted(cited, key=lambda one: (one not in to_show, -cited[one], order[one]))
    return tuple(practices[id] for id in ids)


def illustrated(scenario: Scenario, practices: Sequence[Practice], path: Path) -> tuple[Idea, ...]:
    """Return each of `practices` with a question of `path` to show it by, each its own."""
    free = sorted((step for step in path.steps if _shows(step)), key=_shown_first)
    ideas = []
    for practice in practices:
        step = next((one for one in free if practice.id in one.practice), None)
        if step is None:
            ideas.append(Idea(practice))
            continue
        free.remove(step)
        asked, weak, better = (
            "; ".join(clean(prompt(scenario, path, text)).strip().split("\n"))
            for text in (step.ask, step.weak, step.example)
        )
        ideas.append(Idea(practice, asked, weak, better))
    return tuple(ideas)


_TOLD = ("text", "lines", "table")
"""Kinds of step that are answered in words: those can be said in two ways."""
_HEARD = 3
"""Words of a way to say it: in fewer there is nothing to hear."""


def _shows(step: Step) -> bool:
    told = step.kind in _TOLD and not step.private and not step.field
    return told and min(count_words(step.weak), count_words(step.example)) >= _HEARD


def _shown_first(step: Step) -> tuple[bool, int]:
    """What is told in whole sentences has more to hear in it than a name or a number."""
    return step.kind != "text", -min(count_words(step.weak), count_words(step.example))
