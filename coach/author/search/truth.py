"""What a guard comes to while some answers are still open: true, false, or not known yet.

It agrees with `scenario.evaluate` wherever all answers are given (a test compares them);
where some are not, it tells as much as follows from the others (Kleene's strong logic).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum

from coach.scenario.evaluate import FilterFunction, Value, holds
from coach.scenario.tree import Both, Compare, Expr, Filter, Literal, Name, Not


class Known(Enum):
    """Whether a value is known."""

    NOT_YET = "not yet"


UNKNOWN = Known.NOT_YET
"""The value of a step that has not been decided, and of all that hangs on it."""

Look = Callable[[str], Value | Known]
"""The value behind a name, or UNKNOWN."""


def truth(expr: Expr, look: Look, functions: Mapping[str, FilterFunction]) -> bool | Known:
    """Return whether a guard holds, as far as can be told.

    Args:
        look: gives the value of a step or a record's field.
        functions: every filter that `expr` may use.
    """
    match expr:
        case Not(inner):
            known = truth(inner, look, functions)
            return known if isinstance(known, Known) else not known
        case Both(left, right, either):
            first = truth(left, look, functions)
            if first is either:
                return either
            second = truth(right, look, functions)
            if second is either:
                return either
            return UNKNOWN if UNKNOWN in (first, second) else not either
        case _:
            value = _value(expr, look, functions)
            return value if isinstance(value, Known) else bool(value)


def _value(expr: Expr, look: Look, functions: Mapping[str, FilterFunction]) -> Value | Known:
    match expr:
        case Name(key):
            return look(key)
        case Literal(constant):
            return constant
        case Filter(inner, name):
            value = _value(inner, look, functions)
            if isinstance(value, Known):
                return value
            source = inner.key if isinstance(inner, Name) else ""
            try:
                return functions[name](value, source, _Seen(look))
            except _NotYet:
                return UNKNOWN
        case Compare(op, left, right):
            one = _value(left, look, functions)
            other = _value(right, look, functions)
            if isinstance(one, Known) or isinstance(other, Known):
                return UNKNOWN
            return holds(
                Compare(op, Name("one", 0), Name("other", 0)), {"one": one, "other": other}
            )
        case Both(left, right, either):
            first = _value(left, look, functions)
            if isinstance(first, Known):
                return UNKNOWN
            return first if bool(first) is either else _value(right, look, functions)
        case Not(_inner):
            return truth(expr, look, functions)


class _NotYet(Exception):
    """A filter asked for a value that is not known."""


class _Seen(Mapping[str, Value]):
    """What a filter sees of the other answers."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def __getitem__(self, key: str) -> Value:
        value = self._look(key)
        if isinstance(value, Known):
            raise _NotYet
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True  # `values or {}` must not lose it
