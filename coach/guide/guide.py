"""One sitting: what both faces drive. It holds the rules so that they need none.

A guide knows a scenario, the answers so far and where the person is looking. Where they
look is never what decides the path: that is worked out from the answers each time.
Every answer is on disk before the next prompt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import msgspec

from coach.casebook.session import Edit
from coach.casebook.versions import Said, with_said
from coach.compose.outcome import Letter, Outcome, Reply
from coach.errors import CoachError
from coach.guide.keeper import Keeper
from coach.guide.looking import Looking
from coach.guide.naming import name_of
from coach.guide.tone import kept_from, kept_lines
from coach.interview.answers import (
    Fault,
    carry,
    carry_drafts,
    empty,
    fault,
    is_empty,
    settle,
    to_toml,
)
from coach.interview.path import Changes, changes, path
from coach.language import _
from coach.safety.alarm import REPORT, Alarm, alarm_for, new_signs
from coach.safety.signs import NONE, Signs, look_for, typed_text
from coach.scenario.evaluate import Value
from coach.scenario.library import warning_signs
from coach.scenario.model import Scenario, Step
from coach.scenario.text import clean, clean_line
from coach.shown import Sheet
from coach.tone.flag import Flag, Kept, key

FREE_TEXT = ("text", "lines", "table")
"""Kinds of step that are answered in words of one's own."""


