"""A casebook: a folder with a shelf of sessions, one of children's cards and one of contacts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coach.casebook import direct
from coach.casebook.family import Family
from coach.casebook.index import Index, Unusable, questions
from coach.casebook.key import Passphrase
from coach.casebook.log import Entry, Promise
from coach.casebook.notebook import Notebook
from coach.casebook.notes import Change, Notes
from coach.casebook.opened import (
    Clock,
    Damage,
    OpenSession,
    Store,
    missing,
    now,
)
from coach.casebook.records import SHELVES, ShelfName, shelf_for
from coach.casebook.seal import Seal
from coach.casebook.session import Session
from coach.casebook.shelf import Shelf
from coach.casebook.summary import Summary
from coach.casebook.vault import Tell, Vault

if TYPE_CHECKING:
    from sqlite3 import Connection

T = TypeVar("T")


class Casebook(Store):
    """What is kept, in a folder of small files that a person can read without us.

    Args:
        folder: made at the first save; `sessions`, `families` and `log` lie in it.
        clock: the time now, aware; ids begin with its day.
        seal: what stands between the words and the disk; without one, the lock of the
            folder, if it has one.
    """

    def __init__(self, folder: Path, clock: Clock | None = None, seal: Seal | None = None) -> None:
        self.folder = folder
        self.clock = clock or now
        self.vault = Vault(folder)
        self.seal = self.vault if seal is None else seal
        self.shelves = {name: Shelf(folder / name, self.clock, self.seal) for name in SHELVES}
        self.notes = Notes(folder / "notes", self.clock, self.seal)
        self._index = Index(folder, self.shelves, self.seal)
        for name, shelf in self.shelves.items():
            shelf.watch = partial(self._index.changing, name)

    @property
    def has_lock(self) -> bool:
        return self.seal is self.vault and self.vault.has_lock

    @property
    def locked(self) -> bool:
        return self.seal is self.vault and self.vault.locked

    def unlock(self, passphrase: Passphrase, tell: Tell | None = None) -> str:
        return self.vault.unlock(passphrase, tell)

    def lock_up(self) -> bool:
        self._index.close()
        self.vault.forget()
        return self.locked

    def create(self, scenario: str, *, family: str = "", origin: str = "") -> OpenSession:
        shelf = self.shelves[shelf_for(scenario)]
        return shelf.create(scenario, family=family, origin=origin)

    def summaries(self) -> tuple[Summary, ...]:
        return self._ask(questions.summaries, lambda: direct.summaries(self._read("sessions")))

    def recent(self, limit: int, *, finished: bool, family: str = "") -> tuple[Summary, ...]:
        return self._ask(
            lambda base: questions.recent(base, limit, finished, family),
            lambda: super(Casebook, self).recent(limit, finished=finished, family=family),
        )

    def count(
        self, *, finished: bool | None = None, archived: bool | None = None, family: str = ""
    ) -> int:
        return self._ask(
            lambda base: questions.count(base, finished, archived, family),
            lambda: super(Casebook, self).count(
                finished=finished, archived=archived, family=family
            ),
        )

    def families(self) -> tuple[Family, ...]:
        return self._ask(questions.families, lambda: direct.families(self._read("families")))

    def entries(self, family: str = "") -> tuple[Entry, ...]:
        return self._ask(
            lambda base: questions.entries(base, family),
            lambda: direct.entries(self._read("log"), family),
        )

    def due(self, today: date, ahead: int = 3) -> tuple[Promise, ...]:
        return self._ask(
            lambda base: questions.due(base, today, ahead),
            lambda: super(Casebook, self).due(today, ahead),
        )

    def search(self, text: str, limit: int | None = None) -> tuple[Summary, ...]:
        return self._ask(
            lambda base: questions.search(base, text, limit),
            lambda: direct.search(self._read(*SHELVES), text, limit),
        )

    def found(self, text: str) -> int:
        return self._ask(
            lambda base: questions.found(base, text), lambda: super(Casebook, self).found(text)
        )

    def refresh(self) -> bool:
        try:
            return self._index.refresh()
        except Unusable:  # then every list reads the files
            return False

    def close(self) -> None:
        self._index.close()

    def look(self, id: str) -> Session:
        return self._shelf(id).look(id)

    def open(self, id: str) -> OpenSession:
        return self._shelf(id).open(id)

    def copy(self, id: str) -> OpenSession:
        return self._shelf(id).copy(id)

    def delete(self, id: str) -> None:
        self._shelf(id).delete(id)

    @property
    def has_desk(self) -> bool:
        return self.notes.there

    def set_up_desk(self) -> None:
        self.notes.set_up()

    def notebook(self, family: str) -> Notebook:
        return self.notes.look(family)

    def notebooks(self) -> tuple[Notebook, ...]:
        found, damaged = self.notes.every()
        others = (one for one in self.damaged if not one.name.startswith("notes/"))
        self.damaged = (*others, *damaged)
        return found

    def change_notes(self, family: str, change: Change, *, forget: bool = False) -> Notebook:
        book = self.notes.change(family, change)
        if forget:
            self.notes.forget_before(family)
        return book

    def _shelf(self, id: str) -> Shelf:
        """Return the shelf that holds `id`.

        Raises:
            CoachError: none does.
        """
        for shelf in self.shelves.values():
            if shelf.has(id):
                return shelf
        raise missing(id)

    def _ask(self, question: Callable[[Connection], T], directly: Callable[[], T]) -> T:
        """Return what the index says, or without one the files."""
        try:
            found, damaged = self._index.ask(lambda base: (question(base), questions.damaged(base)))
        except Unusable:
            return directly()
        self.damaged = damaged
        return found

    def _read(self, *names: ShelfName) -> Iterator[Session]:
        damaged: list[Damage] = []
        for name in names:
            here: list[Damage] = []
            yield from self.shelves[name].every(here)
            damaged += questions.in_place(name, here)
        self.damaged = tuple(damaged)
