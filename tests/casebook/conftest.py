"""A folder for sessions that is not there yet: the first save makes it."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "sessions"


@pytest.fixture
def home(folder: Path) -> Path:
    """The casebook's own folder."""
    return folder.parent
