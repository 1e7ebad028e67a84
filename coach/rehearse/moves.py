"""What a spoken line did: reflecting, thanking, asking, blaming … one line may do several.

Told by grammar first (`questions`, `reflecting`, `telling`, `days`), by words where people
have set ways of saying a thing (`cues`), and by what the other has just said. Pure: the
same line in the same place always does the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coach.rehearse.acts import KIND_OF, KINDS, MOVES, Act, Kind, Move, principal
from coach.rehearse.cues import book, harsh
from coach.rehearse.hearing import Line
from coach.tone.pieces import clean

__all__ = ["KINDS", "KIND_OF", "MOVES", "Act", "Heard", "Kind", "Move", "hear", "readying"]

LARGEST = 20_000
"""Characters of a line that are heard. Nobody says as much in one breath."""
_CONTEXT = 4_000


@dataclass(frozen=True, slots=True)
class Heard:
    """What a line did.

    Attributes:
        acts: in the order in which they were said.
        day: the words that name the day or time of a next step, as said; "" without.
        days: each of them alone.
        about: what the last open question asks for: "seen" (what the other has noticed),
            "happened", "why" (what might explain it), "help" (what could be tried), "who"
            (who decides, where it is written), "meaning" (everyday words), "when", "usual"
            (what is typical), "other"; "" where there is none.
        words: of each move its telling words, as said.
    """

    acts: tuple[Act, ...]
    day: str
    days: tuple[str, ...]
    about: str
    words: Mapping[Move, str]

    @property
    def moves(self) -> tuple[Move, ...]:
        """Each move once, the principal one first, the others as they were said."""
        said = tuple(dict.fromkeys(act.move for act in self.acts))
        if not said:
            return ()
        first = principal(self.acts)
        return (first, *(move for move in said if move != first))

    @property
    def kind(self) -> Kind:
        """The kind of the principal move; "other" where the line did nothing."""
        return KIND_OF[self.moves[0]] if self.acts else "other"


def hear(text: str, context: str = "") -> Heard:
    """Return what a line did.

    Args:
        text: what was said; of more than `LARGEST` characters the rest is not heard.
        context: what the other has just said; it tells saying back from telling.
    """
    line = Line(clean(text[:LARGEST]), clean(context[-_CONTEXT:]))
    line.hear()
    return Heard(
        acts=tuple(one.act for one in line.found),
        day=line.text[slice(*line.span)] if line.span else "",
        days=tuple(line.days),
        about=line.about,
        words={one.act.move: one.words for one in line.found},
    )


def readying() -> Iterator[None]:
    """Read and compile all that lines are heard with, in small steps: seconds in all.

    Once that is done, `hear` takes its milliseconds from the first line on.
    """
    hear("Hello.")
    yield
    for known in (book(), harsh()):
        yield from known.readying()
