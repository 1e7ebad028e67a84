"""Which names the screen hides, while a person beside you should see “Child”."""

from __future__ import annotations

from coach.casebook.opened import Store
from coach.interview.path import Path
from coach.scenario.cover import Names, as_names

_RECENT = 50
"""So many unfinished sessions are looked at for names that no card has yet."""


def child_names(store: Store, path: Path | None = None) -> Names:
    """Return what the children are called: on the cards, in sessions begun, on `path`."""
    known: list[str] = []
    for card in store.families():
        known += [card.child, card.alias]
    known += [one.title for one in store.recent(_RECENT, finished=False)]
    name = path.values.get("child.name") if path is not None else None
    known += [name] if isinstance(name, str) else []
    return as_names(known)
