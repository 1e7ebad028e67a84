"""Is there an answer for which a comparison comes out differently? What each kind compares with."""

from __future__ import annotations

from coach.language import _
from coach.scenario.model import Step
from coach.scenario.tree import Compare, Literal, Name

_EQUAL = ("==", "!=")


def instead(step: Step, compare: Compare, name: Name, literal: Literal) -> str:
    """Return what to write where `step`'s answer can't compare with `literal` as it is asked to.

    Args:
        name: the side of `compare` that reads the step; `literal` is the other.

    Returns:
        Advice, or "" where the comparison makes sense. Unknown options are not looked at.
    """
    if compare.op in ("in", "not in"):
        if name is compare.left:
            return _in_a_list(step, literal)
        return _in_the_answer(step, literal)
    if literal.value == "":
        return _("To ask whether there is an answer, write: not {id}.").format(id=step.id)
    match step.kind:
        case "many" | "lines" | "table":
            return _('Write "…" in {id}, or {id}|count > 1.').format(id=step.id)
        case "scale":
            return _on_the_scale(step, compare.op, literal)
        case "date" | "note":
            return _("Ask only whether there is an answer: {id}, or not {id}.").format(id=step.id)
        case _:
            if isinstance(literal.value, str) and compare.op in _EQUAL:
                return ""
            return _('Write {id} == "…".').format(id=step.id)


def _in_a_list(step: Step, literal: Literal) -> str:
    if not isinstance(literal.value, tuple):
        return _('Write {id} in ["one", "other"].').format(id=step.id)
    if step.kind in ("choice", "text"):
        return ""
    return _('Turn it round: "one" in {id}.').format(id=step.id)


def _in_the_answer(step: Step, literal: Literal) -> str:
    if step.kind == "choice":
        return _('A choice has one answer: write {id} == "…".').format(id=step.id)
    if step.kind in ("many", "lines", "text") and isinstance(literal.value, str):
        return ""
    return _("Only a text can be in an answer, and only in picks, rows or text.")


def _on_the_scale(step: Step, op: str, literal: Literal) -> str:
    low, high = step.range
    if type(literal.value) is not int:
        return _("Compare a scale with a number.")
    if op in _EQUAL and not low <= literal.value <= high:
        return _("The scale goes from {low} to {high}.").format(low=low, high=high)
    return ""
