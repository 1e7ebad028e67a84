"""The other side: a state machine. `turn(state, line)` is the next state, and what made it so.

Pure: who, where, the seed and the lines decide everything, so that any talk can be played
again from its script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from coach.rehearse.cast import Cast
from coach.rehearse.choosing import answers_to, next_reaction, words_for
from coach.rehearse.effects import HEATS, HURTS, ONCE, after, effects_of, step_after
from coach.rehearse.moves import Heard, hear, hear_written
from coach.rehearse.replies import heard_as, reply
from coach.rehearse.state import (
    COOLEST,
    HOTTEST,
    Effect,
    Ending,
    Entry,
    Exchange,
    State,
    Tick,
    Utterance,
    Voice,
)
from coach.scenario.evaluate import Value
from coach.scenario.rehearsal import About, Cue, Move, Reaction, Spot
from coach.scenario.text import clean_line

FEWEST = 3
"""Turns before anybody leaves."""
MOST = 8
SILENT: Heard = Heard((), "", (), "", {})

_OPENERS: tuple[Move, ...] = ("reset", "own-part", "reflect", "thank", "agree")
"""What is answered first, in a few words, before the matter itself."""
_MATTERS: tuple[Move, ...] = (
    "next-step",
    "ask",
    "demand",
    "open-question",
    "closed-question",
    "offer",
    "cave",
    "pause",
    "absolute",
    "fact",
    "wander",
    "tell",
)
_MANNERS: tuple[Move, ...] = ("greet", "acknowledge")


def begin(cast: Cast, reaction: str = "") -> State:
    """Return a talk at its beginning: they have said hello, and what is on their mind.

    Args:
        reaction: what a coach has them open with, by its id.
    """
    state = State(cast, heat=max(COOLEST, min(HOTTEST, cast.mood.heat)))
    state = _say(state, "hello", None)
    first = cast.reactions.get(reaction) or next_reaction(state, "open")
    return _bring_up(state, first or next_reaction(state, "middle"))


def turn(state: State, entry: Entry, hears: Callable[[str, str], Heard] | None = None) -> State:
    """Return the talk after one more line of the parent's.

    The last exchange of the new state (`past[-1]`) has what the line did and why, and
    `spoken` what the other side says to it.

    Args:
        hears: tells what a line does, from it and what was said before it; who plays the same
            lines again and again may remember. By itself, a line of the parent's own is heard
            by `hear`, and one that was picked by `hear_written`.
    """
    if state.ended:
        return state
    if entry.breath:
        return _breathe(state)
    entry = reply(state, entry)
    text = clean_line(entry.text)
    if text != entry.text:
        entry = replace(entry, text=text)
    reaction = state.cast.reactions.get(state.now)
    hears = hears or (hear_written if entry.pick else hear)
    heard = hears(text, said_last(state))
    heard = heard_as(state, entry, heard)
    found = effects_of(state, reaction, heard, text)
    heat, clarity = after(state, found)
    step = step_after(state, found)
    there = state.but(
        heat=heat,
        clarity=clarity,
        step=step,
        day=_day(heard) if step == "dated" and heard.day else (state.day if step != "none" else ""),
        turn=state.turn + 1,
        credited=state.credited.union(ONCE.intersection(heard.moves)),
        spoken=(),
    )
    there = _answered(there, reaction, heard, found, entry)
    if there.grace > state.grace and there.now == state.now:
        there = _once_more(there, state.spoken)
    there = _in_their_words(there, entry.told)
    exchange = Exchange(
        entry=entry,
        reaction=state.now,
        partner=state.spoken,
        heard=heard,
        effects=tuple(found),
        before=(state.heat, state.clarity, state.step),
        after=(heat, clarity, step),
        ticks=ticks_of(heard, found),
        answered=there.spoken,
    )
    return there.but(past=(*state.past, exchange))


def said_last(state: State) -> str:
    """Return what the other side has just said: what a line is heard after."""
    return " ".join(one.text for one in state.spoken)


def _once_more(state: State, before: Sequence[Utterance]) -> State:
    """Who begins again is told once more what it is that waits for a reply."""
    waiting = tuple(one for one in before if one.reaction)
    return replace(state, spoken=(*state.spoken, *waiting))


def _in_their_words(state: State, told: str) -> State:
    """The same answer, said as somebody else has put it."""
    if not told or not state.spoken:
        return state
    last = state.spoken[-1]
    return state.but(spoken=(replace(last, text=told),))


def play(cast: Cast, script: Iterable[Entry], opening: str = "") -> State:
    """Return the talk that a script leads to. What follows its end is not heard."""
    state = begin(cast, opening)
    for entry in script:
        state = turn(state, entry)
    return state


def ticks_of(heard: Heard, found: Sequence[Effect]) -> frozenset[Tick]:
    """Return which of the six things a line did."""
    moves = heard.moves
    ticks: set[Tick] = set()
    if "reflect" in moves:
        ticks.add("heard")
    if "fact" in moves:
        ticks.add("fact")
    if "open-question" in moves:
        ticks.add("open")
    if "ask" in moves or "next-step" in moves:
        ticks.add("ask")
    if any(effect.axis == "step" and effect.to == "dated" for effect in found):
        ticks.add("dated")
    if moves and not any(effect.axis == "heat" and effect.by > 0 for effect in found):
        ticks.add("no-blame")
    return frozenset(ticks)


# ------------------------------------------------------------------ what they say to it


def _answered(
    state: State, reaction: Reaction | None, heard: Heard, found: list[Effect], entry: Entry
) -> State:
    """Answer the line, then end the talk or bring up what comes next."""
    said: dict[str, Value] = {"said.day": _day(heard)}
    for cue, about in cues(heard, found):
        words = heard.words.get(cue, "") if cue == "absolute" else ""
        state = _say(state, cue, reaction, about, {**said, "said.words": words})
    ending = ends(state, heard)
    if ending:
        state = _say(state, f"end-{ending}", None, None, {"said.day": state.day})  # type: ignore[arg-type]  # there is one for each
        return state.but(ending=ending, now="")
    only_that = not entry.pick and not set(heard.moves) - _BEGINNING
    if "reset" in heard.moves and not state.grace and only_that:
        # As in life: they wait, and what they said still stands, but for what only asked
        # for another tone.
        state = state.but(grace=1)
        if reaction is None or not set(reaction.after).intersection(HEATS):
            return state
    chosen = state.cast.reactions.get(entry.reaction)
    return _bring_up(state, chosen or _next(state, heard.moves))


_BEGINNING: frozenset[Move] = frozenset(
    ("reset", "own-part", "thank", "agree", "tell", "greet", "acknowledge", "pause")
)
"""What a line may do that only begins again."""


def _next(state: State, moves: tuple[Move, ...]) -> Reaction | None:
    if state.heat >= HOTTEST:
        hot = next_reaction(state, "hot", moves)
        if hot is not None:
            return hot
    last = state.turn >= state.cast.limit + state.grace - 1
    order: tuple[Spot, Spot] = ("close", "middle") if last else ("middle", "close")
    for spot in order:
        found = next_reaction(state, spot, moves)
        if found is not None:
            return found
    return None


def ends(state: State, heard: Heard) -> Ending:
    """Return how the talk ends with this line; "" where it goes on."""
    turns = state.turn
    if turns < FEWEST:
        return ""
    if state.heat >= HOTTEST:
        return "broken"
    dated, calm = state.step == "dated", state.heat <= 2
    if dated and calm:
        return "agreed"
    over = turns >= min(MOST, state.cast.limit + state.grace)
    if over or "cave" in heard.moves:
        if dated:
            return "tense"
        return "vague" if state.step == "vague" else "open"
    return ""


def cues(heard: Heard, found: Sequence[Effect]) -> list[tuple[Cue, About | None]]:
    """Return what of a line is answered, at most two things: manners first, then the matter."""
    moves = heard.moves
    for hurt in HURTS:
        if hurt in moves:
            return [(hurt, None)]
    opener = next((move for move in _OPENERS if move in moves), None)
    matter = next((move for move in _MATTERS if move in moves), None)
    if opener == "reflect" and matter in ("tell", "fact"):
        matter = None  # what was said back was the matter
    chosen: list[tuple[Cue, About | None]] = []
    if opener is not None:
        chosen.append((opener, None))
    if matter is not None:
        chosen.append(
            (_became(matter, found), _about(heard) if matter == "open-question" else None)
        )
    if not chosen:
        manner = next((move for move in _MANNERS if move in moves), None)
        chosen.append((manner or "unclear", None))
    return chosen


def _became(matter: Move, found: Sequence[Effect]) -> Cue:
    """What is answered of a request: that it was granted, or why not."""
    because = {effect.because for effect in found if effect.axis == "step"}
    if matter == "next-step":
        if "too-hot" in because:
            return "no-day-yet"
        if "unclear" in because:
            return "what-for"
        return "ask" if "granted" in because else "next-step"
    if matter == "ask" and any(effect.axis == "heat" and effect.by > 0 for effect in found):
        return "not-now"
    return matter


def _about(heard: Heard) -> About:
    return heard.about or "other"  # type: ignore[return-value]  # the detector's words are these


def _day(heard: Heard) -> str:
    """The day that was named, to be said back: of two that were offered, the second."""
    day = heard.days[-1] if heard.days else heard.day
    for word in ("on ", "by ", "On ", "By "):
        day = day.removeprefix(word)
    return " ".join(day.split())


# ------------------------------------------------------------------ saying it


def _say(
    state: State,
    cue: Cue,
    reaction: Reaction | None,
    about: About | None = None,
    said: dict[str, Value] | None = None,
) -> State:
    words, wording = words_for(
        state, answers_to(state, reaction, cue, about), state.heat, cue, said
    )
    told = state.told if about is None else state.told | {about}
    if not words:
        return state if told is state.told else state.but(told=told)
    spoken = Utterance("scene" if words.startswith("(") else "partner", words, cue)
    return state.but(spoken=(*state.spoken, spoken), used=state.used | {wording}, told=told)


def _bring_up(state: State, reaction: Reaction | None) -> State:
    """Have the other side say a reaction, and wait for a reply to it."""
    if reaction is None:
        return state.but(now="")
    words, wording = words_for(state, [reaction], state.heat, "bring-up")
    third = reaction.by == "third" and state.cast.terms.setting == "three"
    by: Voice = "scene" if words.startswith("(") else "third" if third else "partner"
    spoken = Utterance(by, words, "", reaction.id)
    return state.but(
        spoken=(*state.spoken, spoken) if words else state.spoken,
        used=state.used | {wording},
        now=reaction.id,
        met=(*state.met, reaction.id),
    )


def _breathe(state: State) -> State:
    """A pause, before a word is said: it costs no turn, and cools once."""
    cooler = max(COOLEST, state.heat - (1 if not state.breaths else 0))
    return state.but(heat=cooler, breaths=state.breaths + 1)
