"""One sample, looked at: does it answer its scenario, and to the end?"""

from __future__ import annotations

from coach.author.check.one_scenario import differs
from coach.author.check.suppress import settled
from coach.errors import Problem
from coach.interview.answer_file import sift_answers
from coach.interview.path import path as path_of
from coach.language import _
from coach.scenario.model import Scenario
from coach.scenario.source import Source


def sample_problems(
    text: str, file: str, scenario: Scenario, name: str = ""
) -> tuple[Problem, ...]:
    """Return what is wrong with a sample's answers to `scenario`.

    Args:
        name: what it should call itself, if that is known from its file's name.
    """
    sifted = sift_answers(text, file, scenario)
    if sifted.value is not None:
        said = Source(text, file).toml()[0].get("name", name)
        if name and said != name:
            differs(sifted.findings, ("name",), said, name)
        if not sifted.findings.errors:
            present = path_of(scenario, sifted.value).present
            if present is not None:
                sifted.findings.add(
                    "E608",
                    _("this stops before the end: there is no answer to “{id}”").format(
                        id=present.id
                    ),
                    ("answers",),
                    _('Answer it; "" or [] goes past a question that may be skipped.'),
                )
    return settled(sifted)
