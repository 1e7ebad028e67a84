"""Answers from a file: what `--answers FILE.toml` and every sample hold.

    scenario = "first-contact"      # may be left out
    [answers]
    timing = "new-year"
    strengths = ["kind", "builds things"]

An author's renames (`was`) are followed. Everything else that does not fit is refused,
with its place: a run without questions has nobody to ask.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coach.errors import ScenarioError
from coach.interview.answers import fault, from_toml
from coach.language import _
from coach.scenario.evaluate import Value
from coach.scenario.findings import THE_KEY, Findings
from coach.scenario.library import sample_file
from coach.scenario.load import Sifted
from coach.scenario.model import FORMAT, Scenario, Shape, Step
from coach.scenario.nearest import nearest
from coach.scenario.places import Key
from coach.scenario.shapes import shaped
from coach.scenario.source import Source, read_text


class _AnswerFile(Shape, frozen=True):
    answers: dict[str, Any]
    scenario: str = ""
    name: str = ""
    title: str = ""
    about: str = ""
    format: int = FORMAT


def read_answers(path: Path, scenario: Scenario) -> dict[str, Value]:
    """Return the answers in a file, each fit for its step.

    Raises:
        ScenarioError: with every problem in the file.
        CoachError: there is no such file, or it can't be read.
    """
    return answers_in(read_text(path), str(path), scenario)


def sample_answers(scenario: Scenario, name: str) -> dict[str, Value]:
    """Return the answers of one of a scenario's samples.

    Raises:
        ScenarioError: with every problem in its file.
        CoachError: there is no such sample.
    """
    return read_answers(sample_file(scenario.id, name), scenario)


def answers_in(text: str, file: str, scenario: Scenario) -> dict[str, Value]:
    """Return the answers in a file's text, each fit for its step.

    Args:
        file: what to call it in places.

    Raises:
        ScenarioError: with every problem in it.
    """
    sifted = sift_answers(text, file, scenario)
    problems = sifted.problems()
    if sifted.value is None or problems:
        raise ScenarioError(problems)
    return sifted.value


def sift_answers(text: str, file: str, scenario: Scenario) -> Sifted[dict[str, Value]]:
    """Read answers as `answers_in` does, but leave the places of its problems for later."""
    source = Source(text, file)
    seen = source.unsafe()
    raw, unread = source.toml()
    findings = Findings()
    answers: dict[str, Value] | None = None
    if not unread:
        read = shaped(raw, _AnswerFile, findings)
        if read.format != FORMAT:
            findings.add(
                "E105",
                _("this file is written for another Coach"),
                ("format",),
                _("Write format = {known}, or get a newer Coach.").format(known=FORMAT),
            )
        if read.scenario and read.scenario not in (scenario.id, scenario.id.rpartition("/")[2]):
            findings.add(
                "E401",
                _("these answers are for “{theirs}”, not for “{ours}”").format(
                    theirs=read.scenario, ours=scenario.id
                ),
                ("scenario",),
                _("Run that scenario, or give another file."),
            )
        else:
            answers = _checked(scenario, read.answers, findings)
    return Sifted(source, answers, (*seen, *unread), findings)


def _checked(scenario: Scenario, raw: Mapping[str, Any], findings: Findings) -> dict[str, Value]:
    names = {name: step for step in scenario.steps() for name in step.was}
    names |= {step.id: step for step in scenario.steps()}
    answers: dict[str, Value] = {}
    for id, value in raw.items():
        if findings.full:
            break
        path: Key = ("answers", id)
        step = names.get(id)
        if step is None:
            findings.add(
                "E402",
                _("there is no step “{id}”").format(id=id[:60]),
                path,
                nearest(id[:60], tuple(step.id for step in scenario.steps())),
                offset=THE_KEY,
            )
        elif step.id in answers or (id != step.id and step.id in raw):
            findings.add(
                "E404",
                _("“{id}” is answered twice").format(id=step.id),
                path,
                _("“{old}” is an older name of “{id}”. Keep one.").format(
                    old=next(name for name in (*step.was, step.id) if name in raw), id=step.id
                ),
                offset=THE_KEY,
            )
        else:
            settled = _answer(step, value, path, findings)
            if settled is not _NO_ANSWER:
                answers[step.id] = settled
    return {step.id: answers[step.id] for step in scenario.steps() if step.id in answers}


_NO_ANSWER: Any = object()


def _answer(step: Step, value: Any, path: Key, findings: Findings) -> Any:
    if not _is_plain(value):
        findings.add(
            "E403",
            _("this can't be an answer"),
            path,
            _("Write a text in quotes, a whole number, a date, or a list of texts."),
        )
        return _NO_ANSWER
    settled = from_toml(step, value)
    wrong = fault(step, settled)
    if wrong is None:
        return settled
    advice = wrong.advice
    if step.options:
        advice += " " + _("Known here: {ids}.").format(
            ids=", ".join(option.id for option in step.options)
        )
    findings.add(
        "E403",
        _("“{id}” can't take this: {why}").format(id=step.id, why=wrong.what),
        path,
        advice,
    )
    return _NO_ANSWER


def _is_plain(value: object, depth: int = 0) -> bool:
    """Return whether `value` is of the kinds that answers have: a text is never made of others."""
    match value:
        case bool() | datetime.time():
            return False
        case str() | datetime.date():
            return True
        case int():
            return abs(value) < 10**9
        case list():
            return depth < 2 and all(_is_plain(item, depth + 1) for item in value)
        case _:
            return False
