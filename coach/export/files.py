"""Writing the results into a folder the parent chose."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from coach.compose.outcome import Outcome
from coach.errors import CoachError
from coach.export.pieces import Leaving, messages, notes, suited
from coach.language import _
from coach.scenario.text import clean_line

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def contents(sheets: Iterable[Leaving], outcome: Outcome) -> dict[str, str]:
    """Return every file that would be written as text: its name and its words."""
    every = (*messages(sheets), *notes(outcome))
    return {one.named("txt"): one.text for one in suited(every, "txt")} if every else {}


def folder_named(text: str) -> Path:
    """Return the folder or file that a person named, with “~” read as their home.

    Raises:
        CoachError: it begins with the home of somebody this machine does not know.
    """
    try:
        return Path(text).expanduser()
    except RuntimeError:
        raise CoachError(
            _("There is no such home folder."),
            where=clean_line(text)[:80],
            advice=_("Name it in full, from the top: /home/…"),
        ) from None


def save(
    folder: Path, files: Mapping[str, str | bytes], *, replace: bool = False
) -> tuple[Path, ...]:
    """Write `files` into `folder`, which is made if it is not there. No file is ever half written.

    Args:
        replace: write over files of the same name; otherwise a number is added
            ("email-2.txt"), so that nothing of the parent's is ever lost.

    Raises:
        CoachError: where the folder can't be made or written to.
    """
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode(errors="replace")
            written.append(_write(folder / name, data, replace=replace))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name of the folder
        reason = error.strerror if isinstance(error, OSError) else None
        raise CoachError(
            _("The results could not be written: {reason}.").format(reason=reason or str(error)),
            where=clean_line(str(folder)),
            advice=_("Choose a folder you can write to. Your answers are kept as they were."),
        ) from error
    return tuple(written)


def refuse_to_replace(folder: Path, names: Iterable[str]) -> None:
    """Raise if one of these files is there already.

    Raises:
        CoachError: it is, be it only a link to nowhere.
    """
    for name in names:
        path = folder / name
        if os.path.lexists(path):
            raise CoachError(
                _("There is a file of this name already. Nothing was written."),
                where=clean_line(str(path)),
                advice=_("Name another place, or write over it with --replace."),
            )


def _write(path: Path, data: bytes, *, replace: bool) -> Path:
    """Write privately: the message names a child, and the folder may be shared.

    The whole of it goes to a name of its own first, and only then takes the name that was
    asked for: so a full disk leaves no half of it, and a link or a pipe of that name is not
    written through.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.unlink(missing_ok=True)
        _create(beside, data)
        return beside.replace(path) if replace else _take_free_name(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _take_free_name(beside: Path, path: Path) -> Path:
    """Give the file `beside` the name `path`, or that with a number, but nobody else's."""
    for number in range(1, 1000):
        target = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        try:
            _take_name(beside, target)
        except FileExistsError:
            continue
        return target
    raise FileExistsError(17, _("there are too many files of that name"), str(path))


def _take_name(beside: Path, target: Path) -> None:
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:  # a disk without second names, such as a USB stick
        _create(target, b"")
        beside.replace(target)


def _create(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, _NEW, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
