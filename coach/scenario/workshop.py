"""What a workshop is made of, as its file has it: blocks of time, handouts, what stays the same.

Its words may have gaps, such as `{family}`: names from `GAPS`, and nothing else. What is
put in is not looked through again, so no scenario can open a gap of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from coach.scenario.model import FORMAT, Shape

Need = Literal["practice", "sample", "message", "sheet", "cards", "rehearsal"]
"""What a block needs to have any sense: ideas to teach, a made-up family, a message to write,
or else a sheet to fill in, reply cards, a talk to rehearse."""

Command = Literal["present", "notes", "run", "tone", "collect"]
"""What can be typed in a block: show the slides, follow them with notes, answer it, read a draft,
show what was saved."""

Each = Literal["person", "three", "room"]
"""For whom a handout is printed: each person, each group of three, or once."""

GAPS = frozenset("scenario summary minutes family about idea says weak better rounds turn".split())
"""What may stand in braces."""

_GAP = re.compile(r"\{([^{}]*)\}")


class Block(Shape, frozen=True):
    """One stretch of the agenda.

    Attributes:
        least, usual, most: minutes it may take.
        since: it is only in workshops of so many minutes.
        needs: it is left out where one of these is missing.
        each: it comes once for each of the ideas that are taught.
        rounds: how often people swap places in it; each turn takes its share of the minutes.
        goal: what people can do afterwards, in a line.
        say: what the facilitator says, in their own mouth.
        ask: what they ask the room.
        do: what happens.
        type: the commands they type here.
        give: the handouts that are given out here, by id, unless they were before.
    """

    id: str
    title: str
    least: int
    usual: int
    most: int
    since: int = 0
    needs: tuple[Need, ...] = ()
    each: Literal["", "practice"] = ""
    rounds: int = 0
    goal: str = ""
    say: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    do: tuple[str, ...] = ()
    type: tuple[Command, ...] = ()
    give: tuple[str, ...] = ()


class Handout(Shape, frozen=True):
    """A sheet to print.

    Attributes:
        id: as in `coach handout`.
        per: for whom there is one.
        needs: as in `Block`.
    """

    id: str
    title: str
    per: Each = "person"
    needs: tuple[Need, ...] = ()


class Chosen(Shape, frozen=True):
    """Why a family is shown: it has most to show, it is the shortest, it was asked for."""

    main: str = ""
    brief: str = ""
    asked: str = ""


class WorkshopFile(Shape, frozen=True):
    """`workshop.toml`.

    Attributes:
        title: of the plan.
        about: what this is, in a sentence or two.
        before: what to do the days before.
        room: how the room is set up.
        safety: what the facilitator does where somebody tells of danger.
        caution: said with an idea that has no place where a child may not be safe.
        after: what to do the days after.
        chosen: why a family was chosen to be shown, in a sentence each.
    """

    title: str
    about: str
    block: tuple[Block, ...]
    handout: tuple[Handout, ...] = ()
    before: tuple[str, ...] = ()
    room: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    caution: str = ""
    after: tuple[str, ...] = ()
    chosen: Chosen = Chosen()
    format: int = FORMAT


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with its gaps filled; one that nothing is known for stays empty."""
    return _GAP.sub(lambda gap: values.get(gap[1], ""), text)


def gaps(text: str) -> tuple[str, ...]:
    """Return the names of a text's gaps, in order; those that nothing fills too."""
    return tuple(_GAP.findall(text))


def words_in(file: WorkshopFile) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Return every text of a file that a person reads, with where it stands."""
    for key in ("title", "about", "caution"):
        yield (key,), getattr(file, key)
    for key in ("before", "room", "safety", "after"):
        for at, text in enumerate(getattr(file, key)):
            yield (key, at), text
    for name in Chosen.__struct_fields__:
        yield ("chosen", name), getattr(file.chosen, name)
    for at, handout in enumerate(file.handout):
        yield ("handout", at, "title"), handout.title
    for at, block in enumerate(file.block):
        for key in ("title", "goal"):
            yield ("block", at, key), getattr(block, key)
        for key in ("say", "ask", "do"):
            for line, text in enumerate(getattr(block, key)):
                yield ("block", at, key, line), text
