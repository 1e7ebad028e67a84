"""A scenario, looked up: steps by id, who fills which field, which names hang on which steps."""

from __future__ import annotations

from coach.compose.wording import functions
from coach.scenario.evaluate import FilterFunction
from coach.scenario.model import PRONOUN_WORDS, Scenario
from coach.scenario.template import parse, parse_guard
from coach.scenario.tree import Expr, Name, filters, names


class Indexed:
    """What a search looks up in a scenario, worked out once.

    Attributes:
        at: where each step stands, by its id; `fillers`, by the field that it fills.
        dead_ends: steps at which every answer leaves the scenario.
        filters: every filter of the scenario's templates.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.steps = scenario.steps()
        self.at: dict[str, int] = {}
        self.fillers: dict[str, list[int]] = {}
        self.dead_ends: list[int] = []
        self.filters: dict[str, FilterFunction] = dict(functions(scenario))
        for at, step in enumerate(self.steps):
            self.at.setdefault(step.id, at)
            if step.field:
                self.fillers.setdefault(step.field, []).append(at)
            if step.kind == "choice" and not step.optional and all(o.goto for o in step.options):
                self.dead_ends.append(at)

    def guard(self, at: int) -> Expr:
        """Return the guard of a step that has one."""
        return parse_guard(self.steps[at].when)

    def behind(self, key: str, last: int) -> list[int]:
        """Return the steps whose answers a name reads, among the first `last`."""
        if key in PRONOUN_WORDS:
            found = [*self.fillers.get("child.name", ()), *self.fillers.get("child.pronouns", ())]
        elif "." in key:
            found = self.fillers.get(key, [])
        else:
            found = [self.at[key]] if key in self.at else []
        return [at for at in found if at < last]

    def read_by(self, expr: Expr) -> list[str]:
        """Return the names that an expression reads, those behind its filters too."""
        keys = [name.key for name in names(expr)]
        for used in filters(expr):
            if used.name == "whole":
                keys.append("child.name")
            elif used.name == "verb":
                keys.append("child.pronouns")
            elif used.name in ("says", "label") and isinstance(used.expr, Name):
                step = self.steps[self.at[used.expr.key]] if used.expr.key in self.at else None
                for option in step.options if step else ():
                    for text in (option.says, option.label):
                        keys += [name.key for name in names(parse(text))]
        return list(dict.fromkeys(keys))


_KNOWN: dict[int, Indexed] = {}


def indexed(scenario: Scenario) -> Indexed:
    """Return what there is to look up in a scenario, worked out at the first call."""
    # By identity: hashing a whole scenario would cost more than most searches.
    kept = _KNOWN.get(id(scenario))
    if kept is None or kept.scenario is not scenario:
        if len(_KNOWN) > 16:
            _KNOWN.clear()
        kept = _KNOWN[id(scenario)] = Indexed(scenario)
    return kept
