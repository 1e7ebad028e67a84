"""How a line is heard: clause by clause, then sentence by sentence, then as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from coach.rehearse.acts import HARSH, Act, Move
from coach.rehearse.cues import Cue, cues_of
from coach.rehearse.days import Day, days_in, to_come
from coach.rehearse.questions import NOTHING, Asked, asked
from coach.rehearse.reflecting import ENOUGH, content, opens, reflecting
from coach.rehearse.speech import Spoken, Unit, spoken
from coach.rehearse.telling import (
    concrete, echoes, idle, listens, nods, orders, sweeps,
)  # fmt: skip

_SOCIAL = frozenset(("thank", "agree", "own-part", "reset", "pause", "greet", "cave"))
_DOES = frozenset(("ask", "offer", "demand"))
_WEAK = frozenset(("tell", "acknowledge"))
_PROPOSES = re.compile(
    r"\b(?:let's|let me|let us|we (?:could|can|should|might)|(?:i|we)(?:'d| would) (?:like|suggest|want|need|love|ask|recommend)|should|would (?:help|be)|"
    r"how about|what if|could (?:you|we)|can (?:you|we)|i(?:'ll| will| can| could)|shall|maybe|why don't|want to|better|important|good idea)\b"
)
_MEETS = re.compile(
    r"\b(?:meet|talk|speak|call|phone|write|email|text|ring|hear from|see (?:you|each)|check in|catch up|follow up|touch base|sit down|get together|chat|come (?:in|by|back)|get back|be in touch|let (?:you|me) know)\b"
)
_SUITS = re.compile(r"\b(?:would that|does that|is that|would it|would .{2,30} work|does .{2,30} work|is .{2,30} (?:good|okay|ok|free|possible)|are you free|work for you|suit|okay\?|ok\?|all right\?|possible\?)")
_INNER = re.compile(r"(?:so |and |but |then |well |yeah |,)*(?:you (?:feel|felt|realize|realise|seem|sound|wish|worry|understand|find)\b|you(?:'re| are) (?:feeling|\w+ about))")
_CHILD = re.compile(r"\b(?:he|she|him|her|his|hers|he's|she's|he'd|she'd|son|daughter|kid|grandson|granddaughter)\b")
_IDLE_ASK = re.compile(r"cross|how hard|how dare|wrong with|kill you|how could you")
_ABLE = re.compile(r"\b(?:you think|be (?:able|willing|open|ok|okay)|are you (?:able|willing))\b")


class Found(NamedTuple):
    """An act with its telling words and the number of its sentence."""

    act: Act
    words: str
    sentence: int


class Line:
    """A line while it is being heard.

    Args:
        text: what is said, without control characters.
        context: what the other has just said.
    """

    def __init__(self, text: str, context: str) -> None:
        self.text = text
        self.context = content(context)
        self.told = bool(context.strip())
        self.answers = context.rstrip(" \"”’').").endswith("?")
        self.proposed = bool(_PROPOSES.search(context.lower()))
        self.found: list[Found] = []
        self.days: list[str] = []
        self.span: tuple[int, int] | None = None
        self.about = ""
        self._listens: tuple[int, int] | None = None
        self._back = 0.0  # what a reflection before lends to the clause that goes on from it
        self._sentence = 0

    def hear(self) -> None:
        """Take the line in."""
        for sentence in spoken(self.text):
            self._sentence += 1
            self._take(sentence)
        self._settle()

    # -------------------------------------------------------------- by sentence

    def _take(self, one: Spoken) -> None:
        start, end = one.start, one.start + len(one.text)
        asks = one.text.rstrip("\"”’')] ").endswith("?")
        cues = [
            Cue(cue.move, cue.start + start, cue.end + start, cue.ours, cue.charges)
            for cue in cues_of(one.text, one.low)
        ]
        if listens(one.low) and not asks:
            if self._nodding(one.low, start, end, cues):
                return
        self._back = min(self._back, 0.15)
        before = len(self.found)
        for unit in one.units:
            self._unit(unit, [cue for cue in cues if cue.start < unit.end and unit.start < cue.end])
        mine = self.found[before:]
        if any(one.act.move not in ("tell",) for one in mine):
            self.found[before:] = [one for one in mine if one.act.move != "tell"]

    def _nodding(self, low: str, start: int, end: int, cues: Sequence[Cue]) -> bool:
        """Hear a sentence that has nothing but “okay, I see”; return whether that is all."""
        ours = {cue.move for cue in cues if cue.ours}
        if ours & (_SOCIAL - {"agree"}):
            return False
        if not self.found and (self.proposed or "agree" in ours) and not self.answers and nods(low, yes=True):
            self._add("agree", start, end)
        elif not any(one.act.move != "acknowledge" for one in self.found) and nods(low):
            self._add("acknowledge", start, end)
        else:
            self._listens = self._listens or (start, end)
        return True

    # -------------------------------------------------------------- by clause

    def _unit(self, unit: Unit, cues: Sequence[Cue]) -> None:
        question = asked(unit.low, unit.marked)
        days = days_in(unit.low)
        if question == NOTHING and not cues and not days:
            if listens(unit.low):
                self._listens = self._listens or (unit.start, unit.end)
                return
            if self.told and not self.answers and echoes(unit.low) and not self.found:
                self._add("agree", unit.start, unit.end)
                return
            if idle(unit.low, broken=unit.broken, answers=self.answers) and self._reflects(unit, False) < ENOUGH:
                self._listens = self._listens or (unit.start, unit.end)
                return
        told = list(dict.fromkeys(self._moves(unit, question, cues, days)))
        self._back = 0.4 if told == ["reflect"] else 0.0
        for move in told:
            at = next((cue for cue in cues if cue.move == move), None)
            words = self.text[at.start : at.end] if at else ""
            self._add(move, unit.start, unit.end, words)
        if "open-question" in told:
            self.about = question.about
        if "next-step" in told:
            self._dated(unit, days)

    def _add(self, move: str, start: int, end: int, words: str = "") -> None:
        act = Act(cast(Move, move), start, end)
        self.found.append(Found(act, words or self.text[start:end].strip(), self._sentence))

    def _dated(self, unit: Unit, days: Sequence[Day]) -> None:
        ahead = [day for day in days if not day.past]
        if ahead:
            spots = [(unit.start + day.start, unit.start + day.end) for day in ahead]
            self.days = [self.text[start:end] for start, end in spots]
            self.span = (spots[0][0], spots[-1][1])

    def _reflects(self, unit: Unit, confirm: bool) -> float:
        score = reflecting(unit.low, self.context, confirm=confirm, told=self.told)
        return score + self._back - (0.3 if self.answers and not confirm else 0.0)

    def _moves(
        self, unit: Unit, question: Asked, cues: Sequence[Cue], days: list[Day]
    ) -> Iterator[str]:
        """Yield what one clause did."""
        ours = {cue.move for cue in cues if cue.ours}
        harsh = self._harsh(unit, question, cues)
        yield from harsh
        swept = any(cue.move == "absolute" for cue in cues)
        asks = question.kind in ("open", "closed", "request")
        swept = swept and sweeps(unit.low, harsh=bool(harsh)) and (
            bool(harsh) or not (asks or ours & _SOCIAL or self._reflects(unit, False) >= ENOUGH)
        )
        if swept:
            yield "absolute"
        if harsh:
            if question.kind in ("open", "closed") and not _IDLE_ASK.search(unit.low):
                yield f"{question.kind}-question"
            if "demand" in ours and "threat" not in harsh:
                yield "demand"
            return
        acts = bool(ours & {"ask", "offer", "next-step"}) or question.kind in ("request", "suggest")
        step = "greet" not in ours and to_come(unit.low, days, asks=unit.marked or asks, acts=acts)
        if step:
            yield "next-step"
        yield from self._plain(unit, question, ours, days, step=step, swept=swept)

    def _harsh(self, unit: Unit, question: Asked, cues: Sequence[Cue]) -> set[str]:
        found = [cue for cue in cues if cue.move in HARSH]
        if question.kind in ("open", "closed"):
            found = [cue for cue in found if cue.charges]
        if opens(unit.low) or _INNER.match(unit.low):
            # “It sounds like you feel you failed him” says back.
            found = [cue for cue in found if cue.move == "threat" or cue.move == "motive" and cue.ours]
        if any(cue.move == "own-part" for cue in cues):
            found = [cue for cue in found if cue.move == "threat"]
        return {cue.move for cue in found}

    def _plain(
        self, unit: Unit, question: Asked, ours: set[str], days: list[Day], *, step: bool, swept: bool
    ) -> Iterator[str]:
        """Yield what a clause without an attack did."""
        social = ours & _SOCIAL
        if "wander" in ours and _CHILD.search(unit.low):
            ours = ours - {"wander"}
        if "wander" in ours:
            yield "wander"
        match question.kind:
            case "open" | "closed":
                if social & {"greet", "reset", "pause"}:
                    yield from social & {"greet", "reset", "pause"}
                elif not (step and question.kind == "closed" and not _SUITS.search(unit.low + "?")) or not _MEETS.search(unit.low):
                    yield f"{question.kind}-question"
                if "offer" in ours and question.kind == "closed":
                    yield "offer"
                return
            case "request":
                if social & {"reset", "pause", "own-part"}:
                    yield from social & {"reset", "pause", "own-part"}
                elif "ask" not in ours and _ABLE.search(unit.low):
                    yield "closed-question"
                elif not (step and _MEETS.search(unit.low)):
                    yield "offer" if "offer" in ours and "ask" not in ours else "ask"
                return
            case "suggest":
                if social & {"reset", "pause"}:
                    yield from social & {"reset", "pause"}
                elif not (step and _MEETS.search(unit.low)):
                    yield "offer"
                return
        yield from self._states(unit, question, ours, days, step=step, swept=swept)

    def _states(
        self, unit: Unit, question: Asked, ours: set[str], days: list[Day], *, step: bool, swept: bool
    ) -> Iterator[str]:
        """Yield what a statement did."""
        confirm = question.kind == "confirm"
        back = self._reflects(unit, confirm)
        social = ours & _SOCIAL
        if social and not confirm:
            yield from social
            if "offer" in ours and not social & {"pause", "cave", "reset"}:
                yield "offer"
            return
        meets = step and _MEETS.search(unit.low) is not None
        commands = orders(unit.low) and not ours & {"ask", "offer"}
        if back >= ENOUGH and not (swept or meets or (commands and back < ENOUGH + 0.4)):
            yield "reflect"
            return
        if confirm and not ours & {"ask", "offer"}:
            if not step and "wander" not in ours:
                yield "closed-question"
            return
        did = step or swept
        if "demand" in ours or commands:
            yield "demand"
            did = True
        for move in ("ask", "offer"):
            if move in ours and not meets:
                yield move
                did = True
        if did or "wander" in ours:
            return
        yield "fact" if concrete(unit.low, dated=bool(days)) else "tell"

    # -------------------------------------------------------------- as a whole

    def _settle(self) -> None:
        moves = {one.act.move for one in self.found}
        dropped: set[Move] = set()
        if moves & (HARSH | {"cave", "absolute"}):
            dropped.add("tell")
        if "wander" in moves:
            first = next(one.sentence for one in self.found if one.act.move == "wander")
            self.found = [
                one for one in self.found if one.act.move not in ("tell", "fact") or one.sentence < first
            ]
        if self.answers is False and "agree" in moves and "own-part" in moves:
            self.found = [
                one
                for one in self.found
                if not (one.act.move == "agree" and one.act.end - one.act.start < 16)
            ]
        if moves & (HARSH | {"cave"}):
            # “You’re hoping I go away. Well, you win.”: not to say back what the other feels.
            dropped.add("reflect")
        kept = [one for one in self.found if one.act.move not in dropped]
        self.found = kept or self.found
        if not self.found and self._listens:
            self._add("acknowledge", *self._listens)
