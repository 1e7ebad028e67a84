"""How a reply lands, as the tone coach reads it."""

from __future__ import annotations

from coach.tone.review import review


def closes_a_door(line: str) -> str:
    """Return what may land badly in a line, in the tone coach's words; "" where nothing does."""
    warnings = review(line, whole=False).warnings
    return f"{warnings[0].says} ({warnings[0].rule})" if warnings else ""
