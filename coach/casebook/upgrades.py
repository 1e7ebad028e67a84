"""From every earlier format of a file to the next. A new format adds a function here.

What an upgrade doesn't know it leaves in the table: keys of others survive. The file itself
changes with the first save, and the version before it stays beside as `.bak`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

Table = dict[str, Any]
Upgrade = Callable[[Table], Table]

_RENAMED = {"child": "title", "answer": "answers", "draft": "drafts", "edit": "edits"}


def from_format_0(table: Table) -> Table:
    """Return what format 0, the first sketch, said, in the words of format 1.

    Format 0 had `child` for the title, one `[answer]` and one `[draft]` table, an `[[edit]]`
    for each message that was changed by hand, and one time, `saved`.
    """
    table = {_RENAMED.get(key, key): value for key, value in table.items()}
    saved = table.pop("saved", None)
    if isinstance(saved, datetime):
        table = {"created": saved, "updated": saved, **table}
    edits = table.get("edits")
    if isinstance(edits, list) and all(isinstance(edit, dict) for edit in edits):
        table["edits"] = {
            str(edit.get("message", at)): _said(edit) for at, edit in enumerate(edits)
        }
    return table


def _said(edit: Table) -> Table:
    return {key: value for key, value in edit.items() if key != "message"}


UPGRADES: Mapping[int, Upgrade] = {0: from_format_0}
"""Format N -> what makes a table of format N + 1 of it. One for every format there was."""
