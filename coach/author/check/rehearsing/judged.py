"""The replies to a reaction, as the talk itself would hear them: is the good one good?

What a line does is found with grammar and lists of words, and may be found wrongly. So all
this is doubt, not error: a line that is right as it is may be allowed by a comment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from coach.author.check.rehearsing.words import PICKS
from coach.language import _
from coach.rehearse.cast import Cast
from coach.rehearse.effects import after, effects_of, step_after
from coach.rehearse.moves import Heard, hear_written
from coach.rehearse.replies import as_told
from coach.rehearse.state import State, Step, Utterance
from coach.rehearse.which_day import names_a_day
from coach.scenario.findings import Findings
from coach.scenario.places import Key
from coach.scenario.rehearsal import Mood, Move, Reaction
from coach.scenario.template import parse
from coach.scenario.tree import names

MOST_HEARD = 1_000
"""Lines that are heard for one file, with the families in their order: about a second."""
MOST_CHARACTERS = 120_000
"""Of all these together. The longest of ours takes 107,000."""
LONGEST = 1_000
"""Characters of a line that are looked at."""
NEUTRAL = Mood(id="by-the-book", title="", about="", heat=2, turns=6, needs=0)
"""A mood with nothing sore, in which replies are weighed against each other."""
_RANK: dict[Step, int] = {"none": 0, "vague": 1, "dated": 2}

_ONLY_WEAK = _("Only the weak reply may do harm. Misheard? Say what it does: {pick}_does = […].")

Where = Callable[[Reaction, str], tuple[Findings, Key] | None]
"""Tells in which file, and where in it, a reply to a reaction stands; None where that was
looked at already."""


@dataclass(frozen=True, slots=True)
class Did:
    """What a reply did after one wording of the reaction.

    Attributes:
        heat: 0-5 after it, from 2.
        hotter: the move that heated, and lost: that a next step was lost; "" and False without.
    """

    heard: Heard
    heat: int
    step: Step
    hotter: str
    lost: bool

    @property
    def moves(self) -> tuple[Move, ...]:
        """What it did."""
        return self.heard.moves

    @property
    def dated(self) -> bool:
        """True where it names a day for what comes next."""
        return "next-step" in self.moves and names_a_day(self.heard.day)

    @property
    def asks(self) -> bool:
        """True where it asks for something, besides a day to talk again."""
        # “Could you write it down on Monday?” is a next step too, and a request.
        asked = [act for act in self.heard.acts if act.move in ("ask", "next-step")]
        return "ask" in self.moves or len(asked) > 1


@dataclass(slots=True)
class Judge:
    """Looks at replies, each once for all families whose answers leave it the same.

    Attributes:
        where: tells where what is found belongs.
        tone: tells what may close a door in a line; nothing where it is not to be read.
    """

    where: Where
    tone: Callable[[str], str]
    left: int = MOST_HEARD
    characters: int = MOST_CHARACTERS
    _seen: set[tuple[object, ...]] = field(default_factory=set)
    _read: set[str] = field(default_factory=set)

    def look(self, reaction: Reaction, cast: Cast) -> None:
        """Find replies to a reaction that do not do what they stand for."""
        where = {pick: self.where(reaction, pick) for pick in PICKS}
        if not any(where.values()) or self._known(reaction, cast):
            return
        if all(there is None or there[0].full for there in where.values()):
            return  # there is enough to mend
        said = list(_wordings(reaction, cast))
        did: dict[str, list[Did]] = {}
        for pick in PICKS:
            line = " ".join(cast.words(getattr(reaction, pick)).split())[:LONGEST]
            # The good one has to be good whatever the tone; for the others one is enough.
            beside = said if pick == "good" else said[:1]
            if not line or self.left < len(beside) or self.characters < 0:
                return
            self.left -= len(beside)
            self.characters -= sum(len(words) + len(line) for words in beside)
            did[pick] = [_did(reaction, cast, words, line, pick) for words in beside]
            if pick == "good":
                self._lands(reaction.good, line, where[pick])
        self._good(reaction, did["good"], where["good"])
        for pick in ("good", "middling"):
            _harmless(did[pick], where[pick], pick)
        self._weak(did, where["weak"], where["good"])

    def _known(self, reaction: Reaction, cast: Cast) -> bool:
        """Whether the same words were looked at, but for whose child it is."""
        texts = tuple(getattr(reaction, pick) for pick in PICKS)
        seen: list[object] = [reaction.id, *texts]
        for text in texts:
            if "{" in text:
                seen += [
                    cast.values.get(name.key)
                    for name in names(parse(text))
                    if name.key.partition(".")[0] not in ("child", "partner", "third", "teacher")
                ]
        key = tuple(seen)
        if key in self._seen:
            return True
        self._seen.add(key)
        return False

    def _lands(self, text: str, line: str, where: tuple[Findings, Key] | None) -> None:
        if where is None or text in self._read:
            return
        self._read.add(text)
        said = self.tone(line)
        if said:
            _warn(
                where,
                "E518",
                _("the tone coach would say of this: {words}").format(words=said),
                _("A good reply has nothing in it that closes a door."),
            )

    def _good(self, reaction: Reaction, did: list[Did], where: tuple[Findings, Key] | None) -> None:
        if not any(set(one.moves).intersection(reaction.wants) for one in did):
            _warn(
                where,
                "E513",
                _("this good reply does none of {wants}; it is heard as {moves}").format(
                    wants=", ".join(reaction.wants), moves=_list(did[0].moves)
                ),
                _("Let it do what serves here, or let “wants” say what it does."),
            )
        if "close" not in reaction.at:
            return
        missing = [
            words
            for there, words in (
                (all(one.asks for one in did), _("a request")),
                (all(one.dated for one in did), _("a day")),
            )
            if not there
        ]
        if missing:
            _warn(
                where,
                "E516",
                _("this good reply pins nothing down: it lacks {missing}").format(
                    missing=_(" and ").join(missing)
                ),
                _("Ask for one thing, and name a day: “Could we talk again on Friday?”"),
            )

    def _weak(
        self,
        did: dict[str, list[Did]],
        where: tuple[Findings, Key] | None,
        beside: tuple[Findings, Key] | None,
    ) -> None:
        if any(one.dated for one in did["weak"]):
            _warn(
                where,
                "E517",
                _("this weak reply names a day for what comes next"),
                _("It would end the talk well. Take the day out."),
            )
        if not _worse(did["weak"][0], did["good"][0]):
            _warn(
                where or beside,
                "E515",
                _("the weak reply is no worse than the good one; it is heard as {moves}").format(
                    moves=_list(did["weak"][0].moves)
                ),
                _("Let it heat or give in. If it is misheard, say what it does: weak_does."),
            )


def _harmless(did: list[Did], where: tuple[Findings, Key] | None, pick: str) -> None:
    hotter = next((one.hotter for one in did if one.hotter), "")
    if hotter:
        _warn(
            where,
            "E514",
            _("this reply heats: it is heard as {move}").format(move=hotter),
            _('Only the weak reply may do harm. If it is misheard: {pick}_does = ["tell"].').format(
                pick=pick
            ),
        )
    elif any(one.lost for one in did):
        _warn(
            where,
            "E514",
            _("this reply gives away a next step: it is heard as giving in"),
            _('Only the weak reply may do harm. If it is misheard: {pick}_does = ["tell"].').format(
                pick=pick
            ),
        )


def _worse(weak: Did, good: Did) -> bool:
    return weak.heat > good.heat or _RANK[weak.step] < _RANK[good.step]


def _wordings(reaction: Reaction, cast: Cast) -> Iterator[str]:
    """One wording when it is calm, and one when it is tense: what a reply is heard after."""
    first = [texts[0] for texts in (reaction.calm, reaction.tense, reaction.hot) if texts]
    for text in first[:2]:
        yield cast.words(text)[-LONGEST:]


def _did(reaction: Reaction, cast: Cast, said: str, line: str, pick: str) -> Did:
    heard = hear_written(line, said)
    does: tuple[Move, ...] = getattr(reaction, f"{pick}_does")
    if does:
        heard = as_told(heard, does, line)
    state = State(
        cast,
        heat=NEUTRAL.heat,
        clarity=1,
        step="vague",
        now=reaction.id,
        spoken=(Utterance("partner", said, "", reaction.id),),
    )
    found = effects_of(state, reaction, heard, line)
    heat, _clarity = after(state, found)
    step = step_after(state, found)
    hotter = next((one.because for one in found if one.axis == "heat" and one.by > 0), "")
    return Did(heard, heat, step, hotter, lost=step == "none")


def _warn(where: tuple[Findings, Key] | None, code: str, message: str, advice: str) -> None:
    if where is None:
        return
    findings, path = where
    if not findings.has(code, path):
        findings.warn(code, message, path, advice)


def _list(moves: tuple[Move, ...]) -> str:
    return ", ".join(moves) or _("nothing")
