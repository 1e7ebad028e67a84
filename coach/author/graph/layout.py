"""Where everything in the picture of a scenario goes.

We place things ourselves. The light layout libraries (grandalf, or Graphviz and dagre in a
wrapper) take any graph and so can't know that this one is a line with branches that join
again: they cross lines, move a question away from the one it follows, and bring a parser,
numpy or a C program along. Our shape is nested already (`branches`), and a nested shape is
placed by stacking: one piece under another along a line, branches side by side, no crossings.

All numbers are SVG user units, at 100 % a pixel each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coach.author.graph import Graph, Look, Node
from coach.author.graph.branches import Block, Branch, Fork, Stretch, leads_on
from coach.author.graph.lettering import LINE, SMALL, TEXT, wrapped
from coach.language import _
from coach.scenario.model import Step

WIDE = 214.0
"""Width of a box."""
GAP = 24.0
"""Room between two boxes for the line from one to the next."""
_EXIT_WIDE, _PAD, _HEAD, _AISLE = 176.0, 16.0, 34.0, 56.0
_SHAPELY = 1.5
"""Width to height of a picture that fits a screen or a sheet of paper."""
_MOST_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class Box:
    """A node, with its lines of text: the title's, then smaller ones."""

    x: float
    y: float
    width: float
    height: float
    look: Look
    title: tuple[str, ...]
    small: tuple[str, ...]
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """The words on a line: under which condition one comes this way."""

    x: float
    y: float
    width: float
    height: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A section, around its boxes."""

    x: float
    y: float
    width: float
    height: float
    title: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, with a head at its end where it leads into a box."""

    points: tuple[tuple[float, float], ...]
    head: bool = False
    leaves: bool = False


Shape = Box | Chip | Frame | Line


@dataclass(frozen=True, slots=True)
class Piece:
    """Some shapes, placed from (0, 0) on.

    Attributes:
        spine: where the line comes in at the top and goes out at the bottom.
        headed: the line that comes in ends at a box, so it has a head.
        leads_on: a line goes out at the bottom.
    """

    shapes: tuple[Shape, ...]
    width: float
    height: float
    spine: float
    headed: bool = True
    leads_on: bool = True


def laid_out(graph: Graph) -> Piece:
    """Return the whole picture of `graph`, without its title."""
    start = next(node for node in graph.nodes if node.look == "start")
    pieces = [_boxed(start), *(_of(block, graph) for block in graph.blocks), _ends(graph)]
    return _columns(pieces)


# ------------------------------------------------------------------ pieces


def _of(block: Block, graph: Graph) -> Piece:
    return replace(_placed(block, graph), leads_on=leads_on(block))


def _placed(block: Block, graph: Graph) -> Piece:
    match block:
        case Step():
            return _step(block, graph)
        case Stretch(section, blocks):
            return _framed(_stack([_of(each, graph) for each in blocks]), graph, section.id)
        case Fork(branches, passes):
            return _fork(branches, passes, graph)


def _boxed(node: Node, width: float = WIDE) -> Piece:
    title = wrapped(node.title, width - 24, TEXT)
    small = wrapped(node.kind, width - 24, SMALL, most=7) if node.kind else ()
    height = 18 + LINE[TEXT] * len(title) + LINE[SMALL] * len(small)
    box = Box(0, 0, width, height, node.look, title, small, node.asks)
    return Piece((box,), width, height, width / 2)


def _step(step: Step, graph: Graph) -> Piece:
    """A step, and at its right the ways out of the scenario."""
    piece = _boxed(graph.named[step.id])
    shapes, y, middle = list(piece.shapes), 0.0, piece.height / 2
    left = WIDE + 34
    for words, node in graph.exits[step.id]:
        way = _boxed(replace(node, kind=words), _EXIT_WIDE)
        shapes += _moved(way.shapes, left, y)
        into = y + min(way.height / 2, 28)
        bend = WIDE + 16
        shapes.append(
            Line(((WIDE, middle), (bend, middle), (bend, into), (left, into)), True, True)
        )
        y += way.height + 10
    if not graph.exits[step.id]:
        return piece
    height = max(piece.height, y - 10)
    if height > piece.height and leads_on(step):
        shapes.append(Line(((WIDE / 2, piece.height), (WIDE / 2, height))))
    return Piece(tuple(shapes), left + _EXIT_WIDE, height, WIDE / 2)


def _chip(words: str, width: float = WIDE) -> Piece:
    lines = wrapped(words, width - 20, SMALL, most=7)
    height = 12 + LINE[SMALL] * len(lines)
    return Piece((Chip(0, 0, width, height, lines),), width, height, width / 2)


def _fork(branches: Sequence[Branch], passes: bool, graph: Graph) -> Piece:
    """Branches side by side between two bars. At the left, straight down, who takes none."""
    arms = [
        _stack([_chip(branch.when), *(_of(block, graph) for block in branch.blocks)])
        for branch in branches
    ]
    spine, left = (_NARROW / 2, _NARROW + 16) if passes else (arms[0].spine, 0.0)
    top, above = 12.0, 12.0 + GAP - 6
    bottom = above + max(arm.height for arm in arms) + 14
    shapes: list[Shape] = []
    starts, ends = [spine], [spine]
    for arm in arms:
        x = left + arm.spine
        shapes.append(Line(((x, top), (x, above)), head=True))
        shapes += _moved(arm.shapes, left, above)
        if arm.leads_on:
            shapes.append(Line(((x, above + arm.height), (x, bottom))))
            ends.append(x)
        starts.append(x)
        left += arm.width + 22
    shapes.append(Line(((spine, 0), (spine, top))))
    shapes.append(Line(((spine, top), (max(starts), top))))
    if max(ends) > spine:
        shapes.append(Line(((spine, bottom), (max(ends), bottom))))
    if passes:
        otherwise = _chip(_("otherwise"), _NARROW)
        shapes.append(Line(((spine, top), (spine, bottom))))
        shapes += _moved(otherwise.shapes, 0, above)
    return Piece(tuple(shapes), left - 22, bottom, spine, headed=False)


