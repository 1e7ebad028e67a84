"""`reactions.toml`, or one `rehearsal/ID.toml`, looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coach.author.check.lints.prose import check_reading
from coach.author.check.lints.reach import Reach
from coach.author.check.one_scenario import differs
from coach.author.check.rehearsing.enough import (
    CLOSERS,
    check_answers,
    check_heats,
    check_shared,
    counted,
    too_few,
)
from coach.author.check.rehearsing.harm import (
    check_cited,
    check_everywhere,
    check_seats,
    cited_by_cards,
    cited_here,
)
from coach.author.check.rehearsing.judged import NEUTRAL, Judge
from coach.author.check.rehearsing.names import NO_SCENARIO, check_words
from coach.author.check.rehearsing.shape import (
    check_shape,
    lacks,
    no_such_reaction,
    too_many,
)
from coach.author.check.rehearsing.tone import closes_a_door
from coach.author.check.rehearsing.words import PICKS, words_of
from coach.author.check.suppress import settled
from coach.compose.wording import pronoun_words
from coach.errors import CoachError, Problem
from coach.interview.path import Path
from coach.language import _
from coach.rehearse.cast import Cast, Chair, Terms, cast, chairs
from coach.scenario.evaluate import Value
from coach.scenario.findings import Findings
from coach.scenario.load import Sifted, sift_as
from coach.scenario.model import Practice, Scenario
from coach.scenario.places import Key
from coach.scenario.rehearsal import (
    SETTINGS,
    Reaction,
    ReactionsFile,
    Rehearsal,
    Setting,
    Spot,
)

MOST_FAMILIES = 40
"""Samples with whose answers a rehearsal is looked at."""

Families = Sequence[tuple[str, Path]]
"""Samples by name, each with the path its answers lead along, to the end."""


# ------------------------------------------------------------------ what every scenario shares


def sift_reactions(
    text: str, file: str, practices: Mapping[str, Practice] | None
) -> Sifted[ReactionsFile]:
    """Read `reactions.toml` and find all that is wrong or doubtful in it.

    Args:
        practices: what it may cite; None leaves that unchecked.
    """
    sifted = sift_as(text, file, ReactionsFile)
    value, findings = sifted.value, sifted.findings
    if value is None or too_many(value, findings):
        return sifted
    check_words(value, findings, None)
    check_shape(value, findings, [one.id for one in value.reaction], practices)
    check_answers(value, findings)
    check_heats(value, findings, value.mood)
    check_everywhere(value, findings, practices or {})
    _prose(value, findings)
    if not findings.errors:
        check_shared(value, findings)
        judge = Judge(
            lambda reaction, pick: _in_shared(value, findings, reaction, pick), closes_a_door
        )
        for family in _anybody():
            for reaction in value.reaction:
                judge.look(reaction, family)
    return sifted


def _in_shared(
    file: ReactionsFile, findings: Findings, reaction: Reaction, pick: str
) -> tuple[Findings, Key]:
    return findings, ("reaction", file.reaction.index(reaction), pick)


def _anybody() -> Iterator[Cast]:
    """Two families that stand for any: with a day by which an answer is hoped for, and without."""
    for name, pronouns, by in (("Leo", "he", None), ("Mia", "she", date(2026, 11, 20))):
        values: dict[str, Value] = {
            "child.name": name,
            "child.pronouns": pronouns,
            **pronoun_words(name, pronouns),
            "partner.name": "Ms. Okafor",
            "third.name": "Mr. Ito",
        }
        if by is not None:
            values |= {"reply.by": by, "teacher.name": "Ms. Okafor", "me.name": "Rosa Lind"}
        someone = Chair("teacher", "", "Ms. Okafor")
        terms = Terms("teacher", NEUTRAL.id, "in-person")
        yield Cast(NO_SCENARIO, terms, NEUTRAL, someone, someone, {}, (), (), values)


# ------------------------------------------------------------------ what one scenario adds


@dataclass(frozen=True, slots=True)
class Beside:
    """What a rehearsal is looked at with.

    Attributes:
        shared: what every scenario shares; None where it can't be read.
        practices: what may be cited; None leaves that unchecked.
        cards: where findings about the scenario's reply cards go.
    """

    scenario: Scenario
    shared: ReactionsFile | None
    practices: Mapping[str, Practice] | None
    families: Families
    cards: Findings


def rehearsal_problems(
    text: str, file: str, beside: Beside | None, id: str = ""
) -> tuple[Problem, ...]:
    """Return what is wrong or doubtful in a scenario's `rehearsal/ID.toml`.

    Args:
        beside: None where its scenario has errors: then only the file itself is looked at.
        id: what its scenario should be, if that is known from the file's name.
    """
    sifted = sift_as(text, file, Rehearsal)
    own, findings = sifted.value, sifted.findings
    whole = False
    if own is not None and not too_many(own, findings):
        if id and own.scenario != id:
            differs(findings, ("scenario",), own.scenario, id)
        if beside is not None:
            whole = _look(own, findings, beside)
    return settled(sifted, whole=whole)


def _look(own: Rehearsal, findings: Findings, beside: Beside) -> bool:
    """Look at a rehearsal with its scenario; return whether all of it was looked at."""
    check_words(own, findings, beside.scenario)
    _prose(own, findings)
    if beside.shared is None:
        return False
    shared = {reaction.id: reaction for reaction in beside.shared.reaction}
    on_cards = {card.reaction for card in beside.scenario.card}
    check_shape(own, findings, shared, beside.practices, on_cards)
    check_heats(own, findings, beside.shared.mood)
    check_card_names(beside.scenario, beside.cards, {*shared, *_ids(own)})
    if findings.errors:
        return False
    reach = Reach(beside.scenario)
    practices = beside.practices or {}
    here, brought = cited_here(own, shared), cited_by_cards(beside.scenario, own, shared)
    check_cited(beside.scenario, own, findings, reach, practices, here)
    check_cited(beside.scenario, own, beside.cards, reach, practices, brought)
    check_seats(beside.scenario, own, findings, reach)
    if not beside.cards.errors and not findings.errors:
        _families(own, findings, beside)
    return not reach.unsure


def check_card_names(scenario: Scenario, findings: Findings, known: set[str]) -> None:
    """Find reply cards that answer a reaction there is none of."""
    for at, card in enumerate(scenario.card):
        if card.reaction and card.reaction not in known:
            no_such_reaction(findings, card.reaction, ("card", at, "reaction"), known)


def _ids(own: Rehearsal) -> set[str]:
    return {reaction.id for reaction in own.reaction if reaction.id}


def _prose(file: ReactionsFile | Rehearsal, findings: Findings) -> None:
    for worded in words_of(file):
        if not worded.text.is_guard and not findings.full:
            if findings.has("E201", worded.text.path) or findings.has("E204", worded.text.path):
                continue
            check_reading(worded.text.text, worded.text.path, findings)


# ------------------------------------------------------------------ with made-up families


def _families(own: Rehearsal, findings: Findings, beside: Beside) -> None:
    """Find replies that do not do what they should, and partners with too little to say."""
    shared = beside.shared
    assert shared is not None
    judge = Judge(
        lambda reaction, pick: _whose(own, findings, beside, reaction, pick), closes_a_door
    )
    most = max((mood.turns for mood in shared.mood), default=6)
    for name, path in beside.families[:MOST_FAMILIES]:
        for chair in chairs(beside.scenario, path, shared, own):
            there: dict[Setting, Cast] = {}
            for setting in SETTINGS:
                terms = Terms(chair.role, shared.mood[0].id, setting)
                try:
                    there[setting] = cast(beside.scenario, path, terms, shared, own)
                except CoachError:
                    continue
                for reaction in there[setting].reactions.values():
                    _three_ways(own, findings, name, reaction, there[setting])
                    judge.look(reaction, there[setting])
            _enough(findings, name, chair, there, most)


def _three_ways(
    own: Rehearsal, findings: Findings, family: str, reaction: Reaction, there: Cast
) -> None:
    """Find a reaction whose replies stand on a card that is not there, or come to nothing."""
    missing = [pick for pick in PICKS if not there.words(getattr(reaction, pick)).strip()]
    if not missing:
        return
    at = next((n for n, one in enumerate(own.reaction) if reaction.id in (one.id, one.use)), None)
    path: Key = ("reaction",) if at is None else ("reaction", at)
    if not findings.has("E319", path):
        lacks(
            findings,
            path,
            _("with {family}, “{id}” has no {keys}").format(
                family=family, id=reaction.id, keys=", ".join(missing)
            ),
            _("Write those replies here: no card of this family gives them."),
        )


def _enough(
    findings: Findings, family: str, chair: Chair, there: Mapping[Setting, Cast], most: int
) -> None:
    # The first turn answers what opens the talk, the last ones what closes it; a new
    # beginning gives one turn back.
    needed: dict[Spot, int] = {"open": 1, "middle": most - CLOSERS, "close": CLOSERS}
    if findings.has("E519", ("reaction",)):
        return  # the first family is enough to find out why
    for spot, fewest in needed.items():
        short = {
            setting: count
            for setting, one in there.items()
            if (count := counted(one.reactions.values(), spot, chair.role, setting)) < fewest
        }
        if short:
            settings = tuple(short)
            too_few(findings, spot, min(short.values()), fewest, chair.role, settings, family)


def _whose(
    own: Rehearsal, findings: Findings, beside: Beside, reaction: Reaction, pick: str
) -> tuple[Findings, Key] | None:
    """Where a reply stands: in the scenario's rehearsal, or on one of its cards."""
    text = getattr(reaction, pick)
    for at, one in enumerate(own.reaction):
        if reaction.id in (one.id, one.use) and getattr(one, pick) == text:
            return findings, ("reaction", at, pick)
    for at, card in enumerate(beside.scenario.card):
        if card.reaction == reaction.id and text in (card.you_say, card.avoid):
            return beside.cards, ("card", at, "you_say" if text == card.you_say else "avoid")
    return None
