"""Reading a scenario file: what it says, or every problem in it with its place.

Nothing an author or a stranger can write ends in a traceback. A sound file costs one
pass of tomllib, one of msgspec and the rules; places are worked out only for problems.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
from msgspec.structs import replace

from coach.errors import Problem, ScenarioError
from coach.language import _
from coach.scenario.findings import Findings
from coach.scenario.model import FORMAT, Header, Scenario
from coach.scenario.places import Key
from coach.scenario.shapes import shaped
from coach.scenario.source import Source, name_unsafe, read_text, remove_it, unsafe

S = TypeVar("S", bound=msgspec.Struct)
V = TypeVar("V")

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
    sifted = sift(text, file, practices, facts)
    return sifted.value, sifted.problems()


@dataclass(frozen=True)
class Sifted(Generic[V]):
    """A file, read, with what was found in it and is not placed yet.

    Attributes:
        value: what the file says; None where it has an error.
        unread: problems that have their place already: what can't be read at all.
        findings: all others. Whoever looks further adds to them.
    """

    source: Source
    value: V | None
    unread: tuple[Problem, ...]
    findings: Findings

    def problems(self) -> tuple[Problem, ...]:
        """Return every problem with its place, in the order of the file."""
        return (*self.unread, *self.findings.problems(self.source))


def sift(
    text: str,
    file: str,
    practices: frozenset[str] | None = None,
    facts: frozenset[str] | None = None,
) -> Sifted[Scenario]:
    """Read a scenario as `inspect` does, but leave the places of its problems for later."""
    # Who reads only headers (`coach list` has a budget of milliseconds) needs no rules.
    from coach.scenario.names import check_names
    from coach.scenario.verify import verify

    source = Source(text, file)
    seen = source.unsafe()
    raw, unread = source.toml()
    findings = Findings()
    if unread:
        return Sifted(source, None, (*seen, *unread), findings)
    _unsafe_values(raw, findings)
    if not _known_format(raw, findings):
        return Sifted(source, None, seen, findings)
    scenario = shaped(raw, Scenario, findings)
    if not findings.full and verify(scenario, findings):
        check_names(scenario, findings, practices, facts)
    sound = not seen and not findings.errors
    return Sifted(source, scenario if sound else None, seen, findings)


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
        return replace(msgspec.convert(tomllib.loads(top.removeprefix("\ufeff")), Header), by="")
    except (ValueError, RecursionError, msgspec.ValidationError):
        # Not sound, or a line that only looks like a heading: the long way tells which.
        scenario = load(path)
    return top_of(scenario)


def top_of(scenario: Scenario) -> Header:
    """Return the top of a scenario that was read."""
    says = {name: getattr(scenario, name) for name in Header.__struct_fields__ if name != "by"}
    return Header(**says)


def read_as(text: str, file: str, shape: type[S]) -> S:
    """Return any of our content files (practices, facts, helplines) as its Struct.

    Raises:
        ScenarioError: with every problem in it.
    """
    sifted = sift_as(text, file, shape)
    problems = sifted.problems()
    if sifted.value is None or problems:
        raise ScenarioError(problems)
    return sifted.value


def sift_as(text: str, file: str, shape: type[S]) -> Sifted[S]:
    """Read a content file as `read_as` does, but leave the places of its problems for later."""
    source = Source(text, file)
    seen = source.unsafe()
    raw, unread = source.toml()
    findings = Findings()
    _unsafe_values(raw, findings)
    value = None if unread else shaped(raw, shape, findings)
    return Sifted(source, None if findings.errors else value, (*seen, *unread), findings)


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
