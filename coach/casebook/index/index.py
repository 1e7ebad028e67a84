"""What the files say, in one SQLite file beside them: lists and search that open no session.

The files are the truth, and deleting the index harms nothing. Where it can't be a file
(a folder to be read only, a disk without locks, another program at work on it) it is in
memory; where there is no SQLite at all, the caller reads the files.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from coach.casebook.index.file import (
    Unusable,
    in_memory,
    is_damage,
    open_file,
    open_sealed,
    remove_readable,
    remove_sealed,
    save_sealed,
)
from coach.casebook.index.stamps import UNSURE, mark_of, new_mark
from coach.casebook.index.upkeep import (
    catch_up,
    keep_mark,
    kept_mark,
    purge,
    read_again,
    to_be_read_again,
    writing,
)
from coach.casebook.records import ShelfName
from coach.casebook.seal import Seal
from coach.casebook.shelf import Shelf
from coach.casebook.touched import Touched
from coach.errors import CoachError

if TYPE_CHECKING:
    from sqlite3 import Connection

T = TypeVar("T")


class Index:
    """The index of one casebook, as one program uses it. Not for two threads.

    Args:
        folder: of the casebook.
        shelves: what it is an index of.
        seal: with a lock, nothing readable is on the disk: the index is in memory, and kept
            closed.
    """

    def __init__(self, folder: Path, shelves: Mapping[ShelfName, Shelf], seal: Seal) -> None:
        self.folder = folder
        self.shelves = shelves
        self.seal = seal
        self._base: Connection | None = None
        self._let_go: Callable[[], object] = _nothing
        self._in_file = True
        self._sealed = False
        self._thrown_away = False
        self._tried_damaged = False
        self._worth_keeping = False
        self._made_anew = False

    def ask(self, question: Callable[[Connection], T], *, whole: bool = False) -> T:
        """Return what `question` finds in the index, brought up to date before.

        Args:
            whole: see `refresh`.

        Raises:
            Unusable: there is no SQLite, or nothing to make an index of.
            CoachError: a folder can't be read.
        """
        return self._up_to_date(lambda base, _new: question(base), whole=whole)

    def refresh(self) -> bool:
        """Compare every file with what is known of it; return whether anything was new.

        For what a folder does not show: a file that a person edited in place.

        Raises:
            Unusable, CoachError: as `ask`.
        """
        return self._up_to_date(lambda _base, new: new, whole=True)

    def _up_to_date(self, use: Callable[[Connection, bool], T], *, whole: bool) -> T:
        try:
            import sqlite3
        except ImportError:  # Python was built without it
            raise Unusable from None
        if self.seal.locked:
            self._drop()  # what is in memory is behind the lock, too
            raise Unusable
        if not any(shelf.folder.is_dir() for shelf in self.shelves.values()):
            raise Unusable  # nothing is made before the first thing is kept
        for _attempt in range(3):
            try:
                base = self._opened()
                new = catch_up(
                    base, self.shelves, whole=whole, damaged=whole or not self._tried_damaged
                )
                self._tried_damaged = True
                self._worth_keeping = self._worth_keeping or new
                if self._made_anew:  # it took long: not again, whatever becomes of this program
                    self._save_if_sealed()
                return use(base, new)
            except (sqlite3.Error, msgspec.MsgspecError, ValueError, TypeError) as error:
                self._give_up(error)
        raise Unusable

    def _give_up(self, error: Exception) -> None:
        """Let a file go that can't be used: a damaged one is made anew, once; else do without."""
        self._drop()
        if self._in_file and not self._sealed and is_damage(error) and not self._thrown_away:
            self._thrown_away = True
            remove_readable(self.folder)
        else:
            self._in_file = False

    # -------------------------------------------------------------- our own changes

    @contextmanager
    def changing(self, name: ShelfName) -> Iterator[Touched]:
        """Write down what is written on a shelf meanwhile. Never fails, and never waits long.

        If the shelf was known as it stood before, it is known as it stands after.
        """
        folder = self.shelves[name].folder
        before = mark_of(folder)
        touched = Touched()
        try:
            yield touched
        finally:
            if touched.ids or mark_of(folder) != before:
                self._note(name, before, touched)

    def _note(self, name: ShelfName, before: str, touched: Touched) -> None:
        try:
            import sqlite3
        except ImportError:
            return
        folder = self.shelves[name].folder
        # Where this fails the mark is wrong, and the next list compares everything.
        with suppress(sqlite3.Error, msgspec.MsgspecError, ValueError, CoachError):
            base = self._opened_if_there()
            if base is None:
                if touched.at_once:
                    remove_sealed(self.folder)  # nobody has opened it here
                return
            self._worth_keeping = True
            known = before != UNSURE and kept_mark(base, name) == before
            mark = new_mark(folder) if known else UNSURE
            with writing(base):
                to_be_read_again(base, name, touched.ids)
                if mark:
                    keep_mark(base, name, mark)
            if touched.at_once:
                read_again(base, name, self.shelves[name], touched.ids)
                purge(base)
                self._save_if_sealed()

    # -------------------------------------------------------------- open and close

    def close(self) -> None:
        """Let go of the file; under a lock, keep the index closed. Harmless to leave out."""
        if self._base is None:
            return
        if self._worth_keeping:
            self._save_if_sealed()
        self._drop()

    def _opened(self) -> Connection:
        """Return the index; one is made where there is none."""
        self._drop_if_lock_changed()
        if self._base is None:
            self._hold(self._open())
        assert self._base is not None
        return self._base

    def _opened_if_there(self) -> Connection | None:
        """Return the index if it is open, or there is a file to open."""
        self._drop_if_lock_changed()
        if self._base is None and self._in_file and not self._sealed:
            with suppress(Unusable):
                self._hold(open_file(self.folder, make=False))
        return self._base

    def _open(self) -> Connection:
        if self._sealed:
            remove_readable(self.folder)
            base = open_sealed(self.folder, self.seal)
            self._made_anew = not any(kept_mark(base, name) for name in self.shelves)
            return base
        if self._in_file:
            with suppress(Unusable):
                made = open_file(self.folder, make=True)
                if made is not None:
                    return made
            self._in_file = False
        return in_memory(self.folder)

    def _drop_if_lock_changed(self) -> None:
        sealed = self.seal.locks
        if sealed != self._sealed:
            self._drop()
            self._sealed = sealed

    def _hold(self, base: Connection | None) -> None:
        self._base = base
        if base is not None:
            # Not left to chance: Python 3.13 warns of a database that nobody closed.
            let_go = weakref.finalize(self, base.close)
            # Under a lock `close` has still to keep it, as late as when the program ends.
            let_go.atexit = not self._sealed
            self._let_go = let_go

    def _drop(self) -> None:
        let_go, self._let_go, self._base = self._let_go, _nothing, None
        let_go()

    def _save_if_sealed(self) -> None:
        if self._sealed and self._base is not None:
            save_sealed(self.folder, self.seal, self._base)
            self._worth_keeping = self._made_anew = False


def _nothing() -> None:
    return None
