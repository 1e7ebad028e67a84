"""What a rehearsal suggests for the message: what was said aloud and is not written yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coach.guide.guide import Guide
from coach.interview.answers import is_empty
from coach.language import _
from coach.rehearse.covering import covers
from coach.rehearse.state import Exchange, State
from coach.rehearse.which_day import day_from
from coach.scenario.evaluate import Value
from coach.scenario.model import Step
from coach.scenario.question import is_open
from coach.scenario.rehearsal import Move
from coach.shown import Sheet
from coach.tone.pieces import sentences_of

ASKING = frozenset(("curious-question", "full-picture", "same-pattern-question"))
"""Practices of a step that holds the question of a message."""
SHOWING = frozenset(("specific-example", "home-school-signal"))
"""Practices of a step that holds what was seen."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One change to the message.

    Attributes:
        says: what it would do, one sentence.
        words: what would stand there.
        step, value: the answer it changes; step is "" where it changes a letter.
        letter, body: the letter it changes, and what it would be.
    """

    says: str
    words: str
    step: str = ""
    value: Value = None
    letter: str = ""
    body: str = ""


def suggestions(guide: Guide, state: State, today: date) -> tuple[Suggestion, ...]:
    """Return what a talk suggests for the message, one of a kind.

    Only lines that did no harm are taken; what the message says already is left.
    """
    good = [one for one in state.past if not _hurt(one)]
    return tuple(_found(guide, state, good, today))


def apply(guide: Guide, one: Suggestion) -> None:
    """Make the change. What the message said before it stays among its versions."""
    guide.keep_versions()
    if one.step:
        guide.reword(one.step, one.value)
        return
    sheet = next((sheet for sheet in guide.sheets() if sheet.letter.id == one.letter), None)
    if sheet is not None:
        guide.edit(one.letter, sheet.subject, one.body)


def _found(guide: Guide, state: State, good: list[Exchange], today: date) -> Iterator[Suggestion]:
    sheet = next((one for one in guide.sheets() if one.letter.channel != "handout"), None)
    written = "\n".join(one.body for one in guide.sheets())
    question = _question(guide, good, written)
    if question is not None:
        yield question
    day = _day(guide, state, today)
    if day is not None:
        yield day
    if sheet is not None:
        yield from _aloud(guide, sheet, good, written)


def _question(guide: Guide, good: list[Exchange], written: str) -> Suggestion | None:
    step = next(
        (one for one in guide.path.steps if _holds(one, ASKING) and _weak(guide, one)), None
    )
    # A reply that was picked answers what was said just then: it makes no sense by itself.
    asked = [_said(one, "open-question") for one in good if not one.entry.pick]
    words = next((one for one in asked if is_open(one) and not covers(written, one)), "")
    if step is None or not words:
        return None
    return Suggestion(
        _("Ask in your message what you asked aloud."), words, step=step.id, value=words
    )


def _weak(guide: Guide, step: Step) -> bool:
    """True where a question is missing, or is a closed one."""
    value = guide.path.values.get(step.id)
    if step.id not in guide.path.values:
        return False
    return is_empty(value) if step.optional else isinstance(value, str) and not is_open(value)


def _day(guide: Guide, state: State, today: date) -> Suggestion | None:
    step = next((one for one in guide.path.steps if one.field == "reply.by"), None)
    if step is None or not state.day or not is_empty(guide.path.values.get(step.id)):
        return None
    day = day_from(state.day, today)
    if day is None:
        return None
    says = _("Name the day in your message that you named aloud.")
    return Suggestion(says, state.day, step=step.id, value=day)


def _aloud(guide: Guide, sheet: Sheet, good: list[Exchange], written: str) -> Iterator[Suggestion]:
    """A fact and a request that were said in words of one's own, and are not written."""
    missing: tuple[tuple[Move, str], ...] = (
        ("fact", _("Add what you told them.")),
        ("ask", _("Add what you asked them for.")),
    )
    for move, says in missing:
        said = (_said(one, move) for one in good if not one.entry.pick)
        words = next((one for one in said if one and not covers(written, one)), "")
        if words:
            body = _with(guide, sheet, _sentence(words), after_facts=move == "fact")
            yield Suggestion(says, words, letter=sheet.letter.id, body=body)


def _with(guide: Guide, sheet: Sheet, words: str, *, after_facts: bool) -> str:
    """The letter with a sentence more: where the facts are, or before its last paragraph."""
    paragraphs = sheet.body.split("\n\n")
    place = max(1, len(paragraphs) - 2)
    if after_facts and not sheet.edited:
        shown = {one.id for one in guide.path.steps if SHOWING.intersection(one.practice)}
        for at, paragraph in enumerate(sheet.letter.paragraphs):
            if shown.intersection(paragraph.steps) and at < len(paragraphs):
                paragraphs[at] = f"{paragraphs[at]} {words}"
                return "\n\n".join(paragraphs)
    return "\n\n".join([*paragraphs[:place], words, *paragraphs[place:]])


def _said(exchange: Exchange, move: Move) -> str:
    """The whole sentence in which a line made a move; "" where it did not."""
    act = next((one for one in exchange.heard.acts if one.move == move), None)
    if act is None:
        return ""
    sentences = sentences_of(exchange.entry.text)
    middle = (act.start + act.end) // 2
    found = [one.text for one in sentences if one.start <= middle <= one.start + len(one.text)]
    return found[0] if found else ""


def _holds(step: Step, practices: frozenset[str]) -> bool:
    return step.kind == "text" and not step.private and bool(practices.intersection(step.practice))


def _hurt(exchange: Exchange) -> bool:
    return any(effect.axis == "heat" and effect.by > 0 for effect in exchange.effects)


def _sentence(words: str) -> str:
    words = words.strip()
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "?", "…", "”")) else f"{words}."
