"""Problems as a person, a program or a GitHub workflow reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coach.author.check.checked import Checked
from coach.errors import Problem
from coach.language import _, ngettext


def as_text(problems: Sequence[Problem], files: int) -> str:
    """Return every problem with its line and caret, and a summary as the last line.

    Args:
        files: how many were looked at.
    """
    return "\n".join([*(str(problem) for problem in problems), summary(problems, files)])


def summary(problems: Sequence[Problem], files: int) -> str:
    """Return one line: how much was looked at, and how much is left to mend."""
    looked = ngettext("{n} file", "{n} files", files).format(n=files)
    if not problems:
        return _("{files}, nothing to mend.").format(files=looked)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    found = [
        text.format(n=count)
        for text, count in (
            (ngettext("{n} error", "{n} errors", errors), errors),
            (ngettext("{n} warning", "{n} warnings", warnings), warnings),
        )
        if count
    ]
    return _("{files}: {found}.").format(files=looked, found=", ".join(found))


def as_json(problems: Sequence[Problem]) -> str:
    """Return a list of objects. Only ASCII, so that nothing in it moves a cursor."""
    import json  # the text of a report needs none

    rows = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "advice": problem.advice,
        }
        for problem in problems
    ]
    return json.dumps(rows, indent=2)


def as_github(problems: Sequence[Problem]) -> str:
    """Return one workflow command a problem: GitHub shows it beside its line.

    See docs.github.com, “Workflow commands for GitHub Actions”.
    """
    return "\n".join(
        "::{severity} file={file},line={line},col={column},title={code}::{message}".format(
            severity=problem.severity,
            file=github_property(problem.place.file),
            line=problem.place.line,
            column=problem.place.column,
            code=github_property(problem.code),
            message=github_data(f"{problem.message}\n{problem.advice}".strip()),
        )
        for problem in problems
    )


def github_data(text: str) -> str:
    """Return `text` as the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def github_property(text: str) -> str:
    """Return `text` as a property of a workflow command."""
    return github_data(text).replace(":", "%3A").replace(",", "%2C")


def tell(checked: Checked, format: str, say: Callable[[str], None]) -> int:
    """Say what was found in the format that was asked for; return the exit code."""
    match format:
        case "json":
            say(as_json(checked.problems))
        case "github":
            if checked.problems:
                say(as_github(checked.problems))
        case _:
            say(as_text(checked.problems, checked.files))
    return 1 if checked.problems else 0
