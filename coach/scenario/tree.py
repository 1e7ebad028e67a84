"""What a template is once it is read: nodes, and what can be asked of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A step's answer (`seen`) or a record's field (`child.name`), with its place."""

    key: str
    offset: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, a number, a truth value or a list of texts, with its place."""

    value: str | int | bool | tuple[str, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Filter:
    """`expr|name`."""

    expr: Expr
    name: str
    offset: int


@dataclass(frozen=True, slots=True)
class Not:
    """`not expr`."""

    expr: Expr


@dataclass(frozen=True, slots=True)
class Both:
    """`left and right`, or `left or right` where `either` is true."""

    left: Expr
    right: Expr
    either: bool


@dataclass(frozen=True, slots=True)
class Compare:
    """`left op right`; op is one of == != < <= > >= in, not in."""

    op: str
    left: Expr
    right: Expr


Expr = Name | Literal | Filter | Not | Both | Compare


@dataclass(frozen=True, slots=True)
class Data:
    """Text that stands as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb after a pronoun, for one (she is) and for they (they are)."""

    one: str
    they: str


@dataclass(frozen=True, slots=True)
class Output:
    """`{{ expr }}`."""

    expr: Expr


@dataclass(frozen=True, slots=True)
class If:
    """`{% if %}` with its `elif`s, in order, and what `else` holds."""

    branches: tuple[tuple[Expr, Body], ...]
    orelse: Body


Body = tuple[Data | Verb | Output | If, ...]


# ------------------------------------------------------------------ asking about it


def names(node: Body | Expr) -> tuple[Name, ...]:
    """Return every name that a template or guard reads, in reading order."""
    found: list[Name] = []
    for expr in _expressions(node):
        if isinstance(expr, Name):
            found.append(expr)
    return tuple(found)


def filters(node: Body | Expr) -> tuple[Filter, ...]:
    """Return every filter that a template or guard uses, in reading order."""
    return tuple(expr for expr in _expressions(node) if isinstance(expr, Filter))


def comparisons(node: Body | Expr) -> tuple[Compare, ...]:
    """Return every comparison in a template or guard, in reading order."""
    return tuple(expr for expr in _expressions(node) if isinstance(expr, Compare))


def _expressions(node: Body | Expr) -> list[Expr]:
    """Every expression in `node`, outer before inner."""
    todo: list[object] = [node]
    found: list[Expr] = []
    while todo:
        item = todo.pop()
        match item:
            case tuple():
                todo.extend(reversed(item))
            case If(branches, orelse):
                todo.append(orelse)
                for test, body in reversed(branches):
                    todo += [body, test]
            case Output(expr):
                todo.append(expr)
            case Filter(expr) | Not(expr):
                found.append(item)
                todo.append(expr)
            case Both(left, right) | Compare(_, left, right):
                found.append(item)
                todo += [right, left]
            case Name() | Literal():
                found.append(item)
            case _:
                pass
    return found
