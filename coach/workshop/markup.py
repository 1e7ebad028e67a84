"""The words of a web page or an email, without what is around them. In time that grows with length.

A page of a stranger may be anything. So no parser that looks back is used: one walk from
front to end.
"""

from __future__ import annotations

import re
from html import unescape

_LINES = frozenset("div li tr dt dd section article main".split())
"""Elements that begin a line of their own."""
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 ul ol dl table blockquote".split())
_UNSEEN = frozenset("script style head title template noscript".split())
_NAME = re.compile(r"(/?)\s{0,9}([a-zA-Z][a-zA-Z0-9]{0,20})")


def page_text(page: str) -> str:
    """Return what a reader sees of a web page."""
    pieces: list[str] = []
    at, unseen, ends = 0, "", 0
    while at < len(page):
        start = page.find("<", at)
        start = len(page) if start < 0 else start
        said = "" if unseen else _spaced(unescape(page[at:start]))
        if said.strip():
            pieces += "\n" * ends, said
            ends = 0
        elif said and not ends:
            pieces.append(" ")
        end = page.find(">", start)
        if end < 0:
            break
        found = _NAME.match(page, start + 1, end)
        name = found[2].lower() if found else ""
        if unseen:
            unseen = "" if found and found[1] and name == unseen else unseen
        elif name in _UNSEEN and found and not found[1]:
            unseen = name
        elif name == "br":
            ends = min(2, ends + 1)
        elif name in _PARAGRAPHS:
            ends = 2
        elif name in _LINES:
            ends = max(1, ends)
        at = end + 1
    lines = "".join(pieces).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def _spaced(text: str) -> str:
    """Return `text` on one line, as a browser has it: lines of the file are none of the page."""
    return " ".join(text.split("\n")) if text else ""
