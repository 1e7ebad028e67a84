"""Casebook in memory, for `--no-save`: to its user the same, and gone with the program."""

from __future__ import annotations

from collections.abc import Iterator

from coach.casebook.family import Family, family
from coach.casebook.log import Entry, entry, in_order
from coach.casebook.opened import (
    Clock,
    OpenSession,
    Store,
    Summary,
    holds_words,
    missing,
    new_id,
    newest_first,
    now,
    summary,
)
from coach.casebook.records import ShelfName, shelf_for
from coach.casebook.session import Session, from_table
from coach.casebook.toml import parse


class Unsaved(Store):
    """Sessions that nothing is written of. There is one window, so none is ever in use.

    Args:
        clock: the time now, aware.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock = clock or now
        self.kept: dict[str, bytes] = {}

    def create(self, scenario: str, *, family: str = "", origin: str = "") -> OpenSession:
        time = self.clock()
        while (id := new_id(scenario, time.date())) in self.kept:
            pass
        return _Held(
            self,
            Session(
                id=id, scenario=scenario, created=time, updated=time, family=family, origin=origin
            ),
        )

    def summaries(self) -> tuple[Summary, ...]:
        return newest_first(summary(one) for one in self._shelf("sessions"))

    def families(self) -> tuple[Family, ...]:
        found = (family(one) for one in self._shelf("families"))
        return tuple(sorted(found, key=lambda one: (one.updated, one.id), reverse=True))

    def entries(self, family: str = "") -> tuple[Entry, ...]:
        found = (entry(one) for one in self._shelf("log"))
        return in_order(one for one in found if family in ("", one.family))

    def search(self, text: str) -> tuple[Summary, ...]:
        words = text.casefold().split()
        every = (self.look(id) for id in self.kept)
        return newest_first(summary(one) for one in every if words and holds_words(one, words))

    def look(self, id: str) -> Session:
        if id not in self.kept:
            raise missing(id)
        return from_table(id, parse(self.kept[id]))

    def _shelf(self, shelf: ShelfName) -> Iterator[Session]:
        every = (self.look(id) for id in self.kept)
        return (one for one in every if shelf_for(one.scenario) == shelf)

    def open(self, id: str) -> OpenSession:
        return _Held(self, self.look(id))

    def copy(self, id: str) -> OpenSession:
        session = self.look(id)
        fresh = self.create(session.scenario, family=session.family)
        fresh.save(session)
        return fresh

    def delete(self, id: str) -> None:
        self.look(id)
        del self.kept[id]


class _Held(OpenSession):
    """A session in memory, as the bytes it would have in a file: exactly as much survives."""

    def __init__(self, store: Unsaved, session: Session) -> None:
        super().__init__(session, store.clock)
        self._store = store

    @property
    def path(self) -> None:
        return None

    def close(self) -> None:
        return None

    def _write(self, id: str, content: bytes) -> str:
        self._store.kept[id] = content
        return id
