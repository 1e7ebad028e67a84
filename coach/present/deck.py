"""The slides of a presentation: a pure function of the scenario, the sample and what the room did.

A step is shown as a question, alone; then a weak answer and why it lands badly; then a better
one; then the message as it has grown. A choice is voted, and the branch that has most hands
goes on. After the message comes a talk, by votes, and what the room takes home.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coach.compose.outcome import compose, prompt
from coach.compose.written import Letter, Paragraph
from coach.interview.answers import is_empty
from coach.interview.path import Path, path
from coach.interview.show import in_words
from coach.language import _
from coach.present.answering import (
    NAMES,
    WRITTEN,
    answers_of,
    choice_slide,
    chosen,
    names_first,
    teaches,
    votable,
)
from coach.present.said_there import said_pieces
from coach.present.slide import Notes, Piece, Slide
from coach.present.state import Presentation, counted, most
from coach.present.tone_slides import lands_badly, reading_slide
from coach.present.words import CLOSE, CLOSE_SAID, DEBRIEF, GROUND_RULES, RULES_SAID
from coach.scenario.evaluate import Value
from coach.scenario.model import Practice, Scenario, Step
from coach.scenario.rehearsal import ReactionsFile, Rehearsal

LEAD = "▌ "
"""Stands before what is new in the message."""


@dataclass(frozen=True, eq=False)
class Material:
    """What a presentation is made of.

    Attributes:
        sample: what the made-up family answered; nothing where the room makes one up.
        title, about: who the family is, a few words and a line.
        practices: by id.
        shared, own: what the talk is made of; `own` is None where there can be none.
        made: the last deck and what it was made for.
    """

    scenario: Scenario
    sample: Mapping[str, Value]
    title: str
    about: str
    practices: Mapping[str, Practice]
    shared: ReactionsFile
    own: Rehearsal | None
    made: dict[object, tuple[Slide, ...]] = field(default_factory=dict, repr=False)


def deck(material: Material, state: Presentation, *, talk: bool = True) -> tuple[Slide, ...]:
    """Return the slides, in order; names are unique.

    Args:
        talk: with the talk, which takes a second to make ready the first time.
    """
    key = (
        talk,
        state.sample,
        state.seed,
        state.partner,
        state.mood,
        state.day,
        tuple(state.hands.items()),
        tuple(state.guesses.items()),
    )
    if key not in material.made:
        material.made.clear()
        material.made[key] = tuple(_slides(material, state, talk))
    return material.made[key]


def _slides(material: Material, state: Presentation, talk: bool) -> Iterator[Slide]:
    scenario = material.scenario
    answers = answers_of(scenario, material.sample, state)
    there = path(scenario, answers)
    yield opening(material, state)
    yield _rules()
    told: set[str] = set()
    if state.invented:
        for step in names_first(scenario):
            told.add(step.id)
            head = _("Our family")
            yield (
                choice(material, state, there, step, head)
                if step.kind == "choice"
                else _question(material, state, there, step, head)
            )
    heads = {
        step.id: prompt(scenario, there, section.title)
        for section in scenario.section
        for step in section.step
    }
    outcome = compose(scenario, there)
    sent = outcome.letters[0] if outcome.letters else None
    pages = (sent, *(one for one in outcome.letters[1:] if one.channel == "handout"))
    made_of = frozenset(
        step for page in pages if page for part in page.paragraphs for step in part.steps
    )
    before: tuple[Paragraph, ...] = ()
    for step in teaches(scenario, there, made_of):
        if step.id in told:
            continue
        if step.kind == "choice":
            yield choice(material, state, there, step, heads[step.id])
            continue
        if is_empty(there.values.get(step.id)) and not state.invented:
            continue
        yield _question(material, state, there, step, heads[step.id])
        yield _weak(material, there, step)
        yield _better(material, there, step)
        after = _grown(scenario, answers, there, step, sent)
        if {one.text for one in after} - {one.text for one in before}:
            yield _message(name_of(scenario, there, step), step, before, after)
            before = after
    if sent is not None:
        yield _letter(sent)
        reading = reading_slide(sent)
        if reading is not None:
            yield reading
    if talk:
        # Not at the top: who hears lines takes a second to make ready.
        from coach.present.talk_slides import talk_slides

        yield from talk_slides(scenario, there, state, material.shared, material.own)
    yield from _end(state)


# ------------------------------------------------------------------ beginning and end


def opening(material: Material, state: Presentation) -> Slide:
    """Return the first slide, which needs nothing but the scenario's own words."""
    if state.invented:
        about = _("We make up a family together, and write for it.")
    else:
        about = f"{material.title}. {material.about}" if material.title else material.about
    made_up = _("The family is made up. Any likeness is chance.")
    return Slide(
        "open",
        "open",
        _("Coach"),
        material.scenario.title,
        (
            Piece(material.scenario.title, "big"),
            Piece(material.scenario.summary),
            Piece(about),
            Piece(made_up, "quiet"),
        ),
        notes=Notes(
            say=(_("Welcome them. Say what you will do, and how long it takes."),),
            ask=(_("Who has put off writing to a school? Hands, no stories."),),
        ),
    )


