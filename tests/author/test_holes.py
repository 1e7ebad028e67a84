"""A gap in a text is seen, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from coach.author.cover.holes import holes, kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She said “”", "empty-quotes"),
        ("She said “ ”.", "empty-quotes"),
        ("The plan () says so.", "empty-quotes"),
        ("What helps: .", "nothing-after"),
        ("What helps:.", "nothing-after"),
        ("Hello, .", "nothing-after"),
        ("On Monday, . He cried.", "nothing-after"),
        ("He cried..", "doubled-stop"),
        ("He cried,, and left.", "doubled-stop"),
        ("Is he sad?.", "doubled-stop"),
        ("He asked “Why?”.", "doubled-stop"),
        ("He said “No.”.", "doubled-stop"),
        ("He waits….", "doubled-stop"),
        ("Hello ,", "space-before"),
        ("He was sad .", "space-before"),
        ("He said “ no”", "space-before"),
        ("He  was sad", "doubled-space"),
        (", and he left", "starts-with-mark"),
        ("He left.\n. And", "starts-with-mark"),
        ("It is a apple.", "a-or-an"),
        ("It is an banana.", "a-or-an"),
        ("A IEP is a plan.", "a-or-an"),
        ("I'm a aunt.", "a-or-an"),
        ("an university", "a-or-an"),
        ("a hour", "a-or-an"),
        ("a “open” door", "a-or-an"),
        ("Hi {{ name }}", "template"),
    ],
)
def test_a_gap_is_seen(text: str, kind: str) -> None:
    assert kind in {hole.kind for hole in holes(text)}
    assert kind in kinds()


@pytest.mark.parametrize(
    "text",
    [
        "Hello Ms. Okafor,\n\nI'm Leo's aunt.",
        "He said: “I can't.” Then he left.",
        "Wait... He said “Why?” and left.",
        "At 3 p.m., we met. Then etc., and so on.",
        "A university, a one-page note, a user, a unit, a European, once a year.",
        "An hour, an honest word, an heir, an IEP, an 8-year-old, an 11th, a 504 plan, a 9.",
        "An uncle, an umbrella, an uninvited guest, an unusual day, an undone task.",
        "Plan A is done. Group A or B. I got an A. Vitamin A is fine.",
        "- One thing\n- Another\n  Source: the law.",
        "“Is it?” she asked. (Wait. Count to five.)",
        "Name: ______",
        "a US school, a UK school, an FAQ, a FAPE, an LEA, a LEA",
        "What do you see?\nWhat helps:\n- a walk",
        "You said: “It is fine”; I saw tears.",
        "He goes to “The Den” (a quiet room), and reads.",
    ],
)
def test_good_prose_has_none(text: str) -> None:
    assert holes(text) == ()
