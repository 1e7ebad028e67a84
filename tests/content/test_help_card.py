"""The help card: complete numbers, dated, and no claim that anyone was told."""

from __future__ import annotations

from datetime import date

from coach.scenario.library import facts, help_card


def test_the_numbers_are_complete_and_right() -> None:
    said = "\n".join(f"{line.name} {line.how}" for line in help_card().helpline)
    for number in ("911", "988", "741741", "1-800-422-4453"):
        assert number in said
    # Errors seen in public pages: a wrong digit, and a line that ended in July 2025.
    assert "2253" not in said
    assert "press 3" not in said


def test_life_in_danger_comes_first() -> None:
    assert "911" in help_card().helpline[0].how


def test_it_says_that_nobody_was_told() -> None:
    card = help_card()
    assert "not contacted" in card.nobody_told or "contacts no" in card.nobody_told
    assert "local emergency number" in card.outside
    assert "?" not in card.calm


def test_every_fact_is_dated_and_cited() -> None:
    for fact in facts().values():
        assert date.fromisoformat(fact.checked_on) <= date.today()  # a day is enough
        assert fact.cite
    for line in help_card().helpline:
        assert date.fromisoformat(line.checked_on)
