"""How long a command takes, beside a Python that does nothing."""

from __future__ import annotations

import statistics
import subprocess
import time
from functools import partial
from pathlib import Path

from bench.figure import Figure, interleaved, milliseconds
from bench.place import coach, environment, python

PROMISES = (
    ("coach --help, beside python -c pass", ("--help",), 3.0),
    ("coach list, beside python -c pass", ("list",), 10.0),
)


def commands(folder: Path, rounds: int) -> list[Figure]:
    """Measure the commands that open no app."""
    variables = environment(folder)

    def run(command: list[str]) -> float:
        start = time.perf_counter()
        subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - start

    figures = []
    for promise, arguments, limit in PROMISES:
        ours, nothing = interleaved(
            partial(run, coach(*arguments)),
            partial(run, python("-c", "pass")),
            rounds,
        )
        mine, other = statistics.median(ours), statistics.median(nothing)
        note = f"{milliseconds(mine)} : {milliseconds(other)}"
        figures.append(Figure(promise, mine / other, limit, "×", note))
    return figures
