"""First contact as its readers get it: every family, every channel, word for word."""

from __future__ import annotations

import pytest

from coach.interview.answer_file import sample_answers
from coach.interview.answers import Answers
from coach.scenario.library import practices, sample_names
from coach.scenario.model import Scenario
from coach.tone.reading import grade, sentences
from tests.content.walking import (
    WORDS,
    assert_every_word_is_reached,
    assert_no_holes,
    outcome,
    plain_sides,
    prose,
    walk,
)

SAMPLES = sample_names("first-contact")
CHANNELS = ("email", "letter", "phone", "meeting", "text", "unknown")
TAUGHT = frozenset(
    "shared-goal permission-to-reach-out two-experts partner-stance assume-good-intent "
    "effort-both-sides start-early choose-start-channel ask-preferred-channel brief-intro "
    "three-by-three child-helps interest-hook strengths-with-needs clear-disclosure team-invite "
    "early-info-saves-time positive-feedback respect-time reinforce-at-home tell-child-team "
    "self-advocacy".split()
)


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


@pytest.fixture(scope="module")
def walks(first_contact: Scenario) -> list[Answers]:
    return [walk(first_contact, seed) for seed in range(1_500)]


def test_every_step_part_point_and_card_is_reached(
    first_contact: Scenario, walks: list[Answers]
) -> None:
    assert_every_word_is_reached(first_contact, walks)


def test_no_message_ever_has_a_hole_in_it(first_contact: Scenario, walks: list[Answers]) -> None:
    for answers in walks:
        assert_no_holes(outcome(first_contact, answers), answers)


def test_every_letter_ends_with_thanks_and_a_name(
    first_contact: Scenario, walks: list[Answers]
) -> None:
    for answers in walks[:300]:
        for letter in outcome(first_contact, answers).letters:
            if letter.channel in ("email", "letter"):
                assert letter.body.endswith(WORDS)
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
