"""One thing that there is to say of a casebook: what `checkup` finds and `repair` mends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coach.casebook.records import FolderName

Mend = Literal["private", "sweep", "open", "before", "index"]
"""What mends it: make it private; remove a leftover; open the sitting, which sets a damaged
file aside and puts the good version before it back; set a damaged version before aside;
build the index again."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing, at one place.

    Attributes:
        code: a stable name for scripts, such as `damaged`.
        where: the file, seen from the casebook's folder; "." is that folder.
        what: what is wrong, a sentence or two.
        advice: what to do about it.
        note: worth knowing, and nothing is wrong.
        mend: how `repair` mends it; None where only a person can.
        path: the file, where mending needs it; `shelf` and `id` are the sitting's.
    """

    code: str
    where: str
    what: str
    advice: str
    note: bool = False
    mend: Mend | None = None
    path: Path | None = None
    shelf: FolderName | None = None
    id: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}\n    {self.advice}"
