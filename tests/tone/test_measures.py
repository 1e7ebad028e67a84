"""What phrases can't find: capitals, marks, length, and what a whole message lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from coach.tone.book import Book
from coach.tone.load import read
from coach.tone.measures import MEASURES
from coach.tone.message import message
from tests.tone.test_pieces import _ANY, REPEATS, seconds

RULES = """
format = 1
category = "{category}"
[[rule]]
id = "one"
severity = "praise"
says = "It is there."
lifts = "{lifts}"
find = {find}
"""
KNOWN = {
    "greeting": ("", ["^ hello"]),
    "hear": ("shared", ["I understand"]),
    "thanks": ("appreciative", ["thank you"]),
    "wonder": ("curious", ["I wonder"]),
    "ask": ("clear-ask", ["please call"]),
    "next-step": ("", ["by friday"]),
    "day": ("", ["on <day>"]),
    "fact": ("specific", ["on <day>"]),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A few rules that praise, so that measures have something to look for."""
    folder = tmp_path_factory.mktemp("rules")
    days = 'day = ["monday", "tuesday"]'
    Path(folder / "words.toml").write_text(f"[words]\n{days}\n")
    for category, (lifts, find) in KNOWN.items():
        text = RULES.format(category=category, lifts=lifts, find=find)
        Path(folder / f"{category}.toml").write_text(text)
    return read(folder)


def found(book: Book, measure: str, text: str, limit: int = 0) -> list[str]:
    """Return the words that the measure finds; "all" is the whole message."""
    spots = MEASURES[measure](message(text, book, True), limit)
    return [text[spot.start : spot.end] or "all" for spot in spots]


def calm(book: Book, measure: str, text: str, limit: int = 0) -> str:
    """Return `text` with every other way to put it in its place."""
    for spot in reversed(MEASURES[measure](message(text, book, True), limit)):
        text = f"{text[: spot.start]}{spot.puts[0]}{text[spot.end :]}"
    return text


# ------------------------------------------------------------------ capitals


def test_a_row_of_capitals_is_one_find(book: Book) -> None:
    assert found(book, "capitals", "You NEVER CALL ME, you know.", 5) == ["NEVER CALL ME"]


def test_one_or_two_words_are_stress_and_no_row(book: Book) -> None:
    assert found(book, "stress", "You NEVER call.", 5) == ["NEVER"]
    assert found(book, "capitals", "You NEVER call.", 5) == []


def test_three_apart_in_one_sentence_are_as_loud_as_a_row(book: Book) -> None:
    assert found(book, "capitals", "It is NOT okay, EVER, to LIE.", 5) == ["NOT", "EVER", "LIE"]
    assert found(book, "capitals", "It is NOT okay. EVER. Don't LIE.", 5) == []


def test_abbreviations_and_names_keep_their_capitals(book: Book) -> None:
    text = "On Monday our Leo went. LEO NEVER GOT HIS IEP HELP ON MONDAY."
    assert calm(book, "capitals", text, 5).endswith("Leo never got his IEP help on Monday.")


def test_i_stays_a_capital(book: Book) -> None:
    assert calm(book, "capitals", "so WHAT DO I DO NOW", 5) == "so what do I do now"


def test_a_very_long_row_has_no_other_way_to_put_it(book: Book) -> None:
    text = "MY SON SAT THERE FOR TWO HOURS AND NOBODY CAME TO SEE WHY"
    (spot,) = MEASURES["capitals"](message(text, book), 5)
    assert spot.puts == ()


# ------------------------------------------------------------------ marks


def test_single_marks_count_only_past_the_limit(book: Book) -> None:
    assert found(book, "marks", "Hi! Good! Fine! More!", 2) == ["!", "!"]
    assert found(book, "marks", "Hi! Good!", 2) == []


def test_rows_count_at_once_and_become_one_mark(book: Book) -> None:
    assert calm(book, "marks", "Why?! Now!! Who??? When ?!", 2) == "Why? Now. Who? When?"


def test_a_row_after_thanks_is_one_mark(book: Book) -> None:
    assert found(book, "marks", "Thank you for the trip!!!", 2) == []


# ------------------------------------------------------------------ the whole


@pytest.mark.parametrize(("words", "long"), [(300, False), (301, True)])
def test_length_is_counted_in_words(book: Book, words: int, long: bool) -> None:
    assert bool(found(book, "too-long", "word " * words, 300)) == long


def test_asks_and_questions_are_counted_by_sentence(book: Book) -> None:
    text = "What helps? Please call me. And please call him, will you?"
    assert found(book, "many-asks", text, 3) == []
    assert found(book, "many-asks", text, 2) == ["all"]


TROUBLE = "He is worried."
"""A message about trouble; a note that says “we are on holiday” lacks nothing."""


@pytest.mark.parametrize(
    ("measure", "there"),
    [
        ("no-greeting", f"Hello Ms. Lee,\n{TROUBLE}"),
        ("no-thanks", f"{TROUBLE} Thank you."),
        ("no-question", f"{TROUBLE} How was he?"),
        ("no-question", f"{TROUBLE} I wonder how he was."),
        ("no-ask", f"{TROUBLE} Please call me."),
        ("no-ask", f"{TROUBLE} How was he?"),
        ("no-acknowledge", f"{TROUBLE} I understand."),
        ("no-acknowledge", f"{TROUBLE} Thank you."),
        ("no-next-step", f"{TROUBLE} Please call me by Friday."),
        ("no-example", f"{TROUBLE} He cried on Monday."),
        ("no-date", f"{TROUBLE} Please call me by Friday."),
        ("no-date", f"{TROUBLE} Please call me on Monday."),
        ("no-date", TROUBLE),
    ],
)
def test_what_is_there_is_not_missing(book: Book, measure: str, there: str) -> None:
    assert found(book, measure, there) == []


@pytest.mark.parametrize("measure", sorted(one for one in MEASURES if one.startswith("no-")))
def test_what_is_not_there_is_missing_from_the_whole(book: Book, measure: str) -> None:
    text = f"{TROUBLE} Please call me." if measure in ("no-date", "no-next-step") else TROUBLE
    assert found(book, measure, text) == ["all"]


# ------------------------------------------------------------------ whatever is typed


@given(_ANY)
def test_every_measure_reads_any_text(book: Book, text: str) -> None:
    for measure in MEASURES.values():
        for spot in measure(message(text, book, True), 2):
            assert 0 <= spot.start <= spot.end <= len(text)
            assert spot.start < spot.end or spot.end == 0


@pytest.mark.parametrize("piece", REPEATS.values(), ids=REPEATS)
def test_four_times_the_text_takes_about_four_times_as_long(book: Book, piece: str) -> None:
    def measured(text: str) -> None:
        book.finds.cache_clear()
        whole = message(text, book, True)
        for measure in MEASURES.values():
            measure(whole, 2)

    few = piece * (25_000 // len(piece))
    little = seconds(measured, few)
    assert seconds(measured, few * 4) < 4 * little * 2.5 + 0.02
