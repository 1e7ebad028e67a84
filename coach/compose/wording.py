"""Grammar for other people's words: the filters of the template language, and pronouns.

The parent's words are kept. These only fit them into a sentence: a capital, a full stop,
an “and”. Where a rule could go wrong (is “Lego” a name?), the text stays as typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from coach.scenario.agree import plural
from coach.scenario.evaluate import (
    FilterFunction,
    Value,
    Values,
    as_text,
    count,
    open_question,
    render,
    say_day,
)
from coach.scenario.model import Option, Scenario
from coach.scenario.template import parse

_DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs "
    "fri sat sun january february march april june july august september october november "
    "december jan feb apr jun jul aug sept sep oct nov dec christmas easter ramadan eid "
    "diwali hanukkah thanksgiving halloween".split()
)
_LANGUAGES = frozenset(
    "english spanish french german italian portuguese polish russian ukrainian arabic hebrew "
    "turkish chinese mandarin cantonese japanese korean vietnamese tagalog hindi urdu punjabi "
    "bengali somali swahili amharic american mexican african".split()
)
# What children talk about all day and grown-ups type with a capital.
_PROPER = frozenset(
    "lego minecraft pokemon pokémon roblox mario zelda sonic barbie batman superman spiderman "
    "disney marvel star harry bluey fortnite nintendo youtube taylor google scratch god".split()
)
_TITLES = frozenset("mr mrs ms mx miss dr coach señora señor sra sr prof".split())
_ABBREVIATIONS = frozenset("mr mrs ms mx dr sr jr st vs etc e.g i.e approx dept a.m p.m gr".split())

_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufe0f"
_LOOSE = " \n\u200b\u200c\u200e\u200f\u2060"  # what may go from an end; emoji need the others
_CLOSERS = "\"'”’»)]"
_STOPS = ".!?…:。！？؟।"
_WEAK_ENDS = ",;–—-"
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def sentence(value: Value, name: str = "", values: Values | None = None) -> str:
    """Return the parent's words as whole sentences: a capital first, a stop last.

    Line breaks stay where the parent made them. “i” on its own becomes “I”.
    """
    lines = [" ".join(line.split()) for line in as_text(value).strip().split("\n")]
    text = "\n".join(line for line in lines if line)
    return _stop(_capital(_lone_i(text)))


def clause(value: Value, name: str = "", values: Values | None = None) -> str:
    """Return the parent's words to stand inside a sentence: no stop, a small first letter.

    Names, days, acronyms and “I” keep their capital, and sentences after the first stay
    as they were typed.
    """
    text = " ".join(as_text(value).split())
    return _small(_bare(_lone_i(text)), _known_names(values or {}))


def items(value: Value, name: str = "", values: Values | None = None) -> str:
    """Return rows as a list in a sentence: “a, b and c”; with “;” where a row has commas."""
    rows = _rows(value)
    # Where other rows begin small, a lone word with a capital is most likely a name.
    mixed = any(row[:1].islower() for row in rows)
    words = [
        _bare(row) if mixed and _looks_a_name(row) else clause(row, name, values) for row in rows
    ]
    words = [word for word in words if word]
    if len(words) < 2:
        return "".join(words)
    if any("," in word or " and " in word for word in words):
        mark = ";" if any("," in word for word in words) else ","
        return f"{mark} ".join(words[:-1]) + f"{mark} and {words[-1]}"
    return ", ".join(words[:-1]) + f" and {words[-1]}"


def _looks_a_name(row: str) -> bool:
    return len(row.split()) == 1 and row.istitle() and not row.endswith("ing")


def bullets(value: Value, name: str = "", values: Values | None = None) -> str:
    """Return rows one under another, each behind “- ”."""
    return "\n".join(f"- {_capital(_lone_i(_bare(row)))}" for row in _rows(value) if _bare(row))


def quote(value: Value, name: str = "", values: Values | None = None) -> str:
    """Return the words to stand between “ and ”: inner quotes single, a stop at the end."""
    text = " ".join(as_text(value).split()).strip()
    while len(text) > 1 and (text[0], text[-1]) in _PAIRS:
        text = text[1:-1].strip()
    return _stop(_capital(_lone_i(_inner(text))))


def _inner(text: str) -> str:
    """Return `text` as it stands between double quotation marks: its own are single."""
    opening = True
    quoted: list[str] = []
    for char in text.replace("“", "‘").replace("”", "’"):
        if char == '"':
            quoted.append("‘" if opening else "’")
            opening = not opening
        else:
            quoted.append(char)
    return "".join(quoted)


def in_quotes(text: str) -> str:
    """Return `text`, word for word, between quotation marks."""
    return f"“{_inner(text)}”"


_PAIRS = frozenset([('"', '"'), ("“", "”"), ("«", "»"), ("„", "“"), ("‘", "’"), ("'", "'")])


def possessive(value: Value, name: str = "", values: Values | None = None) -> str:
    """Return whose: Leo's, James's (Chicago Manual of Style 17, 7.16)."""
    text = " ".join(as_text(value).split())
    return f"{text}'s" if text else ""


def capital(value: Value, name: str = "", values: Values | None = None) -> str:
    """Return the text with a capital first letter and nothing else changed."""
    return _capital(as_text(value))


def day(value: Value, name: str = "", values: Values | None = None) -> str:
    """Return a date as “Tue 3 Dec”."""
    return as_text(value)


def dated(value: Value, name: str = "", values: Values | None = None) -> str:
    """Return a date as “Tue 3 Dec 2026”, for what is still read years later."""
    return f"{say_day(value)} {value.year}" if isinstance(value, date) else as_text(value)


_SUBJECTS = frozenset(
    "i i'm i've he he's she she's they they're they've we we're it it's there there's".split()
)


def whole(value: Value, name: str = "", values: Values | None = None) -> Value:
    """Return the words if they are a sentence by themselves, else nothing.

    They are where they begin with who: “She loves to sing”, “Leo needs a minute”.
    """
    text = as_text(value)
    first = _WORD.search(text)
    if first is None:
        return ""
    known = as_text((values or {}).get("child.name", "")).casefold().split()
    word = first.group().casefold().replace("’", "'")
    return text if word in _SUBJECTS or word in known else ""


def asked(value: Value, name: str = "", values: Values | None = None) -> str:
    """Return the words, with a question mark where they ask an open question without one.

    “what do you see” and “what do you see.” become “what do you see?”. Other words stay.
    """
    text = as_text(value).rstrip(_LOOSE)
    if not open_question(text) or "?" in text[-2:]:
        return text
    return f"{text.removesuffix('.')}?"


def verb(value: Value, name: str = "", values: Values | None = None) -> str:
    """Return a verb written for she so that it goes with the child's pronouns."""
    text = as_text(value)
    return plural(text) if (values or {}).get("child.pronouns") == "they" else text


