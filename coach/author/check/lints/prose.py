"""How our own words read: how hard they are, how long, and whether they blame anyone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from coach.author.check.lints.ours import Own, own_texts, readings
from coach.language import _
from coach.scenario.findings import Findings
from coach.scenario.model import Scenario
from coach.scenario.places import Key
from coach.tone.reading import grade_of, sentences

HARDEST = 8
"""Years of school. We aim for six; see CONTRIBUTING.md."""
TOO_SHORT_TO_GRADE = 20
"""Words. A formula says nothing about a line shorter than this."""
LONGEST_SENTENCE = 25
MOST_WORDS = {"ask": 40, "why": 45, "title": 10, "label": 18, "hint": 25, "low": 8, "high": 8}
"""Words of one text in a prompt, for someone who is tired."""

_QUOTED = re.compile(r"“[^”]*”")
# ’ stands by itself: in [ ] with others, it makes reading these expressions take ten times as long.
_SHORT_FORM = re.compile(r"(?<![\w.'-])(?<!’)[A-Z]{2,6}(?![\w'-]|’|\.\w)")
_WORD = re.compile(r"[A-Za-z][A-Za-z’']*")
_EVERYDAY = frozenset("OK TV US USA UK ID AM PM CC PDF FAQ DVD AI IT NA SMS HE SHE".split())
_ROMAN = re.compile(r"[IVX]+")
_SMALL = frozenset("a an and at for in of on or the to with".split())
_LOUD = frozenset(
    "ALL AND ANY ARE BAD BUT CAN DID DO DOES EVER EVERY FOR HAS HAVE HOW IF IS JUST LIES MUST MY "
    "NEED NEVER NO NONE NOT NOTHING NOW OF ONE ONLY OUR OUT REALLY RIGHT SHOULD SO SOON STILL STOP "
    "THAT THE THEN THIS TOO VERY WANT WAS WE WHAT WHEN WHERE WHY WILL WITH WORSE WRONG YES YOU "
    "YOUR ALWAYS AGAIN ENOUGH PLEASE".split()
)


def check_prose(scenario: Scenario, findings: Findings) -> None:
    """Find what is hard to read, too long, unexplained or unkind in our own words."""
    own = list(own_texts(scenario))
    # What is nowhere in the whole need not be looked for in each text.
    whole = "\n".join(text.text for text in own)
    known = _Known(own, whole)
    blame = _Blame(whole)
    for text in own:
        if findings.full:
            return
        if not text.theirs:
            _length(text, findings)
            if text.key != "example":
                check_reading(text.text, text.path, findings)
            blame.check(text, findings)
        if text.key not in ("weak", "avoid"):
            known.check(text, findings)


# ------------------------------------------------------------------ hard, and long


def check_reading(text: str, path: Key, findings: Findings) -> None:
    """Find a text that takes too many years of school, and its longest sentence."""
    if text.count(" ") + text.count("\n") < TOO_SHORT_TO_GRADE - 1:
        return
    hardest, longest = 0.0, 0
    for reading in readings(text):
        found = sentences(reading)
        words = sum(len(sentence) for sentence in found)
        if words >= TOO_SHORT_TO_GRADE:
            hardest = max(hardest, grade_of(found))
        longest = max(longest, *(len(sentence) for sentence in found), 0)
    if round(hardest, 1) > HARDEST:
        findings.warn(
            "E507",
            _("this takes {grade:.1f} years of school to read").format(grade=hardest),
            path,
            _("Keep to {most}: shorter words, and fewer of them to a sentence.").format(
                most=HARDEST
            ),
        )
    if longest > LONGEST_SENTENCE:
        findings.warn(
            "E508",
            _("a sentence here has {count} words").format(count=longest),
            path,
            _("Make two of it; {most} words are the most.").format(most=LONGEST_SENTENCE),
        )


def _length(own: Own, findings: Findings) -> None:
    most = MOST_WORDS.get(own.key)
    if most is None or own.unit[0] != "section" or own.text.count(" ") < most:
        return
    longest = max(len(_WORD.findall(reading)) for reading in readings(own.text))
    if longest > most:
        findings.warn(
            "E509",
            _("“{key}” has {count} words; {most} are the most").format(
                key=own.key, count=longest, most=most
            ),
            own.path,
            _("Say one thing. The rest may be a hint, a “why”, or a step of its own."),
        )


# ------------------------------------------------------------------ short forms


class _Known:
    """Short forms, and which of them have been spelled out so far."""

    def __init__(self, own: Iterable[Own], whole: str) -> None:
        self.waiting = {
            short
            for short in _SHORT_FORM.findall(whole)
            if short not in _EVERYDAY and not _is_loud(short) and not _ROMAN.fullmatch(short)
        }
        self.heard: set[Key] = set()
        self.units: dict[Key, list[str]] = {}
        for text in own if self.waiting else ():
            self.units.setdefault(text.unit, []).append(text.text)

    def check(self, own: Own, findings: Findings) -> None:
        """Find a short form that is not spelled out by the end of the step it is first in."""
        if not self.waiting:
            return
        if own.unit not in self.heard:
            self.heard.add(own.unit)
            words = " ".join(self.units[own.unit])
            for short in [each for each in self.waiting if _spelled_out(each, words)]:
                self.waiting.discard(short)
        for found in _SHORT_FORM.finditer(own.text):
            short = found.group()
            if short not in self.waiting:
                continue
            self.waiting.discard(short)  # once is enough
            findings.warn(
                "E510",
                _("“{short}” is not spelled out before this").format(short=short),
                own.path,
                _("Write it out the first time, with the short form in brackets after it."),
                offset=found.start(),
            )


def _spelled_out(short: str, text: str) -> bool:
    """Return whether words of `text` begin with the letters of `short`, one after the other."""
    words = [word.lower() for word in _WORD.findall(text) if not (word.isupper() and len(word) > 1)]
    letters = short.lower()
    for small in (frozenset[str](), _SMALL):
        initials = "".join(word[0] for word in words if word not in small)
        if letters in initials:
            return True
    return False


# ------------------------------------------------------------------ blame

_ANYWHERE = (
    r"\bobviously\b",
    r"(?:^|[.!?] )Clearly,?\b",
    r"\b(?:is|are|was|were|has|have|you|they|he|she|it) clearly\b",
    r"\byou people\b",
    r"\bunacceptable\b",
    r"\byou (?:never|always) (?!(?:have|has|had|need|needs|owe|ask|know) )",
    r"\bhow dare\b",
    r"!!",
)
_TO_SCHOOL = (
    r"\b(?:I|we) (?:must |do )?(?:demand|insist)\b",
    r"\b(?:demand|insist) (?:that|on)\b",
    r"\b(?<!not )your job\b",
    r"\byou (?:should have|failed|refused?|ignored?|don'?t care|don’t care)\b",
    r"\byour (?:failure|fault|negligence)\b",
    r"\bevery(?:one|body) (?:knows|says|thinks|agrees)\b",
    r"\bother (?:parents|families) (?:say|think|agree|complain|feel|have told)\b",
    r"\bbecause you (?:don'?t|don’t|do not|won'?t|won’t|never|dislike|hate)\b",
    r"\b(?:my|our|a|the) (?:lawyer|attorney|newspaper)s? (?:will|is going)\b",
    r"\bthe (?:press|media) (?:will|is going)\b",
    r"\b(?:lazy|incompetent|ridiculous|useless|liar|stupid)\b",
)
# Looking for these first is ten times quicker than the expressions are.
_MAYBE = (
    *("obviously", "clearly", "you people", "unaccept", "you never", "you always", "how dare"),
    *("!!", "demand", "insist", "your job", "you should have", "you fail", "you refuse"),
    *("you ignore", "t care", "your fault", "your fail", "your neg", "everyone", "everybody"),
    *("other parents", "other families", "because you", "lawyer", "attorney", "the press"),
    *("the media", "newspaper", "lazy", "incompetent", "ridiculous", "useless", "liar", "stupid"),
)


@cache
def _blaming(to_school: bool) -> re.Pattern[str]:
    # Reading these takes longer than most scenarios do, and most need none of them.
    return re.compile("|".join((*_ANYWHERE, *(_TO_SCHOOL if to_school else ()))), re.IGNORECASE)


_CAPITALS = re.compile(r"(?<![\w.'-])(?<!’)[A-Z]{2,}(?![\w'-]|’)")


class _Blame:
    """Words that blame, push or shout, where the whole scenario has any of them."""

    def __init__(self, whole: str) -> None:
        small = whole.lower()
        self.maybe = [maybe for maybe in _MAYBE if maybe in small]
        self.loud = any(_is_loud(word) for word in _CAPITALS.findall(whole))

    def check(self, own: Own, findings: Findings) -> None:
        """Find the first such words in a text of ours."""
        found = self.blame(own) or (self.shout(own) if self.loud else None)
        if found is None:
            return
        words = found.group().strip(". ")
        findings.warn(
            "E511",
            _("“{words}” blames, pushes or shouts").format(words=words),
            own.path,
            _("Say what was seen, how often, and what is asked for."),
            offset=found.start() + found.group().index(words[:1]),
        )

    def blame(self, own: Own) -> re.Match[str] | None:
        small = own.text.lower()
        if not any(maybe in small for maybe in self.maybe):
            return None
        return _blaming(own.to_school).search(_without_quotes(own.text))

    def shout(self, own: Own) -> re.Match[str] | None:
        words = _CAPITALS.finditer(_without_quotes(own.text))
        return next((word for word in words if _is_loud(word.group())), None)


def _without_quotes(text: str) -> str:
    """Return `text` with blanks for what stands in “ ”: it is said by someone, or as a warning."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text) if "“" in text else text


def _is_loud(word: str) -> bool:
    """Return whether a word in capitals is shouted, and no short form."""
    return len(word) > 6 or word in _LOUD
