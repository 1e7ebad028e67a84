"""The branches that the room did not take: what they would have asked, written, or brought."""

from __future__ import annotations

from collections.abc import Iterator

from coach.compose.outcome import compose, prompt
from coach.interview.path import Path, path
from coach.language import _
from coach.present.answering import answers_of, completed, votable
from coach.present.deck import LEAD, Material, deck, name_of
from coach.present.slide import Notes, Piece, Slide
from coach.present.state import Presentation
from coach.scenario.model import Option, Step

MOST_LISTED = 4
"""Questions that are named; of the others their number is told."""


def others(material: Material, state: Presentation, slide: Slide) -> tuple[Slide, ...]:
    """Return what was not taken, seen from a slide; nothing where there was nothing to take.

    On a vote it is the other options, and on what came of it the other replies; anywhere else
    it is the last choice before it.
    """
    if slide.kind in ("vote", "did", "they"):
        return _replies(material, state, int(slide.id.split(":")[1]))
    if slide.kind in ("talk", "ending", "question", "close", "open", "rules"):
        return ()
    near = _choice_before(material, state, slide)
    if near is None:
        return ()
    answers = answers_of(material.scenario, material.sample, state)
    there = path(material.scenario, answers)
    return tuple(
        _branch(material, state, there, near, option, number)
        for number, option in enumerate(
            (one for one in votable(near) if one.id != there.values.get(near.id)), 1
        )
    )


def has_others(material: Material, state: Presentation, slide: Slide) -> bool:
    """Return whether there is a branch to show, without making it."""
    if slide.kind in ("vote", "did", "they"):
        return True
    if slide.kind in ("talk", "ending", "question", "close", "open", "rules"):
        return False
    return _choice_before(material, state, slide) is not None


def _choice_before(material: Material, state: Presentation, slide: Slide) -> Step | None:
    found = ""
    for one in deck(material, state):
        if one.kind == "choice":
            found = one.id
        if one.id == slide.id:
            break
    return material.scenario.step(found.partition(":")[2]) if found else None


# ------------------------------------------------------------------ another option


def _branch(
    material: Material,
    state: Presentation,
    there: Path,
    step: Step,
    option: Option,
    number: int,
) -> Slide:
    scenario = material.scenario
    label = prompt(scenario, there, option.label)
    head = _("Not taken: {title}").format(title=name_of(scenario, there, step))
    pieces = [Piece(_("And if it had been “{label}”?").format(label=label), "big")]
    pieces += list(_leads_away(option) if option.goto else _differs(material, state, step, option))
    return Slide(
        f"other:{step.id}:{number}",
        "other",
        head,
        label,
        tuple(pieces),
        notes=Notes(
            say=(_("Say that this branch was open, too. Then come back."),),
            ask=(_("For whom would this branch be the right one?"),),
        ),
    )


def _leads_away(option: Option) -> Iterator[Piece]:
    if option.goto == "urgent":
        yield Piece(_("Here Coach stops, and shows numbers to call. F9 shows them now."))
    else:
        yield Piece(_("Here Coach leads on to another scenario: “{id}”.").format(id=option.goto))


def _differs(
    material: Material, state: Presentation, step: Step, option: Option
) -> Iterator[Piece]:
    scenario = material.scenario
    now = answers_of(scenario, material.sample, state)
    here = path(scenario, now)
    answers = completed(scenario, {**material.sample, **now, step.id: option.id}, state.day)
    there = path(scenario, answers)
    ids = {one.id for one in here.steps}
    asked = [name_of(scenario, there, one) for one in there.steps if one.id not in ids]
    ids = {one.id for one in there.steps}
    gone = [name_of(scenario, here, one) for one in here.steps if one.id not in ids]
    if asked:
        yield Piece(_("It would ask: {what}").format(what=_listed(asked)))
    if gone:
        yield Piece(_("It would not ask: {what}").format(what=_listed(gone)))
    before, after = compose(scenario, here).letters, compose(scenario, there).letters
    known = {one.text for one in before[0].paragraphs} if before else set()
    new = [one.text for one in after[0].paragraphs if one.text not in known] if after else []
    if before and after and before[0].title != after[0].title:
        yield Piece(_("The message would be: {title}").format(title=after[0].title))
    for text in new:
        yield Piece(text, "new", mark=LEAD)
    if not (asked or gone or new):
        yield Piece(_("Nothing else would be asked, and the message would stay as it is."))


def _listed(names: list[str]) -> str:
    shown = "; ".join(names[:MOST_LISTED])
    more = len(names) - MOST_LISTED
    return f"{shown}; " + _("and {n} more").format(n=more) if more > 0 else shown


# ------------------------------------------------------------------ another reply


def _replies(material: Material, state: Presentation, number: int) -> tuple[Slide, ...]:
    from coach.present.talk_slides import did
    from coach.present.talking import cast_for, instead, played

    answers = answers_of(material.scenario, material.sample, state)
    there = path(material.scenario, answers)
    cast = cast_for(material.scenario, there, state, material.shared, material.own)
    turns = played(cast, state) if cast is not None else ()
    if not 0 < number <= len(turns):
        return ()
    return tuple(did(one, instead=True) for one in instead(turns[number - 1]))
