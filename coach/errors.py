"""What can go wrong, said so that a person can act on it: what, where, what to do."""

from __future__ import annotations

from dataclasses import dataclass


class CoachError(Exception):
    """A problem to show to a person. Faces print it; a traceback is never the answer.

    Args:
        what: what is wrong, one sentence.
        where: a file, a place in it, or a step; empty when it is nowhere in particular.
        advice: what to do about it, one or two sentences.
    """

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.advice = advice

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n{self.advice}" if self.advice else head


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an author's file. `line` and `column` count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an author has to mend.

    Attributes:
        code: a stable name such as `E203`; docs/problems/ has a page for each.
        message: what is wrong, one sentence.
        place: where.
        advice: what to do, with the nearest valid name where there is one.
        source: the line of the file, as it stands there.
        severity: `error` keeps the scenario from being used, `warning` does not.
    """

    code: str
    message: str
    place: Place
    advice: str = ""
    source: str = ""
    severity: str = "error"

    def __str__(self) -> str:
        lines = [f"{_harmless(str(self.place))}: {self.code} {_harmless(self.message)}"]
        if self.source:
            lines += _pointed_at(_harmless(self.source), self.place.column)
        if self.advice:
            lines.append(f"    {_harmless(self.advice)}")
        return "\n".join(lines)


class ScenarioError(CoachError):
    """A scenario, sample or pack that can't be used, with every problem found in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        first = problems[0]
        super().__init__(first.message, where=str(first.place), advice=first.advice)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


_INDENT = "    "
_WIDEST = 92
"""Characters of a source line that are shown around the caret."""
_HARMFUL = dict.fromkeys(
    (
        *range(0x09),
        *range(0x0A, 0x20),
        *range(0x7F, 0xA0),
        *range(0x2028, 0x202F),
        *range(0x2066, 0x206A),
        0xFEFF,
        *range(0xD800, 0xE000),
    ),
    "\ufffd",
)


def _harmless(text: str) -> str:
    """Return `text` with U+FFFD for all that could move a cursor or turn what follows."""
    return text if text.isprintable() else text.translate(_HARMFUL)


def _pointed_at(line: str, column: int) -> list[str]:
    """Return a line, cut to what fits around its column, and a caret under that column."""
    start, end = 0, len(line)
    if len(line) > _WIDEST:
        start = max(0, min(column - 1 - _WIDEST // 2, len(line) - _WIDEST))
        end = start + _WIDEST
    before = "…" if start else ""
    after = "…" if end < len(line) else ""
    return [
        f"{_INDENT}{before}{line[start:end]}{after}",
        f"{_INDENT}{_blank(before + line[start : column - 1])}^",
    ]


def _blank(text: str) -> str:
    """As many columns as `text` takes, so that a caret lands under its character."""
    if text.isascii():
        return "".join("\t" if char == "\t" else " " for char in text)
    from unicodedata import combining, east_asian_width

    return "".join(
        "\t"
        if char == "\t"
        else " " * (0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1)
        for char in text
    )
