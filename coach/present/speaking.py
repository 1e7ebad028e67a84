"""What stands on the second terminal: the notes of the slide, what comes next, and the time."""

from __future__ import annotations

from dataclasses import dataclass

from coach.language import _
from coach.present.deck import Material, deck
from coach.present.doing import shown
from coach.present.pages import Frame
from coach.present.slide import Piece, Slide
from coach.present.state import Presentation, counted, elapsed


@dataclass(frozen=True, slots=True)
class Spoken:
    """The notes, as they are shown.

    Attributes:
        place: "12 of 48: What is hard".
        time: the timer, in words.
        news: what is special just now: black, paused, a branch not taken, nobody presenting.
        pieces: the notes themselves.
        next: the next slide's title; "" after the last.
    """

    place: str
    time: str
    news: str
    pieces: tuple[Piece, ...]
    next: str


WIDE = Frame(10_000, 10_000)
"""A page with room for all: the notes tell of slides, not of pages."""


_SHOWN_NOW = _("Shown now: a branch not taken, “{title}”.")


def spoken(material: Material, state: Presentation, now: int, *, presenting: bool = True) -> Spoken:
    """Return the notes for where a presentation stands.

    Args:
        now: seconds since 1970.
        presenting: whether the first screen is there.
    """
    slides = deck(material, state)
    seen = shown(material, state, WIDE)
    coming = slides[seen.number].title if seen.number < seen.total else ""
    place = _("{n} of {m}: {title}").format(n=seen.number, m=seen.total, title=seen.of.title)
    news = []
    if not presenting:
        news.append(_("The first screen has stopped. There: coach present"))
    if state.black:
        news.append(_("The screen is black."))
    if state.paused:
        news.append(_("The timer rests."))
    if seen.other:
        of_talk = seen.slide.kind == "did"
        told = _("Shown now: what another reply does.") if of_talk else _SHOWN_NOW
        news.append(told.format(title=seen.slide.title))
    return Spoken(
        place,
        time_told(state, now),
        "\n".join(news),
        tuple(_pieces(state, seen.slide if seen.other else seen.of)),
        coming,
    )


def _pieces(state: Presentation, slide: Slide) -> list[Piece]:
    notes = slide.notes
    found = [Piece(line, mark="· ", gap=not at) for at, line in enumerate(notes.say)]
    found += [
        Piece(line, "big", mark=_("Ask: ") if not at else "     ", gap=not at)
        for at, line in enumerate(notes.ask)
    ]
    if notes.wrote:
        found.append(Piece(notes.wrote, mark=_("The family: ")))
    if slide.votes and state.hands.get(slide.id):
        told = ", ".join(
            f"{number}: {hands}"
            for number, hands in enumerate(counted(state, slide.id, slide.votes), 1)
        )
        found.append(Piece(told, mark=_("Hands: ")))
    if notes.why:
        found.append(Piece(notes.why, mark=_("Why: ")))
    found += [
        Piece(f"{name}. {says}", mark=_("Teaches: ") if not at else " " * 9, gap=not at)
        for at, (name, says) in enumerate(notes.teaches)
    ]
    return found


def time_told(state: Presentation, now: int) -> str:
    """Return how long it has taken and how much is left, in words."""
    if not state.started:
        planned = _("{n} minutes are planned.").format(n=state.minutes) if state.minutes else ""
        return (
            _("The timer starts with the second slide. {planned}").format(planned=planned).strip()
        )
    gone = elapsed(state, now)
    told = clock(gone)
    if state.minutes:
        left = state.minutes * 60 - gone
        told += " · " + (
            _("{time} left of {n} min").format(time=clock(left), n=state.minutes)
            if left >= 0
            else _("{time} over {n} min").format(time=clock(-left), n=state.minutes)
        )
    return told


def clock(seconds: int) -> str:
    """Return seconds as 1:05:09 or 5:09."""
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
