"""Two versions of a message: what went, what came, and how the tone moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coach.desk.compare import MOST_WORDS, Piece, compare, pieces, tone_in_words

WORDS = st.text("ab \n\t’ü.", max_size=60)


@given(WORDS, WORDS)
def test_both_texts_can_be_put_together_again(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(one.text for one in found if one.change != "new") == old
    assert "".join(one.text for one in found if one.change != "gone") == new
    assert all(one.text for one in found)


@given(WORDS)
def test_nothing_changed_is_told_as_one_piece(text: str) -> None:
    assert pieces(text, text) == ((Piece("same", text),) if text else ())


def test_one_word_is_one_word() -> None:
    found = pieces("He is always sad after class.", "He is often sad after class.")
    assert found == (
        Piece("same", "He is"),
        Piece("gone", " always"),
        Piece("new", " often"),
        Piece("same", " sad after class."),
    )


def test_a_text_of_a_stranger_ends_in_time() -> None:
    old = "word \n" * (MOST_WORDS * 2)
    found = pieces(old, old + "more")
    assert found[-1] == Piece("new", "more")


def test_the_tone_is_told_before_and_after_with_what_moved() -> None:
    old = "Hello Ms. Okafor,\n\nLeo was in tears on Monday. What did you see?\n\nThank you,\nRosa"
    new = old.replace("What did you see?", "You never answer. What did you see?")
    found = compare(old, new, whole=True)
    reads = found.tone[0]
    assert reads.before > reads.after
    assert reads.by == reads.after - reads.before
    assert any("never" in flag.match for flag in found.raised)
    assert found.settled == ()
    assert tone_in_words(found.tone).startswith(f"Reads {reads.before} of 100, and then")
    back = compare(new, old, whole=True)
    assert any("never" in flag.match for flag in back.settled)


def test_what_is_the_same_reads_the_same() -> None:
    found = compare("Thank you.", "Thank you.")
    assert found.same
    assert "before and after" in tone_in_words(found.tone)
