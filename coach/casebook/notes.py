"""Where a coach's own notes lie: the folder `notes`, one private file a family.

Beside the shelves and not among them: no list, search, index, export or hand-over reads it.
Whoever writes there takes the lock, reads, changes and writes in one go, so two windows lose
nothing of each other's.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from coach.casebook import files
from coach.casebook.disk import make_folder, sweep, unwritable
from coach.casebook.lock import Lock
from coach.casebook.names import is_id, kind_of
from coach.casebook.notebook import Notebook, from_table, to_table
from coach.casebook.opened import Clock, Damage
from coach.casebook.seal import Locked, Seal
from coach.casebook.shelf import Shelf
from coach.casebook.toml import render
from coach.casebook.wholeness import marked
from coach.errors import CoachError

Change = Callable[[Notebook], Notebook]
"""Makes a new notebook of one."""


class Notes:
    """The folder of a coach's notes.

    Args:
        folder: made when the desk is set up, or with the first note.
        clock: the time now, aware.
        seal: what stands between the words and the disk.
    """

    def __init__(self, folder: Path, clock: Clock, seal: Seal) -> None:
        self.folder, self.seal = folder, seal
        self._shelf = Shelf(folder, clock, seal)

    @property
    def there(self) -> bool:
        """Whether this machine is a coach's: the desk was opened here once."""
        return self.folder.is_dir()

    def set_up(self) -> None:
        """Make the folder, and so this machine a coach's.

        Raises:
            CoachError: it can't be made.
        """
        try:
            make_folder(self.folder)
        except OSError as error:
            raise unwritable(self.folder, error) from error

    def has(self, family: str) -> bool:
        """Return whether anything is kept of a family, good or damaged."""
        return self._shelf.has(family)

    def look(self, family: str) -> Notebook:
        """Return the notes on a family, an empty notebook where there are none.

        Raises:
            CoachError: they can't be read.
        """
        if not is_id(family):
            return Notebook(family=family)
        try:
            place = self._shelf.place(family)
            return files.look(place, partial(from_table, family), self.seal).value
        except files.Missing:
            return Notebook(family=family)

    def every(self) -> tuple[tuple[Notebook, ...], tuple[Damage, ...]]:
        """Return every notebook, and what can't be read.

        Raises:
            Locked: the passphrase is needed.
        """
        found, damaged = [], []
        try:
            names = sorted(one.name for one in self.folder.iterdir())
        except OSError:
            return (), ()
        for id in dict.fromkeys(
            id for kind, id in map(kind_of, names) if kind in ("sitting", "before")
        ):
            try:
                found.append(self.look(id))
            except Locked:
                raise
            except CoachError as error:
                damaged.append(Damage(f"notes/{id}.toml", error.what))
        return tuple(found), tuple(damaged)

    def change(self, family: str, change: Change) -> Notebook:
        """Read the notes on a family, change them, and put them on disk.

        Raises:
            SessionInUse: another window is writing there just now.
            CoachError: they can't be read or written. What was kept before stands.
        """
        place = self._shelf.place(family)
        lock = Lock(self.folder, family)
        try:
            self.seal.ready()
            sweep(self.folder)
            content: bytes | None = None
            try:
                found = files.read(place, partial(from_table, family), self.seal)
                book, content = found.value, found.content
            except files.Missing:
                book = Notebook(family=family)
            changed = change(book)
            if changed == book or (changed.empty and content is None):
                return changed
            files.put_over(place, self.seal.close(marked(render(to_table(changed)))), content)
            return changed
        finally:
            lock.release()

    def delete(self, family: str) -> None:
        """Delete all that is kept of a family here.

        Raises:
            CoachError: there is nothing, or it can't be deleted.
        """
        self._shelf.delete(family)

    def forget_before(self, family: str) -> None:
        """Drop the version before the present one: it holds what was deleted.

        Raises:
            CoachError: it can't be deleted.
        """
        place = self._shelf.place(family)
        try:
            files.backup(place).unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(place, error) from error
