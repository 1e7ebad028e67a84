"""Names for files: from what a scenario, a parent or a stranger called something."""

from __future__ import annotations

import re
import unicodedata

from coach.scenario.text import clean_line

_LONGEST = 80
"""Characters; and at most 120 bytes, for names that take three a letter. The limit is 255."""
_OTHER = re.compile(r"[^\w.-]+")
# Names of devices in Windows, whatever ending they have.
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$")


def safe_name(text: str, otherwise: str = "message") -> str:
    """Return `text` as the stem of a file name, good on every system, with no way out of a folder.

    Letters and digits of every script stay; all else becomes “-”. There is no dot in it, so
    it can't hide the file or pass for an ending.
    """
    name = unicodedata.normalize("NFC", clean_line(text))
    name = _OTHER.sub("-", name).replace(".", "-")
    name = re.sub(r"-{2,}", "-", name).strip("-_")[:_LONGEST]
    name = name.encode()[:120].decode(errors="ignore").strip("-_")
    if not name or _RESERVED.match(name):
        return f"{otherwise}-{name}".strip("-")
    return name
