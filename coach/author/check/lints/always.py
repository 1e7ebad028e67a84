"""Guards that are no guards: true whatever the answers are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import TYPE_CHECKING

from coach.author.check.lints.quick import with_nothing
from coach.scenario.model import Step
from coach.scenario.tree import (
    Both,
    Compare,
    Expr,
    Literal,
    Not,
    comparisons,
    filters,
    names,
)

if TYPE_CHECKING:
    from coach.scenario.evaluate import Value

_MOST_COMBINED = 512


def is_always_true(expr: Expr, steps: Mapping[str, Step]) -> bool:
    """Return whether `expr` is true for all answers there could be and for none at all.

    Only names that are asked about twice are looked at: a single test that always holds is
    how an author says “when this is answered”, and no slip.
    """
    keys = [name.key for name in names(expr)]
    distinct = list(dict.fromkeys(keys))
    if len(keys) == len(distinct) and keys:
        return False
    if not _holds_for_nothing(expr):
        return False
    from coach.scenario.evaluate import holds  # few guards come this far

    if any(used.name not in ("count", "open") for used in filters(expr)):
        return False
    values = [list(_values_of(expr, steps.get(key))) for key in distinct]
    combined = 1
    for each in values:
        combined *= len(each)
    if combined > _MOST_COMBINED:
        return False
    return all(holds(expr, dict(zip(distinct, chosen, strict=True))) for chosen in product(*values))


def _holds_for_nothing(expr: Expr) -> bool:
    """Return whether `expr` is true where nothing has been answered."""
    match expr:
        case Not(inner):
            return not _holds_for_nothing(inner)
        case Both(left, right, either):
            sides = (_holds_for_nothing(left), _holds_for_nothing(right))
            return any(sides) if either else all(sides)
        case Literal(value):
            return bool(value)
        case Compare(_, Literal(), Literal()):
            return True  # it has no name in it, so it is always the same
        case _:
            return with_nothing(expr)


def _values_of(expr: Expr, step: Step | None) -> Iterable[Value]:
    """Values of a name that `expr` could tell apart, and one that it could not."""
    yield None
    if step is not None and step.kind == "choice":
        yield from (option.id for option in step.options)
        return
    found: set[Value] = {"…", ("…",), ("…", "…"), 0}
    for compare in comparisons(expr):
        for side in (compare.left, compare.right):
            match side:
                case Literal(str() as text):
                    found |= {text, (text,)}
                case Literal(int() as count):
                    found |= {count - 1, count, count + 1, ("…",) * min(max(count, 0) + 1, 50)}
                case Literal(tuple() as items):
                    found.update(items)
                case _:
                    pass
    yield from found
