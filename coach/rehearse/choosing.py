"""What the other side says: which reaction comes next, which answer fits, in which words.

Chance decides among what fits, and chance is drawn from the seed and the place in the talk:
the same lines bring the same talk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import TypeVar

from coach.rehearse.cast import Cast
from coach.rehearse.state import State
from coach.scenario.evaluate import Value
from coach.scenario.rehearsal import About, Answer, Cue, Move, Reaction, Says, Spot

T = TypeVar("T")

_MINE, _OWN = 3, 2
"""How much likelier a reaction is that belongs to the mood, or to the scenario alone."""


def chance(cast: Cast, *place: object) -> Random:
    """Return chance for one place in a talk."""
    return Random(f"{cast.terms.seed}/" + "/".join(map(str, place)))


def wordings(says: Says, heat: int) -> tuple[str, ...]:
    """Return the wordings for a heat; cooler ones where there are none."""
    if heat >= 4 and says.hot:
        return says.hot
    if heat >= 2 and says.tense:
        return says.tense
    return says.calm or says.tense or says.hot


# ------------------------------------------------------------------ reactions


def may_come(state: State, reaction: Reaction) -> bool:
    """Return whether a reaction is new here, and contradicts nothing that was told."""
    return reaction.id not in state.met and not state.told.intersection(reaction.unless_told)


def next_reaction(state: State, spot: Spot, moves: Sequence[Move] = ()) -> Reaction | None:
    """Return what the other side brings up next; None where there is nothing left.

    Args:
        spot: first, on the way, last, or when it is too hot.
        moves: what the parent's line has just done.
    """
    there = [one for one in state.cast.reactions.values() if may_come(state, one)]
    there = [one for one in there if spot in one.at]
    called = [one for one in there if one.after and set(one.after).intersection(moves)]
    if called:
        there = called
    elif spot != "open":
        there = [one for one in there if not one.after]
    if not there:
        return None
    weights = [_weight(state.cast, one) for one in there]
    draw = chance(state.cast, "reaction", state.turn)
    return draw.choices(there, weights)[0]


def _weight(cast: Cast, reaction: Reaction) -> int:
    weight = _MINE if cast.terms.mood in reaction.moods else 1
    return weight * (1 if reaction.moods else _OWN)


def could_come(state: State) -> tuple[Reaction, ...]:
    """Return every reaction that a coach may pick next, by its title."""
    there = (one for one in state.cast.reactions.values() if may_come(state, one))
    return tuple(sorted(there, key=lambda one: (one.title or one.id).casefold()))


# ------------------------------------------------------------------ words


def words_for(
    state: State,
    says: Iterable[Says],
    heat: int,
    place: str,
    said: Mapping[str, Value] | None = None,
) -> tuple[str, str]:
    """Return the words to say, and the wording they come from (to mark it as used).

    Args:
        says: what fits, the best first: only where all its wordings are used does the next
            one come.
    """
    every: list[str] = []
    for one in says:
        fresh = [text for text in wordings(one, heat) if text not in state.used]
        every += wordings(one, heat)
        ready = [(text, state.cast.words(text, said)) for text in fresh]
        ready = [(text, words) for text, words in ready if words]
        if ready:
            text, words = chance(state.cast, place, state.turn, len(state.used)).choice(ready)
            return words, text
    for text in every:  # all of them were said before: once more, then
        words = state.cast.words(text, said)
        if words:
            return words, text
    return "", ""


def answers_to(
    state: State, reaction: Reaction | None, cue: Cue, about: About | None = None
) -> list[Answer]:
    """Return what can be said to `cue`, the best first.

    What answers just this question to just this reaction comes before what the scenario
    knows about it, and that before what anybody could say. An answer that names no kind of
    question fits each, after those that name this one.

    Where harm may be near, what the scenario has written is all there is, if it has written
    anything: said twice, it still fits better than what anybody could say.
    """
    cast = state.cast
    here = reaction.then if reaction is not None else ()
    own = _answering((*here, *cast.answers), cue, about)
    if own and cast.harm:
        return own
    if cue != "open-question":
        return own + _answering(cast.anybody, cue, about)
    return _answering((*here, *cast.answers, *cast.anybody), cue, about)


def _answering(answers: Iterable[Answer], cue: Cue, about: About | None) -> list[Answer]:
    """Those that answer a cue: to a question, those that are about it first."""
    of = [answer for answer in answers if cue in answer.to]
    if cue != "open-question":
        return of
    exact = [answer for answer in of if about in answer.about]
    return exact + [answer for answer in of if not answer.about]
