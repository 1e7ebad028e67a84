"""`coach new`: a scenario to start from, whole and commented, with a family and a rehearsal."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from shlex import quote

from coach.errors import CoachError
from coach.export.files import folder_named
from coach.language import _
from coach.scenario.library import folder as ours
from coach.scenario.rules import LONGEST_ID, is_id

Say = Callable[[str], None]

_HERE = Path(__file__).parent
_ID, _TITLE = "STARTER-ID", "STARTER-TITLE"
SAMPLE = "example"
"""The name of the family that comes with a new scenario."""


def title_of(id: str) -> str:
    """Return a title to begin with: `lost-jacket` becomes “Lost jacket”."""
    words = id.replace("-", " ")
    return words[:1].upper() + words[1:]


def files(id: str) -> dict[str, str]:
    """Return what a new scenario consists of: file names in its folder, and their texts.

    Args:
        id: of the form that `is_id` takes, so it can end no string and leave no folder.
    """
    return {
        f"{id}.toml": _filled("starter.toml", id),
        f"samples/{id}/{SAMPLE}.toml": _filled("starter-sample.toml", id),
        f"rehearsal/{id}.toml": _filled("starter-rehearsal.toml", id),
    }


def _filled(name: str, id: str) -> str:
    text = (_HERE / name).read_text(encoding="utf-8")
    return text.replace(_ID, id).replace(_TITLE, title_of(id))


def create(id: str, folder: Path) -> tuple[Path, ...]:
    """Write a new scenario into `folder`, which is made if it is not there.

    Raises:
        CoachError: the id can't be one or is taken, a file is there already, or the folder
            can't be written to. Then nothing is written, or what was is taken away again.
    """
    _check_id(id)
    wanted = {folder / name: text for name, text in files(id).items()}
    for path in wanted:
        if os.path.lexists(path):
            raise _there_already(path)
    written: list[Path] = []
    try:
        for path, text in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, text)
            written.append(path)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        if isinstance(error, FileExistsError) and error.filename2:
            raise _there_already(Path(error.filename2)) from None
        raise CoachError(
            _("The scenario could not be written: {reason}.").format(
                reason=error.strerror or str(error)
            ),
            where=str(error.filename or folder),
            advice=_("Choose a folder you can write to, with --folder DIR."),
        ) from error
    return tuple(written)


def _check_id(id: str) -> None:
    if not is_id(id):
        raise CoachError(
            _("“{id}” can't be an id.").format(id=id[:LONGEST_ID]),
            advice=_("Use a-z, 0-9 and single hyphens, as in lost-jacket."),
        )
    if (ours() / f"{id}.toml").exists():
        raise CoachError(
            _("“{id}” belongs to Coach already.").format(id=id),
            advice=_("Choose another id. What there is: coach list"),
        )


def _there_already(path: Path) -> CoachError:
    return CoachError(
        _("There is such a file already, and it stays as it is."),
        where=str(path),
        advice=_("Choose another id, or another folder with --folder DIR."),
    )


def _write(path: Path, text: str) -> None:
    """Put a file in place whole or not at all, and never over another one."""
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            # Unlike a rename, this fails where somebody has made that file meanwhile.
            os.link(beside, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    finally:
        beside.unlink(missing_ok=True)


def run(options: argparse.Namespace, say: Say) -> int:
    """Write a new scenario, say what to do next, and return 0.

    Raises:
        CoachError: as `create` does.
    """
    folder = folder_named(options.folder)
    written = create(options.id, folder)
    for path in written:
        say(_("Written: {path}").format(path=path))
    first = written[0]
    file = quote(str(first) if first.is_absolute() else f".{os.sep}{first}")
    sample = quote(str(written[1]))
    say("")
    say(_("It is whole: change the words, and look at what comes of it."))
    for command, does in (
        (f"coach watch {file}", _("what comes of it, each time you save")),
        (f"coach check {file}", _("what is wrong with it")),
        (f"coach run {file} --answers {sample}", _("the made-up family's message")),
        (f"coach run {file}", _("as a parent would meet it")),
        (f"coach rehearse {file} --answers {sample}", _("the talk, with somebody who answers")),
        (f"coach cover {file}", _("every branch and thousands of talks, tried")),
    ):
        say(f"  {command}\n      {does}")
    return 0
