"""A text in its sentences, each at its place, and what in it is somebody else's words."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.tone.pieces import LONGEST, Sentence, clean, flat, inside, quotes_of, sentences_of
from tests.strategies import HOSTILE


def said(text: str) -> list[str]:
    return [sentence.text for sentence in sentences_of(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        # how sentences end
        ["Leo was late.", "He was sad!", "Was it the bus?", "I don't know"],
        ["Really?!", "Yes…", "Well...", "OK."],
        ["i am worried.", "he cries."],
        ["(It was Monday.)", "Then it stopped."],
        # dots that end nothing
        ["I saw Ms. Okafor and Mr. Lee."],
        ["Dr. J. R. Smith called."],
        ["It begins at 3 p.m. on Monday."],
        ["We met at 3 p.m.", "The bus was late."],
        ["Bring paper, glue, etc.", "We have none."],
        ["Bring paper, glue, etc. to school."],
        ["It is on p. 12 and in ch. 4."],
        ["He is in gr. 4, room no. 12."],
        ["We met on Mon. and on Sat. Nov. 3."],
        ["It was Oct. 4."],
        ["He read for e.g. ten minutes."],
        ["It cost 3.50 and took 1.5 hours."],
        ["See example.org for more."],
        # words that only look like such
        ["I said no.", "He cried."],
        ["There he sat.", "Nobody came."],
        ["there he sat.", "nobody came."],
        ["They play in the sun.", "He burns."],
        ["So did I.", "It was late."],
        # the words of others
        ["He said “No. ", "Never.” and left."],
        ["“Stop!” she said."],
        ["“Why me?” he asked."],
        ["He said “Stop.”", "Then he left."],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    assert said(" ".join(sentences)) == [sentence.strip() for sentence in sentences]


def test_lines_that_stand_alone_are_sentences() -> None:
    text = (
        "Hello Ms. Okafor,\nLeo is tired\n\n- he sleeps badly\n- he eats little\n2) he cries\nMaria"
    )
    assert said(text) == [
        "Hello Ms. Okafor,",
        "Leo is tired",
        "- he sleeps badly",
        "- he eats little",
        "2) he cries",
        "Maria",
    ]


def test_a_line_that_a_program_wrapped_is_one_sentence() -> None:
    text = (
        "On Monday he came home from school and told me that he had no one\n"
        "to sit with at lunch. I would like to know what you see."
    )
    assert said(text) == [
        "On Monday he came home from school and told me that he had no one\nto sit with at lunch.",
        "I would like to know what you see.",
    ]


def test_a_paragraph_ends_a_sentence_however_long_its_line() -> None:
    long = "On Monday he came home from school and told me that he had no one"
    assert said(f"{long}\n\nto sit with") == [long, "to sit with"]


@pytest.mark.parametrize("text", ["Is he well?", "“Is he well?”", "Is he well?)", "Well?! "])
def test_what_ends_in_a_question_mark_asks(text: str) -> None:
    assert Sentence(text, 0).asks == (text != "Well?! ")


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("He said “you failed me” and left.", ["“you failed me”"]),
        ('He said "you failed me" and left.', ['"you failed me"']),
        ("He said ‘you don’t care’ and left.", ["‘you don’t care’"]),
        ("He said 'you don't care' and left.", ["'you don't care'"]),
        ("I don't think it's the boys' fault, isn't it?", []),
        ("«tú siempre» dijo", ["«tú siempre»"]),
        ("> you never answered\nI did.", ["> you never answered"]),
        ("He is 5' tall and she is 5'4\" tall", []),
        ('An open " quotation\nthat never" ends', []),
        ("“a” and “b”", ["“a”", "“b”"]),
        ("“she said 'no' to me”", ["“she said 'no' to me”"]),
    ],
)
def test_quotations(text: str, theirs: list[str]) -> None:
    assert [text[slice(*span)] for span in quotes_of(text)] == theirs


def test_inside_is_inside_one_of_them() -> None:
    spans = [(2, 5), (9, 20)]
    assert [inside(spans, *one) for one in ((2, 5), (3, 4), (9, 10), (19, 20))] == [True] * 4
    assert [inside(spans, *one) for one in ((0, 2), (1, 4), (4, 6), (4, 10), (20, 21))] == [
        False
    ] * 5
    assert not inside([], 0, 1)


def test_flat_keeps_every_letter_at_its_place() -> None:
    assert flat("İstanbul: I DON’T\xa0know ‘it’") == "İstanbul: i don't know 'it'"


def test_clean_takes_out_what_moves_a_cursor() -> None:
    assert clean("a\x1b[31m\u202eb\tc\nd") == "a [31m b\tc\nd"
    assert clean("plain") == "plain"


_ANY = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(HOSTILE),
        st.sampled_from(
            (". ", "! ", "?\n", "\n\n", "- ", "Ms. ", "“", "”", '"', "'", "İ", "p.m. ")
        ),
    ),
    max_size=30,
).map("".join)


@given(_ANY)
def test_every_sentence_stands_where_it_says(text: str) -> None:
    end = 0
    for sentence in sentences_of(text):
        assert sentence.text == text[sentence.start : sentence.start + len(sentence.text)]
        assert sentence.text == sentence.text.strip() != ""
        assert sentence.start >= end
        assert len(sentence.text) <= LONGEST
        end = sentence.start + len(sentence.text)


@given(_ANY)
def test_no_letter_is_lost_between_sentences(text: str) -> None:
    assert "".join("".join(said(text)).split()) == "".join(text.split())


@given(_ANY)
def test_quotations_are_in_order_and_apart(text: str) -> None:
    end = 0
    for start, stop in quotes_of(text):
        assert end <= start < stop <= len(text)
        end = stop


@given(_ANY)
def test_flat_and_clean_keep_the_length(text: str) -> None:
    assert len(flat(text)) == len(clean(text)) == len(text)
    assert clean(clean(text)) == clean(text)


REPEATS = {
    "words": "you never call me back ",
    "sentences": "You failed him. Why did you not call? ",
    "dots": ".",
    "dots apart": ". ",
    "marks": "!?",
    "lines": "\n",
    "quotes": '"',
    "open quotes": "“",
    "apostrophes": "'a",
    "single quotes": "' '",
    "spaces": " ",
    "one word": "a",
    "capitals": "NO ",
    "one long capital": "A",
    "initials": "J. ",
    "titles": "Ms. ",
    "bullets": "- \n",
    "brackets": "({[<",
    "commas": ", ",
    "accents": "İ",
    "hyphens": "a-",
    "quoted blame": "“you failed” you failed him ",
}
"""What texts of 100,000 characters have been made of to hang a program."""


def seconds(read: object, text: str) -> float:
    """Return how long `read` takes for `text`: the best of three, so that others don't count."""
    assert callable(read)
    best = float("inf")
    for _again in range(3):
        before = process_time()
        read(text)
        best = min(best, process_time() - before)
    return best


@pytest.mark.parametrize(
    "read", [sentences_of, quotes_of, flat, clean], ids=lambda one: one.__name__
)
@pytest.mark.parametrize("piece", REPEATS.values(), ids=REPEATS)
def test_four_times_the_text_takes_about_four_times_as_long(read: object, piece: str) -> None:
    few = piece * (25_000 // len(piece))
    little = seconds(read, few)
    assert seconds(read, few * 4) < 4 * little * 2.5 + 0.02
