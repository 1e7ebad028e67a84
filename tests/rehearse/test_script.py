"""A rehearsal as plain lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.rehearse.script import read_script, write_script
from coach.rehearse.state import Entry
from coach.scenario.text import clean_line


def test_a_line_is_what_the_parent_says() -> None:
    assert read_script("So you see him calm.\n") == (Entry(text="So you see him calm."),)


def test_remarks_and_empty_lines_say_nothing() -> None:
    assert read_script("# a remark\n\n   \nHello.\n") == (Entry(text="Hello."),)


def test_a_reply_can_be_picked_and_a_breath_taken() -> None:
    assert read_script(":good\n:breathe\n:weak") == (
        Entry(pick="good"),
        Entry(breath=True),
        Entry(pick="weak"),
    )


def test_a_coach_has_the_other_side_say_something_after_a_line() -> None:
    assert read_script("Hello.\n:then policy\n") == (Entry(text="Hello.", reaction="policy"),)


def test_what_means_nothing_is_named_with_its_place() -> None:
    with pytest.raises(CoachError) as caught:
        read_script("Hello.\n:shout\n", "talk.txt")
    assert caught.value.where == "talk.txt:2"
    assert ":shout" in caught.value.what


def test_a_script_has_an_end() -> None:
    with pytest.raises(CoachError, match="500"):
        read_script("Hello.\n" * 501)


ENTRIES = st.lists(
    st.one_of(
        st.builds(
            Entry,
            text=st.text(max_size=80).map(clean_line).filter(bool),
            reaction=st.sampled_from(["", "policy"]),
        ),
        st.builds(Entry, pick=st.sampled_from(["good", "middling", "weak"])),
        st.just(Entry(breath=True)),
    ),
    max_size=20,
)


@given(ENTRIES)
def test_what_is_written_is_read_back(entries: list[Entry]) -> None:
    assert read_script(write_script(tuple(entries), "about")) == tuple(entries)
