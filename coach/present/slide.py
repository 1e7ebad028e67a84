"""One slide, and what stands on it: values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Looks = Literal["big", "say", "quiet", "old", "new", "weak", "better", "option", "hint", "guess"]
"""How a piece stands on the screen: what it says is told by its words and its sign as well."""

Kind = Literal[
    "open",
    "rules",
    "ask",
    "weak",
    "better",
    "grown",
    "choice",
    "letter",
    "reading",
    "talk",
    "they",
    "vote",
    "did",
    "ending",
    "question",
    "close",
    "other",
]
"""What a slide is for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words on a slide.

    Attributes:
        mark: stands before the first line, and as many blanks before the others.
        aside: a few words at the right end of the first line, such as a count of hands.
        gap: an empty line stands before it, where there is room.
    """

    text: str
    looks: Looks = "say"
    mark: str = ""
    aside: str = ""
    gap: bool = True


@dataclass(frozen=True, slots=True)
class Notes:
    """What only the facilitator reads.

    Attributes:
        say: what to tell the room, a sentence or two each.
        ask: what to ask it.
        wrote: what the sample family wrote here; "" where nothing was.
        teaches: the practices that are taught here, each its name and what it says.
        why: why Coach asks this.
    """

    say: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    wrote: str = ""
    teaches: tuple[tuple[str, str], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Slide:
    """One idea.

    Attributes:
        id: what it is called in the file, the same whatever the room says elsewhere.
        head: the quiet line at the top: where in the whole this is.
        title: its line in the list of slides.
        votes: how many options hands can be counted for; 0 is no vote.
        hears: under which name what the room says here is kept: a step's, or its own; "" where
            the room is not asked.
    """

    id: str
    kind: Kind
    head: str
    title: str
    pieces: tuple[Piece, ...]
    votes: int = 0
    hears: str = ""
    notes: Notes = Notes()
