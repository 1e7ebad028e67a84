"""The family's own words beside the draft: each paragraph, and the answers that made it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from coach.casebook.words import words_in
from coach.compose.written import Letter, Paragraph
from coach.guide.guide import Guide
from coach.language import _
from coach.shown import Sheet

_PICKED = ("choice", "many", "note", "scale")
"""Kinds of step that are not answered in words of one's own."""
_LIKE = 0.3
"""From 0 to 1: how much of a paragraph's words an edited one must share to be the same one."""


class Answer(NamedTuple):
    """One answer behind a paragraph: its step, what was asked in short, and their words."""

    step: str
    title: str
    words: str


class Beside(NamedTuple):
    """A paragraph of the draft.

    Attributes:
        text: as it stands in the draft.
        answers: what it was made from, the most telling first; none for what Coach or the
            parent put in by hand.
        by_hand: it was edited, and says something else than was composed.
    """

    text: str
    answers: tuple[Answer, ...]
    by_hand: bool = False


def beside(guide: Guide) -> tuple[Beside, ...]:
    """Return the first message of a sitting, finished or growing, paragraph by paragraph."""
    if guide.path.finished:
        sheets = guide.sheets()
        if sheets:
            return _of_sheet(guide, sheets[0])
    letters = guide.preview().letters
    return _of_letter(guide, letters[0]) if letters else ()


def _of_letter(guide: Guide, letter: Letter) -> tuple[Beside, ...]:
    return tuple(Beside(one.text, _answers(guide, one)) for one in letter.paragraphs)


def _of_sheet(guide: Guide, sheet: Sheet) -> tuple[Beside, ...]:
    if not sheet.edited:
        return _of_letter(guide, sheet.letter)
    written = [one.strip("\n") for one in sheet.body.split("\n\n") if one.strip()]
    composed = [(_whole(one), one) for one in sheet.letter.paragraphs]
    return tuple(_matched(guide, text, composed) for text in written)


def _matched(guide: Guide, text: str, composed: Sequence[tuple[str, Paragraph]]) -> Beside:
    """Return an edited paragraph with the answers of the composed one it is most like."""
    best, like = None, _LIKE
    for whole, paragraph in composed:
        if whole == text:
            return Beside(text, _answers(guide, paragraph))
        matcher = SequenceMatcher(None, whole.split()[:400], text.split()[:400])
        if matcher.quick_ratio() > like and (ratio := matcher.ratio()) > like:
            best, like = paragraph, ratio
    return Beside(text, _answers(guide, best) if best is not None else (), by_hand=True)


def _whole(paragraph: Paragraph) -> str:
    return f"{paragraph.heading}\n{paragraph.text}" if paragraph.heading else paragraph.text


def _answers(guide: Guide, paragraph: Paragraph) -> tuple[Answer, ...]:
    lines = {line.step: line for line in guide.outline() if line.step}
    found = []
    said = words_in(paragraph.text)
    for id in paragraph.steps:
        step = guide.scenario.step(id)
        if step is None or id not in lines or step.private:
            continue
        words = guide.in_words(step)
        # A paragraph also hangs on answers it does not show: they are not behind its words.
        if words and step.kind not in _PICKED and _is_in(words_in(words), said):
            found.append(Answer(id, lines[id].title, words))
    return tuple(found)


def _is_in(words: set[str], said: set[str]) -> bool:
    """Return whether most of these words are said: grammar may have changed the others."""
    return bool(words) and 2 * len(words & said) >= len(words)


def none_behind() -> str:
    """Return what to say of a paragraph that no answer made."""
    return _("No answer stands behind this: it is a greeting, or was put in by hand.")
