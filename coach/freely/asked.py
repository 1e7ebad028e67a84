"""What a server is asked: the part, how the person is, the talk so far, and the line to say.

Everything that came from people passes through `Names.hide`. The rest is fixed, the same
for every family: whatever of a request depends on a family has passed through it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from coach.freely.names import Names
from coach.scenario.text import clean_line

Line = tuple[Literal["parent", "partner"], str]
"""Who said it, and what."""
MOST_LINES = 8
"""Of the talk so far."""
MOST_OF_A_LINE = 600
"""Characters."""

PART = (
    "You play one part in a practice talk, so that a parent can practise talking with a school. "
    "Say one short turn, in plain spoken English, as that person would say it aloud: three "
    "sentences and forty words at most. Write only what they say: no name before it, no "
    "quotation marks, no directions, no lists. A word in square brackets, such as [student], "
    "stands for a name: write it as it stands. Say what the given line says, in other words, "
    "and nothing beyond it: no new fact, day, promise or rule. If it asks something, ask it. "
    "Never speak as the parent. Never bring up violence, self-harm, abuse or anyone's safety."
)
"""The first message of each request."""


@dataclass(frozen=True, slots=True)
class Steer:
    """What the state machine decided.

    Attributes:
        role: who speaks: “teacher”.
        mood: how they are just now, in one line.
        heat: 0 (calm) to 5 (about to end the talk).
        says: the scripted line: what has to be said, in other words.
        about: what the talk is about, in one line without names.
    """

    role: str
    mood: str
    heat: int
    says: str
    about: str


def request_body(model: str, names: Names, steer: Steer, talk: Sequence[Line]) -> bytes:
    """Return the JSON that is sent: all that a server gets to read beside its own address."""
    body: dict[str, Any] = {"model": model} if model else {}
    body |= {
        "messages": [
            {"role": "system", "content": PART},
            {"role": "user", "content": _told(names, steer, talk)},
        ],
        "stream": True,
        "max_tokens": 200,
        "temperature": 0.7,
        "stop": ["\nParent:"],
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _told(names: Names, steer: Steer, talk: Sequence[Line]) -> str:
    def hidden(text: str) -> str:
        # Cut when hidden: half a name would not be known for one.
        return names.hide(clean_line(text))[:MOST_OF_A_LINE]

    role = hidden(steer.role)
    who = {"parent": "Parent", "partner": role.capitalize()}
    so_far = [f"{who[speaker]}: {hidden(text)}" for speaker, text in talk[-MOST_LINES:]]
    return "\n".join(
        (
            f"The part: the {role}",
            f"How they are: {hidden(steer.mood)}",
            f"Heat, from 0 (calm) to 5 (about to end the talk): {int(steer.heat)}",
            f"What the talk is about: {hidden(steer.about)}",
            "The talk so far:",
            *(so_far or ["(it begins now)"]),
            f"The given line: {hidden(steer.says)}",
            f"Say it now in other words, as the {role}.",
        )
    )
