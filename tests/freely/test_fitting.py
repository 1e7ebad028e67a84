"""What came back is said only if a partner could say it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.freely.answer import Broken
from coach.freely.asked import PART, Line, Steer
from coach.freely.fitting import MOST_WORDS, fitted
from coach.freely.names import Names

NAMES = Names(student=("Leo",), teacher=("Ms. Okafor",), parent=("Rosa Lind",))
STEER = Steer("teacher", "guarded", 3, "Leo is fine in class. I see no tears there.", "crying")
TALK: tuple[Line, ...] = (
    ("parent", "Leo cried on Monday at 3. Could we talk about it?"),
    ("partner", "I treat all my students the same way, you know."),
    ("parent", "I don't doubt that. What did you see on Monday?"),
)


def said(text: str, says: str = STEER.says, role: str = "teacher") -> str:
    return fitted(text, NAMES, Steer(role, STEER.mood, 3, says, STEER.about), TALK)


@pytest.mark.parametrize(
    ("came", "line"),
    [
        ("In class [student] is just fine.", "In class Leo is just fine."),
        ("  “In class [student] is fine.”\n", "In class Leo is fine."),
        ('"Fine in class, that\'s [student]."', "Fine in class, that's Leo."),
        ("Teacher: [student] does fine here.", "Leo does fine here."),
        ("[Teacher]: [student] does fine here.", "Leo does fine here."),
        ("He's fine here.\n\nNo tears at all.", "He's fine here. No tears at all."),
        ("Look: [student] is fine with me.", "Look: Leo is fine with me."),
        ("Monday? [student] was fine at 3, too.", "Monday? Leo was fine at 3, too."),
        ("He\x1b[31m is\u202e fine\x07.", "He is fine."),
        ("No tears here", "No tears here"),
        ("All is well. And then he", "All is well."),
        ("Rosa, he's fine. I see no tears — none.", "Rosa, he's fine. I see no tears — none."),
    ],
)
def test_a_line_is_said(came: str, line: str) -> None:
    assert said(came) == line


@pytest.mark.parametrize(
    ("came", "why"),
    [
        # nothing
        ("", "said nothing"),
        (" \n\x00 ", "said nothing"),
        ("...!?", "said nothing"),
        ("<think>He is fine.</think>", "said nothing"),
        # more than words
        ("<think>He is fine.", "more than spoken words"),
        ("*sighs* He is fine.", "more than spoken words"),
        ("(sighs) He is fine.", "more than spoken words"),
        ("He is fine. (shrugs)", "more than spoken words"),
        ("**He** is fine.", "more than spoken words"),
        ("# He is fine", "more than spoken words"),
        ("- He is fine.\n- No tears.", "more than spoken words"),
        ("1. He is fine.", "more than spoken words"),
        ("He is fine, see [here](x).", "more than spoken words"),
        ("<b>He is fine.</b>", "more than spoken words"),
        ('{"line": "He is fine."}', "more than spoken words"),
        ("Hello [Parent's Name], he is fine.", "more than spoken words"),
        ("He is fine with [principal].", "more than spoken words"),
        ("He is fine, write to me at [email].", "more than spoken words"),
        # no line
        ("fine fine fine fine", "no line"),
        ("He is fine and he is fine and he is fine and he is fine.", "no line"),
        ("x9!!%%&&12;;;;::::", "no line"),
        ("w" * 50, "no line"),
        ("He is fi\ud7a4ne.", "no line"),
        ("他很好。", "no line"),
        ("Он в порядке.", "no line"),
        ("He is 很好 here.", "no line"),
        # somebody else
        ("He is fine.\nParent: But at home he cries.", "more than one person"),
        ("He is fine. Parent: But at home he cries.", "more than one person"),
        ("Parent: He is fine.", "more than one person"),
        ("Me: He is fine.", "more than one person"),
        ("[Parent]: He is fine.", "more than one person"),
        ("The principal: He is fine.", "more than one person"),
        ("My son is fine in class.", "as the parent"),
        ("I'm [student]'s mother, and he is fine.", "as the parent"),
        ("As a parent, I see he is fine.", "as the parent"),
        ("He is fine at home. What do you see, [teacher]?", "as the parent"),
        ("[teacher], he is fine.", "as the parent"),
        # its task
        ("As an AI, I see he is fine.", "its task"),
        ("I'm sorry, but I can't assist with that.", "its task"),
        ("Sure! Here is the line: He is fine.", "its task"),
        ("Say what the given line says, in other words.", "its task"),
        ("He is fine, as that person would say it aloud.", "its task"),
        (PART, "its task"),
        # what nobody named
        ("He is fine. Let's talk on Friday.", "nobody had named"),
        ("He was fine all 14 days.", "nobody had named"),
        ("He'll be fine tomorrow.", "nobody had named"),
        # again
        (TALK[1][1], "repeated"),
        (TALK[1][1].upper().replace(",", " –"), "repeated"),
        ("I don't doubt that! What did you see, on Monday?", "repeated"),
    ],
)
def test_what_is_no_line_is_not_said(came: str, why: str) -> None:
    with pytest.raises(Broken, match=re.escape(why)):
        said(came)


def test_a_question_stays_a_question() -> None:
    says = "Is something going on at home?"
    assert said("Is it anything at home?", says) == "Is it anything at home?"
    with pytest.raises(Broken, match="left out the question"):
        said("Something is going on at home.", says)


def test_a_day_that_the_script_names_may_be_named() -> None:
    assert said("Friday at 4 would do.", "Then Friday at 4.") == "Friday at 4 would do."


def test_what_the_script_says_itself_may_be_said() -> None:
    assert said("My daughter goes here too, so I know.", "My own daughter goes here, so I know.")
    assert said(STEER.says) == STEER.says


def test_the_script_may_repeat_itself() -> None:
    assert said(TALK[1][1], TALK[1][1]) == TALK[1][1]


def test_a_principal_may_speak_of_the_teacher() -> None:
    says = "Have you talked to Ms. Okafor?"
    assert said("Did you speak with [teacher] first?", says, "principal")


def test_a_long_line_is_cut_after_a_sentence() -> None:
    sentences = [
        "He comes in smiling, hangs up his coat and gets going with the others.",
        "At lunch he sits with two or three friends, and they laugh a lot.",
        "During reading he picks his own book and stays with it to the end.",
        "When we line up he is often among the first, and helps to hold the door.",
        "So I really do not see those tears you are telling me about.",
    ]
    line = said(" ".join(sentences))
    assert line == " ".join(sentences[:4])
    assert len(line.split()) <= MOST_WORDS


def test_one_sentence_without_an_end_is_not_cut_in_the_middle() -> None:
    words = [f"{one}{other}" for one in "abcdefgh" for other in "klmnopqrst"]
    with pytest.raises(Broken, match="did not stop"):
        said(" ".join(words))


@given(st.text(max_size=400))
def test_whatever_comes_is_one_plain_short_line_or_none(came: str) -> None:
    try:
        line = said(came)
    except Broken:
        return
    assert line.isprintable()
    assert 0 < len(line.split()) <= MOST_WORDS
    assert not set("<>[]{}*") & set(line)
