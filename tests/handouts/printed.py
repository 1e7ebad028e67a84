"""What a printed page holds, read by a reader that is not our writer: where, how large, in what."""

from __future__ import annotations

import io
import re
from typing import NamedTuple

from pypdf import PageObject, PdfReader

MM = 72 / 25.4
"""Points in a millimeter."""


class Piece(NamedTuple):
    """A run of text on a page: where it begins, in mm from the left and the top, and its size."""

    text: str
    left: float
    top: float
    size: float


def pages(data: bytes) -> list[PageObject]:
    """Return the pages of a PDF."""
    return list(PdfReader(io.BytesIO(data)).pages)


def size_of(page: PageObject) -> tuple[float, float]:
    """Return the width and the height of a page in mm."""
    return float(page.mediabox.width) / MM, float(page.mediabox.height) / MM


def pieces(page: PageObject) -> list[Piece]:
    """Return the runs of text on a page, in order."""
    found: list[Piece] = []
    height = float(page.mediabox.height)

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            left = cm[0] * tm[4] + cm[4]
            top = height - (cm[3] * tm[5] + cm[5])
            found.append(Piece(text.strip(), left / MM, top / MM, size * abs(tm[3])))

    page.extract_text(visitor_text=visit)
    return found


def words(data: bytes) -> list[str]:
    """Return what a PDF says, word by word; places where a line may end are no words."""
    return "\n".join(one.extract_text() for one in pages(data)).replace("\u200b", "").split()


def colors(page: PageObject) -> set[int]:
    """Return how many numbers a color has on a page: 1 is grey, 3 is red, green and blue."""
    spaces = page["/Resources"].get("/ColorSpace", {})
    found = {int(space.get_object()[1].get_object()["/N"]) for space in spaces.values()}
    plain = page.get_contents()
    assert plain is not None
    named = {b"rg": 3, b"RG": 3, b"k": 4, b"K": 4}
    return found | {named[one] for one in re.findall(rb"\s(rg|RG|k|K)\s", plain.get_data())}


def lines(page: PageObject) -> list[tuple[float, float, float]]:
    """Return the level lines of a page from top to bottom: top, left and length, in mm."""
    height = float(page.mediabox.height)
    contents = page.get_contents()
    assert contents is not None
    at = [(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)]
    start = (0.0, 0.0)
    found = []
    for operands, operator in contents.operations:
        if operator == b"q":
            at.append(at[-1])
        elif operator == b"Q":
            at.pop()
        elif operator == b"cm":
            a, b, c, d, e, f = map(float, operands)
            m = at[-1]
            at[-1] = (
                a * m[0] + b * m[2], a * m[1] + b * m[3], c * m[0] + d * m[2],
                c * m[1] + d * m[3], e * m[0] + f * m[2] + m[4], e * m[1] + f * m[3] + m[5],
            )  # fmt: skip
        elif operator in (b"m", b"l"):
            x, y = map(float, operands)
            m = at[-1]
            there = (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])
            if operator == b"l" and abs(there[1] - start[1]) < 0.1:
                left, right = sorted((start[0], there[0]))
                found.append(((height - there[1]) / MM, left / MM, (right - left) / MM))
            start = there
    return sorted(found)
