"""The shape of `handouts.toml`: what stands on the sheets that are printed and written on by hand.

A sheet to fill in is all there. Of a handout that is made for a scenario (reply cards, role
cards, practices) only the words around are here: the rest comes from the scenario. A pack may
have a `handouts.toml` of its own, which then takes the place of ours for its scenarios: with
other words, in another language, or with sheets of its own.
"""

from __future__ import annotations

from typing import Literal

from coach.scenario.model import FORMAT, Shape

Kind = Literal["heading", "text", "step", "fields", "choices", "lines", "ticks", "table", "box"]
"""What can stand on a sheet.

`heading`, `text`: words. `step`: a numbered heading with words under it. `fields`: labels, each
with a line beside it. `choices`: words with a square before each, in one row. `lines`: lines to
write on, under a label. `ticks`: a square and words, with lines under each. `table`: a head
and empty rows. `box`: other things, in a frame that no page break divides.
"""

MOST_SHEETS = 30
MOST_BLOCKS = 60
"""On one sheet, and in one box."""
MOST_LABELS = 12
MOST_LINES = 30
MOST_TIMES = 6
MOST_WIDTH = 12


class Item(Shape, frozen=True):
    """One thing on a sheet.

    Attributes:
        kind: what it is (`Kind`); a `box` stands on the sheet itself only.
        text: a heading, a text, the name of a step, or what a row or lines are for.
        more: under the name of a step, what to do.
        labels: of fields, choices, ticks or the columns of a table.
        widths: how wide each field or column is beside the others; all the same if left out.
        count: how many lines, or rows of a table.
        tall: how many lines high a row of a table is.
        mark: what stands before each line: nothing, its number, or a small box for a letter.
        quiet: in small print.
    """

    kind: Kind
    text: str = ""
    more: str = ""
    labels: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    count: int = 1
    tall: int = 1
    mark: Literal["", "number", "box"] = ""
    quiet: bool = False


class Block(Item, frozen=True):
    """One thing on a sheet, or a box of them.

    Attributes:
        item: what is in a box.
        times: how often the box stands there.
    """

    item: tuple[Item, ...] = ()
    times: int = 1


class Sheet(Shape, frozen=True):
    """One sheet to fill in.

    Attributes:
        id: what it is asked for by, and the name of its file.
        use: what it is for, one line in a list.
        how: what to do with it, under its title.
        source: whose idea it is, at the end.
    """

    id: str
    title: str
    use: str
    how: str = ""
    source: str = ""
    block: tuple[Block, ...] = ()


class ReplyWords(Shape, frozen=True):
    """Reply cards to cut out: the words around those of the scenario."""

    title: str
    use: str
    how: str
    they: str
    you: str
    avoid: str


class RoleWords(Shape, frozen=True):
    """Role cards to cut out: the words around those of the rehearsal.

    Attributes:
        steps: how a group uses them, one sentence or two each.
        parent: what the card of the one who plays the parent is called.
        talk: on it, what the talk is about.
        behind, opens, says: how somebody from school is today, how they begin, what else
            they may say.
        cools, cooled_by: what makes them calmer: the label, and the words for everybody.
        heats, heated_by: what makes them less so: the label, and the moves that do it to
            anybody. What one mood minds most stands before them.
        turns: stands before how many of the parent's lines they have time for.
        moves: what a move of a rehearsal is called, by its id.
        observer: the sheet that goes with them, by its id; "" is none.
    """

    title: str
    use: str
    how: str
    steps: tuple[str, ...]
    parent: str
    talk: str
    behind: str
    opens: str
    says: str
    cools: str
    cooled_by: str
    heats: str
    heated_by: tuple[str, ...]
    turns: str
    moves: dict[str, str]
    observer: str = ""


class PracticeWords(Shape, frozen=True):
    """The practices of a scenario: the words around them.

    Attributes:
        ask: stands before the question to try.
        talk: the heading over what is taught only by what is said.
        not_safe: what the star after a name means: no place where someone may be in danger.
    """

    title: str
    use: str
    how: str
    ask: str
    talk: str
    not_safe: str


class HandoutsFile(Shape, frozen=True):
    """`handouts.toml`.

    Attributes:
        made_up: what stands before the name of a made-up family.
        no_advice: small print at the foot of what is made for a scenario.
    """

    replies: ReplyWords
    roles: RoleWords
    practices: PracticeWords
    made_up: str
    no_advice: str
    sheet: tuple[Sheet, ...] = ()
    format: int = FORMAT
