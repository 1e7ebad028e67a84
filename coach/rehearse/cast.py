"""Who talks with whom, where, about what: all that stays the same through one rehearsal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from coach.compose.outcome import fill, prompt_values
from coach.errors import CoachError
from coach.interview.path import Path
from coach.language import _
from coach.scenario.evaluate import Value, Values, holds
from coach.scenario.model import Card, Scenario
from coach.scenario.rehearsal import (
    ROLES,
    Answer,
    Mood,
    Person,
    Reaction,
    ReactionsFile,
    Rehearsal,
    Role,
    Seat,
    Setting,
    Temper,
)
from coach.scenario.template import parse_guard

HARM = ("safety", "discrimination")
"""Situations in which some practices have no place."""


@dataclass(frozen=True, slots=True)
class Chair:
    """Somebody the rehearsal can be with, by name.

    Attributes:
        name: what they are called: "Ms. Okafor", or "the teacher" where nobody knows.
    """

    role: Role
    title: str
    name: str


@dataclass(frozen=True, slots=True)
class Terms:
    """How a rehearsal was set up. With the answers and the lines, it can be played again.

    Attributes:
        seed: what chance is drawn from.
    """

    role: Role
    mood: Temper
    setting: Setting
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """One rehearsal, set up.

    Attributes:
        partner, third: who is there; the third says nothing but in a room with three.
        reactions: what can be said here, by id.
        answers: what the partner may answer, by what the scenario itself has written.
        anybody: what they may answer, by what anybody could say.
        harm: an answer points to harm: where the scenario has words of its own for
            something, nothing that anybody could say may come in their place.
        values: what their words may show.
        limit: after how many turns of the parent's the partner has to go, 3-8.
    """

    scenario: Scenario
    terms: Terms
    mood: Mood
    partner: Chair
    third: Chair
    reactions: Mapping[str, Reaction]
    answers: tuple[Answer, ...]
    anybody: tuple[Answer, ...]
    values: Values = field(repr=False)
    harm: bool = False

    @property
    def limit(self) -> int:
        """After how many turns of the parent's the partner has to go."""
        return max(3, min(8, self.mood.turns))

    def words(self, text: str, said: Mapping[str, Value] | None = None) -> str:
        """Return an author's words with the answers, and what was said, in them."""
        if "{" not in text:
            return text
        return fill(self.scenario, {**self.values, **(said or {})}, text).strip()


def chairs(
    scenario: Scenario, path: Path, shared: ReactionsFile, own: Rehearsal | None
) -> tuple[Chair, ...]:
    """Return who the answers let be rehearsed with, the likeliest first.

    Nobody where the answers leave by an off-ramp: then other help comes first.
    """
    if own is None or not path.finished:
        return ()
    values = prompt_values(path)
    titles = {person.id: person for person in shared.person}
    found: dict[Role, Chair] = {}
    for seat in own.partner:
        if seat.role not in found and _holds(seat.when, values):
            found[seat.role] = _chair(scenario, seat, titles, values)
    return tuple(found.values())


def _chair(scenario: Scenario, seat: Seat, people: Mapping[Role, Person], values: Values) -> Chair:
    person = people[seat.role]
    name = " ".join(fill(scenario, values, seat.name).split()) if seat.name else ""
    title = " ".join(fill(scenario, values, seat.title).split()) if seat.title else ""
    return Chair(seat.role, title or person.title, name or person.called)


def cast(
    scenario: Scenario,
    path: Path,
    terms: Terms,
    shared: ReactionsFile,
    own: Rehearsal | None,
    known: dict[str, bool] | None = None,
) -> Cast:
    """Set a rehearsal up.

    Args:
        known: what guards come out as with these answers and this partner, as far as that is
            known; what is found out is added.

    Raises:
        CoachError: it can't be rehearsed with this person; it says with whom it can.
    """
    there = chairs(scenario, path, shared, own)
    partner = next((one for one in there if one.role == terms.role), None)
    if partner is None or own is None:
        raise _nobody(terms.role, there)
    values: dict[str, Value] = dict(prompt_values(path))
    third = _third(partner, there, shared)
    values |= {"partner.name": partner.name, "third.name": third.name}
    harm = bool(path.situations.intersection(HARM))
    guards = _Guards(values, {} if known is None else known)
    reactions = _reactions(scenario, guards, terms, shared, own, harm)
    mood = next(mood for mood in shared.mood if mood.id == terms.mood)
    return Cast(
        scenario,
        terms,
        mood,
        partner,
        third,
        reactions,
        answers=_there(own.answer, terms, guards),
        anybody=_there(shared.answer, terms, guards),
        values=values,
        harm=harm,
    )


def _nobody(role: Role, there: tuple[Chair, ...]) -> CoachError:
    if not there:
        return CoachError(
            _("This can't be rehearsed."),
            advice=_("Where someone may be in danger, other help comes first: F9 on any screen"),
        )
    return CoachError(
        _("This can't be rehearsed with “{role}”.").format(role=role),
        advice=_("It can with: {roles}.").format(roles=", ".join(one.role for one in there)),
    )


