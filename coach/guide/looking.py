"""What a guide shows: the present prompt, the outline, the outcome as it grows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coach.casebook.family import Family
from coach.compose.outcome import Outcome, Paragraph, compose, prompt
from coach.guide.known import offers
from coach.interview.answers import is_empty, most_rows
from coach.interview.path import Path
from coach.interview.show import in_words
from coach.language import _
from coach.scenario.evaluate import Value
from coach.scenario.model import Scenario, Step
from coach.shown import Choice, Line, Prompt, State


class Looking:
    """The half of a guide that changes nothing.

    Attributes:
        scenario: what to go through.
        card: the child's card, where the sitting belongs to a family.
    """

    scenario: Scenario
    card: Family | None = None
    _answers: dict[str, Value]
    _drafts: dict[str, Value]
    _path: Path
    _at: str

    @property
    def path(self) -> Path:
        """The path that the answers lead to."""
        return self._path

    @property
    def answers(self) -> Mapping[str, Value]:
        """Every answer given, parked ones too."""
        return self._answers

    def draft_of(self, id: str) -> Value:
        """Return what is being typed at a step and is no answer yet, or None."""
        return self._drafts.get(id)

    @property
    def at(self) -> str:
        """The id of the step being looked at; "" at the review."""
        return self._at

    @property
    def left(self) -> str:
        """Where an off-ramp leads (`urgent` or a scenario id), or ""."""
        return self._path.exit.goto if self._path.exit else ""

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
            offers=offers(self.card, step),
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
        if step.private and value:
            return _("(only you saw this; it is not kept)")
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
