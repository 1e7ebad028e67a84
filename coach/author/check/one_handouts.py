"""`handouts.toml`, looked at: what keeps a sheet from being what its author meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from coach.author.check.lints.prose import check_reading
from coach.language import _
from coach.scenario.findings import Findings
from coach.scenario.handouts import (
    MOST_BLOCKS,
    MOST_LABELS,
    MOST_LINES,
    MOST_SHEETS,
    MOST_TIMES,
    MOST_WIDTH,
    Block,
    HandoutsFile,
    Item,
)
from coach.scenario.nearest import nearest
from coach.scenario.places import Key
from coach.scenario.rules import is_id

MADE_FOR_SCENARIOS = ("replies", "roles", "practices")
_LABELLED = ("fields", "choices", "ticks", "table")
_NAMED = ("heading", "text", "step")


def look_at_handouts(file: HandoutsFile, findings: Findings) -> None:
    """Find what is wrong or doubtful in a file of handouts."""
    if _too_many(file, findings):
        return
    _ids(file, findings)
    for path, item in items(file):
        _numbers(item, path, findings)
        _words(item, path, findings)
    for path, text in texts(file):
        check_reading(text, path, findings)
        if not text.strip() and path[-1] not in ("how", "source"):
            findings.add(
                "E314", _("there is no text here"), path, _("Write what the person should read.")
            )
    ids = tuple(sheet.id for sheet in file.sheet)
    if file.roles.observer and file.roles.observer not in ids:
        findings.add(
            "E308",
            _("there is no sheet “{id}”").format(id=file.roles.observer[:60]),
            ("roles", "observer"),
            nearest(file.roles.observer[:60], ids),
        )


def items(file: HandoutsFile) -> Iterator[tuple[Key, Item]]:
    """Return everything that stands on a sheet, with its key, boxes before what is in them."""
    for at, sheet in enumerate(file.sheet):
        for number, block in enumerate(sheet.block):
            path: Key = ("sheet", at, "block", number)
            yield path, block
            yield from (((*path, "item", n), one) for n, one in enumerate(block.item))


def texts(file: HandoutsFile) -> Iterator[tuple[Key, str]]:
    """Return the texts that a person reads, but those of the items, with their keys."""
    for at, sheet in enumerate(file.sheet):
        for key in ("title", "use", "how", "source"):
            yield ("sheet", at, key), getattr(sheet, key)
    parts: tuple[tuple[str, msgspec.Struct], ...] = (
        ("replies", file.replies),
        ("roles", file.roles),
        ("practices", file.practices),
    )
    for name, part in parts:
        for key, value in msgspec.structs.asdict(part).items():
            if isinstance(value, str) and key != "observer":
                yield (name, key), value
    yield from ((("roles", "steps", n), text) for n, text in enumerate(file.roles.steps))
    yield from ((("roles", "moves", id), text) for id, text in file.roles.moves.items())
    yield ("made_up",), file.made_up
    yield ("no_advice",), file.no_advice


def _too_many(file: HandoutsFile, findings: Findings) -> bool:
    counted: list[tuple[Sequence[object], Key, int]] = [(file.sheet, ("sheet",), MOST_SHEETS)]
    for at, sheet in enumerate(file.sheet[:MOST_SHEETS]):
        counted.append((sheet.block, ("sheet", at, "block"), MOST_BLOCKS))
        for number, block in enumerate(sheet.block[:MOST_BLOCKS]):
            path: Key = ("sheet", at, "block", number)
            counted.append((block.item, (*path, "item"), MOST_BLOCKS))
            counted.append((block.labels, (*path, "labels"), MOST_LABELS))
            counted += [
                (one.labels, (*path, "item", n, "labels"), MOST_LABELS)
                for n, one in enumerate(block.item[:MOST_BLOCKS])
            ]
    over = [(things, path, most) for things, path, most in counted if len(things) > most]
    for things, path, most in over:
        findings.add(
            "E313",
            _("there are {count} of “{name}”; there is room for {most}").format(
                count=len(things), name=path[-1], most=most
            ),
            path,
            _("Keep those that a person needs."),
        )
    return bool(over)


def _ids(file: HandoutsFile, findings: Findings) -> None:
    seen = set(MADE_FOR_SCENARIOS)
    for at, sheet in enumerate(file.sheet):
        if not is_id(sheet.id):
            findings.add(
                "E302",
                _("“{id}” can't be an id").format(id=sheet.id[:60]),
                ("sheet", at, "id"),
                _("Use a-z, 0-9 and single hyphens, as in one-pager."),
            )
        elif sheet.id in seen:
            findings.add(
                "E301",
                _("the id “{id}” is taken already").format(id=sheet.id),
                ("sheet", at, "id"),
                _("Give each its own id."),
            )
        seen.add(sheet.id)


def _numbers(item: Item, path: Key, findings: Findings) -> None:
    least = 0 if item.kind == "ticks" else 1
    bounds = [("count", item.count, least, MOST_LINES), ("tall", item.tall, 1, MOST_LINES)]
    if isinstance(item, Block):
        bounds.append(("times", item.times, 1, MOST_TIMES))
    bounds += [("widths", wide, 1, MOST_WIDTH) for wide in item.widths]
    for key, number, low, high in bounds:
        if not low <= number <= high:
            findings.add(
                "E305",
                _("this number is too small or too large"),
                (*path, key),
                _("Use a number from {low} to {high}.").format(low=low, high=high),
            )
    if item.widths and len(item.widths) != len(item.labels):
        findings.add(
            "E305",
            _("there are {n} widths for {m} labels").format(n=len(item.widths), m=len(item.labels)),
            (*path, "widths"),
            _("Give each label its width, or leave the widths out."),
        )


def _words(item: Item, path: Key, findings: Findings) -> None:
    lacks = (
        (item.kind in _LABELLED and not all(label.strip() for label in item.labels or ("",)))
        or (item.kind in _NAMED and not item.text.strip())
        or (item.kind == "box" and isinstance(item, Block) and not item.item)
    )
    if lacks:
        key = "labels" if item.kind in _LABELLED else "text"
        there = (*path, key) if getattr(item, key) else (*path, "kind")
        findings.add(
            "E314", _("there is no text here"), there, _("Write what the person should read.")
        )
    if item.kind == "box" and not isinstance(item, Block):
        findings.add(
            "E306",
            _("a box can't stand in a box"),
            (*path, "kind"),
            _("Put it on the sheet itself."),
        )
    for key in ("text", "more"):
        check_reading(getattr(item, key), (*path, key), findings)
