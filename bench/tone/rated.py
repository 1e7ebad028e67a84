"""The rated texts, as they lie in bench/tone/data."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from coach.tone.pieces import sentences_of

DATA = Path(__file__).parent / "data"
SOURCES = ("wikipedia", "stack-exchange", "receptiveness")


class Rated(NamedTuple):
    """One text and what people made of it: `score` is higher where it reads better."""

    text: str
    score: float
    sentences: tuple[str, ...]


@cache
def rated(source: str, part: str) -> tuple[Rated, ...]:
    """Return the texts of a source; `part` is `train` or `dev`."""
    lines = (DATA / f"{source}-{part}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = map(json.loads, lines)
    return tuple(
        Rated(row["text"], row["score"], tuple(one.text for one in sentences_of(row["text"])))
        for row in rows
    )
