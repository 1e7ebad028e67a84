"""`coach moves` as somebody types it: a talk in, what each line did out."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.cli import main
from coach.commands.moves_report import by_line, plain
from coach.rehearse.moves import KIND_OF, MOVES

Moves = Callable[..., tuple[int, str, str]]


@pytest.fixture
def moves(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Moves:
    def call(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(["moves", *arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert "went wrong inside" not in said.err
        return code, said.out, said.err

    return call


def test_each_sentence_is_told_in_plain_words(moves: Moves, tmp_path: Path) -> None:
    file = tmp_path / "talk.txt"
    file.write_text("Thank you for calling. What did you see?\n", encoding="utf-8")
    code, out, _err = moves(str(file))
    assert code == 0
    assert out.splitlines() == [
        "Thank you for calling.",
        "    " + plain()["thank"],
        "What did you see?",
        "    " + plain()["open-question"],
    ]


def test_every_move_has_plain_words() -> None:
    assert list(plain()) == list(MOVES)


def test_a_line_of_json_for_each_line(moves: Moves) -> None:
    rows = [
        {"id": "a", "text": "What have you noticed?"},
        {"id": 2, "text": "So he settles with you.", "context": "He settles with me."},
        {"id": "c", "text": "", "context": None},
    ]
    code, out, _err = moves("--jsonl", typed="".join(json.dumps(row) + "\n" for row in rows))
    assert code == 0
    assert [json.loads(line) for line in out.splitlines()] == [
        {"id": "a", "moves": ["open-question"]},
        {"id": 2, "moves": ["reflect"]},
        {"id": "c", "moves": []},
    ]


def test_a_line_is_answered_before_the_next_is_read() -> None:
    read: list[int] = []

    def lines() -> Iterator[str]:
        for number in range(3):
            read.append(number)
            yield json.dumps({"id": number, "text": "Okay."})

    answers = by_line(lines())
    next(answers)
    assert read == [0]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "3",
        "{}",
        '{"id": 1}',
        '{"id": 1, "text": 2}',
        '{"id": 1, "text": "Hi", "context": 3}',
        "[" * 100_000,
    ],
)
def test_a_line_that_is_no_object_is_named(moves: Moves, line: str) -> None:
    code, out, err = moves("--jsonl", typed=f'{{"id": 1, "text": "Hi"}}\n{line}\n')
    assert code == 1
    assert len(out.splitlines()) == 1
    assert "Line 2" in err


def test_a_file_that_is_not_there_is_named(moves: Moves, tmp_path: Path) -> None:
    for arguments in ([], ["--jsonl"]):
        code, out, err = moves(str(tmp_path / "nothing"), *arguments)
        assert code == 1
        assert not out
        assert "nothing" in err


def test_help_says_of_which_kind_each_move_is(
    moves: Moves, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        moves("--help")
    said = " ".join(capsys.readouterr().out.split())
    for kind in set(KIND_OF.values()):
        assert kind in said.lower()
    assert all(move in said.replace("- ", "-") for move in MOVES)


def test_what_moves_a_cursor_does_not_come_out(moves: Moves) -> None:
    _code, out, _err = moves(typed="Hello \x1b[2J there, how is he?")
    assert "\x1b" not in out
