"""The labelled lines that the detector of moves is measured on are fit to measure with."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

LINES = Path(__file__).parents[2] / "bench" / "moves" / "lines.jsonl"
MOVES = (
    *("reflect", "thank", "agree", "own-part", "reset", "pause"),
    *("open-question", "closed-question"),
    *("fact", "tell", "ask", "demand", "offer", "next-step"),
    *("greet", "acknowledge"),
    *("blame", "threat", "motive", "absolute", "cave", "wander"),
)
PARTS = ("dev", "held", "fresh", "blind")
TAUGHT = LINES.with_name("taught.jsonl")


@pytest.fixture(scope="module")
def lines() -> list[dict[str, Any]]:
    """Every line, as it lies in the file."""
    return [json.loads(line) for line in LINES.read_text(encoding="utf-8").splitlines()]


def test_every_line_has_the_same_five_things(lines: list[dict[str, Any]]) -> None:
    wrong = [
        line
        for line in lines
        if list(line) != ["id", "part", "context", "text", "moves"]
        or not all(isinstance(line[key], str) for key in ("id", "part", "context", "text"))
        or not isinstance(line["moves"], list)
    ]
    assert wrong == []


def test_what_was_said_is_plain_text_without_stray_space(lines: list[dict[str, Any]]) -> None:
    said = [line[key] for line in lines for key in ("text", "context")]
    assert [text for text in said if text != " ".join(text.split())] == []
    assert [text for text in said if not text.isprintable()] == []
    assert [line["id"] for line in lines if not line["text"]] == []


def test_more_than_four_hundred_are_there_that_nothing_is_learnt_from(
    lines: list[dict[str, Any]],
) -> None:
    count = Counter(line["part"] for line in lines)
    assert set(count) == set(PARTS)
    assert count["dev"] == count["held"]
    assert count["blind"] > 400


def test_the_id_says_which_part_a_line_is_of(lines: list[dict[str, Any]]) -> None:
    assert [line["id"] for line in lines if line["id"][0] != line["part"][0]] == []


def test_about_half_of_a_part_does_several_things(lines: list[dict[str, Any]]) -> None:
    for part in PARTS:
        several = [len(line["moves"]) > 1 for line in lines if line["part"] == part]
        assert 0.45 <= sum(several) / len(several) <= 0.55, part


def test_no_blind_line_is_one_that_is_learnt_from_but_for_case_and_stops(
    lines: list[dict[str, Any]],
) -> None:
    def said(text: str) -> tuple[str, ...]:
        return tuple(re.findall(r"[a-z0-9']+", text.casefold()))

    taught = [json.loads(line) for line in TAUGHT.read_text(encoding="utf-8").splitlines()]
    others = {said(line["text"]) for line in lines if line["part"] != "blind"}
    others |= {said(" ".join(words for words, _moves in line["parts"])) for line in taught}
    again = [line for line in lines if line["part"] == "blind" and said(line["text"]) in others]
    assert [line["id"] for line in again if len(said(line["text"])) > 2] == []


def test_what_is_taught_has_its_words_in_parts_with_moves_of_the_table() -> None:
    for row in TAUGHT.read_text(encoding="utf-8").splitlines():
        line = json.loads(row)
        assert list(line) == ["context", "parts"]
        for words, moves in line["parts"]:
            assert words == words.strip() != "", row
            assert set(moves) <= set(MOVES), row


def test_no_id_and_no_text_comes_twice(lines: list[dict[str, Any]]) -> None:
    ids = Counter(line["id"] for line in lines)
    said = [line["text"].casefold() for line in lines]
    texts = Counter(text for text in said if " " in text)
    assert [name for name, times in (ids + texts).items() if times > 1] == []


def test_only_moves_of_the_table_are_given_and_each_once(lines: list[dict[str, Any]]) -> None:
    wrong = [
        line
        for line in lines
        if not set(line["moves"]) <= set(MOVES) or len(line["moves"]) != len(set(line["moves"]))
    ]
    assert wrong == []


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("move", MOVES)
def test_a_move_is_there_often_enough_to_be_measured(
    move: str, part: str, lines: list[dict[str, Any]]
) -> None:
    assert sum(move in line["moves"] for line in lines if line["part"] == part) >= 15


def test_readers_agree_as_the_page_says(lines: list[dict[str, Any]]) -> None:
    file = {line["id"]: set(line["moves"]) for line in lines if line["part"] == "blind"}
    rows = [json.loads(row) for row in LINES.with_name("readers.jsonl").read_text().splitlines()]
    assert sorted(row["id"] for row in rows) == sorted(file)
    first = {row["id"]: set(row["first"]) for row in rows}
    second = {row["id"]: set(row["second"]) for row in rows}
    assert set().union(*first.values(), *second.values()) <= set(MOVES)
    same = [
        sum(one[id] == other[id] for id in file)
        for one, other in ((file, first), (file, second), (first, second))
    ]
    page = LINES.with_name("README.md").read_text(encoding="utf-8")
    told = re.search(r"for (\d+) lines and the second for (\d+); with each other, for (\d+)", page)
    assert told is not None
    assert [int(count) for count in told.groups()] == same
