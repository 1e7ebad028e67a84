"""Who is named in what somebody saved: by the answers, or by how a message is written.

In a text nobody says which words are names. A message gives most of them away by its form:
“Dear Ms. Okafor,” “my son Leo,” “I am Leo's aunt,” and the name it ends with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from coach.redact.people import People
from coach.scenario.evaluate import Value

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w-]*(?:['’][A-ZÀ-ÖØ-ÞĀ-Ž][\w-]+)?"
_FURTHER = rf"(?:[ ](?:(?:de|la|del|van|von|der|bin|al)[ ])?{_CAPITAL})"
_WORDS = rf"(?:[A-Z]\.[ ]?){{0,2}}{_CAPITAL}{_FURTHER}{{0,2}}"
_TITLE = r"(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Professor|Coach|Principal|Señora?|Sra?|Srta)\.?"
_KIN = (
    "son|daughter|child|kid|boy|girl|grandson|granddaughter|grandchild|nephew|niece|stepson"
    "|stepdaughter|foster (?:son|daughter|child)"
)
_CARER = (
    "mom|mum|mother|dad|father|parent|grandmother|grandma|grandfather|grandpa|aunt|uncle|guardian"
    "|stepmom|stepdad|stepmother|stepfather|foster (?:parent|mother|father)|carer|caregiver|family"
)

_GREETED = re.compile(
    rf"^(?:Dear|Hi|Hello|Hey|Good (?:morning|afternoon|evening)),?[ ]"
    rf"({_TITLE}[ ]{_WORDS}|{_WORDS})(?:[ ]and[ ]({_TITLE}[ ]{_WORDS}|{_WORDS}))?"
    rf"[ ]?[,:!.—–-]?[ ]?$",
    re.MULTILINE,
)
_TITLED = re.compile(rf"(?<!\w)({_TITLE}[ ]{_WORDS})")
_TITLED_SMALL = re.compile(r"(?<!\w)((?:mr|mrs|ms|mx)\.?[ ][a-z]{2,20})(?!\w)")
_CHILDS = re.compile(rf"\b(?:[Mm]y|[Oo]ur)[ ](?:\w+[ ])?(?:{_KIN}),?[ ]({_WORDS})")
_OF_CHILD = re.compile(rf"\b({_WORDS})['’]s?[ ](?:{_CARER})\b")
_IN_GRADE = re.compile(
    rf"\b({_WORDS}),?[ ](?:is[ ])?(?:in[ ])?(?:(?:the[ ])?\d{{1,2}}(?:st|nd|rd|th)[ ]grade"
    r"|grade[ ]\d|kindergarten|pre-?K)\b"
)
"""“Leo, 3rd grade”."""
_CARER_NAMED = re.compile(rf"\b(?:{_CARER}),?[ ]({_WORDS})")
_CARER_OF = re.compile(rf"\b(?:{_CARER})[ ](?:of|to|for)[ ]({_WORDS})")
_MYSELF = re.compile(rf"\b(?:I am|I['’]m|[Mm]y name is|[Tt]his is)[ ]({_WORDS})(?![\w'’])")
_SIGNED = re.compile(
    r"^(?:(?:many |warm |best |kind |thank)[^\n]{0,40}|thanks[^\n]{0,30}|sincerely|regards|best"
    r"|respectfully|yours[^\n]{0,20}|cheers|warmly|take care)[,.!]?[ \t]*\n+[ \t]*"
    rf"((?-i:{_WORDS}))[ \t]*,?(?:\n|$|[ \t]*[(,])",
    re.IGNORECASE | re.MULTILINE,
)
_LAST_LINE = re.compile(
    rf"\n[-–—~ \t]{{0,4}}((?:{_WORDS})|[a-z]{{2,20}}(?:[ ][a-z]{{2,20}})?)[ \t]*"
    r"(?:,[^\n]{0,60}|\([^\n]{0,60})?\s*\Z"
)
_ABOUT = re.compile(rf"\A({_WORDS})(?:[:,]|['’]s\b)")
"""“Leo: a hello from home”."""
_CHILDREN = (_CHILDS, _OF_CHILD, _CARER_OF, _IN_GRADE)
_CARERS = (_MYSELF, _CARER_NAMED, _SIGNED, _LAST_LINE)
_SCHOOL = re.compile(
    rf"\b({_WORDS}[ ](?:Elementary|Middle|High|Primary|Charter|Academy)(?:[ ]School)?"
    rf"|{_WORDS}[ ]School)\b"
)
_NOBODY = frozenset(
    "i a the we you he she they it my our this that there here all everyone everybody teacher "
    "teachers team sir madam mr mrs ms miss principal counselor school class family families "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december thank thanks please yes no not in on "
    "at what how when where why could would can if so and but english math spanish mom dad "
    "mother father grandma grandpa sincerely best regards hello hi dear grateful happy sorry "
    "writing glad worried".split()
)
"""Words with a capital that are nobody's name where a message has them."""


_FILLED: dict[str, tuple[str, ...]] = {
    "student": ("child.name", "child_name"),
    "teacher": ("teacher.name", "teacher_name"),
    "parent": ("me.name", "my_name"),
    "school": ("school.name", "school_name"),
}
"""Answers that hold a name, by whose it is."""


