"""What a scenario in a folder of its author's may cite besides ours: practices and facts there.

A file that is damaged is left aside: `coach check` says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from coach.errors import CoachError
from coach.language import _
from coach.scenario.content import FactsFile, PracticesFile, role
from coach.scenario.fact_text import Facts
from coach.scenario.load import read_as
from coach.scenario.model import Fact, Pack, Practice
from coach.scenario.source import read_text

S = TypeVar("S", bound=msgspec.Struct)

_MOST_FACTS = 5
"""Files of facts in one folder, one a country."""


def practices_beside(folder: Path) -> Mapping[str, Practice]:
    """Return the practices that lie in `folder`."""
    own = _read(folder / "practices.toml", PracticesFile)
    return {each.id: each for each in own.practice} if own is not None else {}


def facts_beside(folder: Path) -> Facts:
    """Return the facts that lie in `folder`, told as those of its pack."""
    try:
        names = [name for name in sorted(folder.glob("facts*.toml")) if role(name.name) == "facts"]
    except OSError:
        names = []
    read = (_read(path, FactsFile) for path in names[:_MOST_FACTS])
    found = [file for file in read if file is not None]
    about = _read(folder / "pack.toml", Pack) if found else None
    return facts_of(found, about.title if about is not None else folder.absolute().name)


def facts_of(files: Iterable[FactsFile], pack: str) -> Facts:
    """Return the facts of a pack with this title."""
    by_id: dict[str, Fact] = {}
    footer = ""
    for file in files:
        by_id |= {fact.id: fact for fact in file.fact}
        footer = footer or file.footer
    return Facts(by_id, footer or _("General information, not legal advice."), pack)


def _read(path: Path, shape: type[S]) -> S | None:
    try:
        return read_as(read_text(path), str(path), shape) if path.is_file() else None
    except (CoachError, OSError):
        return None
