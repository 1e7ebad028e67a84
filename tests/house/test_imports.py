"""What a command may load, and what Coach may do behind a person's back: nothing.

lint-imports knows what the files say; these tests know what really happens.
(The shape of the first is harlequin's `test_import_hygiene.py`.)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.interview.answer_file import sample_answers
from coach.scenario.model import Scenario
from tests.cli.walkthrough import as_lines

# Run `coach` as `python -m coach` does, and write down what was loaded when it ends.
LOADED = """
import atexit, os, runpy, sys
def tell():
    with open(os.environ["LOADED"], "w") as file:
        file.write("\\n".join(sys.modules))
atexit.register(tell)
runpy.run_module("coach", run_name="__main__", alter_sys=True)
"""

# Run `coach`, and write down whatever reaches for a network or starts another program
# (the names are those of docs.python.org, Audit events table).
REACHED = """
import os, runpy, sys
WATCHED = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork",
           "webbrowser.", "urllib.", "http.", "ftplib.", "smtplib.", "ctypes.dlopen")
handle = os.open(os.environ["REACHED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def hook(event, args):
    if event.startswith(WATCHED):
        os.write(handle, f"{event} {args}\\n".encode())
sys.addaudithook(hook)
%s
runpy.run_module("coach", run_name="__main__", alter_sys=True)
"""

HEAVY = (
    *("textual", "rich", "asyncio", "filelock", "tree_sitter", "tree_sitter_toml", "pyperclip"),
    "numpy",
)
NETWORK = ("socket", "ssl", "http.client", "urllib.request", "httpx", "coach.freely.connection")
SOUND = Path(__file__).parents[1] / "author" / "sound.toml"
COMMANDS = (
    ["--version"],
    ["--help"],
    ["list"],
    ["list", "--format", "json"],
    ["show", "first-contact"],
    ["run", "first-contact", "--sample", "leo"],
    ["run", "first-contact", "--sample", "leo", "--out", "out"],
    ["graph", "first-contact"],
    ["graph", "first-contact", "--format", "svg"],
    ["coverage", "--help"],
    ["coverage", "--format", "json"],
    ["new", "lost-jacket"],
    ["watch", "--help"],
    ["tone", "--explain", "all"],
    ["pack", "list"],
    ["pack", "list", "--format", "json"],
)


def coach(
    code: str, arguments: list[str], cwd: Path, *, stdin: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run `code`, which runs Coach, in `cwd` with a casebook of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        env={**os.environ, "COACH_HOME": str(cwd / "home"), **variables},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
    )


def loaded(arguments: list[str], cwd: Path) -> set[str]:
    """Return the modules that a command had loaded when it ended."""
    told = cwd / "loaded"
    done = coach(LOADED, arguments, cwd, LOADED=str(told))
    assert done.returncode == 0, done.stderr
    return set(told.read_text().split("\n"))


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_loads_nothing_heavy_and_no_network(arguments: list[str], tmp_path: Path) -> None:
    assert not loaded(arguments, tmp_path) & {*HEAVY, *NETWORK}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]], ids=" ".join)
def test_help_does_not_load_a_scenario(arguments: list[str], tmp_path: Path) -> None:
    modules = loaded(arguments, tmp_path)
    assert not modules & {"msgspec", "tomllib", "typing", "dataclasses", "json"}
    assert {name for name in modules if name.startswith("coach.")} <= {
        "coach.cli",
        "coach.commands",
        "coach.commands.faces",
        "coach.commands.table",
        "coach.language",
        "coach.errors",
    }


def test_the_watch_sees_a_load(tmp_path: Path) -> None:
    """Without this, a watch that sees nothing would pass for a clean program."""
    told = tmp_path / "loaded"
    coach(f"import textual\n{LOADED}", ["--version"], tmp_path, LOADED=str(told))
    assert "textual" in told.read_text().split("\n")


def test_a_whole_interview_reaches_for_nothing(first_contact: Scenario, tmp_path: Path) -> None:
    told = tmp_path / "reached"
    answers = sample_answers(first_contact, "leo")
    done = coach(
        REACHED % "",
        ["run", "first-contact", "--plain", "--out", "out"],
        tmp_path,
        stdin=as_lines(first_contact, answers) + ":urgent\n:review\n:quit\n",
        REACHED=str(told),
    )
    assert done.returncode == 0, done.stdout[-500:] + done.stderr
    assert "988" in done.stdout
    assert (tmp_path / "out").is_dir()
    assert told.read_text() == ""


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_reaches_for_nothing(arguments: list[str], tmp_path: Path) -> None:
    told = tmp_path / "reached"
    done = coach(REACHED % "", arguments, tmp_path, REACHED=str(told))
    assert done.returncode == 0, done.stderr
    assert told.read_text() == ""


def test_the_watch_sees_a_reach(tmp_path: Path) -> None:
    told = tmp_path / "reached"
    phone_home = "import socket; socket.socket()"
    coach(REACHED % phone_home, ["--version"], tmp_path, REACHED=str(told))
    assert "socket." in told.read_text()


def test_list_in_json_is_json(tmp_path: Path) -> None:
    done = coach(LOADED, ["list", "--format", "json"], tmp_path, LOADED=os.devnull)
    rows = json.loads(done.stdout)
    assert [set(row) for row in rows] == [{"id", "title", "summary", "samples", "by"}] * len(rows)
