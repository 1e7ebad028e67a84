"""Sheets to fill in, from what `handouts.toml` says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from coach.export.names import safe_name
from coach.handouts.sheet import (
    Block,
    Box,
    Choices,
    Fields,
    Grid,
    Handout,
    Heading,
    Lines,
    Plain,
    Step,
    Text,
    Ticks,
)
from coach.scenario.handouts import (
    MOST_BLOCKS,
    MOST_LABELS,
    MOST_LINES,
    MOST_TIMES,
    MOST_WIDTH,
    Item,
    Sheet,
)
from coach.scenario.text import clean_line


def blank(sheet: Sheet) -> Handout:
    """Return a sheet to fill in. What a stranger's file has too much of is left out."""
    return Handout(
        stem=safe_name(sheet.id),
        title=clean_line(sheet.title),
        about="",
        how=clean_line(sheet.how),
        blocks=blocks_of(sheet),
        fills=True,
    )


def blocks_of(sheet: Sheet) -> tuple[Block, ...]:
    """Return what stands on a sheet, under its title."""
    steps = iter(range(1, MOST_BLOCKS * MOST_TIMES + 1))
    found: list[Block] = []
    for block in sheet.block[:MOST_BLOCKS]:
        if block.kind == "box":
            for _time in range(_within(block.times, MOST_TIMES)):
                found.append(Box(tuple(_plain(block.item, steps))))
        else:
            found += _plain([block], steps)
    if sheet.source:
        found.append(Text(clean_line(sheet.source), quiet=True))
    return tuple(found)


def _plain(items: Iterable[Item], steps: Iterator[int]) -> Iterator[Plain]:
    for item in islice(items, MOST_BLOCKS):
        text, count = clean_line(item.text), _within(item.count, MOST_LINES)
        labels = tuple(map(clean_line, item.labels[:MOST_LABELS]))
        match item.kind:
            case "heading":
                yield Heading(text)
            case "text":
                yield Text(text, item.quiet)
            case "step":
                yield Step(next(steps), text, clean_line(item.more))
            case "fields":
                yield Fields(_wide(labels, item.widths))
            case "choices":
                yield Choices(text, labels)
            case "lines":
                yield Lines(text, count, item.mark)
            case "ticks":
                yield Ticks(labels, min(max(item.count, 0), MOST_LINES))
            case "table" if labels:
                yield Grid(_wide(labels, item.widths), count, _within(item.tall, MOST_LINES))
            case _:  # a box in a box, or a table without columns: `coach check` tells
                continue


def _wide(labels: tuple[str, ...], widths: tuple[int, ...]) -> tuple[tuple[str, int], ...]:
    given = widths if len(widths) == len(labels) else (1,) * len(labels)
    return tuple(
        (label, _within(wide, MOST_WIDTH)) for label, wide in zip(labels, given, strict=True)
    )


def _within(number: int, most: int) -> int:
    return max(1, min(number, most))
