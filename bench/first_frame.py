"""From Enter in the shell to the first frame, beside an empty Textual app."""

from __future__ import annotations

import statistics
from pathlib import Path

from bench.figure import Figure, interleaved, milliseconds
from bench.place import ROOT, coach, environment, python
from bench.terminal import Program

HOME = "What is going on?"
"""Words of Coach's first screen: a frame without them does not count."""

SCENARIO = "Say hello to a teacher"
"""What is read once the first frame is there: then there is something to choose."""

EMPTY = "palette"
"""The footer of the empty app."""


def first_frame(folder: Path, rounds: int) -> list[Figure]:
    """Measure the time to the first frame, and the memory that is held by then."""
    variables = environment(folder)
    held: dict[str, list[float]] = {HOME: [], EMPTY: []}
    listed: list[float] = []

    def start(command: list[str], words: str) -> float:
        with Program(command, variables) as program:
            seen = program.wait_for(words)
            held[words].append(program.megabytes())
            if words == HOME:
                listed.append(program.wait_for(SCENARIO) - seen)
            return seen - program.started

    ours, empty = interleaved(
        lambda: start(coach(), HOME),
        lambda: start(python(str(ROOT / "bench" / "apps" / "empty.py")), EMPTY),
        rounds,
    )
    mine, other = statistics.median(ours), statistics.median(empty)
    memory, least = (statistics.median(held[words]) for words in (HOME, EMPTY))
    return [
        Figure(
            "first frame, beside an empty Textual app",
            mine / other,
            1.25,
            "×",
            f"{milliseconds(mine)} : {milliseconds(other)}",
        ),
        Figure("from there to the list of scenarios", statistics.median(listed) * 1000, None, "ms"),
        Figure("memory at the first frame", memory, None, "MB", f"empty app: {least:.1f} MB"),
    ]
