"""The settings of the free-talking partner: the table `talk` of settings.toml in Coach's folder.

    [talk]
    address = "http://localhost:11434"
    model = "llama3.2"

No file, no table or no address: it is off. People write the file; Coach only reads it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coach.errors import CoachError
from coach.freely.server import Server
from coach.language import _
from coach.scenario.text import clean_line

FILE = "settings.toml"
"""Its name, in Coach's folder."""
MOST_BYTES = 100_000
"""Of the file. Ours take a few lines."""
SECONDS = (1.0, 60.0)
"""What a person may choose: the least, the most."""
_NAMES = ("address", "model", "far", "seconds")


def server_in(folder: Path) -> Server | None:
    """Return the server that the settings name, None where the partner is off.

    Args:
        folder: Coach's folder; it need not exist.

    Raises:
        CoachError: the file can't be read, or something in it can't be used.
    """
    path = folder / FILE
    talk = _table(path).get("talk", {})
    if not isinstance(talk, dict):
        raise _wrong(path, _("“talk” has to be a table."), _("Write [talk] on a line of its own."))
    for name in talk:
        if name not in _NAMES:
            raise _wrong(
                path,
                _("[talk] knows no “{name}”.").format(name=name),
                _("It knows {names}.").format(names=", ".join(_NAMES)),
            )
    return _server(path, talk)


def _server(path: Path, talk: Mapping[str, Any]) -> Server | None:
    address = _text(path, talk, "address")
    model = _text(path, talk, "model")
    far = talk.get("far", False)
    if not isinstance(far, bool):
        raise _unusable(path, "far", _("true or false"))
    seconds = talk.get("seconds", 8.0)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise _unusable(path, "seconds", _("a number"))
    if not SECONDS[0] <= seconds <= SECONDS[1]:
        raise _wrong(
            path,
            _("A line can't take {seconds} seconds.").format(seconds=seconds),
            _("Choose between {least:g} and {most:g}.").format(least=SECONDS[0], most=SECONDS[1]),
        )
    if not address:
        return None
    try:
        return Server(address, model, far, float(seconds))
    except CoachError as error:
        raise _wrong(path, error.what, error.advice) from None


def _text(path: Path, talk: Mapping[str, Any], name: str) -> str:
    value = talk.get(name, "")
    if not isinstance(value, str):
        raise _unusable(path, name, _("text in quotation marks"))
    return clean_line(value)


def _unusable(path: Path, name: str, expected: str) -> CoachError:
    return _wrong(
        path,
        _("“{name}” can't be used as it is.").format(name=name),
        _("Write {expected} behind {name} =").format(expected=expected, name=name),
    )


def _table(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    if not path.is_file():  # a pipe would hang us
        raise _wrong(
            path, _("This is no ordinary file."), _("Take it away: Coach works without it.")
        )
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _wrong(
            path,
            _("The settings can't be read ({reason}).").format(reason=error.strerror or error),
            _("Look who may read the file, or take it away: Coach works without it."),
        ) from None
    if len(content) > MOST_BYTES:
        raise _wrong(
            path,
            _("This is far longer than any settings."),
            _("Take the file away: Coach works without it."),
        )
    try:
        return tomllib.loads(content.decode("utf-8-sig"))  # an editor may add the mark
    except (ValueError, RecursionError) as error:
        raise _wrong(
            path,
            _("The settings are not TOML ({reason}).").format(reason=error),
            _("Mend that line, or take the file away: Coach works without it."),
        ) from None


def _wrong(path: Path, what: str, advice: str) -> CoachError:
    return CoachError(what, where=str(path), advice=advice)
