"""Small private files that are written whole or not at all.

A version goes to a temporary file, to the disk, and only then takes the name. The good
version before it stays beside as `NAME.toml.bak`. There is no instant at which neither
is good, whatever kills the program (Pillai et al. 2014, "All File Systems Are Not
Created Equal"). A damaged file is set aside as `NAME.damaged-1.toml`, never deleted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from coach.casebook.disk import (
    CREATE,
    content_of,
    make_folder,
    rename,
    spare_name,
    sync,
    temporary,
    unreadable,
    unwritable,
)
from coach.casebook.seal import PLAIN, Seal
from coach.casebook.toml import Damaged, parse, render
from coach.casebook.wholeness import unmarked
from coach.errors import CoachError
from coach.language import _

T = TypeVar("T")
Make = Callable[[dict[str, Any]], T]
"""Turns the table of a file into a value. Raises `Damaged` for a table that isn't one."""

_BACKUP = ".bak"


class Missing(CoachError):
    """There is no such file, nor a version before it."""


class Ruined(CoachError):
    """A file is damaged, and so is the version before it, or there is none."""


class Changed(CoachError):
    """Another program wrote the file since we read or wrote it. It was left as it is."""


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What a file holds.

    Attributes:
        value: what `make` made of it.
        content: the bytes on the disk that it was made of, sealed if they are.
        damage: why the file itself could not be used, and the version before it was;
            empty when all is well.
        aside: where the damaged file is now, if it was moved; of a changed one, the version
            before it.
        changed: it can be used, and is not as Coach wrote it.
    """

    value: T
    content: bytes
    damage: str = ""
    aside: Path | None = None
    changed: bool = False


def backup(path: Path) -> Path:
    """Return where the version before the present one of `path` lies."""
    return path.with_name(path.name + _BACKUP)


# ------------------------------------------------------------------ reading


def look(path: Path, make: Make[T], seal: Seal = PLAIN) -> Found[T]:
    """Read `path`, or the good version before it, and change nothing.

    Raises:
        Missing: neither is there.
        Ruined: neither is good.
        CoachError: it can't be read; or what `make` raises.
    """
    damage, there = "", False
    for place in (path, backup(path)):
        try:
            content = content_of(place)
            body = unmarked(seal.open(content))
            return Found(make(parse(body.content)), content, damage, changed=body.changed)
        except FileNotFoundError:
            reason = _("It was gone.")
        except Damaged as error:
            reason, there = str(error), True
        except OSError as error:
            raise unreadable(place, error) from error
        damage = damage or reason
    if not there:
        raise Missing(
            _("There is no such file."), where=str(path), advice=_("It may have been deleted.")
        )
    raise Ruined(
        _("This file is damaged. {reason}").format(reason=damage),
        where=str(path),
        advice=_("It is kept as it is: a person may still read in it what was written."),
    )


def read(path: Path, make: Make[T], seal: Seal = PLAIN) -> Found[T]:
    """Read `path`; set it aside if it is damaged, and put the good version before it back.

    Where it was changed it is used, for that was mostly its owner; and the version before is
    set aside, so that no save of ours takes it away.

    Only for the program that may write `path`. Raises as `look`; after `Ruined` what was
    there lies aside.
    """
    try:
        found = look(path, make, seal)
    except Ruined as error:
        places = [place for place in (path, backup(path)) if place.exists()]
        kept = [aside for place in places if (aside := _try_set_aside(place, path))]
        raise Ruined(
            error.what, where=str(kept[0] if kept else path), advice=error.advice
        ) from None
    if not found.damage:
        if found.changed and backup(path).exists():
            return replace(found, aside=_try_set_aside(backup(path), path))
        return found
    aside = _try_set_aside(path, path) if path.exists() else None
    if not path.exists():
        with suppress(CoachError):  # on a full disk the good version is still the backup
            _put(path, found.content, None)
    return replace(found, aside=aside)


def notice(found: Found[T]) -> str:
    """Return what to tell the person whose session was read so; "" mostly."""
    aside = found.aside.name if found.aside else ""
    if found.damage:
        says = [
            _("Something was wrong with this session's file."),
            found.damage,
            _("You have the version that was saved before it."),
            aside and _("The damaged file is kept as {name}.").format(name=aside),
        ]
    elif found.changed:
        says = [
            _("This session's file is not as Coach wrote it: somebody changed it, or the disk."),
            aside and _("The version before is kept as {name}.").format(name=aside),
            _("If it was not you, look over what it says."),
        ]
    else:
        return ""
    return " ".join(one for one in says if one)


def holds(path: Path, content: bytes) -> bool:
    """Return whether the file at `path` is there and holds exactly `content`."""
    try:
        return content_of(path) == content
    except (OSError, Damaged):
        return False


def _try_set_aside(place: Path, path: Path) -> Path | None:
    """Move `place` to the first free `NAME.damaged-N.toml`, or leave it if that can't be done."""
    try:
        return set_aside(place, path)
    except OSError:
        return None


def set_aside(place: Path, path: Path) -> Path:
    """Move `place` to the first free `NAME.damaged-N.toml` beside `path`, and return where.

    Raises:
        OSError: it can't be moved.
    """
    number = 1
    while True:
        aside = path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")
        try:
            os.close(os.open(aside, CREATE, 0o600))  # claims the name: never over another
        except FileExistsError:
            number += 1
            continue
        rename(place, aside)
        return aside


# ------------------------------------------------------------------ writing


def write(path: Path, table: Mapping[str, Any]) -> bytes:
    """Write `table` to `path` as TOML, and return the bytes; see `put`."""
    content = render(table)
    put(path, content)
    return content


def put(path: Path, content: bytes) -> None:
    """Make `content` the file at `path`, and keep the good version before it beside.

    Raises:
        CoachError: the disk is full, or Coach may not write there. The old file stands.
    """
    try:
        present = _good(path)
    except OSError as error:
        raise unwritable(path, error) from error
    _put(path, content, present)


def put_over(path: Path, content: bytes, present: bytes | None) -> None:
    """Make `content` the file at `path`, if that holds `present` or has gone.

    Args:
        present: the bytes that this program last read or wrote there; None if it never did.

    Raises:
        Changed: the file holds something else. It is left as it is.
        CoachError: as `put`.
    """
    try:
        now: bytes | None = content_of(path)
    except FileNotFoundError:
        now = None
    except Damaged:
        now = b""
    except OSError as error:
        raise unwritable(path, error) from error
    if now is not None and now != present:
        raise Changed(_("Another program has changed this file."), where=str(path))
    _put(path, content, now)


def _good(path: Path) -> bytes | None:
    """Return what a good file at `path` holds; None if there is none, or none any more."""
    try:
        present = content_of(path)
        parse(present)
        return present
    except FileNotFoundError:
        return None
    except Damaged:
        set_aside(path, path)  # the backup is better than this, and stays
        return None


def _put(path: Path, content: bytes, present: bytes | None) -> None:
    """Write `content`; `present` is the good file at `path`, None if there is none."""
    try:
        make_folder(path.parent)
        fresh = temporary(path, content)
        try:
            if present is not None:
                _keep(path, present)
            rename(fresh, path)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        sync(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error


def _keep(path: Path, present: bytes) -> None:
    """Give the good file at `path` its second name, in one step."""
    spare = spare_name(path)
    try:
        try:
            os.link(path, spare)  # a second name for the same bytes: nothing can be half done
        except OSError:  # a file system without such names
            spare = temporary(path, present)
        rename(spare, backup(path))
    finally:
        # Renaming one name of a file to another of its names does nothing (POSIX rename).
        spare.unlink(missing_ok=True)
