"""What the tests of every scenario share: random walks, holes, and our own prose."""

from __future__ import annotations

import random
from datetime import date

from coach.compose.outcome import Outcome, compose
from coach.export.text import letter_text
from coach.interview.answers import Answers, empty, fault
from coach.interview.path import path
from coach.scenario.evaluate import Value
from coach.scenario.model import Scenario, Step
from coach.scenario.template import parse
from coach.scenario.tree import If

WORDS = "some words of a parent"
"""What a random parent types."""

SECRET = "kept to themselves"
"""What a random parent types where it must not leave the screen."""


def any_value(step: Step, dice: random.Random) -> Value:
    """A value that `step` takes and that stays in here; empty now and then, if it may be."""
    if step.kind == "note" or (step.optional and dice.random() < 0.4):
        return empty(step)
    match step.kind:
        case "choice":
            return dice.choice([option.id for option in step.options if not option.goto])
        case "many":
            ids = [option.id for option in step.options]
            return tuple(dice.sample(ids, dice.randint(1, min(len(ids), step.most or 2))))
        case "lines":
            return tuple(f"thing {number}" for number in range(dice.randint(1, step.most or 3)))
        case "table":
            return (tuple("cell" for _column in step.columns),)
        case "scale":
            return dice.randint(*step.range)
        case "date":
            return date(2026, 10, dice.randint(1, 28))
        case "text":
            return SECRET if step.private else WORDS


def walk(scenario: Scenario, seed: int, fixed: Answers | None = None) -> Answers:
    """Answer whatever is asked, at random, to the end. What `fixed` has is answered so."""
    dice = random.Random(seed)
    answers: dict[str, Value] = {}
    while (present := path(scenario, answers).present) is not None:
        value = any_value(present, dice)
        answers[present.id] = (fixed or {}).get(present.id, value)
        wrong = fault(present, answers[present.id])
        assert wrong is None, (present.id, answers[present.id], wrong)
    return answers


_KNOWN: dict[tuple[int, tuple[tuple[str, Value], ...]], tuple[Scenario, Outcome]] = {}
"""What answers came to: many tests look at the same hundreds of walks. The scenario is kept
beside, so that no other gets its number."""


def outcome(scenario: Scenario, answers: Answers) -> Outcome:
    """What answers come to that lead to the end."""
    key = id(scenario), tuple(answers.items())
    if key not in _KNOWN:
        found = path(scenario, answers)
        assert found.finished, found.present
        _KNOWN[key] = scenario, compose(scenario, found)
    return _KNOWN[key][1]


def texts(said: Outcome) -> list[str]:
    """Every text of an outcome that may be sent or said."""
    return [
        *(letter_text(letter.subject, letter.body) for letter in said.letters),
        *(point.text for point in said.points),
        *(text for card in said.cards for text in (card.they_say, card.you_say, card.avoid)),
    ]


# ------------------------------------------------------------------ every branch

HOLES = ("  ", " ,", " .", "..", ",,", ": .", "“”", " ?", "{{", "None", "()", ":\n\n")


def assert_no_holes(said: Outcome, answers: Answers) -> None:
    """Assert that nothing is missing in any text, and that nothing private is in one."""
    for text in texts(said):
        # A source stands under its fact, two spaces in; a blank is for a pen.
        plain = text.replace("\n  Source: ", "\nSource: ").replace("______", "blank")
        for hole in HOLES:
            assert hole not in plain, (hole, text, answers)
        assert SECRET not in text, (text, answers)
        for paragraph in plain.split("\n\n"):
            assert not paragraph.startswith((",", ".", ";", ":")), text


def assert_every_word_is_reached(scenario: Scenario, walks: list[Answers]) -> None:
    """Assert that some walk comes to every step, part, point and card."""
    steps: set[str] = set()
    parts: set[tuple[str, str]] = set()
    points: set[str] = set()
    cards: set[str] = set()
    for answers in walks:
        said = outcome(scenario, answers)
        steps |= {step.id for step in path(scenario, answers).steps}
        parts |= {(letter.id, part.id) for letter in said.letters for part in letter.paragraphs}
        points |= {point.text for point in said.points}
        cards |= {card.avoid for card in said.cards}
    assert {step.id for step in scenario.steps()} - steps == set()
    written = {
        (message.id, part.id or part.use) for message in scenario.message for part in message.part
    }
    assert written - parts == set()
    assert len(points) >= len(scenario.point)
    assert {card.avoid for card in scenario.card if "{" not in card.avoid} - cards == set()


# ------------------------------------------------------------------ how it reads


def prose(scenario: Scenario) -> list[str]:
    """Everything of ours that a parent reads, without its template marks."""
    found: list[str] = []
    for step in scenario.steps():
        found += [step.ask, step.why, *(option.label for option in step.options)]
        found += [option.hint for option in step.options]
    found += [point.text for point in scenario.point]
    found += [text for card in scenario.card for text in (card.they_say, card.you_say, card.avoid)]
    return [plain for text in found if text for plain in plain_sides(text)]


MOST_SIDES = 64
"""Enough for any text of ours; more ifs in one text than this makes are taken one at a time."""


def plain_sides(text: str) -> list[str]:
    """Return `text` with each side of its ifs in turn, names put in for values."""
    sides = [""]
    for node in parse(text):
        match node:
            case If(branches, orelse):
                options = [body for _test, body in branches] + [orelse]
                said = ["".join(getattr(part, "text", "Leo") for part in body) for body in options]
                if len(sides) * len(said) <= MOST_SIDES:
                    sides = [side + choice for side in sides for choice in said]
                else:
                    sides = [
                        side + said[at % len(said)] for at, side in enumerate(sides * len(said))
                    ][:MOST_SIDES]
            case _:
                words = getattr(node, "text", None) or getattr(node, "one", None) or "Leo"
                sides = [side + words for side in sides]
    return sides
