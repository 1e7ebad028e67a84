"""What the tests of the screens share."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.casebook.store import Sessions


@pytest.fixture
def store(own_home: Path) -> Sessions:
    """Sessions in a folder of this test's own."""
    return Sessions(own_home / "sessions")
