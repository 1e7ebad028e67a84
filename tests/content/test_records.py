"""The child's card and an entry of the log: quick, nothing forced, and read back as they are."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coach.casebook.family import Family, family
from coach.casebook.log import Entry, entry
from coach.casebook.records import CONTACT, FAMILY
from coach.casebook.session import Session
from coach.interview.answer_file import sample_answers
from coach.interview.answers import Answers, empty
from coach.interview.path import path
from coach.scenario import library
from coach.scenario.library import find, practices
from coach.scenario.model import Scenario
from coach.tone.reading import grade
from tests.content.walking import assert_no_holes, outcome, prose, texts, walk

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
QUICK: Answers = {"day": date(2026, 11, 3), "with_name": "Ms. Pell", "way": "phone"}


def kept(scenario: str, name: str) -> Session:
    """A sample as the casebook keeps it."""
    answers = library.sample(scenario, name).answers
    return Session(id="id", scenario=scenario, created=NOW, updated=NOW, answers=answers)


def skipping(scenario: Scenario, answers: Answers) -> Answers:
    """Go past everything that is not answered."""
    whole = dict(answers)
    while (present := path(scenario, whole).present) is not None:
        assert present.optional, present.id
        whole[present.id] = empty(present)
    return whole


def messages(answers: Answers) -> list[str]:
    """Which messages an entry of the log comes to."""
    contact = find(CONTACT)
    return [letter.id for letter in outcome(contact, skipping(contact, answers)).letters]


# ------------------------------------------------------------------ both


def test_the_records_say_so_and_stand_last() -> None:
    records = {top.id: top.record for top in library.headers() if top.record}
    assert records == {FAMILY: "family", CONTACT: "contact"}
    assert library.ids()[-2:] == (FAMILY, CONTACT) == library.RECORDS


@pytest.mark.parametrize("id", [FAMILY, CONTACT])
def test_nothing_is_said_that_has_no_place_where_a_child_was_harmed(id: str) -> None:
    scenario, known = find(id), practices()
    parts = (part for message in scenario.message for part in message.part)
    for shape in (*scenario.steps(), *parts, *scenario.point, *scenario.card):
        assert not any(known[one].not_when for one in shape.practice), shape


@pytest.mark.parametrize("id", [FAMILY, CONTACT])
def test_every_word_of_ours_is_plain(id: str) -> None:
    for text in prose(find(id)):
        assert len(text.split()) < 8 or grade(text) <= 8, (grade(text), text)


@pytest.mark.parametrize("id", [FAMILY, CONTACT])
def test_no_text_ever_has_a_hole_in_it(id: str) -> None:
    scenario = find(id)
    for seed in range(150):
        answers = walk(scenario, seed)
        assert_no_holes(outcome(scenario, answers), answers)


# ------------------------------------------------------------------ the child's card


def test_nothing_on_the_card_has_to_be_answered() -> None:
    card = find(FAMILY)
    assert [step.id for step in card.steps() if not step.optional or step.when] == []
    (kept_page,) = outcome(card, skipping(card, {"alias": "Button"})).letters
    assert "there need not be" in kept_page.body


def test_every_answer_of_the_card_reaches_the_card() -> None:
    found = family(kept(FAMILY, "emeka"))
    empty_ones = [name for name in Family._fields if not getattr(found, name)]
    assert empty_ones == ["archived", "homework"]
    assert found.plan == "none"
    assert found.people[1] == ("Mr. Bui", "classroom aide", "at the door", "")
    assert family(kept(FAMILY, "button")).title == "Button"


def test_the_cards_own_name_and_the_plan_are_in_no_text() -> None:
    card = find(FAMILY)
    said = " ".join(texts(outcome(card, sample_answers(card, "lupe"))))
    assert "Lupita" not in said
    named = {**sample_answers(card, "tavi"), "people": ()}
    assert "IEP" not in " ".join(texts(outcome(card, named)))


# ------------------------------------------------------------------ an entry of the log


def test_three_answers_make_an_entry() -> None:
    contact = find(CONTACT)
    needed = [step.id for step in contact.steps() if not step.optional]
    assert needed == list(QUICK)
    assert messages(QUICK) == ["page"]
    assert len(path(contact, skipping(contact, QUICK)).steps) <= 11


def test_every_answer_of_an_entry_reaches_the_log() -> None:
    found = entry(kept(CONTACT, "samir"))
    unset = {name for name in Entry._fields if not getattr(found, name)}
    assert unset == {"family", "session", "archived"}
    assert found.agreed[0].by == date(2026, 10, 23)
    assert [one.by_said for one in found.open] == [
        "Fri 23 Oct",
        "Tue 27 Oct",
        "",
        "Wed 28 Oct",  # my own next step, last
    ]


@pytest.mark.parametrize(
    ("more", "there"),
    [
        ({"way": "phone", "heard": "She stops."}, ["note", "page"]),
        ({"way": "phone", "agreed": (("I", "read", "", ""),)}, ["note", "page"]),
        ({"way": "email", "heard": "She stops."}, ["note", "page"]),
        # What was sent, and waits for an answer: there is nothing to confirm.
        ({"way": "email", "said": "Hello", "agreed": (("I", "wait", "", ""),)}, ["page"]),
        ({"way": "text", "heard": "She stops."}, ["text", "page"]),
        ({"way": "pickup", "heard": "She stops."}, ["note", "text", "page"]),
    ],
)
def test_a_note_is_offered_where_there_was_a_talk(more: Answers, there: list[str]) -> None:
    assert messages({**QUICK, **more}) == there


def test_the_note_asks_to_be_put_right_by_a_day_and_takes_no_silence_for_a_yes() -> None:
    contact = find(CONTACT)
    note = outcome(contact, sample_answers(contact, "anouk")).letter("note")
    assert note is not None
    places = [
        note.body.index(words)
        for words in ("Thank you", "understood: She reads", "agreed", "Mon 9 Nov", "by Thu 5 Nov")
    ]
    assert places == sorted(places)
    assert "If I have something wrong" in note.body
    every = " ".join(text for name in ("anouk", "meili") for text in texts_of(name))
    assert "agree" in every
    for trap in ("if I don't hear", "unless I hear", "I will assume", "I'll assume"):
        assert trap not in every


def texts_of(name: str) -> list[str]:
    contact = find(CONTACT)
    return [letter.body for letter in outcome(contact, sample_answers(contact, name)).letters]


def test_where_nothing_was_agreed_the_note_asks_what_who_and_when() -> None:
    note, short, _page = texts_of("meili")
    assert "What will happen now, who will do it, and by which day?" in note
    assert len(short.split()) < len(note.split()) / 2


def test_the_page_holds_everything_with_the_year() -> None:
    _note, page = texts_of("samir")
    for words in ("Thu 22 Oct 2026", "Dr. Lindgren (principal)", "doctor's letter", "Two photos"):
        assert words in page
    (sent,) = texts_of("otis")
    assert "Thank you,\nLeon Baptiste" in sent
