"""What leaves, as Markdown (CommonMark, with GitHub's tables). What was typed is never markup."""

from __future__ import annotations

import re

from coach.export.document import (
    Block,
    Document,
    Heading,
    Listing,
    Notes,
    Pairs,
    Paragraph,
    Table,
    lines_of,
)

_MARKUP = re.compile(r"([\\`*_\[\]<|~&])")
"""Signs that can begin markup anywhere: CommonMark's, a table's, GitHub's line through."""
_AT_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([-+#>=])")
"""Signs that begin a list, a heading, a quotation or a rule at the start of a line."""


def write(document: Document) -> str:
    """Return `document` as Markdown."""
    return "\n\n".join(text for text in map(_shown, document.blocks) if text) + "\n"


def _shown(block: Block) -> str:
    match block:
        case Heading(text=text, level=level):
            return f"{'#' * level} {_line(text)}"
        case Paragraph(text=text, look=look):
            return _strong(_lines(text)) if look == "strong" else _lines(text)
        case Listing(items=items):
            return "\n".join(f"- {_line(item)}" for item in items)
        case Pairs(rows=rows):
            return "\n".join(f"- {_strong(_line(label))} {_line(text)}" for label, text in rows)
        case Table(head=head, rows=rows):
            return "\n".join(
                [_row(head), "|" + " --- |" * len(head), *(_row(cells) for cells in rows)]
            )
        case Notes():
            return ""


def _strong(text: str) -> str:
    return f"**{text}**" if text else ""


def _lines(text: str) -> str:
    """Keep the lines of a text: a backslash at the end of one is a line break."""
    return "\\\n".join(_plain(line.strip()) for line in lines_of(text) if line.strip())


def _line(text: str) -> str:
    return _plain(" ".join(" ".join(lines_of(text)).split()))


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(_line(cell) for cell in cells) + " |"


def _plain(text: str) -> str:
    return _AT_START.sub(_escaped, _MARKUP.sub(r"\\\1", text))


def _escaped(found: re.Match[str]) -> str:
    number, sign, first = found.groups()
    return f"\\{first}" if first else f"{number}\\{sign}"
