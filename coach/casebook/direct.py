"""The lists of a store, worked out by reading every sitting: what the index must agree with."""

from __future__ import annotations

from collections.abc import Iterable

from coach.casebook.family import Family, family
from coach.casebook.log import Entry, entry, in_order
from coach.casebook.session import Session
from coach.casebook.summary import Summary, newest_first, summary
from coach.casebook.words import asked_for, holds, words_of


def summaries(sessions: Iterable[Session]) -> tuple[Summary, ...]:
    """Return a line for each, newest first; see `Store.summaries`."""
    return newest_first(summary(one) for one in sessions)


def families(cards: Iterable[Session]) -> tuple[Family, ...]:
    """Return the children's cards, newest first; see `Store.families`."""
    found = (family(one) for one in cards)
    return tuple(sorted(found, key=lambda one: (one.updated, one.id), reverse=True))


def entries(log: Iterable[Session], of: str = "") -> tuple[Entry, ...]:
    """Return the contact log of family `of`, or all of it; see `Store.entries`."""
    found = (entry(one) for one in sorted(log, key=lambda one: one.id))
    return in_order(one for one in found if of in ("", one.family))


def search(sittings: Iterable[Session], text: str, limit: int | None) -> tuple[Summary, ...]:
    """Return those that hold every word of `text`, newest first; see `Store.search`."""
    asked = asked_for(text)
    if not asked:
        return ()
    found = newest_first(summary(one) for one in sittings if holds(words_of(one), asked))
    return found if limit is None else found[: max(limit, 0)]
