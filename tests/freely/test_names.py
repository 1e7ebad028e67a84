"""Names become roles before anything leaves, and no byte of a request knows whose family it is."""

from __future__ import annotations

import json
import time
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coach.freely.asked import PART, Line, Steer, request_body
from coach.freely.names import CONTACTS, Names
from coach.freely.server import Server
from coach.freely.talker import Talker
from coach.redact.finding import SMALL
from coach.redact.folded import folded
from coach.redact.people import ROLES
from tests.freely.served import serving, streams

LIND = Names(
    student=("Leo", "Leo José Lind"),
    teacher=("Ms. Ada Okafor",),
    parent=("Rosa Lind-Müller",),
    school=("Lincoln Elementary School",),
    others=(
        ("principal", "Dr. Bell"),
        ("Leo's own aide", "Sam O’Brien"),
        ("teacher", "Mr. You"),
        ("case-manager", "Li An"),
        ("grandmother", "王美玲"),
    ),
)


@pytest.mark.parametrize(
    ("typed", "leaves"),
    [
        ("Leo cried.", "[student] cried."),
        ("LEO and leo", "[student] and [student]"),
        ("Leo's desk, Leo’s desk", "[student]'s desk, [student]’s desk"),
        ("leos desk", "[student]s desk"),
        ("(Leo)-Leo_Leo2 #LeoLind", "([student])-[student]_[student]2 #[student]"),
        ("Leonard and Cleo stay", "Leonard and Cleo stay"),
        ("Leo Lind, LEO JOSE LIND, jose", "[student], [student], [student]"),
        ("Jose\u0301 and JOSE\u0301's", "[student] and [student]'s"),
        ("L\u200beo and Le\u00ado", "[student] and [student]"),
        ("Ｌｅｏ", "[student]"),
        ("Ms. Okafor, ms okafor, Ada, Mrs Okafor", "[teacher], [teacher], [teacher], [teacher]"),
        ("the Okafors' class", "the [teacher]s' class"),
        ("Rosa Mueller, Rosa Muller, ROSA LIND", "[parent], [parent], [parent]"),
        ("Hello Mrs. Lind", "Hello [parent]"),
        ("Lincoln is a school", "[school] is a school"),
        ("an elementary school", "an elementary school"),
        ("Dr. Bell and Bell", "[principal] and [principal]"),
        ("Sam O'Brien, OBrien, sam obrien’s", "[person], [person], [person]’s"),
        ("You said that you, Mr. You", "[teacher 2] said that you, [teacher 2]"),
        ("an apple, An", "an apple, [case manager]"),
        ("问王美玲吧", "问[person 2]吧"),
        ("I miss Leo", "I miss [student]"),
        ("write to rosa.lind+x@example.org.", "write to [email]."),
        ("mailto:leo@lind.example,", "[email],"),
        ("call (555) 010-0199 or +1 555 0100 123", "call [phone] or [phone]"),
        ("555-0123.", "[phone]."),
        ("５５５-０１２３", "[phone]"),
        ("see https://lincoln.example/leo?x=1 and lincoln.org/news", "see [link] and [link]"),
            ],
)  # fmt: skip
def test_a_name_leaves_as_a_role(typed: str, leaves: str) -> None:
    assert LIND.hide(typed) == leaves


@pytest.mark.parametrize(
    "typed",
    [
        "on 2026-11-21 at 10:30, on 11/21/2026, room 204",
        "3 of 12, 1,500 words, 24/7",
        "[student] is typed already",
    ],
)
def test_what_is_neither_a_name_nor_a_number_to_call_stays(typed: str) -> None:
    assert LIND.hide(typed) == typed


@pytest.mark.parametrize(
    ("comes", "shown"),
    [
        ("[student] is doing well.", "Leo is doing well."),
        ("[Student]'s desk, [STUDENT], [ student ]", "Leo's desk, Leo, Leo"),
        ("[student's] desk", "Leo's desk"),
        ("[teacher], [teacher 2] and [case manager]", "Ms. Ada Okafor, Mr. You and Li An"),
        ("[someone] and [email]", "[someone] and [email]"),
        ("student, in brackets or not", "student, in brackets or not"),
    ],
)
def test_a_role_comes_back_as_a_name(comes: str, shown: str) -> None:
    assert LIND.restore(comes) == shown


def test_a_name_that_is_an_everyday_word_is_hidden_all_the_same() -> None:
    assert Names(student=("Will",)).hide("will will cry?") == "[student] [student] cry?"


def test_one_letter_is_a_name_too() -> None:
    names = Names(student=("A",), parent=("J",))
    assert names.hide("A cried, a lot. J saw it.") == "[student] cried, a lot. [parent] saw it."


@pytest.mark.parametrize(
    "name", ["", "  ", "\u200b", "…", "🦊", "(", "'", "[student]", "\\d+", ".*"]
)
def test_a_name_may_be_anything(name: str) -> None:
    names = Names(student=(name,), others=((name, name),))
    assert "b" in names.hide("a b c")
    if name == "🦊":
        assert names.hide("🦊 cried") == "[student] cried"


def test_whoever_is_known_already_is_not_known_twice() -> None:
    names = Names(teacher=("Ms. Okafor",), others=(("teacher", "Ms. Okafor"),))
    assert [one.role for one in names.known()] == ["teacher"]


def test_a_role_of_someones_own_words_does_not_leave() -> None:
    names = Names(others=(("Leo's stepdad Karl", "Karl"),))
    assert names.hide("Karl said") == "[person] said"


@pytest.mark.parametrize("piece", ["a.", "1 ", "x", "-", "@", "a@", "1-1-", "(", "www.", "Leo"])
def test_hiding_takes_time_in_proportion_to_the_text(piece: str) -> None:
    LIND.hide("once")
    began = time.process_time()
    LIND.hide(piece * 10_000)
    assert time.process_time() - began < 5


