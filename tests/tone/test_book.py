"""What a rule found, and how it could be put instead, letter by letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.tone.book import Book
from coach.tone.load import read

RULES = """
format = 1
category = "made-up"

[[rule]]
id = "order"
severity = "suggestion"
says = "An order."
swap = [
  { find = "^ (and)? {(call|send) _}", put = ["please {1}"] },
  { find = "^ {i want} peace", put = ["you know that {1} quiet"] },
  { find = "^ {the rule} stands", put = ["{1} is kept"] },
  { find = "you must", put = ["I am asking you to"] },
]
"""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    file = tmp_path / "rules.toml"
    file.write_text(RULES)
    return read(file)


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("Call me.", "Please call me"),
        ("call me.", "please call me"),
        ("And call me.", "Please call me"),
        ("“Call me.”", "Please call me"),
        ("CALL ME.", "Please CALL ME"),
        ("I want peace.", "You know that I want quiet"),
        ("The rule stands.", "The rule is kept"),
        ("You must go.", "I am asking you to"),
        ("Today you must go.", "I am asking you to"),
    ],
)
def test_small_and_capital_letters_are_right_in_another_way_to_put_it(
    book: Book, text: str, put: str
) -> None:
    [find] = book.finds(text)
    assert find.puts == (put,)
