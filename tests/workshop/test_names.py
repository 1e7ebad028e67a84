"""Who is named in what somebody wrote: told from the form of a message, so that nobody is shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.guide.practice import invented
from coach.redact.people import People
from coach.workshop.nameless import Nameless
from coach.workshop.names import besides, people_in, people_of, together
from coach.workshop.saved import Saved, saved
from tests.workshop import room

TODAY = date(2026, 11, 24)


def nameless(text: str, *more: str) -> str:
    one = saved(".txt", text.encode())
    return Nameless([one], more, TODAY).text(one)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dear Ms. Okafor,\nHow are you today?", ["Okafor"]),
        ("Hi Mr. Hale and Ms. Ito,\nHow are you today?", ["Hale", "Ito"]),
        ("Good morning Rosa,\nHow are you today?", ["Rosa"]),
        ("hello mrs smith, how are you today", ["smith"]),
        ("We spoke with Dr. Núñez about it.", ["Núñez"]),
        ("My son Kofi is upset. Please help.", ["Kofi"]),
        ("our daughter, Anne-Marie O'Brien, is upset", ["Anne-Marie", "O'Brien", "Brien"]),
        ("I am Leo's grandmother and I write to you.", ["Leo"]),
        ("I’m Zoë’s mother and I write to you.", ["Zoë"]),
        ("I am the father of Mateo de la Cruz.", ["Mateo", "Cruz"]),
        ("My name is Ama Boateng. I write to you.", ["Ama", "Boateng"]),
        ("This is Dana, and I write to you.", ["Dana"]),
        ("Please help us.\n\nThank you,\nDana Lind", ["Dana", "Lind"]),
        ("Please help us.\n\nBest,\nJ. Castellanos\n(555) 0142", ["Castellanos"]),
        ("please help us\n\n- Dana", ["Dana"]),
        ("please help us\n\nama", ["ama"]),
        ("Leo came home in tears on Monday.", ["Leo"]),
        ("It began when Tyler pushed him, and then Priya told us.", ["Tyler", "Priya"]),
        ("Leo, 3rd grade\n\nHe is kind to little ones.", ["Leo"]),
        ("Mia is in kindergarten and reads a lot.", ["Mia"]),
        ("She goes to Lincoln Elementary and likes it.", ["Lincoln"]),
        ("Write to dana.lind@example.org or call 555-0142 please.", ["dana", "lind", "0142"]),
    ],
)
def test_a_name_is_told_by_the_form_of_a_message(text: str, names: list[str]) -> None:
    said = nameless(text)
    for name in names:
        assert name not in said, said


@pytest.mark.parametrize(
    "text",
    [
        "Reading is hard for my child. What do you see in class?",
        "On Monday in October we met in Room 12 about Math and English.",
        "My child has an IEP under the Individuals with Disabilities Education Act.",
        "I would like an interpreter for Spanish, and a B would make us glad.",
        "Will you call me in May? I may be late. Thank you for your help.",
    ],
)
def test_words_that_are_nobody_stay(text: str) -> None:
    assert nameless(text).strip() == text


def test_whoever_the_answers_name_has_a_role() -> None:
    people = people_of(invented("escalation", "nia").path.values)
    assert people.student
    assert people.parent
    text = "\n".join(
        (*people.student, *people.teacher, *people.parent, *(name for _r, name in people.others))
    )
    one = Saved("", f"Hello there, {text}", people)
    said = Nameless([one], (), TODAY).text(one)
    for name in (*people.student, *people.parent):
        assert name not in said


@pytest.mark.parametrize(("id", "name"), room.samples()[::3])
def test_a_message_of_ours_names_nobody_even_as_a_bare_text(id: str, name: str) -> None:
    people = people_of(invented(id, name).path.values)
    said = nameless(room.message(id, name))
    titles = {"mr", "mrs", "ms", "mx", "dr", "coach", "the", "a"}
    for who in (*people.student, *people.teacher, *people.parent):
        for word in who.split():
            if len(word) > 2 and word[:1].isupper() and word.strip(".").casefold() not in titles:
                assert word not in said


def test_each_person_has_one_role() -> None:
    sure = People(teacher=("Ms. Okafor",), others=(("counselor", "Mr. Hale"),))
    heard = People(teacher=("Mr. Hale", "Ms. Ito"), student=("Okafor",))
    assert besides(sure, heard) == People(teacher=("Ms. Ito",))


def test_people_come_together_once() -> None:
    one, two = People(student=("Leo",)), People(student=("Leo", "Mia"), school=("Elm",))
    assert together(one, two) == People(student=("Leo", "Mia"), school=("Elm",))


words = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=300)


@given(words)
def test_any_text_can_be_made_nameless(text: str) -> None:
    one = Saved("", text, people_in(text))
    said = Nameless([one], ("Leo",), TODAY).text(one)
    assert isinstance(said, str)


@given(st.lists(st.sampled_from(["Leo", "leo's", "LEO", "Lind", "ran,", "and", "\n"]), max_size=30))
def test_a_known_name_is_never_left(parts: list[str]) -> None:
    people = People(student=("Leo Lind",))
    one = Saved("", " ".join(parts), people, people)
    said = Nameless([one], (), TODAY).text(one).casefold()
    assert "leo" not in said
    assert "lind" not in said
