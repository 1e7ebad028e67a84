"""What a template is once it is read: nodes, and what can be asked of them."""

from __future__ import annotations

from typing import Any

import msgspec


class Name(msgspec.Struct, frozen=True):
    """A step's answer (`seen`) or a record's field (`child.name`), with its place."""

    key: str
    offset: int


class Literal(msgspec.Struct, frozen=True):
    """A text, a number, a truth value or a list of texts, with its place."""

    value: str | int | bool | tuple[str, ...]
    offset: int


class Filter(msgspec.Struct, frozen=True):
    """`expr|name`."""

    expr: Expr
    name: str
    offset: int


class Not(msgspec.Struct, frozen=True):
    """`not expr`."""

    expr: Expr


class Both(msgspec.Struct, frozen=True):
    """`left and right`, or `left or right` where `either` is true."""

    left: Expr
    right: Expr
    either: bool


class Compare(msgspec.Struct, frozen=True):
    """`left op right`; op is one of == != < <= > >= in, not in."""

    op: str
    left: Expr
    right: Expr


Expr = Name | Literal | Filter | Not | Both | Compare


class Data(msgspec.Struct, frozen=True):
    """Text that stands as it is."""

    text: str


class Verb(msgspec.Struct, frozen=True):
    """A verb after a pronoun, for one (she is) and for they (they are)."""

    one: str
    they: str


class Output(msgspec.Struct, frozen=True):
    """`{{ expr }}`."""

    expr: Expr


class If(msgspec.Struct, frozen=True):
    """`{% if %}` with its `elif`s, in order, and what `else` holds."""

    branches: tuple[tuple[Expr, Body], ...]
    orelse: Body


Body = tuple[Data | Verb | Output | If, ...]


# ------------------------------------------------------------------ asking about it


def names(node: Body | Expr) -> tuple[Name, ...]:
    """Return every name that a template or guard reads, in reading order."""
    return tuple(expr for expr in expressions(node) if isinstance(expr, Name))


def filters(node: Body | Expr) -> tuple[Filter, ...]:
    """Return every filter that a template or guard uses, in reading order."""
    return tuple(expr for expr in expressions(node) if isinstance(expr, Filter))


def comparisons(node: Body | Expr) -> tuple[Compare, ...]:
    """Return every comparison in a template or guard, in reading order."""
    return tuple(expr for expr in expressions(node) if isinstance(expr, Compare))


def expressions(node: Body | Expr) -> list[Expr]:
    """Return every expression in a template or guard, outer before inner, in reading order."""
    todo: list[Any] = [node]
    found: list[Expr] = []
    while todo:
        item = todo.pop()
        kind = type(item)  # asked hundreds of times for each file, so without a match
        if kind is tuple:
            todo.extend(item[::-1])
        elif kind is Output:
            todo.append(item.expr)
        elif kind is If:
            todo.append(item.orelse)
            for test, body in reversed(item.branches):
                todo += (body, test)
        elif kind is not Data and kind is not Verb:
            found.append(item)
            if kind is Filter or kind is Not:
                todo.append(item.expr)
            elif kind is Both or kind is Compare:
                todo += (item.right, item.left)
    return found
