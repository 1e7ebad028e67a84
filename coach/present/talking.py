"""The talk: what the other side says, three replies to vote on, and what the chosen one did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from coach.interview.path import Path
from coach.present.state import Presentation, counted, most
from coach.rehearse.cast import Cast, Terms, cast, chairs
from coach.rehearse.moves import Heard, hear_written
from coach.rehearse.partner import begin, turn
from coach.rehearse.replies import Option, options
from coach.rehearse.state import Entry, Pick, State
from coach.scenario.model import Scenario
from coach.scenario.rehearsal import ROLES, TEMPERS, ReactionsFile, Rehearsal, Setting, Temper

MOST_TURNS = 6
USUAL: Temper = "defensive"
"""How they are where nobody chose: a room learns more from somebody who has to be won."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the talk.

    Attributes:
        number: from 1.
        before: the talk as it was when the replies were offered.
        options: the replies, in the order in which they stand.
        hands: how many each has.
        picked: which was said, as a place in `options`.
        after: the talk after it.
    """

    number: int
    before: State
    options: tuple[Option, ...]
    hands: tuple[int, ...]
    picked: int
    after: State

    @property
    def slide(self) -> str:
        """The name of the slide on which it is voted: another question is another vote."""
        return vote_slide(self.number, self.before)


def vote_slide(number: int, state: State) -> str:
    """Return the name of the slide on which a turn is voted."""
    return f"vote:{number}:{state.now}"


def cast_for(
    scenario: Scenario,
    there: Path,
    state: Presentation,
    shared: ReactionsFile,
    own: Rehearsal | None,
) -> Cast | None:
    """Return who the room talks with; None where nobody may be rehearsed with."""
    seats = chairs(scenario, there, shared, own)
    if not seats:
        return None
    wanted = next((role for role in ROLES if role == state.partner), seats[0].role)
    role = wanted if any(one.role == wanted for one in seats) else seats[0].role
    mood = next((temper for temper in TEMPERS if temper == state.mood), USUAL)
    setting: Setting = "phone" if there.values.get("channel") == "phone" else "in-person"
    return cast(scenario, there, Terms(role, mood, setting, state.seed), shared, own)


@lru_cache(maxsize=512)
def _hear(text: str, said: str) -> Heard:
    """What a line does, remembered: each key plays the talk again."""
    return hear_written(text, said)


def said(before: State, pick: Pick) -> State:
    """Return the talk after one of the replies."""
    return turn(before, Entry(pick=pick), _hear)


def played(cast: Cast, state: Presentation) -> tuple[Turn, ...]:
    """Return the turns of the talk, as the room voted; where no hand was up, the good reply."""
    found: list[Turn] = []
    there = begin(cast)
    while len(found) < MOST_TURNS:
        offered = options(there)
        if not offered:
            break
        number = len(found) + 1
        hands = counted(state, vote_slide(number, there), len(offered))
        voted = most(hands)
        picked = voted if voted is not None else _good(offered)
        after = said(there, offered[picked].pick)
        found.append(Turn(number, there, offered, hands, picked, after))
        there = after
    return tuple(found)


def instead(one: Turn) -> tuple[Turn, ...]:
    """Return the same turn with each reply that was not said."""
    return tuple(
        replace(one, picked=at, after=said(one.before, option.pick))
        for at, option in enumerate(one.options)
        if at != one.picked
    )


def _good(offered: Sequence[Option]) -> int:
    return next((at for at, option in enumerate(offered) if option.pick == "good"), 0)
