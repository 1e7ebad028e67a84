"""How long a command takes, beside a Python that does nothing."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from datetime import date
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
PACKS = 10


def add_packs(folder: Path, count: int) -> None:
    """Have so many packs in the home of what is measured, each with all that ours have."""
    from coach.packs import shelf
    from coach.packs.contents import contents
    from coach.scenario import installed, library

    home = os.environ.get("COACH_HOME")
    os.environ["COACH_HOME"] = environment(folder)["COACH_HOME"]
    try:
        for added in installed.every():
            shelf.remove(added.id)
        for number in range(count):
            found = contents(library.folder())
            head = found.files["pack.toml"].decode().replace('"coach"', f'"pack-{number}"')
            found.files["pack.toml"] = head.encode()
            shelf.add(shelf.manifest(found, date(2026, 11, 29)), found)
    finally:
        os.environ.pop("COACH_HOME")
        if home is not None:
            os.environ["COACH_HOME"] = home


def commands(folder: Path, rounds: int) -> list[Figure]:
    """Measure the commands that open no app."""
    variables = environment(folder)

    def run(command: list[str]) -> float:
        start = time.perf_counter()
        subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - start

    def beside_nothing(promise: str, arguments: tuple[str, ...], limit: float) -> Figure:
        ours, nothing = interleaved(
            partial(run, coach(*arguments)),
            partial(run, python("-c", "pass")),
            rounds,
        )
        mine, other = statistics.median(ours), statistics.median(nothing)
        note = f"{milliseconds(mine)} : {milliseconds(other)}"
        return Figure(promise, mine / other, limit, "×", note)

    figures = [beside_nothing(*promise) for promise in PROMISES]
    add_packs(folder, PACKS)
    figures.append(beside_nothing(f"coach list with {PACKS} packs, beside the same", ("list",), 10))
    add_packs(folder, 0)
    long = folder / "long.toml"
    long.write_text(long_scenario(STEPS), encoding="utf-8")
    taken = statistics.median(run(coach("check", str(long))) for _round in range(3))
    note = f"{long.stat().st_size // 1000} kB, every second step with a guard"
    figures.append(Figure(f"coach check of {STEPS:,} steps", taken, 2.0, "s", note))
    return figures
