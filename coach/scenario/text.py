"""Text at the edge: what a person typed or an author wrote, made plain.

Nothing that can move a cursor, turn the reading direction of what follows, or end a
line in disguise gets past here (Boucher and Anderson 2021, "Trojan Source"). Letters,
marks and joiners of every script stay: they are how people write their names.
"""

from __future__ import annotations

import re
import unicodedata

# Whole escape sequences go, so that "\x1b[31m" does not leave "[31m" behind: CSI, then
# OSC/DCS/PM/APC strings that end on their line, then two-character escapes. One that is
# never ended, or begins with a C1 control (a stray byte of “ or ” read as Latin-1), takes
# no words with it: only its controls go.
_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x1b[\]P^_X][^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]?"
)
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls but tab and newline; bidi embeddings, overrides and isolates; the byte order
# mark; lone surrogates (they can't be written to a file).
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def clean(text: str) -> str:
    """Return `text` without escapes, controls and bidi overrides, composed (NFC).

    Newlines of every kind become "\\n"; tabs become one space.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _ESCAPES.sub("", text)
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def clean_line(text: str) -> str:
    """Return `text` cleaned, on one line, with no space at either end."""
    return " ".join(clean(text).split())


def count_words(text: str) -> int:
    """Return how many words a reader would count in `text` (a lone dash or bullet is none)."""
    return sum(1 for word in text.split() if any(char.isalnum() for char in word))
