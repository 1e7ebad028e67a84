"""One folder of the casebook, a private file each. Two windows can't overwrite each other.

A lock keeps a second program out. Behind it stands a guard that needs no lock: a file
that holds anything but what this program last read or wrote there is never overwritten.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path

from coach.casebook import files
from coach.casebook.disk import sweep, unreadable, unwritable
from coach.casebook.lock import Lock, SessionInUse, lock_place
from coach.casebook.names import is_id, kind_of
from coach.casebook.opened import (
    Clock,
    Damage,
    OpenSession,
    missing,
    new_id,
    now,
)
from coach.casebook.seal import PLAIN, Locked, Seal
from coach.casebook.session import Session, from_table
from coach.casebook.touched import Touched, unwatched
from coach.casebook.wholeness import marked
from coach.errors import CoachError
from coach.language import _


class Shelf:
    """Sittings in a folder: `ID.toml` each, with `ID.toml.bak` before it.

    Args:
        folder: made at the first save.
        clock: the time now, aware; ids begin with its day.
        seal: what stands between the words and the disk.

    Attributes:
        watch: what goes round everything that changes the folder, and is told what it was.
    """

    def __init__(self, folder: Path, clock: Clock | None = None, seal: Seal = PLAIN) -> None:
        self.folder = folder
        self.clock = clock or now
        self.seal = seal
        self.watch: Callable[[], AbstractContextManager[Touched]] = unwatched

    def create(self, scenario: str, *, family: str = "", origin: str = "") -> OpenSession:
        """Return a new session; see `Store.create`."""
        time = self.clock()
        id = self.free_id(scenario, time.date())
        return _Filed(
            self,
            Session(
                id=id, scenario=scenario, created=time, updated=time, family=family, origin=origin
            ),
        )

    def every(self, damaged: list[Damage]) -> Iterator[Session]:
        """Give each session here, in no order; what can't be read is added to `damaged`."""
        for name in self._names():
            match self.one(name):
                case Damage() as damage:
                    damaged.append(damage)
                case Session() as session:
                    yield session

    def one(self, name: str) -> Session | Damage | None:
        """Return the session of this name, or why it can't be read; None where there is none.

        Raises:
            Locked: the passphrase is needed.
        """
        # On Linux a name may hold bytes that are no text; such a name can be shown nowhere.
        file = f"{name}.toml".encode(errors="backslashreplace").decode()
        if not is_id(name):
            why = _("This can't be the name of a session: letters, digits and - will do.")
            return Damage(file, why)
        try:
            return files.look(self.place(name), partial(from_table, name), self.seal).value
        except files.Missing:  # deleted a moment ago
            return None
        except Locked:  # so are all the others
            raise
        except CoachError as error:
            return Damage(file, error.what)

    def look(self, id: str) -> Session:
        """Return a session for reading; see `Store.look`."""
        self._require(id)
        with _about(id):
            return files.look(self.place(id), partial(from_table, id), self.seal).value

    def open(self, id: str) -> OpenSession:
        """Open a session for writing; see `Store.open`."""
        self._require(id)
        with self.watch() as touched:
            lock = Lock(self.folder, id)
            try:
                self.seal.ready()
                sweep(self.folder)
                with _about(id):
                    found = files.read(self.place(id), partial(from_table, id), self.seal)
            except BaseException:
                touched.ids.add(id)  # it may lie aside now
                lock.release()
                raise
            if found.damage:
                touched.ids.add(id)
        return _Filed(self, found.value, lock, found.content, files.notice(found))

    def copy(self, id: str) -> OpenSession:
        """Return a new session that says the same; see `Store.copy`."""
        found = self.look(id)
        fresh = self.create(found.scenario, family=found.family)
        try:
            fresh.save(found)
        except BaseException:
            fresh.close()
            raise
        return fresh

    def delete(self, id: str) -> None:
        """Delete a session; see `Store.delete`."""
        place = self.place(id)
        # Whatever was kept of it, and the file itself last: killed half-way, there is
        # still a session to delete.
        beside = [
            self.folder / name
            for name in self._entries()
            if name.startswith((f"{id}.toml.", f"{id}.damaged-", f".{id}.toml."))
        ]
        if not beside:
            self._require(id)
        with self.watch() as touched:
            lock = Lock(self.folder, id)
            touched.ids.add(id)
            touched.at_once = True
            try:
                self.seal.ready()
                for kept in (*beside, place):
                    kept.unlink(missing_ok=True)
            except OSError as error:
                raise unwritable(place, error) from error
            finally:
                lock.release()
            with suppress(OSError):
                lock_place(self.folder, id).unlink()

    def has(self, id: str) -> bool:
        """Return whether session `id` is here, good or damaged."""
        if not is_id(id):
            return False
        place = self.place(id)
        return place.exists() or files.backup(place).exists()

    def place(self, id: str) -> Path:
        """Return where the file of session `id` lies.

        Raises:
            CoachError: that is no name for a session.
        """
        if not is_id(id):
            raise missing(id)
        return self.folder / f"{id}.toml"

    def free_id(self, scenario: str, day: date) -> str:
        """Return a new id that no file here has."""
        taken = {name.partition(".")[0] for name in self._entries()}
        while (id := new_id(scenario, day)) in taken:
            pass
        return id

    def _names(self) -> set[str]:
        """Return the names of the sessions here, good ones and others."""
        found = (kind_of(name) for name in self._entries())
        return {id for kind, id in found if kind in ("sitting", "before")}

    def _entries(self) -> list[str]:
        try:
            return os.listdir(self.folder)  # noqa: PTH208  # names are all we need
        except FileNotFoundError:
            return []
        except NotADirectoryError as error:
            raise unwritable(self.folder, error) from error
        except OSError as error:
            raise unreadable(self.folder, error) from error

    def _require(self, id: str) -> None:
        """Raise before a lock is made for a session that isn't there."""
        if not self.has(id):
            raise missing(id)


