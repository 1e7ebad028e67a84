"""Asked once, offered everywhere: the child's card, the people at school, the contact log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coach.casebook.log import due
from coach.casebook.records import CONTACT, FAMILY
from coach.casebook.store import Casebook, Store, Unsaved
from coach.guide.begin import begin
from coach.guide.guide import Guide
from coach.guide.listing import front, page, whole_log
from coach.guide.remember import remember
from coach.guide.written_down import contact_answers, mark_done, sent_sheets, write_down
from coach.interview.answer_file import sample_answers
from coach.scenario.evaluate import Value
from coach.scenario.library import find, headers

TODAY = date(2026, 11, 24)


@pytest.fixture(params=["folder", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """What holds for a casebook on disk holds for --no-save too."""

    def clock() -> datetime:
        return datetime(2026, 11, 24, 18, tzinfo=UTC)

    return Casebook(tmp_path, clock) if request.param == "folder" else Unsaved(clock)


def sat(store: Store, scenario: str, sample: str, **other: Value) -> str:
    """Go through a scenario to its end with a sample's answers; return the session's id."""
    with store.create(scenario) as keeper:
        guide = begin(store, keeper, TODAY)
        guide.adopt({**sample_answers(find(scenario), sample), **other})
        guide.save()
        remember(store, guide)
        return keeper.session.id


def card(store: Store, **answers: object) -> str:
    """Keep a child's card that says this; return its id."""
    from msgspec.structs import replace

    with store.create(FAMILY) as keeper:
        keeper.save(replace(keeper.session, answers=answers, title=str(answers["child_name"])))
        return keeper.session.id


def begun(store: Store, scenario: str, family: str) -> Guide:
    """Begin a scenario for a family."""
    return begin(store, store.create(scenario, family=family), TODAY)


LEO: Mapping[str, object] = {
    "child_name": "Leo",
    "pronouns": "he",
    "my_name": "Rosa Lind",
    "strengths": ["kind to small ones"],
    "people": [["Ms. Okafor", "teacher", "email", ""], ["Mr. Hale", "principal", "", ""]],
}


# ------------------------------------------------------------------ the card


def test_the_first_finished_message_leaves_a_card_behind(store: Store) -> None:
    sat(store, "first-contact", "leo")
    (kept,) = store.families()
    answers = sample_answers(find("first-contact"), "leo")
    assert kept.child == answers["child_name"]
    assert kept.me == answers["my_name"]
    assert [one.name for one in kept.people] == [answers["teacher_name"]]


def test_the_session_belongs_to_the_card_from_then_on(store: Store) -> None:
    id = sat(store, "first-contact", "leo")
    assert store.look(id).family == store.families()[0].id


def test_a_second_message_about_the_same_child_joins_the_same_card(store: Store) -> None:
    sat(store, "first-contact", "leo")
    sat(store, "first-contact", "leo", teacher_name="Mr. Brand")
    (kept,) = store.families()
    assert [one.name for one in kept.people][-1] == "Mr. Brand"


def test_another_child_has_another_card(store: Store) -> None:
    sat(store, "first-contact", "leo")
    sat(store, "first-contact", "leo", child_name="Noor")
    assert {one.child for one in store.families()} == {"Leo", "Noor"}


def test_a_word_mended_in_a_message_is_mended_on_the_card(store: Store) -> None:
    family = card(store, **LEO)
    guide = begun(store, "first-contact", family)
    guide.adopt({**sample_answers(find("first-contact"), "leo"), "my_name": "Rosa Lind-Okoro"})
    guide.save()
    remember(store, guide)
    assert store.families()[0].me == "Rosa Lind-Okoro"


def test_a_message_that_is_not_finished_changes_no_card(store: Store) -> None:
    guide = begun(store, "first-contact", card(store, **LEO))
    guide.begin_with({"my_name": "R"})
    guide.save()
    remember(store, guide)
    assert store.families()[0].me == "Rosa Lind"


def test_what_is_on_the_card_stands_in_the_fields_of_a_new_message(store: Store) -> None:
    guide = begun(store, "concern", card(store, **LEO))
    assert guide.answers["child_name"] == "Leo"
    assert guide.answers["my_name"] == "Rosa Lind"
    assert guide.answers["teacher_name"] == "Ms. Okafor"


def test_it_is_offered_and_not_decided(store: Store) -> None:
    guide = begun(store, "first-contact", card(store, **LEO))
    assert guide.prompt() is not None
    assert guide.path.present is not None  # the rest is still to be asked


def test_of_two_teachers_neither_is_chosen_and_both_are_named(store: Store) -> None:
    people = [["Ms. Okafor", "teacher", "", ""], ["Mr. Brand", "math teacher", "", ""]]
    guide = begun(store, "first-contact", card(store, **{**LEO, "people": people}))
    assert "teacher_name" not in guide.answers
    guide.go("teacher_name")
    prompt = guide.prompt()
    assert prompt is not None
    assert prompt.offers == ("Ms. Okafor (teacher)", "Mr. Brand (math teacher)")


# ------------------------------------------------------------------ the log


def written(store: Store, family: str = "", **answers: object) -> str:
    """Keep an entry of the log; return its id."""
    from msgspec.structs import replace

    with store.create(CONTACT, family=family) as keeper:
        keeper.save(replace(keeper.session, answers=answers, finished=True))
        return keeper.session.id


def test_a_message_that_was_sent_is_in_the_log_as_it_was_sent(store: Store) -> None:
    id = sat(store, "first-contact", "leo")
    with store.open(id) as keeper:
        guide = begin(store, keeper, TODAY)
        sheet = sent_sheets(guide)[0]
        write_down(store, guide, sheet, TODAY)
    (entry,) = store.entries()
    assert (entry.day, entry.way, entry.session) == (TODAY, "email", id)
    assert entry.said == sheet.body
    assert entry.family == store.families()[0].id


