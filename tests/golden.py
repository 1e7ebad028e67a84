"""Goldens: what was said last time, kept beside the tests, changed only on purpose.

`COACH_GOLDEN=write pytest …` writes them anew; the diff in git is then the change of words.
"""

from __future__ import annotations

import os
from pathlib import Path


def check(path: Path, text: str) -> None:
    """Assert that `text` is what the golden at `path` says, or write it there if asked to."""
    if os.environ.get("COACH_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    assert path.exists(), f"No golden yet: COACH_GOLDEN=write makes {path.name}. Read it first."
    assert text == path.read_text(encoding="utf-8")