def _rules() -> Slide:
    return Slide(
        "rules",
        "rules",
        _("Before we begin"),
        _("What we agree on"),
        (
            Piece(_("What we agree on"), "big"),
            *(Piece(rule, mark="· ") for rule in GROUND_RULES),
        ),
        notes=Notes(say=RULES_SAID),
    )


def _end(state: Presentation) -> Iterator[Slide]:
    for name, ask, under, does in DEBRIEF:
        id = f"question:{name}"
        yield Slide(
            id,
            "question",
            _("Looking back"),
            ask,
            (Piece(ask, "big"), Piece(under, "quiet"), *said_pieces(state, id)),
            hears=id,
            notes=Notes(say=(does,), ask=(ask,)),
        )
    yield Slide(
        "close",
        "close",
        _("The end"),
        CLOSE[0],
        (Piece(CLOSE[0], "big"), Piece(CLOSE[1])),
        notes=Notes(say=CLOSE_SAID),
    )


# ------------------------------------------------------------------ one step


def _question(material: Material, state: Presentation, there: Path, step: Step, head: str) -> Slide:
    ask = prompt(material.scenario, there, step.ask)
    invite = "" if step.field in NAMES else _("What would you write?")
    return Slide(
        f"ask:{step.id}",
        "ask",
        head,
        name_of(material.scenario, there, step),
        (
            Piece(ask, "big"),
            *([Piece(invite, "quiet")] if invite else []),
            *said_pieces(state, step.id),
        ),
        hears=step.id,
        notes=notes_for(
            material,
            there,
            step,
            say=(
                _("Read it aloud. Give them a minute, on paper or with a neighbor."),
                _("Write down what the room says, in its words."),
            ),
            ask=(_("What would you write?"), _("Who has another way to put it?")),
        ),
    )


def _weak(material: Material, there: Path, step: Step) -> Slide:
    weak = prompt(material.scenario, there, step.weak)
    because = _because(material, there, step)
    return Slide(
        f"weak:{step.id}",
        "weak",
        _("Helps less"),
        _("Helps less: {title}").format(title=name_of(material.scenario, there, step)),
        (Piece(weak, "weak", mark="✗ "), Piece(because)),
        notes=notes_for(
            material,
            there,
            step,
            say=(_("Many of us would write this on a hard day. Say so."),),
            ask=(_("You are the teacher, with thirty notes to read. What does it tell you?"),),
        ),
    )


def _better(material: Material, there: Path, step: Step) -> Slide:
    example = prompt(material.scenario, there, step.example).strip()
    notes = notes_for(
        material,
        there,
        step,
        say=(_("It is one good answer, not the only one."),),
        ask=(_("What is different?"), _("What in it would be easy to answer?")),
    )
    why = notes.why
    if why == _because(material, there, step) and notes.teaches:
        why = notes.teaches[0][1]  # the reason was read a moment ago
    return Slide(
        f"better:{step.id}",
        "better",
        _("Helps more"),
        _("Helps more: {title}").format(title=name_of(material.scenario, there, step)),
        (Piece(example, "better", mark="✓ "), Piece(why)),
        notes=notes,
    )


def _because(material: Material, there: Path, step: Step) -> str:
    """Why the weak answer lands badly: as the tone coach sees it, else why Coach asks."""
    weak = prompt(material.scenario, there, step.weak)
    return lands_badly(weak) or prompt(material.scenario, there, step.why)


