"""From a path to what can be said and sent. Pure: the same answers, the same words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from coach.compose.wording import functions, pronoun_words
from coach.compose.written import Letter, Outcome, Paragraph, Reply, Said
from coach.interview.answers import fault, is_empty, settle
from coach.interview.path import Path
from coach.language import _
from coach.scenario.evaluate import (
    LONGEST,
    FilterFunction,
    Rendered,
    Value,
    Values,
    holds,
    render,
)
from coach.scenario.model import (
    PRONOUN_WORDS,
    Card,
    Message,
    Part,
    Point,
    Scenario,
)
from coach.scenario.template import parse, parse_guard
from coach.scenario.text import count_words
from coach.scenario.tree import names

__all__ = [
    "Letter",
    "Outcome",
    "Paragraph",
    "Reply",
    "Said",
    "compose",
    "fill",
    "prompt",
    "prompt_values",
    "values_of",
]

# A stranger's scenario may name an answer thousands of times, and an answer may have twenty
# thousand characters. What is composed ends somewhere, and says so; answers are never cut.
MOST_IN_LETTER = LONGEST
"""Characters in one letter: five answers of the greatest length, some forty pages."""
MOST_IN_NOTE = 25_000
"""Characters in a talking point, one side of a reply card, or a prompt."""
MOST_IN_LINE = 2_000
"""Characters in a title, a subject, a heading or a tip."""
MOST_IN_ALL = 1_000_000
"""Characters in everything that a set of answers comes to."""
MOST_WORK = 20_000_000
"""Characters that may be read and written to make it: about half a second of them."""


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
    messages = tuple(enumerate(scenario.message))
    wanted = [(at, message) for at, message in messages if writer.holds(message.when)]
    letters = [writer.letter(message, at) for at, message in wanted]
    if path.present is not None and all(letter.channel == "handout" for letter in letters):
        letters[:0] = [
            replace(writer.letter(message, at), title=_("Your message"), range=None, tip="")
            for at, message in messages[:1]
            if (at, message) not in wanted
        ]
    points = [writer.point(point, at) for at, point in enumerate(scenario.point)]
    cards = [writer.card(card, at) for at, card in enumerate(scenario.card)]
    return Outcome(
        letters=tuple(letter for letter in letters if letter.paragraphs),
        points=tuple(point for point in points if point is not None),
        cards=tuple(card for card in cards if card is not None),
    )


def prompt(scenario: Scenario, path: Path, text: str) -> str:
    """Return an `ask`, `why`, `label` or other words of a step with the answers in.

    It speaks to the parent, so a child whose name was not asked yet is “your child”.
    """
    return fill(scenario, prompt_values(path), text)


def prompt_values(path: Path) -> dict[str, Value]:
    """Return what an `ask`, `why` or `label` may see: as `values_of`, with a child to speak of."""
    values = values_of(path)
    if not values.get("child.name"):
        values |= {"child.name": _("your child"), **pronoun_words(_("your child"), "name")}
    return values


def fill(scenario: Scenario, values: Values, text: str) -> str:
    """Return the words of a prompt with `values` in (see `prompt`, `prompt_values`)."""
    said = render(parse(text), values, _filters_of(scenario), MOST_IN_NOTE, MOST_IN_NOTE * 10)
    return f"{said.text} …" if said.cut else said.text


class _Writer:
    """One composition: a scenario, a path, and the values that may be seen."""

    def __init__(self, scenario: Scenario, path: Path, values: Values) -> None:
        self.path = path
        self.values = values
        self.room = MOST_IN_ALL
        self.work = MOST_WORK
        self.found: dict[tuple[str, str, Value], Value] = {}
        self.filters = {
            name: partial(self.filtered, name, function)
            for name, function in _filters_of(scenario).items()
        }
        self.shared = {part.id: part for part in scenario.part}
        self.unanswered = {step.id for step in path.steps if step.id not in values}
        self.unanswered |= {
            step.field for step in path.steps if step.field and step.id in self.unanswered
        }
        self.on_path = {step.id for step in path.steps}
        self.filled_by = {step.field: step.id for step in path.steps if step.field}

    def holds(self, guard: str) -> bool:
        return not guard or holds(parse_guard(guard), self.values)

    def filtered(
        self, name: str, function: FilterFunction, value: Value, source: str, values: Values
    ) -> Value:
        """What a filter makes of an answer, worked out once: several texts ask for it."""
        key = (name, source, value)
        if key not in self.found:
            self.found[key] = function(value, source, values)
        return self.found[key]

    def say(self, text: str, most: int) -> Rendered:
        said = render(parse(text), self.values, self.filters, min(most, self.room), self.work)
        self.room -= len(said.text)
        self.work -= said.work
        return said

    def line(self, text: str) -> str:
        said = self.say(text, MOST_IN_LINE)
        return f"{said.text} …" if said.cut else said.text

    def ready(self, text: str) -> Rendered | None:
        """Render, or None while it waits for an answer or comes to nothing."""
        said = self.say(text, MOST_IN_NOTE)
        if said.cut:
            return replace(said, text=f"{said.text}\n{_not_all(MOST_IN_NOTE)}")
        if not said.text.strip() or self.unanswered.intersection(said.missing):
            return None
        return said

    def point(self, point: Point, at: int) -> Said | None:
        if not self.holds(point.when):
            return None
        said = self.ready(point.text)
        return Said(point.group, said.text, self.sources(said), at) if said else None

    def card(self, card: Card, at: int) -> Reply | None:
        if not self.holds(card.when):
            return None
        they = self.ready(card.they_say)
        you = self.ready(card.you_say) if they else None
        if they is None or you is None:
            return None
        avoid = self.say(card.avoid, MOST_IN_NOTE)
        return Reply(they.text, you.text, f"{avoid.text} …" if avoid.cut else avoid.text, at)

    def letter(self, message: Message, at: int) -> Letter:
        paragraphs: list[Paragraph] = []
        waiting = 0
        room = MOST_IN_LETTER
        cut = False
        for number, part in enumerate(message.part):
            whole = self.shared[part.use] if part.use else part
            guards = [guard for guard in (part.when, whole.when) if guard]
            if not all(self.holds(guard) for guard in guards):
                continue
            said = self.say(part.text or whole.text, room)
            room -= len(said.text)
            if self.undecided(said) or self.holed(part.heading or whole.heading):
                waiting += 1
            elif said.text.strip():
                paragraphs.append(self.paragraph(part, whole, said, number))
            if said.cut:
                cut = True
                paragraphs.append(Paragraph("", "", _not_all(MOST_IN_LETTER), ()))
                break
        subject = self.say(message.subject, MOST_IN_LINE)
        return Letter(
            id=message.id,
            title=self.line(message.title),
            channel=message.channels[0],
            register=message.register,
            subject=""
            if self.unanswered.intersection(subject.missing)
            else " ".join(subject.text.split()),
            tip=self.line(message.tip),
            paragraphs=tuple(paragraphs),
            words=sum(count_words(paragraph.text) for paragraph in paragraphs),
            range=message.words,
            waiting=waiting,
            at=at,
            cut=cut,
        )

    def holed(self, text: str) -> bool:
        """True where a text of few words lacks an answer it shows."""
        return "{" in text and not self.unanswered.isdisjoint(self.say(text, MOST_IN_LINE).missing)

    def undecided(self, said: Rendered) -> bool:
        """True where a part lacks an answer it shows, or shows none yet and hangs on one.

        Until the end is reached, a step that is not on the path now may come to be.
        """
        if self.unanswered.intersection(said.missing):
            return True
        if self.path.present is not None and any("." not in name for name in said.missing):
            return True
        theirs = set(said.shown).difference(PRONOUN_WORDS, ("child.name",))
        return not theirs and not self.unanswered.isdisjoint(said.asked)

    def paragraph(self, part: Part, whole: Part, said: Rendered, at: int) -> Paragraph:
        guards = [guard for guard in (part.when, whole.when) if guard]
        asked = tuple(name.key for guard in guards for name in names(parse_guard(guard)))
        return Paragraph(
            id=part.id or whole.id,
            heading=self.line(part.heading or whole.heading),
            text=said.text.strip(),
            steps=self.sources(said, asked),
            at=at,
        )

    def sources(self, said: Rendered, asked: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The steps behind a text: answers it shows, then records, then what decided it."""
        steps = [name for name in said.shown if name in self.on_path]
        for name in said.shown:
            if "." in name:
                steps += self.record(name)
        steps += [name for name in (*said.asked, *asked) if name in self.on_path]
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


def _not_all(most: int) -> str:
    return _(
        "(This is not all: it is cut here. There is room for {most:,} characters. "
        "Your answers are kept whole.)"
    ).format(most=most)


_FILTERS: dict[int, tuple[Scenario, Mapping[str, FilterFunction]]] = {}


def _filters_of(scenario: Scenario) -> Mapping[str, FilterFunction]:
    """The filters for `scenario`, made once: hashing a whole scenario would cost more."""
    kept = _FILTERS.get(id(scenario))
    if kept is None or kept[0] is not scenario:
        if len(_FILTERS) > 16:
            _FILTERS.clear()
        kept = _FILTERS[id(scenario)] = (scenario, functions(scenario))
    return kept[1]
