"""What a bundle says of itself: lines of TOML that a person can read, and no name of a machine."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from coach.casebook.toml import Damaged, parse, render
from coach.errors import CoachError
from coach.language import _

FORMAT = 1
MOST_BUNDLES = 200
"""The ids of so many bundles are remembered: as many hours with one coach."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The manifest.

    Attributes:
        format: of the bundle.
        id: drawn by chance; nothing follows from it.
        made: when, aware, in UTC: nothing of where.
        turn: how many bundles led to this one, itself counted.
        family: the id of the child's card.
        led: the ids of the bundles that led to it, oldest first.
        sessions, entries: how many of each there are in it.
        redacted: names and days are taken out: it is there to be read, not to be taken in.
    """

    id: str
    made: datetime
    family: str
    turn: int = 1
    led: tuple[str, ...] = ()
    sessions: int = 0
    entries: int = 0
    redacted: bool = False
    format: int = FORMAT

    def content(self) -> bytes:
        """Return what stands in the file."""
        return render(msgspec.structs.asdict(self))


def manifest_in(content: bytes) -> Manifest:
    """Return the manifest that `content` holds.

    Raises:
        Damaged: it holds none.
        CoachError: a newer Coach made it.
    """
    table: dict[str, Any] = parse(content)
    format = table.get("format")
    if isinstance(format, int) and not isinstance(format, bool) and format > FORMAT:
        raise CoachError(
            _("A newer Coach made this bundle (format {theirs}, here {ours}).").format(
                theirs=format, ours=FORMAT
            ),
            advice=_("Bring this Coach up to date, then open it again."),
        )
    try:
        found = msgspec.convert(table, Manifest)
    except msgspec.ValidationError as error:
        raise Damaged(_("It does not say what it is ({reason}).").format(reason=error)) from None
    if found.format != FORMAT or found.made.tzinfo is None:
        raise Damaged(_("It does not say what it is."))
    return found


def led_to(*lists: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of several lists in one, each once, the newest at the end."""
    every = [id for ids in lists for id in ids]
    newest_last = list(dict.fromkeys(reversed(every)))[:MOST_BUNDLES]
    return tuple(reversed(newest_last))
