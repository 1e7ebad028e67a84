"""A folder from a stranger as a pack: which of its files may be read, and why the rest may not.

    pack.toml   practices.toml   facts-us.toml   lost-jacket.toml   samples/lost-jacket/mia.toml
    reactions.toml   rehearsal/lost-jacket.toml

Two levels of folders are looked at and no more, links are followed only where they stay
inside, and there is an end to how many files and how much of them is read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.author.check.checked import problem, shown
from coach.errors import Problem
from coach.language import _
from coach.scenario.content import Role, role

MOST_SCENARIOS = 100
MOST_SAMPLES = 200
"""Samples of one scenario."""
MOST_FILES = 1_000
MOST_BYTES = 4_000_000
"""In all files of a pack together. Ours have a quarter of it."""
MOST_LINKS = 100
_MOST_ENTRIES = 20_000
"""Names in one folder. Whatever it is, it is no pack."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a pack.

    Attributes:
        shown: what to call it in a place.
        scenario: for a sample, the id of its folder; for a rehearsal, that of its name.
    """

    path: Path
    shown: str
    role: Role
    scenario: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """What may be read of a folder, in a fixed order, and the problems of the rest."""

    root: Path
    shown: str
    files: tuple[File, ...]
    problems: tuple[Problem, ...]

    def of(self, role: str) -> tuple[File, ...]:
        """Return the files of one role."""
        return tuple(file for file in self.files if file.role == role)


def open_pack(root: Path) -> Pack:
    """Return what `root` holds. Nothing in it is read, and nothing outside is touched."""
    look = _Look(root)
    files = look.scenarios()
    known = {file.path.stem for file in files if file.role == "scenario"}
    files += look.samples(known)
    files += look.rehearsals(known)
    files = look.within_reason(files)
    named = shown(root)
    if not any(file.role == "pack" for file in files):
        look.problem(
            "E604",
            _("this folder has no pack.toml, so nobody can tell whose it is"),
            shown(root / "pack.toml"),
            _('Write a pack.toml: format = 1, id = "…", title = "…".'),
            warning=True,
        )
    if not any(file.role == "scenario" for file in files) and not look.problems[:-1]:
        look.problem(
            "E604",
            _("there is no scenario in this folder"),
            named,
            _("Put a scenario's .toml file into it; coach new ID writes one."),
        )
    return Pack(root, named, tuple(files), tuple(look.problems))


class _Look:
    """One look through a folder, and the problems met on the way."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.real = os.path.realpath(root)
        self.problems: list[Problem] = []
        self.sizes: dict[Path, int] = {}
        self.links = 0

    def problem(
        self, code: str, message: str, file: str, advice: str, *, warning: bool = False
    ) -> None:
        self.problems.append(problem(code, message, file, advice, warning=warning))

    def scenarios(self) -> list[File]:
        found = [File(path, shown(path), role(path.name)) for path in self.toml_files(self.root)]
        scenarios = [file for file in found if file.role == "scenario"]
        if len(scenarios) > MOST_SCENARIOS:
            self.too_many(self.root, len(scenarios), MOST_SCENARIOS)
            return [file for file in found if file.role != "scenario"]
        return found

    def samples(self, known: set[str]) -> list[File]:
        folder = self.root / "samples"
        if not folder.is_dir() or not self.inside(folder):
            return []
        found: list[File] = []
        for entry in self.entries(folder):
            path = folder / entry.name
            if not self.inside(path):
                continue
            if not path.is_dir():
                if entry.name.endswith(".toml"):
                    self.homeless(path)
                continue
            if entry.name not in known:
                self.homeless(path)
                continue
            paths = list(self.toml_files(path))
            if len(paths) > MOST_SAMPLES:
                self.too_many(path, len(paths), MOST_SAMPLES)
                continue
            found += [File(each, shown(each), "sample", entry.name) for each in paths]
        return found

    def rehearsals(self, known: set[str]) -> list[File]:
        folder = self.root / "rehearsal"
        if not folder.is_dir() or not self.inside(folder):
            return []
        paths = list(self.toml_files(folder))
        if len(paths) > MOST_SCENARIOS:
            self.too_many(folder, len(paths), MOST_SCENARIOS)
            return []
        for path in paths:
            if path.stem not in known:
                self.problem(
                    "E611",
                    _("there is no scenario here that this is a rehearsal of"),
                    shown(path),
                    _("The rehearsal of lost-jacket.toml is rehearsal/lost-jacket.toml."),
                )
        return [
            File(path, shown(path), "rehearsal", path.stem) for path in paths if path.stem in known
        ]

    def within_reason(self, files: list[File]) -> list[File]:
        total = sum(self.sizes.get(file.path, 0) for file in files)
        if len(files) <= MOST_FILES and total <= MOST_BYTES:
            return files
        self.problem(
            "E603",
            _("there is too much in this folder: {count} files, {size:,} bytes").format(
                count=len(files), size=total
            ),
            shown(self.root),
            _("A pack has {files} files and {size:,} bytes at most. Make several of it.").format(
                files=MOST_FILES, size=MOST_BYTES
            ),
        )
        return []

    # -- one folder

    def toml_files(self, folder: Path) -> Iterator[Path]:
        for entry in self.entries(folder):
            path = folder / entry.name
            if entry.name.endswith(".toml") and self.inside(path) and self.is_file(path):
                yield path

    def entries(self, folder: Path) -> list[os.DirEntry[str]]:
        found: list[os.DirEntry[str]] = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    found.append(entry)
                    if len(found) > _MOST_ENTRIES:
                        self.too_many(folder, len(found), _MOST_ENTRIES)
                        return []
        except OSError as error:
            self.unreadable(folder, error.strerror or str(error))
        return sorted(found, key=lambda entry: entry.name)

    def inside(self, path: Path) -> bool:
        """Return whether `path`, links followed, lies in the pack; else say so."""
        if not path.is_symlink():
            return True
        self.links += 1
        if self.links > MOST_LINKS:
            if self.links == MOST_LINKS + 1:
                self.problem(
                    "E603",
                    _("there are more than {most} links in this folder").format(most=MOST_LINKS),
                    shown(self.root),
                    _("The rest was not followed. Put the files themselves here."),
                )
            return False
        target = os.path.realpath(path)
        if not os.path.exists(target):  # noqa: PTH110  # a loop or nothing: neither is a Path
            message = _("this link leads nowhere")
        elif os.path.commonpath([self.real, target]) != self.real:
            message = _("this link leads out of the folder")
        else:
            return True
        self.problem(
            "E602", message, shown(path), _("Put the file itself here, or take the link out.")
        )
        return False

    def is_file(self, path: Path) -> bool:
        try:
            found = path.stat()
        except OSError as error:
            self.unreadable(path, error.strerror or str(error))
            return False
        if stat.S_ISREG(found.st_mode):
            self.sizes[path] = found.st_size
            return True
        self.problem(
            "E601",
            _("this is a folder, a pipe or a device, not a file"),
            shown(path),
            _("Give it another name, or take it out of the pack."),
        )
        return False

    # -- what is found

    def homeless(self, path: Path) -> None:
        self.problem(
            "E607",
            _("there is no scenario here that this is a sample of"),
            shown(path),
            _("Samples of lost-jacket.toml stand in samples/lost-jacket/."),
        )

    def too_many(self, folder: Path, count: int, most: int) -> None:
        self.problem(
            "E603",
            _("there are {count} files in this folder; there is room for {most}").format(
                count=count, most=most
            ),
            shown(folder),
            _("None of them was read. Make several packs of it."),
        )

    def unreadable(self, path: Path, reason: str) -> None:
        self.problem(
            "E601",
            _("this can't be read: {reason}").format(reason=reason),
            shown(path),
            _("Check that you may read it."),
        )
