"""Which sittings are records: the child's card, and one entry of the contact log.

Both are asked, shown, corrected and saved as any scenario is, so what holds for answers
holds for them: a draft survives a crash, a damaged file has a version before it, unknown
keys stay. Their folders bear the names a person would look for.
"""

from __future__ import annotations

from typing import Literal

FAMILY = "family"
"""The id of the scenario whose answers are a child's card (scenarios/family.toml)."""

CONTACT = "contact"
"""The id of the scenario whose answers are one entry of the log (scenarios/contact.toml)."""

ShelfName = Literal["sessions", "families", "log"]

SHELVES: tuple[ShelfName, ...] = ("sessions", "families", "log")
"""The folders of a casebook that sittings lie in."""

FolderName = Literal["sessions", "families", "log", "notes"]

FOLDERS: tuple[FolderName, ...] = (*SHELVES, "notes")
"""All its folders: with a coach's own notes, which are in no list, search, export or hand-over."""


def shelf_for(scenario: str) -> ShelfName:
    """Return the folder in which a sitting with `scenario` is kept."""
    match scenario:
        case "family":
            return "families"
        case "contact":
            return "log"
        case _:
            return "sessions"
