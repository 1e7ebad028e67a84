"""What a presentation is made of, read from the library: only ever a sample or nobody's family."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from coach.errors import CoachError
from coach.interview.answer_file import sample_answers
from coach.language import _
from coach.present.deck import Material
from coach.present.state import Presentation
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
    """Return a new presentation; where no family was named, of the first sample.

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
        sample = known[0]
    return Presentation(
        scenario=lasting(scenario),
        sample="" if invent else sample,
        partner=partner,
        mood=mood,
        seed=seed,
        minutes=minutes,
        day=day,
    )
