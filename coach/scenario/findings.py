"""Problems while they are being found: known by their key in the file, placed at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coach.errors import Problem
from coach.language import _
from coach.scenario.places import Key, Places
from coach.scenario.source import Source
from coach.scenario.text import clean_line

MOST = 100
"""Problems in one report. Nobody mends more at a time, and a hostile file can hold a million."""
LONGEST_SENTENCE = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, not yet placed.

    Attributes:
        path: the key it is about.
        offset: the character in its text; -1 for the whole value, -2 for the key.
    """

    code: str
    message: str
    path: Key
    advice: str
    offset: int
    severity: str


WHOLE = -1
THE_KEY = -2


class Findings:
    """What was found in one file so far.

    Attributes:
        broken: tables of which something could not be read. Rules about how their parts
            fit together would only repeat that, so they stay silent about them.
    """

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self.broken: set[Key] = set()

    @property
    def errors(self) -> bool:
        """True when something found keeps the file from being used."""
        return any(finding.severity == "error" for finding in self._found)

    @property
    def full(self) -> bool:
        """True when no more will be taken; finding more is a waste of time."""
        return len(self._found) >= MOST

    def add(
        self,
        code: str,
        message: str,
        path: Key,
        advice: str = "",
        *,
        offset: int = WHOLE,
        severity: str = "error",
    ) -> None:
        """Note one problem."""
        if not self.full:
            self._found.append(Finding(code, message, path, advice, offset, severity))

    def warn(
        self, code: str, message: str, path: Key, advice: str = "", *, offset: int = WHOLE
    ) -> None:
        """Note something to look at that keeps nobody from using the file."""
        self.add(code, message, path, advice, offset=offset, severity="warning")

    def problems(self, source: Source) -> tuple[Problem, ...]:
        """Return every finding with its place, in the order of the file."""
        if not self._found:
            return ()
        return in_order(problem for _finding, problem in self.placed(Places(source)))

    def placed(self, places: Places) -> tuple[tuple[Finding, Problem], ...]:
        """Return each finding and the problem it is once it has its place, as they were found."""
        return tuple((finding, _placed(finding, places)) for finding in self._found)

    def has(self, code: str, path: Key) -> bool:
        """Return whether this was found at this key already."""
        return any(finding.code == code and finding.path == path for finding in self._found)

    def __len__(self) -> int:
        return len(self._found)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems of one file in the file's order, each once."""

    def where(problem: Problem) -> tuple[int, int, str]:
        return (problem.place.line, problem.place.column, problem.code)

    return tuple(dict.fromkeys(sorted(problems, key=where)))


def _placed(finding: Finding, places: Places) -> Problem:
    if finding.offset == THE_KEY:
        place = places.key(finding.path)
    elif finding.offset == WHOLE:
        place = places.value(finding.path)
    else:
        place = places.within(finding.path, finding.offset)
    advice = finding.advice or _("docs/problems/{code}.md says more.").format(code=finding.code)
    return places.source.problem(
        finding.code, _short(finding.message), place, _short(advice), finding.severity
    )


def _short(sentence: str) -> str:
    # A name quoted from the file may hold anything, at any length.
    sentence = clean_line(sentence)
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence
    return sentence[: LONGEST_SENTENCE - 1] + "…"