# ------------------------------------------------------------------- for every family

LETTERS = "abcdefghijklmnopqrstuvwxyzáéíóúñçöüßłøğşåõàêčžабвгджλμνπабאבגدرس美玲明"
WORD = st.text(LETTERS, min_size=3, max_size=9).map(str.capitalize)
NAME = st.lists(WORD, min_size=1, max_size=3)
TITLE = st.sampled_from(["", "Ms. ", "Mr. ", "Dr. "])


def without_accents(name: str) -> str:
    """Return `name` as somebody types it whose keyboard has no accents."""
    apart = unicodedata.normalize("NFD", name)
    return "".join(char for char in apart if not unicodedata.combining(char))


STYLE = st.sampled_from(
    [
        str,
        str.upper,
        str.lower,
        str.title,
        lambda name: unicodedata.normalize("NFD", name),
        lambda name: without_accents(name),
        lambda name: f"{name}'s",
        lambda name: f"{name}’s",
        lambda name: f"“{name}”,",
        lambda name: name.replace(" ", "-"),
        lambda name: name.replace(" ", ""),
        lambda name: name.replace(" ", "\u00a0"),
        lambda name: f"{name.replace(' ', '.')}@example.org",
    ]
)
SAYS = "{0}, I have two minutes. What is it about {1}? {2} told me at {3}."
TYPED = "Hello {2}, {1} cried on Monday. {0} asked for {4}, at {3}. Call 555-{5:04} for {1}."


HEAD = (
    "POST /v1/chat/completions HTTP/1.1 Host User-Agent: coach Accept: text/event-stream, "
    "application/json Accept-Encoding: identity Content-Type Connection: close Content-Length"
)
"""What is before every request (test_talking.py shows that there is no more)."""


def request(names: Names, said: tuple[str, ...], number: int) -> bytes:
    """Return what is sent where these names stand in every place that people write in."""
    talk: tuple[Line, ...] = (
        ("parent", TYPED.format(*said, number)),
        ("partner", SAYS.format(*said)),
    )
    steer = Steer(
        "teacher", f"rushed by {said[2]}", 3, SAYS.format(*said), f"worry about {said[1]}"
    )
    return request_body("", names, steer, talk)


def family(words: list[list[str]], title: str) -> Names:
    parent, student, teacher, school, aide = (" ".join(one) for one in words)
    return Names(
        student=(student,),
        teacher=(title + teacher,),
        parent=(parent,),
        school=(f"{school} Elementary School",),
        others=(("aide", aide),),
    )


def all_apart(words: list[list[str]]) -> bool:
    """Whether no name is a small word, in another, or in what is the same for everybody."""
    every = [folded(word).text for name in words for word in name]
    fixed = folded(
        " ".join((PART, TYPED, SAYS, HEAD, *ROLES, *CONTACTS, "person example.org"))
    ).text
    fixed += request_body("", Names(), Steer("teacher", "", 0, "", ""), ()).decode().lower()
    return not any(
        word in SMALL or word in " ".join((*every[:place], *every[place + 1 :], fixed))
        for place, word in enumerate(every)
    )


@given(st.lists(NAME, min_size=5, max_size=5), TITLE, STYLE, st.integers(0, 9999))
@settings(max_examples=100)
def test_a_request_is_the_same_for_every_family(
    words: list[list[str]], title: str, style: object, number: int
) -> None:
    """What does not depend on a name can't tell it: the bytes are those of another family."""
    assume(all_apart(words))
    assume(all(len(name) == 1 or all(len(word) > 2 for word in name) for name in words))
    names = family(words, title)
    plain = family([["Aname"], ["Bname"], ["Cname"], ["Dname"], ["Ename"]], "Ms. ")
    said = tuple(style(" ".join(name)) for name in words)
    theirs = tuple(style(one) for one in ("Aname", "Bname", "Cname", "Dname", "Ename"))
    assert request(names, said, number) == request(plain, theirs, 1234)


@given(st.lists(NAME, min_size=5, max_size=5), TITLE, STYLE)
@settings(max_examples=25)
def test_no_name_is_in_any_byte_of_what_a_server_gets(
    words: list[list[str]], title: str, style: object
) -> None:
    assume(all_apart(words))
    names = family(words, title)
    said = tuple(style(" ".join(name)) for name in words)
    with serving(streams("Two minutes. What is it about [student]?")) as served:
        talker = Talker(Server(served.address), names, fit=lambda line: True)
        talk: tuple[Line, ...] = (("parent", TYPED.format(*said, 1)),)
        talker.say(Steer("teacher", said[0], 1, SAYS.format(*said), said[1]), talk)
    (visit,) = served.visits
    for shown in (visit.decode(), json.dumps(visit.decode()), str(served.bodies)):
        sent = folded(shown).text
        assert not [word for name in words for word in name if folded(word).text in sent]


@given(st.text(max_size=200), st.lists(st.text(max_size=12), min_size=4, max_size=4))
def test_what_is_hidden_stays_hidden(text: str, names: list[str]) -> None:
    family = Names((names[0],), (names[1],), (names[2],), (names[3],))
    once = family.hide(text)
    assert family.hide(once) == once


@given(NAME, st.sampled_from(["{} cried.", "I saw {}’s desk.", "“{}”", "Is {} well? {} is!"]))
def test_what_was_hidden_comes_back_as_it_is_called(words: list[str], text: str) -> None:
    name = " ".join(words)
    assume(all_apart([words]))
    names = replace(LIND, student=(name,))
    assert names.restore(names.hide(text.replace("{}", name))) == text.replace("{}", name)
