"""First contact as its readers get it: every family, every channel, word for word."""

from __future__ import annotations

import random

import pytest

from coach.compose.outcome import Outcome, compose
from coach.export.text import letter_text
from coach.interview.answer_file import sample_answers
from coach.interview.answers import Answers, empty, fault
from coach.interview.path import path
from coach.scenario.evaluate import Value
from coach.scenario.library import practices, sample_names
from coach.scenario.model import Scenario, Step
from coach.scenario.template import parse
from coach.scenario.tree import If
from coach.tone.reading import grade, sentences

SAMPLES = sample_names("first-contact")
CHANNELS = ("email", "letter", "phone", "meeting", "text", "unknown")
TAUGHT = frozenset(
    "shared-goal permission-to-reach-out two-experts partner-stance assume-good-intent "
    "effort-both-sides start-early choose-start-channel ask-preferred-channel brief-intro "
    "three-by-three child-helps interest-hook strengths-with-needs clear-disclosure team-invite "
    "early-info-saves-time positive-feedback respect-time reinforce-at-home tell-child-team "
    "self-advocacy".split()
)


def outcome(scenario: Scenario, answers: Answers) -> Outcome:
    found = path(scenario, answers)
    assert found.finished, found.present
    return compose(scenario, found)


def test_samples_differ_as_families_do(first_contact: Scenario) -> None:
    families = [sample_answers(first_contact, name) for name in SAMPLES]
    assert {family["pronouns"] for family in families} == {"she", "he", "they", "name"}
    assert {family["timing"] for family in families} == {"new-year", "mid-year", "hard-start"}
    assert {family["channel"] for family in families} == set(CHANNELS)
    assert {family["disclose"] for family in families} == {"yes", "not-yet", "no"}
    assert {"grandmother", "foster"} <= {family["role"] for family in families}
    assert any(family.get("second_home") for family in families)
    assert any(family.get("language") for family in families)
    assert len({family["child_name"] for family in families}) == len(families)


def test_every_first_contact_practice_is_taught(first_contact: Scenario) -> None:
    by_steps = {id for step in first_contact.steps() for id in step.practice}
    by_all = by_steps.union(
        *(point.practice for point in first_contact.point),
        *(card.practice for card in first_contact.card),
    )
    assert by_steps >= TAUGHT
    assert by_all <= set(practices())


def test_every_practice_of_the_guidance_has_its_own_words() -> None:
    known = practices()
    assert len(known) == 54
    assert len({practice.says for practice in known.values()}) == 54
    assert set(known["breathe-first"].not_when) == {"safety"}


# ------------------------------------------------------------------ every branch


def any_value(step: Step, dice: random.Random) -> Value:
    """A value that `step` takes; empty now and then, where it may be."""
    if step.kind == "note" or (step.optional and dice.random() < 0.4):
        return empty(step)
    match step.kind:
        case "choice":
            return dice.choice([option.id for option in step.options if not option.goto])
        case "many":
            return tuple(dice.sample([option.id for option in step.options], 1))
        case "lines":
            return tuple(f"thing {number}" for number in range(dice.randint(1, step.most or 3)))
        case "table":
            return (tuple("cell" for _column in step.columns),)
        case "scale":
            return dice.randint(*step.range)
        case "date":
            import datetime

            return datetime.date(2026, 10, dice.randint(1, 28))
        case "text":
            return "some words of a parent"


def walk(scenario: Scenario, seed: int) -> Answers:
    """Answer whatever is asked, at random, to the end."""
    dice = random.Random(seed)
    answers: dict[str, Value] = {}
    while (present := path(scenario, answers).present) is not None:
        answers[present.id] = any_value(present, dice)
        assert fault(present, answers[present.id]) is None
    return answers


@pytest.fixture(scope="module")
def walks(first_contact: Scenario) -> list[Answers]:
    return [walk(first_contact, seed) for seed in range(1_500)]


