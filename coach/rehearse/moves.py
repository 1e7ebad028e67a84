"""What a spoken line did: reflecting, thanking, asking, blaming … one line may do several.

Told by grammar first (`questions`, `reflecting`, `telling`, `days`), by words where people
have set ways of saying a thing (`cues`), and by what the other has just said. Pure: the
same line in the same place always does the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast, get_args

from coach.rehearse.cues import Cue, cues_of
from coach.rehearse.days import Day, days_in, to_come
from coach.rehearse.questions import NOTHING, Asked, asked
from coach.rehearse.reflecting import ENOUGH, content, reflecting
from coach.rehearse.speech import Spoken, Unit, spoken
from coach.rehearse.telling import absolute, concrete, idle, listens, orders
from coach.tone.pieces import clean

Move = Literal[
    "reflect", "thank", "agree", "own-part", "reset", "pause", "open-question",
    "closed-question", "fact", "tell", "ask", "demand", "offer", "next-step", "greet",
    "acknowledge", "blame", "threat", "motive", "absolute", "cave", "wander",
]  # fmt: skip
MOVES: tuple[Move, ...] = get_args(Move)

Kind = Literal["question", "reflection", "input", "other"]
KINDS: Mapping[Kind, tuple[Move, ...]] = {
    "question": ("open-question", "closed-question"),
    "reflection": ("reflect",),
    "input": (
        "fact", "tell", "ask", "demand", "offer", "next-step", "blame", "threat", "motive",
        "absolute", "cave", "wander",
    ),
    "other": ("thank", "agree", "own-part", "reset", "pause", "greet", "acknowledge"),
}  # fmt: skip
"""The four kinds in which other people sort what is said in a talk."""
KIND_OF: Mapping[Move, Kind] = {move: kind for kind, moves in KINDS.items() for move in moves}

LARGEST = 20_000
"""Characters of a line that are heard. Nobody says as much in one breath."""
_CONTEXT = 4_000
_LECTURE = 220
"""Characters."""

_HARSH = frozenset(("blame", "threat", "motive", "demand"))
_SOCIAL = frozenset(("thank", "agree", "own-part", "reset", "pause", "greet", "cave"))
_DOES = frozenset(("ask", "offer", "demand", "next-step"))


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a line did.

    Attributes:
        move: what.
        start, end: the words that did it, in characters of the line.
    """

    move: Move
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What a line did.

    Attributes:
        acts: in the order in which they were said.
        day: the words that name the day or time of a next step, as said; "" without.
        days: each of them alone.
        about: what the last open question asks for: "seen", "happened", "why", "help",
            "who", "meaning", "when", "usual", "other"; "" where there is none.
        words: of each move its telling words, as said.
    """

    acts: tuple[Act, ...]
    day: str
    days: tuple[str, ...]
    about: str
    words: Mapping[Move, str]

    @property
    def moves(self) -> tuple[Move, ...]:
        """Each move once, the principal one first, the others as they were said."""
        said = tuple(dict.fromkeys(act.move for act in self.acts))
        if not said:
            return ()
        first = principal(self.acts)
        return (first, *(move for move in said if move != first))

    @property
    def kind(self) -> Kind:
        """The kind of the principal move; "other" where the line did nothing."""
        return KIND_OF[self.moves[0]] if self.acts else "other"


_RANK: tuple[tuple[Move, ...], ...] = (
    ("threat", "blame", "motive"),
    ("open-question", "closed-question"),
)
"""What a line mainly did where it did any of these, the first before the rest."""


def principal(acts: Sequence[Act]) -> Move:
    """Return what a line mainly did.

    An attack outweighs all else, then a question, which the other has to answer; else it is
    what most of the words did.
    """
    sizes: dict[Kind, int] = {}
    for act in acts:
        kind = KIND_OF[act.move]
        sizes[kind] = sizes.get(kind, 0) + (act.end - act.start)
    # A lecture with a question at its end is a lecture.
    lecture = sizes.get("input", 0) > max(_LECTURE, 3 * sizes.get("question", 0))
    for rank in _RANK[:1] if lecture else _RANK:
        for act in reversed(acts):
            if act.move in rank:
                return act.move
    if len(sizes) > 1:
        sizes.pop("other", None)
    if lecture:
        sizes.pop("question", None)
    best = max(sizes, key=lambda kind: sizes[kind])
    mine = [act for act in acts if KIND_OF[act.move] == best]
    plain = [act for act in mine if act.move not in ("tell", "fact")]
    return (plain or mine)[-1 if plain else 0].move


def hear(text: str, context: str = "") -> Heard:
    """Return what a line did.

    Args:
        text: what was said; of more than `LARGEST` characters the rest is not heard.
        context: what the other has just said; it tells saying back from telling.
    """
    text = clean(text[:LARGEST])
    before = content(clean(context[-_CONTEXT:]))
    answers = context.rstrip(" \"”’').").endswith("?")
    line = _Line(text, before, bool(context.strip()), answers)
    for one in spoken(text):
        line.take(one)
    return line.heard()


class _Found(NamedTuple):
    act: Act
    words: str


class _Line:
    """A line while it is being heard."""

    def __init__(
        self, text: str, context: frozenset[str], told: bool, answers: bool
    ) -> None:
        self.text, self.context, self.told, self.answers = text, context, told, answers
        self.found: list[_Found] = []
        self.days: list[str] = []
        self.span: tuple[int, int] | None = None
        self.about = ""
        self.listens: tuple[int, int] | None = None
        self.back = 0.0  # what a reflection before lends to what goes on from it

    def take(self, one: Spoken) -> None:
        cues = [
            Cue(cue.move, cue.start + one.start, cue.end + one.start, cue.ours)
            for cue in cues_of(one.text, one.low)
        ]
        self.back = min(self.back, 0.15)
        for unit in one.units:
            here = [cue for cue in cues if cue.start < unit.end and unit.start < cue.end]
            self.unit(unit, here)

    def add(self, move: str, start: int, end: int, words: str = "") -> None:
        words = words or self.text[start:end]
        self.found.append(_Found(Act(cast(Move, move), start, end), words))

    def unit(self, unit: Unit, cues: Sequence[Cue]) -> None:
        if listens(unit.low):
            self.listens = self.listens or (unit.start, unit.end)
            social = [cue for cue in cues if cue.ours and cue.move in _SOCIAL]
            if not social or unit.marked:
                return
        if not unit.marked and not cues and idle(unit.low, broken=unit.broken, answers=self.answers):
            if reflecting(unit.low, self.context, confirm=False, told=self.told) < ENOUGH:
                self.listens = self.listens or (unit.start, unit.end)
                return
        question = asked(unit.low, unit.marked)
        days = days_in(unit.low)
        told = set(_moves(unit, question, cues, days, self))
        self.back = 0.4 if told == {"reflect"} else 0.0
        for move in MOVES:
            if move in told:
                words = next((self.text[c.start : c.end] for c in cues if c.move == move), "")
                if move == "absolute":
                    words = absolute(unit.low) or words
                self.add(move, unit.start, unit.end, words)
        if question.kind == "open" and "open-question" in told:
            self.about = question.about
        if "next-step" in told:
            self.dated(unit, days)

    def dated(self, unit: Unit, days: Sequence[Day]) -> None:
        ahead = [day for day in days if not day.past]
        if ahead:
            self.days = [
                self.text[unit.start + day.start : unit.start + day.end] for day in ahead
            ]
            self.span = (unit.start + ahead[0].start, unit.start + ahead[-1].end)

    def heard(self) -> Heard:
        if not self.found and self.listens:
            self.add("acknowledge", *self.listens)
        words: dict[Move, str] = {}
        for one in self.found:
            words[one.act.move] = one.words
        return Heard(
            acts=tuple(one.act for one in self.found),
            day=self.text[slice(*self.span)] if self.span else "",
            days=tuple(self.days),
            about=self.about,
            words=words,
        )


def _moves(
    unit: Unit, question: Asked, cues: Sequence[Cue], days: list[Day], line: _Line
) -> Iterator[str]:
    """Yield what one clause did."""
    said = {cue.move for cue in cues}
    ours = {cue.move for cue in cues if cue.ours}
    harsh = said & {"blame", "threat", "motive"}
    if question.kind in ("open", "closed") and "threat" not in harsh:
        harsh = {cue.move for cue in cues if cue.move in harsh and cue.charges}
    yield from harsh
    if absolute(unit.low) and question.kind in ("", "confirm") and not said & {"thank"}:
        yield "absolute"
    acts = bool(ours & {"ask", "offer", "next-step"}) or question.kind in ("request", "suggest")
    asks = unit.marked or question != NOTHING
    step = to_come(unit.low, days, asks=asks, acts=acts) or "next-step" in ours
    if step and not harsh:
        yield "next-step"
    match question.kind:
        case "open":
            yield "open-question"
            return
        case "closed":
            yield "closed-question"
            return
        case "request":
            if not step and ours & {"ask", "offer"}:
                yield "ask" if "ask" in ours else "offer"
            elif not step:
                yield "closed-question"
            return
        case "suggest":
            yield "offer"
            return
    yield from _states(unit, question, said, ours, harsh, step, days, line)


def _states(
    unit: Unit,
    question: Asked,
    said: set[str],
    ours: set[str],
    harsh: set[str],
    step: bool,
    days: list[Day],
    line: _Line,
) -> Iterator[str]:
    """Yield what a statement did."""
    confirm = question.kind == "confirm"
    back = reflecting(unit.low, line.context, confirm=confirm, told=line.told)
    back += line.back - (0.3 if line.answers and not confirm else 0.0)
    social = ours & _SOCIAL
    if social and not confirm:
        yield from social
        if back < ENOUGH + 0.5 or social & {"thank", "cave", "greet", "own-part"}:
            return
    if back >= ENOUGH and not harsh:
        yield "reflect"
        return
    if confirm and not harsh:
        yield "closed-question"
        return
    did = False
    if "demand" in ours or (orders(unit.low) and not ours & {"ask", "offer"}):
        yield "demand"
        did = True
    for move in ("ask", "offer", "wander"):
        if move in ours:
            yield move
            did = True
    if did or harsh or (step and len(unit.low.split()) < 8) or "absolute" in said:
        return
    if concrete(unit.low, dated=bool(days)):
        yield "fact"
        return
    yield "tell"
