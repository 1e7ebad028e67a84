"""What a key does to a presentation: the next state of it. Pure; the time is handed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from coach.present.deck import Material, deck
from coach.present.others import others
from coach.present.pages import Frame, pages
from coach.present.slide import Slide
from coach.present.state import (
    LONGEST,
    MOST_GUESSES,
    MOST_HANDS,
    MOST_KEPT,
    Presentation,
)
from coach.scenario.text import clean_line

Does = Literal[
    "next",
    "back",
    "first",
    "last",
    "go",
    "hand",
    "hand-away",
    "other",
    "return",
    "black",
    "pause",
    "guess",
    "guess-away",
]
"""What can be done."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that is done.

    Attributes:
        number: which option a hand is for, from 1.
        text: which slide to go to, by its name; or what the room said.
    """

    does: Does
    number: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be seen.

    Attributes:
        slide: the slide, or the branch not taken that is shown in its place.
        of: the slide it belongs to; where it stands, from 1, among how many.
        page: which of its pages, from 0. pages: how many there are.
        other: which branch not taken it is, from 1; 0 is the slide itself.
    """

    slide: Slide
    of: Slide
    number: int
    total: int
    page: int
    pages: int
    other: int


def where(slides: tuple[Slide, ...], at: str) -> int:
    """Return the place of a slide by its name.

    One that has gone, since the room voted anew or the scenario was changed, is the nearest
    that is left of it: the same turn of the talk, its last turn, the same step.
    """
    for place, one in enumerate(slides):
        if one.id == at:
            return place
    parts = at.split(":")
    if len(parts) < 2:
        return 0
    names = [one.id.split(":") for one in slides]
    same_turn = [place for place, name in enumerate(names) if name[:2] == parts[:2]]
    same_step = [place for place, name in enumerate(names) if name[1:] == parts[1:2]]
    same_kind = [place for place, name in enumerate(names) if name[:1] == parts[:1]]
    return next((found[-1] for found in (same_turn, same_step, same_kind) if found), 0)


def shown(material: Material, state: Presentation, frame: Frame) -> Shown:
    """Return what is to be seen, in whatever state: it is always something."""
    slides = deck(material, state)
    place = where(slides, state.at)
    of = slides[place]
    beside = others(material, state, of) if state.other else ()
    other = min(state.other, len(beside))
    slide = beside[other - 1] if other else of
    count = len(pages(slide, frame))
    return Shown(slide, of, place + 1, len(slides), min(state.page, count - 1), count, other)


def press(
    material: Material, state: Presentation, deed: Deed, frame: Frame, now: int
) -> Presentation:
    """Return a presentation after one thing was done; the same where that does nothing.

    Args:
        frame: the room for a page.
        now: seconds since 1970.
    """
    if state.black and deed.does in ("next", "back", "return", "other", "hand", "hand-away"):
        after = state.but(black=False)  # first the light; what is on the slide is not known
    else:
        after = _DEEDS[deed.does](_At(material, state, frame, now), deed)
    if after == state:
        return state
    return _begun(after, state, now).but(touched=now)


@dataclass(frozen=True, slots=True)
class _At:
    """Where somebody is who does something."""

    material: Material
    state: Presentation
    frame: Frame
    now: int

    @property
    def slides(self) -> tuple[Slide, ...]:
        return deck(self.material, self.state)

    @property
    def shown(self) -> Shown:
        return shown(self.material, self.state, self.frame)

    def to(self, place: int, page: int = 0) -> Presentation:
        slides = self.slides
        slide = slides[max(0, min(place, len(slides) - 1))]
        if page < 0:
            page += len(pages(slide, self.frame))
        return self.state.but(at=slide.id, page=page, other=0, black=False)


def _begun(after: Presentation, before: Presentation, now: int) -> Presentation:
    """The timer begins when the first slide is left."""
    if after.started or after.at == before.at:
        return after
    return after.but(started=max(1, now), rested=0, paused=0)


def _next(at: _At, _deed: Deed) -> Presentation:
    seen = at.shown
    if seen.page + 1 < seen.pages:
        return at.state.but(at=seen.of.id, page=seen.page + 1, other=seen.other)
    if seen.other:
        return _other(at, _deed)
    if seen.number == seen.total:
        return at.state
    return at.to(seen.number)


def _back(at: _At, _deed: Deed) -> Presentation:
    seen = at.shown
    if seen.page > 0:
        return at.state.but(at=seen.of.id, page=seen.page - 1, other=seen.other)
    if seen.other:
        return _return(at, _deed)
    if seen.number == 1:
        return at.state
    return at.to(seen.number - 2, -1)


