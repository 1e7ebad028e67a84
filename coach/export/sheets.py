"""What comes of one scenario, as documents: the message, talking points, reply cards."""

from __future__ import annotations

from collections.abc import Iterable

from coach.compose.outcome import Reply, Said
from coach.export.document import (
    Block,
    Document,
    Heading,
    Listing,
    Notes,
    Pairs,
    Paragraph,
    paragraphs_of,
)
from coach.language import _
from coach.scenario.model import GROUPS, Channel, Group

SPOKEN: tuple[Channel, ...] = ("phone", "voicemail")
"""Channels whose message is read out, so it leaves in large type."""


def group_title(group: Group) -> str:
    """Return what a parent calls a group of talking points."""
    return {
        "open": _("To open"),
        "facts": _("What you know"),
        "ask": _("What to ask"),
        "offer": _("What you offer"),
        "close": _("To close"),
    }[group]


def subject_line(subject: str) -> str:
    """Return the line that says what a message is about."""
    return _("Subject: {subject}").format(subject=subject)


def message(title: str, channel: Channel, subject: str, body: str) -> Document:
    """Return a message as a page; a phone script in large type."""
    blocks: list[Block] = [Paragraph(subject_line(subject), "strong")] if subject else []
    blocks += [Paragraph(text) for text in paragraphs_of(body)]
    return Document(title, tuple(blocks), large=channel in SPOKEN)


def talking_points(points: Iterable[Said]) -> Document:
    """Return the sheet for the table: points under their groups, then room for notes."""
    said = sorted(points, key=lambda point: GROUPS.index(point.group))
    blocks: list[Block] = [Heading(_("Talking points"), 1)]
    for group in GROUPS:
        items = tuple(point.text for point in said if point.group == group)
        if items:
            blocks += [Heading(group_title(group)), Listing(items)]
    blocks.append(Notes(_("Notes")))
    return Document(_("Talking points"), tuple(blocks), one_page=True)


def reply_cards(cards: Iterable[Reply]) -> Document:
    """Return the reply cards: if they say, you could say, better not."""
    blocks: list[Block] = [Heading(_("Reply cards"), 1)]
    for card in cards:
        rows = [(_("If they say:"), card.they_say), (_("You could say:"), card.you_say)]
        if card.avoid:
            rows.append((_("Better not:"), card.avoid))
        blocks.append(Pairs(tuple(rows)))
    return Document(_("Reply cards"), tuple(blocks))
