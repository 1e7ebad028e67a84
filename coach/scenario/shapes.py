"""From what tomllib read to the Structs of `model`, with every misfit found and not only the first.

msgspec does it all at once for a sound file. Only where it refuses do we go field by
field, keep what fits, and say of each of the rest what should stand there.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec

from coach.language import _
from coach.scenario.findings import THE_KEY, Findings
from coach.scenario.nearest import nearest
from coach.scenario.places import Key

S = TypeVar("S", bound=msgspec.Struct)

_LONGEST_NAME = 60


def shaped(raw: Mapping[str, Any], shape: type[S], findings: Findings, path: Key = ()) -> S:
    """Return `raw` as a `shape`. What does not fit is found, and stands there as its default."""
    try:
        return msgspec.convert(raw, shape)
    except msgspec.ValidationError:
        return _table(raw, shape, findings, path)


def _table(raw: object, shape: type[S], findings: Findings, path: Key) -> S:
    if not isinstance(raw, dict):
        findings.add(
            "E103",
            _("{what} stands where a table should").format(what=_name(raw)),
            path,
            _("Write {{ key = value }}, or [[{key}]] on a line of its own.").format(key=_key(path)),
        )
        findings.broken.add(path)
        raw, complain = {}, False
    else:
        complain = True
    fields = msgspec.structs.fields(shape)
    _unknown_keys(raw, tuple(field.name for field in fields), findings, path)
    kept: dict[str, Any] = {}
    for field in fields:
        if field.name in raw:
            default = _blank(field.type) if field.required else field.default
            at = (*path, field.name)
            kept[field.name] = _value(raw[field.name], field.type, default, findings, at)
        elif field.required:
            kept[field.name] = _blank(field.type)
            findings.broken.add(path)
            if complain:
                findings.add(
                    "E106",
                    _("“{key}” is missing here").format(key=field.name),
                    path,
                    _("Add {key} = {example}").format(key=field.name, example=_example(field.type)),
                )
    return shape(**kept)


def _unknown_keys(
    raw: Mapping[str, Any], known: tuple[str, ...], findings: Findings, path: Key
) -> None:
    for key in raw:
        if key in known:
            continue
        if findings.full:
            return
        name = key[:_LONGEST_NAME]
        findings.add(
            "E102",
            _("there is no key “{key}” here").format(key=name),
            (*path, key),
            nearest(name, known),
            offset=THE_KEY,
        )


def _value(raw: object, wanted: Any, default: Any, findings: Findings, path: Key) -> Any:
    """Return `raw` as a `wanted`, or the default where it does not fit."""
    if _is_struct(wanted):
        return _table(raw, wanted, findings, path)
    item = _item(wanted)
    if _is_struct(item) and isinstance(raw, list):
        tables: list[msgspec.Struct] = []
        for number, each in enumerate(raw):
            if findings.full:
                break
            tables.append(_table(each, item, findings, (*path, number)))
        return tuple(tables)
    try:
        return msgspec.convert(raw, wanted)
    except msgspec.ValidationError:
        pass
    findings.broken.add(path[:-1])
    if item is not None and isinstance(raw, list):
        for number, each in enumerate(raw):
            if findings.full:
                break
            _value(each, item, "", findings, (*path, number))
    else:
        _misfit(raw, wanted, findings, path)
    return default


def _misfit(raw: object, wanted: Any, findings: Findings, path: Key) -> None:
    key = _key(path)
    wanted = _plain(wanted)
    if get_origin(wanted) is Literal and isinstance(raw, str):
        name = raw[:_LONGEST_NAME]
        findings.add(
            "E103",
            _("“{name}” can't stand for “{key}”").format(name=name, key=key),
            path,
            "" if findings.full else nearest(name, get_args(wanted)),
        )
        return
    if _is_struct(_item(wanted)) and isinstance(raw, dict):
        advice = _("Write [[{key}]] with two brackets: there may be several.").format(key=key)
    else:
        advice = _("Write {key} = {example}").format(key=key, example=_example(wanted))
    findings.add(
        "E103",
        _("“{key}” should be {wanted}, not {what}").format(
            key=key, wanted=_wanted(wanted), what=_name(raw)
        ),
        path,
        advice,
    )


# ------------------------------------------------------------------ types, in words


def _item(wanted: Any) -> Any:
    """Return what a list holds: X of tuple[X, ...]; None for anything else."""
    args = get_args(wanted)
    return args[0] if get_origin(wanted) is tuple and args[-1] is Ellipsis else None


def _is_struct(wanted: Any) -> bool:
    return isinstance(wanted, type) and issubclass(wanted, msgspec.Struct)


def _is_table(wanted: Any) -> bool:
    return get_origin(wanted) is dict or _is_struct(wanted)


def _plain(wanted: Any) -> Any:
    """Return `wanted` without its “or nothing”."""
    if get_origin(wanted) in (UnionType, Union):  # a Literal or nothing is the older kind
        return next(each for each in get_args(wanted) if each is not type(None))
    return wanted


def _blank(wanted: Any) -> Any:
    wanted = _plain(wanted)
    if get_origin(wanted) is Literal:
        return get_args(wanted)[0]
    if get_origin(wanted) is dict:
        return {}
    return {str: "", int: 0, bool: False}.get(wanted, ())


def _wanted(wanted: Any) -> str:
    wanted = _plain(wanted)
    if get_origin(wanted) is tuple:
        item = _item(wanted)
        if item is None:
            return _("two whole numbers")
        return _("a list of tables") if _is_struct(item) else _("a list of texts")
    return {
        str: _("a text in quotes"),
        int: _("a whole number"),
        bool: _("true or false"),
    }.get(wanted, _("a table") if _is_table(wanted) else _("one of a few words"))


def _example(wanted: Any) -> str:
    wanted = _plain(wanted)
    if get_origin(wanted) is Literal:
        return " | ".join(f'"{each}"' for each in get_args(wanted))
    if get_origin(wanted) is tuple:
        item = _item(wanted)
        if item is None:
            return "[10, 60]"
        return "[{ … }]" if _is_struct(item) else f"[{_example(item)}]"
    return {str: '"…"', int: "1", bool: "true"}.get(wanted, "{ key = … }")


def _name(raw: object) -> str:
    match raw:
        case bool():
            return _("true or false")
        case str():
            return _("a text")
        case int() | float():
            return _("a number")
        case list():
            return _("a list")
        case dict():
            return _("a table")
        case datetime.date() | datetime.time():
            return _("a date or time")
        case _:
            return _("something else")


def _key(path: Key) -> str:
    return next((name for name in reversed(path) if isinstance(name, str)), "")[:_LONGEST_NAME]
