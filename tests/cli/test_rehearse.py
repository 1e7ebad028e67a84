"""`coach rehearse`, as it is used: scripted, from a pipe, and killed at any turn."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coach.casebook.casebook import Casebook
from coach.guide.guide import Guide
from coach.interview.answer_file import sample_answers
from coach.scenario.library import find, sample_file
from tests.cli.test_commands import coach

LINES = (
    "So in class you see a calm child.",
    "On Monday at pick-up there were tears. What have you noticed?",
    "Could you write down when it happens?",
)
SETUP = ("--partner", "teacher", "--mood", "defensive", "--seed", "4")


def finished(home: Path) -> str:
    """A finished session of a made-up family, as if it were somebody's own."""
    scenario = find("concern")
    with Casebook(home).create("concern") as keeper:
        guide = Guide(scenario, keeper)
        guide.adopt(sample_answers(scenario, "maya"))
        guide.save()
        return guide.keeper.session.id


# ------------------------------------------------------------------ scripts


def test_a_script_and_its_seed_bring_the_same_talk(tmp_path: Path) -> None:
    script = tmp_path / "talk.txt"
    script.write_text("\n".join(LINES))
    said = [
        coach("rehearse", "concern", "--sample", "maya", *SETUP, "--script", str(script))
        for _again in range(2)
    ]
    assert said[0].returncode == 0, said[0].stderr
    assert said[0].stdout == said[1].stdout
    assert "You: So in class you see a calm child." in said[0].stdout
    assert "Six things that help" in said[0].stdout


def test_who_begins_again_is_told_once_more_what_to_answer(tmp_path: Path) -> None:
    script = tmp_path / "talk.txt"
    script.write_text("You never have time for us.\nCan I start again? That came out wrong.\n")
    said = coach("rehearse", "concern", "--sample", "maya", *SETUP, "--script", str(script))
    talk, _end, _after = said.stdout.partition("It is not over yet.")
    before, _again, after = talk.partition("You: Can I start again?")
    waits = before.rstrip().split("\n  1. ")[-2].splitlines()[-1]
    assert len(waits) > 10
    assert waits in after


def test_answers_from_a_file_are_rehearsed_as_a_sample_is(tmp_path: Path) -> None:
    script = tmp_path / "talk.txt"
    script.write_text("\n".join(LINES))
    said = [
        coach("rehearse", "concern", *whose, *SETUP, "--script", str(script))
        for whose in (
            ("--sample", "maya"),
            ("--answers", str(sample_file("concern", "maya"))),
        )
    ]
    assert said[1].returncode == 0, said[1].stderr
    assert said[0].stdout == said[1].stdout


def test_answers_that_may_mean_danger_are_not_rehearsed(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    text = sample_file("concern", "maya").read_text(encoding="utf-8")
    seen = next(line for line in text.splitlines() if line.startswith("seen ="))
    file.write_text(text.replace(seen, 'seen = "He said that he wants to kill himself."'))
    done = coach(
        "rehearse", "concern", "--answers", str(file), *SETUP, "--script", "-", typed="Hi."
    )
    assert done.returncode == 1
    assert "may mean that someone is in danger" in done.stderr
    assert "988" in done.stderr
    assert "You:" not in done.stdout


def test_what_was_said_is_written_line_by_line_and_can_be_played(tmp_path: Path) -> None:
    file = tmp_path / "said.txt"
    first = coach(
        "rehearse", "concern", "--sample", "maya", *SETUP, "--record", str(file), "--plain",
        typed="\n".join((*LINES, ":end", "", "")),
    )  # fmt: skip
    assert first.returncode == 0, first.stderr
    for line in LINES:
        assert line in file.read_text()
    again = coach("rehearse", "concern", "--sample", "maya", *SETUP, "--script", str(file))
    assert again.returncode == 0, again.stderr
    theirs = [line for line in again.stdout.splitlines() if line.startswith("Mrs.")]
    assert theirs
    assert all(line in first.stdout for line in theirs)


def test_a_script_that_means_nothing_is_told_with_its_line(tmp_path: Path) -> None:
    script = tmp_path / "talk.txt"
    script.write_text("Hello.\n:shout\n")
    said = coach("rehearse", "concern", "--sample", "maya", "--script", "talk.txt", cwd=tmp_path)
    assert said.returncode == 1
    assert "talk.txt:2" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_script_with_words_of_danger_shows_the_card_and_stops(tmp_path: Path) -> None:
    script = tmp_path / "talk.txt"
    script.write_text("She says she wants to kill herself.\n")
    said = coach("rehearse", "concern", "--sample", "maya", *SETUP, "--script", str(script))
    assert said.returncode == 1
    assert "988" in said.stdout
    assert "kill herself" not in said.stdout


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--sample", "nobody"], "no sample"),
        (["--sample", "maya", "--partner", "janitor"], "invalid choice"),
        ([], "no finished session"),
        (["--session", "nothing-here"], "nothing-here"),
    ],
)
def test_what_can_not_be_rehearsed_is_said(options: list[str], told: str) -> None:
    said = coach("rehearse", "concern", *options, typed="")
    assert said.returncode in (1, 2)
    assert told in said.stderr
    assert "Traceback" not in said.stderr


# ------------------------------------------------------------------ kept


class Running:
    """Coach with a pipe at each end."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coach", "rehearse", "concern", *SETUP, "--plain"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"COACH_HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            cwd=Path(__file__).parents[2],
        )
        self.read_to(b"You: ")

    def read_to(self, end: bytes) -> str:
        assert self.process.stdout is not None
        said = b""
        while not said.endswith(end):
            byte = self.process.stdout.read(1)
            assert byte, said.decode()
            said += byte
        return said.decode()

    def say(self, line: str) -> str:
        """Say a line; what comes until it is the person's turn again."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()
        return self.read_to(b"You: ")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


@pytest.mark.slow
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_killed_at_any_turn_the_talk_goes_on_where_it_was(tmp_path: Path, turns: int) -> None:
    id = finished(tmp_path)
    running = Running(tmp_path)
    for line in LINES[:turns]:
        last = running.say(line)
    running.kill()
    kept = Casebook(tmp_path).look(id).rehearsals
    assert [turn.says for turn in kept[-1].turns] == list(LINES[:turns])
    again = coach(
        "rehearse", "concern", "--plain", typed=":quit\n", COACH_HOME=str(tmp_path)
    ).stdout
    assert "You were in the middle of this talk." in again
    theirs = [line for line in last.splitlines() if line.startswith("Mrs.")]
    assert theirs
    assert theirs[-1] in again


def test_from_a_finished_message_a_talk_and_back(tmp_path: Path) -> None:
    finished(tmp_path)
    typed = "\n".join((":rehearse", "", "", "", LINES[0], ":hint", ":undo", ":end", ":quit", ""))
    said = coach("resume", "--plain", typed=typed, COACH_HOME=str(tmp_path))
    assert said.returncode == 0, said.stderr
    assert "Who with?" in said.stdout
    assert "Taken back." in said.stdout
