"""Warnings that an author has looked at and allows: `# coach: allow E504: why`.

The comment stands at the end of the line that a warning points at, or alone above the key
or table it is about. It says why. What keeps a file from being used can't be allowed.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from coach.errors import Place, Problem
from coach.language import _
from coach.scenario.findings import Finding, in_order
from coach.scenario.load import Sifted
from coach.scenario.nearest import nearest
from coach.scenario.places import Places
from coach.scenario.source import Source

WARNINGS = frozenset(
    "E201 E208 E306 E312 E315 E317 E501 E502 E503 E504 E507 E508 E509 E510 E511 E512 "
    "E513 E514 E515 E516 E517 E518 E519 E521 E609 E610 E613".split()
)
"""What may be allowed: each is a warning with a line of its own."""

MOST = 500
"""Comments that are read in one file. Nobody allows that much."""
_MARK = r"(?i)#\s*coach\s*:"
_ALLOW = (
    r"(?i)#\s*coach\s*:\s*allow\s+(?P<codes>[a-z]\w*(?:\s*,\s*[a-z]\w*)*)"
    r"\s*(?::\s*(?P<why>.*\S))?\s*"
)


class _Allowed(msgspec.Struct, frozen=True):
    """One code that one comment allows. `alone` is a comment on a line of its own."""

    code: str
    place: Place
    alone: bool


def settled(sifted: Sifted[Any], *, whole: bool = True) -> tuple[Problem, ...]:
    """Return the problems of a file that are left, with their places, in the file's order.

    Args:
        whole: everything was looked at, so a comment that allows what is not there is a
            problem too.
    """
    marked = "coach" in sifted.source.text and bool(re.search(_MARK, sifted.source.text))
    if not len(sifted.findings) and not marked:
        return sifted.unread
    if not marked or sifted.unread:
        return sifted.problems()
    places = Places(sifted.source)
    allowed, problems = _comments(places)
    used: set[_Allowed] = set()
    for finding, problem in sifted.findings.placed(places):
        by = _allowed_by(finding, problem, allowed, places)
        used.update(by)
        if not by:
            problems.append(problem)
    errors = any(problem.severity == "error" for problem in problems)
    if whole and not errors and not sifted.findings.full:
        problems += [_for_nothing(each, sifted.source) for each in allowed if each not in used]
    return in_order(problems)


def _allowed_by(
    finding: Finding, problem: Problem, allowed: list[_Allowed], places: Places
) -> list[_Allowed]:
    if problem.severity == "error" or not any(each.code == problem.code for each in allowed):
        return []
    lines = {problem.place.line, places.key(finding.path).line}
    above = {number for line in lines for number in _comment_lines_above(line, places.source)}
    lines.add(places.end(finding.path).line)
    return [
        each
        for each in allowed
        if each.code == problem.code and each.place.line in (above if each.alone else lines)
    ]


def _comment_lines_above(line: int, source: Source) -> list[int]:
    """The numbers of the lines right above `line` (from 1) that hold a comment and no more."""
    found: list[int] = []
    while line > 1 and source.lines[line - 2].lstrip().startswith("#"):
        line -= 1
        found.append(line)
    return found


def _comments(places: Places) -> tuple[list[_Allowed], list[Problem]]:
    """Return what is allowed where, and the problems of comments that can't be followed."""
    source = places.source
    allowed: list[_Allowed] = []
    problems: list[Problem] = []
    for place in places.comments():
        if len(allowed) + len(problems) >= MOST:
            break
        line = source.lines[place.line - 1]
        text = line[place.column - 1 :]
        if not re.match(_MARK, text):
            continue
        found = re.fullmatch(_ALLOW, text)
        if found is None or not found["why"]:
            problems.append(
                source.problem(
                    "E591",
                    _("this comment does not say what it allows and why"),
                    place,
                    _("Write # coach: allow E504: and the reason."),
                    "warning",
                )
            )
            continue
        alone = not line[: place.column - 1].strip()
        for each in re.finditer(r"\w+", found["codes"]):
            at = Place(place.file, place.line, place.column + found.start("codes") + each.start())
            code = each.group().upper()
            if code in WARNINGS:
                allowed.append(_Allowed(code, at, alone))
            else:
                problems.append(_not_allowable(code, at, source))
    return allowed, problems


def _not_allowable(code: str, place: Place, source: Source) -> Problem:
    return source.problem(
        "E592",
        _("“{code}” can't be allowed").format(code=code[:20]),
        place,
        _("Only warnings can. {near}").format(near=nearest(code[:20], WARNINGS)),
        "warning",
    )


def _for_nothing(allowed: _Allowed, source: Source) -> Problem:
    return source.problem(
        "E593",
        _("this allows {code}, and there is none here").format(code=allowed.code),
        allowed.place,
        _("Take the comment out, or put it on the line that the warning points at."),
        "warning",
    )
