"""What leaves, as plain text: exactly what the screen showed, and nothing else."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from coach.compose.outcome import Outcome, Reply, Said
from coach.language import _
from coach.scenario.model import Group
from coach.scenario.text import clean


def letter_text(subject: str, body: str) -> str:
    """Return a message as it is pasted: a subject line where it has one, then the body."""
    head = _("Subject: {subject}").format(subject=subject) + "\n\n" if subject else ""
    return clean(f"{head}{body.strip()}\n")


def group_title(group: Group) -> str:
    """Return what a parent calls a group of talking points."""
    return {
        "open": _("To open"),
        "facts": _("What you know"),
        "ask": _("What to ask"),
        "offer": _("What you offer"),
        "close": _("To close"),
    }[group]


def points_text(points: Iterable[Said]) -> str:
    """Return the talking points under their groups, in the order they are said."""
    lines = [_("Talking points")]
    group = ""
    for point in sorted(points, key=lambda said: _ORDER.index(said.group)):
        if point.group != group:
            group = point.group
            lines += ["", group_title(point.group)]
        lines.append(_hanging("- ", point.text))
    return "\n".join(lines) + "\n"


_ORDER: tuple[Group, ...] = ("open", "facts", "ask", "offer", "close")


def cards_text(cards: Iterable[Reply]) -> str:
    """Return the reply cards: if they say, you could say, better not."""
    lines = [_("Reply cards")]
    for card in cards:
        lines += [
            "",
            _hanging(_("If they say:   "), card.they_say),
            _hanging(_("You could say: "), card.you_say),
        ]
        if card.avoid:
            lines.append(_hanging(_("Better not:    "), card.avoid))
    return "\n".join(lines) + "\n"


def has_notes(outcome: Outcome) -> bool:
    """Return whether there is anything beside the letters."""
    return bool(outcome.points or outcome.cards)


def _hanging(mark: str, text: str, width: int = 78) -> str:
    """Wrap `text` behind `mark`, its further lines under its first."""
    wrapped = textwrap.wrap(
        " ".join(text.split()), width - len(mark), break_long_words=False, break_on_hyphens=False
    )
    return mark + ("\n" + " " * len(mark)).join(wrapped or [""])