MOST_IN_OPTION = 20_000
"""Characters that one option's words may come to: an answer of the greatest length."""

_PLAIN: Mapping[str, FilterFunction] = {
    "sentence": sentence,
    "clause": clause,
    "items": items,
    "bullets": bullets,
    "quote": quote,
    "possessive": possessive,
    "capital": capital,
    "day": day,
    "date": dated,
    "verb": verb,
    "whole": whole,
    "count": count,
    "open": open_question,
    "asked": asked,
}


def functions(scenario: Scenario) -> Mapping[str, FilterFunction]:
    """Return every filter, by name. `says` and `label` look the option up in `scenario`."""
    options = {
        step.id: {option.id: option for option in step.options}
        for step in scenario.steps()
        if step.options
    }

    def put(value: Value, values: Values, known: Mapping[str, Option], says: bool) -> str:
        picks = value if isinstance(value, tuple) else (value,)
        texts = [
            render(
                parse((option.says if says else "") or option.label),
                values,
                _PLAIN,
                MOST_IN_OPTION,
                MOST_IN_OPTION * 5,
            ).text
            for pick in picks
            if isinstance(pick, str) and (option := known.get(pick))
        ]
        return items(tuple(texts), values=values) if isinstance(value, tuple) else "".join(texts)

    def says(value: Value, name: str, values: Values) -> Value:
        return put(value, values, options.get(name, {}), True)

    def label(value: Value, name: str, values: Values) -> Value:
        return put(value, values, options.get(name, {}), False)

    return {**_PLAIN, "says": says, "label": label}