def test_a_plan_for_a_meeting_was_not_sent(store: Store) -> None:
    with store.create("first-contact") as keeper:
        guide = begin(store, keeper, TODAY)
        answers = sample_answers(find("first-contact"), "leo")
        guide.adopt({**answers, "channel": "meeting"})
        assert all(one.letter.channel not in ("meeting", "handout") for one in sent_sheets(guide))


def test_an_entry_made_from_a_message_fits_the_form(store: Store) -> None:
    with store.create("first-contact") as keeper:
        guide = begin(store, keeper, TODAY)
        guide.adopt(sample_answers(find("first-contact"), "leo"))
        said = contact_answers(guide, sent_sheets(guide)[0], TODAY)
    assert {"day", "with_name", "way", "said"} <= said.keys()


def test_a_promise_is_due_from_three_days_before(store: Store) -> None:
    written(store, agreed=[["Ms. Okafor", "move his seat", "Fri 27 Nov", ""]], day=TODAY)
    written(store, agreed=[["Ms. Okafor", "send the sheet", "Mon 30 Nov", ""]], day=TODAY)
    assert [one.what for one in due(store.entries(), TODAY)] == ["move his seat"]


def test_what_is_over_stands_before_what_is_coming(store: Store) -> None:
    written(store, agreed=[["I", "call", "2026-11-25", ""], ["I", "ask", "1 Nov", ""]], day=TODAY)
    assert [one.what for one in due(store.entries(), TODAY)] == ["ask", "call"]


def test_a_promise_that_is_done_is_no_longer_due(store: Store) -> None:
    written(store, agreed=[["I", "call", "2026-11-25", ""], ["I", "ask", "1 Nov", ""]], day=TODAY)
    first, _second = due(store.entries(), TODAY)
    mark_done(store, first, TODAY)
    assert [one.what for one in due(store.entries(), TODAY)] == ["call"]
    assert store.entries()[0].agreed[1].done == "Tue 24 Nov"


def test_the_day_one_hoped_for_an_answer_is_a_next_step_with_its_day(store: Store) -> None:
    with store.create("concern") as keeper:
        guide = begin(store, keeper, TODAY)
        guide.adopt({**sample_answers(find("concern"), "jun"), "reply_by": date(2026, 11, 26)})
        guide.save()
        write_down(store, guide, sent_sheets(guide)[0], TODAY)
    (waiting,) = due(store.entries(), TODAY)
    assert "look for an answer" in waiting.what
    mark_done(store, waiting, TODAY)
    assert due(store.entries(), TODAY) == ()
    assert store.entries()[0].next.endswith("(done Tue 24 Nov)")


def test_the_front_office_is_nobody_to_have_on_the_card(store: Store) -> None:
    family = card(store, **LEO)
    with store.create(CONTACT, family=family) as keeper:
        guide = begin(store, keeper, TODAY)
        guide.adopt({**sample_answers(find(CONTACT), "otis"), "with_name": "The front office"})
        guide.save()
        remember(store, guide)
    assert len(store.families()[0].people) == 2


def test_an_entry_without_a_day_that_can_be_told_is_not_due(store: Store) -> None:
    written(store, agreed=[["She", "looks into it", "soon", ""]], day=TODAY)
    assert due(store.entries(), TODAY) == ()
    assert store.entries()[0].open[0].by_said == "soon"


# ------------------------------------------------------------------ the lists


def labels(groups: object) -> list[str]:
    return [thing.label for group in groups for thing in group.things]


def test_what_is_due_stands_first_on_the_first_screen(store: Store) -> None:
    family = card(store, **LEO)
    written(store, family, agreed=[["Ms. Okafor", "move his seat", "20 Nov", ""]], day=TODAY)
    first = front(store, headers(), TODAY)[0]
    assert first.title == "Due"
    assert first.things[0].label == "Leo · Ms. Okafor: move his seat"
    assert first.things[0].aside == "4 days over"


def test_cards_and_entries_are_no_scenarios_to_start(store: Store) -> None:
    groups = {group.title: group for group in front(store, headers(), TODAY)}
    begin_ids = {thing.id for thing in groups["Start something new"].things}
    assert not begin_ids & {FAMILY, CONTACT}


def test_a_familys_page_shows_what_happened_newest_first(store: Store) -> None:
    family = card(store, **LEO)
    written(store, family, day=date(2026, 10, 4), with_name="Ms. Okafor", way="email", about="a")
    written(store, family, day=date(2026, 11, 2), with_name="Ms. Okafor", way="phone", about="b")
    written(store, "", day=date(2026, 11, 3), with_name="Nobody", way="phone", about="c")
    shown = page(store, store.families()[0], headers(), TODAY)[-1]
    assert [thing.label for thing in shown.things] == [
        "Ms. Okafor, on the phone: b",
        "Ms. Okafor, by email: a",
    ]
    assert any("Nobody" in label for label in labels(whole_log(store, TODAY)))


def test_what_was_put_away_is_in_no_list_and_still_found(store: Store) -> None:
    id = sat(store, "first-contact", "leo")
    store.archive(id)
    assert not any(thing.id == id for g in front(store, headers(), TODAY) for thing in g.things)
    assert id in {one.id for one in store.search("leo")}
    store.archive(id, away=False)
    assert any(thing.id == id for g in front(store, headers(), TODAY) for thing in g.things)


def test_a_finished_session_is_called_by_the_subject_of_its_message(store: Store) -> None:
    id = sat(store, "first-contact", "leo")
    with store.open(id) as keeper:
        letter = begin(store, keeper, TODAY).outcome().letters[0]
    assert letter.subject
    assert store.look(id).title == letter.subject
