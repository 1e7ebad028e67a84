"""Which day words mean."""

from __future__ import annotations

from datetime import date

import pytest

from coach.rehearse.which_day import day_from

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Friday", date(2026, 11, 27)),
        ("Monday", date(2026, 11, 30)),
        ("next Friday", date(2026, 12, 4)),
        ("next Monday", date(2026, 11, 30)),
        ("Thursday at three", date(2026, 11, 26)),
        ("tomorrow morning", date(2026, 11, 24)),
        ("in two weeks", date(2026, 12, 7)),
        ("in a month", date(2026, 12, 21)),
        ("in 3 days", date(2026, 11, 26)),
        ("Friday the 4th", date(2026, 12, 4)),
        ("the 14th", date(2026, 12, 14)),
        ("the 30th", date(2026, 11, 30)),
        ("December 2", date(2026, 12, 2)),
        ("3 Dec", date(2026, 12, 3)),
        ("Feb 30", None),
        ("soon", None),
        ("at three", None),
        ("", None),
    ],
)
def test_words_name_a_day(words: str, day: date | None) -> None:
    assert day_from(words, MONDAY) == day
