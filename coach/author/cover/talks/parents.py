"""Made-up parents: one who always picks the good reply, one the weak, and any number of others.

A parent is asked for a line at each turn, and knows where the talk stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from coach.author.cover.talks.lines import LINES, LONG, NOTHING, QUESTIONS
from coach.rehearse.choosing import could_come
from coach.rehearse.effects import HEATS
from coach.rehearse.replies import PICKS
from coach.rehearse.state import Entry, Pick, State
from coach.scenario.rehearsal import About, Cue, Move

Parent = Callable[[State], Entry | None]
"""Gives the next line; None where they have no more to say."""

_MOVES: tuple[Move, ...] = (*LINES, "open-question")
_MANNERS: tuple[Move, ...] = ("reflect", "thank", "agree", "own-part", "greet", "acknowledge")
_HARD: tuple[Move, ...] = tuple(HEATS)
_SOFT: tuple[Move, ...] = tuple(move for move in _MOVES if move not in HEATS and move != "cave")
_COOLING: tuple[Move, ...] = ("reflect", "own-part", "thank", "agree", "reset")


def greedy(pick: Pick) -> Parent:
    """Return a parent who picks the same kind of reply each time."""
    return lambda state: Entry(pick=pick) if state.now else Entry(text=LINES["acknowledge"][0])


def line(move: Move, dice: Random, about: About | None = None) -> str:
    """Return something to say that does `move`.

    Args:
        about: for an open question: what it asks for; None for anything.
    """
    if move == "open-question":
        asked: About = dice.choice(tuple(QUESTIONS)) if about is None else about
        return dice.choice(QUESTIONS[asked])
    return dice.choice(LINES[move])


class AnyParent:
    """A parent with ways of their own, drawn from chance: gentle, harsh, tongue-tied or all of it.

    Args:
        dice: where all chance comes from.
    """

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.typing = dice.choice((0.0, 0.3, 0.6, 0.9, 1.0))
        """How often they say it in words of their own."""
        self.weights = [dice.random() ** 2 + 0.02 for _pick in PICKS]
        ways = dice.choice((_MOVES, _MOVES, _SOFT, _SOFT, (*_HARD, *_COOLING), _HARD))
        self.moves = dice.sample(ways, dice.randint(1, len(ways)))
        self.breaths = dice.choice((0.0, 0.0, 0.15))
        self.resets = dice.choice((0.0, 0.0, 0.0, 0.25))

    def __call__(self, state: State) -> Entry:
        """Return their next line."""
        chance = self.dice.random
        if self.breaths and chance() < self.breaths:
            return Entry(breath=True)
        if self.resets and chance() < self.resets:
            return Entry(text=LINES["reset"][0])
        if state.now and chance() >= self.typing:
            return Entry(pick=self.dice.choices(PICKS, self.weights)[0])
        return Entry(text=self.words())

    def words(self) -> str:
        """Return a line in their own words; now and then it does two things, or none."""
        roll = self.dice.random()
        if roll < 0.03:
            return self.dice.choice((*NOTHING, LONG))
        said = line(self.dice.choice(self.moves), self.dice)
        if roll < 0.2:
            said = f"{line(self.dice.choice(_MANNERS), self.dice)} {said}"
        return said


# ------------------------------------------------------------------ who want one thing to be said


def words_for(cue: Cue, dice: Random, about: Sequence[About] = ()) -> str:
    """Return something to say that is answered by an answer to `cue`, where its moment has come.

    Args:
        about: for an open question: what it may ask for; none is anything.
    """
    if cue == "unclear":
        return dice.choice(NOTHING)
    if cue == "not-now":  # a request, and something beside it that heats
        return f"{line('absolute', dice)} {line('ask', dice)}"
    if cue in ("no-day-yet", "what-for"):
        return LINES["next-step"][0]
    if cue == "open-question":
        return line(cue, dice, dice.choice(about) if about else None)
    said = line(cue, dice)  # type: ignore[arg-type]  # all others are moves
    if dice.random() < 0.3:  # something beside it that only heats
        return f"{said} {line('absolute', dice)}"
    return said


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted to be said.

    Attributes:
        heats: how hot it has to be when it is said, from and to.
        reaction: the reaction that is wanted, or has to be replied to; "" for none.
        cues: what is answered by it; none where the reaction itself is wanted.
        calls: moves after which the reaction comes.
        coached: a coach may bring the reaction up; else it has to come by itself.
    """

    heats: tuple[int, int] = (0, 5)
    reaction: str = ""
    cues: tuple[Cue, ...] = ()
    about: tuple[About, ...] = ()
    calls: tuple[Move, ...] = ()
    coached: bool = False


