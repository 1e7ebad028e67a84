"""The language that rules are written in: what a phrase finds, and what it can't say."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.tone.phrase import DEPTH, GAPS, LONGEST, WORD, phrase
from coach.tone.pieces import flat
from tests.tone.test_pieces import seconds

LISTS = {"not": ["not", "never", "no longer"], "kin": ["son", "grand*"]}


def found(written: str, text: str) -> list[str]:
    """Return what the phrase finds in `text`."""
    pattern = re.compile(phrase(written, LISTS).source)
    return [text[slice(*one.span())] for one in pattern.finditer(flat(text)) if one.group()]


def problem(written: str) -> str:
    """Return what is said of a phrase that is none."""
    with pytest.raises(CoachError) as caught:
        phrase(written, LISTS)
    return str(caught.value)


@pytest.mark.parametrize(
    ("written", "text", "words"),
    [
        # words
        ("you failed", "YOU Failed him", ["YOU Failed"]),
        ("you failed", "you  failed", ["you  failed"]),
        ("you failed", "you,\nfailed", ["you,\nfailed"]),
        ("you failed", "you failed, you failed", ["you failed", "you failed"]),
        ("you failed", "you; failed", []),
        ("you failed", "thank you failed-safe", []),
        ("you", "youth, thankyou, you-know", []),
        ("you", "you've seen you", ["you", "you"]),
        ("you didn't", "You didn’t", ["You didn’t"]),
        ("well-known", "a well-known way", ["well-known"]),
        ("niño", "El NIÑO", ["NIÑO"]),
        # the beginning of a word
        ("fail*", "failed to, failure, fails", ["failed", "failure", "fails"]),
        ("fail*", "unfailing", []),
        # this or that
        ("you (failed|forgot to|did not) help", "you forgot to help", ["you forgot to help"]),
        ("you (failed|forgot to) help", "you forgot help", []),
        ("failed|forgot", "I forgot", ["forgot"]),
        ("a (b|c (d|e)) f", "a c e f", ["a c e f"]),
        # perhaps
        (
            "you really? failed",
            "you failed, you really failed",
            ["you failed", "you really failed"],
        ),
        ("really? failed", "failed", ["failed"]),
        ("you failed (so much)?", "you failed so much", ["you failed so much"]),
        ("why not ?", "why not? Why not", ["why not?"]),
        # lists
        ("he does <not> eat", "he does no longer eat", ["he does no longer eat"]),
        ("my <kin>", "my grandson", ["my grandson"]),
        ("<kin>", "sonnet, parson", []),
        # any word, and gaps
        ("you _ me", "you told me", ["you told me"]),
        ("you _ me", "you me", []),
        ("you .. me", "you me", ["you me"]),
        ("you .. me", "you one two three me", ["you one two three me"]),
        ("you .. me", "you one two three four me", []),
        ("you ..5 me", "you a b c d e me", ["you a b c d e me"]),
        ("you ..1 me", "you, they say, me", []),
        ("you .. me", "you? Tell me", []),
        ("you .. me", "you: tell me", []),
        # edges
        ("^ you", "You and you", ["You"]),
        ("^ you", "“You and I", ["“You"]),
        ("^ you", "- you", ["- you"]),
        ("me $", "tell me.", ["me"]),
        ("me $", "tell me!)", ["me"]),
        ("me $", "tell me now", []),
        ("tell me (now|$)", "Tell me. Tell me now", ["Tell me now"]),
        ("tell me (now|$)", "Now tell me!", ["tell me"]),
        ("tell me (now|$)", "Tell me more", []),
        ("(^|and) you", "You, and you", ["You", "and you"]),
        ("(^|and) you", "Then you", []),
        # endings stand as words
        ("i 'd like", "I’d like", ["I’d like"]),
        ("i (would|'d) like", "I would like", ["I would like"]),
        ("you failed", "you'd failed", []),
        ("you", "you'll, youth", ["you"]),
        ("ms okafor", "Ms. Okafor", ["Ms. Okafor"]),
        # signs
        ("so, you", "so, you; so , you", ["so, you", "so , you"]),
        ("so, you", "so you", []),
        ("now !", "Now!", ["Now!"]),
        ("note :", "Note: this", ["Note:"]),
        ('your " help "', 'your “help”, your "help"', ["your “help”", 'your "help"']),
        ('your " help "', "your help, your ‘help’, “your help”", []),
        # captures find what is in them
        ("why did you {_ ..2} ?", "Why did you move her seat?", ["Why did you move her seat?"]),
    ],
)
def test_it_finds(written: str, text: str, words: list[str]) -> None:
    assert found(written, text) == words


def test_what_is_in_braces_is_kept_in_order() -> None:
    read = phrase("{_} told {me|us} {_ ..2}")
    assert read.captures == 3
    one = re.search(read.source, "she told us to go home")
    assert one is not None
    assert one.groups() == ("she", "us", "to go home")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "find nothing"),
        ("   ", "find nothing"),
        ("..", "find nothing"),
        ("really?", "find nothing"),
        ("really? (so much)?", "find nothing"),
        ("^", "find nothing"),
        ("^ (so|and)? $", "find nothing"),
        ("(now|$)", "find nothing"),
        ("(^|$) now", "nothing in its brackets"),
        ("a | really?", "find nothing"),
        ("a |", "one side"),
        ("| a", "one side"),
        ("(a", "not closed"),
        ("{a", "not closed"),
        ("(a}", "not closed"),
        ("a)", "closes nothing"),
        ("()", "nothing in its brackets"),
        ("a () b", "nothing in its brackets"),
        ("a (b? c?) d", "nothing in its brackets"),
        ("a ? ? *", "means nothing"),
        ("a+", "means nothing"),
        ("[ab]", "means nothing"),
        (r"\w", "means nothing"),
        ("a.b", "means nothing"),
        ("<nobody>", "no list"),
        ("<not", "means nothing"),
        ("..9 a", "gaps"),
        ("a ..8 b ..8 c ..1 d", "gaps"),
        (" a ".join([".."] * (GAPS + 1)), "gaps"),
        ("(" * (DEPTH + 1) + "a" + ")" * (DEPTH + 1), "deep"),
        ("a " * LONGEST, "characters"),
    ],
)
def test_what_is_no_phrase_is_said(written: str, says: str) -> None:
    assert says in problem(written)


def test_a_list_that_is_missing_is_said_with_those_there_are() -> None:
    assert "kin, not" in problem("<nobody>")


def test_an_empty_list_is_missing() -> None:
    with pytest.raises(CoachError, match="no list"):
        phrase("<empty>", {"empty": []})


def test_the_longest_of_a_list_is_tried_first() -> None:
    lists = {"late": ["late", "late again", "late again today"]}
    one = re.search(phrase("<late>", lists).source, "late again today")
    assert one is not None
    assert one.group() == "late again today"


@pytest.mark.parametrize(
    ("written", "anchors"),
    [
        ("you failed", {"failed"}),
        ("you (failed|forgot to) call", {"call"}),
        ("(failed|forgot to) him", {"failed", "forgot"}),
        ("very? late", {"late"}),
        ("fail*", None),
        ("_ ..", None),
        ("a | fail*", None),
        ("<not> ..", {"not", "never", "longer"}),
    ],
)
def test_a_sentence_without_its_anchors_need_not_be_looked_at(
    written: str, anchors: set[str] | None
) -> None:
    assert phrase(written, LISTS).anchors == anchors


def test_one_word_of_each_part_has_to_be_there() -> None:
    read = phrase("(you|she) really? (failed|forgot) <not>", LISTS)
    assert read.may_be_in({"you", "forgot", "never"})
    assert not read.may_be_in({"you", "forgot"})
    assert not read.may_be_in({"forgot", "never", "really"})


# ------------------------------------------------------------------ whatever is written

WORDS = ("you", "failed", "didn't", "x-ray", "of", "Ñu", "not", "grandson")
_ATOMS = st.sampled_from((*WORDS, "fail*", "<not>", "<kin>", "_", "..", "..2", "^", "$", ",", "?"))
_PHRASES = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(" ".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda some: f"({'|'.join(some)})"),
        inner.map(lambda one: f"({one})?"),
        inner.map(lambda one: f"{{{one}}}"),
    ),
    max_leaves=8,
)
_TEXTS = st.lists(
    st.sampled_from(
        (*WORDS, "failure", "no longer", "YOU", "not-you", "you’re", ",", ".", "“", "\n")
    ),
    max_size=12,
).flatmap(lambda some: st.sampled_from((" ", ", ", "-", "")).map(lambda glue: glue.join(some)))


@given(st.text(st.sampled_from("ab*(){}|?^$_,;:!.<>-' 3é\\[]+"), max_size=40))
def test_anything_is_a_phrase_or_said_to_be_none(written: str) -> None:
    try:
        read = phrase(written, {"a": ["b"]})
    except CoachError:
        return
    re.compile(read.source)


@given(_PHRASES, _TEXTS)
def test_whatever_is_found_has_an_anchor(written: str, text: str) -> None:
    """As the book does it: without an anchor among its words a sentence is passed over."""
    try:
        read = phrase(written, LISTS)
    except CoachError:
        return
    low = flat(text)
    words = set(WORD.findall(low))
    words.update(part for word in tuple(words) for part in re.split("['-]", word))
    one = re.search(read.source, low)
    assert one is None or read.may_be_in(words)


@given(_PHRASES)
def test_no_phrase_finds_nothing_in_a_blank(written: str) -> None:
    """A phrase that fits an empty place would be found between any two letters."""
    try:
        read = phrase(written, LISTS)
    except CoachError:
        return
    assert re.search(read.source, "zzz") is None or "_" in written


@pytest.mark.parametrize(
    "text",
    [
        "you " + "aaa " * 149,
        "you " + "a'a" * 190,
        "you " + "a'd" * 190,
        "you," * 150,
        "you  " * 120,
    ],
    ids=["words", "apostrophes", "endings", "commas", "spaces"],
)
@pytest.mark.parametrize("written", ["you ..8 aaa ..8 bbb", "you .. aaa .. aaa .. aaa .. bbb"])
def test_a_sentence_made_to_hang_it_is_read_at_once(written: str, text: str) -> None:
    """Beside a phrase without gaps, one with many takes a few hundred times as long at most."""
    plain, gapped = (re.compile(phrase(one).source) for one in ("you aaa bbb", written))
    short = seconds(lambda _text: [plain.findall(text) for _again in range(100)], text)
    assert seconds(gapped.findall, text) < short * 20 + 0.02
