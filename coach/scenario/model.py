"""The shape of a scenario: one file, values only.

Every string that a person reads (`ask`, `why`, `label`, `text`, …) is a template
(see `template`); every `when` is a guard. Both stay strings here: `template.parse`
and `template.parse_guard` remember what they have read.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

FORMAT = 1

Kind = Literal["choice", "many", "text", "lines", "table", "scale", "date", "note"]
Channel = Literal["email", "letter", "phone", "voicemail", "meeting", "text", "handout"]
Register = Literal["everyday", "record"]
Group = Literal["open", "facts", "ask", "offer", "close"]
Situation = Literal["safety", "discrimination"]
RecordKind = Literal["family", "contact"]
LogPart = Literal["day", "who", "how", "about", "said", "heard", "agreed", "since"]

GROUPS: tuple[Group, ...] = ("open", "facts", "ask", "offer", "close")
"""Talking points are said in this order."""

FIELDS: tuple[str, ...] = (
    "child.name",
    "child.pronouns",
    "child.grade",
    "child.strengths",
    "child.challenges",
    "child.strategies",
    "child.plan",
    "teacher.name",
    "me.name",
    "me.role",
    "me.contact",
    "school.name",
    "reply.by",
)
"""What a step may fill in for every scenario (`field = "child.name"`)."""

LIST_FIELDS: tuple[str, ...] = ("child.strengths", "child.challenges", "child.strategies")
"""Those that hold a short list: a step of kind `lines` fills them, and no other kind."""

DATE_FIELDS: tuple[str, ...] = ("reply.by",)
"""Those that hold a day: by when an answer is hoped for."""

PRONOUN_WORDS: tuple[str, ...] = (
    "child.they",
    "child.They",
    "child.them",
    "child.Them",
    "child.their",
    "child.Their",
    "child.theirs",
    "child.themself",
)
"""What a template may say besides: these follow from `child.name` and `child.pronouns`."""


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every part of a scenario file shares: frozen, and a misspelt key is an error."""


class Option(Shape, frozen=True):
    """One answer to a `choice` or `many` step.

    Attributes:
        id: what guards compare with.
        label: what the person picks.
        says: how the message puts it (`{{ step|says }}`); the label where it is empty.
        hint: one plain line under the label.
        goto: an off-ramp: `urgent`, or the id of another scenario.
        points_to: situations that this answer points to. Practices with `not_when` of one
            of them have no place on a path with this answer.
    """

    id: str
    label: str
    says: str = ""
    hint: str = ""
    goto: str = ""
    points_to: tuple[Situation, ...] = ()


class Column(Shape, frozen=True):
    """One column of a `table` step.

    Attributes:
        hint: what a good cell looks like.
        log: which part of a contact fills it, where the contact log has some already.
    """

    id: str
    label: str
    hint: str = ""
    log: LogPart | None = None


class Step(Shape, frozen=True):
    """One prompt.

    Attributes:
        id: a name for guards and templates: a-z, 0-9 and _.
        title: its line in the outline and the review, two to five words.
        why: why we ask, one or two sentences.
        practice: ids from practices.toml.
        weak, example: an answer that helps less, and one that helps more.
        words: fewest and most words that usually serve (advice, never a wall).
        when: the guard; empty is always.
        private: what is typed never leaves the screen: not saved, shown or used anywhere.
        field: what it fills in for every scenario, one of `FIELDS`.
        most: the most rows (`lines`, `table`) or picks (`many`); 0 is no limit but the general one.
        low, high: the ends of a `scale`, in words; `range` its numbers.
        was: ids this step had in earlier versions of the file.
    """

    id: str
    kind: Kind
    ask: str
    title: str = ""
    why: str = ""
    practice: tuple[str, ...] = ()
    weak: str = ""
    example: str = ""
    words: tuple[int, int] | None = None
    when: str = ""
    optional: bool = False
    private: bool = False
    field: str = ""
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    most: int = 0
    low: str = ""
    high: str = ""
    range: tuple[int, int] = (0, 10)
    was: tuple[str, ...] = ()

    def option(self, id: str) -> Option | None:
        """Return the option with this id, or None."""
        return next((option for option in self.options if option.id == id), None)


class Section(Shape, frozen=True):
    """A few steps under one heading."""

    id: str
    title: str
    step: tuple[Step, ...] = ()


class Part(Shape, frozen=True):
    """One paragraph of a message.

    Attributes:
        use: takes the text of a shared `[[part]]` of that id.
        facts: ids of dated facts that stand under the text, each with its source and day.
        practice: ids from practices.toml, where the paragraph itself says what one teaches.
    """

    id: str = ""
    text: str = ""
    use: str = ""
    heading: str = ""
    when: str = ""
    facts: tuple[str, ...] = ()
    practice: tuple[str, ...] = ()


