"""Talking points are ticked off by what is said, not by how."""

from __future__ import annotations

import pytest

from coach.compose.written import Said
from coach.rehearse.covering import covers, said_points


@pytest.mark.parametrize(
    ("said", "point"),
    [
        ("On Monday he was crying at pick-up.", "On Monday at pick-up Leo was in tears, crying."),
        ("What have you noticed when they read?", "What do you notice about reading?"),
        ("We can read for ten minutes at home.", "My part at home: reading ten minutes."),
        (
            "On Tuesday one page took her twenty minutes.",
            "What I saw: last Tuesday she read one page to me and it took 20 minutes.",
        ),
        ("He takes an hour to get to sleep.", "What I saw: it took him an hour to fall asleep."),
        ("She cries in the car.", "What I was told: she cried in the car on Monday."),
    ],
)
def test_a_point_is_said_in_other_words(said: str, point: str) -> None:
    assert covers(said, point)


@pytest.mark.parametrize(
    ("said", "point"),
    [
        ("Thank you for your time.", "What do you notice about reading?"),
        ("I would like to talk about it.", "I would like to talk about the seat by the door."),
        ("", "Anything"),
        ("the of and", "the of and"),
        ("What I saw was enough.", "What I saw: he sat alone at lunch."),
    ],
)
def test_light_words_alone_say_no_point(said: str, point: str) -> None:
    assert not covers(said, point)


def test_a_point_may_be_said_over_two_turns() -> None:
    points = [Said("ask", "Could the seat be moved near the board?", ())]
    assert said_points(points, ["It's the seat.", "Near the board he could see."]) == {0}


def test_what_is_for_the_parent_alone_is_never_missing() -> None:
    points = [Said("close", "(Write it in your log.)", ())]
    assert said_points(points, ["I write it in my log."]) == frozenset()
