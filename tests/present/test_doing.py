"""What a key does: from any state to a state, and never out of the slides."""

from __future__ import annotations

from datetime import date
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.casebook.toml import parse, render
from coach.present.deck import deck
from coach.present.doing import Deed, Does, matching, press, shown, where
from coach.present.pages import frame_for, pages
from coach.present.speaking import spoken
from coach.present.state import (
    LONG_AGO,
    Presentation,
    elapsed,
    from_table,
    resumed,
    to_table,
)
from tests.present import room
from tests.strategies import texts

FRAME = frame_for(80, 24)
MATERIAL = room.material()


def after(state: Presentation, *deeds: Deed | Does, now: int = room.NOW) -> Presentation:
    for deed in deeds:
        deed = deed if isinstance(deed, Deed) else Deed(deed)
        state = press(MATERIAL, state, deed, FRAME, now)
    return state


def at(state: Presentation) -> str:
    return shown(MATERIAL, state, FRAME).of.id


def hand(number: int) -> Deed:
    return Deed("hand", number)


# ------------------------------------------------------------------ going


def test_next_and_back_go_through_every_slide_and_stay_within() -> None:
    state, met = room.begun(), []
    while not met or met[-1] != at(state):
        met.append(at(state))
        state = after(state, "next")
    assert met == [one.id for one in deck(MATERIAL, state)]
    for _each in range(len(met) + 3):
        state = after(state, "back")
    assert at(state) == "open"


def test_a_slide_of_several_pages_is_paged_through() -> None:
    long = room.begun(at="ask:seen", guesses={"seen": tuple("many words " * 27 for _n in range(5))})
    last = len(pages(deck(MATERIAL, long)[3], FRAME)) - 1
    assert last > 0
    assert after(long, *["next"] * last).page == last
    beyond = after(long, *["next"] * (last + 1))
    assert at(beyond) == "weak:seen"
    assert after(beyond, "back").page == last


def test_go_leads_to_any_slide_and_nowhere_else() -> None:
    for one in deck(MATERIAL, room.begun()):
        assert at(after(room.begun(), Deed("go", text=one.id))) == one.id
    assert after(room.begun(), Deed("go", text="no-such")) == room.begun()


def test_slides_are_found_by_number_and_by_words() -> None:
    slides = deck(MATERIAL, room.begun())
    assert matching(slides, "4") == (slides[3],)
    assert [one.id for one in matching(slides, "what YOU saw")][:2] == ["ask:seen", "weak:seen"]
    assert matching(slides, "zebra") == ()
    assert matching(slides, "") == slides


def test_a_slide_that_has_gone_is_the_nearest_that_is_left() -> None:
    slides = deck(MATERIAL, room.begun())
    assert slides[where(slides, "vote:2:something-else")].id.startswith(("did:2:", "vote:2:"))
    assert slides[where(slides, "weak:safe")].id == "choice:safe"
    assert where(slides, "") == where(slides, "nonsense") == 0


# ------------------------------------------------------------------ hands


def test_hands_are_counted_and_the_last_one_taken_away() -> None:
    voting = after(room.begun(), Deed("go", text="choice:safe"), hand(3), hand(1), hand(3))
    assert voting.hands == {"choice:safe": "313"}
    assert after(voting, "hand-away").hands == {"choice:safe": "31"}
    assert after(voting, *["hand-away"] * 5).hands == {}


def test_there_is_no_hand_for_what_is_not_there_to_vote_on() -> None:
    voting = after(room.begun(), Deed("go", text="choice:safe"))
    assert after(voting, hand(4)) == voting
    assert after(room.begun(), hand(1)) == room.begun()


# ------------------------------------------------------------------ the other branch


def test_one_key_shows_each_branch_not_taken_and_then_comes_back() -> None:
    choice = after(room.begun(), Deed("go", text="choice:safe"))
    first = after(choice, "other")
    assert shown(MATERIAL, first, FRAME).slide.title == "Yes"
    assert shown(MATERIAL, after(first, "other"), FRAME).slide.title == "Not sure"
    assert after(first, "other", "other").other == 0
    assert at(after(first, "back")) == at(after(first, "return")) == "choice:safe"
    assert after(first, "return").other == 0


def test_the_notes_tell_a_branch_that_is_shown_from_a_reply_that_is() -> None:
    choice = after(room.begun(), Deed("go", text="choice:safe"), "other")
    assert spoken(MATERIAL, choice, room.NOW).news == "Shown now: a branch not taken, “Yes”."
    did = next(one.id for one in deck(MATERIAL, room.begun()) if one.kind == "did")
    reply = after(room.begun(), Deed("go", text=did), "other")
    assert spoken(MATERIAL, reply, room.NOW).news == "Shown now: what another reply does."


