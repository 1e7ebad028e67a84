"""`python -m bench`: measure every promise of docs/architecture.md and print a table.

Ratios within one run, medians of several, the two sides in turn: so a figure means the
same on a slow machine and on a fast one. Nothing here fails a build. A test that depends
on the clock would.
"""

from __future__ import annotations

import argparse
import json
import platform
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.casebook import casebook
from bench.commands import commands
from bench.core import core
from bench.covering import covering
from bench.figure import Figure
from bench.first_frame import first_frame
from bench.hostile import hostile
from bench.keystroke import keystrokes
from bench.moves.table import moves
from bench.rehearsal import rehearsing
from bench.tone.table import tone
from bench.workshop import workshop

Measure = Callable[[Path, int], list[Figure]]

MEASURES: dict[str, tuple[Measure, int]] = {
    "first-frame": (first_frame, 15),
    "commands": (commands, 30),
    "keystroke": (keystrokes, 4),
    "core": (core, 20),
    "cover": (covering, 1),
    "hostile": (hostile, 1),
    "casebook": (casebook, 15),
    "moves": (moves, 20),
    "rehearsal": (rehearsing, 5),
    "tone": (tone, 100),
    "workshop": (workshop, 3),
}
"""What is measured, and how many rounds of it."""


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("only", nargs="*", help=", ".join(MEASURES))
    parser.add_argument("--json", action="store_true", help="for a machine")
    parser.add_argument("--rounds", type=int, help="how many rounds of each")
    chosen = parser.parse_args()
    if unknown := set(chosen.only) - set(MEASURES):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there is {', '.join(MEASURES)}")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="coach-bench-") as folder:
        for name in chosen.only or MEASURES:
            measure, rounds = MEASURES[name]
            figures += measure(Path(folder), chosen.rounds or rounds)
    print(as_json(figures) if chosen.json else as_table(figures))  # noqa: T201  # the table is what it is for


def as_table(figures: list[Figure]) -> str:
    """Return the figures for a person."""
    verdicts = {True: "met", False: "NOT MET", None: "told"}
    rows = [("promise", "figure", "limit", "", "made of")]
    for one in figures:
        least = "≥ " if one.least else ""
        limit = "" if one.limit is None else f"{least}{one.limit:g} {one.unit}"
        rows.append(
            (one.promise, f"{one.value:.2f} {one.unit}", limit, verdicts[one.met], one.note)
        )
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = [
        "  ".join(
            cell.rjust(width) if 0 < column < 3 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    python = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return "\n".join([python, "", *lines])


def as_json(figures: list[Figure]) -> str:
    """Return the figures for a machine."""
    rows = [
        {
            "promise": one.promise,
            "figure": round(one.value, 3),
            "limit": one.limit,
            "unit": one.unit,
            "met": one.met,
            "note": one.note,
        }
        for one in figures
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    main()
