"""A table as the bytes of a TOML file, and back. What was written can be read: it is tried.

tomllib reads, tomli-w writes. Texts of several lines are written as such, for a person
who opens the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from coach.errors import CoachError
from coach.language import _

MOST_BYTES = 8_000_000
"""No file of ours is larger: some fifty answers of the greatest length, in any script."""

_A_LINE = 100
"""Characters that tomli-w puts into one."""

DEEPEST = 32
"""Tables within tables. Ours are three deep; a file that goes on and on is no file of ours."""


# tomllib's time and memory grow with the square of the parts of a dotted key.
_LONG_KEY = re.compile(rb"(?m)^[ \t]*\[{0,2}(?:[\w-]+[ \t]*\.[ \t]*){64,}")


class Damaged(ValueError):
    """Bytes that are not a file of ours. The message says why, in a sentence for a person."""


class TooMuch(CoachError):
    """There is more in a record than its file may hold."""

    def __init__(self) -> None:
        super().__init__(
            _("This is more than a file of Coach can hold."),
            advice=_("Shorten the longest answers. What was saved before is safe."),
        )


def parse(content: bytes) -> dict[str, Any]:
    """Return the table that `content` holds.

    Raises:
        Damaged: it is not UTF-8, not TOML, too large or too deep.
    """
    if len(content) > MOST_BYTES:
        raise Damaged(_("It is far larger than anything Coach writes."))
    if _LONG_KEY.search(content):
        raise Damaged(_("It has a key with more parts than anything Coach writes."))
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))  # an editor may add the mark
    except UnicodeDecodeError:
        raise Damaged(_("It holds bytes that are not text.")) from None
    except (ValueError, RecursionError) as error:  # tomllib's own errors are ValueErrors
        raise Damaged(_("It is not TOML ({reason}).").format(reason=error)) from None
    if _depth(table) > DEEPEST:
        raise Damaged(_("Its tables lie too deep within each other."))
    if not table:  # an empty file is what a power cut leaves, not what Coach writes
        raise Damaged(_("It is empty."))
    return table


Pieces = dict[str, bytes]
"""What was rendered before, a table or a list's item each, by what it says."""


def render(table: Mapping[str, Any], before: Pieces | None = None) -> bytes:
    """Return `table` as the content of a TOML file; `parse` gives the same table back.

    Tuples become lists. Half a surrogate pair, which no file can hold, becomes U+FFFD:
    one bad character must not cost the session.

    Args:
        before: what was rendered the last time: only what has changed since is written out
            and tried anew. Holds this time's pieces afterwards.

    Raises:
        TypeError: a value that TOML has no type for (such as None): a mistake in Coach.
        ValueError: a table that could not be read again.
        TooMuch: there is more in it than a file may hold.
    """
    known = before if before is not None else {}
    now: Pieces = {}

    def written(piece: dict[str, Any]) -> bytes:
        says = repr(piece)
        now[says] = known.get(says) or _rendered(piece)
        return now[says]

    top, apart = _pieces(_plain(table))
    parts = [b"".join(map(written, top))] if top else []
    content = b"\n".join([*parts, *map(written, apart)])
    known.clear()
    known.update(now)
    if len(content) > MOST_BYTES:
        raise TooMuch
    return content


def _pieces(table: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Part a table so that its parts, written one after the other, are the whole.

    Returns:
        What stands at the top of the file; each table, and each item of a list of tables that
        are long enough to stand by themselves.
    """
    top: dict[str, Any] = {}
    apart: list[dict[str, Any]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            apart.append({key: value})
        elif isinstance(value, list) and value and all(map(_is_long, value)):
            apart += [{key: [item]} for item in value]
        else:
            top[key] = value
    return (_rows(top) if top or not apart else []), apart


def _rows(top: dict[str, Any]) -> list[dict[str, Any]]:
    """Part what stands at the top: each list by itself. One of short tables may come last there."""
    lists = {key for key, value in top.items() if isinstance(value, list)}
    if any(isinstance(item, dict) for key in lists for item in top[key]):
        return [top]
    rows = groupby(top.items(), key=lambda row: row[0] if row[0] in lists else "")
    return [dict(row) for _list, row in rows] or [top]


def _is_long(item: Any) -> bool:
    """Whether tomli-w is sure to write it as a table of its own, and not within a line."""
    return isinstance(item, dict) and _letters(item) > _A_LINE


def _letters(value: Any) -> int:
    match value:
        case str():
            return len(value)
        case dict():
            return sum(map(_letters, value.values()))
        case list():
            return sum(map(_letters, value))
        case _:
            return 0


def _rendered(piece: dict[str, Any]) -> bytes:
    import tomli_w

    content = tomli_w.dumps(piece, multiline_strings=True).encode()
    if len(content) > MOST_BYTES:
        raise TooMuch
    # tomli-w turns "\r\n" within a text of several lines into "\n". Seldom, but then
    # exactness comes before looks.
    if _reads_as(content, piece):
        return content
    content = tomli_w.dumps(piece).encode()
    parse(content)
    return content


def _reads_as(content: bytes, table: dict[str, Any]) -> bool:
    try:
        return parse(content) == table
    except Damaged:
        return False


def _plain(value: Any) -> Any:
    match value:
        case str():
            return _whole(value)
        case Mapping():
            return {_whole(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case _:
            return value


def _whole(text: str) -> str:
    """Return `text` with surrogate pairs joined and half ones replaced."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _depth(table: dict[str, Any]) -> int:
    """Return how deep `table` goes, without recursion, which a hostile file would exhaust."""
    deepest = 0
    waiting: list[tuple[Any, int]] = [(table, 1)]
    while waiting:
        value, depth = waiting.pop()
        deepest = max(deepest, depth)
        if isinstance(value, dict):
            waiting.extend((item, depth + 1) for item in value.values())
        elif isinstance(value, list):
            waiting.extend((item, depth + 1) for item in value)
    return deepest
