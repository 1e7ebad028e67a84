"""What a presentation is made of, read from the library: only ever a sample or nobody's family."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from coach.errors import CoachError
from coach.interview.answer_file import sample_answers
from coach.interview.answers import is_empty
from coach.interview.path import path
from coach.language import _
from coach.present.answering import answers_of
from coach.present.deck import Material
from coach.present.state import Presentation
from coach.rehearse.cast import chairs
from coach.scenario.evaluate import Value
from coach.scenario.library import (
    find,
    lasting,
    practices_for,
    reactions,
    rehearsal,
    sample,
    sample_names,
)
from coach.scenario.library import folder as library_folder
from coach.scenario.model import Scenario


def material_for(state: Presentation) -> Material:
    """Return what a presentation is made of.

    Raises:
        CoachError: there is no such scenario or sample, or its file can't be read.
    """
    scenario = find(state.scenario)
    answers: Mapping[str, Value] = {}
    title = about = ""
    if state.sample:
        answers = sample_answers(scenario, state.sample)
        family = sample(scenario.id, state.sample)
        title, about = family.title, family.about
    place = Path(state.scenario).parent if state.scenario != scenario.id else library_folder()
    return Material(
        scenario=scenario,
        sample=answers,
        title=title,
        about=about,
        practices=practices_for(place),
        shared=reactions(),
        own=rehearsal(state.scenario),
    )


def check_partner(material: Material, state: Presentation) -> None:
    """See that the talk can be with whom it was asked for.

    Raises:
        CoachError: not in this scenario, or not with this family.
    """
    if not state.partner:
        return
    answers = answers_of(material.scenario, material.sample, state)
    there = path(material.scenario, answers)
    seats = chairs(material.scenario, there, material.shared, material.own)
    if not any(seat.role == state.partner for seat in seats):
        raise CoachError(
            _("The talk can't be with the {partner} here.").format(partner=state.partner),
            advice=_("It can be with: {known}.").format(known=", ".join(s.role for s in seats))
            if seats
            else _("This scenario has no talk, or other help comes first with these answers."),
        )


def _fullest(names: tuple[str, ...], scenario: Scenario) -> str:
    """The sample with most answers: with it, most can be shown."""

    def said(name: str) -> int:
        return sum(not is_empty(value) for value in sample_answers(scenario, name).values())

    return max(names, key=said)


def begun(
    scenario: str,
    *,
    sample: str = "",
    invent: bool = False,
    partner: str = "",
    mood: str = "",
    seed: int = 1,
    minutes: int = 0,
    day: date,
) -> Presentation:
    """Return a new presentation; where no family was named, of the one that says most.

    Raises:
        CoachError: there is no such scenario, or it has no sample.
    """
    known = sample_names(find(scenario).id)
    if not sample and not invent:
        if not known or lasting(scenario) != scenario:
            raise CoachError(
                _("This scenario has no made-up family to present."),
                where=scenario,
                advice=_("Let the room make one up: --invent"),
            )
        sample = _fullest(known, find(scenario))
    return Presentation(
        scenario=lasting(scenario),
        sample="" if invent else sample,
        partner=partner,
        mood=mood,
        seed=seed,
        minutes=minutes,
        day=day,
    )
