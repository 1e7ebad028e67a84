"""Rules that every part of a scenario shares: ids, numbers, texts that must be there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coach.language import _
from coach.scenario.findings import Findings
from coach.scenario.model import Scenario
from coach.scenario.places import Key

LARGEST_NUMBER = 10_000
LONGEST_ID = 60

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def is_id(id: str) -> bool:
    """Return whether `id` can name anything but a step."""
    return len(id) <= LONGEST_ID and _ID.fullmatch(id) is not None


class Rules:
    """Rules on one scenario, and where to put what they find."""

    def __init__(self, scenario: Scenario, findings: Findings) -> None:
        self.scenario = scenario
        self.found = findings

    def id(self, id: str, path: Key) -> None:
        """Find an id of the wrong form; a missing one is found already."""
        if not id and path[:-1] in self.found.broken:
            return
        if not is_id(id):
            self.found.add(
                "E302",
                _("“{id}” can't be an id").format(id=id),
                path,
                _("Use a-z, 0-9 and single hyphens, as in first-contact."),
            )

    def once(self, ids: Iterable[tuple[str, Key]]) -> None:
        """Find ids that stand twice where each should stand once."""
        seen: set[str] = set()
        for id, path in ids:
            if id and id in seen:
                self.found.add(
                    "E301",
                    _("the id “{id}” is taken already").format(id=id),
                    path,
                    _("Give each its own id."),
                )
            seen.add(id)

    def number(self, number: int, path: Key, *, least: int = 0) -> None:
        """Find a number that is out of reason."""
        if not least <= number <= LARGEST_NUMBER:
            self.found.add(
                "E305",
                _("this number is too small or too large"),
                path,
                _("Use a number from {low} to {high}.").format(low=least, high=LARGEST_NUMBER),
            )

    def range(self, range: tuple[int, int], path: Key, *, least: int, strictly: bool) -> None:
        """Find a pair of numbers that is no range."""
        low, high = range
        if not (least <= low <= LARGEST_NUMBER and least <= high <= LARGEST_NUMBER):
            self.found.add(
                "E305",
                _("a number here is too small or too large"),
                path,
                _("Use numbers from {low} to {high}.").format(low=least, high=LARGEST_NUMBER),
            )
        elif low > high or (strictly and low == high):
            self.found.add(
                "E305",
                _("this range runs backwards or is empty"),
                path,
                _("Put the smaller number first: [{low}, {high}].").format(
                    low=min(low, high), high=max(low, high) + (low == high)
                ),
            )

    def filled(self, text: str, path: Key) -> None:
        """Find an empty text where a person should read something."""
        if not text.strip() and path[:-1] not in self.found.broken:
            self.found.add(
                "E314", _("there is no text here"), path, _("Write what the person should read.")
            )