def _first(at: _At, _deed: Deed) -> Presentation:
    return at.to(0)


def _last(at: _At, _deed: Deed) -> Presentation:
    return at.to(len(at.slides) - 1)


def _go(at: _At, deed: Deed) -> Presentation:
    names = [one.id for one in at.slides]
    return at.to(names.index(deed.text)) if deed.text in names else at.state


def _hand(at: _At, deed: Deed) -> Presentation:
    seen, state = at.shown, at.state
    pressed = state.hands.get(seen.of.id, "")
    if not 0 < deed.number <= min(9, seen.of.votes) or len(pressed) >= MOST_HANDS:
        return state
    if not pressed and len(state.hands) >= MOST_KEPT:
        return state
    hands = {**state.hands, seen.of.id: pressed + str(deed.number)}
    return state.but(at=seen.of.id, other=0, hands=hands)


def _hand_away(at: _At, _deed: Deed) -> Presentation:
    seen, state = at.shown, at.state
    pressed = state.hands.get(seen.of.id, "")
    if seen.other or not pressed:
        return state
    return state.but(at=seen.of.id, hands=_but(state.hands, seen.of.id, pressed[:-1]))


def _other(at: _At, _deed: Deed) -> Presentation:
    seen = at.shown
    count = len(others(at.material, at.state, seen.of))
    if not count:
        return at.state
    return at.state.but(at=seen.of.id, other=(seen.other + 1) % (count + 1), page=0)


def _return(at: _At, _deed: Deed) -> Presentation:
    seen = at.shown
    if not seen.other:
        return at.state
    return at.state.but(at=seen.of.id, other=0, page=0)


def _black(at: _At, _deed: Deed) -> Presentation:
    return at.state.but(black=not at.state.black)


def _pause(at: _At, _deed: Deed) -> Presentation:
    state, now = at.state, max(1, at.now)
    if not state.started:
        return state
    if state.paused:
        rested = state.rested + max(0, now - state.paused)
        return state.but(paused=0, rested=rested)
    return state.but(paused=now)


def _guess(at: _At, deed: Deed) -> Presentation:
    seen, state = at.shown, at.state
    text = clean_line(clean_line(deed.text)[:LONGEST])
    said = state.guesses.get(seen.of.hears, ())
    if not text or not seen.of.hears or len(said) >= MOST_GUESSES:
        return state
    if not said and len(state.guesses) >= MOST_KEPT:
        return state
    after = state.but(
        at=seen.of.id, other=0, guesses={**state.guesses, seen.of.hears: (*said, text)}
    )
    return _to_last_page(at, after)


def _to_last_page(at: _At, after: Presentation) -> Presentation:
    """What was just written down is in view."""
    slides = deck(at.material, after)
    slide = slides[where(slides, after.at)]
    return after.but(page=len(pages(slide, at.frame)) - 1)


def _guess_away(at: _At, _deed: Deed) -> Presentation:
    seen, state = at.shown, at.state
    said = state.guesses.get(seen.of.hears, ())
    if seen.other or not said:
        return state
    after = state.but(at=seen.of.id, guesses=_but(state.guesses, seen.of.hears, said[:-1]))
    return _to_last_page(at, after)


def _but(table: Mapping[str, object], key: str, value: object) -> dict[str, object]:
    """The same table with another value, or without the key where the value is empty."""
    rest = {name: one for name, one in table.items() if name != key}
    return {**rest, key: value} if value else rest


_DEEDS: Mapping[Does, Callable[[_At, Deed], Presentation]] = {
    "next": _next,
    "back": _back,
    "first": _first,
    "last": _last,
    "go": _go,
    "hand": _hand,
    "hand-away": _hand_away,
    "other": _other,
    "return": _return,
    "black": _black,
    "pause": _pause,
    "guess": _guess,
    "guess-away": _guess_away,
}


# ------------------------------------------------------------------ going anywhere


def matching(slides: tuple[Slide, ...], typed: str) -> tuple[Slide, ...]:
    """Return the slides that what was typed finds: by number, or by words of their line."""
    words = clean_line(typed).casefold().split()
    if len(words) == 1 and words[0].isascii() and words[0].isdigit() and len(words[0]) < 5:
        at = int(words[0])
        if 0 < at <= len(slides):
            return (slides[at - 1],)
    return tuple(
        one for one in slides if all(word in f"{one.title} {one.head}".casefold() for word in words)
    )
