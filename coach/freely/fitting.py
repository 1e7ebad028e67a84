"""Whether what came back can be said as the partner's line. If not, the scripted line is said.

A model says what it likes. These checks know nothing of meaning; they keep out what is no
spoken line, what speaks for somebody else, and days, times and numbers that nobody set.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from coach.freely.answer import Broken
from coach.freely.asked import PART, Line, Steer
from coach.freely.names import Names
from coach.language import _
from coach.scenario.text import clean, count_words

MOST_WORDS = 60
"""In a line. A longer one is cut after a sentence."""
_ALIKE = 0.9
"""From here on (0 to 1, of difflib) two lines are one."""
_ECHO = 6
"""So many words in a row, of what the server was told to do, were not meant to be said."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_THOUGHT = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_MARKUP = frozenset("*_`#<>[]{}|\\~^=@")
_LIST = re.compile(r"(?m)^\s*(?:[-•–—]|\d+[.)])\s")
_ASIDE = re.compile(r"\A\s*\(|[.!?…]\s*\([a-z ]+\)")
_SPEAKER = re.compile(
    r"(?:\A|(?<=[\n.!?…”\"]))\s*(?:the )?\[?(?P<who>[a-z]+(?: [a-z]+){0,2})\]?\s*:", re.IGNORECASE
)
_SPEAKERS = frozenset(
    "parent mom mum mother dad father guardian carer caregiver you me user human assistant system "
    "model ai student child narrator response answer reply line output teacher principal "
    "counselor counsellor aide nurse".split()
)
_NO_PERSON = re.compile(
    r"\b(?:as an ai|language model|as an assistant|i'?m an ai|(?:the )?given line|in other words:"
    r"|here(?:'s| is) (?:a|the|my|one|another) (?:line|response|reply|version|way|possible)"
    r"|i (?:can'?t|cannot|can not|won'?t|am unable to|'m unable to) (?:assist|comply|fulfil|"
    r"fulfill|generate|roleplay|role-play|provide that|create)|role-?play|practice talk|as the "
    r"(?:teacher|principal|parent|counselor),? i (?:would|might) say)",
    re.IGNORECASE,
)
_AS_PARENT = re.compile(
    r"\b(?:my|our) (?:own )?(?:son|daughter|child|kid|boy|girl|little one|grandson|granddaughter|"
    r"grandchild|stepson|stepdaughter|foster child|nephew|niece)(?:'s)?\b"
    r"|\bas (?:a|the|his|her|their|\[student\]'s) (?:parent|mother|father|mom|mum|dad|guardian)\b"
    r"|\bi(?:'m| am) (?:the|his|her|their|\[student\]'s) (?:parent|mother|father|mom|mum|dad)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…]+[\"”’)]*(?=\s|\Z)")
"""Where one ends."""
_SET = re.compile(
    r"\d+|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|"
    r"august|september|october|november|december|today|tonight|tomorrow|noon|midnight)s?\b",
    re.IGNORECASE,
)
"""What a line must not set by itself. “May” is left out: it is a word too."""


def fitted(came: str, names: Names, steer: Steer, talk: Sequence[Line]) -> str:
    """Return what came, made a line with names, ready to be shown.

    Args:
        came: the text of the answer, with roles for names.
        names: who they are.
        steer: what was asked for.
        talk: the talk so far, oldest first.

    Raises:
        Broken: it can't be said.
    """
    text = _bare(clean(came), steer.role)
    if not any(char.isalpha() for char in text):
        raise Broken(_("The server said nothing."))
    _check_form(text, names, steer)
    text = " ".join(text.split())
    _check_speaker(text, steer)
    line = _cut(names.restore(text))
    _check_words(line, steer, talk)
    return line


def _bare(text: str, role: str) -> str:
    """Return `text` without thoughts, quotation marks around it and the speaker's own name."""
    text = _THOUGHT.sub("", text).strip()
    text = re.sub(rf"\A(?:the )?\[?{re.escape(role)}\]?:\s+", "", text, flags=re.IGNORECASE)
    for left, right in ('""', "“”", "''", "‘’"):
        if text[:1] == left and text[-1:] == right and right not in text[1:-1]:
            return text[1:-1].strip()
    return text


def _check_form(text: str, names: Names, steer: Steer) -> None:
    roles = {f"[{one.role}]" for one in names.known()}
    without = re.sub(
        r"\[\s*([^\]'’]*?)(?:['’]s)?\s*\]",
        lambda found: "" if f"[{found[1].lower()}]" in roles else found[0],
        text,
    )
    if (
        (_MARKUP - set(steer.says)) & set(without)
        or _LIST.search(text)
        or (_ASIDE.search(text) and "(" not in steer.says)
        or "://" in text
    ):
        raise Broken(_("The server sent more than spoken words."))
    if _is_babble(" ".join(without.split()), steer.says):
        raise Broken(_("The server answered with something that is no line."))


def _check_speaker(text: str, steer: Steer) -> None:
    speakers = (found["who"].lower().split()[-1] for found in _SPEAKER.finditer(text))
    if _SPEAKERS & set(speakers):
        raise Broken(_("The server spoke for more than one person."))
    if _NO_PERSON.search(text) or _repeats(text, PART, _ECHO):
        raise Broken(_("The server spoke about its task instead of saying the line."))
    own = re.escape(steer.role)
    called = rf"(?:\A|[.!?]\s+)(?:\w+,? )?\[{own}\],|,\s*\[{own}\]\s*[.!?]"
    if re.search(called, text, re.IGNORECASE) or (
        _AS_PARENT.search(text) and not _AS_PARENT.search(steer.says)
    ):
        raise Broken(_("The server spoke as the parent."))


def _check_words(line: str, steer: Steer, talk: Sequence[Line]) -> None:
    said = " ".join((steer.says, *(text for _who, text in talk)))
    if _set(line) - _set(said):
        raise Broken(_("The server named a day, a time or a number that nobody had named."))
    if "?" in steer.says and "?" not in line:
        raise Broken(_("The server left out the question."))
    last = [text for who, text in talk if who == "partner"][-1:]
    theirs = [text for who, text in talk if who == "parent"][-1:]
    if any(_alike(line, text) for text in (*last, *theirs)) and not _alike(line, steer.says):
        raise Broken(_("The server only repeated what had been said."))


def _set(text: str) -> set[str]:
    return {found.lower().removesuffix("s") for found in _SET.findall(text)}


def _cut(text: str) -> str:
    """Return the whole sentences of `text` that fit into `MOST_WORDS`.

    Raises:
        Broken: not even the first does.
    """
    for end in reversed([found.end() for found in _SENTENCE.finditer(text)]):
        if count_words(text[:end]) <= MOST_WORDS:
            return text[:end]
    if count_words(text) <= MOST_WORDS:  # one sentence without its full stop
        return text
    raise Broken(_("The server did not stop talking."))


def _is_babble(text: str, says: str) -> bool:
    """Return whether `text` is no writing, or in another script than what it should say."""
    if not text.isprintable():
        return True
    signs = [char for char in text if not char.isspace()]
    letters = [char for char in signs if char.isalpha()]
    if len(letters) < 0.6 * len(signs):
        return True
    if all(_is_latin(char) for char in says) and sum(map(_is_latin, letters)) < len(letters):
        return True
    words = [word.lower() for word in _WORD.findall(text)]
    if max(map(len, words), default=0) > 40:
        return True
    again = len(words) >= 12 and len(set(words)) < 0.4 * len(words)
    in_a_row = any(
        first == second == third
        for first, second, third in zip(words, words[1:], words[2:], strict=False)
    )
    return again or in_a_row


def _is_latin(char: str) -> bool:
    return not char.isalpha() or char < "\u0250" or "\u1e00" <= char < "\u1f00"


def _repeats(text: str, source: str, run: int) -> bool:
    """Return whether `text` has `run` words in a row of `source`."""
    spoken, told = (" ".join(_WORD.findall(one.lower())) for one in (text, source))
    words = spoken.split()
    return any(
        f" {' '.join(words[start : start + run])} " in f" {told} "
        for start in range(len(words) - run + 1)
    )


def _alike(one: str, other: str) -> bool:
    """Return whether two lines say the same in the same words, whatever the signs between."""
    first, second = (_WORD.findall(text.lower()) for text in (one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE
