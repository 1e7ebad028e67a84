"""What leaves, as PDF (Typst, Apache-2.0): tagged for screen readers, as PDF/UA-1 asks.

Typst shapes every script (HarfBuzz), puts the right-to-left in order, and takes the
document as data: no word of it is read as markup. It could fetch packages by name; the
page names none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from coach.errors import CoachError
from coach.export.document import (
    Block,
    Document,
    Heading,
    Listing,
    Notes,
    Pairs,
    Paragraph,
    Table,
    is_right_to_left,
    lines_of,
    words_in,
)
from coach.export.extra import extra
from coach.export.fonts import fonts_for
from coach.language import _

LONGEST = 1_500_000
"""Characters: some 800 pages. Setting more takes memory that not every machine has."""

LONGEST_WORD = 40
"""Letters of a word that a line of the whole page holds, whatever they are."""
_MAY_BREAK = "\u200b"
"""A place where a line may end that is not seen: an address must not run off the page."""


def write(document: Document) -> bytes:
    """Return `document` as a PDF file, the same for the same document.

    Raises:
        CoachError: the extra is not installed; there is a sign that no font can print; or
            it is too long.
    """
    page = {
        "title": one_line(document.title),
        "large": document.large,
        "one_page": document.one_page,
        "blocks": _blocks(document.blocks),
    }
    return typeset(Path(__file__).with_name("page.typ"), page, words_in(document))


def typeset(template: Path, page: Mapping[str, Any], words: Iterable[str]) -> bytes:
    """Return a page of data as a PDF file.

    Args:
        template: a Typst file. It gets `page` as data, with `fonts` in it.
        words: every text of it, to be looked up in the fonts.

    Raises:
        CoachError: as `write`.
    """
    typst = extra("typst", _("PDF"))
    every = [*map(_clean, words)]
    if sum(map(len, every)) > LONGEST:
        raise CoachError(
            _("This is too long for a PDF."),
            advice=_("Save it for Word or as a web page instead."),
        )
    fonts = fonts_for(every)
    try:
        made: bytes = typst.compile(
            template.read_bytes(),
            font_paths=list(fonts.folders),
            ignore_system_fonts=True,
            sys_inputs={"document": json.dumps({**page, "fonts": fonts.families})},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        raise CoachError(
            _("The PDF could not be made: {reason}.").format(reason=error.message.rstrip(".")),
            advice=_("Save it for Word or as a web page instead."),
        ) from error
    return made


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """Return the blocks as data. No level of heading is left out: a reader goes by them."""
    level, shown = 0, []
    for block in blocks:
        if isinstance(block, Heading | Notes):
            wanted = block.level if isinstance(block, Heading) else 2
            level = min(wanted, level + 1)
        shown.append(_shown(block, level))
    return shown


def _shown(block: Block, level: int) -> dict[str, Any]:
    match block:
        case Heading(text=text):
            return {"kind": "heading", "text": line_data(text), "level": level}
        case Paragraph(text=text, look=look):
            return {"kind": "paragraph", "text": lines_data(text), "look": look}
        case Listing(items=items):
            return {"kind": "list", "items": [line_data(item) for item in items]}
        case Pairs(rows=rows):
            return {
                "kind": "pairs",
                "rows": [[line_data(at), lines_data(text)] for at, text in rows],
            }
        case Table(head=head, rows=rows):
            return {
                "kind": "table",
                "head": [line_data(name) for name in head],
                "rows": [[line_data(cell) for cell in cells] for cells in rows],
            }
        case Notes(label=label, lines=lines):
            return {"kind": "notes", "text": line_data(label), "lines": lines, "level": level}


def lines_data(text: str, longest: int = LONGEST_WORD) -> dict[str, Any]:
    """Return a text with its own lines as data.

    Args:
        longest: letters of one word that a line is sure to hold; a longer one may be broken.
    """
    broken = re.compile(rf"[^\s\u0590-\U0010ffff]{{{longest + 1},}}")
    piece = longest // 2

    def breakable(found: re.Match[str]) -> str:
        word = found[0]
        return _MAY_BREAK.join(word[at : at + piece] for at in range(0, len(word), piece))

    lines = [broken.sub(breakable, line) for line in lines_of(text)]
    return {"lines": lines, "rtl": is_right_to_left(text)}


def line_data(text: str, longest: int = LONGEST_WORD) -> dict[str, Any]:
    """Return a text as data, on one line."""
    return lines_data(one_line(text), longest)


def one_line(text: str) -> str:
    """Return `text` made plain, on one line."""
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    return "\n".join(lines_of(text))
