"""Safety where an answer points to harm: which ideas have no place there, and who sits there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from coach.author.check.lints.harm import out_of_place, pointing, switched_off
from coach.author.check.lints.reach import Reach
from coach.language import _
from coach.rehearse.cast import used
from coach.scenario.findings import Findings
from coach.scenario.model import Practice, Scenario
from coach.scenario.places import Key
from coach.scenario.rehearsal import Reaction, ReactionsFile, Rehearsal
from coach.scenario.template import parse_guard
from coach.scenario.tree import Compare, Expr, Literal, Name

FEARED = "teacher"
"""The role that nobody rehearses with where an answer points to `safety`, but who chose them."""


class Cited(NamedTuple):
    """What cites practices.

    Attributes:
        path: the key of the reaction, or of the `use` or the card that brings it in.
        reaction: as it is there: a shared one with what is given in its place.
        guards: all that have to hold.
    """

    path: Key
    reaction: Reaction
    guards: tuple[str, ...]


def check_cited(
    scenario: Scenario,
    own: Rehearsal,
    findings: Findings,
    reach: Reach,
    practices: Mapping[str, Practice],
    cited: Iterator[Cited],
) -> None:
    """Find practices that stand where an answer switches them off, and somebody sits there."""
    pointed = list(pointing(scenario))
    for one in cited if pointed else ():
        seats = dict.fromkeys(
            seat.when
            for seat in own.partner
            if not one.reaction.partners or seat.role in one.reaction.partners
        )
        for at, id in enumerate(one.reaction.practice):
            if findings.full:
                return
            practice = practices.get(id)
            steps = (switched_off(reach, pointed, practice, (*one.guards, seat)) for seat in seats)
            step = next(filter(None, steps), "")
            if step:
                # A shared reaction cites what it cites: then the whole of its use is told of.
                by_name = one.path[-1] in ("use", "reaction")
                where = one.path if by_name else (*one.path, "practice", at)
                out_of_place(findings, where, id, step)


def cited_here(own: Rehearsal, shared: Mapping[str, Reaction]) -> Iterator[Cited]:
    """Yield what the reactions of a scenario's own file cite, those of shared ones they use too."""
    for at, reaction in enumerate(own.reaction):
        path: Key = ("reaction", at)
        if not reaction.use:
            yield Cited(path, reaction, (reaction.when,))
        elif reaction.use in shared:
            whole = used(shared[reaction.use], reaction)
            here = path if reaction.practice else (*path, "use")
            yield Cited(here, whole, (whole.when,))


def cited_by_cards(
    scenario: Scenario, own: Rehearsal, shared: Mapping[str, Reaction]
) -> Iterator[Cited]:
    """Yield what the shared reactions cite that a scenario's cards bring in."""
    mine = {reaction.id for reaction in own.reaction if reaction.id}
    for at, card in enumerate(scenario.card):
        if card.reaction in shared and card.reaction not in mine:
            whole = shared[card.reaction]
            yield Cited(("card", at, "reaction"), whole, (card.when, whole.when))


def check_everywhere(
    file: ReactionsFile, findings: Findings, practices: Mapping[str, Practice]
) -> None:
    """Find what is cited by a reaction that comes on every path, those of harm too.

    Anybody may have had enough: what is said when it is too hot needs no scenario to take it.
    """
    for at, reaction in enumerate(file.reaction):
        for number, id in enumerate(reaction.practice if "hot" in reaction.at else ()):
            practice = practices.get(id)
            if practice is not None and practice.not_when and not reaction.when:
                findings.add(
                    "E506",
                    _(
                        "“{id}” has no place here: this may come where an answer points to harm"
                    ).format(id=id),
                    ("reaction", at, "practice", number),
                    _("Do not cite it. What is said when it is too hot comes on every path."),
                )


# ------------------------------------------------------------------ who sits there


def check_seats(scenario: Scenario, own: Rehearsal, findings: Findings, reach: Reach) -> None:
    """Find a seat for the teacher where an answer points to `safety`.

    Only where the parent has said that the teacher is who they trust, by picking an option
    `teacher`, may the seat be there.
    """
    pointed = [
        (number, points)
        for number, situation, points in pointing(scenario)
        if situation == "safety"
    ]
    chosen = [
        step.id
        for step in scenario.steps()
        if step.kind == "choice" and any(option.id == FEARED for option in step.options)
    ]
    for at, seat in enumerate(own.partner):
        if seat.role != FEARED:
            continue
        here = [(parse_guard(seat.when), True)] if seat.when else []
        for number, points in pointed:
            if not reach.can([*here, (points, True)]):
                continue
            if any(not reach.can([*here, (points, True), (_picks(id), False)]) for id in chosen):
                continue
            findings.add(
                "E520",
                _("“{step}” may point to harm, and the teacher sits here").format(
                    step=reach.steps[number].id
                ),
                ("partner", at, "when" if seat.when else "role"),
                _("Guard the seat so that it is not there with that answer."),
            )
            break


def _picks(step: str) -> Expr:
    return Compare("==", Name(step, 0), Literal(FEARED, 0))
