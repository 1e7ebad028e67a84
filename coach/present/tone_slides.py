"""What the tone coach says to a room: one plain reason, and one reading of the whole."""

from __future__ import annotations

from coach.compose.written import Letter
from coach.language import _
from coach.present.slide import Notes, Piece, Slide
from coach.tone.picture import ASPECT_NAMES
from coach.tone.review import Review, review

WHOLE = ("email", "letter")
"""Channels whose message has a greeting and an end."""
BAR = 20
"""Columns of a full bar."""


def lands_badly(text: str) -> str:
    """Return the tone coach's gravest reason why `text` lands badly; "" where it has none."""
    found = review(text, whole=False)
    flags = found.warnings or found.flags
    return max(flags, key=lambda flag: flag.weight).says if flags else ""


def reading_slide(letter: Letter) -> Slide | None:
    """Return how a whole message reads; None for what nobody reads, such as a plan for a call."""
    if letter.channel not in WHOLE:
        return None
    found = review(letter.body, whole=True)
    pieces = [
        Piece(_("Reads {score} of 100").format(score=found.scores.overall), "big"),
        *(
            Piece(bar(getattr(found.picture, aspect)), "option", mark=f"{name:<12} ", gap=not at)
            for at, (aspect, name) in enumerate(ASPECT_NAMES.items())
        ),
    ]
    if found.most:
        pieces.append(Piece(_("What would help most: {what}").format(what=found.most)))
    return Slide(
        "reading",
        "reading",
        _("How it reads"),
        _("How it reads"),
        tuple(pieces),
        notes=Notes(
            say=(
                _("The number is a smoke alarm, no grade. It knows words, not people."),
                *_praise(found),
            ),
            ask=(_("Would you have guessed that? What does it miss?"),),
        ),
    )


def _praise(found: Review) -> list[str]:
    return list(dict.fromkeys(one.says for one in found.praise if one.weight))[:3]


def bar(score: int) -> str:
    """Return a score from 0 to 100 as a bar and the number."""
    full = max(0, min(BAR, round(score * BAR / 100)))
    return "█" * full + "░" * (BAR - full) + f" {score}"
