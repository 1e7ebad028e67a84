"""The commands as a person types them: output, files, exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.scenario.library import folder, sample_names

COACH = [sys.executable, "-m", "coach"]
SAMPLES = sample_names("first-contact")


def coach(
    *arguments: str, typed: str = "", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COACH, *arguments],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


def test_list_names_the_scenarios_and_their_samples() -> None:
    said = coach("list")
    assert said.returncode == 0
    assert "first-contact: " in said.stdout
    assert SAMPLES[0] in said.stdout


def test_list_is_there_for_programs_too() -> None:
    rows = json.loads(coach("list", "--format", "json").stdout)
    first = next(row for row in rows if row["id"] == "first-contact")
    assert set(first) == {"id", "title", "summary", "samples", "by"}
    assert first["by"] == ""
    assert first["samples"] == list(SAMPLES)


def test_show_tells_what_is_asked_and_made() -> None:
    said = coach("show", "first-contact").stdout
    for words in ("It asks:", "It makes:", "talking points", "Phone script", "Voicemail"):
        assert words in said


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_writes_its_message_and_points(name: str, tmp_path: Path) -> None:
    said = coach("run", "first-contact", "--sample", name, "--out", "out", cwd=tmp_path)
    assert said.returncode == 0, said.stderr
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"talking-points.txt", "reply-cards.txt"} < written
    assert len(written) >= 3
    for path in (tmp_path / "out").iterdir():
        assert str(Path("out") / path.name) in said.stdout
        assert path.read_text(encoding="utf-8").strip()


def test_a_sample_without_a_folder_is_shown() -> None:
    said = coach("run", "first-contact", "--sample", SAMPLES[0])
    assert said.returncode == 0
    assert "Talking points" in said.stdout
    assert "Reply cards" in said.stdout


def test_nothing_is_kept_of_a_sample(own_home: Path) -> None:
    coach("run", "first-contact", "--sample", SAMPLES[0])
    assert not list(own_home.iterdir())


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("run", "first-contct"), 1, "first-contact"),
        (("run", "first-contact", "--sample", "zo"), 1, "zoe"),
        (("run", "first-contact", "--answers", "missing.toml"), 1, "missing.toml"),
        (("run", "nowhere.toml"), 1, "nowhere.toml"),
        (("show", "nothing"), 1, "first-contact"),
        (("resume",), 1, "no session to carry on"),
        (("resume", "../../etc/passwd"), 1, "no session"),
        (("run",), 2, "usage"),
        (("dance",), 2, "usage"),
        (("run", "first-contact", "--sample", "a", "--answers", "b"), 2, "not allowed"),
    ],
)
def test_a_problem_is_explained_and_never_a_traceback(
    arguments: tuple[str, ...], code: int, words: str, tmp_path: Path
) -> None:
    said = coach(*arguments, cwd=tmp_path)
    assert said.returncode == code
    assert words in said.stderr
    assert "Traceback" not in said.stderr
    assert not said.stdout


def test_a_mistake_in_an_answer_file_has_a_place(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[answers]\ntiming = "someday"\nchild_nmae = "Leo"\n', encoding="utf-8")
    said = coach("run", "first-contact", "--answers", str(file))
    assert said.returncode == 1
    assert f"{file}:2:" in said.stderr
    assert "child_name" in said.stderr


def test_a_folder_that_can_not_be_written_is_explained(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    said = coach("run", "first-contact", "--sample", SAMPLES[0], "--out", str(tmp_path / "out"))
    assert said.returncode == 1
    assert "could not be written" in said.stderr


def test_input_that_ends_early_is_kept_and_carried_on() -> None:
    first = coach("run", "first-contact", "--plain", typed="1\n1\nRosa Lind\nLeo\n")
    assert first.returncode == 1
    assert "coach resume" in first.stderr
    again = coach("resume", "--plain", typed=":review\n:quit\n")
    assert again.returncode == 0
    assert "Rosa Lind" in again.stdout
    assert "Leo" in again.stdout


def test_a_scenario_of_ones_own_is_carried_on_from_anywhere(tmp_path: Path) -> None:
    own = (folder() / "first-contact.toml").read_text(encoding="utf-8")
    (tmp_path / "mine.toml").write_text(own, encoding="utf-8")
    coach("run", "mine.toml", "--plain", cwd=tmp_path, typed="1\n1\nRosa Lind\n")
    again = coach("resume", "--plain", typed=":review\n:quit\n")
    assert again.returncode == 0, again.stderr
    assert "Rosa Lind" in again.stdout


def test_without_saving_nothing_is_kept(own_home: Path) -> None:
    coach("--no-save", "run", "first-contact", "--plain", typed="1\n1\nRosa\n")
    coach("run", "first-contact", "--plain", "--no-save", typed="1\n1\nRosa\n")
    assert not list(own_home.iterdir())


def test_the_front_door_in_plain_lines() -> None:
    said = coach("--plain", typed="1\n1\n1\nRosa\n:quit\n")
    assert said.returncode == 0
    assert "What is going on?" in said.stdout
    assert "Carry on:" not in said.stdout
    # What was begun stands before what is new, so it has the first number.
    again = coach("--plain", typed=":urgent\n1\n:review\n:quit\n")
    assert "988" in again.stdout
    assert "Rosa" in again.stdout
    gone = coach("--plain", typed=":delete 1\nyes\n\n")
    assert "Deleted" in gone.stdout
    assert "Carry on:" not in coach("--plain", typed="\n").stdout


def test_an_interrupt_keeps_the_answers_and_ends_with_130() -> None:
    process = subprocess.Popen(
        [*COACH, "run", "first-contact", "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("1\n1\nRosa Lind\n")
    process.stdin.flush()
    while "Question 4" not in process.stdout.readline():
        pass
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "coach resume" in err
    assert "Traceback" not in err
    assert "Rosa Lind" in coach("resume", "--plain", typed=":review\n:quit\n").stdout


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    process = subprocess.Popen(
        [*COACH, "run", "first-contact", "--sample", SAMPLES[0]],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait(timeout=20)


def test_a_locale_without_accents_is_no_obstacle() -> None:
    said = coach(
        "run",
        "first-contact",
        "--sample",
        "zoe",
        LC_ALL="C",
        PYTHONIOENCODING="ascii",
        PYTHONUTF8="0",
    )
    assert said.returncode == 0
    assert "Zoë" in said.stdout
