"""Whether the index is sound. Nothing is lost with it: the files are the truth."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from coach.casebook.finding import Finding
from coach.casebook.index.file import NAME, OURS, is_damage
from coach.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

_SOUND = "ok"
_NOT_OURS = "not ours"


def index_findings(folder: Path) -> Iterator[Finding]:
    """Say what is wrong with the index in `folder`; that there is none is not wrong."""
    place = folder / NAME
    if place.is_symlink() or not place.is_file():  # a link is named with all the others
        return
    try:
        import sqlite3
    except ImportError:  # Python was built without it: the index is not used either
        return
    try:
        # To be read only: looking changes nothing.
        base = sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro", uri=True, timeout=1)
        try:
            said = _says(base)
        finally:
            base.close()
    except sqlite3.Error as error:
        if not is_damage(error):
            return  # another program is at work on it
        said = str(error)
    if said == _NOT_OURS:
        yield Finding(
            "index",
            NAME,
            _("Another program keeps its data here, so Coach has no index: lists are slower."),
            _("Find out whose it is, and move it."),
        )
    elif said != _SOUND:
        yield Finding(
            "index",
            NAME,
            _("The index, from which lists and search come, is damaged. Nothing else is."),
            _("Repairing throws it away; the next list makes a new one."),
            mend="index",
            path=place,
        )


def _says(base: Connection) -> str:
    """Return what SQLite says of its file; one in which nothing is yet is sound."""
    if not base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return _SOUND
    if base.execute("PRAGMA application_id").fetchone()[0] != OURS:
        return _NOT_OURS
    for table in ("file", "words", "about"):
        base.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
    return str(base.execute("PRAGMA quick_check").fetchone()[0])
