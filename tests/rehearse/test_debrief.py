"""After the talk."""

from __future__ import annotations

from coach.compose.written import Said
from coach.export.rehearsal import ending_told, sheet, why_so
from coach.export.text import write
from coach.rehearse.debrief import debrief, missing_cards, talk_share, turning_points
from coach.rehearse.partner import begin, play, turn
from coach.rehearse.state import Entry
from tests.rehearse.small import says, scenario, the_cast

GOOD, WEAK = Entry(pick="good"), Entry(pick="weak")
POINTS = (
    Said("facts", "The jacket was gone on Monday after lunch.", ()),
    Said("ask", "Could the names be sewn in?", ()),
    Said("close", "(Write it in your log.)", ()),
)


def test_a_good_talk_has_done_the_six_things() -> None:
    found = debrief(play(the_cast(mood="defensive"), [GOOD] * 8), POINTS)
    assert found.ending == "agreed"
    assert {"fact", "open", "ask", "dated", "no-blame"} <= set(found.done)
    assert found.day == "Friday"


def test_a_bad_talk_says_what_heated_it() -> None:
    found = debrief(play(the_cast(), says("You lost it.", "You lie.", "You lost it.")), POINTS)
    assert found.ending == "broken"
    assert "dated" in found.missed
    assert "no-blame" in found.missed
    assert "turn 1" in why_so(found)


def test_points_that_were_not_said_are_named_and_private_ones_are_not() -> None:
    found = debrief(play(the_cast(), [GOOD] * 8), POINTS)
    assert found.said == (0,)
    assert found.unsaid == (1,)


def test_the_share_of_words_counts_what_was_said_by_people() -> None:
    state = begin(the_cast())
    assert talk_share(state) == 0
    state = turn(state, Entry(text="word " * 200))
    assert talk_share(state) > 80


def test_a_turning_point_says_what_else_could_have_been() -> None:
    state = play(the_cast(), says("You lost it."))
    (point,) = turning_points(state)
    assert not point.better
    assert point.you == "You lost it."
    assert point.instead.startswith("On Monday the jacket was gone")


def test_what_was_said_well_is_not_told_to_be_said_otherwise() -> None:
    state = play(the_cast(mood="defensive"), [GOOD])
    (point,) = turning_points(state)
    assert point.better
    assert point.instead == ""


def test_cards_are_missing_for_what_was_met_and_has_none() -> None:
    state = play(the_cast(), [GOOD] * 8)
    missing = missing_cards(state, (), scenario().card)
    assert "What did you want to talk about?" in [card.they_say for card in missing]
    assert len({card.they_say for card in missing}) == len(missing)


def test_the_page_has_all_of_it() -> None:
    cast = the_cast()
    one, two = play(cast, [WEAK] * 8), play(cast, [GOOD] * 8)
    text = write(sheet(two, POINTS, (one, two), ("Ask aloud.",)))
    for words in (
        "Ms. Reed (The teacher): warm, in person",
        ending_told("agreed", "Friday"),
        "Done: A next step with a day",
        "Could the names be sewn in?",
        "Take 2",
        "Ask aloud.",
        "Then that's settled.",
    ):
        assert words in text
    assert "(Write it in your log.)" not in text
