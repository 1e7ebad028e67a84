"""What a spoken line did: reflecting, thanking, asking, blaming … one line may do several.

Told by grammar first (`questions`, `reflecting`, `telling`, `days`), by words where people
have set ways of saying a thing (`cues`), and by what the other has just said; then all of
that is weighed (`weighing`), with what a small network reads in it (`network`). Pure: the same
line in the same place always does the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from coach.rehearse.about import about
from coach.rehearse.hearing.acts import KIND_OF, KINDS, MOVES, Act, Kind, Move, principal
from coach.rehearse.hearing.cues import book, harsh
from coach.rehearse.hearing.line import Context, Line, Piece, context_of
from coach.rehearse.hearing.weighing import Weighed, by_reading, by_signs
from coach.tone.pieces import clean

__all__ = [
    "KINDS",
    "KIND_OF",
    "MOVES",
    "Act",
    "Context",
    "Heard",
    "Kind",
    "Move",
    "before",
    "hear",
    "hear_after",
    "hear_written",
    "readying",
]

LARGEST = 20_000
"""Characters of a line that are heard. Nobody says as much in one breath."""
_CONTEXT = 4_000
REMEMBERED = 128
"""Lines."""


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
            (what is typical), "look-for" (what will be watched), "other"; "" where there is
            none.
        words: of each move its telling words, as said.
        moves: each move once, the principal one first, the others as they were said.
    """

    acts: tuple[Act, ...]
    day: str
    days: tuple[str, ...]
    about: str
    words: Mapping[Move, str]
    moves: tuple[Move, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Asked for a dozen times a turn.
        object.__setattr__(self, "moves", _moves(self.acts))

    @property
    def kind(self) -> Kind:
        """The kind of the principal move; "other" where the line did nothing."""
        return KIND_OF[self.moves[0]] if self.acts else "other"


def _moves(acts: tuple[Act, ...]) -> tuple[Move, ...]:
    said = tuple(dict.fromkeys(act.move for act in acts))
    if not said:
        return ()
    first = principal(acts)
    return (first, *(move for move in said if move != first))


@lru_cache(REMEMBERED)
def hear(text: str, context: str = "") -> Heard:
    """Return what a line did.

    The last lines are remembered: a talk is played again after every undo, and a face hears
    a line while it is being typed.

    Args:
        text: what was said; of more than `LARGEST` characters the rest is not heard.
        context: what the other has just said; it tells saying back from telling.
    """
    from coach.rehearse.hearing.network import network

    said = clean(context[-_CONTEXT:])
    line = _line(text, context_of(said))
    return _heard(line, by_reading(line, said, network()))


def hear_written(text: str, context: str = "") -> Heard:
    """Return what a line of our own did, that was written to be picked.

    By grammar and signs alone, which takes a tenth of the time: there are thousands of them,
    `coach check` hears each, and where it hears one wrongly its author says what it does.
    """
    return hear_after(text, before(context))


def before(context: str) -> Context:
    """Return what counts, for a line of our own, of what the other has just said."""
    return context_of(clean(context[-_CONTEXT:]))


def hear_after(text: str, said: Context) -> Heard:
    """Return what a line did, as `hear_written` does.

    Args:
        said: what the other has just said (see `before`).
    """
    line = _line(text, said)
    return _heard(line, by_signs(line))


def _line(text: str, said: Context) -> Line:
    line = Line(clean(text[:LARGEST]), said)
    line.hear()
    return line


def _heard(line: Line, found: Weighed) -> Heard:
    days = [day for piece, act in found if act.move == "next-step" for day in _coming(piece)]
    return Heard(
        acts=tuple(act for _piece, act in found),
        day=line.text[days[0][0] : days[-1][1]] if days else "",
        days=tuple(line.text[start:end] for start, end in days),
        about=_about(found),
        words={act.move: _words(piece, act, line.text) for piece, act in reversed(found)},
    )


def _coming(piece: Piece) -> list[tuple[int, int]]:
    """Where the days of a next step stand in the line."""
    days = piece.clause.days if piece.clause else ()
    return [(piece.start + day.start, piece.start + day.end) for day in days if not day.past]


def _about(found: Sequence[tuple[Piece, Act]]) -> str:
    asked = [piece for piece, act in found if act.move == "open-question"]
    if not asked:
        return ""
    clause = asked[-1].clause
    return (clause.question.about if clause else "") or about(asked[-1].low)


def _words(piece: Piece, act: Act, text: str) -> str:
    """The telling words of a move: those of a cue for it, else the clause.

    Of a sweep, only the sweeping word: that is what the other would take up.
    """
    for cue in piece.clause.cues if piece.clause else ():
        if cue.move == act.move:
            return cue.words
    return "" if act.move == "absolute" else text[act.start : act.end].strip()


def readying() -> Iterator[None]:
    """Read and compile all that lines are heard with, in small steps: seconds in all.

    Once that is done, `hear` takes its milliseconds from the first line on.
    """
    hear_written("Hello.")
    yield
    hear("Hello.")
    yield
    for known in (book(), harsh()):
        yield from known.readying()
