"""A rehearsal as plain lines, for tests and workshops: what the parent says, a line a turn.

# what the parent does
So in class you see him calm. What have you noticed at pick-up?
:good            pick the good reply (or :middling, :weak)
:breathe         a pause for breath
:then policy     the other side says this reaction next, with the line before it
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coach.errors import CoachError
from coach.language import _
from coach.rehearse.state import Entry, Pick
from coach.scenario.text import clean_line

LONGEST = 2_000
"""Characters of one line that anybody says."""
MOST = 500
"""Lines of one script."""

_PICKS: dict[str, Pick] = {":good": "good", ":middling": "middling", ":weak": "weak"}


def read_script(text: str, file: str = "") -> tuple[Entry, ...]:
    """Return the turns that a script holds.

    Raises:
        CoachError: a line that means nothing, with its number.
    """
    entries: list[Entry] = []
    for number, line in enumerate(text.split("\n"), 1):
        line = clean_line(line)
        if not line or line.startswith("#"):
            continue
        where = f"{file}:{number}" if file else str(number)
        if len(entries) >= MOST:
            raise CoachError(_("A script has {most} lines at most.").format(most=MOST), where=where)
        word, _space, rest = line.partition(" ")
        if word == ":then" and entries and rest:
            entries[-1] = replace(entries[-1], reaction=rest)
        elif word in _PICKS and not rest:
            entries.append(Entry(pick=_PICKS[word]))
        elif line == ":breathe":
            entries.append(Entry(breath=True))
        elif line.startswith(":") and not line.startswith("::"):
            raise CoachError(
                _("“{line}” is nothing a script can do.").format(line=line[:60]),
                where=where,
                advice=_("Write what the parent says, or :good, :middling, :weak, :breathe."),
            )
        else:
            entries.append(Entry(text=(line[2:] if line.startswith("::") else line)[:LONGEST]))
    return tuple(entries)


def write_script(entries: tuple[Entry, ...], about: str = "") -> str:
    """Return turns as the lines of a script; reading them gives the same talk."""
    return "\n".join(_lines(entries, about)) + "\n"


def _lines(entries: tuple[Entry, ...], about: str) -> Iterator[str]:
    if about:
        yield f"# {clean_line(about)}"
    for entry in entries:
        if entry.breath:
            yield ":breathe"
        elif entry.text:
            yield f"::{entry.text}" if entry.text.startswith((":", "#")) else entry.text
        else:
            yield f":{entry.pick}"
        if entry.reaction:
            yield f":then {entry.reaction}"
