"""What the tests of the screens share."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from coach.casebook.store import Casebook
from coach.guide import rehearsing as room
from coach.guide.begin import begin
from coach.tui.app import CoachApp
from coach.tui.screens import setting_up
from tests.guide.test_meeting import card, sat, talked
from tests.rehearse import small
from tests.tui.desk import TODAY
from tests.unpainted import leave_unpainted


@pytest.fixture(autouse=True)
def _heard_as_needed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are heard with what a test compiles itself: all of it beside takes seconds."""
    if "made_ready" not in request.fixturenames:
        monkeypatch.setattr(CoachApp, "get_ready", lambda _app: None)


@pytest.fixture(autouse=True)
def _unpainted(monkeypatch: pytest.MonkeyPatch) -> None:
    leave_unpainted(monkeypatch)


@pytest.fixture
def made_ready() -> None:
    """As in life: it is compiled beside the keys."""


@pytest.fixture
def store(own_home: Path) -> Casebook:
    """Sessions in a folder of this test's own."""
    return Casebook(own_home)


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Put the small school's files into a folder, and return the path of its scenario."""
    folder = tmp_path / "school"
    (folder / "rehearsal").mkdir(parents=True)
    file = folder / "lost-jacket.toml"
    file.write_text(small.SCENARIO, encoding="utf-8")
    (folder / "rehearsal" / "lost-jacket.toml").write_text(small.OWN, encoding="utf-8")
    monkeypatch.setattr(room, "reactions", small.shared)
    monkeypatch.setattr(setting_up, "any_seed", lambda: 1)
    return str(file)


@pytest.fixture
def leo(store: Casebook) -> str:
    """A family with a finished message that was changed once, and a promise that is over."""
    family = card(store)
    id = sat(store, family)
    with store.open(id) as open:
        guide = begin(store, open, TODAY)
        sheet = guide.sheets()[0]
        guide.edit(sheet.letter.id, sheet.subject, sheet.body.replace("Thank you", "Many thanks"))
        guide.leave()
    talked(store, family, TODAY - timedelta(days=4))
    return family
