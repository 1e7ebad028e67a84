"""One sitting: what both faces drive. It holds the rules so that they need none.

A guide knows a scenario, the answers so far and where the person is looking. Where they
look is never what decides the path: that is worked out from the answers each time.
Every answer is on disk before the next prompt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from coach.casebook.session import Edit, Session
from coach.compose.outcome import Letter, Outcome, Paragraph, compose, prompt
from coach.errors import CoachError
from coach.interview.answers import (
    Fault,
    carry,
    carry_drafts,
    empty,
    fault,
    is_empty,
    most_rows,
    settle,
    to_toml,
)
from coach.interview.path import Changes, Path, changes, path
from coach.interview.show import in_words
from coach.language import _
from coach.scenario.evaluate import Value
from coach.scenario.model import Scenario, Step
from coach.scenario.text import clean, clean_line
from coach.shown import Choice, Line, Prompt, Sheet, State

if TYPE_CHECKING:
    from pathlib import Path as FilePath


class Keeper(Protocol):
    """What keeps a session: an open file of the casebook, or memory with --no-save."""

    @property
    def session(self) -> Session:
        """The session as it was last read or saved."""

    def save(self, session: Session) -> None:
        """Put `session` on disk, whole or not at all."""

    @property
    def path(self) -> FilePath | None:
        """The file it is kept in, None with --no-save."""

    def take_notice(self) -> str:
        """Return, once, what to tell the person about how it is kept; mostly nothing."""


class Guide:
    """One sitting with one session.

    Args:
        scenario: what to go through.
        keeper: the open session; its answers are carried into this version of the scenario.

    Attributes:
        changes: what a newer version of the scenario means for the answers.
    """

    def __init__(self, scenario: Scenario, keeper: Keeper) -> None:
        self.scenario = scenario
        self.keeper = keeper
        session = keeper.session
        self._answers, self._unknown = carry(scenario, session.answers)
        drafts, self._unknown_drafts = carry_drafts(scenario, session.drafts)
        self._drafts: dict[str, Value] = drafts
        known = frozenset(session.steps)
        self.changes: Changes = changes(scenario, self._answers, known or _ids(scenario))
        self._path = path(scenario, self._answers)
        self._unsaved = False
        self._returning = False
        self._at = self._start(session.at)

    def _start(self, at: str) -> str:
        """Where to begin: the first question without an answer, unless one was being typed."""
        if at in self._drafts and self._path.index(at) >= 0:
            return at
        return self._path.present.id if self._path.present else ""

    # -------------------------------------------------------------- looking

    @property
    def path(self) -> Path:
        """The path that the answers lead to."""
        return self._path

    @property
    def answers(self) -> Mapping[str, Value]:
        """Every answer given, parked ones too."""
        return self._answers

    @property
    def at(self) -> str:
        """The id of the step being looked at; "" at the review."""
        return self._at

    @property
    def left(self) -> str:
        """Where an off-ramp leads (`urgent` or a scenario id), or ""."""
        return self._path.exit.goto if self._path.exit else ""

    @property
    def unsaved(self) -> bool:
        """True while something given or typed is not on disk yet."""
        return self._unsaved

    @property
    def kept(self) -> bool:
        """True where there is something on this machine to come back to."""
        return self.begun and self.keeper.path is not None and not self._unsaved

    @property
    def begun(self) -> bool:
        """True once there is anything to keep."""
        return bool(self._answers or self._drafts)

    def prompt(self) -> Prompt | None:
        """Return the step being looked at, or None at the review."""
        step = self.scenario.step(self._at) if self._at else None
        return self._prompt(step) if step is not None else None

    def _prompt(self, step: Step) -> Prompt:
        fill = self.fill
        asked = [other for other in self._path.steps if other.kind != "note" or other is step]
        return Prompt(
            id=step.id,
            kind=step.kind,
            section=fill(
                next(s.title for s in self.scenario.section if any(x is step for x in s.step))
            ),
            title=self._title(step),
            ask=fill(step.ask),
            why=fill(step.why),
            weak=fill(step.weak),
            example=fill(step.example),
            words=step.words,
            optional=step.optional,
            options=tuple(
                Choice(option.id, fill(option.label), fill(option.hint)) for option in step.options
            ),
            columns=tuple(
                Choice(column.id, fill(column.label), fill(column.hint)) for column in step.columns
            ),
            most=most_rows(step),
            low=fill(step.low),
            high=fill(step.high),
            range=step.range,
            number=next((at for at, one in enumerate(asked, 1) if one is step), len(asked)),
            total=len(asked),
            value=self._answers.get(step.id),
            answered=step.id in self._path.values,
            draft=self._drafts.get(step.id),
            doubt=str(self._path.doubtful.get(step.id, "")),
        )

    def fill(self, text: str) -> str:
        """Return an author's words with the answers so far in them."""
        if "{" not in text:
            return text
        return prompt(self.scenario, self._path, text).strip()

    def _title(self, step: Step) -> str:
        return self.fill(step.title) or self.fill(step.ask)

    def outline(self) -> tuple[Line, ...]:
        """Return sections and steps of the path in order, each with its state and answer."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[Line]:
        for section in self.scenario.section:
            steps = [step for step in section.step if self._path.index(step.id) >= 0]
            if not steps:
                continue
            lines = [self._line(step) for step in steps]
            states = {line.state for line in lines}
            whole: State = "ahead"
            if states <= {"done", "skipped"}:
                whole = "done"
            elif "present" in states:
                whole = "present"
            yield Line("", self.fill(section.title), whole)
            yield from lines

    def _line(self, step: Step) -> Line:
        typing = step.id in self._drafts
        return Line(step.id, self._title(step), self._state(step), self.in_words(step), typing)

    def _state(self, step: Step) -> State:
        if step.id == self._at:
            return "present"
        if step.id in self._path.doubtful:
            return "doubtful"
        if step.id not in self._path.values:
            return "ahead"
        if step.kind == "note":
            return "done"
        return "skipped" if is_empty(self._path.values[step.id]) else "done"

    def in_words(self, step: Step) -> str:
        """Return a step's answer as a person would read it back."""
        value = self._answers.get(step.id)
        return self.fill_options(step, value) if step.options else in_words(step, value)

    def fill_options(self, step: Step, value: Value) -> str:
        """Return picks by their labels, with the answers so far in them."""
        picks = value if isinstance(value, tuple) else (value,)
        labels = [self.fill(option.label) for option in step.options if option.id in picks]
        return ", ".join(labels)

    def preview(self) -> Outcome:
        """Return the outcome as it stands, with the text being typed in it."""
        typing = {self._at: self._drafts[self._at]} if self._at in self._drafts else None
        return compose(self.scenario, self._path, typing)

    def outcome(self) -> Outcome:
        """Return the outcome of the answers alone."""
        return compose(self.scenario, self._path)

    def sources(self, paragraph: Paragraph) -> str:
        """Return the id of the step that made a paragraph, or ""."""
        return next((id for id in paragraph.steps if self._path.index(id) >= 0), "")

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
        self._answers[step.id] = value
        self._drafts.pop(step.id, None)
        self._path = path(self.scenario, self._answers)
        self._at = self._next(step.id)
        self.save()
        return None

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

    def keep_drafts(self) -> None:
        """Put what was typed since the last save on disk."""
        if self._unsaved:
            self.save()

    # -------------------------------------------------------------- what comes out

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

    def edit(self, id: str, subject: str, body: str) -> None:
        """Keep the parent's own wording of the letter `id`; the composed one forgets it."""
        letter = self.outcome().letter(id)
        if letter is None:
            return
        subject, body = clean_line(subject), clean(body).strip("\n")
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

    def restore(self, id: str) -> None:
        """Drop the parent's edit of the letter `id`: the composed words come back."""
        edits = {key: edit for key, edit in self.keeper.session.edits.items() if key != id}
        self._save(edits)

    # -------------------------------------------------------------- keeping

    def save(self) -> None:
        """Put everything on disk, whole or not at all. Nothing begun, nothing written."""
        self._save(dict(self.keeper.session.edits))

    def _save(self, edits: dict[str, Edit]) -> None:
        if not self.begun:
            return
        self._unsaved = True  # until it is on disk: where that fails, the next look tries again
        name = self._path.values.get("child.name")
        self.keeper.save(
            msgspec.structs.replace(
                self.keeper.session,
                title=name if isinstance(name, str) else "",
                answers={**self._unknown, **_plain(self._answers)},
                drafts={**self._unknown_drafts, **_plain(self._drafts)},
                edits=edits,
                steps=tuple(step.id for step in self.scenario.steps()),
                finished=self._path.finished,
                at=self._at,
            )
        )
        self._unsaved = False


def _plain(values: Mapping[str, Value]) -> dict[str, Any]:
    return {id: to_toml(value) for id, value in values.items()}


def _ids(scenario: Scenario) -> frozenset[str]:
    return frozenset(step.id for step in scenario.steps())
