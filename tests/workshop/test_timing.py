"""Minutes are shared out whole, and add up exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.workshop.timing import Span, shared_out

spans = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20)).map(
        lambda three: Span(three[0], three[0] + three[1], sum(three))
    ),
    min_size=1,
    max_size=15,
)


@given(spans, st.data())
def test_every_length_between_the_least_and_the_most_is_met_exactly(
    given_spans: list[Span], data: st.DataObject
) -> None:
    least, most = sum(one.least for one in given_spans), sum(one.most for one in given_spans)
    minutes = data.draw(st.integers(least, most))
    shared = shared_out(given_spans, minutes)
    assert sum(shared) == minutes
    assert all(
        one.least <= taken <= one.most for one, taken in zip(given_spans, shared, strict=True)
    )


@given(spans)
def test_nothing_is_shared_out_that_is_not_there(given_spans: list[Span]) -> None:
    for minutes in (
        sum(one.least for one in given_spans) - 1,
        sum(one.most for one in given_spans) + 1,
    ):
        with pytest.raises(ValueError, match=str(minutes)):
            shared_out(given_spans, minutes)


def test_what_is_left_goes_where_there_is_room() -> None:
    assert shared_out([Span(5, 5, 5), Span(5, 10, 20), Span(5, 10, 20)], 20) == (5, 8, 7)
    assert shared_out([Span(5, 5, 5), Span(5, 10, 20), Span(5, 10, 20)], 35) == (5, 15, 15)
