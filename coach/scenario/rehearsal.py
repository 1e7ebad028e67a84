"""The shape of what a rehearsal is made of: partners, moods, reactions and answers.

What belongs to every scenario stands in `reactions.toml`; what only one can know (what
this teacher has seen, who is at the table) stands in `rehearsal/ID.toml`, which is read
only when somebody rehearses. A reply card that names a reaction brings it into its
scenario, with its own good and weak reply.
"""

from __future__ import annotations

from typing import Literal

from coach.scenario.model import FORMAT, Shape

Role = Literal["teacher", "counselor", "case-manager", "principal"]
Temper = Literal["warm", "rushed", "defensive", "dismissive", "by-the-book", "hurt"]
Setting = Literal["phone", "in-person", "three"]
"""Where it takes place: on the phone, in person, or with three people in a room."""
Move = Literal[
    "reflect",
    "thank",
    "agree",
    "own-part",
    "reset",
    "pause",
    "open-question",
    "closed-question",
    "fact",
    "tell",
    "ask",
    "demand",
    "offer",
    "next-step",
    "greet",
    "acknowledge",
    "blame",
    "threat",
    "motive",
    "absolute",
    "cave",
    "wander",
]
"""What a line of the parent's does. One line may do several."""
About = Literal[
    "seen", "happened", "why", "help", "who", "meaning", "when", "usual", "look-for", "other"
]
"""What an open question asks for."""
Cue = Literal[
    "reflect",
    "thank",
    "agree",
    "own-part",
    "reset",
    "pause",
    "open-question",
    "closed-question",
    "fact",
    "tell",
    "ask",
    "demand",
    "offer",
    "next-step",
    "greet",
    "acknowledge",
    "blame",
    "threat",
    "motive",
    "absolute",
    "cave",
    "wander",
    "not-now",
    "no-day-yet",
    "what-for",
    "unclear",
    "hello",
    "end-agreed",
    "end-tense",
    "end-vague",
    "end-open",
    "end-broken",
]
"""What the partner answers to: a move, or what became of it.

`not-now`: a request, while it is too hot to grant it. `no-day-yet`: a day was asked for, while
it is too hot to settle one. `what-for`: a day was asked for, and it is not clear yet for what.
`unclear`: the line did nothing that could be told. `hello` is how a talk begins, and the rest
are how it ends.
"""
Spot = Literal["open", "middle", "close", "hot"]
"""When a reaction may come: first; on the way; last, to be pinned down; when all is too hot."""

ROLES: tuple[Role, ...] = ("teacher", "counselor", "case-manager", "principal")
TEMPERS: tuple[Temper, ...] = (
    "warm",
    "rushed",
    "defensive",
    "dismissive",
    "by-the-book",
    "hurt",
)
SETTINGS: tuple[Setting, ...] = ("phone", "in-person", "three")

SAID_FIELDS: tuple[str, ...] = ("said.day", "said.words", "partner.name", "third.name")
"""What the words of a partner may show besides answers and records: the day and the telling
words of the parent's line, as said; and who is there."""


class Says(Shape, frozen=True):
    """What can be said, at three heats; each in several wordings.

    Attributes:
        calm: at heat 0 and 1. The others fall back to it where they are empty.
        tense: at heat 2 and 3.
        hot: at heat 4 and 5.
    """

    calm: tuple[str, ...] = ()
    tense: tuple[str, ...] = ()
    hot: tuple[str, ...] = ()


class Answer(Says, frozen=True):
    """What the partner says to what the parent's line did.

    Attributes:
        to: any of these.
        about: for an open question: what it asks for; empty is whatever it asks for.
        partners, moods, settings: only of these; empty is all.
        when: the guard.
    """

    to: tuple[Cue, ...] = ()
    about: tuple[About, ...] = ()
    partners: tuple[Role, ...] = ()
    moods: tuple[Temper, ...] = ()
    settings: tuple[Setting, ...] = ()
    when: str = ""


class Reaction(Says, frozen=True):
    """Something the other person may say, and what serves in answer to it.

    Attributes:
        title: what a coach picks it by, two to six words.
        use: in a scenario: the shared reaction of this id, with what is given here in its place.
        at: when it may come.
        after: it comes only right after a line that did one of these.
        unless_told: it can't come once the partner has answered an open question about these.
        by: who says it, where three people are in the room.
        good, middling, weak: three replies to pick from. The weak one tempts.
        good_does, middling_does, weak_does: what a reply does, where a reader hears more in it
            than grammar and lists of words can. Empty is what the detector hears.
        wants: the moves that serve best here.
        tip: one thing to try, one sentence.
        then: what the partner says to a reply to this very reaction, before any other answer.
    """

    id: str = ""
    use: str = ""
    title: str = ""
    when: str = ""
    partners: tuple[Role, ...] = ()
    moods: tuple[Temper, ...] = ()
    settings: tuple[Setting, ...] = ()
    at: tuple[Spot, ...] = ("middle",)
    after: tuple[Move, ...] = ()
    unless_told: tuple[About, ...] = ()
    by: Literal["partner", "third"] = "partner"
    good: str = ""
    middling: str = ""
    weak: str = ""
    good_does: tuple[Move, ...] = ()
    middling_does: tuple[Move, ...] = ()
    weak_does: tuple[Move, ...] = ()
    wants: tuple[Move, ...] = ()
    tip: str = ""
    practice: tuple[str, ...] = ()
    then: tuple[Answer, ...] = ()


class Mood(Shape, frozen=True):
    """How the partner is today, and why: nobody is a villain.

    Attributes:
        about: one line about what is behind it.
        heat: how hot it is at the start, 0-5.
        turns: after how many turns of the parent's they have to go, 3-8.
        needs: how clear it has to be what a talk is for before they name a day, 0-3.
        sore: moves that heat them more than others.
    """

    id: Temper
    title: str
    about: str
    heat: int
    turns: int
    needs: int
    sore: tuple[Move, ...] = ()


class Person(Shape, frozen=True):
    """Somebody to rehearse with.

    Attributes:
        title: as it stands in a list: "The teacher".
        called: as it stands in a sentence, where no name is known: "the teacher".
    """

    id: Role
    title: str
    called: str


class Seat(Shape, frozen=True):
    """Who a scenario lets be rehearsed with.

    Attributes:
        role: who.
        name: a template for what they are called; empty where nobody knows.
        title: a template for how they stand in a list, where the role's own title would say the
            wrong thing: the district office, and not the principal whom it is about.
        when: the guard: never the person a parent fears for their child.
    """

    role: Role
    name: str = ""
    title: str = ""
    when: str = ""


class Rehearsal(Shape, frozen=True):
    """What a scenario adds to the rehearsal: `rehearsal/ID.toml` beside it.

    Attributes:
        scenario: its id.
        about: one line on what the talk is for, with no names: "reading homework".
        partner: who it can be rehearsed with; the first whose guard holds is offered first.
        reaction: its own, and shared ones it takes besides those its reply cards name.
        answer: what the partner knows: answers of this scenario, before the shared ones.
    """

    scenario: str
    about: str = ""
    partner: tuple[Seat, ...] = ()
    reaction: tuple[Reaction, ...] = ()
    answer: tuple[Answer, ...] = ()
    format: int = FORMAT


class ReactionsFile(Shape, frozen=True):
    """`reactions.toml`: what every scenario shares."""

    person: tuple[Person, ...]
    mood: tuple[Mood, ...]
    reaction: tuple[Reaction, ...]
    answer: tuple[Answer, ...]
    format: int = FORMAT
