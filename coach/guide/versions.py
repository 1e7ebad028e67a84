"""What the messages of a sitting said before, for both faces: the list, and two side by side."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from coach.casebook.versions import Version, moment, of_letter
from coach.desk.compare import Comparison, compare, tone_in_words
from coach.guide.guide import Guide
from coach.guide.listing import local_day, say_when
from coach.guide.tone import WHOLE, told
from coach.language import _
from coach.scenario.text import count_words


class Kept(NamedTuple):
    """One message with its versions.

    Attributes:
        letter, title: of the message.
        whole: it is read as a whole message, with a greeting and an end.
        versions: oldest first; the last is what it says now.
    """

    letter: str
    title: str
    whole: bool
    versions: tuple[Version, ...]


def kept(guide: Guide) -> tuple[Kept, ...]:
    """Return every message that has a version, in the order of the messages; then bygone ones."""
    session = guide.keeper.session
    letters = {one.letter.id: one.letter for one in guide.sheets()} if guide.path.finished else {}
    ids = dict.fromkeys((*letters, *(one.letter for one in session.versions)))
    found = []
    for id in ids:
        versions = of_letter(session.versions, id)
        letter = letters.get(id)
        if versions:
            title = letter.title if letter is not None else _title(guide, id)
            whole = letter.channel in WHOLE if letter is not None else False
            found.append(Kept(id, title, whole, versions))
    return tuple(found)


def _title(guide: Guide, id: str) -> str:
    """Return what a message is called that the answers do not lead to any more."""
    message = next((one for one in guide.scenario.message if one.id == id), None)
    return guide.fill(message.title) if message is not None else id


def compared(kept: Kept, one: int, other: int) -> Comparison:
    """Return what changed between two versions, by their places; the earlier is the old one."""
    old, new = sorted((one, other))
    return compare(_text(kept.versions[old]), _text(kept.versions[new]), kept.whole or None)


def _text(version: Version) -> str:
    """Return a version's words. A subject stands above them, as it does in a mail."""
    if not version.subject:
        return version.body
    return _("Subject: {subject}").format(subject=version.subject) + "\n\n" + version.body


def tone_lines(found: Comparison) -> tuple[str, ...]:
    """Return how the tone moved from one version to the other, line by line."""
    return (
        tone_in_words(found.tone),
        *(_("New: {what}").format(what=told(flag)) for flag in found.raised),
        *(
            _("Settled: “{words}”").format(words=" ".join(flag.match.split()))
            for flag in found.settled
            if flag.match.strip()
        ),
    )


def describe(kept: Kept, at: int, today: date) -> tuple[str, str]:
    """Return a version's line in a list: its name, and when, how long and whose hour."""
    version = kept.versions[at]
    name = _("Version {n}").format(n=at + 1)
    if at == len(kept.versions) - 1:
        name = _("{name}, as it is now").format(name=name)
    time = moment(version).astimezone()
    said = [
        say_when(local_day(version.at), today) + f" {time:%H:%M}",
        _("{n} words").format(n=count_words(version.body)),
        *([_("with the coach")] if version.by == "coach" else []),
    ]
    return name, " · ".join(said)


def none_yet() -> str:
    """Return what to say where nothing is kept yet."""
    return _("There is one version so far. Each change you make to the message is kept here.")
