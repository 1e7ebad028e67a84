"""A casebook of ten thousand sessions, beside one of ten: the first list, and a search."""

from __future__ import annotations

import statistics
import subprocess
import time
from functools import partial
from pathlib import Path

from bench.figure import Figure, interleaved, milliseconds
from bench.first_frame import HOME, SCENARIO
from bench.many_sessions import LAST, many_sessions
from bench.place import ROOT, coach, environment, python
from bench.terminal import Program

MANY = (10_000, 300, 1_500)
FEW = (10, 3, 5)
"""Sessions, families, entries of the log."""

SOUGHT = ("zeppelin", "oka", "marz light", "maya tears", "nguyen", "leo science loud", "a")
"""From a word that hardly any session has to a letter that all have."""

_SHOWN = 30
"""So many of what was found a face shows."""

_LIST = str(ROOT / "bench" / "apps" / "first_list.py")


def casebook(folder: Path, rounds: int) -> list[Figure]:
    """Measure what a person waits for whose casebook has grown large."""
    variables = {}
    for name, size in (("many", MANY), ("few", FEW)):
        variables[name] = {**environment(folder), "COACH_HOME": str(folder / name)}
        many_sessions(folder / name, *size)

    def start(name: str) -> float:
        begin = time.perf_counter()
        subprocess.run(python(_LIST), env=variables[name], stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - begin

    built = start("many")
    many, few = interleaved(partial(start, "many"), partial(start, "few"), rounds)
    mine, other = statistics.median(many), statistics.median(few)
    return [
        Figure(
            f"first list of {MANY[0]:,} sessions, beside one of {FEW[0]}",
            mine / other,
            1.3,
            "×",
            f"{milliseconds(mine)} : {milliseconds(other)}, from the start of Python",
        ),
        *_searches(folder / "many"),
        _after_a_sitting(folder / "many", partial(start, "many")),
        *_on_the_screen(variables, max(rounds // 3, 1)),
        _caseload(folder / "many"),  # last: it makes this a coach's casebook
        Figure(
            f"making the index of {MANY[0]:,} sessions",
            built - mine,
            None,
            "s",
            f"{(folder / 'many' / 'index.sqlite').stat().st_size // 1_000_000} MB",
        ),
    ]


def _caseload(home: Path) -> Figure:
    """A coach's desk: a line for each family, with an hour and a note kept of every one."""
    from coach.casebook.notebook import Hour, with_hour, with_note
    from coach.casebook.store import Casebook
    from coach.guide.meeting import cases

    hour = Hour(id="1", began=LAST, closed=LAST.isoformat())
    times = []
    with Casebook(home) as book:
        for card in book.families():
            book.change_notes(
                card.id, lambda kept: with_hour(with_note(kept, "n", "Ask again.", LAST), hour)
            )
        for _round in range(5):
            begin = time.perf_counter()
            found = cases(book, LAST.date())
            times.append(time.perf_counter() - begin)
    return Figure(
        f"the caseload: {len(found)} families, {MANY[0]:,} sessions",
        statistics.median(times) * 1000,
        500,
        "ms",
    )


def _searches(home: Path) -> list[Figure]:
    from coach.casebook.store import Casebook

    with Casebook(home) as book:
        book.recent(1, finished=False)
        taken = {}
        for text in SOUGHT:
            times = []
            for _round in range(5):
                begin = time.perf_counter()
                book.search(text, _SHOWN)
                total = book.found(text)
                times.append(time.perf_counter() - begin)
            taken[text] = (statistics.median(times), total)
        text, (slowest, total) = max(taken.items(), key=lambda one: one[1][0])
        book.refresh()  # reads once more what was as new as the clock when it was read
        begin = time.perf_counter()
        book.refresh()
        compared = time.perf_counter() - begin
    note = f"“{text}”, {total:,} found; the quickest {milliseconds(min(taken.values())[0])}"
    return [
        Figure(f"search in {MANY[0]:,} sessions, the slowest", slowest * 1000, 50, "ms", note),
        Figure("looking for files edited by hand", compared * 1000, None, "ms"),
    ]


def _after_a_sitting(home: Path, start: partial[float]) -> Figure:
    """Measure the first list after a session was saved, and no list since."""
    from msgspec.structs import replace

    from coach.casebook.store import Casebook

    times = []
    for number in range(5):
        with Casebook(home) as book, book.create("concern") as opened:
            opened.save(replace(opened.session, title=f"Maya {number}", answers={"urgent": "no"}))
        times.append(start())
    taken = statistics.median(times) * 1000
    return Figure("first list after a sitting", taken, None, "ms", "from the start of Python")


def _on_the_screen(variables: dict[str, dict[str, str]], rounds: int) -> list[Figure]:
    """Measure the app itself, from Enter in the shell to its list, and what memory it holds."""
    held: dict[str, list[float]] = {name: [] for name in variables}

    def start(name: str) -> float:
        with Program(coach(), variables[name]) as program:
            program.wait_for(HOME)
            listed = program.wait_for(SCENARIO)
            held[name].append(program.megabytes())
            return listed - program.started

    many, few = interleaved(partial(start, "many"), partial(start, "few"), rounds)
    mine, other = statistics.median(many), statistics.median(few)
    more = statistics.median(held["many"]) - statistics.median(held["few"])
    return [
        Figure(
            f"the app's list with {MANY[0]:,} sessions, beside {FEW[0]}",
            mine / other,
            None,
            "×",
            f"{milliseconds(mine)} : {milliseconds(other)}",
        ),
        Figure("memory it takes more", more, None, "MB"),
    ]
