"""What phrases can't find: capitals, length, and what a whole message lacks.

A rule names one of these as its `measure`. Each takes the message and the rule's `limit`
and returns the places it found, with other ways to put them; (0, 0) is the whole message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from typing import NamedTuple

from coach.tone.book import says
from coach.tone.message import Message
from coach.tone.pieces import inside
from coach.tone.rule import Rule


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
    r"\b[A-Z]{2,}(?:['’][A-Z]+)?\b(?:[ ,]{1,3}(?:I|A|[A-Z]{2,}(?:['’][A-Z]+)?)\b){0,30}"
)
_SAYS = re.compile(
    r"\b(?:said|say|says|saying|told|tells|asked|asks|wrote|writes|words|whispered|called it|"
    r"reads?|answered|replied|shouted|yelled)\b[^.?!]{0,30}$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[A-Z]+(?:['’][A-Z]+)?")
_MARKS = re.compile(r" {0,2}[!?]+")
_WORDS = frozenset(
    "am are be been being is was were do does did done don't didn't doesn't can can't cannot could "
    "couldn't for from get gets got go goes gone going had has have haven't he her him his how is "
    "isn't it its let lets me my mine never no none not nothing nobody now of off on once one two "
    "three out our over please she should so some stop such take that the their them then there "
    "these they this those to told too us very want wants was wasn't we week weeks well were what "
    "when where which while who whole why will with won't would you your yours all also always "
    "any again alone and at away awful back bad badly because before best both but by call calls "
    "child cry cries day days did each else end ever every fair fault few fine fix full give "
    "given hard has hate help here hour hours huge hurt if ill in into job just keep keeps kid "
    "kids know last late least left less lie lies like long look made make makes many mean might "
    "month months more most much must need needs new next nor old only or other own part past "
    "play poor read real right rude safe said same saw say says see seen shame sick sit son soon "
    "still sure talk tell than think time times tired today tried try twice until up upset use "
    "want way went word words work worse worst write wrong year years yes yet".split()
) - frozenset("i a idea sat act map".split())
"""Words that are no abbreviation, however they are written."""
_ABBREVIATIONS = frozenset(
    "adhd asap celf covid dare dibels ferpa fape gate hipaa idea lgbtq mtss naacp naep nasa nwea "
    "pans pandas parcc pbis pecs psat ptsa ptsd sped staar steam stem teks tesol unicef wida wisc "
    "ymca".split()
)
_WARM = frozenset(
    "thank thanks you so much very love loves loved great happy yay wow best amazing awesome "
    "congratulations well done hooray appreciate proud the is he she they we all and".split()
)
_GLAD = frozenset(
    "thank thanks love loves loved great happy yay wow amazing awesome "
    "congratulations hooray appreciate proud".split()
)
_NAMED = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July "
    "August September October November December English Spanish Christmas I".split()
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+\b")
"""A word with a capital letter inside a sentence."""
_CARE = re.compile(
    r"\b(?:allerg\w*|nuts?|peanuts?|epi-?pens?|inhaler|insulin|medicines?|medication|dose|seizures?|"
    r"diabet\w*|asthma|emergency|pick(?:ed)? up|custody|photos?)\b",
    re.IGNORECASE,
)
"""What may be in capitals so that nobody overlooks it."""
_ROW = 3
"""So many words in capitals in one sentence are heard as shouting; fewer, as stress."""
_PUT_UP_TO = 8
"""A longer row of words has names in it, as likely as not: they would lose their capitals."""


class _Loud(NamedTuple):
    """Words in capitals: where, how many of them are no abbreviation, said calmly."""

    start: int
    end: int
    words: int
    calm: str


def _loud(message: Message, letters: int) -> Iterator[list[_Loud]]:
    """Yield, for each sentence that has any, the words in capitals in it.

    What is in capitals for another reason is left alone: abbreviations (IEP, ADHD), a
    heading, a word of care (NOT for a child with an allergy), thanks.
    """
    names = _NAMED | set(_NAME.findall(message.text))
    for sentence in message.sentences:
        here = []
        for one in _CAPITALS.finditer(sentence.text):
            start, end = sentence.start + one.start(), sentence.start + one.end()
            words = _LETTERS.findall(one.group())
            said = [word.lower().replace("’", "'") for word in words]
            # Beside a plain word, a word of four letters is hardly an abbreviation.
            least = letters if _WORDS.isdisjoint(said) else 3
            loud = [
                word
                for word in said
                if word in _WORDS or (len(word) > least and word not in _ABBREVIATIONS)
            ]
            if (
                len(loud) * 2 < len(words)
                or (len(loud) == 1 and len(loud[0]) == 2 and loud[0] != "no")  # “IT”, “US”, “AM”
                or sentence.text[one.end() : one.end() + 1] in (":", "-", "/", "&")
                or sentence.text[max(one.start() - 1, 0) : one.start()] in ("-", "/", "&", "#", ".")
                or (_WARM.issuperset(said) and not _GLAD.isdisjoint(said))
                or (len(loud) < _ROW and _CARE.search(sentence.text))
                or inside(message.quotes, start, end)
            ):
                continue
            first = not sentence.text[: one.start()].strip("\"“'‘(*•- ")
            calm = _calm(one.group(), set(loud), names, first)
            here.append(_Loud(start, end, len(loud), calm))
        if here:
            yield here


def _calm(words: str, loud: Set[str], names: Set[str], first: bool) -> str:
    def put(word: re.Match[str]) -> str:
        low = word.group().lower()
        if low.capitalize() in names:
            return low.capitalize()
        plain = low.replace("’", "'") in loud or word.group() == "A"
        return low if plain else word.group()

    calm = _LETTERS.sub(put, words)
    return calm[:1].upper() + calm[1:] if first else calm


def capitals(message: Message, limit: int) -> list[Spot]:
    """Return words in capitals where a sentence has a row of them, or many.

    `limit`: the letters beyond which a word counts even if it is no common short word.
    """
    return [
        Spot(one.start, one.end, (one.calm,) if one.words <= _PUT_UP_TO else ())
        for here in _loud(message, limit)
        if sum(one.words for one in here) >= _ROW
        for one in here
    ]


def stress(message: Message, limit: int) -> list[Spot]:
    """Return the one or two words in capitals of a sentence that has no more; see `capitals`."""
    return [
        Spot(one.start, one.end, (one.calm,))
        for here in _loud(message, limit)
        if sum(one.words for one in here) < _ROW
        for one in here
    ]


def marks(message: Message, limit: int) -> list[Spot]:
    """Return rows of exclamation or question marks; and every “!” past `limit` of them.

    “Thank you!!” is no shouting: a row in a sentence that thanks counts as one.
    """
    thanks = {at for at, find in message.finds if find.rule.lifts == "appreciative"}
    glad = [
        (one.start, one.start + len(one.text)) for one in message.sentences if one.start in thanks
    ]
    found = []
    single = 0
    for one in _MARKS.finditer(message.text):
        start, end = one.span()
        row = len(one.group().lstrip()) > 1
        if row and "?" not in one.group():
            row = not inside(glad, start, start)
        if not row and "!" in one.group():
            single += 1
            row = single > limit
        if row and not inside(message.quotes, start, end):
            found.append(Spot(start, end, ("?" if "?" in one.group() else ".",)))
    return found


def quotations(message: Message, limit: int) -> list[Spot]:
    """Return somebody's words, in quotation marks after a verb of saying, of more than `limit`."""
    return [
        Spot(start, end)
        for start, end in message.quotes
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
    if message.lifted("appreciative") and message.found("day", "specific"):
        return []  # thanks for something: a note that wants nothing
    return [] if message.lifted("clear-ask") or message.questions() else _WHOLE


def no_acknowledge(message: Message, _limit: int) -> list[Spot]:
    """Return the whole, if nothing in it shows that the other side has one too."""
    return [] if message.found("hear", "shared") or message.lifted("appreciative") else _WHOLE


def no_next_step(message: Message, _limit: int) -> list[Spot]:
    """Return the whole, if nothing says what comes next, or when."""
    return [] if message.found("next-step") else _WHOLE


def no_example(message: Message, _limit: int) -> list[Spot]:
    """Return the whole, if it tells no time, place or number of what happened."""
    told = message.lifted("specific") or message.found("day") or quotations(message, _SOME_WORDS)
    return [] if told else _WHOLE


def no_date(message: Message, _limit: int) -> list[Spot]:
    """Return the whole, if it asks for something and names no day for it."""
    return _WHOLE if message.lifted("clear-ask") and not message.found("day", "next-step") else []


MEASURES: Mapping[str, Measure] = {
    "capitals": capitals,
    "stress": stress,
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


def measured(message: Message, rule: Rule) -> list[Spot]:
    """Return what a rule that measures finds in `message`."""
    texts = [sentence.text for sentence in message.sentences]
    if rule.about and not any(says(text, rule.about) for text in texts):
        return []
    if rule.without and any(says(text, rule.without) for text in texts):
        return []
    return MEASURES[rule.measure](message, rule.limit)
