"""What gets past the edge can't move a cursor, turn a line round or end one in disguise."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.scenario.text import clean, clean_line, count_words

ANYTHING = st.text(st.characters())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPdevice\x1b\\after", "after"),
        ("\x9b2Jcleared", "2Jcleared"),
        ("He said â\x80\x9dno, never.", "He said âno, never."),
        ("\x1b]0;never ended", "0;never ended"),
        ("\x1b(B ascii", " ascii"),
        ("a\x1b", "a"),
        ("a\x00b\x7fc\x9fd", "abcd"),
        ("one\r\ntwo\rthree\u2028four\x85five", "one\ntwo\nthree\nfour\nfive"),
        ("a\tb", "a b"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("\ufeffstart", "start"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("e\u0301", "é"),
        ("[Name] [/x] {{ x }}", "[Name] [/x] {{ x }}"),
    ],
)
def test_harm_goes_and_words_stay(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "text",
    ["Zoë", "O'Brien", "Nguyễn", "می\u200cخواهم", "👩‍👧", "שלום\u200f", "好", "naïve — “so”"],
)
def test_how_people_write_their_names_stays(text: str) -> None:
    assert clean(text) == text


@given(ANYTHING)
def test_whatever_is_typed_comes_out_plain(text: str) -> None:
    kept = clean(text)
    kept.encode("utf-8")
    assert all(char == "\n" or unicodedata.category(char) not in ("Cc", "Cs") for char in kept)
    assert not set(kept) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@given(ANYTHING)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANYTHING)
def test_a_line_is_one_line_without_space_around_it(text: str) -> None:
    line = clean_line(text)
    assert "\n" not in line
    assert line == line.strip()
    assert "  " not in line


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("  ", 0), ("one", 1), ("one – two", 2), ("- a bullet", 2), ("it's 3.30 p.m.", 3)],
)
def test_words_are_counted_as_a_reader_would(text: str, count: int) -> None:
    assert count_words(text) == count
