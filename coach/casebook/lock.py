"""One program at a time: a lock of the operating system's, which dies with its program."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from coach.casebook.disk import make_folder, unwritable
from coach.errors import CoachError
from coach.language import _

if TYPE_CHECKING:
    from filelock import BaseFileLock


class SessionInUse(CoachError):
    """Another program, or another window of this one, has the session open."""

    def __init__(self, id: str) -> None:
        super().__init__(
            _("This session is open in another window."),
            where=id,
            advice=_("Go on there, or close it there first, or work on a copy of it here."),
        )
        self.id = id


class Lock:
    """A session's lock, held until `release`.

    Raises:
        SessionInUse: another program holds it.
        CoachError: no lock can be made there.
    """

    def __init__(self, folder: Path, id: str) -> None:
        import filelock  # not at the top: it takes 35 ms, and the first frame has a budget

        self._lock: BaseFileLock | None = filelock.FileLock(
            lock_place(folder, id), timeout=0, mode=0o600, thread_local=False
        )
        try:
            make_folder(folder)
            self._lock.acquire()
        except filelock.Timeout:
            raise SessionInUse(id) from None
        except NotImplementedError:
            # A network disk without locks: the guard on the file's content is left.
            self._lock = None
        except OSError as error:
            at_fault = lock_place(folder, id) if error.errno == errno.ELOOP else folder
            raise unwritable(at_fault, error) from error

    def release(self) -> None:
        """Let others have it. The empty lock file stays: removing it could split two waiters."""
        if self._lock is not None:
            self._lock.release()


def lock_place(folder: Path, id: str) -> Path:
    """Return where the lock file of a session lies."""
    return folder / f".{id}.lock"