class _Filed(OpenSession):
    """A session in its file. The lock is taken with the first thing written."""

    def __init__(
        self,
        store: Shelf,
        session: Session,
        lock: Lock | None = None,
        content: bytes | None = None,
        notice: str = "",
    ) -> None:
        super().__init__(session, store.clock, notice)
        self._store = store
        self._lock = lock
        self._on_disk = content

    @property
    def path(self) -> Path:
        return self._store.place(self.session.id)

    def forget_before(self) -> None:
        with self._store.watch() as touched:
            touched.ids.add(self.session.id)
            touched.at_once = True
            try:
                files.backup(self.path).unlink(missing_ok=True)
            except OSError as error:
                raise unwritable(self.path, error) from error

    def close(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _write(self, id: str, content: bytes) -> str:
        with self._store.watch() as touched:
            touched.ids.add(id)
            kept_as = self._put(id, content)
            touched.ids.add(kept_as)
            return kept_as

    def _put(self, id: str, content: bytes) -> str:
        if self._lock is None:
            try:
                self._lock = Lock(self._store.folder, id)
            except SessionInUse:
                if self._on_disk is not None:
                    raise
                return self._write_beside(content)  # a new id that another window drew too
            sweep(self._store.folder)
        place = self._store.place(id)
        written = self._store.seal.close(marked(content))
        try:
            files.put_over(place, written, self._on_disk)
        except files.Changed:
            id = self._write_beside(content)
            self._notice = _(
                "Another program has changed this session. Nothing there was overwritten: "
                "what you have here goes on as a session of its own."
            )
            return id
        except BaseException:
            # Interrupted after it had the name: then it is ours, and no one else's change.
            if files.holds(place, written):
                self._on_disk = written
            raise
        self._on_disk = written
        return id

    def _write_beside(self, content: bytes) -> str:
        id = self._store.free_id(self.session.scenario, self._store.clock().date())
        lock = Lock(self._store.folder, id)
        try:
            written = self._store.seal.close(marked(content))
            files.put_over(self._store.place(id), written, None)
        except BaseException:
            lock.release()
            raise
        self.close()
        self._lock, self._on_disk = lock, written
        return id


@contextmanager
def _about(id: str) -> Iterator[None]:
    """Say which session a problem with a file is about."""
    try:
        yield
    except files.Missing:
        raise missing(id) from None
    except CoachError as error:
        error.where = error.where or id
        raise
