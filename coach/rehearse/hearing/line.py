"""How a line is heard: clause by clause, then sentence by sentence, then as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, cast

from coach.rehearse.hearing.acts import MOVES, Act, Move
from coach.rehearse.hearing.clause import SOCIAL, Clause
from coach.rehearse.hearing.cues import Cue, cues_of
from coach.rehearse.hearing.reflecting import ENOUGH, Before, content, reflecting
from coach.rehearse.hearing.speech import Spoken, Unit, spoken
from coach.rehearse.hearing.telling import echoes, idle, listens, nods

_ORDER = {move: at for at, move in enumerate(MOVES)}
_PROPOSES = re.compile(
    r"\b(?:let's|let me|let us|we (?:could|can|should|might)|(?:i|we)(?:'d| would) (?:like|"
    r"suggest|want|need|love|ask|recommend)|should|would (?:help|be)|"
    r"how about|what if|could (?:you|we)|can (?:you|we)|i(?:'ll| will| can| could)|shall|maybe|"
    r"why don't|want to|better|important|good idea)\b"
)
_NAMED = 20
"""Characters that only name what a question is about."""


class Context(NamedTuple):
    """What of the words before a line counts for how it is heard.

    Attributes:
        words: the telling words in them; only those that the line says, too, count.
        told: whether the other has just said anything.
        answers: whether it was a question.
        proposed: whether there was something in it that can be agreed to.
    """

    words: frozenset[str]
    told: bool
    answers: bool
    proposed: bool


def context_of(said: str) -> Context:
    """Return what counts of what the other has just said."""
    return Context(
        words=content(said),
        told=bool(said.strip()),
        answers=said.rstrip(" \"”’').").endswith("?"),
        proposed=bool(_PROPOSES.search(said.lower())),
    )


class Piece(NamedTuple):
    """A clause, or a sentence of listening words, and what grammar takes it for.

    Attributes:
        low: in small letters, fillers blanked out.
        sentence: the number of its sentence.
        clause: with its cues and its question; None for listening words.
        moves: what it did, by grammar and cues alone.
    """

    low: str
    start: int
    end: int
    sentence: int
    clause: Clause | None
    moves: tuple[Move, ...]


class Line:
    """A line while it is being heard, by grammar and by cues.

    Attributes:
        found: what it did, so far.
        pieces: its clauses, each with what it did.

    Args:
        text: what is said, without control characters.
        before: what the other has just said.
    """

    def __init__(self, text: str, before: Context) -> None:
        self.text = text
        self.context = before.words
        self.told = before.told
        self.answers = before.answers
        self.proposed = before.proposed
        self.found: list[Act] = []
        self.pieces: list[Piece] = []
        self._back = 0.0  # what a reflection before lends to the clause that goes on from it
        self._sentence = 0

    def hear(self) -> None:
        """Take the line in."""
        for sentence in spoken(self.text):
            self._sentence += 1
            self._take(sentence)

    # -------------------------------------------------------------- by sentence

    def _take(self, one: Spoken) -> None:
        if not one.units:
            return
        start, end = one.start, one.start + len(one.text)
        asks = one.text.rstrip("\"”’')] ").endswith("?")
        cues = [
            cue._replace(start=cue.start + start, end=cue.end + start)
            for cue in cues_of(one.text, one.low)
        ]
        before = len(self.found)
        if listens(one.low) and not asks and self._nodding(one.low, start, end, cues):
            self._piece(one.low, start, end, None, before)
            return
        self._back = min(self._back, 0.15)
        for unit in one.units:
            self._unit(unit, [cue for cue in cues if cue.start < unit.end and unit.start < cue.end])
        mine = self.found[before:]
        if any(one.move.endswith("question") for one in mine):
            # “Tier two, what is that?” names what it asks about.
            mine = [one for one in mine if one.move != "reflect" or one.end - one.start > _NAMED]
        if any(one.move != "tell" for one in mine):
            mine = [one for one in mine if one.move != "tell"]
        self.found[before:] = mine

    def _nodding(self, low: str, start: int, end: int, cues: Sequence[Cue]) -> bool:
        """Hear a sentence that has nothing but “okay, I see”; return whether that is all."""
        ours = {cue.move for cue in cues if cue.ours}
        if ours & (SOCIAL - {"agree"}):
            return False
        if (
            not self.found
            and (self.proposed or "agree" in ours)
            and not self.answers
            and nods(low, yes=True)
        ):
            self._add("agree", start, end)
        elif all(one.move == "acknowledge" for one in self.found) and nods(low):
            self._add("acknowledge", start, end)
        return True

    # -------------------------------------------------------------- by clause

    def _unit(self, unit: Unit, cues: Sequence[Cue]) -> None:
        clause = Clause(unit, tuple(cues), self.context, 0.0)
        clause = Clause(unit, tuple(cues), self.context, self._back_of(clause))
        before = len(self.found)
        self._did(clause)
        self._piece(unit.low, unit.start, unit.end, clause, before)

    def _did(self, clause: Clause) -> None:
        unit, cues = clause.unit, clause.cues
        if clause.plain and self._slight(clause):
            return
        told = set(clause.moves())
        self._back = 0.4 if told == {"reflect"} else 0.0
        first = {cue.move: cue for cue in reversed(cues)}
        for move in sorted(
            told, key=lambda move: (_at(first.get(move), unit), _ORDER[cast(Move, move)])
        ):
            self._add(move, unit.start, unit.end)

    def _piece(self, low: str, start: int, end: int, clause: Clause | None, before: int) -> None:
        moves = tuple(one.move for one in self.found[before:])
        self.pieces.append(Piece(low, start, end, self._sentence, clause, moves))

    def _slight(self, clause: Clause) -> bool:
        """Hear a clause that is next to nothing; return whether it is."""
        unit = clause.unit
        if self.told and not self.answers and not self.found and echoes(unit.low):
            self._add("agree", unit.start, unit.end)
            return True
        slight = idle(unit.low, broken=unit.broken, answers=self.answers) and clause.back < ENOUGH
        return slight or listens(unit.low)

    def _back_of(self, clause: Clause) -> float:
        confirm = clause.question.kind == "confirm"
        done = {one.move for one in self.found}
        before = Before(
            words=self.context,
            told=self.told,
            first=done <= {"acknowledge", "agree"},
            other=not done <= {"acknowledge", "agree", "thank", "reflect", "greet"},
        )
        score = reflecting(clause.unit.low, before, confirm=confirm)
        return score + self._back - (0.3 if self.answers and not confirm else 0.0)

    def _add(self, move: str, start: int, end: int) -> None:
        self.found.append(Act(cast(Move, move), start, end))


def _at(cue: Cue | None, unit: Unit) -> int:
    return max(cue.start, unit.start) if cue else unit.start
