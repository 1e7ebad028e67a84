"""Versions of a message: each that differs is kept, in bounds, and the first and last stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.casebook.session import Session, from_table, to_table
from coach.casebook.toml import parse, render
from coach.casebook.versions import (
    MOST,
    MOST_CHARACTERS,
    Said,
    Version,
    bounded,
    of_letter,
    with_said,
)

NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)


def after(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def many(*bodies: str) -> tuple[Version, ...]:
    kept: tuple[Version, ...] = ()
    for at, body in enumerate(bodies):
        kept = with_said(kept, [Said("note", "", body)], after(at))
    return kept


def test_only_what_differs_from_the_last_is_kept() -> None:
    assert [one.body for one in many("a", "a", "b", "a", "a")] == ["a", "b", "a"]


def test_each_message_has_versions_of_its_own() -> None:
    kept = with_said((), [Said("note", "s", "a"), Said("text", "", "a")], NOW)
    kept = with_said(kept, [Said("note", "s", "b"), Said("text", "", "a")], after(1), "coach")
    assert [one.body for one in of_letter(kept, "note")] == ["a", "b"]
    assert [one.body for one in of_letter(kept, "text")] == ["a"]
    assert kept[-1].by == "coach"


def test_a_message_without_words_is_none() -> None:
    assert with_said((), [Said("note", "", "")], NOW) == ()


@given(st.lists(st.integers(0, 9), max_size=80))
def test_the_first_and_the_last_stay(numbers: list[int]) -> None:
    kept = many(*map(str, numbers))
    assert len(kept) <= MOST
    if numbers:
        assert kept[0].body == str(numbers[0])
        assert kept[-1].body == str(numbers[-1])


def test_what_stood_longest_stays() -> None:
    bodies = [str(n) for n in range(MOST + 1)]
    kept: tuple[Version, ...] = ()
    for at, body in enumerate(bodies):
        hasty = body == "8"  # it came a second before the next one
        when = after(at) if not hasty else after(at + 1) - timedelta(seconds=1)
        kept = with_said(kept, [Said("note", "", body)], when)
    assert "8" not in [one.body for one in kept]
    assert len(kept) == MOST


def test_there_is_always_room_for_the_answers() -> None:
    long = tuple(Version(letter=f"m{n % 9}", at=after(n), body=f"{n}" * 30_000) for n in range(90))
    kept = bounded(long)
    assert sum(len(one.body) for one in kept) <= MOST_CHARACTERS


def test_a_time_without_an_offset_does_no_harm() -> None:
    naive = Version(letter="note", at=datetime(2026, 1, 1), body="x")
    kept = (*(naive,) * (MOST + 2),)
    assert len(bounded(kept)) == MOST


def test_they_survive_the_file() -> None:
    session = Session(id="s", scenario="concern", created=NOW, updated=NOW, versions=many("a", "b"))
    again = from_table("s", parse(render(to_table(session))))
    assert again.versions == session.versions
    assert replace(again, versions=()) == replace(session, versions=())
