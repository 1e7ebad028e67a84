"""Mending what `checkup` found. Nothing is deleted but leftovers; damaged files are set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from coach.casebook import files, index
from coach.casebook.casebook import Casebook
from coach.casebook.checkup import check_up
from coach.casebook.disk import unwritable
from coach.casebook.finding import Finding, Mend
from coach.casebook.lock import Lock
from coach.errors import CoachError

_ROUNDS = 3
"""A file that was made readable may turn out to be damaged: then it is mended next."""


class Repaired(NamedTuple):
    """What a repair did.

    Attributes:
        mended: what was found and is mended.
        failed: what could not be mended, with the reason.
        left: what is found now.
    """

    mended: tuple[Finding, ...]
    failed: tuple[tuple[Finding, CoachError], ...]
    left: tuple[Finding, ...]


def repair(book: Casebook) -> Repaired:
    """Mend what can be mended in the casebook.

    Raises:
        CoachError: a folder can't be read.
    """
    mended: list[Finding] = []
    failed: dict[Finding, CoachError] = {}
    left = check_up(book)
    for _round in range(_ROUNDS):
        todo = [one for one in left if one.mend and one not in failed]
        if not todo:
            break
        for one in _in_order(todo):
            try:
                _mend(book, one)
                mended.append(one)
            except CoachError as error:
                failed[one] = error
        left = check_up(book)
    return Repaired(tuple(mended), tuple(failed.items()), left)


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Permissions first: without them nothing else can be mended. The index last."""
    order: tuple[Mend, ...] = ("private", "open", "before", "sweep", "index")
    return sorted(findings, key=lambda one: order.index(one.mend) if one.mend else len(order))


def _mend(book: Casebook, finding: Finding) -> None:
    try:
        _HOW[finding.mend or "open"](book, finding)
    except OSError as error:
        raise unwritable(finding.path or book.folder / finding.where, error) from error


def _make_private(_book: Casebook, finding: Finding) -> None:
    assert finding.path is not None
    finding.path.chmod(0o700 if finding.path.is_dir() else 0o600)


def _sweep(_book: Casebook, finding: Finding) -> None:
    assert finding.path is not None
    if not finding.path.name.endswith(".lock"):
        finding.path.unlink(missing_ok=True)
        return
    lock = Lock(finding.path.parent, finding.id)  # whoever holds it is still at work
    try:
        finding.path.unlink(missing_ok=True)
    finally:
        lock.release()


def _open(book: Casebook, finding: Finding) -> None:
    assert finding.shelf is not None
    try:
        if finding.shelf == "notes":
            book.notes.change(finding.id, lambda kept: kept)
        else:
            book.shelves[finding.shelf].open(finding.id).close()
    except files.Ruined as error:
        if ".damaged-" not in error.where:  # it could not be moved
            raise


def _set_before_aside(book: Casebook, finding: Finding) -> None:
    assert finding.shelf is not None
    folder = book.folder / finding.shelf
    lock = Lock(folder, finding.id)
    try:
        place = folder / f"{finding.id}.toml"
        files.set_aside(files.backup(place), place)
    finally:
        lock.release()


def _remove_index(book: Casebook, _finding: Finding) -> None:
    index.remove(book.folder)


_HOW: dict[Mend, Callable[[Casebook, Finding], None]] = {
    "private": _make_private,
    "sweep": _sweep,
    "open": _open,
    "before": _set_before_aside,
    "index": _remove_index,
}
