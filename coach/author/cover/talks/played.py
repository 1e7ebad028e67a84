"""One talk, played and looked at: what was said in it, how it ended, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from coach.author.cover.family import SECRET
from coach.author.cover.faults import around
from coach.author.cover.holes import holes
from coach.author.cover.talks.parents import Parent
from coach.author.cover.talks.placed import Placed, Site, site_of
from coach.author.cover.talks.stage import Company, Setup, Stage
from coach.rehearse.partner import FEWEST, MOST, begin, cues, turn
from coach.rehearse.replies import PICKS, options
from coach.rehearse.state import Ending, Entry, State, Utterance

Aim = Literal["good", "weak", ""]
"""What a talk has to come to: "good" ends with a day and calm, "weak" does not; "" either way."""
MOST_LINES = 60
"""Lines after which a talk that has not ended is one that never does; breaths count, too."""


class Fault(NamedTuple):
    """One thing wrong in a talk.

    Attributes:
        site: where it comes from.
        about: what tells it from others of its kind there: a cue, a role.
        text: the words around it.
    """

    kind: str
    site: Site
    about: str
    text: str


@dataclass(slots=True)
class Talk:
    """A talk that was played.

    Attributes:
        entries: what the parent did, a turn each.
        met: reactions that came, by id.
        said: where all that was said stands.
        faults: what is wrong with it, each once.
    """

    setup: Setup
    seed: int
    entries: tuple[Entry, ...] = ()
    turns: int = 0
    ending: Ending = ""
    met: tuple[str, ...] = ()
    said: set[Site] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def played(stage: Stage, setup: Setup, seed: int, parent: Parent, aim: Aim = "") -> Talk:
    """Play a talk to its end.

    Args:
        seed: what the partner's chance is drawn from.
    """
    talk = Talk(setup, seed)
    entries: list[Entry] = []
    found: dict[Fault, None] = {}
    there = stage.cast(setup, seed)
    state: State | None = None
    try:
        state = begin(there)
        _heed(stage, talk, state, found)
        while not state.ended and len(entries) < MOST_LINES:
            entry = parent(state)
            if entry is None:
                break
            entries.append(entry)
            state = turn(state, entry, stage.ears)
            _heed(stage, talk, state, found, entry)
        found |= dict.fromkeys(_at_the_end(stage, state, aim, over=len(entries) >= MOST_LINES))
    except Exception as error:  # whatever it is, it is what we look for
        if not any(fault.kind == "no-reply" for fault in found):  # picked, and not there
            found[_fault(stage, "crash", state, f"{type(error).__name__}: {error}")] = None
    if state is not None:
        talk.turns, talk.ending, talk.met = state.turn, state.ending, state.met
    talk.entries = tuple(entries)
    talk.faults = list(found)
    return talk


# ------------------------------------------------------------------ after each line


def _heed(
    stage: Stage, talk: Talk, state: State, found: dict[Fault, None], entry: Entry | None = None
) -> None:
    """Note what was said to a line, and what is wrong with it."""
    if entry is not None and entry.breath:
        return
    for said in state.spoken:
        site = site_of(said.text)
        if site is not None:
            talk.said.add(site)
        for kind, text in wrong(said.text, _template(said.text)):
            found[Fault(kind, _where(stage, state, said), "", text)] = None
    if entry is not None:
        found |= dict.fromkeys(_unanswered(stage, state))
    if not state.ended:
        found |= dict.fromkeys(_no_way_on(stage, state))


def _unanswered(stage: Stage, state: State) -> Iterator[Fault]:
    """What of the line was said into the void."""
    last = state.past[-1]
    answered = {said.cue for said in state.spoken if said.text.strip()}
    for cue, _about in cues(last.heard, last.effects):
        if cue not in answered:
            yield Fault("unanswered", Site("own", ("answer",)), cue, last.entry.text)
    if state.ended and f"end-{state.ending}" not in answered:
        yield Fault("unanswered", Site("own", ("answer",)), f"end-{state.ending}", "")


def _no_way_on(stage: Stage, state: State) -> Iterator[Fault]:
    """What leaves the parent with nothing to reply to, or with no reply."""
    if not state.now:
        yield Fault("run-dry", Site("own", ("reaction",)), state.cast.terms.role, "")
        return
    new = not state.past or state.past[-1].reaction != state.now
    if new and all(said.reaction != state.now for said in state.spoken):
        yield Fault("silent", _site(stage, state), "", state.now)
    yield from _replies(stage, state)


def _replies(stage: Stage, state: State) -> tuple[Fault, ...]:
    """What is wrong with the three replies, worked out once for a setup."""
    company = state.cast
    assert isinstance(company, Company)
    if state.now not in company.looked:
        there = {option.pick: option.text for option in options(state)}
        site = _site(stage, state)
        found = [Fault("no-reply", site, pick, state.now) for pick in PICKS if pick not in there]
        found += [
            Fault(kind, Site(site.file, (*site.key, pick)), "", text)
            for pick, reply in there.items()
            for kind, text in wrong(reply, getattr(company.reactions[state.now], pick))
        ]
        company.looked[state.now] = tuple(found)
    return company.looked[state.now]  # type: ignore[return-value]  # a stage knows no faults


# ------------------------------------------------------------------ at the end


def _at_the_end(stage: Stage, state: State, aim: Aim, *, over: bool) -> Iterator[Fault]:
    how = f"{state.turn} / {state.ending or '…'} / {state.heat}"
    if not state.ended:
        if over:
            yield _fault(stage, "endless", state, how)
        return
    if not FEWEST <= state.turn <= MOST:
        yield _fault(stage, "length", state, how)
    if aim == "good" and not (state.ended_well and state.heat <= 2):
        yield _ends(stage, "good-ends-badly", state, how)
    if aim == "weak" and state.ended_well:
        yield _ends(stage, "weak-ends-well", state, how)


def _ends(stage: Stage, kind: str, state: State, how: str) -> Fault:
    """A talk that ends as it should not: one for each role and mood."""
    terms = state.cast.terms
    return Fault(kind, seat_of(stage, terms.role), f"{terms.role} {terms.mood}", how)


def _fault(stage: Stage, kind: str, state: State | None, text: str) -> Fault:
    site = _site(stage, state) if state is not None else Site("own", ())
    return Fault(kind, site, "", text)


# ------------------------------------------------------------------ where it comes from


def seat_of(stage: Stage, role: str) -> Site:
    """Return where the seat of a role stands."""
    seats = stage.own.partner
    return Site("own", ("partner", next(n for n, seat in enumerate(seats) if seat.role == role)))


def _site(stage: Stage, state: State) -> Site:
    """Return where the reaction that waits for a reply stands."""
    return stage.sites.get(state.now, Site("own", ("reaction",)))


def _where(stage: Stage, state: State, said: Utterance) -> Site:
    if isinstance(said.text, Placed):
        return said.text.site
    return stage.sites.get(said.reaction, Site("own", ("answer",)))


def _template(text: str) -> str:
    return text.template if isinstance(text, Placed) else text


@lru_cache(maxsize=50_000)
def wrong(text: str, template: str) -> tuple[tuple[str, str], ...]:
    """Return the gaps in what is said aloud: their kinds, and the words around each.

    Args:
        template: what its author wrote; what stands there is no gap.
    """
    found = [(hole.kind, around(text, hole.start, hole.end)) for hole in holes(text)]
    for kind, words in (("nothing", "None"), ("private", SECRET)):
        at = text.find(words)
        if at >= 0 and words not in template:
            found.append((kind, around(text, at, at + len(words))))
    if not text.strip():
        found.append(("empty", ""))
    return tuple(dict.fromkeys(found))
