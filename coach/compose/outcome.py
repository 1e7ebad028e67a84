"""From a path to what can be said and sent. Pure: the same answers, the same words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coach.compose.wording import functions, pronoun_words
from coach.interview.answers import fault, is_empty, settle
from coach.interview.path import Path
from coach.language import _
from coach.scenario.evaluate import FilterFunction, Rendered, Value, Values, holds, render
from coach.scenario.model import (
    PRONOUN_WORDS,
    Channel,
    Group,
    Message,
    Part,
    Register,
    Scenario,
)
from coach.scenario.template import parse, parse_guard
from coach.scenario.text import count_words
from coach.scenario.tree import names


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One part of a message, written out.

    Attributes:
        steps: ids of the steps it was made from, the most telling first.
    """

    id: str
    heading: str
    text: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """One message, written out.

    Attributes:
        words: how many words its body has (headings aside).
        range: fewest and most that serve, or None.
        waiting: how many of its parts still wait for an answer.
    """

    id: str
    title: str
    channel: Channel
    register: Register
    subject: str
    tip: str
    paragraphs: tuple[Paragraph, ...]
    words: int
    range: tuple[int, int] | None
    waiting: int = 0

    @property
    def body(self) -> str:
        """The text as it is sent: paragraphs with a blank line between them."""
        return "\n\n".join(
            f"{paragraph.heading}\n{paragraph.text}" if paragraph.heading else paragraph.text
            for paragraph in self.paragraphs
        )


@dataclass(frozen=True, slots=True)
class Said:
    """One talking point, written out."""

    group: Group
    text: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply card, written out."""

    they_say: str
    you_say: str
    avoid: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that a set of answers comes to. The first letter is the one to send."""

    letters: tuple[Letter, ...]
    points: tuple[Said, ...]
    cards: tuple[Reply, ...]

    def letter(self, id: str) -> Letter | None:
        """Return the letter with this id, or None."""
        return next((letter for letter in self.letters if letter.id == id), None)


def values_of(path: Path, drafts: Mapping[str, Value] | None = None) -> dict[str, Value]:
    """Return what templates may see: answers on the path, drafts over them, pronoun words.

    Args:
        drafts: text being typed, by step id. A draft that could not be an answer yet,
            or whose step is not on the path, is left out.
    """
    values: dict[str, Value] = dict(path.values)
    for step in path.steps if drafts else ():
        if drafts and step.id in drafts:
            value = settle(step, drafts[step.id])
            if is_empty(value) or fault(step, value):
                continue
            values[step.id] = value
            if step.field:
                values[step.field] = value
    name, pronouns = values.get("child.name"), values.get("child.pronouns")
    values.update(
        pronoun_words(
            name if isinstance(name, str) else "", pronouns if isinstance(pronouns, str) else ""
        )
    )
    return values


def compose(scenario: Scenario, path: Path, drafts: Mapping[str, Value] | None = None) -> Outcome:
    """Return the messages, talking points and reply cards that `path` comes to.

    While the interview runs, a part waits that shows an answer nobody has given yet, or
    that hangs on one and shows nothing of the parent's so far; and where no message is
    called for yet, the first is shown without its name, so that something grows.
    """
    writer = _Writer(scenario, path, values_of(path, drafts))
    wanted = [message for message in scenario.message if writer.holds(message.when)]
    letters = [writer.letter(message) for message in wanted]
    if path.present is not None and all(letter.channel == "handout" for letter in letters):
        letters[:0] = [
            replace(writer.letter(message), title=_("Your message"), range=None, tip="")
            for message in scenario.message[:1]
            if message not in wanted
        ]
    return Outcome(
        letters=tuple(letter for letter in letters if letter.paragraphs),
        points=tuple(
            Said(point.group, said.text, writer.sources(said))
            for point in scenario.point
            if writer.holds(point.when) and (said := writer.ready(point.text)) is not None
        ),
        cards=tuple(
            Reply(they.text, you.text, writer.say(card.avoid).text)
            for card in scenario.card
            if writer.holds(card.when)
            and (they := writer.ready(card.they_say)) is not None
            and (you := writer.ready(card.you_say)) is not None
        ),
    )


