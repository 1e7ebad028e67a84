"""What made-up parents type: every manner of writing, at any length that is asked for."""

from __future__ import annotations

import random

MANNERS = ("noun", "sentence", "two", "lower", "long", "quoted", "question", "asks")
"""A few words; a sentence; two; one without capitals or a stop; a long one; one with
somebody's words in it; one that asks, with its mark and without. Whatever a template does,
it has to take all."""

_NOUNS: dict[int, tuple[str, ...]] = {
    1: ("homework", "Lego", "algebra", "recess"),
    2: ("loud rooms", "Oily paint", "his backpack", "art class"),
    3: ("the lunch line", "A quiet corner", "one long worksheet", "Mondays and tests"),
    4: ("reading out loud alone", "the new bus route", "Time with a friend"),
    5: ("the walk from the bus", "old books about the sea", "a seat near the door"),
}
_SENTENCES: dict[int, tuple[str, ...]] = {
    2: ("He cried", "She left", "It helps"),
    3: ("She felt sick", "He was late", "It got loud"),
    4: ("They did not sleep", "He came home sad", "I saw it twice"),
    5: ("I saw it on Monday", "She sat by the door", "It was cold and wet"),
    6: ("We talk about it each night", "He drew a map of it", "Nobody sat with her at lunch"),
    7: ("She came home with a torn bag", "He asks me to stay each day"),
}
_QUESTIONS: dict[int, tuple[str, ...]] = {
    3: ("What helps most?", "Is he late?"),
    4: ("Is she all right?", "How can I help?"),
    5: ("What do you see there?", "Could we meet on Friday?"),
    6: ("How does he do at lunch?", "Did she eat with the others?"),
}


def phrase(manner: str, size: int, dice: random.Random) -> str:
    """Return words in a manner.

    Args:
        manner: one of `MANNERS`.
        size: how many words there should be; where a manner needs more, one that doesn't
            is taken.
    """
    if size < 2:
        return dice.choice(_NOUNS[1])
    match manner:
        case "noun":
            return _noun(size, dice)
        case "two" if size >= 4:
            first = dice.randint(2, size - 2)
            opening = _sentences(first, dice).rstrip(".")
            return f"{opening}. {_sentences(size - first, dice)}"
        case "lower":
            return _sentences(size, dice).lower().rstrip(".")
        case "quoted" if size >= 4:
            left, right = dice.choice((('"', '"'), ("“", "”")))
            said = _sentence(min(size - 2, 7), dice)
            rest = size - 2 - len(said.split())
            told = f"He said {left}{said}{right}"
            return told if rest < 2 else f"{_sentence(min(rest, 7), dice)}. {told}"
        case "asks" if size >= 3:
            return phrase("question", size, dice).rstrip("?")
        case "question" if size >= 3:
            asked = dice.choice(_QUESTIONS[5 if size == 7 else min(size, 6)])
            rest = size - len(asked.split())
            return asked if rest < 2 else f"{_sentences(rest, dice).rstrip('.')}. {asked}"
        case _:
            return _sentences(size, dice)


def _noun(size: int, dice: random.Random) -> str:
    words: list[str] = []
    while True:
        left = size - len(words)
        some = dice.choice(_NOUNS[left if left <= 5 else dice.randint(2, min(5, left - 2))])
        words += some.lower().split() if words else some.split()
        if left <= 5:
            return " ".join(words)
        words.append("and")


def _sentence(size: int, dice: random.Random) -> str:
    """One sentence of 2 to 7 words, without its stop."""
    return dice.choice(_SENTENCES[size])


def _sentences(size: int, dice: random.Random) -> str:
    """Sentences with `size` words in all, each with its stop; the last now and then without."""
    found: list[str] = []
    while size > 7:
        some = dice.randint(3, min(7, size - 2))
        found.append(_sentence(some, dice))
        size -= some
    found.append(_sentence(max(size, 2), dice))
    stop = "" if dice.random() < 0.3 else "."
    return ". ".join(found) + stop
