"""How long it takes to try every branch of every scenario, and every talk."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from bench.figure import Figure
from bench.place import coach, environment
from coach.scenario.library import has_rehearsal, ids

LIMIT = 60.0
"""Seconds for all of them, on two idle cores. The one promise here that hangs on the machine."""


def covering(folder: Path, rounds: int) -> list[Figure]:
    """Measure `coach cover` of all scenarios at once, as an author runs it."""
    variables = environment(folder)
    best = float("inf")
    for _round in range(rounds):
        start = time.perf_counter()
        done = subprocess.run(coach("cover"), env=variables, stdout=subprocess.DEVNULL)
        assert done.returncode in (0, 1), "coach cover came to no end"
        best = min(best, time.perf_counter() - start)
    talked = sum(map(has_rehearsal, ids()))
    note = f"{len(ids())} scenarios, 400 random paths each; {talked} with 10,000 random talks each"
    return [Figure("trying every branch and every talk of all scenarios", best, LIMIT, "s", note)]
