"""What the files on a shelf are called, and what each name says of its file."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["sitting", "before", "aside", "lock", "leftover", "index", "key", "room", "other"]
"""What a file is: a session, card or entry; the version before one; a damaged one set aside;
a lock file; what a killed program left half done; the index; the key of a locked casebook,
or how far locking it has come; what a room voted and said before a presentation, which is
nobody's; or something that Coach did not make."""

# A person may copy a file by hand, and name it in their own script. Without dots and
# slashes no name leads out of the folder.
_ID = re.compile(r"\w[\w ()-]{0,119}")
_ASIDE = re.compile(r"(.+)\.damaged-\d+\.toml")
_LEFTOVER = re.compile(r"\.(.+?)\.(?:toml|toml\.bak)\.[0-9a-f]+\.tmp")
_LOCK = re.compile(r"\.(.+)\.lock")
# On Windows these are devices, whatever follows the dot.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d) *", re.IGNORECASE)


def is_id(text: str) -> bool:
    """Return whether a file of ours may be called `text`, on this machine."""
    return _ID.fullmatch(text) is not None


def is_id_anywhere(text: str) -> bool:
    """Return whether a file of ours may be called `text` on every system."""
    return is_id(text) and not _DEVICE.fullmatch(text) and text == text.strip()


def kind_of(name: str) -> tuple[Kind, str]:
    """Return what the name of a file on a shelf says: what it is, and of which sitting."""
    for pattern, kind in _PATTERNS:
        if match := pattern.fullmatch(name):
            return kind, match[1]
    if name.startswith("."):
        return "other", ""
    if name.endswith(".toml"):
        return "sitting", name.removesuffix(".toml")
    if name.endswith(".toml.bak"):
        return "before", name.removesuffix(".toml.bak")
    return "other", ""


_PATTERNS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (_ASIDE, "aside"),
    (_LEFTOVER, "leftover"),
    (_LOCK, "lock"),
)
