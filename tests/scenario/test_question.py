"""Open questions ask for more than yes, no or a defence."""

from __future__ import annotations

import pytest

from coach.scenario.question import is_open


@pytest.mark.parametrize(
    "text",
    [
        "What do you see in class?",
        "how does he start the day",
        "Could you tell me what happened on Monday?",
        "Can you walk me through how lunch works?",
        "He cries at night. What might explain it?",
        "When you see him with others, what does he do?",
        "I'd like to understand how the groups are made.",
        "“Which parts are hard for her?”",
        "In which lessons does it happen?",
        "And what helps?",
    ],
)
def test_these_are_open(text: str) -> None:
    assert is_open(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "Is he rude?",
        "Did you see it?",
        "Why did you move her?",
        "Why is she always alone?",
        "When you saw it, did you stop it?",
        "How could you let this happen?",
        "How come nobody called?",
        "What is wrong with you?",
        "What were you thinking?",
        "She is unhappy.",
        "What happened? Did you see it?",
    ],
)
def test_these_are_not(text: str) -> None:
    assert not is_open(text)
