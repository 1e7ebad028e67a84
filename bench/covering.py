"""How long it takes to try every branch of every scenario."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from bench.figure import Figure
from bench.place import coach, environment
from coach.scenario.library import ids

LIMIT = 60.0
"""Seconds for all of them, on two cores. The one promise here that hangs on the machine."""


def covering(folder: Path, rounds: int) -> list[Figure]:
    """Measure `coach cover` of all scenarios, one after the other, as an author runs it."""
    variables = environment(folder)
    best = float("inf")
    for _round in range(rounds):
        start = time.perf_counter()
        for id in ids():
            done = subprocess.run(coach("cover", id), env=variables, stdout=subprocess.DEVNULL)
            assert done.returncode in (0, 1), f"coach cover {id} came to no end"
        best = min(best, time.perf_counter() - start)
    note = f"{len(ids())} scenarios, 400 random paths each besides those planned"
    return [Figure("trying every branch of every scenario", best, LIMIT, "s", note)]
