"""Reading a scenario file: what it says, or every problem in it with its place.

Nothing an author or a stranger can write ends in a traceback. A sound file costs one
pass of tomllib, one of msgspec and the rules; places are worked out only for problems.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from coach.errors import Problem, ScenarioError
from coach.language import _
from coach.scenario.findings import Findings
from coach.scenario.model import FORMAT, Header, Scenario
from coach.scenario.places import Key
from coach.scenario.shapes import shaped
from coach.scenario.source import Source, name_unsafe, read_text, remove_it, unsafe

S = TypeVar("S", bound=msgspec.Struct)

_HEADING = re.compile(r"^[ \t]*\[", re.MULTILINE)


def inspect(
    text: str,
    file: str,
    practices: frozenset[str] | None = None,
    facts: frozenset[str] | None = None,
) -> tuple[Scenario | None, tuple[Problem, ...]]:
    """Read a scenario and find all that is wrong with it.

    Args:
        text: what the file holds.
        file: what to call it in places.
        practices, facts: every id there is; None leaves what cites them unchecked.

    Returns:
        The scenario, None where it has an error; and the problems, in the file's order.
    """
    # Who reads only headers (`coach list` has a budget of milliseconds) needs no rules.
    from coach.scenario.names import check_names
    from coach.scenario.verify import verify

    source = Source(text, file)
    seen = source.unsafe()
    raw, unread = source.toml()
    if unread:
        return None, (*seen, *unread)
    findings = Findings()
    _unsafe_values(raw, findings)
    if not _known_format(raw, findings):
        return None, (*seen, *findings.problems(source))
    scenario = shaped(raw, Scenario, findings)
    if not findings.full and verify(scenario, findings):
        check_names(scenario, findings, practices, facts)
    problems = (*seen, *findings.problems(source))
    sound = all(problem.severity != "error" for problem in problems)
    return scenario if sound else None, problems


def read(
    text: str,
    file: str,
    practices: frozenset[str] | None = None,
    facts: frozenset[str] | None = None,
) -> Scenario:
    """Return the scenario in `text`.

    Raises:
        ScenarioError: with every problem in it, if one of them is an error.
    """
    scenario, problems = inspect(text, file, practices, facts)
    if scenario is None:
        raise ScenarioError(problems)
    return scenario


def load(
    path: Path,
    practices: frozenset[str] | None = None,
    facts: frozenset[str] | None = None,
) -> Scenario:
    """Return the scenario in a file.

    Raises:
        ScenarioError: with every problem in it.
        CoachError: there is no such file, or it can't be read.
    """
    return read(read_text(path), str(path), practices, facts)


def header(path: Path) -> Header:
    """Return the top of a scenario file; what follows the first table heading is not read.

    Raises:
        ScenarioError: with the problems that keep its top from being read.
        CoachError: there is no such file, or it can't be read.
    """
    text = read_text(path)
    found = _HEADING.search(text)
    top = text[: found.start()] if found else text
    try:
        return msgspec.convert(tomllib.loads(top.removeprefix("\ufeff")), Header)
    except (ValueError, RecursionError, msgspec.ValidationError):
        # Not sound, or a line that only looks like a heading: the long way tells which.
        scenario = load(path)
    return Header(**{name: getattr(scenario, name) for name in Header.__struct_fields__})


def read_as(text: str, file: str, shape: type[S]) -> S:
    """Return any of our content files (practices, facts, helplines) as its Struct.

    Raises:
        ScenarioError: with every problem in it.
    """
    source = Source(text, file)
    seen = source.unsafe()
    raw, unread = source.toml()
    findings = Findings()
    _unsafe_values(raw, findings)
    value = None if unread else shaped(raw, shape, findings)
    problems = (*seen, *unread, *findings.problems(source))
    if value is None or problems:
        raise ScenarioError(problems)
    return value


def _known_format(raw: Mapping[str, Any], findings: Findings) -> bool:
    number = raw.get("format")
    if not isinstance(number, int) or isinstance(number, bool) or number == FORMAT:
        return True
    if number > FORMAT:
        findings.add(
            "E105",
            _("this file is written for a newer Coach"),
            ("format",),
            _("Get a newer version of Coach; this one reads format {known}.").format(known=FORMAT),
        )
    else:
        findings.add(
            "E105",
            _("there is no such format"),
            ("format",),
            _("Write format = {known}.").format(known=FORMAT),
        )
    return False


def _unsafe_values(raw: Mapping[str, Any], findings: Findings) -> None:
    """Find characters that came in by an escape (`\\u202E`) and so are not seen in the file."""
    todo: list[tuple[Key, object]] = [((), raw)]
    while todo:
        path, value = todo.pop()
        match value:
            case str():
                index = unsafe(value)
                if index >= 0:
                    findings.add("E104", name_unsafe(value[index]), path, remove_it(), offset=index)
            case dict():
                for key, inner in value.items():
                    index = unsafe(key)
                    if index >= 0:
                        findings.add("E104", name_unsafe(key[index]), (*path, key), remove_it())
                    todo.append(((*path, key), inner))
            case list():
                todo += [((*path, number), inner) for number, inner in enumerate(value)]
            case _:
                pass
