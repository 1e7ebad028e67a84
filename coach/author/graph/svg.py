"""A graph as a picture that stands by itself: no script, no font and nothing else from outside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from coach.author.graph import Graph
from coach.author.graph.layout import Box, Chip, Frame, Line, Shape, laid_out
from coach.author.graph.lettering import LINE, SMALL, TEXT, wrapped

_MARGIN = 28.0
_STYLE = """
text { font-family: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; fill: #1b2430; }
.big { font-size: 22px; font-weight: bold; }
.title { font-size: 14px; font-weight: 600; }
.small { font-size: 12px; fill: #3d4a5c; }
.words { font-size: 12px; fill: #4a3500; }
.start rect { fill: #1f3a5f; } .start text { fill: #ffffff; }
.step rect { fill: #ffffff; stroke: #5b6b7f; stroke-width: 1.5; }
.note rect { fill: #f3f4f6; stroke: #5b6b7f; stroke-dasharray: 4 3; }
.exit rect { fill: #fde8e4; stroke: #a4351f; stroke-width: 1.5; }
.exit text { fill: #6f1d0d; }
.message rect, .notes rect { fill: #e3f1e6; stroke: #2c6e3f; stroke-width: 1.5; }
.chip { fill: #fff3cd; stroke: #a67c00; }
.frame { fill: #f6f8fb; stroke: #c3cad4; }
.line { fill: none; stroke: #4b5a6e; stroke-width: 1.75; stroke-linejoin: round; }
.leaves { stroke: #a4351f; stroke-dasharray: 5 4; }
.head { fill: #4b5a6e; } .leaves.head { fill: #a4351f; stroke: none; }
"""
# What XML 1.0 can't hold besides the controls that are gone by now.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(graph: Graph) -> str:
    """Return `graph` as the text of an SVG file."""
    picture = laid_out(graph)
    wide = max(picture.width, 420.0)
    title = wrapped(graph.title, wide, 22)
    about = wrapped(graph.summary, wide, SMALL)
    head = 28.0 * len(title) + LINE[SMALL] * len(about) + 18
    width, height = round(wide + 2 * _MARGIN), round(head + picture.height + 2 * _MARGIN)
    # A frame lies under what is in it, a line under the words on it.
    order = (Frame, Line, Chip, Box)
    shapes = sorted(picture.shapes, key=lambda shape: order.index(type(shape)))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title about">',
            f'<title id="title">{safe(graph.title)}</title>',
            f'<desc id="about">{safe(graph.summary)}</desc>',
            f"<style>{_STYLE}</style>",
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            *_lines(title, _MARGIN, _MARGIN + 18, "big", 28.0, "start"),
            *_lines(about, _MARGIN, _MARGIN + 28 * len(title) + 12, "small", 16.0, "start"),
            f'<g transform="translate({_MARGIN:g} {_MARGIN + head:g})">',
            *(line for shape in shapes for line in _drawn(shape)),
            "</g>",
            "</svg>",
            "",
        ]
    )


def safe(text: str) -> str:
    """Return `text` as it may stand in an SVG file, between tags or between quotes."""
    return escape(_NO_XML.sub("\ufffd", text))


def _drawn(shape: Shape) -> Iterable[str]:
    match shape:
        case Box():
            return _box(shape)
        case Chip():
            middle = shape.x + shape.width / 2
            return (
                f'<rect class="chip" {_place(shape)} rx="8"/>',
                *_lines(shape.words, middle, shape.y + 18, "words", LINE[SMALL]),
            )
        case Frame():
            return (
                f'<rect class="frame" {_place(shape)} rx="10"/>',
                *_lines(shape.title, shape.x + 14, shape.y + 22, "title", LINE[TEXT], "start"),
            )
        case Line():
            return _line(shape)


def _box(box: Box) -> Iterable[str]:
    middle = box.x + box.width / 2
    round_ = 18 if box.look in ("start", "exit") else 5
    below = box.y + 23 + LINE[TEXT] * len(box.title)
    yield f'<g class="{box.look}">'
    if box.asks:
        yield f"<title>{safe(box.asks)}</title>"
    yield f'<rect {_place(box)} rx="{round_}"/>'
    yield from _lines(box.title, middle, box.y + 23, "title", LINE[TEXT])
    yield from _lines(box.small, middle, below - 2, "small", LINE[SMALL])
    yield "</g>"


def _line(line: Line) -> Iterable[str]:
    leaves = " leaves" if line.leaves else ""
    points = " ".join(f"{x:g},{y:g}" for x, y in line.points)
    yield f'<polyline class="line{leaves}" points="{points}"/>'
    if line.head:
        (x0, _y0), (x, y) = line.points[-2:]
        sides = (
            f"{x:g},{y:g} {x - 5:g},{y - 9:g} {x + 5:g},{y - 9:g}"
            if x0 == x
            else f"{x:g},{y:g} {x - 9:g},{y - 5:g} {x - 9:g},{y + 5:g}"
        )
        yield f'<polygon class="head{leaves}" points="{sides}"/>'


def _place(shape: Box | Chip | Frame) -> str:
    return f'x="{shape.x:g}" y="{shape.y:g}" width="{shape.width:g}" height="{shape.height:g}"'


def _lines(
    words: Iterable[str], x: float, y: float, look: str, step: float, anchor: str = "middle"
) -> Iterable[str]:
    for number, line in enumerate(words):
        yield (
            f'<text class="{look}" x="{x:g}" y="{y + number * step:g}" text-anchor="{anchor}">'
            f"{safe(line)}</text>"
        )
