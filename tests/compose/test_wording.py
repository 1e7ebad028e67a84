"""Whatever a parent types, it comes out as they meant it, in a sentence that stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.compose import wording
from coach.scenario.model import Scenario
from coach.scenario.template import FILTERS

FAMILY = {"child.name": "Zoë", "teacher.name": "Ms O'Brien", "child.pronouns": "she"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("he cried on monday", "He cried on monday."),
        ("he cried", "He cried."),
        ("He cried. ", "He cried."),
        ("is it the noise?", "Is it the noise?"),
        ("the noise, i think", "The noise, I think."),
        ("He reads. he draws", "He reads. he draws."),
        ("great day 😀", "Great day 😀"),
        ("ends with a comma,", "Ends with a comma."),
        ("he said “no.”", "He said “no.”"),
        ("[Name]", "[Name]."),
        ("[/x]", "[/x]."),
        ("{{ x }}", "{{ x }}."),
        ("iPad time", "iPad time."),
        ("ZOË CRIES", "ZOË CRIES."),
        ("zoë", "Zoë."),
        ("(at home) she sings", "(At home) she sings."),
        ("3 times a week", "3 times a week."),
        ("他喜欢画画", "他喜欢画画。"),
        ("first line\n\nsecond  line ", "First line\nsecond line."),
        ("   ", ""),
        ("", ""),
        ("finished.\u200f", "Finished."),
    ],
)
def test_a_sentence_has_a_capital_and_a_stop_and_keeps_the_words(typed: str, said: str) -> None:
    assert wording.sentence(typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Drawing dragons.", "drawing dragons"),
        ("I read to her", "I read to her"),
        ("I'm there at 3", "I'm there at 3"),
        ("Zoë sings", "Zoë sings"),
        ("Zoë's songs", "Zoë's songs"),
        ("O'Brien helps", "O'Brien helps"),
        ("Monday mornings", "Monday mornings"),
        ("Mondays after school", "Mondays after school"),
        ("ADHD medicine at 8", "ADHD medicine at 8"),
        ("IPads", "IPads"),
        ("Lego!", "Lego"),
        ("Harry Potter", "Harry Potter"),
        ("A quiet corner", "a quiet corner"),
        ("K. helps her", "K. helps her"),
        ("Mr. Li knows. He saw it.", "Mr. Li knows. He saw it"),
        ("Time. And a snack!", "time. And a snack"),
        ("Is it noise?", "is it noise?"),
        ("call before 5 p.m.", "call before 5 p.m."),
        ("[Name]", "[Name]"),
        ("Nguyễn knows", "nguyễn knows"),
        ("  ", ""),
    ],
)
def test_a_clause_stands_inside_a_sentence(typed: str, said: str) -> None:
    assert wording.clause(typed, "", FAMILY) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("what do you see at lunch", "what do you see at lunch?"),
        ("What do you see at lunch. ", "What do you see at lunch?"),
        ("What do you see at lunch?", "What do you see at lunch?"),
        ("“What do you see?”", "“What do you see?”"),
        ("He sits alone. What do you see", "He sits alone. What do you see?"),
        ("math", "math"),
        ("", ""),
    ],
)
def test_an_open_question_gets_the_mark_it_lacks(typed: str, said: str) -> None:
    assert wording.asked(typed, "", FAMILY) == said


@pytest.mark.parametrize(
    ("typed", "alone"),
    [
        ("she loves to sing", True),
        ("SHE LOVES TO SING", True),
        ("Zoë needs a minute", True),
        ("it's the noise", True),
        ("being with people she loves", False),
        ("Zoë's dog", False),
        ("", False),
        ("😀", False),
    ],
)
def test_a_sentence_by_itself_begins_with_who(typed: str, alone: bool) -> None:
    assert wording.whole(typed, "", FAMILY) == (typed if alone else "")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((), ""),
        (("Drawing",), "drawing"),
        (("Drawing", "Swimming"), "drawing and swimming"),
        (("drawing", "Lego", "kind to dogs."), "drawing, Lego and kind to dogs"),
        (("slow, calm mornings", "music"), "slow, calm mornings; and music"),
        (("rhythm and rhyme", "art"), "rhythm and rhyme, and art"),
        ((("reading", "turns"), ("noise", "")), "reading – turns and noise"),
    ],
)
def test_rows_become_a_list_in_a_sentence(rows: tuple[str, ...], said: str) -> None:
    assert wording.items(rows) == said


def test_bullets_stand_one_under_another() -> None:
    assert wording.bullets(("kind to dogs.", "- Lego", "")) == "- Kind to dogs\n- Lego"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("I hate reading", "I hate reading."),
        ('"I hate reading"', "I hate reading."),
        ("“I hate reading.”", "I hate reading."),
        ('she said "no" to me', "She said ‘no’ to me."),
        ("is it my turn?", "Is it my turn?"),
        ("i like it", "I like it."),
        ("", ""),
    ],
)
def test_a_quote_stands_between_quotation_marks(typed: str, said: str) -> None:
    assert wording.quote(typed) == said


def test_what_is_quoted_within_a_quotation_has_other_marks() -> None:
    assert wording.in_quotes("“I was there,” she said") == "“‘I was there,’ she said”"
    assert wording.in_quotes('He said "no".') == "“He said ‘no’.”"
    assert wording.in_quotes("Leo's day") == "“Leo's day”"


@pytest.mark.parametrize(
    ("name", "whose"), [("Leo", "Leo's"), ("James", "James's"), ("Zoë", "Zoë's"), ("", "")]
)
def test_names_say_whose(name: str, whose: str) -> None:
    assert wording.possessive(name) == whose


@pytest.mark.parametrize(
    ("pronouns", "they", "Their", "them"),
    [
        ("she", "she", "Her", "her"),
        ("he", "he", "His", "him"),
        ("they", "they", "Their", "them"),
        ("name", "James", "James's", "James"),
        ("", "James", "James's", "James"),
    ],
)
def test_pronoun_words_follow_the_choice(pronouns: str, they: str, Their: str, them: str) -> None:  # noqa: N803  # the template's own word
    words = wording.pronoun_words("James", pronouns)
    assert (words["child.they"], words["child.Their"], words["child.them"]) == (they, Their, them)


def test_a_child_without_a_name_is_my_child() -> None:
    words = wording.pronoun_words("", "name")
    assert words["child.they"] == "my child"
    assert words["child.Their"] == "My child's"


def test_a_further_verb_agrees_too() -> None:
    assert wording.verb("sings", "", {"child.pronouns": "they"}) == "sing"
    assert wording.verb("sings", "", FAMILY) == "sings"


def test_every_filter_of_the_language_is_here(first_contact: Scenario) -> None:
    assert set(wording.functions(first_contact)) == FILTERS


AWKWARD = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="aI .!?\"'“”‘’[]{}/\n-–,;:😀é\u200d\u200f", max_size=60),
    st.just("word " * 4_000),
)


@given(AWKWARD)
def test_no_text_is_too_awkward(typed: str) -> None:
    for name in ("sentence", "clause", "quote", "items", "bullets", "possessive", "capital"):
        said = wording._PLAIN[name](typed, "", FAMILY)
        assert isinstance(said, str)


@given(AWKWARD)
def test_a_sentence_keeps_every_word(typed: str) -> None:
    before = [word.strip(".,;:–—-\u200b\u200d\u200e\u200f。").casefold() for word in typed.split()]
    after = [
        word.strip(".,;:–—-\u200b\u200d\u200e\u200f。").casefold()
        for word in wording.sentence(typed).split()
    ]
    assert [word for word in after if word] == [word for word in before if word]


@given(AWKWARD)
def test_wording_is_stable(typed: str) -> None:
    once = wording.sentence(typed)
    assert wording.sentence(once) == once