def _grown(
    scenario: Scenario,
    answers: Mapping[str, Value],
    there: Path,
    step: Step,
    sent: Letter | None,
) -> tuple[Paragraph, ...]:
    """The paragraphs of the message once `step` is answered, and no words after it.

    What was chosen later counts already: it decides which message this becomes.
    """
    later = {one.id for one in there.steps[there.index(step.id) + 1 :] if one.kind in WRITTEN}
    given = {id: value for id, value in answers.items() if id not in later}
    letter = compose(scenario, path(scenario, given)).letter(sent.id) if sent else None
    return letter.paragraphs if letter is not None else ()


def _message(
    name: str, step: Step, before: tuple[Paragraph, ...], after: tuple[Paragraph, ...]
) -> Slide:
    known = {one.text for one in before}
    new = [one for one in after if one.text not in known]
    above = after[: after.index(new[0])][-1:]
    return Slide(
        f"grown:{step.id}",
        "grown",
        _("The message grows"),
        _("The message grows: {title}").format(title=name),
        (
            *(Piece(_short(one.text), "old", mark="  ") for one in above),
            *(Piece(one.text, "new", mark=LEAD) for one in new),
        ),
        notes=Notes(
            say=(_("The bar marks what is new: made from the answer, in the family's words."),),
            ask=(_("Whose words are these? What would you change?"),),
        ),
    )


def _short(text: str, most: int = 120) -> str:
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut[:-1]) + " …"


def _letter(letter: Letter) -> Slide:
    pieces = [Piece(letter.subject, "big")] if letter.subject else []
    for one in letter.paragraphs:
        if one.heading:
            pieces.append(Piece(one.heading, "quiet"))
        pieces.append(Piece(one.text, gap=not one.heading))
    return Slide(
        "letter",
        "letter",
        letter.title,
        _("The whole message"),
        tuple(pieces),
        notes=Notes(
            say=(_("Have somebody read it aloud. The ear finds what the eye forgives."),),
            ask=(_("What will the teacher do after reading this?"),),
        ),
    )


# ------------------------------------------------------------------ a choice


def choice(material: Material, state: Presentation, there: Path, step: Step, head: str) -> Slide:
    """Return the slide on which the room votes for a branch."""
    scenario = material.scenario
    shown = votable(step)
    hands = counted(state, choice_slide(step), len(shown))
    leads = most(hands)
    pieces = [Piece(prompt(scenario, there, step.ask), "big")]
    for at, option in enumerate(shown):
        pieces.append(
            Piece(
                prompt(scenario, there, option.label),
                "option",
                mark=f"{'▸' if at == leads else ' '} {at + 1}  ",
                aside=str(hands[at]) if any(hands) else "",
            )
        )
        if option.hint:
            hint = prompt(scenario, there, option.hint)
            pieces.append(Piece(hint, "hint", mark="     ", gap=False))
    picked = chosen(step, state)
    say = [_("Read the choices. Count hands aloud: 1, 2, 3 add a hand, - takes one away.")]
    if picked is not None and picked.goto:
        pieces.append(Piece(_("Here Coach would stop, and show where to get help."), "quiet"))
        say.append(_("The presentation goes on with what the family answered."))
    return Slide(
        choice_slide(step),
        "choice",
        head,
        name_of(scenario, there, step),
        tuple(pieces),
        votes=len(shown),
        notes=notes_for(
            material,
            there,
            step,
            say=(*say, _("If somebody asks “and if not?”, show the branch that was not taken.")),
            ask=(_("Which one, and why?"),),
        ),
    )


# ------------------------------------------------------------------ what both need


def name_of(scenario: Scenario, there: Path, step: Step) -> str:
    """Return what a step is called in a list."""
    return prompt(scenario, there, step.title) or _short(prompt(scenario, there, step.ask), 50)


def notes_for(
    material: Material,
    there: Path,
    step: Step,
    *,
    say: tuple[str, ...],
    ask: tuple[str, ...],
) -> Notes:
    """Return the notes for a slide of a step: with what the family wrote and what it teaches."""
    value = there.values.get(step.id)
    wrote = "" if value is None or is_empty(value) else in_words(step, value)
    if step.kind == "choice" and isinstance(value, str):
        picked = step.option(value)
        wrote = prompt(material.scenario, there, picked.label) if picked else ""
    taught = [material.practices[id] for id in step.practice if id in material.practices]
    fitting = [one for one in taught if not there.situations.intersection(one.not_when)]
    return Notes(
        say=say,
        ask=ask,
        wrote=wrote,
        teaches=tuple((one.name, one.says) for one in fitting),
        why=prompt(material.scenario, there, step.why),
    )
