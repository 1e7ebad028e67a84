"""Facts and helplines that nobody has checked for a year. Pure: whoever calls knows the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coach.language import _
from coach.scenario.findings import Findings
from coach.scenario.places import Key

OLDEST_IN_DAYS = 365


def check_dates(checked: Iterable[tuple[str, str, Key]], today: date, findings: Findings) -> None:
    """Find entries whose day is over a year ago, not come yet, or no day at all.

    Args:
        checked: for each entry its id, its `checked_on`, and its key in the file.
    """
    for id, day, path in checked:
        if findings.full:
            return
        path = (*path, "checked_on")
        try:
            then = date.fromisoformat(day)
        except ValueError:
            findings.warn(
                "E512",
                _("“{day}” is not a day").format(day=day[:20]),
                path,
                _("Write the day on which you last read the source, as in 2026-09-03."),
            )
            continue
        age = (today - then).days
        if age > OLDEST_IN_DAYS:
            findings.warn(
                "E512",
                _("“{id}” was last checked {days} days ago").format(id=id[:60], days=age),
                path,
                _("Read its source again, mend what has changed, and write down the day."),
            )
        elif age < 0:
            findings.warn(
                "E512",
                _("“{id}” says it was checked on a day that has not come").format(id=id[:60]),
                path,
                _("Write the day on which you last read the source."),
            )