_NARROW = 92.0
"""Width of the lane of those who take no branch."""


def _framed(piece: Piece, graph: Graph, section: str) -> Piece:
    width = max(piece.width + 2 * _PAD, WIDE + 2 * _PAD)
    title = wrapped(graph.headings[section], width - 2 * _PAD, TEXT)
    head = _HEAD + LINE[TEXT] * (len(title) - 1)
    inside = [*_moved(piece.shapes, _PAD, head)]
    height = head + piece.height + _PAD
    x = piece.spine + _PAD
    # The line stops at the frame: inside, it would run through the title.
    out = Line(((x, head + piece.height), (x, height)))
    shapes = (Frame(0, 0, width, height, title), *inside, *([out] if piece.leads_on else ()))
    return Piece(shapes, width, height, x)


def _stack(pieces: Sequence[Piece]) -> Piece:
    """Pieces under one another along one line."""
    spine = max(piece.spine for piece in pieces)
    shapes: list[Shape] = []
    y = width = 0.0
    for number, piece in enumerate(pieces):
        if number:
            if pieces[number - 1].leads_on:
                shapes.append(Line(((spine, y), (spine, y + GAP)), head=piece.headed))
            y += GAP
        left = spine - piece.spine
        shapes += _moved(piece.shapes, left, y)
        y += piece.height
        width = max(width, left + piece.width)
    on = all(piece.leads_on for piece in pieces)
    return Piece(tuple(shapes), width, y, spine, pieces[0].headed, on)


def _ends(graph: Graph) -> Piece:
    """What comes of it: a line at the left, and from it a way to each kind of result."""
    trunk, chip_left, box_left = 10.0, 32.0, 32.0 + WIDE + 30
    bend = chip_left + WIDE + 14
    shapes: list[Shape] = []
    y = last = 0.0
    for words, nodes in graph.ends:
        chip, boxes = _chip(words or _("always")), [_boxed(node) for node in nodes]
        row = max(chip.height, boxes[0].height)
        last = y + row / 2
        shapes.append(Line(((trunk, last), (chip_left, last)), head=True))
        shapes += _moved(chip.shapes, chip_left, last - chip.height / 2)
        below = last - boxes[0].height / 2
        for box in boxes:
            into = below + box.height / 2
            points = ((chip_left + WIDE, last), (bend, last), (bend, into), (box_left, into))
            shapes += [Line(points, head=True), *_moved(box.shapes, box_left, below)]
            below += box.height + 10
        y = max(below, y + row + 10) + 6
    shapes.append(Line(((trunk, 0), (trunk, last))))
    rows = Piece(tuple(shapes), box_left + WIDE, y - 16, trunk, leads_on=False)
    return replace(_framed(rows, graph, ""), spine=_PAD + WIDE / 2)


# ------------------------------------------------------------------ the page


def _columns(pieces: Sequence[Piece]) -> Piece:
    """Pieces in as many columns as make a picture that one can see at once."""
    pages = [_in_columns(pieces, count) for count in range(1, min(_MOST_COLUMNS, len(pieces)) + 1)]
    return min(pages, key=lambda page: abs(page.width / page.height - _SHAPELY))


def _in_columns(pieces: Sequence[Piece], count: int) -> Piece:
    low, high = max(piece.height for piece in pieces), sum(p.height + GAP for p in pieces)
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(pieces, middle)) <= count else (middle, high)
    stacks = [_stack(column) for column in _filled(pieces, high)]
    tallest = max(stack.height for stack in stacks)
    shapes: list[Shape] = []
    left, top = 0.0, 18.0 if len(stacks) > 1 else 0.0
    for number, stack in enumerate(stacks):
        shapes += _moved(stack.shapes, left, top)
        if number + 1 < len(stacks) and stack.leads_on:
            x, after = left + stack.spine, left + stack.width + _AISLE
            aisle, into = after - _AISLE / 2, after + stacks[number + 1].spine
            down = top + tallest + 18
            points = [(x, top + stack.height), (x, down), (aisle, down)]
            points += [(aisle, 2.0), (into, 2.0), (into, top)]
            shapes.append(Line(tuple(points), head=stacks[number + 1].headed))
        left += stack.width + _AISLE
    height = tallest + (2 * top + 2 if top else 0)
    return Piece(tuple(shapes), left - _AISLE, height, stacks[0].spine)


def _filled(pieces: Sequence[Piece], height: float) -> list[list[Piece]]:
    columns: list[list[Piece]] = [[]]
    used = 0.0
    for piece in pieces:
        if columns[-1] and used + GAP + piece.height > height:
            columns.append([])
            used = 0.0
        used += piece.height + (GAP if columns[-1] else 0)
        columns[-1].append(piece)
    return columns


def _moved(shapes: Iterable[Shape], x: float, y: float) -> list[Shape]:
    return [
        replace(shape, points=tuple((a + x, b + y) for a, b in shape.points))
        if isinstance(shape, Line)
        else replace(shape, x=shape.x + x, y=shape.y + y)
        for shape in shapes
    ]
