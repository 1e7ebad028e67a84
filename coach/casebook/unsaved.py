"""Casebook in memory, for `--no-save`: to its user the same, and gone with the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coach.casebook import direct
from coach.casebook.family import Family
from coach.casebook.log import Entry
from coach.casebook.notebook import Notebook
from coach.casebook.opened import (
    Clock,
    OpenSession,
    Store,
    missing,
    new_id,
    now,
)
from coach.casebook.records import ShelfName, shelf_for
from coach.casebook.session import Session, from_table
from coach.casebook.summary import Summary
from coach.casebook.toml import parse


class Unsaved(Store):
    """Sessions that nothing is written of. There is one window, so none is ever in use.

    Args:
        clock: the time now, aware.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock = clock or now
        self.kept: dict[str, bytes] = {}
        self._notes: dict[str, Notebook] = {}
        self._desk = False

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
        return direct.summaries(self._shelf("sessions"))

    def families(self) -> tuple[Family, ...]:
        return direct.families(self._shelf("families"))

    def entries(self, family: str = "") -> tuple[Entry, ...]:
        return direct.entries(self._shelf("log"), family)

    def search(self, text: str, limit: int | None = None) -> tuple[Summary, ...]:
        return direct.search((self.look(id) for id in self.kept), text, limit)

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

    @property
    def has_desk(self) -> bool:
        return self._desk

    def set_up_desk(self) -> None:
        self._desk = True

    def notebook(self, family: str) -> Notebook:
        return self._notes.get(family, Notebook(family=family))

    def notebooks(self) -> tuple[Notebook, ...]:
        return tuple(self._notes.values())

    def change_notes(
        self, family: str, change: Callable[[Notebook], Notebook], *, forget: bool = False
    ) -> Notebook:
        self._notes[family] = change(self.notebook(family))
        return self._notes[family]


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
