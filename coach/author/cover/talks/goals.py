"""What a scenario's talks may come by: reactions, answers, and every wording of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from coach.author.cover.talks.parents import Wish
from coach.author.cover.talks.placed import BANDS, Band, Site
from coach.author.cover.talks.stage import Setup, Stage
from coach.rehearse.cast import used
from coach.rehearse.choosing import wordings
from coach.scenario.rehearsal import Answer, Reaction, Role, Says, Setting, Temper

Kind = Literal["reaction", "answer", "wording"]
HEATS: dict[Band, tuple[int, int]] = {"calm": (0, 1), "tense": (2, 3), "hot": (4, 5)}


class Limits(NamedTuple):
    """What has to be so where something is said; what is empty limits nothing.

    Attributes:
        guards: of these, one has to hold.
    """

    roles: tuple[Role, ...] = ()
    moods: tuple[Temper, ...] = ()
    settings: tuple[Setting, ...] = ()
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that should come up in a talk.

    Attributes:
        site: where it stands.
        owner: of a wording, where the reaction or the answer stands whose it is.
        name: the id of a reaction; of an answer, what it answers.
        limits: all of them have to be kept.
        wish: what a parent wants who wants it.
    """

    kind: Kind
    site: Site
    owner: Site
    name: str
    limits: tuple[Limits, ...]
    wish: Wish

    def fits(self, setup: Setup) -> bool:
        """Whether its limits leave room for somebody in a setup, whatever the answers are."""
        return all(
            (not one.roles or setup.role in one.roles)
            and (not one.moods or setup.mood in one.moods)
            and (not one.settings or setup.setting in one.settings)
            for one in self.limits
        )

    @property
    def guards(self) -> Iterator[tuple[str, ...]]:
        """Yield guards; of each group one has to hold."""
        return (one.guards for one in self.limits if one.guards)


def goals(stage: Stage) -> tuple[Goal, ...]:
    """Return all that a scenario adds to its rehearsal and all that it takes, in order.

    Of what every scenario shares, only that a reaction comes counts for the one that takes it.
    What is said of the rest is for all of them together (see `shared_goals`).
    """
    shared = {one.id: one for one in stage.shared.reaction}
    found: list[Goal] = []
    for at, given in enumerate(stage.own.reaction):
        whole = used(shared[given.use], given) if given.use in shared else given
        site = Site("own", ("reaction", at))
        there = (_of_reaction(whole),)
        found += [_comes(whole, site, there), *_wordings(given, site, there, whole)]
        found += _then(given.then, whole, site, there)
    for at, answer in enumerate(stage.own.answer):
        found += _answer(answer, Site("own", ("answer", at)))
    mine = {one.use or one.id for one in stage.own.reaction}
    for at, reaction in enumerate(stage.shared.reaction):
        if reaction.id in stage.named and reaction.id not in mine:
            site = Site("shared", ("reaction", at))
            found.append(_comes(reaction, site, _brought(stage, reaction)))
    return tuple(found)


def shared_goals(stage: Stage) -> tuple[Goal, ...]:
    """Return what all scenarios share and this one has room for, in the order of the file."""
    own = {one.use or one.id: one for one in stage.own.reaction}
    found: list[Goal] = []
    for at, reaction in enumerate(stage.shared.reaction):
        if reaction.id not in stage.named:
            continue
        site, given = Site("shared", ("reaction", at)), own.get(reaction.id, Reaction())
        whole = used(reaction, given)
        there = (_of_reaction(whole),) if reaction.id in own else _brought(stage, reaction)
        found.append(_comes(whole, site, there))
        found += (
            goal
            for goal in _wordings(reaction, site, there, whole)
            if not getattr(given, str(goal.site.key[-2]))
        )
        if not given.then:
            found += _then(reaction.then, whole, site, there)
    for at, answer in enumerate(stage.shared.answer):
        found += _answer(answer, Site("shared", ("answer", at)))
    return tuple(found)


# ------------------------------------------------------------------ limits


def _of_reaction(reaction: Reaction) -> Limits:
    guards = (reaction.when,) if reaction.when else ()
    return Limits(reaction.partners, (), reaction.settings, guards)


def _of_answer(answer: Answer) -> Limits:
    guards = (answer.when,) if answer.when else ()
    return Limits(answer.partners, answer.moods, answer.settings, guards)


def _brought(stage: Stage, reaction: Reaction) -> tuple[Limits, ...]:
    """What a reaction needs that no rehearsal names: a card of its own, but where it is hot."""
    cards = [card.when for card in stage.scenario.card if card.reaction == reaction.id]
    if "hot" in reaction.at or not all(cards):
        return (_of_reaction(reaction),)
    return (_of_reaction(reaction), Limits(guards=tuple(cards)))


# ------------------------------------------------------------------ goals


def _comes(reaction: Reaction, site: Site, there: tuple[Limits, ...]) -> Goal:
    heats = (5, 5) if reaction.at == ("hot",) else (0, 5)
    wish = Wish(heats, reaction.id, calls=reaction.after)
    return Goal("reaction", site, site, reaction.id, there, wish)


def _then(
    answers: tuple[Answer, ...], whole: Reaction, site: Site, there: tuple[Limits, ...]
) -> Iterator[Goal]:
    for at, answer in enumerate(answers):
        here = Site(site.file, (*site.key, "then", at))
        limits = (*there, _of_answer(answer))
        yield Goal("answer", here, here, _name(answer), limits, _wish((0, 5), whole, answer))
        yield from _wordings(answer, here, limits, whole, answer)


def _answer(answer: Answer, site: Site) -> Iterator[Goal]:
    limits = (_of_answer(answer),)
    yield Goal("answer", site, site, _name(answer), limits, _wish((0, 5), None, answer))
    yield from _wordings(answer, site, limits, None, answer)


def _name(answer: Answer) -> str:
    return ", ".join(answer.to)


def _wordings(
    says: Says,
    site: Site,
    limits: tuple[Limits, ...],
    reaction: Reaction | None,
    answer: Answer | None = None,
) -> Iterator[Goal]:
    name = _name(answer) if answer is not None else reaction.id if reaction else ""
    for band in BANDS:
        for at in range(len(getattr(says, band))):
            there = Site(site.file, (*site.key, band, at))
            wish = _wish(_heats(says, band), reaction, answer)
            yield Goal("wording", there, site, name, limits, wish)


def _heats(says: Says, band: Band) -> tuple[int, int]:
    """From which heat to which the words of a heat are said: where others lack, they stand in."""
    at = [heat for heat in range(6) if wordings(says, heat) is getattr(says, band)]
    return (at[0], at[-1]) if at else HEATS[band]


def _wish(heats: tuple[int, int], reaction: Reaction | None, answer: Answer | None) -> Wish:
    return Wish(
        heats,
        reaction.id if reaction is not None else "",
        answer.to if answer is not None else (),
        answer.about if answer is not None else (),
        coached=reaction is not None,
    )
