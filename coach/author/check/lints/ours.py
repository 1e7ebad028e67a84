"""Our own words in a scenario: each text a person reads, without the answers put into it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from coach.scenario.model import Scenario
from coach.scenario.places import Key
from coach.scenario.template import parse
from coach.scenario.texts import texts
from coach.scenario.tree import Body, Data, Expr, Filter, If, Output, Verb

SOMEONE = "Leo"
"""What stands for a value: a name, which counts as no word of ours."""

_SPOKEN = {"part": "text", "point": "text", "card": "you_say", "message": "subject"}
_THEIRS = frozenset({"weak", "avoid", "they_say"})
_WHOLE_SENTENCES = frozenset({"sentence", "bullets"})


class Own(msgspec.Struct, frozen=True):
    """One text of ours.

    Attributes:
        text: as the file has it.
        key: what it is: `ask`, `why`, `label`, `text`, `you_say`, …
        path: its key in the file.
        unit: the key of the step, part, point, card or message it belongs to.
    """

    text: str
    key: str
    path: Key
    unit: Key

    @property
    def theirs(self) -> bool:
        """True for what shows how not to say it, or how someone else does."""
        return self.key in _THEIRS

    @property
    def to_school(self) -> bool:
        """True for what the school will read or hear; all else is for the parent."""
        kind = self.unit[2] if len(self.unit) > 2 else self.unit[0]
        return _SPOKEN.get(str(kind)) == self.key


def own_texts(scenario: Scenario) -> Iterator[Own]:
    """Yield every text of ours, in reading order, the title and summary first."""
    yield Own(scenario.title, "title", ("title",), ("title",))
    yield Own(scenario.summary, "summary", ("summary",), ("summary",))
    for text in texts(scenario):
        if not text.is_guard:
            yield Own(text.text, str(text.path[-1]), text.path, _unit(text.path))


def readings(text: str) -> list[str]:
    """Return `text` as people may read it: enough readings that each side of each `if` is in one.

    A value that makes whole sentences is left out; any other is `SOMEONE`.
    """
    if "{" not in text:
        return [text]
    body = parse(text)
    return [_reading(body, number) for number in range(_sides(body))]


def _unit(path: Key) -> Key:
    if path[0] in ("section", "message"):
        return path[:4] if len(path) > 4 else path[:2]
    return path[:2]


def _sides(body: Body) -> int:
    """How many readings it takes to come by each side."""
    most = 1
    for node in body:
        if isinstance(node, If):
            sides = [inside for _test, inside in node.branches]
            most = max(most, sum(_sides(side) for side in (*sides, node.orelse)))
    return most


def _reading(body: Body, number: int) -> str:
    said: list[str] = []
    for node in body:
        match node:
            case Data(text) | Verb(text):
                said.append(text)
            case Output(expr):
                said.append("\n" if _makes_sentences(expr) else SOMEONE)
            case If():
                said.append(_side(node, number))
    return "".join(said)


def _side(node: If, number: int) -> str:
    sides = [*(inside for _test, inside in node.branches), node.orelse]
    needed = [_sides(side) for side in sides]
    number %= sum(needed)
    for side, many in zip(sides, needed, strict=True):
        if number < many:
            return _reading(side, number)
        number -= many
    return ""


def _makes_sentences(expr: Expr) -> bool:
    return isinstance(expr, Filter) and expr.name in _WHOLE_SENTENCES
