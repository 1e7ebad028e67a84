"""A session through its file and back: nothing changed, nothing dropped."""

from __future__ import annotations

import string
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.casebook.homework import Homework
from coach.casebook.session import FORMAT, Edit, Session, from_table, to_table, upgraded
from coach.casebook.toml import Damaged, parse, render
from coach.casebook.versions import Version
from coach.errors import CoachError

WHEN = datetime(2026, 11, 21, 20, 15, tzinfo=UTC)
LEO = Session(id="leo", scenario="first-contact", created=WHEN, updated=WHEN)


def through_the_file(session: Session) -> Session:
    return from_table(session.id, parse(render(to_table(session))))


# ------------------------------------------------------------------ any session at all

AWKWARD = [
    "",
    " two spaces at each end  ",
    "\n\nlines before and after\n\n",
    "a\r\nb\rc",
    "[Name] [/x] {{ x }} {% if %}",
    "\"\"\" ''' \\ \\u0041 \\\n",
    "\\",
    '"',
    'ends in quotes\n""""',
    "# no comment",
    "Zoë O’Brien Nguyễn 👩‍👧 مرحبا שלום",
    "\x00\x07\x1b[31m\x7f\x85\u2028\ufeff\u202e",
    "x" * 20_000,
    "line\n" * 4_000,
    "😀" * 20_000,
]

# Anything a file can hold: half a surrogate pair it can't (there is a test for those).
texts = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(st.sampled_from(" \n\r\t\"'\\#[]{}=.ab\x00\x7f"), max_size=12),
)
zones = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(timezones=zones)
plain = st.one_of(
    texts,
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.times(),
    st.datetimes(),
    times,
)
values = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
tables = st.dictionaries(texts, values, max_size=6)


def unknown(struct: type[msgspec.Struct]) -> st.SearchStrategy[dict[str, Any]]:
    known = {*struct.__struct_fields__} - {"extra"}
    if struct is Session:
        known -= {"id"}  # the name of its file, and no key in it
    names = st.text(string.ascii_lowercase, min_size=1, max_size=8) | st.sampled_from(
        ["id", "extra", "mood"]
    )
    return st.dictionaries(names.filter(lambda name: name not in known), values, max_size=4)


edits = st.builds(
    Edit, from_subject=texts, from_body=texts, subject=texts, body=texts, extra=unknown(Edit)
)
homework = st.builds(
    Homework,
    id=texts.filter(bool),
    **dict.fromkeys(("text", "given", "by", "leads_to", "done", "back"), texts),
    extra=unknown(Homework),
)
versions = st.builds(
    Version,
    letter=texts.filter(bool),
    at=times,
    **dict.fromkeys(("by", "subject", "body"), texts),
    extra=unknown(Version),
)
sessions = st.builds(
    Session,
    id=st.just("leo"),
    scenario=texts,
    title=texts,
    created=times,
    updated=times,
    answers=tables,
    drafts=tables,
    edits=st.dictionaries(texts, edits, max_size=3),
    steps=st.lists(texts, max_size=4).map(tuple),
    finished=st.booleans(),
    at=texts,
    homework=st.lists(homework, max_size=2).map(tuple),
    versions=st.lists(versions, max_size=2).map(tuple),
    format=st.just(FORMAT),
    extra=unknown(Session),
)


@given(sessions)
def test_every_session_comes_back_exactly(session: Session) -> None:
    assert through_the_file(session) == session


@given(sessions)
def test_written_twice_it_is_the_same_file(session: Session) -> None:
    assert render(to_table(through_the_file(session))) == render(to_table(session))


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_awkward_text_comes_back_exactly(text: str) -> None:
    session = msgspec.structs.replace(LEO, answers={"seen": text}, drafts={"told": [[text]]})
    assert through_the_file(session) == session


# ------------------------------------------------------------------ characters no file can hold


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("be\ud83dfore", "be\ufffdfore"),
        ("\udc80", "\ufffd"),
        ("pair \ud83d\ude00", "pair 😀"),
        ("\ude00\ud83d", "\ufffd\ufffd"),
    ],
)
def test_half_a_character_costs_itself_and_nothing_else(typed: str, kept: str) -> None:
    session = msgspec.structs.replace(LEO, answers={"seen": typed, "told": "fine"})
    assert through_the_file(session).answers == {"seen": kept, "told": "fine"}


@given(st.lists(st.characters() | st.sampled_from("\ud800\udbff\udc00\udfff")).map("".join))
def test_no_text_whatever_loses_the_session(text: str) -> None:
    session = msgspec.structs.replace(LEO, answers={"seen": text, text: "x", "told": "fine"})
    assert through_the_file(session).answers["told"] == "fine"


# ------------------------------------------------------------------ other versions


def test_keys_that_this_version_does_not_know_are_kept() -> None:
    file = b"""
        format = 1
        scenario = "first-contact"
        created = 2026-11-21T20:15:00Z
        updated = 2026-11-21T20:15:00Z
        mood = "hopeful"

        [answers]
        seen = "Tears."
        [edits.note]
        body = "Mine."
        reason = "warmer"
        [weather]
        rain = true
        """
    again = parse(render(to_table(from_table("leo", parse(file)))))
    assert again["mood"] == "hopeful"
    assert again["weather"] == {"rain": True}
    assert again["edits"]["note"]["reason"] == "warmer"
    assert again["edits"]["note"]["body"] == "Mine."


def test_a_newer_format_is_refused_and_not_called_damage() -> None:
    with pytest.raises(CoachError, match="newer Coach") as raised:
        from_table("leo", {"format": FORMAT + 1, "anything": "at all"})
    assert "up to date" in raised.value.advice


def test_an_older_format_takes_one_upgrade_after_the_other() -> None:
    upgrades = {
        1: lambda table: {**table, "names": [table["name"]]},
        2: lambda table: {key: value for key, value in table.items() if key != "name"},
    }
    old = {"format": 1, "name": "Leo", "unknown": "kept"}
    assert upgraded(old, upgrades, to=3) == {"format": 3, "names": ["Leo"], "unknown": "kept"}
    assert old == {"format": 1, "name": "Leo", "unknown": "kept"}


@pytest.mark.parametrize("format", [None, "1", 1.5, True, -1, [1]])
def test_a_format_that_never_was_is_damage(format: object) -> None:
    table = to_table(LEO)
    with pytest.raises(Damaged):
        from_table("leo", {**table, "format": format} if format is not None else {"a": 1})


@pytest.mark.parametrize(
    "wrong",
    [
        {"answers": "none"},
        {"answers": ["a"]},
        {"scenario": 3},
        {"steps": "a"},
        {"edits": {"note": "mine"}},
        {"edits": ["note"]},
        {"edits": {"note": {"body": 5}}},
        {"finished": "yes"},
        {"created": date(2026, 11, 21)},
        {"updated": time(3)},
    ],
    ids=str,
)
def test_what_is_no_session_is_damage(wrong: dict[str, Any]) -> None:
    with pytest.raises(Damaged, match="not a session"):
        from_table("leo", {**to_table(LEO), **wrong})


def test_a_time_typed_in_by_hand_without_a_zone_can_still_be_sorted() -> None:
    naive = datetime(2026, 11, 21, 9, 0)
    session = from_table("leo", {**to_table(LEO), "created": naive, "updated": naive})
    assert session.updated < LEO.updated
