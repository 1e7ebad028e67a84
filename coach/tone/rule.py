"""What a rule is: what it looks for, why that matters, and how else it could be said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from coach.tone.flag import Severity
from coach.tone.phrase import Phrase

SLOT = re.compile(r"\{(\d)\}")
"""In a rewrite: where what the phrase found goes."""

SEVERITIES: tuple[str, ...] = get_args(Severity)

Place = Literal["anywhere", "question", "statement"]
PLACES: tuple[str, ...] = get_args(Place)

Aspect = Literal["curious", "specific", "shared", "appreciative", "clear-ask", "short"]
ASPECTS: tuple[str, ...] = get_args(Aspect)
"""The picture of how a message reads (see `picture`)."""


@dataclass(frozen=True, slots=True)
class Look:
    """One thing to find and the ways to put it instead.

    Attributes:
        find: what is looked for.
        put: what stands in its place, best first; `{1}` is what its first `{…}` found.
            Empty where there is no way that always fits.
    """

    find: Phrase
    put: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that may land badly, or well.

    Attributes:
        id: `category.name`.
        severity: `warning` may close a door, `suggestion` could be better, `praise` works.
        says: one plain reason, to the parent; `{match}` is what was found.
        better: what to do where there is no ready way to put it; may be empty.
        looks: what it looks for.
        unless: a find that one of these touches is none.
        without: a sentence that one of these is found in has none; for a measure, a message.
        about: a measure speaks only of messages in which one of these is found.
        only: in questions, in statements, or anywhere.
        measure: instead of phrases: the name of a function of `measures`.
        limit: what that measure compares with.
        whole: it speaks of a whole message, and never of a fragment.
        quoted: it counts inside quotation marks too.
        weight: how much one find moves the score, in points of 100; praise adds.
        lifts: the aspect of the picture that praise adds to.
        practice: ids from guidance.md §1.
        source: where the idea comes from.
        matches, passes: its own examples, of which each must, or must not, be found.
    """

    id: str
    severity: Severity
    says: str
    better: str = ""
    looks: tuple[Look, ...] = ()
    unless: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()
    about: tuple[Phrase, ...] = ()
    only: Place = "anywhere"
    measure: str = ""
    limit: int = 0
    whole: bool = False
    quoted: bool = False
    weight: int = 0
    lifts: str = ""
    practice: tuple[str, ...] = ()
    source: str = ""
    matches: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()

    @property
    def category(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]
