"""Adding a pack to the folder of packs, and taking it away: whole, or not at all.

The files go into a folder of their own, `packs/ID/files-1f2e3d4c/`, down to the disk. Then
`packs/ID/added.json` is put in place, in one step, and says that they are there: it is what
makes a pack a pack (`installed`). So a program that is killed half-way has added nothing; and
where a pack takes the place of another, the old one stands until that one step.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

import msgspec
from msgspec.structs import replace

from coach.casebook.disk import CREATE, make_folder, rename, sync, temporary, unwritable
from coach.casebook.lock import Lock, SessionInUse
from coach.casebook.names import is_id_anywhere
from coach.errors import CoachError
from coach.language import _
from coach.packs.contents import Contents
from coach.scenario import installed
from coach.scenario.content import PracticesFile, role
from coach.scenario.installed import Added, Offered
from coach.scenario.load import read, read_as, top_of
from coach.scenario.model import FORMAT, Pack
from coach.scenario.rules import is_id
from coach.scenario.text import clean_line

_LONGEST_LINE = 300
_LOCK = "packs"
"""One program at a time adds or removes."""


def manifest(contents: Contents, today: date) -> Added:
    """Return what is to be known of a pack that was checked and found sound.

    Raises:
        CoachError: it has no `pack.toml`, or that does not say whose it is.
        ScenarioError: one of its files can't be read after all.
    """
    texts = {name: content.decode() for name, content in _toml(contents)}
    if "pack.toml" not in texts:
        raise CoachError(
            _("There is no pack.toml in it, so nobody can tell whose it is."),
            advice=_('Its author writes one: id = "…", title = "…", author = "…", license = "…".'),
        )
    about = read_as(texts["pack.toml"], "pack.toml", Pack)
    if not (about.author.strip() and about.license.strip()):
        raise CoachError(
            _("This pack doesn't say whose it is and how others may use it."),
            where="pack.toml",
            advice=_('Its author writes there: author = "…", license = "…".'),
        )
    if not (is_id(about.id) and is_id_anywhere(about.id)):
        raise CoachError(
            _("“{id}” can't be the id of a pack.").format(id=_line(about.id)[:60]),
            where="pack.toml",
            advice=_("Use a-z, 0-9 and single hyphens, as in our-school."),
        )
    own = texts.get("practices.toml")
    return Added(
        format=FORMAT,
        id=about.id,
        title=_line(about.title),
        author=_line(about.author),
        license=_line(about.license),
        language=about.language,
        on=today.isoformat(),
        folder=f"files-{os.urandom(4).hex()}",
        files={name: hashlib.sha256(it).hexdigest() for name, it in contents.files.items()},
        bytes=contents.bytes,
        scenarios=tuple(_offered(texts)),
        practices=len(read_as(own, "practices.toml", PracticesFile).practice) if own else 0,
    )


def _line(text: str) -> str:
    """Return a text as it may stand in a list."""
    return clean_line(text)[:_LONGEST_LINE]


def _toml(contents: Contents) -> Iterable[tuple[str, bytes]]:
    return ((name, it) for name, it in contents.files.items() if name.endswith(".toml"))


def _offered(texts: dict[str, str]) -> Iterable[Offered]:
    for name, text in texts.items():
        if "/" in name or role(name) != "scenario":
            continue
        id = name.removesuffix(".toml")
        samples = f"samples/{id}/"
        top = top_of(read(text, name))
        yield Offered(
            top=replace(top, title=_line(top.title), summary=_line(top.summary)),
            samples=tuple(
                each.removeprefix(samples).removesuffix(".toml")
                for each in texts
                if each.startswith(samples)
            ),
            rehearsed=f"rehearsal/{id}.toml" in texts,
        )


# ------------------------------------------------------------------ adding


def add(added: Added, contents: Contents) -> None:
    """Put a checked pack in its place; one with its id that was there before is replaced.

    Raises:
        CoachError: the disk is full, Coach may not write there, or another program is adding.
            What was there stands.
    """
    here = {one.id for one in installed.every()}
    if len(here) >= installed.MOST_PACKS and added.id not in here:
        raise CoachError(
            _("There are {n} packs already.").format(n=installed.MOST_PACKS),
            advice=_("Take one away first: coach pack remove NAME."),
        )
    _alone(lambda: _add(added, contents))


def _add(added: Added, contents: Contents) -> None:
    home = installed.shelf() / added.id
    make_folder(home)
    _sweep(home)
    fresh = home / added.folder
    try:
        try:
            _write_files(fresh, contents)
            spare = temporary(home / installed.MANIFEST, msgspec.json.encode(added))
            rename(spare, home / installed.MANIFEST)
        except BaseException:
            _sweep(home)  # whichever of the two the manifest names is kept
            raise
        sync(home)
    except OSError as error:
        raise unwritable(home, error) from error
    _sweep(home)


def _write_files(folder: Path, contents: Contents) -> None:
    folder.mkdir(mode=0o700)
    made = {folder}
    for name, content in contents.files.items():
        file = folder / name
        for place in reversed(file.relative_to(folder).parents[:-1]):
            if folder / place not in made:
                (folder / place).mkdir(mode=0o700)
                made.add(folder / place)
        with os.fdopen(os.open(file, CREATE, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    for place in made:
        sync(place)
    sync(folder.parent)


# ------------------------------------------------------------------ removing


def remove(id: str) -> None:
    """Take a pack away: first that it is one, then its files. Nothing else is touched.

    Args:
        id: of a pack, whether what is known of it is sound or not.

    Raises:
        CoachError: there is none, it can't be deleted, or another program is adding.
    """
    home = installed.shelf() / id
    if not is_id(id) or not os.path.lexists(home):
        raise installed.no_such(id)
    _alone(lambda: _remove(home))


def _remove(home: Path) -> None:
    try:
        if not home.is_symlink():
            (home / installed.MANIFEST).unlink(missing_ok=True)
            sync(home)
        _delete(home)
        sync(home.parent)
    except OSError as error:
        raise unwritable(home, error) from error


def _alone(do: Callable[[], None]) -> None:
    shelf = installed.shelf()
    try:
        lock = Lock(shelf, _LOCK)
    except SessionInUse:
        raise CoachError(
            _("Another program is adding or removing a pack just now."),
            where=str(shelf),
            advice=_("Wait until it has ended, then try again."),
        ) from None
    try:
        do()
    finally:
        lock.release()


def _sweep(home: Path) -> None:
    """Delete what belongs to no pack: what a killed program left, what was replaced."""
    file = home / installed.MANIFEST
    keep = {file}
    if os.path.lexists(file):
        try:
            keep.add(installed.pack(home.name).place)
        except CoachError:
            return  # nobody can tell which of them were its files
    with suppress(OSError):
        for place in list(home.iterdir()):
            if place not in keep:
                _delete(place)


def _delete(place: Path) -> None:
    """Delete a file, a folder with all in it, or a link; what a link leads to stays."""
    try:
        about = place.lstat()
    except FileNotFoundError:
        return
    if stat.S_ISDIR(about.st_mode):
        shutil.rmtree(place)  # follows no link, not even one that is put there meanwhile
    else:
        place.unlink()
