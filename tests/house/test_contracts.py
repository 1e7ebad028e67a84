"""The import contracts hold, and each of them is able to break."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def lint(tree: Path, *only: str) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the tree at `tree`."""
    code = "import sys; from importlinter.cli import lint_imports_command as c; c(sys.argv[1:])"
    chosen = [word for id in only for word in ("--contract", id)]
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache", "--no-logo", *chosen],
        cwd=tree,
        env={"PYTHONPATH": str(tree), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
    )


BREACHES = [
    ("house", "coach/scenario/model.py", "from coach.interview import path"),
    ("house", "coach/compose/outcome.py", "from coach.casebook import session"),
    ("house", "coach/rehearse/moves.py", "from coach.casebook import session"),
    ("house", "coach/compose/outcome.py", "from coach.rehearse import moves"),
    ("house", "coach/interview/path.py", "from coach.compose import outcome"),
    ("house", "coach/casebook/files.py", "from coach.export import text"),
    ("house", "coach/guide/guide.py", "from coach.plain import sitting"),
    ("house", "coach/plain/home.py", "def late():\n    from coach.tui import commands"),
    ("house", "coach/tui/commands.py", "import coach.plain.home"),
    ("house", "coach/errors.py", "import coach.language"),
    ("house", "coach/cellar.py", "A_ROOM_WITHOUT_A_FLOOR = True"),
    ("textual", "coach/plain/home.py", "import textual.app"),
    ("textual", "coach/cli.py", "def late():\n    from textual.app import App"),
    ("rich", "coach/guide/guide.py", "import rich.markup"),
    ("offline", "coach/export/files.py", "def late():\n    import urllib.request"),
    ("offline", "coach/tui/commands.py", "import webbrowser"),
    ("offline", "coach/guide/guide.py", "def late():\n    import httpx"),
    ("offline", "coach/freely/talker.py", "import httpx"),
    ("offline", "coach/freely/connection.py", "def late():\n    import socket"),
    ("house", "coach/freely/settings.py", "from coach.casebook import place"),
    ("house", "coach/freely/talker.py", "from coach.safety import signs"),
    ("freely", "coach/compose/outcome.py", "from coach.freely import server"),
    ("freely", "coach/casebook/session.py", "def late():\n    from coach.freely import talker"),
    ("strangers", "coach/freely/names.py", "from coach.scenario import model"),
    ("pure", "coach/compose/outcome.py", "import random"),
    ("pure", "coach/interview/path.py", "def late():\n    import time"),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("contract", "file", "line"), BREACHES, ids=[f"{c}-{f}" for c, f, _line in BREACHES]
)
def test_a_breach_is_found(contract: str, file: str, line: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "coach", tmp_path / "coach", ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / file).open("a") as module:
        module.write(f"\n\n{line}\n")
    done = lint(tmp_path, contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "BROKEN" in done.stdout or "Missing layers" in done.stdout + done.stderr, done.stdout


def test_the_contracts_hold() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("id", "free"),
    [
        ("textual", {"tui"}),
        ("rich", {"tui", "plain", "author", "cli"}),
    ],
)
def test_a_contract_names_every_room(id: str, free: set[str]) -> None:
    """A new room is bound by them too, from its first day."""
    contract = next(one for one in CONTRACTS["contracts"] if one["id"] == id)
    bound = {name.removeprefix("coach.") for name in contract["source_modules"]}
    house = next(one for one in CONTRACTS["contracts"] if one["id"] == "house")
    rooms = {room.strip() for layer in house["layers"] for room in layer.split("|")}
    assert bound == rooms - free
