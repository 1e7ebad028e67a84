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

Role = Literal[
    "scenario",
    "practices",
    "facts",
    "help",
    "signs",
    "reactions",
    "rehearsal",
    "handouts",
    "pack",
    "sample",
    "workshop",
]
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


_SHAPES: dict[Role, type[Shape]] = {
    "practices": PracticesFile,
    "facts": FactsFile,
    "help": HelpCard,
    "signs": SignsFile,
    "pack": Pack,
}
_NAMES = re.compile(
    r"(practices|facts|help|warning-signs|reactions|handouts|pack|workshop)(?:-[a-z]{2})?\.toml"
)


def shape_of(role: Role) -> type[Shape] | None:
    """Return what a file of this role holds; None for a scenario and a sample."""
    if role in ("reactions", "rehearsal"):
        # Only who rehearses, or checks, needs these: `coach list` has a budget.
        from coach.scenario.rehearsal import ReactionsFile, Rehearsal

        return ReactionsFile if role == "reactions" else Rehearsal
    if role == "handouts":
        from coach.scenario.handouts import HandoutsFile  # only who prints, or checks

        return HandoutsFile
    if role == "workshop":
        from coach.scenario.workshop import WorkshopFile

        return WorkshopFile
    return _SHAPES.get(role)


def role(name: str) -> Role:
    """Return what a file of a pack is, by its name: one with no name of its own is a scenario."""
    found = _NAMES.fullmatch(name)
    word = found[1] if found else "scenario"
    return "signs" if word == "warning-signs" else word  # type: ignore[return-value]  # _NAMES finds roles
