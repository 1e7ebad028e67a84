"""What a cover counted, in the order in which it is told; and all of it for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from coach.author.cover.faults import in_words
from coach.author.cover.tally import Found, Sizes
from coach.author.cover.targets import Kind
from coach.author.cover.words import answers_toml, place_of, what_of, why_of
from coach.errors import Place
from coach.language import _
from coach.scenario.places import Places

if TYPE_CHECKING:
    from coach.author.cover import Report


def heads() -> dict[Kind, str]:
    """Return what is counted, in the order in which it is told."""
    return {
        "step": _("steps"),
        "option": _("options"),
        "answer": _("filled in or skipped"),
        "guard": _("guards, both sides"),
        "if": _("ifs, every branch"),
        "message": _("messages"),
        "part": _("parts of messages"),
        "point": _("talking points"),
        "card": _("reply cards"),
    }


def reached(report: Report) -> Iterator[tuple[str, int, int]]:
    """Yield what is counted, how many of it were reached, and how many there are."""
    needless = {goal.target for goal in report.needless}
    of: Counter[str] = Counter()
    some: Counter[str] = Counter()
    for number, goal in enumerate(report.goals):
        if goal.target in needless:
            continue
        of[goal.target.kind] += 1
        some[goal.target.kind] += number in report.tally.reached
    for kind, name in heads().items():
        if of[kind]:
            yield name, some[kind], of[kind]


def spread(counted: Counter[int] | Counter[float]) -> tuple[float, float, float]:
    """Return the least, the middle and the greatest of counted figures."""
    left = sum(counted.values()) // 2
    figures = sorted(counted.items())
    middle: float = figures[0][0]
    for figure, times in figures:
        middle = figure
        left -= times
        if left < 0:
            break
    return figures[0][0], middle, figures[-1][0]


def as_values(report: Report, places: Places) -> dict[str, Any]:
    """Return all that was found on paths, as values for JSON."""
    needless = [_where(place_of(places, goal)) for goal in report.needless]
    return {
        "scenario": report.scenario.id,
        "seed": report.seed,
        "runs": report.runs,
        "paths": report.tally.paths,
        "planned": min(report.planned, report.tally.paths),
        "interrupted": report.interrupted,
        "good": report.good,
        "reached": {
            kind: {"reached": some, "of": of}
            for kind, (_head, some, of) in zip(_kinds(report), reached(report), strict=True)
        },
        "missing": [
            {
                **_where(place_of(places, each.goal)),
                "kind": each.goal.target.kind,
                "what": what_of(report.scenario, each.goal),
                "why": why_of(each.verdict),
            }
            for each in report.missing
        ],
        "always": needless,
        "faults": [
            {**_where(places.value(key)), **_fault(report, kind, found)}
            for (kind, key), found in report.faults.items()
        ],
        "messages": [_message(report, at, sizes) for at, sizes in sorted(_by_message(report))],
    }


def _kinds(report: Report) -> list[str]:
    needless = {goal.target for goal in report.needless}
    there = {goal.target.kind for goal in report.goals if goal.target not in needless}
    return [kind for kind in heads() if kind in there]


def _by_message(report: Report) -> list[tuple[int, Sizes]]:
    return list(report.tally.sizes.items())


def _fault(report: Report, kind: str, found: Found) -> dict[str, Any]:
    return {
        "kind": kind,
        "what": in_words(kind),
        "text": found.text,
        "paths": found.count,
        "answers": answers_toml(report.scenario, found.answers),
    }


def _message(report: Report, at: int, sizes: Sizes) -> dict[str, Any]:
    message = report.scenario.message[at]
    low, middle, high = spread(sizes.words)
    grades = spread(sizes.grades) if sizes.grades else (0.0, 0.0, 0.0)
    return {
        "id": message.id,
        "times": sizes.words.total(),
        "words": {"fewest": low, "median": middle, "most": high},
        "range": list(message.words) if message.words else None,
        "fair": sizes.fair,
        "out": sizes.out,
        "grade": {"median": grades[1], "worst": grades[2]},
    }


def _where(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}