class Message(Shape, frozen=True):
    """One thing that can be sent, said or handed over.

    Attributes:
        title: what the parent calls it ("Email to the teacher").
        channels: the forms it serves; the first is what it is shown as.
        words: fewest and most words of the body.
        subject: one line, for an email; empty elsewhere.
        tip: one line to the parent, never part of what is sent.
    """

    id: str
    title: str
    channels: tuple[Channel, ...]
    register: Register = "everyday"
    words: tuple[int, int] | None = None
    subject: str = ""
    tip: str = ""
    when: str = ""
    part: tuple[Part, ...] = ()


class Point(Shape, frozen=True):
    """One thing to say."""

    group: Group
    text: str
    practice: tuple[str, ...] = ()
    when: str = ""


class Card(Shape, frozen=True):
    """A reply card: if they say …, you could say …, and what to avoid.

    Attributes:
        reaction: the reaction of a rehearsal that it answers. It brings it into the scenario.
        avoid_does: the moves that `avoid` makes there, where its words alone would be misheard.
    """

    they_say: str
    you_say: str
    avoid: str = ""
    practice: tuple[str, ...] = ()
    when: str = ""
    reaction: str = ""
    avoid_does: tuple[str, ...] = ()


class Scenario(Shape, frozen=True):
    """One situation, one file.

    Attributes:
        to: who it is written to, for people choosing a scenario.
        minutes: how long it takes at an easy pace.
        record: its answers are a record that is kept: a child's card, or an entry of the
            contact log. It is no message to begin, so faces offer it apart.
        part: paragraphs that several messages share.
    """

    format: int
    id: str
    title: str
    summary: str
    to: str = "teacher"
    minutes: int = 10
    language: str = "en"
    record: RecordKind | None = None
    section: tuple[Section, ...] = ()
    part: tuple[Part, ...] = ()
    message: tuple[Message, ...] = ()
    point: tuple[Point, ...] = ()
    card: tuple[Card, ...] = ()

    def steps(self) -> tuple[Step, ...]:
        """Return every step in reading order."""
        return tuple(step for section in self.section for step in section.step)

    def step(self, id: str) -> Step | None:
        """Return the step with this id, or None."""
        return next((step for step in self.steps() if step.id == id), None)


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The top of a scenario file: enough to offer it, read without the rest.

    Attributes:
        by: whose pack it is from; "" for ours. No file says it.
    """

    format: int
    id: str
    title: str
    summary: str
    to: str = "teacher"
    minutes: int = 10
    language: str = "en"
    record: RecordKind | None = None
    by: str = ""


class Practice(Shape, frozen=True):
    """One teachable idea.

    Attributes:
        asks: one question to try it with, for a sheet that is handed out.
        not_when: situations in which it must not be offered.
    """

    id: str
    name: str
    says: str
    asks: str = ""
    not_when: tuple[Situation, ...] = ()
    scenarios: tuple[str, ...] = ()


class Fact(Shape, frozen=True):
    """One dated fact. `cite` is a statute, a regulation or the service's own name."""

    id: str
    text: str
    cite: str
    checked_on: str
    applies_to: str = "US"
    note: str = ""


class Helpline(Shape, frozen=True):
    """One place to turn to in an emergency: complete numbers, what for, in order."""

    id: str
    name: str
    how: str
    when: str
    checked_on: str
    note: str = ""


class WarningSign(Shape, frozen=True):
    """Words in what a person typed that may mean someone is in danger.

    Attributes:
        tier: `red` is danger now or great harm; `amber` is harm a school has to act on.
        words: phrases; the head of warning-signs.toml says how they are written.
        but: innocent phrases, taken out before anything is looked for.
    """

    id: str
    tier: Literal["red", "amber"]
    words: tuple[str, ...]
    but: tuple[str, ...] = ()


class Advice(Shape, frozen=True):
    """What to do first, line by line, for what a text may be about (a `WarningSign.id`)."""

    sign: str
    says: tuple[str, ...]
    checked_on: str


class HelpCard(Shape, frozen=True):
    """What stands on the urgent-help screen, all of it: it must work with nothing else.

    Attributes:
        calm: the first line, for someone who is frightened.
        outside: for people outside the country whose helplines these are.
        nobody_told: says that Coach has told nobody.
        advice: for some signs, what to do first.
    """

    title: str
    calm: str
    outside: str
    nobody_told: str
    helpline: tuple[Helpline, ...]
    advice: tuple[Advice, ...] = ()
    format: int = FORMAT


class Pack(Shape, frozen=True):
    """What a pack says of itself, in `pack.toml`.

    Attributes:
        author: who wrote it. It may be left out while it is not passed on.
        license: under which terms others may use it, such as `CC-BY-4.0`.
    """

    id: str
    title: str
    author: str = ""
    license: str = ""
    language: str = "en"
    format: int = FORMAT


class Sample(Shape, frozen=True):
    """A made-up family with full answers, for previews, docs, tests and workshops.

    Attributes:
        scenario: the id of the scenario it answers; its folder says it too.
        name: its file's name without the ending.
        about: one line about the family.
        answers: step id to value, as the file has them (see `interview.answer_file`).
    """

    scenario: str = ""
    name: str = ""
    title: str = ""
    about: str = ""
    answers: dict[str, Any] = {}
    format: int = FORMAT
