"""A casebook: a folder with a shelf of sessions, one of children's cards and one of contacts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coach.casebook.family import Family, family
from coach.casebook.log import Entry, entry, in_order
from coach.casebook.opened import (
    Clock,
    Damage,
    OpenSession,
    Store,
    Summary,
    holds_words,
    missing,
    newest_first,
    now,
    summary,
)
from coach.casebook.records import SHELVES, ShelfName, shelf_for
from coach.casebook.seal import PLAIN, Seal
from coach.casebook.session import Session
from coach.casebook.shelf import Shelf


class Casebook(Store):
    """What is kept, in a folder of small files that a person can read without us.

    Args:
        folder: made at the first save; `sessions`, `families` and `log` lie in it.
        clock: the time now, aware; ids begin with its day.
        seal: what stands between the words and the disk.
    """

    def __init__(self, folder: Path, clock: Clock | None = None, seal: Seal = PLAIN) -> None:
        self.folder = folder
        self.clock = clock or now
        self.seal = seal
        self.shelves = {name: Shelf(folder / name, self.clock) for name in SHELVES}

    def create(self, scenario: str, *, family: str = "", origin: str = "") -> OpenSession:
        shelf = self.shelves[shelf_for(scenario)]
        return shelf.create(scenario, family=family, origin=origin)

    def summaries(self) -> tuple[Summary, ...]:
        return newest_first(summary(one) for one in self._read("sessions"))

    def families(self) -> tuple[Family, ...]:
        found = (family(one) for one in self._read("families"))
        return tuple(sorted(found, key=lambda one: (one.updated, one.id), reverse=True))

    def entries(self, family: str = "") -> tuple[Entry, ...]:
        found = (entry(one) for one in self._read("log"))
        return in_order(one for one in found if family in ("", one.family))

    def search(self, text: str) -> tuple[Summary, ...]:
        words = text.casefold().split()
        every = (one for name in SHELVES for one in self._read(name))
        return newest_first(summary(one) for one in every if words and holds_words(one, words))

    def look(self, id: str) -> Session:
        return self._shelf(id).look(id)

    def open(self, id: str) -> OpenSession:
        return self._shelf(id).open(id)

    def copy(self, id: str) -> OpenSession:
        return self._shelf(id).copy(id)

    def delete(self, id: str) -> None:
        self._shelf(id).delete(id)

    def _shelf(self, id: str) -> Shelf:
        """Return the shelf that holds `id`.

        Raises:
            CoachError: none does.
        """
        for shelf in self.shelves.values():
            if shelf.has(id):
                return shelf
        raise missing(id)

    def _read(self, name: ShelfName) -> Iterator[Session]:
        damaged: list[Damage] = []
        yield from self.shelves[name].every(damaged)
        self.damaged = tuple(damaged)
