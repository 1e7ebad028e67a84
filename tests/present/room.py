"""A small presentation: one choice with a branch, two questions, a message, and a talk."""

from __future__ import annotations

from datetime import date
from functools import cache

from coach.interview.answers import settle
from coach.present.deck import Material
from coach.present.state import Presentation
from coach.scenario.load import read
from coach.scenario.model import Practice, Scenario
from tests.rehearse import small

SCENARIO = """
format = 1
id = "lost-jacket"
title = "A lost jacket"
summary = "Ask where it went."

[[section]]
id = "all"
title = "The jacket"

[[section.step]]
id = "safe"
kind = "choice"
title = "Danger"
ask = "Is anyone in danger?"
options = [
  { id = "no", label = "No" },
  { id = "yes", label = "Yes", goto = "urgent", points_to = ["safety"] },
  { id = "unsure", label = "Not sure", hint = "One more question helps." },
]

[[section.step]]
id = "who_knows"
kind = "text"
title = "Who knows more"
ask = "Who could tell you more?"
when = 'safe == "unsure"'
practice = ["ask-around"]
weak = "Nobody."
example = "the woman at the gate"

[[section.step]]
id = "since"
kind = "text"
title = "Since when"
ask = "Since when are you not sure?"
optional = true
when = 'safe == "unsure"'

[[section.step]]
id = "child"
kind = "text"
title = "The name"
ask = "Name?"
field = "child.name"
weak = "my youngest"
example = "Leo"

[[section.step]]
id = "seen"
kind = "text"
title = "What you saw"
ask = "What did {{ child.name }} say, and what did you see?"
why = "One time helps to look."
practice = ["specific-example"]
weak = "He is always upset after class."
example = "On Monday it was gone after lunch."

[[section.step]]
id = "wish"
kind = "lines"
title = "What you wish for"
ask = "What could help?"
why = "A small wish is easy to grant."
practice = ["bring-options"]
optional = true
most = 2
weak = "everything"
example = "a name in it"

[[message]]
id = "note"
title = "Note"
channels = ["email"]
subject = "A jacket"

[[message.part]]
text = "Hello,"

[[message.part]]
text = "{{ seen|sentence }}"

[[message.part]]
when = 'safe == "unsure"'
text = "I asked {{ who_knows|clause }}."

[[message.part]]
when = "wish"
text = "It would help to have {{ wish|items }}."

[[card]]
they_say = "It must be at home."
you_say = "It may be. On Monday it hung in the hall. What do you see there after lunch?"
avoid = "You never look."
reaction = "at-home"
"""

SAMPLE = {
    "safe": "no",
    "child": "Leo",
    "seen": "On Monday it was gone after lunch.",
    "wish": ("a hook of his own",),
}
NOW = 1_800_000_000
"""Some time: seconds since 1970."""


@cache
def scenario() -> Scenario:
    """The small scenario."""
    return read(SCENARIO, "lost-jacket.toml")


def material(**sample: object) -> Material:
    """What the small presentation is made of.

    Args:
        sample: answers that differ from the family's.
    """
    answers = {
        step.id: settle(step, {**SAMPLE, **sample}[step.id])
        for step in scenario().steps()
        if step.id in {**SAMPLE, **sample}
    }
    return Material(
        scenario=scenario(),
        sample=answers,
        title="Leo and his father",
        about="A jacket that is gone.",
        practices={
            "specific-example": Practice(
                id="specific-example", name="One example", says="Tell one time."
            )
        },
        shared=small.shared(),
        own=small.own(),
    )


def begun(**changes: object) -> Presentation:
    """The small presentation at its beginning."""
    fresh = Presentation(scenario="lost-jacket", sample="leo", mood="warm", day=date(2026, 9, 1))
    return fresh.but(**changes)