class Guide(Looking):
    """One sitting with one session.

    Args:
        scenario: what to go through.
        keeper: the open session; its answers are carried into this version of the scenario.

    Attributes:
        changes: what a newer version of the scenario means for the answers.
        alarm: why the flow has stopped: what was typed may mean that someone is in danger.
            Until the person has chosen (`not_meant`, `forget`, `set_aside`), nothing goes on.
        hour: whose hour it is: "coach" at the desk, else "".
    """

    hour = ""

    def __init__(self, scenario: Scenario, keeper: Keeper) -> None:
        self.scenario = scenario
        self.keeper = keeper
        session = keeper.session
        self._answers, self._unknown = carry(scenario, session.answers)
        drafts, self._unknown_drafts = carry_drafts(scenario, session.drafts)
        self._drafts: dict[str, Value] = drafts
        known = frozenset(session.steps)
        self.changes: Changes = changes(
            scenario, self._answers, known or _ids(scenario), self._unknown
        )
        self._path = path(scenario, self._answers)
        self._unsaved = False
        self._returning = False
        self.alarm: Alarm | None = None
        self._held: Callable[[], None] = _nothing
        self._at = self._start(session.at)

    def _start(self, at: str) -> str:
        """Where to begin: the first question without an answer, unless one was being typed."""
        if at in self._drafts and self._path.index(at) >= 0:
            return at
        return self._path.present.id if self._path.present else ""

    # -------------------------------------------------------------- moving

    def go(self, id: str) -> bool:
        """Look at the step `id`, if it is on the path. From the review, come back after it."""
        if self._path.index(id) < 0:
            return False
        self._returning = self._at == "" or (self._returning and self._path.present is None)
        self._at = id
        return True

    def back(self) -> bool:
        """Look at the step before this one; False at the first."""
        index = self._path.index(self._at) if self._at else len(self._path.steps)
        if index <= 0:
            return False
        self._at = self._path.steps[index - 1].id
        self._returning = False
        return True

    def review(self) -> None:
        """Look at every answer at once."""
        self._at = ""
        self._returning = False

    # -------------------------------------------------------------- answering

    def answer(self, value: Value) -> Fault | None:
        """Give the present step an answer, keep it, and move on.

        Where its words may mean that someone is in danger, they wait as a draft, and
        `alarm` says so.

        Returns:
            Why it can't be the answer, and nothing has changed; or None.
        """
        step = self.scenario.step(self._at)
        if step is None:
            return None
        value = settle(step, value)
        wrong = fault(step, value)
        if wrong is not None:
            return wrong
        typed = value if step.kind in FREE_TEXT else ""
        signs = self._signs(typed, self._answers.get(step.id))
        self.alarm = alarm_for(signs, scenario=self.scenario.id, step=step.id)
        if self.alarm is None:
            self._take(step, value)
        else:
            self._held = partial(self._take, step, value)
            self._drafts[step.id] = value
            self.save()
        return None

    def _take(self, step: Step, value: Value) -> None:
        self._answers[step.id] = value
        self._drafts.pop(step.id, None)
        self._path = path(self.scenario, self._answers)
        self._at = self._next(step.id)
        self.save()

    # -------------------------------------------------------------- stopped

    @property
    def stopped(self) -> bool:
        """True while an `alarm` waits for the person's choice."""
        return self.alarm is not None

    def _signs(self, value: Value, before: Value) -> Signs:
        return new_signs(
            warning_signs(),
            value,
            before,
            self._typed(self._answers),
            "safety" in self._path.situations or self.scenario.id == REPORT,
        )

    def _typed(self, answers: Mapping[str, Value]) -> Iterator[Value]:
        """What was typed in words of their own; an option's id only looks like words."""
        for step in self.scenario.steps():
            if step.kind in FREE_TEXT and step.id in answers:
                yield answers[step.id]

    def alarm_from(self, text: str, others: Sequence[str] = ()) -> Alarm | None:
        """Return the stop that something said beside the answers calls for, or None.

        Args:
            others: what was said before it, which has stopped the person already.
        """
        signs = self._signs(text, tuple(others))
        return alarm_for(signs, scenario=self.scenario.id)

    def not_meant(self) -> None:
        """Go on: the person is safe, or their words mean something else."""
        held, self._held, self.alarm = self._held, _nothing, None
        held()

    def forget(self) -> None:
        """Delete the words that stopped the flow, wherever they were kept."""
        self.set_aside()
        self._drafts.pop(self._at, None)
        self.save()
        self.keeper.forget_before()

    def set_aside(self) -> None:
        """Leave the words as the draft they are: the person does something else first."""
        self._held, self.alarm = _nothing, None

    def skip(self) -> Fault | None:
        """Go past the present step. What was typed here waits as a draft, in case."""
        step = self.scenario.step(self._at)
        if step is None:
            return None
        typed = self._drafts.get(step.id, self._answers.get(step.id))
        wrong = self.answer(empty(step))
        if wrong is None and typed is not None and not is_empty(typed):
            self._drafts[step.id] = typed
            self.save()
        return wrong

    def clear(self) -> None:
        """Forget the text being typed at the present step; its answer stays."""
        if self._drafts.pop(self._at, None) is not None:
            self._unsaved = True

    def _next(self, id: str) -> str:
        if self._path.exit is not None:
            return ""
        if self._returning:
            # Back to the review, by way of any question that the change has opened.
            if self._path.present is None:
                self._returning = False
                return ""
            return self._path.present.id
        index = self._path.index(id)
        after = self._path.steps[index + 1 :]
        if after:
            return after[0].id
        return self._path.present.id if self._path.present else ""

    def draft(self, value: Value) -> None:
        """Remember text being typed. `keep_drafts` puts it on disk; call that every second."""
        if not self._at or self._drafts.get(self._at) == value:
            return
        if is_empty(value) and self._at not in self._drafts and self._at not in self._answers:
            return
        if value == self._answers.get(self._at):
            self._drafts.pop(self._at, None)
        else:
            self._drafts[self._at] = value
        self._unsaved = True

    def adopt(self, answers: Mapping[str, Value]) -> None:
        """Take a whole set of answers at once, as from a file or a sample, and go to the end.

        Raises:
            CoachError: where the path they lead to still has a question without an answer.
        """
        self._answers.update(answers)
        self._path = path(self.scenario, self._answers)
        self._at = ""
        present = self._path.present
        if present is not None:
            raise CoachError(
                _("These answers stop before the end: “{title}” has none.").format(
                    title=self._title(present)
                ),
                where=present.id,
                advice=_(
                    "Give {id} an answer. One that may be skipped takes an empty text or []."
                ).format(id=present.id),
            )

    def begin_with(self, answers: Mapping[str, Value]) -> None:
        """Put answers in their fields, to be confirmed or changed (see `interview.carried`)."""
        self._answers.update(answers)
        self._path = path(self.scenario, self._answers)

    def alarm_in(self, answers: Mapping[str, Value]) -> Alarm | None:
        """Return the stop that a whole set of answers calls for, as from a file; or None."""
        found = NONE
        for value in self._typed(answers):
            found |= look_for(warning_signs(), typed_text(value))
        if self.scenario.id == REPORT or "safety" in path(self.scenario, answers).situations:
            found = Signs(red=found.red)
        return alarm_for(found, scenario=self.scenario.id)

    def keep_drafts(self) -> None:
        """Put what was typed since the last save on disk."""
        if self._unsaved:
            self.save()

    # -------------------------------------------------------------- how it reads

    @property
    def kept_words(self) -> Kept:
        """What the tone coach spoke of and the person keeps as it is."""
        return kept_from(self.keeper.session.mine)

    def keep_mine(self, flag: Flag) -> None:
        """Keep the words of a flag, for good: it is not told again."""
        mine = tuple(kept_lines(self.kept_words | {key(flag)}))
        self.keeper.save(msgspec.structs.replace(self.keeper.session, mine=mine))

    def reword(self, id: str, value: Value) -> None:
        """Give an answer, or the draft of one, other words; stay where the person is."""
        step = self.scenario.step(id)
        if step is None:
            return
        if id in self._drafts:
            self._drafts[id] = value
        else:
            self._answers[id] = settle(step, value)
            self._path = path(self.scenario, self._answers)
        self.save()

    # -------------------------------------------------------------- what comes out

    def outcome(self) -> Outcome:
        """Return the outcome of the answers, and the reply cards that rehearsals have added."""
        outcome = super().outcome()
        if not self.keeper.session.cards:
            return outcome
        added = (
            Reply(clean_line(card.they_say), clean_line(card.you_say), clean_line(card.avoid))
            for card in self.keeper.session.cards
        )
        known = {card.they_say for card in outcome.cards}
        new = tuple(card for card in added if card.they_say not in known)
        return replace(outcome, cards=(*outcome.cards, *new))

    def sheets(self) -> tuple[Sheet, ...]:
        """Return every letter as it will leave, with the parent's own edits in place."""
        return tuple(self._sheet(letter) for letter in self.outcome().letters)

    def _sheet(self, letter: Letter) -> Sheet:
        edit = self.keeper.session.edits.get(letter.id)
        if edit is None:
            return Sheet(letter, letter.subject, letter.body)
        stale = (edit.from_subject, edit.from_body) != (letter.subject, letter.body)
        # A session file can be edited by hand: what it says is text, like anything typed.
        subject, body = clean_line(edit.subject), clean(edit.body)
        return Sheet(letter, subject, body, edited=True, stale=stale)

    def edit(self, id: str, subject: str, body: str) -> bool:
        """Keep the parent's own wording of the letter `id`; the composed one forgets it.

        Their words can stop the flow as an answer can (`alarm`).

        Returns:
            False where it was stopped, and nothing is kept yet.
        """
        letter = self.outcome().letter(id)
        if letter is None:
            return True
        subject, body = clean_line(subject), clean(body).strip("\n")
        before = self._sheet(letter)
        signs = self._signs(f"{subject}\n{body}", f"{before.subject}\n{before.body}")
        signs -= look_for(warning_signs(), f"{letter.subject}\n{letter.body}")
        self.alarm = alarm_for(signs, scenario=self.scenario.id, letter=id)
        if self.alarm is None:
            self._put_edit(letter, subject, body)
        else:
            self._held = partial(self._put_edit, letter, subject, body)
        return self.alarm is None

    def _put_edit(self, letter: Letter, subject: str, body: str) -> None:
        id = letter.id
        edits = dict(self.keeper.session.edits)
        if (subject, body) == (letter.subject, letter.body):
            edits.pop(id, None)
        else:
            edits[id] = Edit(
                from_subject=letter.subject,
                from_body=letter.body,
                subject=subject,
                body=body,
            )
        if edits != self.keeper.session.edits:
            self._save(edits)

    def keep_versions(self) -> None:
        """Keep what the messages of a finished sitting say now, where it is new.

        For the moments at which a person has seen them whole: at the end, after an edit, when
        leaving, before words are taken back.
        """
        if not self._path.finished or self.stopped or self.scenario.record is not None:
            return
        session = self.keeper.session
        said = (
            Said(sheet.letter.id, sheet.subject, sheet.body)
            for sheet in self.sheets()
            if sheet.letter.channel != "handout"
        )
        versions = with_said(session.versions, said, session.updated, self.hour)
        if versions != session.versions:
            self.keeper.save(msgspec.structs.replace(session, versions=versions))

    def leave(self) -> None:
        """Put everything on disk, and what the messages say among their versions."""
        self.keep_drafts()
        if self.begun and not self._unsaved:
            self.keep_versions()

    def restore(self, id: str) -> None:
        """Drop the parent's edit of the letter `id`: the composed words come back.

        The edit stays among the versions.
        """
        self.keep_versions()
        edits = {key: edit for key, edit in self.keeper.session.edits.items() if key != id}
        self._save(edits)

    # -------------------------------------------------------------- keeping

    @property
    def unsaved(self) -> bool:
        """True while something given or typed is not on disk yet."""
        return self._unsaved

    @property
    def kept(self) -> bool:
        """True where there is something on this machine to come back to."""
        return self.begun and self.keeper.path is not None and not self._unsaved

    def save(self) -> None:
        """Put everything on disk, whole or not at all. Nothing begun, nothing written."""
        self._save(dict(self.keeper.session.edits))

    def _save(self, edits: dict[str, Edit]) -> None:
        if not self.begun:
            return
        self._unsaved = True  # until it is on disk: where that fails, the next look tries again
        self.keeper.save(
            msgspec.structs.replace(
                self.keeper.session,
                title=name_of(self.scenario.id, self._path, self.outcome),
                answers={**self._unknown, **_plain(self._shareable(self._answers, passed=True))},
                drafts={**self._unknown_drafts, **_plain(self._shareable(self._drafts))},
                edits=edits,
                steps=tuple(step.id for step in self.scenario.steps()),
                finished=self._path.finished,
                at=self._at,
            )
        )
        self._unsaved = False

    def belong_to(self, family: str) -> None:
        """Keep that this sitting belongs to a child's card, by its id."""
        if self.begun and self.keeper.session.family != family:
            self.keeper.save(msgspec.structs.replace(self.keeper.session, family=family))

    def _shareable(self, values: Mapping[str, Value], *, passed: bool = False) -> dict[str, Value]:
        """Return `values` without what is private; `passed` says that it was answered."""
        private = {step.id for step in self.scenario.steps() if step.private}
        kept = {id: value for id, value in values.items() if id not in private}
        return {**kept, **{id: "" for id in values if passed and id in private}}


def _nothing() -> None:
    """Nothing is held."""


def _plain(values: Mapping[str, Value]) -> dict[str, Any]:
    return {id: to_toml(value) for id, value in values.items()}


def _ids(scenario: Scenario) -> frozenset[str]:
    return frozenset(step.id for step in scenario.steps())