def test_every_step_part_point_and_card_is_reached(
    first_contact: Scenario, walks: list[Answers]
) -> None:
    steps: set[str] = set()
    paragraphs: set[tuple[str, str]] = set()
    points: set[str] = set()
    cards: set[str] = set()
    for answers in walks:
        found = path(first_contact, answers)
        said = compose(first_contact, found)
        steps |= {step.id for step in found.steps}
        paragraphs |= {
            (letter.id, part.id) for letter in said.letters for part in letter.paragraphs
        }
        points |= {point.text for point in said.points}
        cards |= {card.avoid for card in said.cards}
    assert steps == {step.id for step in first_contact.steps()}
    assert paragraphs == {
        (message.id, part.id or part.use)
        for message in first_contact.message
        for part in message.part
    }
    assert len(points) >= len(first_contact.point)
    assert {card.avoid for card in first_contact.card if "{" not in card.avoid} <= cards


HOLES = ("  ", " ,", " .", "..", ",,", ": .", "“”", " ?", "{{", "None", "()", ":\n\n")


HOLES = ("  ", " ,", " .", "..", ",,", ": .", "“”", " ?", "{{", "None", "()", ":\n\n")


def test_no_message_ever_has_a_hole_in_it(first_contact: Scenario, walks: list[Answers]) -> None:
    for answers in walks:
        said = outcome(first_contact, answers)
        texts = [letter_text(letter.subject, letter.body) for letter in said.letters]
        texts += [point.text for point in said.points]
        texts += [card.you_say for card in said.cards]
        for text in texts:
            for hole in HOLES:
                assert hole not in text.replace("______", "blank"), (hole, text, answers)
            for paragraph in text.split("\n\n"):
                assert not paragraph.startswith((",", ".", ";", ":")), text


def test_every_letter_ends_with_thanks_and_a_name(
    first_contact: Scenario, walks: list[Answers]
) -> None:
    for answers in walks[:300]:
        for letter in outcome(first_contact, answers).letters:
            if letter.channel in ("email", "letter"):
                assert letter.body.endswith("some words of a parent")
                assert "hank you" in letter.body


def test_the_purpose_stands_in_the_first_two_sentences(
    first_contact: Scenario, walks: list[Answers]
) -> None:
    for answers in walks[:200]:
        letter = outcome(first_contact, answers).letters[0]
        if letter.channel == "email":
            opening = " ".join(part.text for part in letter.paragraphs[:2])
            assert any(word in opening for word in ("say hello", "work on", "hello"))


# ------------------------------------------------------------------ how it reads


def prose(scenario: Scenario) -> list[str]:
    """Everything of ours that a parent reads, without its template marks."""
    texts: list[str] = []
    for step in scenario.steps():
        texts += [step.ask, step.why, *(option.label for option in step.options)]
        texts += [option.hint for option in step.options]
    texts += [point.text for point in scenario.point]
    texts += [text for card in scenario.card for text in (card.they_say, card.you_say, card.avoid)]
    return [plain for text in texts if text for plain in plain_sides(text)]


def plain_sides(text: str) -> list[str]:
    """Return `text` with each side of its ifs in turn, names put in for values."""
    sides = [""]
    for node in parse(text):
        match node:
            case If(branches, orelse):
                options = [body for _test, body in branches] + [orelse]
                said = ["".join(getattr(part, "text", "Leo") for part in body) for body in options]
                sides = [side + choice for side in sides for choice in said]
            case _:
                words = getattr(node, "text", None) or getattr(node, "one", None) or "Leo"
                sides = [side + words for side in sides]
    return sides


def test_our_own_words_are_easy_to_read(first_contact: Scenario) -> None:
    texts = prose(first_contact)
    assert grade(" . ".join(texts)) <= 6
    lengths = [len(words) for text in texts for words in sentences(text)]
    assert sum(lengths) / len(lengths) <= 14
    assert max(lengths) <= 25


BLAME = ("you failed", "you never", "your fault", "obviously", "i demand", "unacceptable", "!!")


def test_we_never_blame_anyone_ourselves(first_contact: Scenario) -> None:
    ours = [
        text
        for card in first_contact.card
        for text in plain_sides(card.you_say) + plain_sides(card.they_say)
    ]
    ours += [side for point in first_contact.point for side in plain_sides(point.text)]
    for text in ours:
        assert not any(word in text.casefold() for word in BLAME), text


def test_nobody_is_asked_what_is_none_of_our_business(first_contact: Scenario) -> None:
    asked = " ".join(step.ask + step.why for step in first_contact.steps()).casefold()
    for word in ("immigra", "income", "religio", "custody", "married", "divorce"):
        assert word not in asked