def prompt(scenario: Scenario, path: Path, text: str) -> str:
    """Return an `ask`, `why`, `label` or other words of a step with the answers in.

    It speaks to the parent, so a child whose name was not asked yet is “your child”.
    """
    values = values_of(path)
    if not values.get("child.name"):
        values |= {"child.name": _("your child"), **pronoun_words(_("your child"), "name")}
    return _Writer(scenario, path, values).say(text).text


class _Writer:
    """One composition: a scenario, a path, and the values that may be seen."""

    def __init__(self, scenario: Scenario, path: Path, values: Values) -> None:
        self.path = path
        self.values = values
        self.filters = _filters_of(scenario)
        self.shared = {part.id: part for part in scenario.part}
        self.unanswered = {step.id for step in path.steps if step.id not in values}
        self.unanswered |= {
            step.field for step in path.steps if step.field and step.id in self.unanswered
        }
        self.filled_by = {step.field: step.id for step in path.steps if step.field}

    def holds(self, guard: str) -> bool:
        return not guard or holds(parse_guard(guard), self.values)

    def say(self, text: str) -> Rendered:
        return render(parse(text), self.values, self.filters)

    def ready(self, text: str) -> Rendered | None:
        """Render, or None while it waits for an answer or comes to nothing."""
        said = self.say(text)
        if not said.text.strip() or self.unanswered.intersection(said.missing):
            return None
        return said

    def letter(self, message: Message) -> Letter:
        paragraphs: list[Paragraph] = []
        waiting = 0
        for part in message.part:
            whole = self.shared[part.use] if part.use else part
            guards = [guard for guard in (part.when, whole.when) if guard]
            if not all(self.holds(guard) for guard in guards):
                continue
            said = self.say(part.text or whole.text)
            if self.undecided(said):
                waiting += 1
            elif said.text.strip():
                paragraphs.append(self.paragraph(part, whole, said))
        subject = self.say(message.subject)
        return Letter(
            id=message.id,
            title=self.say(message.title).text,
            channel=message.channels[0],
            register=message.register,
            subject=""
            if self.unanswered.intersection(subject.missing)
            else " ".join(subject.text.split()),
            tip=self.say(message.tip).text,
            paragraphs=tuple(paragraphs),
            words=sum(count_words(paragraph.text) for paragraph in paragraphs),
            range=message.words,
            waiting=waiting,
        )

    def undecided(self, said: Rendered) -> bool:
        """True where a part lacks an answer it shows, or shows none yet and hangs on one."""
        if self.unanswered.intersection(said.missing):
            return True
        theirs = set(said.shown).difference(PRONOUN_WORDS, ("child.name",))
        return not theirs and not self.unanswered.isdisjoint(said.asked)

    def paragraph(self, part: Part, whole: Part, said: Rendered) -> Paragraph:
        guards = [guard for guard in (part.when, whole.when) if guard]
        asked = tuple(name.key for guard in guards for name in names(parse_guard(guard)))
        return Paragraph(
            id=part.id or whole.id,
            heading=self.say(part.heading or whole.heading).text,
            text=said.text.strip(),
            steps=self.sources(said, asked),
        )

    def sources(self, said: Rendered, asked: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The steps behind a text: answers it shows, then records, then what decided it."""
        on_path = {step.id for step in self.path.steps}
        steps = [name for name in said.shown if name in on_path]
        for name in said.shown:
            if "." in name:
                steps += self.record(name)
        steps += [name for name in (*said.asked, *asked) if name in on_path]
        for name in (*said.asked, *asked):
            if "." in name:
                steps += self.record(name)
        return tuple(dict.fromkeys(steps))

    def record(self, name: str) -> list[str]:
        if name in self.filled_by:
            return [self.filled_by[name]]
        if name.startswith("child."):  # a pronoun word: its choice made it
            return [self.filled_by[key] for key in ("child.pronouns",) if key in self.filled_by]
        return []


_FILTERS: dict[int, tuple[Scenario, Mapping[str, FilterFunction]]] = {}


def _filters_of(scenario: Scenario) -> Mapping[str, FilterFunction]:
    """The filters for `scenario`, made once: hashing a whole scenario would cost more."""
    kept = _FILTERS.get(id(scenario))
    if kept is None or kept[0] is not scenario:
        if len(_FILTERS) > 16:
            _FILTERS.clear()
        kept = _FILTERS[id(scenario)] = (scenario, functions(scenario))
    return kept[1]