def _third(partner: Chair, there: tuple[Chair, ...], shared: ReactionsFile) -> Chair:
    """Who else is in the room: somebody who may be there, the teacher or the counselor first."""
    order = ("teacher", "counselor", "case-manager", "principal")
    others = [one for one in there if one.role != partner.role]
    if others:
        return min(others, key=lambda one: order.index(one.role))
    # Where the answers leave one person only, nobody else may speak for the school but
    # somebody who is trusted for it: never the teacher.
    role: Role = "counselor" if partner.role != "counselor" else "principal"
    person = next(person for person in shared.person if person.id == role)
    return Chair(role, person.title, person.called)


# ------------------------------------------------------------------ what can be said


def _reactions(
    scenario: Scenario,
    guards: _Guards,
    terms: Terms,
    shared: ReactionsFile,
    own: Rehearsal,
    harm: bool,
) -> dict[str, Reaction]:
    """What the scenario names: its own, shared ones it takes, and those its cards bring."""
    known = {reaction.id: reaction for reaction in shared.reaction}
    cards = {
        card.reaction: card
        for card in reversed(scenario.card)
        if card.reaction and guards.hold(card.when)
    }
    mine = {one.id: one for one in own.reaction if one.id}
    found: dict[str, Reaction] = {}
    for reaction, given in _named(own, cards, known, mine):
        if reaction.id in found or not _fits(reaction, terms):
            continue
        if not guards.hold(reaction.when):
            continue
        card = cards.get(reaction.id)
        reaction = _answering(reaction, terms, guards)
        found[reaction.id] = with_card(reaction, card, given) if card is not None else reaction
    for reaction in shared.reaction:
        # Anybody may have had enough.
        if "hot" in reaction.at and _fits(reaction, terms) and not (harm and reaction.when):
            found.setdefault(reaction.id, _answering(reaction, terms, guards))
    return found


def _answering(reaction: Reaction, terms: Terms, guards: _Guards) -> Reaction:
    """A reaction with those of its answers that somebody like this may give here."""
    then = _there(reaction.then, terms, guards)
    if len(then) == len(reaction.then):
        return reaction
    return msgspec.structs.replace(reaction, then=then)


def _there(answers: Iterable[Answer], terms: Terms, guards: _Guards) -> tuple[Answer, ...]:
    return tuple(one for one in answers if _fits(one, terms) and guards.hold(one.when))


def _named(
    own: Rehearsal,
    cards: Mapping[str, Card],
    known: Mapping[str, Reaction],
    mine: Mapping[str, Reaction],
) -> Iterable[tuple[Reaction, Reaction]]:
    """Each reaction that is named, and what the scenario itself has given of it."""
    for reaction in own.reaction:
        if not reaction.use:
            yield reaction, reaction
        elif reaction.use in known:
            yield used(known[reaction.use], reaction), reaction
    for id in cards:
        if id in known and id not in mine:
            yield known[id], Reaction()


def used(shared: Reaction, own: Reaction) -> Reaction:
    """Return a shared reaction with what a scenario gives in the place of its words."""
    given = {
        name: value
        for name, value in msgspec.structs.asdict(own).items()
        if name not in ("id", "use") and value != _DEFAULTS[name]
    }
    for reply in ("good", "middling", "weak"):
        if reply in given:
            given.setdefault(f"{reply}_does", ())  # it was said of other words
    return msgspec.structs.replace(shared, **given)


_DEFAULTS = msgspec.structs.asdict(Reaction())


def with_card(reaction: Reaction, card: Card, own: Reaction) -> Reaction:
    """Return a reaction with the replies of the card that answers it, and its words as one more.

    A card's text in parentheses is what somebody does, not what they say: it is no reply.

    Args:
        own: what the scenario's rehearsal has given: its replies stand before the card's.
    """
    given: dict[str, object] = {}
    if not (_silent(card.you_say) or own.good):
        given |= {"good": card.you_say, "good_does": ()}
    if card.avoid and not (_silent(card.avoid) or own.weak):
        given |= {"weak": card.avoid, "weak_does": card.avoid_does}
    if not _silent(card.they_say) and card.they_say not in reaction.calm:
        given["calm"] = (*reaction.calm, card.they_say)
    return msgspec.structs.replace(reaction, **given)


def _silent(text: str) -> bool:
    return not text.strip() or text.lstrip().startswith("(")


def _fits(one: Reaction | Answer, terms: Terms) -> bool:
    if one.partners and terms.role not in one.partners:
        return False
    if one.settings and terms.setting not in one.settings:
        return False
    if isinstance(one, Answer):
        return not one.moods or terms.mood in one.moods
    return True  # a reaction of another mood is only rarer


class _Guards:
    """Guards with the answers they see: the same few stand in many places."""

    def __init__(self, values: Values, known: dict[str, bool]) -> None:
        self.values = values
        self.known = known

    def hold(self, guard: str) -> bool:
        """Return what a guard comes out as; one that says nothing holds."""
        if not guard:
            return True
        if guard not in self.known:
            self.known[guard] = _holds(guard, self.values)
        return self.known[guard]


def _holds(guard: str, values: Values) -> bool:
    return not guard or holds(parse_guard(guard), values)


def same_but(terms: Terms, **given: object) -> Terms:
    """Return terms with something else in them."""
    return replace(terms, **given)  # type: ignore[arg-type]  # checked where it is typed in


def is_role(word: str) -> bool:
    """Return whether somebody of this role can be rehearsed with at all."""
    return word in ROLES
