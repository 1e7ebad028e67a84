"""Writing the results into a folder the parent chose."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from coach.compose.outcome import Letter, Outcome
from coach.errors import CoachError
from coach.export.text import cards_text, letter_text, points_text
from coach.language import _
from coach.scenario.text import clean_line


class Leaving(Protocol):
    """A letter as it will leave (guide.Sheet)."""

    @property
    def letter(self) -> Letter:
        """The composed letter; its id names the file."""

    @property
    def subject(self) -> str:
        """The subject line as it leaves."""

    @property
    def body(self) -> str:
        """The body as it leaves."""


def contents(sheets: Iterable[Leaving], outcome: Outcome) -> dict[str, str]:
    """Return every file that would be written: its name and its text, the message first."""
    notes = {}
    if outcome.points:
        notes["talking-points.txt"] = points_text(outcome.points)
    if outcome.cards:
        notes["reply-cards.txt"] = cards_text(outcome.cards)
    files = {}
    for sheet in sheets:
        name = f"{sheet.letter.id}.txt"
        # An author may have called a message by the name of one of ours.
        files[f"message-{name}" if name in notes else name] = letter_text(sheet.subject, sheet.body)
    return files | notes


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


def save(folder: Path, files: dict[str, str], *, replace: bool = False) -> tuple[Path, ...]:
    """Write `files` into `folder`, which is made if it is not there.

    Args:
        replace: write over files of the same name; otherwise a number is added
            ("email-2.txt"), so that nothing of the parent's is ever lost.

    Raises:
        CoachError: where the folder can't be made or written to.
    """
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            written.append(_write(folder / name, text, replace=replace))
    except OSError as error:
        raise CoachError(
            _("The results could not be written: {reason}.").format(
                reason=error.strerror or str(error)
            ),
            where=str(folder),
            advice=_("Choose a folder you can write to. Your answers are kept as they were."),
        ) from error
    return tuple(written)


def _write(path: Path, text: str, *, replace: bool) -> Path:
    """Write privately: the message names a child, and the folder may be shared.

    Where a file is replaced it is by renaming, so that a link or a pipe of that name is
    not written through.
    """
    data = text.encode("utf-8", errors="replace")
    if replace:
        beside = path.with_name(f".{path.name}.new")
        beside.unlink(missing_ok=True)
        _create(beside, data)
        return beside.replace(path)
    for number in range(1, 1000):
        target = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        try:
            _create(target, data)
        except FileExistsError:
            continue
        return target
    raise FileExistsError(17, _("there are too many files of that name"), str(path))


def _create(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
