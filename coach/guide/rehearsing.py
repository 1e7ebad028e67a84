"""A rehearsal beside a sitting: what both faces drive. Every line is on disk before it is answered.

A talk is never stored as it stands, only what the parent did: it is played again from there,
so that it goes on after a crash as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import msgspec

from coach.casebook.talks import ReplyCard, Talk, Turn, Undone
from coach.casebook.toml import render
from coach.compose.written import Outcome, Reply
from coach.errors import CoachError
from coach.guide.guide import Guide
from coach.language import _
from coach.rehearse.cast import Cast, Chair, Terms, cast, chairs
from coach.rehearse.choosing import could_come
from coach.rehearse.covering import said_points
from coach.rehearse.debrief import Debrief, debrief, missing_cards
from coach.rehearse.feedback import Feedback, feedback, hint, made
from coach.rehearse.moves import readying as hearing
from coach.rehearse.partner import play, turn
from coach.rehearse.replies import Option, options
from coach.rehearse.state import Entry, Exchange, Pick, State
from coach.safety.alarm import Alarm
from coach.safety.signs import look_for
from coach.scenario.library import has_rehearsal, reactions, rehearsal, warning_signs
from coach.scenario.rehearsal import (
    ROLES,
    SETTINGS,
    TEMPERS,
    Mood,
    Reaction,
    Role,
    Setting,
    Temper,
)
from coach.scenario.text import clean_line

if TYPE_CHECKING:
    from coach.guide.freely import Free

T = TypeVar("T", bound=str)

LONGEST = 2_000
"""Characters of one line."""
_NOWHERE = (None, None)


def partners(guide: Guide) -> tuple[Chair, ...]:
    """Return who the answers let be rehearsed with; nobody where other help comes first."""
    own = rehearsal(_name(guide))
    return chairs(guide.scenario, guide.path, reactions(), own) if own is not None else ()


def is_written(guide: Guide) -> bool:
    """Return whether its scenario has a rehearsal, whoever it may be with."""
    return has_rehearsal(_name(guide))


def can_rehearse(guide: Guide) -> bool:
    """Return whether there is anybody to rehearse with."""
    return bool(partners(guide))


def moods() -> tuple[Mood, ...]:
    """Return how they may be that day, the gentlest first."""
    return reactions().mood


def setting_name(setting: Setting) -> str:
    """Return where it takes place, in words."""
    return {
        "phone": _("On the phone"),
        "in-person": _("In person"),
        "three": _("Three people in a room"),
    }[setting]


def usual_terms(guide: Guide, seed: int) -> Terms:
    """Return how a rehearsal is set up where nobody chose: as the parent will reach them."""
    there = partners(guide)
    if not there:
        raise CoachError(
            _("This can't be rehearsed."),
            advice=_("Where someone may be in danger, other help comes first."),
        )
    channel = guide.path.values.get("channel")
    setting: Setting = "phone" if channel == "phone" else "in-person"
    return Terms(there[0].role, "warm", setting, seed)


def terms_from(
    guide: Guide, seed: int, partner: str = "", mood: str = "", setting: str = ""
) -> Terms:
    """Return how a rehearsal is set up, from words that were typed.

    Raises:
        CoachError: a word that means nothing, or somebody it can't be rehearsed with.
    """
    usual = usual_terms(guide, seed)
    role: Role = _one_of(partner, ROLES, _("partner")) if partner else usual.role
    temper: Temper = _one_of(mood, TEMPERS, _("mood")) if mood else usual.mood
    where: Setting = _one_of(setting, SETTINGS, _("setting")) if setting else usual.setting
    return Terms(role, temper, where, seed)


def readying() -> Iterator[None]:
    """Make ready to hear and keep lines, in small steps: seconds in all, and a face has more to do.

    Raises:
        CoachError: a file that is needed for it is missing or damaged.
    """
    look_for(warning_signs(), "Hello.")
    yield
    render({"says": "Hello."})
    yield
    yield from hearing()


def _one_of(word: str, known: Sequence[T], what: str) -> T:
    for one in known:
        if one == word:
            return one
    raise CoachError(
        _("There is no {what} “{word}”.").format(what=what, word=word[:60]),
        advice=_("Known here: {words}.").format(words=", ".join(known)),
    )


class Rehearsing:
    """One rehearsal with its takes.

    Args:
        guide: the sitting it belongs to; its answers are what the other side knows.
        terms: how it is set up.
        take: which of the kept takes to go on with; None begins a new one.

    Attributes:
        state: where the talk stands.
        alarm: why it has stopped: what was typed may mean that someone is in danger.
        free: who puts the other side's answers in other words, where a parent has set it up.
    """

    def __init__(
        self, guide: Guide, terms: Terms, *, opening: str = "", take: int | None = None
    ) -> None:
        self.guide = guide
        self.alarm: Alarm | None = None
        self.free: Free | None = None
        self._composed: tuple[object, object, Outcome] | None = None
        self._held: Entry | None = None
        self._foreseen: dict[Entry, tuple[State, State]] = {}
        self.cast: Cast = cast(
            guide.scenario, guide.path, terms, reactions(), rehearsal(_name(guide))
        )
        self._take = take
        kept = self.kept
        self.opening = kept.opening if kept is not None else opening
        self._undone = list(kept.undone) if kept is not None else []
        self.entries: list[Entry] = [_entry(one) for one in kept.turns] if kept is not None else []
        self.state: State = play(self.cast, self.entries, self.opening)
        # Content may have changed since: what no longer has a place in the talk stays on disk.
        self._begun_on = kept.on if kept is not None else date.today().isoformat()
        self._unsaved = False

    @classmethod
    def latest(cls, guide: Guide) -> Rehearsing | None:
        """Return the rehearsal that was left in mid-talk, if the last one was."""
        kept = guide.keeper.session.rehearsals
        if not kept or kept[-1].ended or not kept[-1].turns:
            return None
        try:
            terms = _terms(kept[-1])
            return cls(guide, terms, take=len(kept) - 1)
        except CoachError:
            return None  # the answers have changed: nobody is there to go on with

    @property
    def kept(self) -> Talk | None:
        """The take as it is kept."""
        talks = self.guide.keeper.session.rehearsals
        return talks[self._take] if self._take is not None and self._take < len(talks) else None

    @property
    def about(self) -> str:
        """What the talk is about, in one line without names."""
        own = rehearsal(_name(self.guide))
        return (own.about if own is not None else "") or self.guide.scenario.title

    @property
    def terms(self) -> Terms:
        """How it is set up."""
        return self.cast.terms

    # -------------------------------------------------------------- going on

    def say(self, text: str, then: str = "") -> Alarm | None:
        """Say a line in words of one's own. Nothing said, nothing happens.

        Returns:
            A stop, where the words may mean that someone is in danger: they wait
            (`not_meant`, `forget`).
        """
        text = clean_line(text)[:LONGEST]
        if not text or self.state.ended:
            return None
        entry = Entry(text=text, reaction=then)
        self.alarm = self.guide.alarm_from(text, [one.text for one in self.entries])
        if self.alarm is not None:
            self._held = entry
            return self.alarm
        self._go(entry)
        return None

    def ahead(self, text: str) -> Callable[[], State]:
        """Return what works out what would come of a line, while it is being typed.

        It may be called in another thread, and nothing is said by it. Once it is done, `say`
        has only to look whether anybody is in danger, and to save.
        """
        # Of a copy: another thread may be at it.
        self._foreseen = {entry: seen for entry, seen in [*self._foreseen.items()] if entry.pick}
        return partial(self._foresee, self.state, Entry(text=clean_line(text)[:LONGEST]))

    def picks_ahead(self) -> Callable[[], object]:
        """Return what works out what would come of each of the three replies, as `ahead`."""
        picks = [Entry(pick=option.pick) for option in self.options]
        return partial(self._foresee_all, self.state, picks)

    def _foresee_all(self, state: State, entries: Sequence[Entry]) -> None:
        for entry in entries:
            self._foresee(state, entry)

    def _foresee(self, state: State, entry: Entry) -> State:
        after = turn(state, entry)
        self._foreseen[entry] = state, after
        return after

    def pick(self, pick: Pick, then: str = "") -> None:
        """Say one of the three replies."""
        self._go(Entry(pick=pick, reaction=then))

    def enter(self, entry: Entry) -> Alarm | None:
        """Do what a line of a script says; a stop is as in `say`."""
        if entry.breath or entry.pick:
            self._go(entry)
            return None
        return self.say(entry.text, entry.reaction)

    def breathe(self) -> None:
        """Pause for breath: it costs no turn."""
        self._go(Entry(breath=True))

    def begin_again(self) -> None:
        """Say what one may say in life, too, when it came out wrong."""
        self._go(Entry(text=_("Can I start again? That came out wrong.")))

    def not_meant(self) -> None:
        """Go on with the words that stopped the talk."""
        held, self._held, self.alarm = self._held, None, None
        if held is not None:
            self._go(held)

    def forget(self) -> None:
        """Drop the words that stopped the talk: they were kept nowhere."""
        self._held, self.alarm = None, None
        self._foreseen = {}

    def _go(self, entry: Entry) -> None:
        if self.state.ended:
            return
        before, state = self._foreseen.get(entry, _NOWHERE)
        if state is None or before is not self.state:
            state = turn(self.state, entry)
        self._foreseen = {}
        if not entry.breath:
            entry = state.past[-1].entry
        self.entries.append(entry)
        self.state = state
        self._save()

    def put(self, told: str) -> None:
        """Let the other side's last answer be said in these words."""
        if self.entries and told:
            self.entries[-1] = replace(self.entries[-1], told=told)
            self.state = play(self.cast, self.entries, self.opening)
            self._save()

    # -------------------------------------------------------------- trying again

    def undo(self) -> bool:
        """Take the last turn back, and keep it to be compared; False at the beginning."""
        spoken = [at for at, one in enumerate(self.entries) if not one.breath]
        if not spoken:
            return False
        at = spoken[-1]
        taken = self.entries[at]
        self._undone.append(Undone(at=len(spoken) - 1, says=taken.text, pick=taken.pick))
        del self.entries[at:]
        self.state = play(self.cast, self.entries, self.opening)
        self._save()
        return True

    def another_take(self, terms: Terms | None = None) -> None:
        """Begin the same rehearsal again, as a take of its own; or another one."""
        self.cast = cast(
            self.guide.scenario,
            self.guide.path,
            terms or self.terms,
            reactions(),
            rehearsal(_name(self.guide)),
        )
        self.entries, self._undone, self._take = [], [], None
        if terms is not None:
            self.opening = ""
        self._begun_on = date.today().isoformat()
        self.state = play(self.cast, (), self.opening)
        if self.free is not None:
            self.free.again()

    def compared(self) -> tuple[Exchange, Exchange] | None:
        """Return the turn that was taken back last and what came in its place; else None."""
        if not self._undone:
            return None
        gone = self._undone[-1]
        spoken = [one for one in self.entries if not one.breath]
        if len(spoken) <= gone.at or len(self.state.past) <= gone.at:
            return None
        before = play(self.cast, self._until(gone.at), self.opening)
        there = turn(before, Entry(text=gone.says, pick=_pick(gone.pick)))
        if not there.past or len(there.past) <= gone.at:
            return None
        return there.past[gone.at], self.state.past[gone.at]

    def _until(self, at: int) -> list[Entry]:
        """The entries before the spoken turn number `at`."""
        found: list[Entry] = []
        spoken = 0
        for entry in self.entries:
            if not entry.breath:
                if spoken == at:
                    break
                spoken += 1
            found.append(entry)
        return found

    # -------------------------------------------------------------- what there is to see

    @property
    def options(self) -> tuple[Option, ...]:
        """The three replies to what was said last, shuffled."""
        return options(self.state)

    @property
    def feedback(self) -> Feedback | None:
        """What the last turn did; None before the first."""
        return feedback(self.state, self.state.past[-1]) if self.state.past else None

    @property
    def hint(self) -> str:
        """What would serve now."""
        return hint(self.state)

    def could_come(self) -> tuple[Reaction, ...]:
        """What a coach may have the other side say next."""
        return could_come(self.state)

    def said_points(self) -> frozenset[int]:
        """Which talking points were said, by their place."""
        points = self.outcome().points
        return said_points(points, [one.entry.text for one in self.state.past])

    def outcome(self) -> Outcome:
        """Return what the answers come to, worked out once: a turn changes none of them."""
        path, cards = self.guide.path, self.guide.keeper.session.cards
        known = self._composed
        if known is None or known[0] is not path or known[1] is not cards:
            known = self._composed = (path, cards, self.guide.outcome())
        return known[2]

    def debrief(self) -> Debrief:
        """What there is to say of the talk so far."""
        return debrief(self.state, self.outcome().points)

    def takes(self) -> tuple[State, ...]:
        """Return every kept take of this very rehearsal, the present one last."""
        found: list[State] = []
        for at, talk in enumerate(self.guide.keeper.session.rehearsals):
            if at == self._take or not talk.turns or _terms(talk) != self.terms:
                continue
            found.append(play(self.cast, map(_entry, talk.turns), talk.opening))
        return (*found, self.state)

    # -------------------------------------------------------------- what it leaves behind

    def missing_cards(self) -> list[Reply]:
        """Return reply cards for what was met and has none."""
        return missing_cards(self.state, self.guide.outcome().cards, self.guide.scenario.card)

    def add_cards(self, cards: Sequence[Reply]) -> None:
        """Add reply cards to those of the sitting, for good."""
        session = self.guide.keeper.session
        new = tuple(
            ReplyCard(they_say=card.they_say, you_say=card.you_say, avoid=card.avoid)
            for card in cards
        )
        kept = (*session.cards, *(card for card in new if card not in session.cards))
        self.guide.keeper.save(msgspec.structs.replace(session, cards=kept))

    def keep(self) -> None:
        """Put on disk what could not be put there before, if anything."""
        if self._unsaved:
            self._save()

    def _save(self) -> None:
        session = self.guide.keeper.session
        talks = list(session.rehearsals)
        talk = Talk(
            partner=self.terms.role,
            mood=self.terms.mood,
            setting=self.terms.setting,
            seed=self.terms.seed,
            opening=self.opening,
            on=self._begun_on,
            ended=self.state.ending,
            turns=tuple(_turn(one) for one in self.entries),
            undone=tuple(self._undone),
            ticks=tuple(sorted(made(self.state))),
        )
        if self._take is None or self._take >= len(talks):  # new, or it could not be kept before
            talks.append(talk)
            self._take = len(talks) - 1
        else:
            talks[self._take] = talk
        self._unsaved = True
        self.guide.keeper.save(msgspec.structs.replace(session, rehearsals=tuple(talks)))
        self._unsaved = False


def _name(guide: Guide) -> str:
    """What finds the rehearsal of a sitting's scenario: its id, or the file it was opened from."""
    return guide.keeper.session.scenario


def _turn(entry: Entry) -> Turn:
    return Turn(
        says=entry.text,
        pick=entry.pick,
        breath=entry.breath,
        then=entry.reaction,
        told=entry.told,
    )


def _entry(kept: Turn) -> Entry:
    # A session file can be edited by hand: what it says is text, like anything typed.
    return Entry(
        text=clean_line(kept.says)[:LONGEST],
        pick=_pick(kept.pick),
        breath=kept.breath,
        reaction=kept.then,
        told=clean_line(kept.told)[:LONGEST],
    )


def _pick(word: str) -> Pick:
    return next((pick for pick in ("good", "middling", "weak") if pick == word), "")


def _terms(talk: Talk) -> Terms:
    return Terms(
        _one_of(talk.partner, ROLES, _("partner")),
        _one_of(talk.mood, TEMPERS, _("mood")),
        _one_of(talk.setting, SETTINGS, _("setting")),
        talk.seed,
    )
