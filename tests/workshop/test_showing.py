"""One response after another: the words first, then how they read."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coach.workshop.nameless import Nameless
from coach.workshop.responses import Response, label
from coach.workshop.saved import Saved
from coach.workshop.showing import Showing

NOBODY = Nameless([], (), date(2026, 11, 24))
MOVES = st.lists(st.sampled_from(["next", "back", "turn", "pair", "go B", "beside C", "go ZZ"]))


def showing(count: int) -> Showing:
    saved = Saved("", "Dear teacher, thank you.")
    return Showing(tuple(Response(label(at), 1, False, saved, NOBODY) for at in range(count)))


def labels(shown: Showing) -> list[str]:
    return [one.label for one in shown.shown]


def test_it_goes_on_and_back_and_stays_at_the_ends() -> None:
    first = showing(2)
    assert labels(first.step(-1)) == ["A"]
    assert labels(first.step(1)) == ["B"]
    assert labels(first.step(1).step(1)) == ["B"]
    assert labels(first.step(1).step(-1)) == ["A"]


def test_the_next_one_is_shown_without_how_it_reads() -> None:
    """The room guesses first."""
    read = showing(3).turned()
    assert read.read
    assert not read.step(1).read
    assert not read.turned().read
    assert read.step(-1).read, "where it can't move, nothing is hidden"


def test_two_stand_side_by_side_and_the_second_moves_past_the_first() -> None:
    two = showing(4).step(1).paired()
    assert labels(two) == ["B", "C"]
    assert labels(two.step(1)) == ["B", "D"]
    assert labels(two.step(-1)) == ["B", "A"]
    assert labels(two.step(-1).step(1)) == ["B", "C"]
    assert labels(two.paired()) == ["B"]
    assert labels(showing(2).step(1).paired()) == ["B", "A"]
    assert labels(showing(1).paired()) == ["A"]


def test_a_letter_leads_there_in_any_size() -> None:
    there = showing(30).go(" ab ")
    assert there is not None
    assert labels(there) == ["AB"]
    assert showing(3).go("D") is None
    assert showing(3).go("") is None
    assert showing(3).beside("a") is None


@given(st.integers(1, 5), MOVES)
def test_wherever_one_goes_there_is_one_response_or_two_that_differ(
    count: int, moves: list[str]
) -> None:
    now = showing(count)
    for move in moves:
        now = moved(now, move)
        assert 1 <= len(set(labels(now))) == len(now.shown) <= 2


def moved(now: Showing, move: str) -> Showing:
    name, _space, rest = move.partition(" ")
    match name:
        case "next" | "back":
            return now.step(1 if name == "next" else -1)
        case "turn":
            return now.turned()
        case "pair":
            return now.paired()
        case "go":
            return now.go(rest) or now
        case _:
            return now.beside(rest) or now
