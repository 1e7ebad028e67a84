"""The practices of a scenario: what each says, and a question of the scenario's to try it with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from coach.compose.outcome import fill, prompt_values
from coach.handouts.family import Subject
from coach.handouts.sheet import Block, Handout, Heading, Idea
from coach.handouts.telling import stem
from coach.interview.path import path
from coach.scenario.handouts import HandoutsFile
from coach.scenario.library import practices_of
from coach.scenario.model import Practice, Scenario, Step
from coach.scenario.text import clean_line

SAFETY = "safety"
STAR = " *"
"""After the name of a practice that has no place there; the foot of each page says so."""
_TYPED = ("text", "lines", "table", "date", "scale")
"""Kinds of step that ask for more than a choice."""


def ideas(
    subject: Subject, words: HandoutsFile, only: frozenset[str] | None = None
) -> Handout | None:
    """Return the practices that a scenario teaches, under the sections that teach them.

    A practice that must not be offered where the family's answers point is left out.
    None where nothing is taught.

    Args:
        only: ids of those to print, such as a workshop's; None is all.
    """
    known = practices_of(subject.given)
    situations = subject.family.path.situations if subject.family else frozenset()
    fit = {id: one for id, one in known.items() if situations.isdisjoint(one.not_when)}
    if only is not None:
        fit = {id: one for id, one in fit.items() if id in only}
    blocks: list[Block] = []
    for title, found in _grouped(subject.scenario, fit, clean_line(words.practices.talk)):
        if title:
            blocks.append(Heading(title))
        blocks += [_idea(subject.scenario, one, words) for one in found]
    if not blocks:
        return None
    said = words.practices
    marked = any(isinstance(one, Idea) and one.name.endswith(STAR) for one in blocks)
    legend = f"{STAR.strip()} {clean_line(said.not_safe)}" if marked else ""
    return Handout(
        stem=stem(subject, "practices"),
        title=clean_line(said.title),
        about=clean_line(subject.scenario.title),
        how=clean_line(said.how),
        blocks=tuple(blocks),
        note=" · ".join(filter(None, (legend, clean_line(words.no_advice)))),
    )


def _grouped(
    scenario: Scenario, known: Mapping[str, Practice], talk: str
) -> Iterator[tuple[str, list[Practice]]]:
    """Each practice under the section with its best question; then what only talk teaches."""
    home = {id: step for id in known if (step := _home(scenario, id)) is not None}
    for section in scenario.section:
        found = [one for id, one in known.items() if id in home and home[id] in section.step]
        if found:
            yield clean_line(section.title), found
    cited = {id for point in scenario.point for id in point.practice}
    cited |= {id for card in scenario.card for id in card.practice}
    rest = [one for id, one in known.items() if id in cited and id not in home]
    if rest:
        yield talk, rest


def best_step(scenario: Scenario, id: str) -> Step | None:
    """Return the step whose question lets a practice be tried best.

    That is one that asks for words of one's own and names the practice first. A step that
    fills in a name or a class asks for nothing to be tried.
    """
    citing = [step for step in scenario.steps() if id in step.practice and not step.field]
    return min(citing, key=lambda step: _rank(step, id), default=None)


def _home(scenario: Scenario, id: str) -> Step | None:
    """The step that a practice stands with: its best one, or any that cites it."""
    citing = (step for step in scenario.steps() if id in step.practice)
    return best_step(scenario, id) or next(citing, None)


def _rank(step: Step, id: str) -> tuple[bool, int]:
    return step.kind not in _TYPED, step.practice.index(id)


def _idea(scenario: Scenario, practice: Practice, words: HandoutsFile) -> Idea:
    step = best_step(scenario, practice.id)
    asks = practice.asks or (_asked(scenario, step) if step else _said(scenario, practice.id))
    star = STAR if SAFETY in practice.not_when else ""
    return Idea(
        name=f"{clean_line(practice.name)}{star}",
        says=clean_line(practice.says),
        label=clean_line(words.practices.ask),
        ask=clean_line(asks),
    )


def _asked(scenario: Scenario, step: Step) -> str:
    """The question as it is put to anybody: with no answers in it yet."""
    return clean_line(fill(scenario, prompt_values(path(scenario, {})), step.ask))


def _said(scenario: Scenario, id: str) -> str:
    """What to say, where no step asks for it: a line that needs no answer to be whole."""
    lines: Iterable[str] = (
        *(point.text for point in scenario.point if id in point.practice),
        *(card.you_say for card in scenario.card if id in card.practice),
    )
    return clean_line(next((f"“{text}”" for text in lines if "{" not in text), ""))
