"""Answers as a file has them, read without their scenario: whatever stands there, as text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from coach.scenario.text import clean, clean_line

Raw = Mapping[str, Any]
"""Step id -> answer in TOML's types, from a file that anyone may have edited."""


def text(answers: Raw, id: str) -> str:
    """Return an answer in words, with its own lines; "" where there is none."""
    value = answers.get(id, "")
    return clean(value).strip() if isinstance(value, str) else ""


def line(answers: Raw, id: str) -> str:
    """Return an answer in words on one line; "" where there is none."""
    value = answers.get(id, "")
    return clean_line(value) if isinstance(value, str) else ""


def lines(answers: Raw, id: str) -> tuple[str, ...]:
    """Return the rows of a short list, empty ones left out."""
    value = answers.get(id)
    if not isinstance(value, list | tuple):
        return ()
    return tuple(row for row in (clean_line(str(row)) for row in value) if row)


def rows(answers: Raw, id: str, wide: int) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table, each of them `wide` cells."""
    value = answers.get(id)
    if not isinstance(value, list | tuple):
        return ()
    table = []
    for row in value:
        cells = [clean_line(str(cell)) for cell in row] if isinstance(row, list | tuple) else []
        table.append(tuple((cells + [""] * wide)[:wide]))
    return tuple(row for row in table if any(row))


def day(answers: Raw, id: str) -> date | None:
    """Return a day, or None where there is none."""
    value = answers.get(id)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
