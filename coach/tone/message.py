"""A text as its reader has it before them: what it is made of, and whether it is whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coach.tone.book import Book, Find
from coach.tone.pieces import Sentence, flat, inside, quotes_of, sentences_of

_GREETING = re.compile(
    r"\A\s*(?:subject:[^\n]*\n\s*)?"
    r"(?:hello|hi|hey|dear|good (?:morning|afternoon|evening)|greetings|to whom|hola|"
    r"mr|mrs|ms|mx|dr|coach|señora|profe)\b[^\n.?]{0,60}[,:!.\n]"
)
_CLOSING = re.compile(
    r"\n\s*(?:(?:many |warm |best |kind |thank)[^\n]{0,40}|thanks[^\n]{0,30}|"
    r"sincerely|regards|respectfully|yours[^\n]{0,20}|best|cheers|warmly|take care)[,.!]?[ \t]*\n"
    r"\s*[^\n]{1,60}(?:\n[^\n]{0,80}){0,6}\s*\Z"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Message:
    """A text, read.

    Attributes:
        text: as it was given.
        whole: True for a message with a beginning or an end, False for a fragment.
        sentences: in order.
        quotes: where it gives somebody's words, (start, end).
        finds: what the phrases found, each with the place of its sentence's first character.
        words: how many a reader would count.
    """

    text: str
    whole: bool
    sentences: tuple[Sentence, ...]
    quotes: tuple[tuple[int, int], ...]
    finds: tuple[tuple[int, Find], ...]
    words: int

    def found(self, *categories: str) -> bool:
        """Return whether anything of one of these categories was found."""
        return any(find.rule.category in categories for _at, find in self.finds)

    def lifted(self, aspect: str, but: str = "", least: int = 0) -> int:
        """Return how much was found that adds to an aspect of the picture.

        Args:
            aspect: one of `rule.ASPECTS`.
            but: a category that is left out.
            least: the weight that a rule has to have, in points, to count.
        """
        return sum(
            find.rule.lifts == aspect and find.rule.category != but and find.rule.weight >= least
            for _at, find in self.finds
        )

    def questions(self) -> int:
        """Return how many sentences ask."""
        return sum(sentence.asks for sentence in self.sentences)


def message(text: str, book: Book, whole: bool | None = None) -> Message:
    """Return `text`, read with the rules of `book`.

    Args:
        whole: whether it is a whole message; without it, that is told from a greeting or
            from a closing line and a name.
    """
    sentences = tuple(sentences_of(text))
    quotes = tuple(quotes_of(text))
    finds = tuple(
        (sentence.start, find)
        for sentence in sentences
        for find in book.finds(sentence.text)
        if find.rule.quoted
        or not inside(quotes, sentence.start + find.start, sentence.start + find.end)
    )
    return Message(
        text=text,
        whole=is_whole(text) if whole is None else whole,
        sentences=sentences,
        quotes=quotes,
        finds=finds,
        words=sum(1 for _one in _WORD.finditer(text)),
    )


def is_whole(text: str) -> bool:
    """Return whether `text` begins with a greeting, or ends as a letter does."""
    head, tail = flat(text[:200]), flat(text[-300:])
    return bool(_GREETING.match(head + "\n") or _CLOSING.search(tail))
