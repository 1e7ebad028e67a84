"""Guards in plain words: what an author who knows no ids would read."""

from __future__ import annotations

import pytest

from coach.author.graph.guards import Reader, conditions, opposite
from coach.scenario.load import read

TEXT = """
format = 1
id = "words"
title = "Words"
summary = "Guards of every kind."

[[section]]
id = "all"
title = "All"

[[section.step]]
id = "topic"
kind = "choice"
title = "Topic"
ask = "What is it about?"
options = [
  { id = "plan", label = "A plan" },
  { id = "friends", label = "Friends" },
  { id = "work", label = "Homework" },
]

[[section.step]]
id = "pronouns"
kind = "choice"
title = "Which words?"
ask = "Which words fit?"
field = "child.pronouns"
options = [{ id = "she", label = "she" }, { id = "name", label = "Only: {{ child.name }}" }]

[[section.step]]
id = "told"
kind = "text"
title = "What {{ child.they }} said"
ask = "What did {{ child.name }} say?"
optional = true

[[section.step]]
id = "days"
kind = "many"
title = "Days"
ask = "On which days?"
optional = true
options = [{ id = "mon", label = "Monday" }, { id = "tue", label = "Tuesday" }]

[[section.step]]
id = "heat"
kind = "scale"
title = "Heat"
ask = "How upset are you?"

[[message]]
id = "note"
title = "Note"
channels = ["email"]
subject = "Note"
[[message.part]]
id = "one"
text = "Hello."
"""

READER = Reader(read(TEXT, "words.toml"))


@pytest.mark.parametrize(
    ("guard", "words"),
    [
        ('topic == "plan"', "Topic: “A plan”"),
        ('topic != "plan"', "Topic: not “A plan”"),
        ('not topic == "plan"', "Topic: not “A plan”"),
        ('topic in ["plan", "friends"]', "Topic: “A plan” or “Friends”"),
        ('topic not in ["plan", "friends"]', "Topic: not “A plan” or “Friends”"),
        ("told", "an answer to “What they said”"),
        ("not told", "no answer to “What they said”"),
        ("told or days", "an answer to “What they said” or “Days”"),
        ("told|open", "“What they said” is an open question"),
        ("not told|open", "“What they said” is no open question"),
        ('"mon" in days', "“Monday” in “Days”"),
        ("days|count > 1", "Days, how many: more than 1"),
        ("heat >= 7", "Heat: 7 or more"),
        ("not heat >= 7", "not so: Heat: 7 or more"),
        ("7 <= heat", "Heat: 7 or more"),
        ('child.pronouns == "name"', "Which words? “Only: the child”"),
        ('topic == "plan" and not told', "Topic: “A plan”, and no answer to “What they said”"),
        (
            'topic == "work" and told or topic == "plan"',
            "(Topic: “Homework” and an answer to “What they said”) or Topic: “A plan”",
        ),
        ('topic and topic != "plan"', "Topic: not “A plan”"),
        ('topic != "work" and topic != "plan"', "Topic: not “A plan” or “Homework”"),
        ('topic and topic != "work" and topic != "plan"', "Topic: “Friends”"),
        ("true", "always"),
    ],
)
def test_a_guard_in_plain_words(guard: str, words: str) -> None:
    assert READER.words(conditions(guard)) == words


def test_right_after_a_question_its_title_is_not_said_again() -> None:
    assert READER.words(conditions('topic == "plan"'), after="topic") == "“A plan”"


def test_the_same_said_in_two_ways_is_the_same() -> None:
    (one,), (other,) = conditions('not (topic == "plan")'), conditions("topic != 'plan'")
    assert one.key == other.key
    assert len(conditions("told and not days and told")) == 2


def test_an_opposite_is_known() -> None:
    (one,), (other,) = conditions("told or not days"), conditions("told")
    both = [each.key for each in conditions("not (told or not days)")]
    assert both == ["not(told)", "days"]
    assert opposite(one) == "(not(told) and days)"
    assert opposite(other) == "not(told)"


def test_every_title_is_one_plain_line() -> None:
    told = READER.step("told")
    assert told is not None
    assert READER.title(told) == "What they said"
    assert READER.plain(
        "{% if told %}“{{ told|quote }}”{% endif %}\n\n {{ child.name }} is here"
    ) == ("“…” the child is here")
    assert READER.plain("{{ broken") == "{{ broken"
    assert len(READER.plain("word " * 1000)) <= 120
