"""What a cover's targets are called, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coach.author.cover.planned import Verdict
from coach.author.cover.targets import Goal
from coach.errors import Place
from coach.interview.answers import Answers, to_toml
from coach.language import _
from coach.scenario.model import Scenario
from coach.scenario.places import Key, Places
from coach.scenario.text import clean_line

if TYPE_CHECKING:
    from coach.author.cover import Missing

LONGEST_NAME = 60


def place_of(places: Places, goal: Goal) -> Place:
    """Return where a target stands in the file."""
    target = goal.target
    if goal.offset >= 0:
        return places.within(target.path, goal.offset)
    return places.value((*target.path, "id") if target.kind in _WITH_ID else target.path)


_WITH_ID = ("step", "answer", "option", "message", "part")


def sentence_of(scenario: Scenario, each: Missing) -> str:
    """Return what was not reached, and why, in two sentences."""
    return f"{what_of(scenario, each.goal)} {why_of(each.verdict)}"


def what_of(scenario: Scenario, goal: Goal) -> str:
    """Return what it means that a target was not reached."""
    target = goal.target
    match target.kind:
        case "step":
            return _("The step “{id}” is never asked.").format(id=id_of(scenario, target.path))
        case "option":
            return _("The option “{option}” of “{id}” is never picked.").format(
                option=id_of(scenario, target.path), id=id_of(scenario, target.path[:4])
            )
        case "answer" if target.side:
            return _("“{id}” is never filled in.").format(id=id_of(scenario, target.path))
        case "answer":
            return _("“{id}” is never skipped.").format(id=id_of(scenario, target.path))
        case "guard" if target.side:
            return _("This guard is never true.")
        case "guard":
            return _("This guard is always true.")
        case "if":
            return _a_branch(goal)
        case "message":
            return _("The message “{id}” is never written.").format(id=id_of(scenario, target.path))
        case "part":
            return _("This paragraph of “{id}” is never written.").format(
                id=id_of(scenario, target.path[:2])
            )
        case "point":
            return _("This talking point is never made.")
        case "card":
            return _("This reply card is never shown.")


def _a_branch(goal: Goal) -> str:
    if goal.last:
        return _("Always true: what follows “else” is never read.")
    return _("This is never true: what stands in it is never read.")


def why_of(verdict: Verdict | None) -> str:
    """Return what the search says of a target that was not reached."""
    if verdict is Verdict.IMPOSSIBLE:
        return _("No answers lead there.")
    if verdict is Verdict.UNSURE:
        return _("Nothing led there, and it would take too long to rule it out.")
    if verdict is Verdict.POSSIBLE:
        return _("Answers should lead there, and yet nothing comes of them.")
    return _("It was not looked for.")


def id_of(scenario: Scenario, path: Key) -> str:
    """Return the id of what stands at a key, short enough for a line."""
    value: Any = scenario
    for key in path:
        value = getattr(value, key) if isinstance(key, str) else value[key]
    return short(value.id)


def short(id: str) -> str:
    """Return an id that may be a stranger's, short enough for a line."""
    id = clean_line(id)
    return id if len(id) <= LONGEST_NAME else id[: LONGEST_NAME - 1] + "…"


def answers_toml(scenario: Scenario, answers: Answers) -> str:
    """Return answers as the file that `coach run --answers` reads."""
    import tomli_w

    return tomli_w.dumps(
        {
            "scenario": scenario.id,
            "answers": {id: to_toml(value) for id, value in answers.items()},
        }
    )
