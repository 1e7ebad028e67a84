"""The three replies to pick from: a good one, a middling one, and a weak one that tempts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coach.errors import CoachError
from coach.language import _
from coach.rehearse.choosing import chance
from coach.rehearse.effects import HEATS
from coach.rehearse.hearing.acts import Act
from coach.rehearse.hearing.days import days_in
from coach.rehearse.moves import Heard
from coach.rehearse.state import Entry, Pick, State
from coach.scenario.rehearsal import Move
from coach.tone.pieces import flat

PICKS: tuple[Pick, ...] = ("good", "middling", "weak")


@dataclass(frozen=True, slots=True)
class Option:
    """One reply to pick.

    Attributes:
        pick: which of the three it is. A face does not show it before it is picked.
    """

    pick: Pick
    text: str


def options(state: State) -> tuple[Option, ...]:
    """Return the replies to what was said last, shuffled; none where there are none."""
    reaction = state.cast.reactions.get(state.now)
    if reaction is None or state.ended:
        return ()
    found = [
        Option(pick, " ".join(state.cast.words(getattr(reaction, pick)).split()))
        for pick in PICKS
        if getattr(reaction, pick)
    ]
    found = [option for option in found if option.text]
    chance(state.cast, "options", state.now).shuffle(found)
    return tuple(found)


def option(state: State, pick: Pick) -> Option | None:
    """Return one of the three."""
    reaction = state.cast.reactions.get(state.now)
    if reaction is None or state.ended or not pick:
        return None
    text = " ".join(state.cast.words(getattr(reaction, pick)).split())
    return Option(pick, text) if text else None


def heard_as(state: State, entry: Entry, heard: Heard) -> Heard:
    """Return what a reply that was picked does: what is heard in it, and what its author knows.

    An author who offers a reply as a good or a middling one vouches that it hurts nobody.
    What hurts in it was misheard; `coach check` tells the author.

    Args:
        heard: what the detector hears in its words.
    """
    reaction = state.cast.reactions.get(state.now)
    if reaction is None or not entry.pick:
        return heard
    does = getattr(reaction, f"{entry.pick}_does")
    if does:
        return as_told(heard, does, entry.text)
    acts = heard.acts if entry.pick == "weak" else tuple(_harmless(heard))
    return heard if acts == heard.acts else replace(heard, acts=acts)


def as_told(heard: Heard, does: tuple[Move, ...], text: str) -> Heard:
    """Return what a line does, as its author says; a next step by the last day that it names."""
    acts = tuple(Act(move, 0, len(text)) for move in does)
    words = {move: heard.words.get(move, text) for move in does}
    heard = replace(heard, acts=acts, words=words)
    if "next-step" not in does or heard.days:
        return heard
    days = [text[day.start : day.end] for day in days_in(flat(text)) if not day.past][-1:]
    return replace(heard, day="".join(days), days=tuple(days))


def _harmless(heard: Heard) -> Iterator[Act]:
    for act in heard.acts:
        if act.move == "demand":
            yield replace(act, move="ask")  # put firmly, and by its author not as an order
        elif act.move not in HEATS:
            yield act


def reply(state: State, entry: Entry) -> Entry:
    """Return an entry with its words: those of the reply that it picks, where it has none.

    Raises:
        CoachError: there is no such reply here.
    """
    if entry.text or not entry.pick:
        return entry
    found = option(state, entry.pick)
    if found is None:
        raise CoachError(
            _("There is no “{pick}” reply here.").format(pick=entry.pick),
            advice=_("Say it in words of your own."),
        )
    return replace(entry, text=found.text)
