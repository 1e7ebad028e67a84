"""Advice for a name that is not known: the one that was most likely meant."""

from __future__ import annotations

from coach.language import _


def nearest(word: str, known: frozenset[str] | tuple[str, ...]) -> str:
    """Return “Did you mean …?” for the closest of `known`, else the list, else nothing."""
    import difflib

    close = difflib.get_close_matches(word, sorted(known), n=1)
    if close:
        return _("Did you mean “{name}”?").format(name=close[0])
    names = ", ".join(sorted(known)[:12])
    return _("Known here: {names}.").format(names=names) if names else ""
