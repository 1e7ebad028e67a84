"""Telling whether a file is as Coach wrote it: a line before it and one after, with its sum.

TOML alone can't: cut at the end of a line, or with one letter changed, it is good TOML that
says something else. The lines are comments, so any editor and any reader of TOML opens the
file; and a person may change it, which is told and no harm.
"""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

from coach.casebook.toml import Damaged
from coach.language import _

_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?# Coach ([0-9a-f]{8})[^\n]*\n")
_LAST = re.compile(rb"# Coach ([0-9a-f]{8})\s*")


class Body(NamedTuple):
    """What stands between the two lines.

    Attributes:
        content: the TOML.
        changed: somebody, or the disk, changed it since Coach wrote it.
    """

    content: bytes
    changed: bool = False


def marked(content: bytes) -> bytes:
    """Return `content`, whole lines, with the line before it and the one after."""
    sum = _sum(content)
    said = _("You can read this file in any editor, and copy it.")
    return b"# Coach %b: %b\n%b# Coach %b\n" % (sum, said.encode(), content, sum)


def unmarked(content: bytes) -> Body:
    """Return what stands between the two lines; content that has none comes back as it is.

    Raises:
        Damaged: the end of it is missing.
    """
    first = _FIRST.match(content)
    if first is None:  # made by hand, or before there were such lines
        return Body(content)
    end = content.rstrip(b"\r\n").rfind(b"\n") + 1
    body = content[first.end() : end]
    if first[1] in (_sum(body), _sum(body.replace(b"\r\n", b"\n"))):
        return Body(body)
    if end < first.end() or not _LAST.fullmatch(content[end:]):
        raise Damaged(_("It was cut short, or its end was changed."))
    return Body(body, changed=True)


def _sum(content: bytes) -> bytes:
    return b"%08x" % zlib.crc32(content)