_WITHIN = re.compile(rf"(?:(?<=[^\W\d_A-ZÀ-Þ][ ])|(?<=[\w”’)],[ ]))({_CAPITAL})")
"""A capital within a sentence."""
_DOES = (
    "is was has had came comes said says told tells cried cries loves likes hates needs wants will "
    "would can could gets got went goes does did feels felt seems struggles hit hits never always "
    "asked asks keeps kept started tries"
)
_BEGINS = re.compile(
    rf"(?:^|[.!?:“][ ]?[ ]?|\n)[-*• ]{{0,4}}({_CAPITAL})[ ](?:and I|{'|'.join(_DOES.split())})\b"
)
"""A capital at the beginning of a sentence, of somebody who does something."""
_NO_PERSON = _NOBODY | frozenset(
    "spanish english french german italian portuguese arabic chinese mandarin cantonese korean "
    "japanese vietnamese somali russian ukrainian polish hindi urdu bengali punjabi tagalog "
    "amharic swahili haitian creole hmong farsi persian turkish hebrew american mexican african "
    "asian christmas thanksgiving halloween easter ramadan eid hanukkah diwali god internet google "
    "zoom chromebook ipad coach room grade kindergarten algebra biology chemistry physics history "
    "art music science reading writing gym pe iep ptsd adhd part section title act state america "
    "united states us dr señora homework lunch recess nothing nobody someone something somebody "
    "everything everyone morning mornings yesterday today last each both those these who which "
    "one two three things work help sleep bus practice first next then now tests grades any some "
    "many most other others another mon tue tues wed thu thur thurs fri sat sun jan feb mar apr "
    "jun jul aug sep sept oct nov dec education educational disabilities disability rights civil "
    "individualized individuals program programs opportunities opportunity intervention system "
    "multi-tiered supports support office special student students amendments rehabilitation "
    "urgent response road street avenue district state plan team".split()
)
"""Words with a capital within a sentence that are nobody's name."""


def people_of(values: Mapping[str, Value]) -> People:
    """Return who the answers on a path name.

    Args:
        values: by step, and by the record that they fill (`Path.values`).
    """

    def given(who: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one for id in _FILLED[who] if (one := _text(values.get(id)))))

    taken = {id for ids in _FILLED.values() for id in ids}
    others = tuple(
        (id.removesuffix("_name").replace("_", " "), text)
        for id, value in values.items()
        if id.endswith("_name") and id not in taken and (text := _text(value))
    )
    return People(given("student"), given("teacher"), given("parent"), given("school"), others)


def _text(value: Value) -> str:
    return value.strip() if isinstance(value, str) else ""


def together(*several: People) -> People:
    """Return all of them as one; whom several name stands once."""

    def every(who: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for one in several for name in getattr(one, who)))

    return People(
        student=every("student"),
        teacher=every("teacher"),
        parent=every("parent"),
        school=every("school"),
        others=tuple(dict.fromkeys(pair for one in several for pair in one.others)),
    )


def besides(sure: People, heard: People) -> People:
    """Return who was heard and is none of those who are sure: each has one role."""
    known = {
        word
        for who in (*_FILLED, "others")
        for name in getattr(sure, who)
        for word in _bare(name if isinstance(name, str) else name[1])
    }

    def new(who: str) -> tuple[str, ...]:
        return tuple(name for name in getattr(heard, who) if not _bare(name) <= known)

    others = tuple(pair for pair in heard.others if not _bare(pair[1]) <= known)
    return People(new("student"), new("teacher"), new("parent"), new("school"), others)


def _bare(name: str) -> frozenset[str]:
    words = (word.rstrip(".").casefold() for word in name.split())
    return frozenset(word for word in words if word not in _NOBODY)


def people_in(body: str, subject: str = "") -> People:
    """Return who a message names, as far as its form tells.

    A word with a capital within a sentence is taken for somebody, but for those that are
    known not to be: better a clumsy sentence than a name before a room.
    """
    greeted = (one for found in _GREETED.finditer(body) for one in found.groups() if one)
    titled = (*_all(_TITLED, body), *_all(_TITLED_SMALL, body))
    children = (one for form in _CHILDREN for one in _all(form, body))
    found = People(
        student=_names((*children, *_all(_ABOUT, subject))),
        teacher=_names((*greeted, *titled)),
        parent=_names(one for form in _CARERS for one in _all(form, body)),
        school=_names(_all(_SCHOOL, body)),
    )
    more = Counter(
        word
        for form in (_WITHIN, _BEGINS)
        for word in _all(form, f"{body}\n{subject}")
        if not word.isupper() and not _is_in(word, _NO_PERSON)
    )
    new = besides(found, People(student=tuple(more))).student
    if not new:
        return found
    # Who is named most, where no child is known, is the child.
    first = max(new, key=lambda name: more[name]) if not found.student else ""
    return People(
        student=(first,) if first else found.student,
        teacher=found.teacher,
        parent=found.parent,
        school=found.school,
        others=tuple(("person", name) for name in new if name != first),
    )


def _all(pattern: re.Pattern[str], body: str) -> Iterator[str]:
    return (found[1] for found in pattern.finditer(body))


def _names(found: Iterable[str]) -> tuple[str, ...]:
    """Return names without the words around them that are none: “I'm” in “I'm Leo's aunt”."""
    names = []
    for one in found:
        words = one.split()
        while words and _is_no_name(words[0], titled=len(words) > 1):
            words.pop(0)
        while words and _is_no_name(words[-1]):
            words.pop()
        if words and not all(map(_is_no_name, words)):
            names.append(" ".join(words))
    return tuple(dict.fromkeys(names))


def _is_no_name(word: str, titled: bool = False) -> bool:
    return _is_in(word, _NOBODY - _TITLES if titled else _NOBODY)


def _is_in(word: str, words: frozenset[str]) -> bool:
    bare = re.split("['’.]", word.casefold())[0]
    return bare in words or bare.removesuffix("s") in words


_TITLES = frozenset("mr mrs ms miss principal".split())
