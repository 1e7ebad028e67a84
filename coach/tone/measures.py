"""What phrases can't find: capitals, length, and what a whole message lacks.

A rule names one of these as its `measure`. Each takes the message and the rule's `limit`
and returns the places it found, with other ways to put them; (0, 0) is the whole message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from coach.tone.message import Message
from coach.tone.pieces import quotes_of


class Spot(NamedTuple):
    """A place in the text, in characters from 0; `puts` are other ways to put what is there."""

    start: int
    end: int
    puts: tuple[str, ...] = ()


Measure = Callable[[Message, int], list[Spot]]
_WHOLE = [Spot(0, 0)]
_SOME_WORDS = 3
"""Words that make a quotation; fewer may be a name or a title."""

_CAPITALS = re.compile(
    r"\b[A-Z]{2,}(?:['’][A-Z]+)?(?:[ ,]{1,3}(?:I|A|[A-Z]{2,}(?:['’][A-Z]+)?)\b){0,30}"
)
_MARKS = re.compile(r"[!?]*!{2,}[!?]*|\?{2,}!*|!\?+")
_SAYS = re.compile(
    r"\b(?:said|say|says|saying|told|tells|asked|asks|wrote|writes|words|whispered|called it|"
    r"reads?|answered|replied|shouted|yelled)\b[^.?!]{0,30}$",
    re.IGNORECASE,
)
_SHORT_WORDS = frozenset(
    "am are be can do does did for get got go had has have he her him his how is it its let me my "
    "never no not now of on one our out please she so stop that the them they this to too us very "
    "want was we were what when where who why will with you your all always and any at but by "
    "every help if in must need nobody only".split()
)
"""Words that are no abbreviation, however they are written."""


def capitals(message: Message, limit: int) -> list[Spot]:
    """Return words in capitals: any of more than `limit` letters, and short ones that are words.

    What is in capitals for another reason (IEP, ADHD, a text all in capitals by one key
    that was left on is found whole) is left alone.
    """
    quotes = quotes_of(message.text)
    found = []
    for one in _CAPITALS.finditer(message.text):
        words = re.findall(r"[A-Z]+(?:['’][A-Z]+)?", one.group())
        loud = [
            word for word in words if len(word) > limit or word.lower() in _SHORT_WORDS - {"i", "a"}
        ]
        if not loud or any(a <= one.start() < b for a, b in quotes):
            continue
        if len(loud) == 1 and len(words) == 1 and len(loud[0]) <= 2 and loud[0] != "NO":
            continue  # “IT”, “US”, “OR”: as likely an abbreviation
        if len(loud) * 2 < len(words):
            continue  # a row of abbreviations
        before = message.text[: one.start()].rstrip()
        calm = one.group().lower()
        calm = re.sub(r"\bi\b", "I", calm)
        if not before or before[-1] in ".!?\n" or message.text[: one.start()].endswith("\n"):
            calm = calm[0].upper() + calm[1:]
        found.append(Spot(one.start(), one.end(), (calm,)))
    return found


def marks(message: Message, limit: int) -> list[Spot]:
    """Return rows of exclamation or question marks; and every “!” past `limit` of them."""
    found = []
    single = 0
    for one in re.finditer(r"[!?]+", message.text):
        if _MARKS.fullmatch(one.group()):
            calm = "?" if "?" in one.group() else "."
            found.append(Spot(one.start(), one.end(), (calm,)))
        elif "!" in one.group():
            single += 1
            if single > limit:
                found.append(Spot(one.start(), one.end(), (".",)))
    return found


def quotations(message: Message, limit: int) -> list[Spot]:
    """Return somebody's words, in quotation marks after a verb of saying, of more than `limit`."""
    return [
        Spot(start, end)
        for start, end in quotes_of(message.text)
        if len(message.text[start:end].split()) > limit - 1
        and _SAYS.search(message.text[max(0, start - 40) : start])
    ]


def too_long(message: Message, limit: int) -> list[Spot]:
    """Return the whole, if it has more than `limit` words."""
    return _WHOLE if message.words > limit else []


def many_asks(message: Message, limit: int) -> list[Spot]:
    """Return the whole, if it asks for more than `limit` things."""
    asking = {at for at, find in message.finds if find.rule.category == "ask"}
    asking |= {sentence.start for sentence in message.sentences if sentence.asks}
    return _WHOLE if len(asking) > limit else []


def no_greeting(message: Message, _limit: int) -> list[Spot]:
    """Return the whole, if nobody is greeted."""
    return [] if message.found("greeting") else _WHOLE


def no_thanks(message: Message, _limit: int) -> list[Spot]:
    """Return the whole, if nothing in it thanks or appreciates."""
    return [] if message.lifted("appreciative") else _WHOLE


def no_question(message: Message, _limit: int) -> list[Spot]:
    """Return the whole, if it asks nothing: not even “I would like to know”."""
    return [] if message.questions() or message.lifted("curious") else _WHOLE


def no_ask(message: Message, _limit: int) -> list[Spot]:
    """Return the whole, if a reader would not know what is wanted of them."""
    return [] if message.lifted("clear-ask") or message.questions() else _WHOLE


def no_acknowledge(message: Message, _limit: int) -> list[Spot]:
    """Return the whole, if nothing in it shows that the other side has one too."""
    return [] if message.found("hear", "shared") or message.lifted("appreciative") else _WHOLE


def no_next_step(message: Message, _limit: int) -> list[Spot]:
    """Return the whole, if nothing says what comes next, or when."""
    return [] if message.found("next-step") else _WHOLE


def no_example(message: Message, _limit: int) -> list[Spot]:
    """Return the whole, if it tells no time, place or number of what happened."""
    told = message.lifted("specific") or quotations(message, _SOME_WORDS)
    return [] if told else _WHOLE


def no_date(message: Message, _limit: int) -> list[Spot]:
    """Return the whole, if it asks for something and names no day for it."""
    return _WHOLE if message.lifted("clear-ask") and not message.found("day", "next-step") else []


MEASURES: Mapping[str, Measure] = {
    "capitals": capitals,
    "marks": marks,
    "quotations": quotations,
    "too-long": too_long,
    "many-asks": many_asks,
    "no-greeting": no_greeting,
    "no-thanks": no_thanks,
    "no-question": no_question,
    "no-ask": no_ask,
    "no-acknowledge": no_acknowledge,
    "no-next-step": no_next_step,
    "no-example": no_example,
    "no-date": no_date,
}
