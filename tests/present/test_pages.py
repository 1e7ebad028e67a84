"""Nothing scrolls: what does not fit on a page goes on on the next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coach.present.pages import Frame, cells, frame_for, pages, wrapped
from coach.present.slide import Looks, Piece, Slide
from tests.strategies import texts

LOOKS: tuple[Looks, ...] = ("big", "say", "new", "option", "hint")


def of(*pieces: Piece, votes: int = 0) -> Slide:
    return Slide("ask:x", "ask", "", "", pieces, votes=votes)


def test_lines_break_between_words_and_further_lines_stand_under_the_first() -> None:
    (page,) = pages(of(Piece("one two three four", mark="A  ")), Frame(12, 5))
    assert [row.mark + row.text for row in page] == ["A  one two", "   three", "   four"]


def test_what_is_new_is_marked_on_each_of_its_lines() -> None:
    (page,) = pages(of(Piece("one two three", "new", mark="▌ ")), Frame(9, 5))
    assert [row.mark for row in page] == ["▌ ", "▌ "]


def test_a_count_stands_at_the_end_of_its_line() -> None:
    (page,) = pages(of(Piece("Email", "option", mark=" 1 ", aside="12")), Frame(20, 5))
    assert page[0].mark + page[0].text == " 1 Email" + " " * 10 + "12"


def test_a_paragraph_is_not_torn_where_it_fits_on_the_next_page() -> None:
    first, second = pages(of(Piece("a\nb\nc"), Piece("d\ne\nf")), Frame(10, 5))
    assert [row.text for row in first] == ["a", "b", "c"]
    assert [row.text for row in second] == ["d", "e", "f"]


def test_what_is_longer_than_a_page_goes_on_on_the_next() -> None:
    laid = pages(of(Piece("\n".join("abcdefgh")), Piece("i")), Frame(10, 3))
    assert ["".join(row.text for row in page) for page in laid] == ["abc", "def", "gh", "i"]


def test_options_to_vote_on_are_seen_together_where_that_can_be() -> None:
    options = [Piece(f"option {n}", "option", mark=f" {n} ") for n in range(1, 5)]
    hints = [Piece("a hint", "hint", gap=False) for _n in options]
    both = [piece for pair in zip(options, hints, strict=True) for piece in pair]
    (page,) = pages(of(Piece("Which?"), *both, votes=4), Frame(30, 7))
    assert [row.text for row in page if row.text] == ["Which?", *(one.text for one in options)]


def test_a_letter_of_a_wide_script_takes_two_columns() -> None:
    assert cells("日本") == 4
    assert wrapped("日本語", 4) == ["日本", "語"]


@given(
    st.lists(
        st.builds(Piece, texts(300), st.sampled_from(LOOKS), st.sampled_from(["", "1  ", "▌ "])),
        max_size=8,
    ),
    st.integers(20, 220),
    st.integers(10, 70),
    st.integers(0, 3),
)
def test_no_page_is_larger_than_the_screen_and_no_word_is_lost(
    pieces: list[Piece], columns: int, rows: int, votes: int
) -> None:
    frame = frame_for(columns, rows)
    slide = of(*pieces, votes=votes)
    laid = pages(slide, frame)
    assert laid
    assert all(len(page) <= frame.rows for page in laid)
    assert all(cells(row.mark + row.text) <= frame.columns for page in laid for row in page)
    if not votes:
        shown = "".join(row.text for page in laid for row in page)
        said = "".join(line for piece in pieces for line in wrapped(piece.text, 10_000))
        assert shown.replace(" ", "") == said.replace(" ", "")
