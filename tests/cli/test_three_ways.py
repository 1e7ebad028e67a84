"""Typed in plain lines, read from a file, or given by keys on screen: one message."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from coach.casebook.store import Unsaved
from coach.export.files import contents
from coach.interview.answer_file import sample_answers
from coach.interview.answers import Answers, to_toml
from coach.scenario.library import find, sample_names
from coach.scenario.model import Scenario
from coach.tui.app import CoachApp
from tests.cli.walkthrough import as_keys, as_lines, give, letters
from tests.unpainted import leave_unpainted

NAMES = sample_names("first-contact")


def piped(scenario: Scenario, answers: Answers, folder: Path) -> dict[str, str]:
    """Return the files that plain mode writes when the answers are piped into it."""
    arguments = ["run", scenario.id, "--plain", "--out", str(folder / "piped")]
    return written(arguments, folder / "piped", as_lines(scenario, answers))


def from_file(scenario: Scenario, answers: Answers, folder: Path) -> dict[str, str]:
    """Return the files that come of an answer file."""
    table: dict[str, Any] = {id: to_toml(value) for id, value in answers.items()}
    file = folder / "answers.toml"
    file.write_text(tomli_w.dumps({"answers": table}), encoding="utf-8")
    arguments = ["run", scenario.id, "--answers", str(file), "--out", str(folder / "read")]
    return written(arguments, folder / "read")


def written(arguments: list[str], folder: Path, typed: str = "") -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "coach", *arguments],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


async def by_keys(scenario: Scenario, answers: Answers, by_letter: bool = False) -> dict[str, str]:
    """Return the files that the screens would save after the answers were given by keys."""
    app = CoachApp(Unsaved(), scenario=scenario.id)
    async with app.run_test(size=(120, 36), notifications=True, tooltips=True) as pilot:
        for keys in as_keys(scenario, answers):
            await pilot.pause()
            await give(pilot, *(letters(keys) if by_letter else keys))
        await pilot.pause()
        assert app.sitting is not None
        guide = app.sitting.guide
        assert guide.path.finished, guide.at
        return contents(guide.sheets(), guide.outcome())


@pytest.fixture(autouse=True)
def _unpainted(monkeypatch: pytest.MonkeyPatch) -> None:
    leave_unpainted(monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
async def test_the_same_answers_give_the_same_message_however_they_are_given(
    first_contact: Scenario, name: str, tmp_path: Path
) -> None:
    answers = sample_answers(first_contact, name)
    read = from_file(first_contact, answers, tmp_path)
    assert piped(first_contact, answers, tmp_path) == read
    # Keys take seconds. One family letter by letter; for the other two, long answers are pasted.
    if name in ("kit", "linh", "noor"):
        assert await by_keys(first_contact, answers, by_letter=name == "kit") == read


@pytest.mark.slow
@pytest.mark.parametrize("id", ["concern", "difficult-relationship", "escalation"])
async def test_so_it_is_in_every_scenario(id: str, tmp_path: Path) -> None:
    scenario = find(id)
    answers = sample_answers(scenario, sample_names(id)[0])
    read = from_file(scenario, answers, tmp_path)
    assert piped(scenario, answers, tmp_path) == read
    assert await by_keys(scenario, answers) == read
