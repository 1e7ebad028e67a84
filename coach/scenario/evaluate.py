"""What a template or guard comes to, given values. Total: it never raises, whatever the values.

Missing names are empty, an empty value is false, and things that can't be compared are
not equal, not less, not more: a guard on a question nobody has answered yet is false.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coach.scenario.question import is_open
from coach.scenario.tree import (
    Body,
    Both,
    Compare,
    Data,
    Expr,
    Filter,
    If,
    Literal,
    Name,
    Not,
    Output,
    Verb,
)

Value = str | int | date | tuple[str, ...] | tuple[tuple[str, ...], ...] | None
"""An answer: text or an option's id, a number, a date, rows, rows of cells, or nothing."""

Values = Mapping[str, Value]
"""Step ids (`seen`) and record fields (`child.name`) to values."""

FilterFunction = Callable[[Value, str, Values], Value]
"""value, the name it came from (or ""), all values -> value."""


def count(value: Value, name: str = "", values: Values | None = None) -> Value:
    """Return how many rows or picks `value` has; 1 for one text, 0 for nothing."""
    if isinstance(value, tuple):
        return len(value)
    return 0 if value in ("", None) else 1


def open_question(value: Value, name: str = "", values: Values | None = None) -> Value:
    """Return the words if they ask an open question, else nothing (see `question`)."""
    text = as_text(value)
    return text if is_open(text) else ""


LONGEST = 100_000
"""Characters in one text: five answers of the greatest length. No letter of ours has 4,000."""
MOST_WORK = 4_000_000
"""Characters that one text may read and write while it is made, a tenth of a second of them."""

GUARD_FUNCTIONS: Mapping[str, FilterFunction] = {"count": count, "open": open_question}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A template with its values in.

    Attributes:
        text: what it says.
        shown: the names whose values stand in the text, in order of appearance.
        asked: the names that only decided something.
        missing: names that should have stood in the text and had no value.
        cut: it came to more than there is room for, and stops there.
        work: how many characters were read and written on the way.
    """

    text: str
    shown: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    cut: bool = False
    work: int = field(default=0, compare=False)


def render(
    body: Body,
    values: Values,
    functions: Mapping[str, FilterFunction],
    most: int = LONGEST,
    most_work: int = MOST_WORK,
) -> Rendered:
    """Return `body` with `values` put in, and which of them it used.

    Args:
        most: how many characters the text may have. A template may name an answer six
            hundred times, and an answer may have twenty thousand characters.
        most_work: how many may be read and written to make it.
    """
    work = _Work(values, functions, most, most_work)
    work.body(body)
    return Rendered(
        "".join(work.text),
        tuple(dict.fromkeys(work.shown)),
        tuple(dict.fromkeys(work.asked)),
        tuple(dict.fromkeys(work.missing)),
        work.cut,
        work.work,
    )


def holds(guard: Expr, values: Values) -> bool:
    """Return whether a guard is true."""
    return bool(_Work(values, GUARD_FUNCTIONS).value(guard))


class _Work:
    """One evaluation: the text so far, and the names met on the way."""

    def __init__(
        self,
        values: Values,
        functions: Mapping[str, FilterFunction],
        most: int = LONGEST,
        most_work: int = MOST_WORK,
    ) -> None:
        self.values = values
        self.functions = functions
        self.room = most
        self.most_work = most_work
        self.work = 0
        self.cut = False
        self.text: list[str] = []
        self.shown: list[str] = []
        self.asked: list[str] = []
        self.missing: list[str] = []
        self.many = values.get("child.pronouns") == "they"

    def body(self, body: Body) -> None:
        for node in body:
            if self.cut:
                return
            match node:
                case Data(text):
                    # “Is it the noise?” brings its own mark: the author's stop gives way.
                    asked = text.startswith(".") and "".join(self.text[-1:]).endswith(("?", "!"))
                    self.put(text[1:] if asked else text)
                case Verb(one, they):
                    self.put(they if self.many else one)
                case Output(expr):
                    self.output(expr)
                case If(branches, orelse):
                    for test, inside in branches:
                        if self.value(test):
                            self.body(inside)
                            break
                    else:
                        self.body(orelse)

    def output(self, expr: Expr) -> None:
        met = len(self.asked)
        text = as_text(self.value(expr))
        names = self.asked[met:]
        del self.asked[met:]
        (self.shown if text else self.missing).extend(names)
        self.put(text)

    def put(self, text: str) -> None:
        """Add to the text what there is room for."""
        if len(text) > self.room:
            text = text[: self.room]
            self.cut = True
        self.room -= len(text)
        self.worked(len(text))
        self.text.append(text)

    def worked(self, characters: int) -> None:
        """Count what was read or written; past the most, the text stops here."""
        self.work += characters
        if self.work > self.most_work:
            self.cut = True

    def value(self, expr: Expr) -> Value:
        match expr:
            case Name(key):
                self.asked.append(key)
                return self.values.get(key)
            case Literal(value):
                return value
            case Filter(inner, name):
                source = inner.key if isinstance(inner, Name) else ""
                given = self.value(inner)
                self.worked(_size(given))
                return None if self.cut else self.functions[name](given, source, self.values)
            case Not(inner):
                return not self.value(inner)
            case Both(left, right, either):
                first = self.value(left)
                return first if bool(first) == either else self.value(right)
            case Compare(op, left, right):
                return _compare(op, self.value(left), self.value(right))


_ORDER: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _compare(op: str, left: Value, right: Value) -> bool:
    match op:
        case "==":
            return left == right
        case "!=":
            return left != right
        case "in" | "not in":
            return _within(left, right) == (op == "in")
    if type(left) is not type(right) or not isinstance(left, int | str | date):
        return False
    return _ORDER[op](left, right)


def _within(item: Value, whole: Value) -> bool:
    if isinstance(whole, tuple):
        return item in whole
    return isinstance(whole, str) and isinstance(item, str) and item in whole


def _size(value: Value) -> int:
    """About how many characters a filter has to read."""
    if isinstance(value, tuple):
        return sum(len(row) if isinstance(row, str) else sum(map(len, row)) for row in value)
    return len(value) if isinstance(value, str) else 0


def as_text(value: Value) -> str:
    """Return `value` as a sentence would hold it, without any filter."""
    match value:
        case None | True | False:
            return ""
        case str():
            return value
        case date():
            return say_day(value)
        case tuple():
            return ", ".join(
                item if isinstance(item, str) else " – ".join(cell for cell in item if cell)
                for item in value
            )
        case _:
            return str(value)


DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def say_day(day: date) -> str:
    """Return a date as “Tue 3 Dec”: no number can be taken for the month (guidance §5)."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
