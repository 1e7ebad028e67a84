"""How long a command takes, beside a Python that does nothing."""

from __future__ import annotations

import statistics
import subprocess
import time
from functools import partial
from pathlib import Path

from bench.figure import Figure, interleaved, milliseconds
from bench.long_scenario import long_scenario
from bench.place import ROOT, coach, environment, python

PROMISES = (
    ("coach --help, beside python -c pass", ("--help",), 3.0),
    ("coach list, beside python -c pass", ("list",), 10.0),
    (
        "coach check FILE, beside python -c pass",
        ("check", str(ROOT / "scenarios" / "first-contact.toml")),
        10.0,
    ),
)
STEPS = 2_000


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
    long = folder / "long.toml"
    long.write_text(long_scenario(STEPS), encoding="utf-8")
    taken = statistics.median(run(coach("check", str(long))) for _round in range(3))
    note = f"{long.stat().st_size // 1000} kB, every second step with a guard"
    figures.append(Figure(f"coach check of {STEPS:,} steps", taken, 2.0, "s", note))
    return figures
