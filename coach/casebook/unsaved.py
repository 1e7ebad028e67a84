"""Sessions in memory, for `--no-save`: to its user the same, and gone with the program."""

from __future__ import annotations

from coach.casebook.opened import (
    Clock,
    OpenSession,
    Store,
    Summary,
    missing,
    new_id,
    newest_first,
    now,
    summary,
)
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

    def create(self, scenario: str) -> OpenSession:
        time = self.clock()
        while (id := new_id(scenario, time.date())) in self.kept:
            pass
        return _Held(self, Session(id=id, scenario=scenario, created=time, updated=time))

    def summaries(self) -> tuple[Summary, ...]:
        return newest_first(summary(self._session(id)) for id in self.kept)

    def open(self, id: str) -> OpenSession:
        return _Held(self, self._session(id))

    def copy(self, id: str) -> OpenSession:
        session = self._session(id)
        fresh = self.create(session.scenario)
        fresh.save(session)
        return fresh

    def delete(self, id: str) -> None:
        self._session(id)
        del self.kept[id]

    def _session(self, id: str) -> Session:
        if id not in self.kept:
            raise missing(id)
        return from_table(id, parse(self.kept[id]))


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