def pronoun_words(name: str, pronouns: str) -> dict[str, str]:
    """Return `child.they`, `child.their` and the rest for one child.

    Args:
        name: what the child is called; "my child" where the parent gave none.
        pronouns: she, he, they; anything else is the name alone ("Sam", "Sam's").
    """
    forms = {
        "she": ("she", "her", "her", "hers", "herself"),
        "he": ("he", "him", "his", "his", "himself"),
        "they": ("they", "them", "their", "theirs", "themself"),
    }
    name = name or "my child"
    they, them, their, theirs, themself = forms.get(
        pronouns, (name, name, f"{name}'s", f"{name}'s", name)
    )
    return {
        "child.they": they,
        "child.They": _capital(they),
        "child.them": them,
        "child.Them": _capital(them),
        "child.their": their,
        "child.Their": _capital(their),
        "child.theirs": theirs,
        "child.themself": themself,
    }


# ------------------------------------------------------------------ letters and stops


def _capital(text: str) -> str:
    """Raise the first letter, unless the word has its own way (iPad)."""
    for at, char in enumerate(text):
        if char.isalpha():
            word = re.match(r"\w+", text[at:])
            if char.islower() and not (word and word.group()[1:].lower() != word.group()[1:]):
                upper = char.upper()
                return text[:at] + (upper if len(upper) == 1 else char) + text[at + 1 :]
            return text
        if char.isalnum() or char not in "\"'“‘«([¿¡ " + _INVISIBLE:
            return text
    return text


def _lone_i(text: str) -> str:
    return re.sub(r"(?<![\w'’.])i(?=$|[\s,;!?]|['’](?:m|ve|d|ll)\b)(?!\s*\.)", "I", text)


def _visible_end(text: str) -> str:
    """The last character a reader sees, closing quotes and brackets aside."""
    return text.rstrip(_INVISIBLE + " ").rstrip(_CLOSERS + _INVISIBLE)[-1:]


def _stop(text: str) -> str:
    """End with a stop. A list (last line “- …”) and an emoji end by themselves."""
    text = text.rstrip(_WEAK_ENDS + _LOOSE)
    if not text or _visible_end(text) in _STOPS:
        return text
    end = _visible_end(text)
    if not end.isalnum() and ord(end or " ") > 0x2100:
        return text
    return text + ("。" if _CJK.match(end) else ".")


def _bare(text: str) -> str:
    """Strip what ends a sentence; a question keeps its mark, an abbreviation its stop."""
    text = text.strip().rstrip(_LOOSE)
    text = text.removeprefix("- ").removeprefix("* ").removeprefix("• ").lstrip()
    while text and text[-1] in ".!…。！,;:–—":
        last = text.rsplit(maxsplit=1)[-1].rstrip(".").lower()
        if text[-1] == "." and last in _ABBREVIATIONS:
            break
        text = text[:-1].rstrip()
    return text


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _small(text: str, names: frozenset[str]) -> str:
    """Lower the first letter where that is safe."""
    word = _WORD.match(text)
    if not word or _keeps_capital(word.group(), text[word.end() :], names):
        return text
    return text[0].lower() + text[1:]


def _keeps_capital(word: str, rest: str, names: frozenset[str]) -> bool:
    stem = re.sub(r"['’]s$", "", word)
    low = stem.lower()
    low = low.removesuffix("s") if low.removesuffix("s") in _DAYS_AND_MONTHS else low
    if word == "I" or word.startswith(("I'", "I’")):
        return True
    if len(word) > 1 and word[1:].lower() != word[1:]:
        return True  # ADHD, McDonald, iPad
    if len(word) == 1 and word != "A":
        return True  # an initial: K., B
    if stem in names or low in _DAYS_AND_MONTHS | _LANGUAGES | _PROPER | _TITLES:
        return True
    # “Harry Potter” is a name; in “Reading with Leo” or “On Monday” the second word is one.
    following = _WORD.match(rest.lstrip(" "))
    second = following.group() if following else ""
    return second.istitle() and len(second) > 1 and second not in names | _known_words(second)


def _known_words(word: str) -> frozenset[str]:
    """Return `word` alone if it always has a capital, so says nothing of the word before."""
    always = _DAYS_AND_MONTHS | _LANGUAGES | _PROPER | _TITLES
    return frozenset({word}) if word.lower() in always else frozenset()


def _known_names(values: Values) -> frozenset[str]:
    names: set[str] = set()
    for key in ("child.name", "teacher.name", "me.name", "school.name"):
        value = values.get(key)
        if isinstance(value, str):
            names.update(_WORD.findall(value))
    return frozenset(names)


def _rows(value: Value) -> list[str]:
    if isinstance(value, tuple):
        return [
            row if isinstance(row, str) else " – ".join(cell for cell in row if cell)
            for row in value
        ]
    return [line for line in as_text(value).split("\n") if line.strip()]
