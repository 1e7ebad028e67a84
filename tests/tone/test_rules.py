"""Every rule finds its own examples, and leaves alone what only looks like them."""

from __future__ import annotations

import pytest

from coach.scenario.library import practices
from coach.tone.load import FOLDER, read
from coach.tone.measures import measured
from coach.tone.message import Message, message
from coach.tone.rule import ASPECTS, Rule

BOOK = read(FOLDER)
EACH = pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
ENOUGH = 8
"""Examples of each kind that a rule has at least."""


def spots(rule: Rule, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return what `rule` finds in `text`, read as a whole message if the rule is about one."""
    found: Message = message(text, BOOK, rule.whole)
    by_phrase = [
        (at + find.start, at + find.end, find.puts)
        for at, find in found.finds
        if find.rule.id == rule.id
    ]
    by_measure = measured(found, rule) if rule.measure else []
    return [*by_phrase, *(tuple(spot) for spot in by_measure)]


@EACH
def test_every_rule_has_examples_of_both_kinds(rule: Rule) -> None:
    assert len(set(rule.matches)) >= ENOUGH
    assert len(set(rule.passes)) >= ENOUGH
    assert rule.says
    assert rule.source
    assert rule.better or rule.severity == "praise" or any(look.put for look in rule.looks)
    assert set(rule.practice) <= set(practices())
    assert not rule.lifts or rule.lifts in ASPECTS


@EACH
def test_it_finds_what_it_must(rule: Rule) -> None:
    assert [text for text in rule.matches if not spots(rule, text)] == []


@EACH
def test_it_leaves_alone_what_it_must(rule: Rule) -> None:
    assert [text for text in rule.passes if spots(rule, text)] == []


@EACH
def test_another_way_to_put_it_is_not_found_again(rule: Rule) -> None:
    again = [
        (text, put)
        for text in rule.matches
        for start, end, puts in spots(rule, text)
        for put in puts
        if any(
            a < start + len(put) and start < b
            for a, b, _puts in spots(rule, f"{text[:start]}{put}{text[end:]}")
        )
    ]
    assert again == []
