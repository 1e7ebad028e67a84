"""What both faces need to set a rehearsal up: a number to draw chance from, a made-up family."""

from __future__ import annotations

import secrets

from coach.casebook.unsaved import Unsaved
from coach.guide.guide import Guide
from coach.interview.answer_file import sample_answers
from coach.interview.answers import Answers
from coach.language import _
from coach.scenario.library import find, has_rehearsal, headers, lasting, sample_names
from coach.scenario.model import Header

MOST_SEED = 9_999
"""A seed is a number that can be said across a room."""


def any_seed() -> int:
    """Return a seed that nobody chose."""
    return secrets.randbelow(MOST_SEED) + 1


def invented(scenario: str, sample: str) -> Guide:
    """Return a sitting with a made-up family's answers, of which nothing is kept.

    Raises:
        CoachError: there is no such scenario or sample; it says which there are.
    """
    return with_answers(scenario, sample_answers(find(scenario), sample))


def with_answers(scenario: str, answers: Answers) -> Guide:
    """Return a sitting with a whole set of answers, of which nothing is kept.

    Raises:
        CoachError: there is no such scenario, or the answers stop before its end.
    """
    guide = Guide(find(scenario), Unsaved().create(lasting(scenario)))
    guide.adopt(answers)
    return guide


def rehearsable() -> tuple[Header, ...]:
    """Return the scenarios that can be rehearsed with a made-up family, in their order.

    Raises:
        ScenarioError: one of them can't be read.
    """
    return tuple(one for one in headers() if has_rehearsal(one.id) and sample_names(one.id))


def why_not() -> str:
    """Return why something can't be rehearsed."""
    return _("This is not for rehearsing: other help comes first.")
