"""A verb written for she comes out right for they."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.scenario.agree import plural, split_verb


@pytest.mark.parametrize(
    ("she", "they"),
    [
        ("is", "are"),
        ("was", "were"),
        ("has", "have"),
        ("does", "do"),
        ("goes", "go"),
        ("isn't", "aren't"),
        ("doesn’t", "don’t"),
        ("likes", "like"),
        ("tries", "try"),
        ("lies", "lie"),
        ("watches", "watch"),
        ("misses", "miss"),
        ("fixes", "fix"),
        ("pushes", "push"),
        ("uses", "use"),
        ("focuses", "focus"),
        ("loses", "lose"),
        ("aches", "ache"),
        ("says", "say"),
        ("gives", "give"),
        ("ran", "ran"),
        ("can", "can"),
        ("will", "will"),
        ("miss", "miss"),
        ("always", "always"),
    ],
)
def test_one_verb(she: str, they: str) -> None:
    assert plural(she) == they


@pytest.mark.parametrize(
    ("after", "they"),
    [
        (" is fine in class.", " are fine in class."),
        (" really likes Lego.", " really like Lego."),
        (" still doesn't sleep.", " still don't sleep."),
        ("'s tired.", "'re tired."),
        ("’s been tired.", "’ve been tired."),
        ("’s never had a plan.", "’ve never had a plan."),
        ("'s got a plan.", "'ve got a plan."),
        (" can read.", " can read."),
        (" and I", " and I"),
        (", who is", ", who is"),
        (" sometimes", " sometimes"),
        ("", ""),
        (".", "."),
        (" is", " are"),
        (" says “is”", " say “is”"),
        ("\nlikes", "\nlike"),
    ],
)
def test_what_follows_a_pronoun(after: str, they: str) -> None:
    before, _one, many, rest = split_verb(after)
    assert before + many + rest == they


@given(st.text())
def test_for_she_nothing_ever_changes(text: str) -> None:
    before, one, _many, rest = split_verb(text)
    assert before + one + rest == text
