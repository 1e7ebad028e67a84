"""Answers from a file are read for danger before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_commands import coach

FAMILY = str(Path(__file__).parents[1] / "safety" / "family.toml")


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "answers.toml"
    file.write_text(
        'scenario = "small"\n[answers]\nname = "Leo"\nharm = "no"\nvent = ""\nmore = []\n'
        'seen = "He says he wants to die."\n'
    )
    return file


def test_red_words_in_a_file_show_the_card_and_write_nothing(answers: Path) -> None:
    said = coach("run", FAMILY, "--answers", "answers.toml", "--out", "out", cwd=answers.parent)
    assert said.returncode == 1
    assert "Call 911." in said.stderr
    assert "Nothing was written" in said.stderr
    assert "wants to die" not in said.stderr + said.stdout
    assert not (answers.parent / "out").exists()


def test_a_person_can_say_that_it_is_not_meant_so(answers: Path) -> None:
    said = coach("run", FAMILY, "--answers", "answers.toml", "--not-urgent", cwd=answers.parent)
    assert said.returncode == 0
    assert "Leo: He says he wants to die." in said.stdout


def test_a_pipe_that_ends_at_the_card_keeps_the_words_and_shows_no_message(tmp_path: Path) -> None:
    typed = "Leo\n1\n\nHe says he wants to die.\n"
    said = coach("run", FAMILY, "--plain", typed=typed, COACH_HOME=str(tmp_path))
    assert said.returncode == 1
    assert "Call 911." in said.stdout
    assert "Traceback" not in said.stderr
    again = coach("resume", "--plain", typed="\n3\n\n:quit\n", COACH_HOME=str(tmp_path))
    assert "You had begun: He says he wants to die." in again.stdout
    assert "Leo: He says he wants to die." in again.stdout
