"""What a rule found, and how it could be put instead, letter by letter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coach.tone.book import Book, _all, _compiled, _read
from coach.tone.load import FOLDER, read
from coach.tone.phrase import Phrase, phrase

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


def test_in_a_book_made_ready_no_sentence_waits_for_an_expression(book: Book) -> None:
    _compiled.cache_clear()
    steps = len(list(book.readying()))
    compiled = _compiled.cache_info().misses
    assert steps == compiled == 4
    assert book.finds("And call me, for the rule stands and you must.")
    assert _compiled.cache_info().misses == compiled


def everywhere(one: Phrase, text: str) -> list[tuple[int, int]]:
    """Return what `one` finds, tried at every letter."""
    return [found.span() for found in re.finditer(one.source, _read(text)[0])][:20]


def where_it_may_begin(one: Phrase, text: str) -> list[tuple[int, int]]:
    low, words = _read(text)
    return [found.span() for found in _all(one, words, low)] if one.may_be_in(set(words)) else []


def test_what_is_tried_only_where_it_may_begin_is_found_all_the_same() -> None:
    rules = read(FOLDER).rules
    phrases = {look.find for rule in rules for look in rule.looks}
    phrases |= {one for rule in rules for one in (*rule.unless, *rule.without)}
    told = [one for one in phrases if one.firsts is not None]
    texts = [text for rule in rules[::7] for text in (*rule.matches[:3], *rule.passes[:2])]
    missed = [
        (one.source, text)
        for text in texts
        if len(text) < 200
        for one in told
        if one.may_be_in(set(_read(text)[1]))
        and everywhere(one, text) != where_it_may_begin(one, text)
    ]
    assert len(told) > len(phrases) / 2
    assert missed == []


@pytest.mark.parametrize(
    ("looked_for", "text"),
    [
        ("(please)? call me", "Call me, please call me, and call me."),
        ("i 'd like", "I'd like it, and i’d like tea."),
        ("you'd", "You'd've thought you'd."),
        ("drop", "drop-off is where I drop him; (drop)"),
        ("<named>", "On Monday, at drop-off; mondays, on monday."),
        ("^ so _", "So it goes, so they say."),
        ("(^|and) no", "No, and no."),
        (".. left", "He left. We left."),
        ("_ is", "It is; this is."),
        ("cri* (out)?", "He cried out, cries, CRIED."),
    ],
)
def test_where_a_phrase_may_begin(looked_for: str, text: str) -> None:
    one = phrase(looked_for, {"named": ["monday", "on monday", "drop-off"]})
    assert everywhere(one, text) == where_it_may_begin(one, text) != []


def test_a_list_of_very_long_lines_is_read_all_the_same() -> None:
    lines = ["very " * n + "late" for n in range(1, 120)]
    one = phrase("so <late>", {"late": lines})
    assert everywhere(one, "It was so very very late.") == [(7, 24)]
