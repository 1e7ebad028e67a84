"""What a message said before: every version that a person has seen whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from coach.scenario.text import clean, clean_line


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One message as it stood once.

    Attributes:
        letter: the id of the message (`compose.outcome.Letter`).
        at: when it first said this; aware.
        by: whose hour it was: "coach", or empty for the family's own.
        subject, body: what it said, edits in place.
        extra: keys from another version of Coach.
    """

    letter: str
    at: datetime
    by: str = ""
    subject: str = ""
    body: str = ""
    extra: Mapping[str, Any] = {}


MOST = 50
"""Versions of one message. Of more, those closest to each other in time are dropped."""
MOST_CHARACTERS = 600_000
"""Of all versions together: a session's file has to hold its answers too."""


class Said(NamedTuple):
    """A message as it stands: the id of its letter, and its words."""

    letter: str
    subject: str
    body: str


def with_said(
    versions: tuple[Version, ...], said: Iterable[Said], at: datetime, by: str = ""
) -> tuple[Version, ...]:
    """Return `versions` with what is said now, where that is not what was kept last.

    Args:
        said: the messages as they stand.
        at: when they came to say this; aware.
        by: whose hour it is: "coach", or empty.
    """
    kept = list(versions)
    for letter, subject, body in said:
        last = next((one for one in reversed(kept) if one.letter == letter), None)
        if not (subject or body) or (last and (last.subject, last.body) == (subject, body)):
            continue
        kept.append(Version(letter=letter, at=at, by=by, subject=subject, body=body))
    return bounded(tuple(kept))


def bounded(versions: tuple[Version, ...]) -> tuple[Version, ...]:
    """Return `versions`, thinned where there are too many: the first and last of each stay.

    Only where these alone are more than a file should hold, the oldest go too.
    """
    kept = list(versions)
    for letter in dict.fromkeys(one.letter for one in versions):
        while sum(one.letter == letter for one in kept) > MOST:
            kept.remove(_closest([one for one in kept if one.letter == letter]))
    while _size(kept) > MOST_CHARACTERS:
        longest = max(kept, key=lambda one: len(one.body))
        same = [one for one in kept if one.letter == longest.letter]
        kept.remove(_closest(same) if len(same) > 2 else same[0])
    return tuple(kept)


def _closest(versions: list[Version]) -> Version:
    """Return the version, neither first nor last, that stood for the shortest time."""
    stood = {
        at: abs((moment(versions[at + 1]) - moment(versions[at])).total_seconds())
        for at in range(1, len(versions) - 1)
    }
    return versions[min(stood, key=lambda at: (stood[at], at))]


def moment(version: Version) -> datetime:
    """Return when a version first stood; aware, whatever its file says."""
    return version.at if version.at.tzinfo else version.at.replace(tzinfo=UTC)


def _size(versions: Iterable[Version]) -> int:
    return sum(len(one.subject) + len(one.body) for one in versions)


def of_letter(versions: Iterable[Version], letter: str) -> tuple[Version, ...]:
    """Return the versions of one message, oldest first, as plain text whatever their file says."""
    return tuple(
        replace(one, by=clean_line(one.by), subject=clean_line(one.subject), body=clean(one.body))
        for one in versions
        if one.letter == letter
    )
