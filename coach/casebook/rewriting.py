"""Every file of a casebook, replaced one by one, each in one step; and what of it can be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from coach.casebook import files
from coach.casebook.contents import INDEX, pieces
from coach.casebook.disk import content_of, rename, sync, temporary, unreadable, unwritable
from coach.casebook.records import FOLDERS
from coach.casebook.toml import Damaged
from coach.casebook.vault import Tell, is_sealed

KEPT_KEY = "key-of-damaged-files.age"
"""What the key is called when the lock is off and some files could not be opened with it."""

_GREATEST = 1 << 30
"""Bytes. Whatever lies on a shelf is sealed, also what is larger than anything of Coach's."""


def readable(folder: Path) -> tuple[Path, ...]:
    """Return the files of the casebook in `folder` that anyone could read, lock or not.

    What a person has put beside the shelves (saved messages, say) is theirs, and not sealed.
    """
    return tuple(path for path in _on_shelves(folder) if not is_sealed(_head(path)))


def sealed(folder: Path) -> tuple[Path, ...]:
    """Return the files of the casebook in `folder` that only the passphrase opens."""
    return tuple(path for path in _on_shelves(folder) if is_sealed(_head(path)))


def beside(folder: Path) -> tuple[str, ...]:
    """Return the names of what lies in the casebook's folder and no lock touches.

    Raises:
        CoachError: a folder can't be read.
    """
    ours = ("sitting", "before", "aside", "lock", "leftover", "index", "key", "room")
    return tuple(
        piece.name
        for piece in pieces(folder)
        if not (piece.shelf and piece.is_file) and piece.kind not in ours
    )


def rewrite_all(folder: Path, turn: Callable[[bytes], bytes], tell: Tell | None) -> tuple[str, ...]:
    """Replace the content of every file by what `turn` makes of it, each in one step.

    Returns:
        The names of those that `turn` finds damaged, as they were set aside.
    """
    _remove_index(folder)
    _sweep_all(folder)
    places = tuple(_on_shelves(folder))
    ruined = []
    for done, path in enumerate(places):
        if tell is not None:
            tell(done, len(places))
        try:
            _rewrite(path, turn)
        except Damaged:
            ruined.append(_aside(path))
        except OSError as error:
            raise unwritable(path, error) from error
    _remove_index(folder)  # again: another window may have been in the middle of making one
    for name in FOLDERS:
        with suppress(FileNotFoundError):
            sync(folder / name)
    return tuple(ruined)


def _rewrite(path: Path, turn: Callable[[bytes], bytes]) -> None:
    content = content_of(path, _GREATEST)
    turned = turn(content)
    if turned == content:
        return
    spare = temporary(path, turned)
    try:
        rename(spare, path)
    except BaseException:
        spare.unlink(missing_ok=True)
        raise


def _aside(path: Path) -> str:
    """Set a file aside that can't be opened, so that the version before it takes its place."""
    of = path.with_name(path.name.removesuffix(".bak"))
    if path.suffix not in (".toml", ".bak") or ".damaged-" in path.name:
        return path.name
    try:
        return files.set_aside(path, of).name
    except OSError as error:
        raise unwritable(path, error) from error


def _on_shelves(folder: Path) -> Iterator[Path]:
    """Give every file on the shelves that holds something, whatever it is called.

    Raises:
        CoachError: a shelf can't be read.
    """
    for name in FOLDERS:
        try:
            with os.scandir(folder / name) as entries:
                for entry in sorted(entries, key=lambda entry: entry.name):
                    if entry.is_file(follow_symlinks=False) and entry.stat().st_size:
                        yield Path(entry.path)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise unreadable(folder / name, error) from error


def _sweep_all(folder: Path) -> None:
    """Remove what killed programs left half written: no version anybody was told was saved."""
    for name in ("", *FOLDERS):
        for leftover in (folder / name).glob(".*.tmp"):
            try:
                leftover.unlink()
            except OSError as error:
                raise unwritable(leftover, error) from error


def _remove_index(folder: Path) -> None:
    """Remove the index: it holds words. It is built again when it is needed."""
    for path in (*folder.glob(f"{INDEX}*"), *folder.glob(f".{INDEX}*")):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(path, error) from error


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(64)
    except OSError:
        return b""
