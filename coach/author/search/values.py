"""Which answers to a step are worth trying: one of each kind that guards can tell apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from coach.author.search.truth import truth
from coach.interview.answers import empty, fault, is_empty, most_rows, settle
from coach.scenario.evaluate import FilterFunction, Value
from coach.scenario.model import PRONOUN_WORDS, Step
from coach.scenario.tree import Both, Compare, Expr, Filter, Literal, Name, Not, names

MOST_SETS = 64
"""Sets of picks, rows or words tried for one step."""
NEUTRAL = ("some words", "green hills", "quiet days", "my own text")
"""What nobody compares with. Several, so that two answers may be alike and may differ."""
NAMES = ("Mia", "Noah", "Zuri")
"""The same for names: no word of them begins an answer above (see the filter `whole`)."""

_SIMPLE = frozenset({"count", "open", "whole"})


@dataclass(frozen=True, slots=True)
class Worth:
    """The values of one step that are worth trying.

    Attributes:
        values: none of them leaves the scenario; the fuller ones come first.
        all: there is no way to answer that none of them stands for.
    """

    values: tuple[Value, ...]
    all: bool


class Asked:
    """What a set of guards asks of each name.

    Args:
        guards: every guard and test that plays a part.
    """

    def __init__(self, guards: Iterable[Expr]) -> None:
        self.equal: dict[str, dict[Value, None]] = defaultdict(dict)
        self.within: dict[str, dict[str, None]] = defaultdict(dict)
        self.numbers: dict[str, set[int]] = defaultdict(set)
        self.filters: dict[str, set[str]] = defaultdict(set)
        self.atoms: dict[str, list[Expr]] = defaultdict(list)
        self.tangled: set[str] = set()
        for guard in guards:
            for atom in _atoms(guard):
                self.atom(atom)

    def atom(self, atom: Expr) -> None:
        """Take in one comparison, or one value that is asked whether it is there."""
        keys = dict.fromkeys(name.key for name in names(atom))
        for key in keys:
            self.atoms[key].append(atom)
            if len(keys) > 1:
                self.tangled.add(key)
        if isinstance(atom, Compare):
            self.side(atom.left, atom.right, atom.op)
            self.side(atom.right, atom.left, _turned(atom.op))
        else:
            self.bare(atom)

    def bare(self, expr: Expr) -> None:
        inner = expr
        while isinstance(inner, Filter):
            inner = inner.expr
        if isinstance(inner, Name):
            self.filters[inner.key] |= _filters(expr)
            if not _filters(expr) <= _SIMPLE:
                self.tangled.add(inner.key)
        else:
            self.tangled |= {name.key for name in names(expr)}

    def side(self, one: Expr, other: Expr, op: str) -> None:
        """Take in what `one` is compared with."""
        used = _filters(one)
        inner = one
        while isinstance(inner, Filter):
            inner = inner.expr
        if not isinstance(inner, Name):
            self.tangled |= {name.key for name in names(one)}
            return
        key = inner.key
        self.filters[key] |= used
        if not isinstance(other, Literal) or not used <= _SIMPLE:
            self.tangled.add(key)
        if not isinstance(other, Literal):
            return
        value = other.value
        if isinstance(value, int):
            self.numbers[key] |= {int(value) - 1, int(value), int(value) + 1}
        elif op == "contains" and isinstance(value, str):
            self.within[key][value] = None
        else:
            self.equal[key][value] = None
            if isinstance(value, tuple):
                self.equal[key] |= dict.fromkeys(value)
            if op in ("<", "<=", ">", ">="):
                self.tangled.add(key)


def worth_trying(step: Step, asked: Asked, functions: Mapping[str, FilterFunction]) -> Worth:
    """Return the values of `step` that `asked` can tell apart, one of each kind."""
    keys = [step.id, *([step.field] if step.field else [])]
    if step.field in ("child.name", "child.pronouns"):
        keys += PRONOUN_WORDS
    candidates, whole = _candidates(step, asked, keys)
    fitting: dict[Value, None] = {}
    for value in candidates:
        settled = settle(step, value)
        if fault(step, settled) is None:
            fitting[settled] = None
    tangled = any(key in asked.tangled for key in keys) or any(
        asked.atoms.get(word) for word in keys if word in PRONOUN_WORDS
    )
    if step.kind in ("choice", "date", "note"):
        whole = True  # every one of them is there
    elif tangled or (step.kind != "text" and _reads_text(asked, keys)):
        whole = False
    values = tuple(fitting)
    if not tangled:
        values = _one_of_each(values, step, asked, keys, functions)
    return Worth(values, whole)


def _reads_text(asked: Asked, keys: list[str]) -> bool:
    return any({"whole", "open"} & asked.filters[key] for key in keys if key in asked.filters)


def _one_of_each(
    values: tuple[Value, ...],
    step: Step,
    asked: Asked,
    keys: list[str],
    functions: Mapping[str, FilterFunction],
) -> tuple[Value, ...]:
    """Keep one of the values that all guards take alike."""
    atoms = [atom for key in keys for atom in asked.atoms.get(key, ())]
    kept: dict[tuple[object, ...], Value] = {}
    for value in values:

        def look(key: str, value: Value = value) -> Value:
            return value if key in keys else None

        sign = (is_empty(value), *(truth(atom, look, functions) for atom in atoms))
        kept.setdefault(sign, value)
    return tuple(kept.values())


def _candidates(step: Step, asked: Asked, keys: list[str]) -> tuple[list[Value], bool]:
    equal = [value for key in keys for value in asked.equal.get(key, ())]
    within = list(dict.fromkeys(text for key in keys for text in asked.within.get(key, ())))
    numbers = {number for key in keys for number in asked.numbers.get(key, ())}
    used = {name for key in keys for name in asked.filters.get(key, ())}
    nothing: list[Value] = [empty(step)] if step.optional else []
    whole = True
    found: list[Value] = []
    match step.kind:
        case "choice":
            found += [option.id for option in step.options if not option.goto]
        case "many":
            ids = [option.id for option in step.options]
            named = [id for id in ids if id in within]
            spare = [id for id in ids if id not in within]
            whole = _all_sets(named)
            found += [value for value in equal if isinstance(value, tuple)]
            found += _rows(named, spare, numbers, most_rows(step))
        case "lines":
            spare = [f"row {number}" for number in range(1, most_rows(step) + 1)]
            whole = _all_sets(within)
            found += [value for value in equal if isinstance(value, tuple)]
            found += _rows(within, [*NEUTRAL[:1], *spare], numbers, most_rows(step))
        case "table":
            width = max(len(step.columns), 1)
            for count in sorted({1, most_rows(step)} | numbers):
                if 0 < count <= most_rows(step):
                    found.append(tuple((f"cell {row}",) * width for row in range(count)))
        case "scale":
            low, high = step.range
            near = {low, high, 0, 1, *numbers}
            found += sorted((n for n in near if low <= n <= high), reverse=True)
        case "date":
            found += [date(2026, 10, day) for day in (2, 5, 6)]
        case "text":
            whole = _all_sets(within) and not (used and _in_scaffold(within))
            found += _texts(equal, within, used, step.field.endswith(".name"))
        case "note":
            found.append("")
    return found + nothing, whole


def _texts(equal: list[Value], within: list[str], used: set[str], is_name: bool) -> Iterator[Value]:
    said = [*(value for value in equal if isinstance(value, str)), *within]
    words = NAMES if is_name else NEUTRAL
    neutral = [some for some in words if not any(text in some for text in said if text)]
    neutral = (neutral or list(words))[:2]
    yield from neutral
    starts = [(words, "") for words in neutral[:1]]
    if "whole" in used:
        starts.append(("She likes", "it"))
    ends = ["", "? Is it so?"]
    if "open" in used:
        starts += [("What do you see", "then"), ("How is it", "there")]
        ends += ["?", ". What do you see?"]
    for chosen in _sets(within):
        for first, last in starts:
            whole = " ".join(word for word in (first, *chosen, last) if word)
            # A space at the end of what is looked for is there only before more.
            whole = f"{first} {' '.join(chosen)} {last or 'now'}" if chosen else whole
            yield from (f"{whole}{end}" for end in (ends if used else ends[:1]))
    yield from (value for value in equal if isinstance(value, str))


def _rows(named: list[str], spare: list[str], numbers: set[int], most: int) -> Iterator[Value]:
    """Sets of the rows that are asked for, filled up with others to the counts asked for."""
    counts = sorted(n for n in {1, 2, most, *numbers} if n > 0)
    for chosen in _sets(named):
        for count in [len(chosen), *counts]:
            missing = count - len(chosen)
            if 0 < count <= most and 0 <= missing <= len(spare):
                yield (*chosen, *spare[:missing])


_SCAFFOLD = "what do you see then how is it there now she likes it is it so"


def _in_scaffold(within: list[str]) -> bool:
    """Whether our own words in a made-up answer have what is looked for, wanted or not."""
    return any(text.casefold() in _SCAFFOLD for text in within if text)


def _all_sets(things: list[str]) -> bool:
    return 1 << len(things) <= MOST_SETS


def _sets(things: list[str]) -> Iterator[tuple[str, ...]]:
    """Every set of `things`; of many, the smallest, and all but one, and all."""
    if _all_sets(things):
        for size in range(len(things) + 1):
            yield from combinations(things, size)
        return
    yield ()
    for thing in things:
        yield (thing,)
        yield tuple(other for other in things if other != thing)
    yield tuple(things)


def _atoms(expr: Expr) -> Iterator[Expr]:
    """The comparisons and bare values that `and`, `or` and `not` join."""
    todo = [expr]
    while todo:
        match todo.pop():
            case Not(inner):
                todo.append(inner)
            case Both(left, right):
                todo += [right, left]
            case atom:
                yield atom


def _filters(expr: Expr) -> set[str]:
    """The names of the filters in one comparison or value."""
    found: set[str] = set()
    todo: list[Expr] = [expr]
    while todo:
        match todo.pop():
            case Filter(inner, name):
                found.add(name)
                todo.append(inner)
            case Compare() | Both() as pair:
                todo += [pair.left, pair.right]
            case Not(inner):
                todo.append(inner)
            case _:
                pass
    return found


def _turned(op: str) -> str:
    """What an operator is for its right side; `in` is “contains” there."""
    return "contains" if op in ("in", "not in") else op
