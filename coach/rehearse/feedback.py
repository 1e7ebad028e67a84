"""After each turn, quietly: what it did, and one thing to try. Nothing is said of the person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coach.language import _
from coach.rehearse.effects import HEATS
from coach.rehearse.state import TICKS, Axis, Because, Effect, Exchange, State, Step, Tick
from coach.scenario.rehearsal import Reaction


@dataclass(frozen=True, slots=True)
class Feedback:
    """What there is to say of one turn.

    Attributes:
        did: what it did, a sentence each: "Heat 3 to 2: you said back what you heard."
        attempt: one thing to try; "" where nothing is missing.
    """

    did: tuple[str, ...]
    attempt: str


def feedback(state: State, exchange: Exchange) -> Feedback:
    """Return what there is to say of a turn.

    Args:
        state: the talk after it.
    """
    reaction = state.cast.reactions.get(exchange.reaction)
    return Feedback(tuple(_did(exchange)), attempt(state, exchange, reaction))


def _did(exchange: Exchange) -> Iterator[str]:
    heat, clarity, _before = exchange.before
    moved: tuple[tuple[Axis, int, int], ...] = (
        ("heat", heat, exchange.after[0]),
        ("clarity", clarity, exchange.after[1]),
    )
    for axis, before, after in moved:
        reasons = list(dict.fromkeys(_reasons(exchange.effects, axis)))
        if reasons:
            change = scale_change(axis, before, after)
            yield _("{change}: {reasons}.").format(change=change, reasons=_listed(reasons))
    for effect in exchange.effects:
        if effect.axis == "step":
            yield step_told(effect.because, effect.to)


def scale_change(axis: Axis, before: int, after: int) -> str:
    """Return "Heat 3 to 2", or "Heat stays at 0"."""
    name = _("Heat") if axis == "heat" else _("Clear")
    if before == after:
        return _("{scale} stays at {number}").format(scale=name, number=after)
    return _("{scale} {before} to {after}").format(scale=name, before=before, after=after)


def _reasons(effects: tuple[Effect, ...], axis: Axis) -> Iterator[str]:
    for effect in effects:
        if effect.axis == axis:
            told = reason(effect.because)
            if told:
                yield told


def reason(because: Because) -> str:
    """Return why something moved, as the end of a sentence."""
    return {
        "threat": _("you said what would be done to them"),
        "blame": _("it found fault with them"),
        "motive": _("it guessed at what they feel or want"),
        "absolute": _("a word like always or never invites the one time it wasn't so"),
        "demand": _("it was said as an order"),
        "long": _("it was long, for somebody who has to go"),
        "reflect": _("you said back what you heard"),
        "own-part": _("you named your own part"),
        "reset": _("you began again, and said so"),
        "agree": _("you said what you both want, or that they have a point"),
        "thank": _("you thanked them for something"),
        "wanted": _("it was what this moment needed"),
        "fact": _("you gave one thing that was seen or heard"),
        "ask": _("you asked for something they can do"),
        "next-step": _("you named a day"),
        "wander": _("another subject came in"),
        "breath": _("you took a breath"),
    }.get(because, "")


def step_told(because: Because, to: Step) -> str:
    """Return what became of the next step, and why."""
    if because == "too-hot":
        return _("No day yet: it is too tense for them to settle one.")
    if because == "unclear":
        return _("No day yet: it is not clear to them what the talk would be for.")
    if because == "cave":
        return _("Nothing is agreed now: the request was given up.")
    if to == "dated":
        return _("Next step: there is a day for it now.")
    return _("Next step: something, with no day yet.")


def _listed(reasons: list[str]) -> str:
    if len(reasons) < 2:
        return "".join(reasons)
    return _("{some} and {last}").format(some=", ".join(reasons[:-1]), last=reasons[-1])


# ------------------------------------------------------------------ one thing to try


def attempt(state: State, exchange: Exchange, reaction: Reaction | None) -> str:
    """Return the one thing that would have helped most, or would help next; "" if nothing."""
    moves = exchange.heard.moves
    hurt = next((move for move in HEATS if move in moves), None)
    if hurt is not None:
        return {
            "threat": _("Try: ask who can decide, without saying what you will do to them."),
            "blame": _("Try: say what you saw or heard, and ask what they saw."),
            "motive": _("Try: leave out why they do it. Say what happened, and ask."),
            "absolute": _("Try: name one time, with the day, in the place of always or never."),
            "demand": _("Try: the same wish as a question, “Could you …?”, with your reason."),
        }[hurt]
    if "cave" in moves:
        return _("Try: ask for time to think, and name the day you will be back.")
    if reaction is not None and reaction.tip and not set(reaction.wants).intersection(moves):
        return _("Try: {tip}").format(tip=_decapital(state.cast.words(reaction.tip)))
    missing = missing_ticks(state)
    return {
        "": "",
        "heard": _("Try: say back what you heard before you answer it."),
        "fact": _("Try: one thing you saw or heard, with its day."),
        "open": _("Try: ask something that can't be answered with yes or no."),
        "ask": _("Try: ask for one thing they could do."),
        "dated": _("Try: name a day to talk again."),
    }[missing[0] if missing else ""]


def missing_ticks(state: State) -> tuple[Tick, ...]:
    """Return which of the six nobody has done yet in this talk, in the order to try them.

    While it is hot, being heard comes first; as the end comes near, the day.
    """
    done = made(state)
    near = state.turn >= state.cast.limit + state.grace - 2
    order: tuple[Tick, ...] = ("heard", "open", "fact", "ask", "dated")
    if near and state.heat <= 2:
        order = ("dated", "ask", "fact", "heard", "open")
    return tuple(tick for tick in order if tick not in done)


def made(state: State) -> frozenset[Tick]:
    """Return which of the six things were done in a talk; no blame only where there was none."""
    done = {tick for exchange in state.past for tick in exchange.ticks}
    clean = all("no-blame" in one.ticks or not one.heard.moves for one in state.past)
    if not (state.past and clean):
        done.discard("no-blame")
    return frozenset(tick for tick in TICKS if tick in done)


def hint(state: State) -> str:
    """Return what would serve in answer to what was said last; "" where nobody waits."""
    reaction = state.cast.reactions.get(state.now)
    if reaction is None:
        return ""
    if reaction.tip:
        return state.cast.words(reaction.tip)
    missing = missing_ticks(state)
    return tick_name(missing[0]) if missing else ""


def tick_name(tick: Tick) -> str:
    """Return one of the six, in words."""
    return {
        "heard": _("Heard them: said back what they said"),
        "fact": _("One fact: something seen or heard"),
        "open": _("An open question"),
        "ask": _("A request they can act on"),
        "dated": _("A next step with a day"),
        "no-blame": _("No blame, threat or guess"),
    }[tick]


def _decapital(text: str) -> str:
    return text[:1].lower() + text[1:] if text[:2] != text[:2].upper() else text