# ------------------------------------------------------------------ black, and the timer


def test_black_keeps_the_place_and_the_next_key_only_brings_light() -> None:
    dark = after(room.begun(), "next", "next", "black")
    assert dark.black
    light = after(dark, "next")
    assert not light.black
    assert at(light) == at(dark)


def test_the_timer_starts_with_the_second_slide_and_rests_when_asked() -> None:
    state = after(room.begun(), "pause")
    assert elapsed(state, room.NOW) == 0
    state = after(state, "next", now=100)
    assert elapsed(state, 160) == 60
    state = after(state, "pause", now=160)
    assert elapsed(state, 500) == 60
    state = after(state, "pause", now=500)
    assert elapsed(state, 530) == 90


def test_another_day_the_timer_begins_anew_and_the_place_is_kept() -> None:
    state = after(room.begun(), "next", "next", "black", now=1_000)
    soon, later = resumed(state, 2_000), resumed(state, 1_001 + LONG_AGO)
    assert at(soon) == at(later) == at(state)
    assert soon.started == 1_000
    assert later.started == 0
    assert not soon.black  # who comes back sees where they are


# ------------------------------------------------------------------ what the room says


def test_what_the_room_says_is_kept_line_by_line_and_the_last_is_taken_away() -> None:
    asked = after(room.begun(), Deed("go", text="ask:seen"))
    said = after(asked, Deed("guess", text=" It \x1b[31mvanished.\n"), Deed("guess", text="[b]x"))
    assert said.guesses == {"seen": ("It vanished.", "[b]x")}
    assert after(said, "guess-away").guesses == {"seen": ("It vanished.",)}
    assert after(asked, Deed("guess", text=" \u202e ")) == asked
    assert after(room.begun(), Deed("guess", text="Hello")) == room.begun()


# ------------------------------------------------------------------ whatever is pressed

# Made when first needed: a deck takes seconds.
SLIDES = st.deferred(lambda: st.sampled_from([one.id for one in deck(MATERIAL, room.begun())]))
DEEDS = st.builds(
    Deed,
    st.sampled_from(get_args(Does)),
    st.integers(0, 9),
    st.one_of(texts(), SLIDES),
)
STATES = st.builds(
    Presentation,
    scenario=st.just("lost-jacket"),
    sample=st.sampled_from(["leo", ""]),
    mood=st.sampled_from(["", "warm", "rushed", "angry"]),
    seed=st.integers(-99, 9_999),
    minutes=st.integers(0, 1440),
    day=st.dates(),
    at=st.one_of(
        SLIDES,
        st.text(st.characters(min_codepoint=32, codec="utf-8"), max_size=20),
    ),
    page=st.integers(0, 999),
    other=st.integers(0, 99),
    black=st.booleans(),
    hands=st.dictionaries(
        st.sampled_from(["choice:safe", "vote:1:what-is-it", "x"]),
        st.text("123456789", min_size=1, max_size=9),
        max_size=3,
    ),
    guesses=st.dictionaries(
        st.sampled_from(["seen", "wish", "child", "no-step"]),
        st.lists(st.sampled_from(["It vanished.", "[/x]", "日本"]), min_size=1, max_size=3).map(
            tuple
        ),
        max_size=3,
    ),
    started=st.integers(0, 2**31),
    paused=st.integers(0, 2**31),
    rested=st.integers(0, 2**20),
    touched=st.integers(0, 2**31),
)


def kept(state: Presentation) -> Presentation:
    """The same, through the bytes of a file."""
    return from_table(parse(render(to_table(state))))


@settings(max_examples=60)
@given(STATES, st.lists(DEEDS, max_size=8))
def test_from_any_state_any_keys_lead_to_a_state_that_survives_its_file(
    state: Presentation, deeds: list[Deed]
) -> None:
    assert kept(state) == state
    for deed in deeds:
        state = press(MATERIAL, state, deed, FRAME, room.NOW)
        assert kept(state) == state
        seen = shown(MATERIAL, state, FRAME)
        assert 1 <= seen.number <= seen.total
        assert 0 <= seen.page < seen.pages
        assert len(pages(seen.slide, FRAME)[seen.page]) <= FRAME.rows
        assert elapsed(state, room.NOW) >= 0


@settings(max_examples=30)
@given(STATES)
def test_from_any_state_every_slide_can_be_reached(state: Presentation) -> None:
    for one in deck(MATERIAL, state):
        assert at(after(state, Deed("go", text=one.id))) == one.id


def test_the_day_of_the_beginning_is_kept() -> None:
    assert kept(room.begun(day=date(2027, 2, 28))).day == date(2027, 2, 28)
