"""What one clause did, from how it is built, its telling words and what came before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from coach.rehearse.hearing.acts import HARSH
from coach.rehearse.hearing.cues import Cue
from coach.rehearse.hearing.days import Day, days_in, to_come
from coach.rehearse.hearing.questions import NOTHING, Asked, asked
from coach.rehearse.hearing.reflecting import ENOUGH, content, done_to_us, failed_to, opens, shared
from coach.rehearse.hearing.speech import Unit
from coach.rehearse.hearing.telling import concrete, offers, orders, sweeps
from coach.tone.feeling import of_sentence

SOCIAL = frozenset(("thank", "agree", "own-part", "reset", "pause", "greet", "cave"))
_MEETS = re.compile(
    r"\b(?:meet|talk|speak|call|phone|write|email|text|ring|hear from|see (?:you|each)|check in|"
    r"catch up|follow up|touch base|sit down|get together|chat|come (?:in|by|back)|get back|be in "
    r"touch|let (?:you|me) know|be there|be here|have (?:my|our|an) answer|hear back)\b"
)
_SUITS = re.compile(
    r"\b(?:would that|does that|is that|would it|would .{2,30} work|does .{2,30} work|is .{2,30} "
    r"(?:good|okay|ok|free|possible)|are you free|work for you|suit|okay\?|ok\?|all right\?|"
    r"possible\?)"
)
_TURNS = frozenset(("reset", "pause", "own-part"))
_INNER = re.compile(
    r"(?:so |and |but |then |well |yeah |,)*(?:you (?:feel|felt|realize|realise|seem|sound|wish|"
    r"worry|understand|find)\b|you(?:'re| are) (?:feeling|\w+ about))"
)
_ECHO, _SAME = 0.34, 0.6
"""Shares of a clause's telling words from which on it takes up, or repeats, the other's."""
_HURTS = -0.1
"""How a clause feels that hurts (see `tone.feeling`)."""
_YOU = re.compile(r"\byou(?:r|rs|'re|'ve|'d|'ll)?\b")
_CHILD = re.compile(
    r"\b(?:he|she|him|her|his|hers|he's|she's|he'd|she'd|son|daughter|kid|grandson|"
    r"granddaughter)\b"
)
_IDLE_ASK = re.compile(
    r"cross your|how hard|how dare|wrong with|kill you|how could you|kind of|sort of (?:a|school|"
    r"place)|"
    r"how many times|what more|who does|fair\b|in your right|on earth|do all day|the hell|the heck"
)
_ABLE = re.compile(r"\b(?:you think|be (?:able|willing|open|ok|okay)|are you (?:able|willing))\b")


@dataclass(frozen=True)
class Clause:
    """A clause with all that is known of it.

    Attributes:
        unit: the clause.
        cues: what of its words tells a move.
        context: the telling words of what the other has just said.
        back: how much it says back (see `reflecting`).
    """

    unit: Unit
    cues: tuple[Cue, ...]
    context: frozenset[str]
    back: float

    @cached_property
    def question(self) -> Asked:
        """What it asks."""
        return asked(self.unit.low, self.unit.marked)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The days and times in it."""
        return tuple(days_in(self.unit.low))

    @property
    def plain(self) -> bool:
        """True where nothing in it tells a move yet."""
        return self.question == NOTHING and not self.cues and not self.days

    @cached_property
    def ours(self) -> frozenset[str]:
        """The moves that our own cues tell; what leads away only where it does."""
        found = {cue.move for cue in self.cues if cue.ours}
        if "wander" in found and (_CHILD.search(self.unit.low) or self._on_topic):
            found.discard("wander")
        return frozenset(found)

    @property
    def _on_topic(self) -> bool:
        """Whether the other has just spoken of what seems to lead away."""
        return any(content(cue.words) & self.context for cue in self.cues if cue.move == "wander")

    @cached_property
    def harsh(self) -> frozenset[str]:
        """The attacks in it."""
        found = [cue for cue in self.cues if cue.move in HARSH]
        if self.question.kind in ("open", "closed"):
            found = [cue for cue in found if cue.charges]
        if opens(self.unit.low) or _INNER.match(self.unit.low):
            # “It sounds like you feel you failed him” says back.
            found = [
                cue for cue in found if cue.move != "blame" and (cue.ours or cue.move == "threat")
            ]
        # What they said of themselves (“I was late”) is said back.
        if shared(self.unit.low, self.context) >= _SAME:
            found = [cue for cue in found if cue.move == "threat"]
        if "own-part" in self.ours:
            found = [cue for cue in found if cue.move == "threat"]
        if not found and self._accuses:
            return frozenset(("blame",))
        return frozenset(cue.move for cue in found)

    @cached_property
    def _accuses(self) -> bool:
        """Whether it holds against the other what they did or did not do, in words of its own."""
        low = self.unit.low
        if self.question.kind not in ("", "confirm") or self.ours & (SOCIAL | {"ask", "offer"}):
            return False
        if shared(low, self.context) >= _ECHO:
            return False
        return failed_to(low) or (done_to_us(low) and of_sentence(low) < _HURTS)

    @cached_property
    def sweeps(self) -> bool:
        """Whether it makes trouble or fault greater by “always” and the like."""
        if not any(cue.move == "absolute" for cue in self.cues):
            return False
        if not sweeps(self.unit.low, harsh=bool(self.harsh)):
            return False
        asks = self.question.kind in ("open", "closed", "request")
        return bool(self.harsh) or not (asks or self.ours & SOCIAL or self.back >= ENOUGH)

    @cached_property
    def step(self) -> bool:
        """Whether it names a day by which something is to happen."""
        kind = self.question.kind
        acts = bool(self.ours & {"ask", "offer", "next-step"}) or kind in ("request", "suggest")
        asks = self.unit.marked or kind in ("open", "closed", "request")
        return "greet" not in self.ours and to_come(
            self.unit.low, list(self.days), asks=asks, acts=acts
        )

    @cached_property
    def meets(self) -> bool:
        """Whether that is to meet, to call or to write; then it is no more than that."""
        return self.step and _MEETS.search(self.unit.low) is not None

    def moves(self) -> Iterator[str]:
        """Yield what it did."""
        yield from self.harsh
        if self.sweeps:
            yield "absolute"
        if self.harsh:
            yield from self._charged()
            return
        if self.step:
            yield "next-step"
        if "wander" in self.ours:
            yield "wander"
        if self.question.kind in ("", "confirm"):
            yield from self._states()
        else:
            yield from self._asks()

    def _charged(self) -> Iterator[str]:
        kind = self.question.kind
        if kind in ("open", "closed") and not _IDLE_ASK.search(self.unit.low):
            yield f"{kind}-question"
        if "demand" in self.ours and "threat" not in self.harsh:
            yield "demand"

    def _asks(self) -> Iterator[str]:
        """Yield what a question did."""
        kind = self.question.kind
        social = self.ours & ({"greet"} | _TURNS if kind in ("open", "closed") else _TURNS)
        if social:
            yield from social
            return
        match kind:
            case "open" | "closed":
                suits = kind == "open" or not self.step or _SUITS.search(self.unit.low + "?")
                if suits or not self.meets:
                    yield f"{kind}-question"
                if "offer" in self.ours and kind == "closed":
                    yield "offer"
            case "request" if "ask" not in self.ours and _ABLE.search(self.unit.low):
                yield "closed-question"
            case "request" if not self.meets:
                yield "offer" if "offer" in self.ours and "ask" not in self.ours else "ask"
            case "suggest" if not self.meets:
                yield "offer"

    def _states(self) -> Iterator[str]:
        """Yield what a statement did."""
        low, confirm = self.unit.low, self.question.kind == "confirm"
        social = self.ours & SOCIAL
        if social and not confirm:
            yield from social
            if "offer" in self.ours and not social & {"pause", "cave", "reset"}:
                yield "offer"
            return
        if self._says_back():
            yield "reflect"
            return
        if confirm and not self.ours & {"ask", "offer"}:
            if not self.step and "wander" not in self.ours:
                yield "closed-question"
            return
        did = list(self._does())
        yield from did
        if not (did or self.step or self.sweeps or "wander" in self.ours):
            yield "fact" if concrete(low, dated=bool(self.days)) else "tell"

    def _commands(self) -> bool:
        return orders(self.unit.low) and not self.ours & {"ask", "offer"}

    def _says_back(self) -> bool:
        low = self.unit.low
        if self.sweeps or self.meets or (self._commands() and self.back < ENOUGH + 0.4):
            return False
        # “It was four times this month” is the speaker's own.
        seen = concrete(low, dated=bool(self.days)) and not _YOU.search(low)
        own = seen and self.question.kind != "confirm" and self.back < ENOUGH + 0.4
        taken = done_to_us(low) and shared(low, self.context) < _ECHO
        return self.back >= ENOUGH and not own and not taken

    def _does(self) -> Iterator[str]:
        if "demand" in self.ours or self._commands():
            yield "demand"
        if self.meets:
            return
        if "ask" in self.ours:
            yield "ask"
        free = not self.ours & {"ask", "wander"} and not self._commands()
        if "offer" in self.ours or (free and offers(self.unit.low)):
            yield "offer"


def _motive(cue: Cue) -> bool:
    return cue.move == "motive" and cue.ours
