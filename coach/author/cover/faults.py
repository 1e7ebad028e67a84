"""What is wrong with what one path comes to: gaps, lengths, reading grade, safety, privacy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from coach.author.cover.atlas import Atlas
from coach.author.cover.family import SECRET
from coach.author.cover.holes import holes, kinds
from coach.author.cover.walks import Read, Walk
from coach.language import _
from coach.scenario.places import Key
from coach.tone.reading import grade

HARDEST = 8.0
"""The highest reading grade a letter may have (CONTRIBUTING.md)."""
FEWEST_TO_GRADE = 40
"""In fewer words than these, one long one decides."""
AROUND = 40
"""Characters shown on either side of a fault."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong on one path.

    Attributes:
        path: the key of the template, message, step or card it comes from.
        text: the words around it, or the figure.
    """

    kind: str
    path: Key
    text: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One letter's length and reading grade.

    Attributes:
        at: which message.
        fair: the parent's own texts were as long as their steps advise.
    """

    at: int
    words: int
    grade: float
    fair: bool


def in_words(kind: str) -> str:
    """Return what a kind of fault is."""
    return {
        **kinds(),
        "nobody": _("“my child” or “your child”, though the name is known"),
        "nothing": _("“None” in the text"),
        "blank": _("a blank line that the author did not write"),
        "too-short": _("a message with fewer words than it should have"),
        "too-long": _("a message with more words than it should have"),
        "hard": _("a message that is hard to read"),
        "switched-off": _("a practice that has no place where an answer points to harm"),
        "private": _("what was typed in a private step"),
        "cut": _("a message that is longer than there is room for"),
    }[kind]


def measured(walk: Walk, fair: bool) -> list[Measured]:
    """Return the length and reading grade of every letter on a path."""
    letters = walk.outcome.letters if walk.outcome else ()
    return [
        Measured(letter.at, letter.words, round(_grade(letter.body), 1), fair) for letter in letters
    ]


def faults(atlas: Atlas, walk: Walk, fair: bool) -> list[Fault]:
    """Return all that is wrong on one path, each once.

    Args:
        fair: the parent's own texts were as long as their steps advise; else the length
            and the reading grade of a letter are nobody's fault.
    """
    found = dict.fromkeys(_in_texts(atlas, walk))
    found |= dict.fromkeys(_in_letters(atlas, walk, fair))
    found |= dict.fromkeys(_unsafe(atlas, walk))
    return list(found)


def _in_texts(atlas: Atlas, walk: Walk) -> Iterator[Fault]:
    secrets = [f"{SECRET} {id}" for id in atlas.secrets]
    named = bool(walk.values.get("child.name"))
    for read in walk.read:
        for hole in holes(read.text):
            if not read.sent and hole.kind == "nothing-after":
                continue  # “Finish the line:” waits for the answer
            if _authors_own(hole.kind, read, hole.start, hole.end):
                continue
            yield Fault(hole.kind, read.path, around(read.text, hole.start, hole.end))
        if "{" in read.template:
            yield from _unfilled(read, named)
        for secret in secrets:
            at = read.text.casefold().find(secret.casefold())
            if at >= 0:
                yield Fault("private", read.path, around(read.text, at, at + len(secret)))


def _authors_own(kind: str, read: Read, start: int, end: int) -> bool:
    """Whether the author wrote these very marks: two spaces under a fact, “a.. b” in a quote."""
    if kind == "template":
        return False
    marks = read.text[max(start - 1, 0) : end + 1]
    return kind == "doubled-space" and "\n" in marks


def _unfilled(read: Read, named: bool) -> Iterator[Fault]:
    for kind, words, wanted in (
        ("nothing", "None", True),
        ("blank", "___", True),
        ("nobody", "my child", named and read.sent),
        ("nobody", "your child", named and read.sent),
    ):
        at = read.text.find(words) if wanted else -1
        if at >= 0 and words not in read.template:
            yield Fault(kind, read.path, around(read.text, at, at + len(words)))


def _in_letters(atlas: Atlas, walk: Walk, fair: bool) -> Iterator[Fault]:
    for letter in walk.outcome.letters if walk.outcome else ():
        key: Key = ("message", letter.at)
        if letter.cut:
            yield Fault("cut", key, letter.title)
        if not fair:
            continue
        if letter.range and not letter.range[0] <= letter.words <= letter.range[1]:
            fewest, most = letter.range
            text = _("{title}: {words} words, and it should have {fewest} to {most}").format(
                title=letter.title, words=letter.words, fewest=fewest, most=most
            )
            kind = "too-short" if letter.words < fewest else "too-long"
            yield Fault(kind, (*key, "words"), text)
        if letter.words >= FEWEST_TO_GRADE and _grade(letter.body) > HARDEST:
            text = _("{title}: grade {grade:.1f}, and it should be {most:.0f} or less").format(
                title=letter.title, grade=_grade(letter.body), most=HARDEST
            )
            yield Fault("hard", key, text)


def _unsafe(atlas: Atlas, walk: Walk) -> Iterator[Fault]:
    for key, practices, situations in walk.cited:
        if not situations:
            continue
        for practice in practices:
            if situations & atlas.switched_off.get(practice, frozenset()):
                yield Fault("switched-off", (*key, "practice"), practice)


@lru_cache(maxsize=4_000)
def _grade(text: str) -> float:
    return grade(text)


def around(text: str, start: int, end: int) -> str:
    """Return the words around a fault, on one line."""
    first, last = max(start - AROUND, 0), min(end + AROUND, len(text))
    while first > 0 and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    first, last = max(first, start - 2 * AROUND), min(last, end + 2 * AROUND)
    shown = text[first:last].replace("\n", " / ")
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"
