"""A rehearsal beside a sitting: what is kept, what is taken back, what it leaves behind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coach.casebook.casebook import Casebook
from coach.casebook.unsaved import Unsaved
from coach.errors import CoachError
from coach.guide import rehearsing as room
from coach.guide.guide import Guide
from coach.guide.rehearsing import Rehearsing, partners, terms_from, usual_terms
from coach.guide.suggesting import apply, suggestions
from coach.rehearse.cast import Terms
from tests.rehearse.small import ANSWERS, own, scenario, shared

TERMS = Terms("teacher", "warm", "in-person", 1)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "reactions", shared)
    monkeypatch.setattr(room, "rehearsal", lambda _id: own())


def finished(tmp_path: Path | None = None, **answers: str) -> Guide:
    store = Casebook(tmp_path) if tmp_path is not None else Unsaved()
    guide = Guide(scenario(), store.create("lost-jacket"))
    guide.adopt({**ANSWERS, **answers})
    guide.save()
    return guide


def again(tmp_path: Path, guide: Guide) -> Guide:
    """The same sitting, opened by another program after this one was killed."""
    guide.keeper.close()  # a lock dies with its process
    return Guide(scenario(), Casebook(tmp_path).open(guide.keeper.session.id))


def came_of(talk: Rehearsing) -> object:
    """All that a talk has come to, to be compared with another of the same kind."""
    state = talk.state
    return state.past, state.spoken, state.heat, state.clarity, state.step, state.ending


def test_every_line_is_on_disk_before_it_is_answered(tmp_path: Path) -> None:
    guide = finished(tmp_path)
    talk = Rehearsing(guide, TERMS)
    talk.say("On Monday it was gone.")
    talk.pick("good")
    kept = Rehearsing.latest(again(tmp_path, guide))
    assert kept is not None
    assert kept.state.past == talk.state.past
    assert kept.state.spoken == talk.state.spoken


def test_what_comes_of_a_line_can_be_known_ahead_and_nothing_is_said_by_it() -> None:
    talk, other = (Rehearsing(finished(), TERMS) for _one in range(2))
    there = talk.ahead("On Monday it was gone.")()
    talk.picks_ahead()()
    assert (talk.state.turn, talk.entries) == (0, [])
    talk.say("On Monday it was gone.")
    other.say("On Monday it was gone.")
    assert talk.state is there
    assert came_of(talk) == came_of(other)
    assert talk.entries == other.entries


def test_each_of_the_three_replies_is_known_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    talk, other = (Rehearsing(finished(), TERMS) for _one in range(2))
    talk.picks_ahead()()
    other.pick("weak")
    monkeypatch.setattr(room, "turn", None)  # nothing is left to be worked out
    talk.pick("weak")
    assert came_of(talk) == came_of(other)


def test_what_was_known_ahead_of_another_moment_counts_for_nothing() -> None:
    talk, other = (Rehearsing(finished(), TERMS) for _one in range(2))
    late = talk.ahead("On Monday it was gone.")
    for one in (talk, other):
        one.say("You lost it.")
    late()
    for one in (talk, other):
        one.say("On Monday it was gone.")
    assert came_of(talk) == came_of(other)
    assert talk.state.turn == 2


def test_a_coachs_choice_is_not_what_was_known_ahead() -> None:
    talk = Rehearsing(finished(), TERMS)
    talk.ahead("On Monday it was gone.")()
    chosen = talk.could_come()[-1].id
    talk.say("On Monday it was gone.", chosen)
    assert talk.entries[0].reaction == chosen


def test_a_talk_that_has_ended_is_not_gone_on_with(tmp_path: Path) -> None:
    guide = finished(tmp_path)
    talk = Rehearsing(guide, TERMS)
    for _turn in range(8):
        talk.pick("good") if talk.options else talk.say("I see.")
    assert talk.state.ended
    assert Rehearsing.latest(guide) is None


def test_a_line_taken_back_can_be_compared_with_what_came_in_its_place() -> None:
    talk = Rehearsing(finished(), TERMS)
    talk.say("You lost it.")
    assert talk.state.heat == 2
    assert talk.undo()
    assert talk.state.heat == 0
    assert talk.compared() is None
    talk.say("On Monday it was gone. What have you seen?")
    both = talk.compared()
    assert both is not None
    assert [one.entry.text for one in both] == [
        "You lost it.",
        "On Monday it was gone. What have you seen?",
    ]
    assert both[0].after[0] > both[1].after[0]


def test_nothing_is_taken_back_at_the_beginning() -> None:
    assert not Rehearsing(finished(), TERMS).undo()


def test_a_breath_before_a_line_goes_back_with_no_line() -> None:
    talk = Rehearsing(finished(), TERMS)
    talk.breathe()
    assert not talk.undo()


def test_takes_stand_side_by_side(tmp_path: Path) -> None:
    guide = finished(tmp_path)
    talk = Rehearsing(guide, TERMS)
    talk.pick("weak")
    talk.another_take()
    talk.pick("good")
    assert [take.past[0].entry.pick for take in talk.takes()] == ["weak", "good"]
    assert len(again(tmp_path, guide).keeper.session.rehearsals) == 2


def test_a_take_that_was_only_begun_is_not_kept() -> None:
    guide = finished()
    Rehearsing(guide, TERMS)
    assert guide.keeper.session.rehearsals == ()


def test_words_that_may_mean_danger_stop_the_talk_and_are_kept_nowhere(tmp_path: Path) -> None:
    guide = finished(tmp_path)
    talk = Rehearsing(guide, TERMS)
    assert talk.say("He says he wants to kill himself.") is not None
    assert talk.state.past == ()
    assert all(b"kill himself" not in file.read_bytes() for file in tmp_path.rglob("*.toml*"))
    talk.forget()
    assert talk.alarm is None
    assert talk.state.past == ()


def test_what_was_not_meant_is_said_and_does_not_stop_again() -> None:
    talk = Rehearsing(finished(), TERMS)
    talk.say("He says he wants to kill himself.")
    talk.not_meant()
    assert len(talk.state.past) == 1
    assert talk.say("As I said: he wants to kill himself.") is None


def test_reply_cards_that_were_missing_are_added_for_good(tmp_path: Path) -> None:
    guide = finished(tmp_path)
    talk = Rehearsing(guide, TERMS)
    talk.pick("good")
    missing = talk.missing_cards()
    assert missing
    talk.add_cards(missing)
    assert talk.missing_cards() == []
    cards = again(tmp_path, guide).outcome().cards
    assert missing[0].they_say in [card.they_say for card in cards]


def test_a_fact_that_was_said_aloud_is_suggested_for_the_message_and_put_there() -> None:
    guide = finished()
    talk = Rehearsing(guide, TERMS)
    talk.say("Yesterday his gloves were missing after gym.")
    (one,) = suggestions(guide, talk.state, date(2026, 11, 28))
    assert "gloves" in one.words
    apply(guide, one)
    assert "Yesterday his gloves were missing after gym." in guide.sheets()[0].body
    assert suggestions(guide, talk.state, date(2026, 11, 28)) == ()


def test_a_request_is_suggested_as_the_whole_sentence_it_was() -> None:
    guide = finished()
    talk = Rehearsing(guide, TERMS)
    talk.say("Thank you. Could you look under the bench in the hall? He needs it.")
    words = [one.words for one in suggestions(guide, talk.state, date(2026, 11, 28))]
    assert "Could you look under the bench in the hall?" in words


def test_what_did_harm_is_never_suggested() -> None:
    guide = finished()
    talk = Rehearsing(guide, TERMS)
    talk.say("Yesterday his gloves were missing. You lost them, you thief.")
    assert suggestions(guide, talk.state, date(2026, 11, 28)) == ()


def test_where_other_help_comes_first_nobody_is_there() -> None:
    guide = Guide(scenario(), Unsaved().create("lost-jacket"))
    guide.answer("yes")
    assert partners(guide) == ()
    with pytest.raises(CoachError, match="can't be rehearsed"):
        usual_terms(guide, 1)


def test_words_that_name_nobody_are_told_with_those_that_do() -> None:
    with pytest.raises(CoachError, match="mood “angry”") as caught:
        terms_from(finished(), 1, mood="angry")
    assert "defensive" in caught.value.advice


def test_free_words_are_kept_with_the_line_they_answer(tmp_path: Path) -> None:
    guide = finished(tmp_path)
    talk = Rehearsing(guide, TERMS)
    talk.say("On Monday it was gone.")
    talk.put("Gone, you say. I had not noticed.")
    kept = Rehearsing.latest(again(tmp_path, guide))
    assert kept is not None
    assert [one.text for one in kept.state.spoken] == ["Gone, you say. I had not noticed."]
