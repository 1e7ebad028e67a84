"""How much room words take in a picture, and where their lines break.

Nobody knows the reader's fonts, so widths are guesses, on the wide side: words that end
early look well, and words that run out of their box don't.
"""

from __future__ import annotations

from unicodedata import category, east_asian_width

TEXT, SMALL = 14, 12
"""The two sizes of letters, in pixels. Smaller ones are hard to read."""
LINE = {TEXT: 18.0, SMALL: 16.0}
"""Size to the height of a line."""

_SLIM, _BROAD = frozenset("iljtfr.,:;!|'’ ()[]"), frozenset("mwMW@%—…")


def width(text: str, size: int) -> float:
    """Return about how many pixels `text` takes at a size of letters; the small are not bold."""
    return sum(map(_ems, text)) * (size if size == SMALL else size * 1.08)


def _ems(char: str) -> float:
    if char in _SLIM:
        return 0.36
    if char in _BROAD:
        return 0.95
    if category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if east_asian_width(char) in "WF":
        return 1.05
    return 0.7 if char.isupper() else 0.58


def wrapped(text: str, room: float, size: int, most: int = 3) -> tuple[str, ...]:
    """Return `text` in lines of at most `room` pixels; more than `most` lines end with “…”."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size) <= room:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for char in word:
            if width(lines[-1] + char, size) > room:
                lines.append("")
            lines[-1] += char
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and width(last + "…", size) > room:
        last = last[:-1]
    return (*lines[: most - 1], f"{last.rstrip()}…")
