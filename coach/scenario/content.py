"""The files of a pack that are no scenarios: what each is called, and what it holds."""

from __future__ import annotations

import re
from typing import Literal

from coach.scenario.model import (
    FORMAT,
    Fact,
    HelpCard,
    Pack,
    Practice,
    Shape,
    WarningSign,
)

Role = Literal["scenario", "practices", "facts", "help", "signs", "reactions", "pack", "sample"]
"""What a file is to its pack."""


class PracticesFile(Shape, frozen=True):
    """`practices.toml`."""

    practice: tuple[Practice, ...]
    format: int = FORMAT


class FactsFile(Shape, frozen=True):
    """`facts-us.toml`, or that of another country. `footer` must stand under any fact."""

    fact: tuple[Fact, ...]
    footer: str = ""
    format: int = FORMAT


class SignsFile(Shape, frozen=True):
    """`warning-signs.toml`."""

    sign: tuple[WarningSign, ...]
    format: int = FORMAT


SHAPES: dict[Role, type[Shape]] = {
    "practices": PracticesFile,
    "facts": FactsFile,
    "help": HelpCard,
    "signs": SignsFile,
    "pack": Pack,
}
_NAMES = re.compile(r"(practices|facts|help|warning-signs|reactions|pack)(?:-[a-z]{2})?\.toml")


def role(name: str) -> Role:
    """Return what a file of a pack is, by its name: one with no name of its own is a scenario."""
    found = _NAMES.fullmatch(name)
    word = found[1] if found else "scenario"
    return "signs" if word == "warning-signs" else word  # type: ignore[return-value]
