"""The signs of a clause: its words, its build, what grammar takes it for, and what is around it.

Each is a short text, so that anyone can read in weights.json what the detector goes by. A
clause has about a hundred. Words that carry the build of a sentence stand for themselves in
its shape, others for their family or their ending: “You never called him” and “You never
asked me” are alike in “^ you never …”.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from coach.rehearse.hearing.clause import Clause
from coach.rehearse.hearing.cues import table
from coach.rehearse.hearing.line import Line, Piece
from coach.rehearse.hearing.questions import bare
from coach.rehearse.hearing.reflecting import opens, shared
from coach.rehearse.hearing.speech import WORD
from coach.tone.feeling import of_sentence

FILE = Path(__file__).with_name("signs.toml")
_ENDINGS = ("ing", "ed", "ly")
_LENGTHS = (2, 3, 5, 8, 12, 18, 26)
_BACK = (-0.5, 0.0, 0.3, 0.6, 0.8, 1.0, 1.3, 1.7, 2.2)
_ECHO = (0.01, 0.25, 0.5, 0.75)
_FEELS = (-0.4, -0.2, -0.05, 0.05, 0.2, 0.4)
_CLAUSES = (2, 3, 5, 8)
_MARKS = ".?!…,"
_CUTS = ".?!…,-–—"


class _Words(NamedTuple):
    """The lists of signs.toml."""

    build: frozenset[str]
    family: Mapping[str, str]


@cache
def _lists() -> _Words:
    data = table(FILE)
    families = {word: name for name, words in data["families"].items() for word in words.split()}
    return _Words(frozenset(data["build"].split()), families)


def signs_of(line: Line) -> list[frozenset[str]]:
    """Return the signs of each piece of a line that was heard by grammar."""
    before = "after nothing" if not line.told else "after ?" if line.answers else "after ."
    return [
        frozenset(
            (
                "always",
                *_worded(piece, line.text),
                *_built(piece, line.text),
                before,
                *_beside(line.pieces, at),
                *(_grammar(piece, before, first=not at)),
            )
        )
        for at, piece in enumerate(line.pieces)
    ]


# ------------------------------------------------------------------ its words


def _worded(piece: Piece, text: str) -> Iterator[str]:
    words = WORD.findall(piece.low)
    tokens = _tokens(words, WORD.findall(text[piece.start : piece.end]))
    family = _lists().family
    for word, token in zip(words, tokens, strict=True):
        yield f"word {token}"
        if word in family:
            yield f"family {family[word]}"
    yield from _runs("words", ("^", *tokens, "$"), (2, 3))
    shape = [
        token if token == "NAME" else _shape(word)
        for word, token in zip(words, tokens, strict=True)
    ]
    yield from _runs("shape", ("^", *shape, "$"), (2, 3, 4))
    begins = ["^", *map(_shape, WORD.findall(bare(piece.low)))]
    for size in (2, 3, 4):
        yield f"begins {' '.join(begins[:size])}"
    yield f"length {_step(len(words), _LENGTHS)}"


def _tokens(words: Sequence[str], said: Sequence[str]) -> list[str]:
    """The words, with days, numbers and names for what they are."""
    tokens = [_token(word) for word in words]
    if len(said) == len(words):
        build = _lists().build
        for at, word in enumerate(said):
            if at and word[0].isupper() and word.lower() not in build and not tokens[at].isupper():
                tokens[at] = "NAME"
    return tokens


@lru_cache(4096)
def _token(word: str) -> str:
    family = _lists().family.get(word)
    if family in ("DAY", "MONTH", "NUMBER"):
        return family
    return "NUMBER" if word[0].isdigit() else word


@lru_cache(4096)
def _shape(word: str) -> str:
    token = _token(word)
    lists = _lists()
    if token.isupper() or token in lists.build:
        return token
    if word in lists.family:
        return lists.family[word]
    for ending in _ENDINGS:
        if token.endswith(ending) and len(token) > len(ending) + 2:
            return f"-{ending}"
    if token.endswith("'s"):
        return "-'s"
    return "-s" if token.endswith("s") and not token.endswith("ss") else "~"


def _runs(name: str, tokens: Sequence[str], sizes: Iterable[int]) -> Iterator[str]:
    for size in sizes:
        for at in range(len(tokens) - size + 1):
            yield f"{name} {' '.join(tokens[at : at + size])}"


def _step(value: float, steps: Sequence[float]) -> int:
    """In which of the steps a value lies, so that few weights tell how much."""
    return sum(value >= step for step in steps)


# ------------------------------------------------------------------ how it is built


def _built(piece: Piece, text: str) -> Iterator[str]:
    end = text[piece.start : piece.end].rstrip(" \"”’')")[-1:]
    if end not in _MARKS:
        after = text[piece.end :].lstrip()[:1]
        end = after if after and after in _CUTS else ""
    yield f"ends {end}"
    if piece.clause is not None and piece.clause.unit.broken:
        yield "broken"


def _grammar(piece: Piece, before: str, *, first: bool) -> Iterator[str]:
    """What grammar and cues take it for, which has most weight."""
    moves: tuple[str, ...] = piece.moves or ("nothing",)
    clause = piece.clause
    kind = clause.question.kind if clause else ""
    yield f"asks {kind}"
    yield from (f"grammar {move} asks {kind}" for move in piece.moves)
    yield from (f"grammar {move}" for move in moves)
    if clause is None:
        return
    yield from _clause(clause)
    for move in moves:
        yield f"{before} grammar {move}"
    if first:
        yield f"{before} first"


def _clause(clause: Clause) -> Iterator[str]:
    low = clause.unit.low
    for cue in clause.cues:
        yield f"{'cue' if cue.ours else 'tone'} {cue.move}"
    echo = _step(shared(low, clause.context), _ECHO)
    yield f"back {_step(clause.back, _BACK)}"
    yield f"echo {echo}"
    if clause.days:
        yield "day past" if all(day.past for day in clause.days) else "day"
    if clause.step:
        yield "to come"
    if opens(low):
        yield "opens"
    feels = _step(of_sentence(low), _FEELS)
    yield f"feels {feels}"
    who = _who(low)
    yield f"{who} echo {echo}"
    yield f"{who} feels {feels}"
    yield f"echo {echo} feels {feels}"
    yield f"{who} back {_step(clause.back, _BACK)} feels {feels}"
    lists = _lists()
    for word in WORD.findall(low):
        if word in lists.family:
            yield f"{who} family {lists.family[word]}"
        if word not in lists.build:
            yield f"{who} word {word}"


def _who(low: str) -> str:
    """Of whom a clause speaks, by its first word."""
    head = next(iter(WORD.findall(bare(low))), "")
    return "you" if head.startswith("you") else "i" if head.split("'")[0] == "i" else "other"


# ------------------------------------------------------------------ what is around it


def _beside(pieces: Sequence[Piece], at: int) -> Iterator[str]:
    """Where it stands in the line, and what grammar takes the rest for."""
    many, here = len(pieces), pieces[at]
    place = "only" if many == 1 else "first" if not at else "last" if at == many - 1 else "middle"
    yield f"place {place}"
    yield f"clauses {_step(many, _CLAUSES)}"
    if at:
        yield from (f"before it {move}" for move in pieces[at - 1].moves or ("nothing",))
    rest = [one for one in pieces if one is not here]
    if here.clause is None:
        yield "listens"
    if any(one.sentence == here.sentence for one in rest):
        yield "in one sentence"
