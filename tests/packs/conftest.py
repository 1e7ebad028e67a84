"""What the tests of packs share."""

from __future__ import annotations

import pytest

from coach.casebook.store import Casebook
from coach.tui.app import CoachApp


@pytest.fixture(autouse=True)
def _heard_as_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What rehearsals are heard with is compiled when it is needed, as in the tests of screens."""
    monkeypatch.setattr(CoachApp, "get_ready", lambda _app: None)


@pytest.fixture
def store(own_home: object) -> Casebook:
    """The casebook of this home."""
    return Casebook(own_home)
