"""A text is read: what may close a door, what works, and one reading of it all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.tone.flag import key
from coach.tone.load import FOLDER, read
from coach.tone.review import review

BOOK = read(FOLDER)
HARD = "You failed to call me back."
EXAMPLES = [text for rule in BOOK.rules for text in (*rule.matches, *rule.passes)]

texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(EXAMPLES), max_size=8).map(" ".join),
    st.lists(
        st.one_of(st.sampled_from(EXAMPLES), st.sampled_from("\n“”\"'!?.… A")), max_size=8
    ).map("".join),
)


@given(texts, st.sampled_from([None, True, False]))
def test_any_text_is_read_and_every_find_is_where_it_says(text: str, whole: bool | None) -> None:
    found = review(text, whole=whole)
    for flag in (*found.flags, *found.praise):
        assert 0 <= flag.start <= flag.end <= len(text)
        assert text[flag.start : flag.end] == flag.match
        assert flag.says
        for n, put in enumerate(flag.replacements):
            assert flag.applied(text, n) == text[: flag.start] + put + text[flag.end :]
    assert 0 <= found.scores.overall <= 100
    assert all(0 <= part <= 100 for part in found.picture)
    assert list(found.flags) == sorted(
        found.flags, key=lambda flag: (not flag.end, flag.start, flag.end)
    )


@given(texts)
def test_the_same_text_is_read_the_same_way(text: str) -> None:
    assert review(text) == review(text)


def test_what_is_kept_is_not_told_and_nothing_else_changes() -> None:
    text = f"{HARD} Why did you move him?"
    before = review(text)
    kept = frozenset({key(flag) for flag in before.flags if flag.match == "You failed to"})
    after = review(text, kept=kept)
    assert HARD[:13] in {flag.match for flag in before.flags}
    assert [flag for flag in before.flags if key(flag) not in kept] == list(after.flags)
    assert after.scores == before.scores


def test_somebody_elses_words_are_not_the_writers() -> None:
    for quoted in (f"“{HARD}”", f'"{HARD}"', "‘You failed to call me back.’"):
        assert not review(f"Leo told me: {quoted} That was on Monday.").warnings
    assert review(f"Leo told me. {HARD}").warnings


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Hello Ms. Okafor,\nHe cried.", True),
        ("Dear Dr. Lind:\nHe cried.", True),
        ("Good morning,\nHe cried.", True),
        ("He cried.\n\nThank you,\nRosa", True),
        ("He cried.\n\nBest wishes,\nRosa Lind\n555-0142", True),
        ("He cried on Monday.", False),
        (
            "Hi is what he says when he comes home and then he goes straight to his room to cry",
            False,
        ),
        ("", False),
    ],
)
def test_a_whole_message_has_a_greeting_or_a_close(text: str, whole: bool) -> None:
    assert review(text).whole is whole


def test_a_whole_message_may_be_said_to_be_one_or_not() -> None:
    assert review("He cried.", whole=True).whole
    assert not review("Dear Ms. Okafor,\nHe cried.", whole=False).whole


def test_rules_about_whole_messages_are_silent_on_fragments() -> None:
    whole_only = {rule.id for rule in BOOK.rules if rule.whole}
    for text in EXAMPLES:
        found = review(text, whole=False)
        assert not whole_only & {flag.rule for flag in found.flags}


def test_another_way_to_put_it_never_lowers_the_reading() -> None:
    lowered = []
    for rule in BOOK.rules:
        for text in rule.matches:
            before = review(text, whole=rule.whole)
            for flag in before.flags:
                if flag.rule == rule.id:
                    lowered += [
                        (rule.id, text, put)
                        for n, put in enumerate(flag.replacements)
                        if review(flag.applied(text, n), whole=rule.whole).scores.overall
                        < before.scores.overall
                    ]
    assert lowered == []


def test_what_would_help_most_is_said_in_a_sentence() -> None:
    hard = review(f"Hello Ms. Okafor,\n{HARD}\nRosa")
    assert "You failed to" in hard.most
    plain = review("Hello Ms. Okafor,\nHe cried.\nThank you,\nRosa")
    assert plain.most


def test_words_that_are_kept_are_not_told_of_by_another_rule() -> None:
    text = "You never listen to him."
    before = review(text).flags
    assert len({flag.rule for flag in before}) > 1
    assert review(text, kept=frozenset({key(before[0])})).flags == ()


def test_a_letter_with_a_day_in_it_is_not_said_to_have_none() -> None:
    text = "Dear Ms. Okafor,\nYou failed to call me back on Monday.\nThank you,\nRosa"
    assert "vague.no-example" not in {flag.rule for flag in review(text).flags}
