"""Whole letters are seen for what they are, whoever writes them and however."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from coach.tone.load import FOLDER, read
from coach.tone.message import message
from coach.tone.review import Review, review

BOOK = read(FOLDER)

LETTERS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "letters.toml").read_text(encoding="utf-8")
)["letter"]
EACH = pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter["id"])
HIGH = 50
"""Of 100: an aspect that has as much is not what a letter lacks."""


def read_over(letter: dict[str, Any]) -> Review:
    return review(letter["text"].strip() + "\n", whole=True)


def told(letter: dict[str, Any]) -> set[str]:
    """Return the rules that find something, each with its category."""
    found = read_over(letter)
    rules = {flag.rule for flag in (*found.flags, *found.praise)}
    rules |= {find.rule.id for _at, find in message(letter["text"].strip(), BOOK, True).finds}
    return rules | {rule.split(".")[0] for rule in rules}


@EACH
def test_what_works_in_a_letter_is_seen(letter: dict[str, Any]) -> None:
    assert set(letter.get("found", ())) - told(letter) == set()


@EACH
def test_what_is_not_there_is_not_praised(letter: dict[str, Any]) -> None:
    assert set(letter.get("silent", ())) & told(letter) == set()


@EACH
def test_its_picture_is_right(letter: dict[str, Any]) -> None:
    seen = read_over(letter).picture._asdict()
    wrong = {one: seen[one] for one in letter.get("high", ()) if seen[one] < HIGH}
    wrong |= {one: seen[one] for one in letter.get("zero", ()) if seen[one] > 0}
    assert wrong == {}


def test_the_letters_name_rules_and_aspects_that_there_are() -> None:
    names = {*BOOK.by_id, *(rule.category for rule in BOOK.rules)}
    aspects = set(review("").picture._asdict())
    for letter in LETTERS:
        assert {*letter.get("found", ()), *letter.get("silent", ())} <= names, letter["id"]
        assert {*letter.get("high", ()), *letter.get("zero", ())} <= aspects, letter["id"]


def test_no_two_letters_are_alike() -> None:
    lines = [line for letter in LETTERS for line in letter["text"].split("\n") if line.strip()]
    assert len({letter["id"] for letter in LETTERS}) == len(LETTERS) >= 20
    assert len(set(lines)) == len(lines)


def test_flattery_alone_is_not_curious_specific_or_clear() -> None:
    only_flatters = [letter for letter in LETTERS if letter["id"].startswith("flattering")]
    assert len(only_flatters) >= 2
    for letter in only_flatters:
        seen = read_over(letter).picture
        assert seen.appreciative >= HIGH
        assert (seen.curious, seen.specific, seen.clear_ask) == (0, 0, 0), letter["id"]


@pytest.mark.parametrize(
    ("aspect", "in_passing", "meant"),
    [
        (
            "appreciative",
            "He cried.\n\nThank you,\nRosa",
            "Thank you for waiting with him. He cried.\n\nRosa",
        ),
        ("curious", "Perhaps it is the noise.", "What do you see when it is loud?"),
        ("clear_ask", "I will call on Tuesday.", "Could you call me on Tuesday?"),
    ],
)
def test_what_is_said_in_passing_is_not_enough(aspect: str, in_passing: str, meant: str) -> None:
    assert 0 < getattr(review(in_passing).picture, aspect) < HIGH
    assert getattr(review(meant).picture, aspect) >= HIGH


def test_a_greeting_and_a_day_are_found_and_not_made_much_of() -> None:
    text = "Hello Ms. Okafor,\nhe was calm on Monday.\nRosa"
    rules = {find.rule.id for _at, find in message(text, BOOK).finds}
    assert {"greeting.hello", "day.named"} <= rules
    assert not {"greeting.hello", "day.named"} & {flag.rule for flag in review(text).praise}
