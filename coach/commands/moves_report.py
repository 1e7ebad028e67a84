"""What `coach moves` says: sentence by sentence for people, line by line to measure with."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from coach.errors import CoachError
from coach.language import _
from coach.rehearse.moves import Move, hear
from coach.tone.pieces import clean, sentences_of

Say = Callable[[str], None]

LARGEST = 5_000_000
"""Characters of a text. No talk is a tenth as long."""


def plain() -> dict[Move, str]:
    """Return what each move is called for a person."""
    return {
        "reflect": _("says back what they said or feel"),
        "thank": _("thanks, or names what helped"),
        "agree": _("grants a point"),
        "own-part": _("owns your part"),
        "reset": _("asks to begin again"),
        "pause": _("asks for time"),
        "open-question": _("asks an open question"),
        "closed-question": _("asks a question that yes or no answers"),
        "fact": _("gives a fact"),
        "tell": _("tells or explains"),
        "ask": _("asks for something concrete"),
        "demand": _("demands"),
        "offer": _("offers something"),
        "next-step": _("names a next step and when"),
        "greet": _("greets"),
        "acknowledge": _("shows that you listen"),
        "blame": _("blames"),
        "threat": _("threatens"),
        "motive": _("guesses at what is in their head"),
        "absolute": _("says “always”, “never” or the like"),
        "cave": _("gives up what you asked for"),
        "wander": _("leaves the subject"),
    }


def run(options: argparse.Namespace, say: Say) -> int:
    """Say what each line did; return 0.

    Raises:
        CoachError: the file can't be read, or a line is not what it should be.
    """
    if options.jsonl:
        for line in by_line(_lines(options.file)):
            say(line)
        return 0
    for line in by_sentence(_text(options.file)):
        say(line)
    return 0


def _text(file: str) -> str:
    if file == "-":
        text = sys.stdin.read(LARGEST + 1)
    else:
        try:
            with Path(file).open(encoding="utf-8", errors="replace") as talk:
                text = talk.read(LARGEST + 1)
        except OSError as error:
            raise _unread(file, error) from error
    if len(text) > LARGEST:
        raise CoachError(_("This is too long for a talk."), where=file)
    return text.removeprefix("\ufeff")


def _lines(file: str) -> Iterator[str]:
    if file == "-":
        yield from sys.stdin
        return
    try:
        with Path(file).open(encoding="utf-8", errors="replace") as lines:
            yield from lines
    except OSError as error:
        raise _unread(file, error) from error


def _unread(file: str, error: OSError) -> CoachError:
    return CoachError(
        _("It can't be read: {why}.").format(why=error.strerror or error),
        where=file,
        advice=_("Give a text file, or type what was said: coach moves -"),
    )


def by_sentence(text: str) -> Iterator[str]:
    """Yield each sentence of a text with what it did, in plain words."""
    names = plain()
    for sentence in sentences_of(text):
        heard = hear(sentence.text)
        told = ", ".join(names[move] for move in heard.moves) or _("does nothing we know")
        yield f"{clean(' '.join(sentence.text.split()))}\n    {told}"


def by_line(lines: Iterable[str]) -> Iterator[str]:
    """Yield a line of JSON for each line with `id`, `text` and perhaps `context`.

    Each is yielded before the next is read. `moves` has the principal one first.

    Raises:
        CoachError: a line is not that; it says which.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.removeprefix("\ufeff"))
            id, text, context = row["id"], row["text"], row.get("context")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            id, text, context = None, None, None
        if not isinstance(text, str) or not (context is None or isinstance(context, str)):
            raise CoachError(
                _("Line {number} is no JSON object with “id” and a “text”.").format(number=number),
                advice=_('One a line, like this: {"id": "1", "text": "What have you noticed?"}'),
            )
        yield json.dumps({"id": id, "moves": list(hear(text, context or "").moves)})
