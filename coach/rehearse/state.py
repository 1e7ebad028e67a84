"""Where a talk stands: values only. `partner.turn` makes the next of one."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Literal

from coach.rehearse.cast import Cast
from coach.rehearse.moves import Heard
from coach.scenario.rehearsal import About, Cue, Move

Step = Literal["none", "vague", "dated"]
"""What comes next: nothing; something; something by a day."""
Ending = Literal["", "agreed", "tense", "vague", "open", "broken"]
"""How it ended: with a day and calm; with a day and heat; with something vague; with nothing;
broken off. "" is not yet."""
Voice = Literal["partner", "third", "scene"]
"""Who is heard: the partner, a third person, or nobody (what happens)."""

Axis = Literal["heat", "clarity", "step"]
Because = Literal[Move, "wanted", "long", "breath", "too-hot", "unclear", "granted"]
"""What moved it: a move; that it was what served here; a speech where there was no time;
a breath; or why a day or a request came to less."""
Pick = Literal["", "good", "middling", "weak"]
"""Which of the three replies a line was; "" is in words of their own."""
Tick = Literal["heard", "fact", "open", "ask", "dated", "no-blame"]
TICKS: tuple[Tick, ...] = ("heard", "fact", "open", "ask", "dated", "no-blame")
"""The six things that a good talk does, after LAFF (McNaughton and Vostal 2010): listen,
ask, focus, first step. LAFF was made for teachers listening to parents; using it for the
parent's side is our own."""

COOLEST, HOTTEST = 0, 5
CLEAREST = 3


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that a line changed.

    Attributes:
        by: how much, for heat and clarity.
        to: what the next step became, for it.
    """

    axis: Axis
    because: Because
    by: int = 0
    to: Step = "none"


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something that was said by the other side, or happened.

    Attributes:
        by: whose words these are.
        cue: what it answers; "" for a reaction.
        reaction: its id; "" for an answer.
    """

    by: Voice
    text: str
    cue: Cue | Literal[""] = ""
    reaction: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a script: what the parent did in one turn.

    Attributes:
        text: what they said; "" where only picked (the reply is worked out), or for a breath.
        pick: which of the three it was.
        breath: a pause for breath; nothing is said.
        reaction: what a coach has the partner say next, by its id.
        told: the partner's answer in other words, where somebody else has put it.
    """

    text: str = ""
    pick: Pick = ""
    breath: bool = False
    reaction: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn: what the partner had said, what the parent said to it, and what it did.

    Attributes:
        reaction: the id of the reaction that was answered.
        before: heat, clarity, next step before it.
        after: the same after it.
        ticks: which of the six it did.
        answered: what the other side said to it.
    """

    entry: Entry
    reaction: str
    partner: tuple[Utterance, ...]
    heard: Heard
    effects: tuple[Effect, ...]
    before: tuple[int, int, Step]
    after: tuple[int, int, Step]
    ticks: frozenset[Tick]
    answered: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class State:
    """Where a talk stands.

    Attributes:
        heat: 0-5. clarity: 0-3, how clear it is what this is about and what is wanted.
        day: the day that was agreed, as said.
        turn: how many lines the parent has said.
        grace: turns that a new beginning has given back.
        now: the id of the reaction that waits for a reply.
        met: every reaction so far, in order.
        told: what open questions the partner has answered.
        used: wordings said already.
        credited: moves that cool only once, and have.
        spoken: what the other side said last.
    """

    cast: Cast
    heat: int
    clarity: int = 0
    step: Step = "none"
    day: str = ""
    turn: int = 0
    grace: int = 0
    breaths: int = 0
    now: str = ""
    met: tuple[str, ...] = ()
    told: frozenset[About] = frozenset()
    used: frozenset[str] = frozenset()
    credited: frozenset[str] = frozenset()
    spoken: tuple[Utterance, ...] = ()
    past: tuple[Exchange, ...] = field(default=())
    ending: Ending = ""

    def but(self, **changes: object) -> State:
        """Return the same state with some of it changed: as `replace`, and much sooner."""
        there = object.__new__(State)
        for name, value in zip(_FIELDS, _ALL(self), strict=True):
            object.__setattr__(there, name, changes.get(name, value))
        return there

    @property
    def ended(self) -> bool:
        """True when nothing more is said."""
        return bool(self.ending)

    @property
    def ended_well(self) -> bool:
        """True where there is a day for what comes next, and the heat is down."""
        return self.ending == "agreed"


_FIELDS = tuple(one.name for one in fields(State))
_ALL = attrgetter(*_FIELDS)