_ONLY_AT: dict[Cue, tuple[int, int]] = {
    "what-for": (0, 2),
    "no-day-yet": (3, 5),
    "end-agreed": (0, 2),
    "end-tense": (3, 5),
    "end-broken": (5, 5),
}
"""What is answered at some heats only, by the rules of `rehearse.effects` and `partner.ends`."""


class AimedParent:
    """A parent who makes it as hot as it has to be, waits for the moment, and says what brings it.

    Args:
        dice: where all chance comes from.
    """

    def __init__(self, dice: Random, wish: Wish) -> None:
        self.dice = dice
        self.wish = wish
        self.typing = dice.choice((0.2, 0.5, 0.9))
        self.cue = dice.choice(wish.cues) if wish.cues else None
        if self.cue == "what-for":
            self.typing = 1.0  # a reply that is picked may make it clear what for
        self.spare = dice.choice((0, 1))
        """What is wanted may cool by one, and so has to be said at one more."""
        # Who asks the same again and again gets to the answers that stand behind the nearest.
        self.about = wish.about or (dice.choice(tuple(QUESTIONS)),)
        self.heats = wish.heats
        if self.cue in _ONLY_AT:
            low, high = _ONLY_AT[self.cue]
            both = max(low, wish.heats[0]), min(high, wish.heats[1])
            self.heats = both if both[0] <= both[1] else wish.heats

    def __call__(self, state: State) -> Entry:
        """Return their next line."""
        entry = self._line(state)
        if self.wish.coached and state.now != self.wish.reaction and self._warm(state.heat, 1):
            return replace(entry, reaction=self.wish.reaction)
        if self.cue is not None and not self.wish.reaction:
            return replace(entry, reaction=self._without_an_answer(state, self.cue))
        return entry

    def _without_an_answer(self, state: State, cue: Cue) -> str:
        """A reaction that a coach may bring up, and that has no answer of its own to `cue`."""
        ids = [
            one.id for one in could_come(state) if not any(cue in answer.to for answer in one.then)
        ]
        return self.dice.choice(ids) if ids else ""

    def _line(self, state: State) -> Entry:
        cue = self.cue
        if cue is not None and cue.startswith("end-"):
            return self._toward_the_end(state, cue)
        here = not self.wish.reaction or state.now == self.wish.reaction
        spare = self.spare if cue in _ONLY_AT else 2
        if cue is not None and cue != "hello" and here and self._warm(state.heat, spare):
            return Entry(text=words_for(cue, self.dice, self.about))
        if self.wish.calls and self.dice.random() < 0.6:
            return Entry(text=line(self.dice.choice(self.wish.calls), self.dice))
        return self._steer(state)

    def _toward_the_end(self, state: State, cue: Cue) -> Entry:
        """Settle as much as the ending has, and make it as hot."""
        if cue in ("end-agreed", "end-tense") and state.step != "dated":
            if state.clarity < 2:
                return Entry(text=f"{LINES['fact'][0]} {LINES['ask'][0]}")
            if cue == "end-tense" or self._warm(state.heat, 0):
                return Entry(text=LINES["next-step"][0])
        if cue == "end-vague" and state.step == "none":
            return Entry(text=LINES["ask"][0])
        return self._steer(state)

    def _warm(self, heat: int, spare: int) -> bool:
        """Whether it is about as hot as it has to be; the line itself heats or cools, too."""
        low, high = self.heats
        return low - spare <= heat <= high + spare

    def _steer(self, state: State) -> Entry:
        low, high = self.heats
        if state.heat == low - 1:  # no more than it takes: at the top they break it off
            return Entry(text=line(self.dice.choice(("absolute", "demand")), self.dice))
        if state.heat < low:
            return self._either("weak", state, ("blame", "threat", "absolute", "demand"))
        if state.heat > high:
            return self._either("good", state, _COOLING)
        return self._either("middling", state, ("tell", "acknowledge", "closed-question"))

    def _either(self, pick: Pick, state: State, moves: Sequence[Move]) -> Entry:
        if state.now and self.dice.random() >= self.typing:
            return Entry(pick=pick)
        return Entry(text=line(self.dice.choice(moves), self.dice))
