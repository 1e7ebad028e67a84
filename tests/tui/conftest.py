"""What the tests of the screens share."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.casebook.store import Casebook


@pytest.fixture
def store(own_home: Path) -> Casebook:
    """Sessions in a folder of this test's own."""
    return Casebook(own_home)
