"""The authors' commands as a person types them: start, look, draw, count."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Open

COACH = [sys.executable, "-m", "coach"]


def coach(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COACH, *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ},
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


@pytest.fixture
def started(tmp_path: Path) -> Path:
    """A folder with a new scenario in it."""
    assert coach("new", "lost-jacket", cwd=tmp_path).returncode == 0
    return tmp_path


def test_a_new_scenario_can_be_run_shown_checked_and_watched(started: Path) -> None:
    sample = "samples/lost-jacket/example.toml"
    for command in (
        ("show", "./lost-jacket.toml"),
        ("check", "./lost-jacket.toml"),
        ("cover", "./lost-jacket.toml", "--runs", "100", "--talks", "300"),
        ("run", "./lost-jacket.toml", "--answers", sample),
        ("watch", "lost-jacket.toml", "--once"),
        ("watch", "lost-jacket.toml", "--plain", "--once", "--sample", "example"),
    ):
        done = coach(*command, cwd=started)
        assert done.returncode == 0, done.stderr
        assert "Noor" in done.stdout or command[0] in ("show", "check", "cover")


def test_the_second_time_nothing_is_written_over(started: Path) -> None:
    again = coach("new", "lost-jacket", cwd=started)
    assert again.returncode == 1
    assert "stays as it is" in again.stderr
    assert "Traceback" not in again.stderr


def test_a_picture_in_each_format(started: Path) -> None:
    graph = ("graph", "./lost-jacket.toml", "--format")
    assert coach("graph", "./lost-jacket.toml", cwd=started).stdout.startswith("flowchart TD\n")
    assert coach(*graph, "dot", cwd=started).stdout.startswith("digraph coach {\n")
    svg = coach(*graph, "svg", cwd=started).stdout
    assert ElementTree.fromstring(svg).tag.endswith("svg")


def test_coverage_for_people_and_for_programs(tmp_path: Path) -> None:
    text = coach("coverage", cwd=tmp_path)
    assert "54 practices taught" in text.stdout
    assert all(len(line) <= 80 for line in text.stdout.splitlines() if "Missing" not in line)
    told = json.loads(coach("coverage", "--format", "json", cwd=tmp_path).stdout)
    assert len(told["practices"]) == 54


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("graph", "nothing"), "There is no scenario"),
        (("graph", "nothing.toml"), "no such file"),
        (("watch", "nothing.toml"), "no such file"),
        (("watch", ".", "--once"), "folder"),
        (("new", "No Id"), "can't be an id"),
        (("new", "concern"), "belongs to Coach"),
    ],
)
def test_a_problem_is_said_and_never_a_traceback(
    arguments: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    done = coach(*arguments, cwd=tmp_path)
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_watching_on_a_terminal_follows_each_save_until_f10(
    started: Path, open_coach: Open
) -> None:
    file = started / "lost-jacket.toml"
    terminal = open_coach("watch", str(file))
    terminal.see("Nothing is wrong with it.", "I'd like to help", "F10 Leave")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("days > 3", "dyas > 3"), encoding="utf-8")
    terminal.see("E202", "older than the file")
    file.write_text(text.replace("I'd like to help", "I want to help"), encoding="utf-8")
    terminal.see("I want to help", "no problems")
    terminal.press("F10")
    assert terminal.ended() == 0


def test_watching_line_by_line_ends_by_ctrl_c(started: Path, open_coach: Open) -> None:
    file = started / "lost-jacket.toml"
    terminal = open_coach("watch", "--plain", str(file))
    terminal.see("Watching", "Ctrl+C ends it")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("I'd like to help", "I want to help"), encoding="utf-8")
    terminal.see("+ I want to help")
    terminal.press("Ctrl+C")
    terminal.see("Stopped.")
    assert terminal.ended() == 130
