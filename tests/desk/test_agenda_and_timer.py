"""An hour: its agenda fits the time there is, and its clock tells what is left without hurrying."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.casebook.notebook import Hour
from coach.desk.agenda import LEAST, MOST, agenda, parts, shared
from coach.desk.timer import (
    Timer,
    counted,
    in_words,
    left,
    moved,
    paused,
    running,
    spent_in_words,
    ticked,
)

NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)


def after(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def hour(minutes: int = 60) -> Timer:
    """An hour whose clock has just begun."""
    items = agenda(minutes, promises=True, today="s", rehearsal="s")
    return Timer(Hour(id="1", began=NOW, minutes=minutes, parts=parts(items)), NOW)


# ------------------------------------------------------------------ the agenda


@given(
    st.integers(-10, 400),
    st.booleans(),
    st.sampled_from(["", "session"]),
    st.booleans(),
)
def test_the_minutes_sum_to_what_there_is(
    minutes: int, promises: bool, rehearsal: str, urgent: bool
) -> None:
    items = agenda(minutes, promises=promises, rehearsal=rehearsal, urgent=urgent)
    assert sum(one.minutes for one in items) == min(max(minutes, LEAST), MOST)
    assert all(one.minutes >= 1 for one in items)


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8), st.integers(0, 300))
def test_nobody_is_cut_by_a_whole_minute(shares: list[int], more: int) -> None:
    minutes = len(shares) + more
    times = shared(minutes, shares)
    assert sum(times) == minutes
    for share, time in zip(shares, times, strict=True):
        assert abs((time - 1) - share * more / sum(shares)) < 1


def test_an_hour_goes_from_promises_to_homework() -> None:
    kinds = [one.kind for one in agenda(60, promises=True, today="s", rehearsal="s")]
    assert kinds == ["promises", "today", "rehearsal", "homework", "close"]


def test_ten_minutes_have_room_for_one_thing_and_one_to_take_home() -> None:
    items = agenda(10, promises=True, today="s", rehearsal="s")
    assert [one.kind for one in items] == ["promises", "today", "homework"]


def test_a_first_hour_begins_with_what_brings_them() -> None:
    assert agenda(60, promises=False)[0].kind == "hello"


def test_after_an_urgent_report_safety_comes_first_and_nothing_is_rehearsed() -> None:
    kinds = [one.kind for one in agenda(60, promises=True, rehearsal="s", urgent=True)]
    assert kinds[0] == "safety"
    assert "rehearsal" not in kinds


# ------------------------------------------------------------------ the clock


def test_what_is_left_is_told_in_begun_minutes() -> None:
    timer = hour()
    assert left(timer, NOW) == (10, 60)
    assert left(timer, after(0.5)) == (10, 60)
    assert left(timer, after(4)) == (6, 56)


def test_over_time_is_told_as_such() -> None:
    assert left(hour(), after(12)) == (-2, 48)
    assert in_words(hour(), after(12)) == "2 min over here · 48 min in all"
    assert "the hour is 5 min over" in in_words(hour(), after(65))


def test_time_does_not_pass_while_it_is_paused() -> None:
    timer = paused(hour(), after(5))
    assert left(timer, after(90)) == (5, 55)
    assert in_words(timer, after(90)).startswith("paused")
    assert left(running(timer, after(90)), after(92)) == (3, 53)


def test_going_on_to_the_next_part_ticks_this_one() -> None:
    timer = ticked(hour(), after(7))
    assert timer.hour.parts[0].done
    assert timer.hour.at == 1
    assert spent_in_words(timer.hour.parts[0].spent) == "7 minutes"
    assert left(timer, after(7))[1] == 53


def test_the_last_part_stays_where_all_are_done() -> None:
    timer = hour()
    for _part in timer.hour.parts:
        timer = ticked(timer, NOW)
    assert all(one.done for one in timer.hour.parts)
    assert timer.hour.at == len(timer.hour.parts) - 1


def test_a_laptop_that_slept_overnight_has_taken_no_time() -> None:
    assert left(hour(), after(60 * 14)) == (10, 60)


def test_a_clock_that_was_set_back_has_taken_no_time() -> None:
    assert left(hour(), after(-30)) == (10, 60)


@pytest.mark.parametrize("to", [-1, 99])
def test_a_part_that_is_not_there_changes_nothing(to: int) -> None:
    assert moved(hour(), to, after(3)) == hour()


@given(
    st.lists(
        st.tuples(st.sampled_from(["tick", "move", "pause", "run"]), st.integers(0, 40)),
        max_size=20,
    )
)
def test_no_minute_is_counted_twice_or_lost(steps: list[tuple[str, int]]) -> None:
    timer, now, ran = hour(), NOW, 0.0
    for what, minutes in steps:
        now += timedelta(minutes=minutes)
        ran += 0 if timer.paused else minutes * 60
        match what:
            case "tick":
                timer = ticked(timer, now)
            case "move":
                timer = moved(timer, minutes % 5, now)
            case "pause":
                timer = paused(timer, now)
            case _:
                timer = running(timer, now) if timer.paused else Timer(counted(timer, now), now)
    assert sum(one.spent for one in timer.hour.parts) == pytest.approx(ran)
