"""A table as the bytes of a TOML file, and back. What was written can be read: it is tried.

tomllib reads, tomli-w writes. Texts of several lines are written as such, for a person
who opens the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from coach.errors import CoachError
from coach.language import _

MOST_BYTES = 8_000_000
"""No file of ours is larger: some fifty answers of the greatest length, in any script."""

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


def render(table: Mapping[str, Any]) -> bytes:
    """Return `table` as the content of a TOML file; `parse` gives the same table back.

    Tuples become lists. Half a surrogate pair, which no file can hold, becomes U+FFFD:
    one bad character must not cost the session.

    Raises:
        TypeError: a value that TOML has no type for (such as None): a mistake in Coach.
        ValueError: a table that could not be read again.
        TooMuch: there is more in it than a file may hold.
    """
    import tomli_w

    plain = _plain(table)
    content = tomli_w.dumps(plain, multiline_strings=True).encode()
    if len(content) > MOST_BYTES:
        raise TooMuch
    # tomli-w turns "\r\n" within a text of several lines into "\n". Seldom, but then
    # exactness comes before looks.
    if _reads_as(content, plain):
        return content
    content = tomli_w.dumps(plain).encode()
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
