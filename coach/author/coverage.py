"""`coach coverage`: which practices each scenario teaches, and whether they belong there."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coach.language import _, ngettext
from coach.scenario.model import Card, Part, Point, Practice, Scenario, Step
from coach.scenario.text import clean_line

Say = Callable[[str], None]

WIDTH = 80
"""Columns that the table fits, where it is not on a wider screen."""
KINDS = ("steps", "points", "cards", "parts")


@dataclass(frozen=True, slots=True)
class Taught:
    """How often one scenario teaches one practice, by the kind of thing that cites it.

    Attributes:
        times: four numbers, in the order of `KINDS`.
        belongs: the practice's own `scenarios` name this one.
        counts: this scenario is one that practices name at all; of others (an urgent
            report) nothing is expected, so nothing there is out of place.
    """

    times: tuple[int, ...]
    belongs: bool
    counts: bool

    @property
    def missing(self) -> bool:
        """It should be taught here, and nothing does."""
        return self.belongs and not any(self.times)

    @property
    def elsewhere(self) -> bool:
        """It is taught here, and its `scenarios` don't say so."""
        return self.counts and not self.belongs and any(self.times)


@dataclass(frozen=True, slots=True)
class Row:
    """One practice, in every scenario; `at` is in the order of `Coverage.scenarios`."""

    id: str
    name: str
    at: tuple[Taught, ...]

    @property
    def taught(self) -> bool:
        """Some scenario teaches it."""
        return any(any(taught.times) for taught in self.at)

    @property
    def missing(self) -> bool:
        """It is not taught where it belongs, or nowhere at all."""
        return not self.taught or any(taught.missing for taught in self.at)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Practices × scenarios."""

    scenarios: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def whole(self) -> bool:
        """Every practice is taught, everywhere it belongs."""
        return not any(row.missing for row in self.rows)


def coverage(scenarios: Sequence[Scenario], practices: Iterable[Practice]) -> Coverage:
    """Return which of `practices` each of `scenarios` teaches.

    A scenario that a practice names and that is not among `scenarios` gets its column too:
    nothing is taught there yet.
    """
    practices = tuple(practices)
    named = dict.fromkeys(id for practice in practices for id in practice.scenarios)
    by_id = {scenario.id: _times(scenario) for scenario in scenarios}
    ids = tuple(dict.fromkeys([*by_id, *named]))
    rows = []
    for practice in practices:
        at = []
        for id in ids:
            times = by_id.get(id, {}).get(practice.id, [0] * len(KINDS))
            at.append(Taught(tuple(times), id in practice.scenarios, id in named))
        rows.append(Row(practice.id, practice.name, tuple(at)))
    return Coverage(ids, tuple(rows))


def _times(scenario: Scenario) -> dict[str, list[int]]:
    parts = [*scenario.part, *(part for message in scenario.message for part in message.part)]
    citing: tuple[tuple[Step | Point | Card | Part, ...], ...] = (
        scenario.steps(),
        scenario.point,
        scenario.card,
        tuple(parts),
    )
    times: dict[str, list[int]] = {}
    for kind, things in enumerate(citing):
        for thing in things:
            for practice in dict.fromkeys(thing.practice):
                times.setdefault(practice, [0] * len(KINDS))[kind] += 1
    return times


# ------------------------------------------------------------------ showing


def heads(ids: Sequence[str]) -> tuple[str, ...]:
    """Return a head of a few letters for each id: its initials, with a number where two agree."""
    short: list[str] = []
    for id in ids:
        words = clean_line(id).split("-")
        head = "".join(word[:1] for word in words)[:5] if len(words) > 1 else words[0][:2]
        again = 2
        while head in short:
            head, again = f"{head.rstrip('0123456789')}{again}", again + 1
        short.append(head)
    return tuple(short)


def cell(taught: Taught) -> str:
    """Return one field of the table."""
    if taught.missing:
        return _("missing")
    if not any(taught.times):
        return ""
    return ("+" if taught.elsewhere else "") + " ".join(str(n or "·") for n in taught.times)


def sentences(found: Coverage) -> list[str]:
    """Return what the table comes to, in sentences."""
    taught = sum(row.taught for row in found.rows)
    head = ngettext("{n} of {m} practice taught", "{n} of {m} practices taught", len(found.rows))
    head = head.format(n=taught, m=len(found.rows))
    said = [_("{head}, each where it belongs.").format(head=head) if found.whole else f"{head}."]
    for row in found.rows:
        lacking = [id for id, at in zip(found.scenarios, row.at, strict=True) if at.missing]
        if lacking:
            said.append(
                _("Missing: {practice} in {scenarios}.").format(
                    practice=row.id, scenarios=", ".join(lacking)
                )
            )
        elif not row.taught:
            said.append(_("Taught nowhere: {practice}.").format(practice=row.id))
    more = [row.id for row in found.rows if any(at.elsewhere for at in row.at)]
    if more:
        said.append(_("Also elsewhere than they say (+): {ids}.").format(ids=", ".join(more)))
    return said


def legend(found: Coverage) -> str:
    """Return what the heads and the numbers mean."""
    named = zip(heads(found.scenarios), found.scenarios, strict=True)
    return "\n".join(
        [
            *(f"{head}: {clean_line(id)}" for head, id in named),
            _("The numbers: how many steps, points, cards and parts of messages teach it."),
        ]
    )


def as_json(found: Coverage) -> str:
    """Return the whole as JSON, for programs."""
    import json

    practices: list[dict[str, Any]] = [
        {
            "id": row.id,
            "name": row.name,
            "taught": row.taught,
            "missing": _where(found, row, "missing"),
            "elsewhere": _where(found, row, "elsewhere"),
            "scenarios": {
                id: {**dict(zip(KINDS, at.times, strict=True)), "belongs": at.belongs}
                for id, at in zip(found.scenarios, row.at, strict=True)
            },
        }
        for row in found.rows
    ]
    summary: Mapping[str, Any] = {
        "scenarios": list(found.scenarios),
        "practices": practices,
        "taught": sum(row.taught for row in found.rows),
        "whole": found.whole,
    }
    return json.dumps(summary, ensure_ascii=False, indent=2)


def _where(found: Coverage, row: Row, what: str) -> list[str]:
    return [id for id, at in zip(found.scenarios, row.at, strict=True) if getattr(at, what)]


def as_table(found: Coverage, *, width: int = WIDTH, colours: bool = False) -> str:
    """Return the table as text for a terminal of `width` columns."""
    from io import StringIO

    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # Only Text goes in: Rich would read “[bold]” in a plain string as markup.
    table = Table(box=SIMPLE if colours else None, padding=(0, 1), show_edge=False)
    table.add_column(Text(_("practice")), overflow="fold", min_width=8)
    for head in heads(found.scenarios):
        table.add_column(Text(head), no_wrap=True)
    for row in found.rows:
        cells = [Text(cell(at), "bold red" if at.missing else "") for at in row.at]
        table.add_row(Text(clean_line(row.id), "" if row.taught else "bold red"), *cells)
    sink = StringIO()
    console = Console(
        file=sink, width=width, color_system="standard" if colours else None, force_terminal=colours
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in sink.getvalue().split("\n")).rstrip("\n")


def run(options: argparse.Namespace, say: Say) -> int:
    """Show the coverage of the scenarios that come with Coach.

    Returns:
        0, or 1 where a practice is not taught where it belongs.

    Raises:
        CoachError: one of them can't be read.
    """
    from coach.scenario.library import RECORDS, find, ids, practices

    # A record is kept, not taught: its columns would only fold the others.
    found = coverage([find(id) for id in ids() if id not in RECORDS], practices().values())
    if options.format == "json":
        say(as_json(found))
    else:
        _show(found, say)
    return 0 if found.whole else 1


def _show(found: Coverage, say: Say) -> None:
    import os
    import sys

    if sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and "NO_COLOR" not in os.environ:
        # `say` takes every escape out, colours too. What is in the table is clean already.
        from shutil import get_terminal_size

        sys.stdout.write(as_table(found, width=get_terminal_size().columns, colours=True) + "\n")
    else:
        say(as_table(found))
    say("")
    say(legend(found))
    say("")
    for sentence in sentences(found):
        say(sentence)
