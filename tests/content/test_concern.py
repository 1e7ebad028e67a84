"""A concern as its readers get it: every topic, every route, the harm path."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from coach.compose.outcome import Letter, Outcome
from coach.interview.answer_file import sample_answers
from coach.interview.answers import Answers
from coach.interview.path import path
from coach.scenario.evaluate import holds
from coach.scenario.library import facts, find, practices, sample_names
from coach.scenario.model import Card, Part, Point, Scenario, Step
from coach.scenario.template import parse_guard
from coach.tone.reading import grade, sentences
from tests.content.walking import (
    SECRET,
    assert_every_word_is_reached,
    assert_no_holes,
    outcome,
    plain_sides,
    prose,
    texts,
    walk,
)

SAMPLES = sample_names("concern")
TOPICS = ("academic", "behavior", "friendship", "homework", "worry", "plan", "school-message")
HARM: Answers = {"safe": "not-sure", "worry": "none"}
EVALUATION: Answers = {
    "safe": "no",
    "topic": "academic",
    "lasted": "months",
    "plan": "none",
    "everyday": "yes",
    "evaluation": "yes",
}


@dataclass(frozen=True)
class Walk:
    """One way through, and what came of it."""

    answers: Answers
    said: Outcome

    def letter(self, id: str) -> Letter:
        """Return a letter that must be there."""
        found = self.said.letter(id)
        assert found is not None, id
        return found


def walked(scenario: Scenario, seeds: range, fixed: Answers | None = None) -> list[Walk]:
    """Walk at random, with the answers in `fixed`."""
    found = []
    for seed in seeds:
        answers = walk(scenario, seed, fixed)
        found.append(Walk(answers, outcome(scenario, answers)))
    return found


@pytest.fixture(scope="module")
def concern() -> Scenario:
    """The bundled scenario for a concern."""
    return find("concern")


@pytest.fixture(scope="module")
def walks(concern: Scenario) -> list[Walk]:
    # Each topic in turn, and each of the rare routes now and then.
    found = walked(concern, range(400))
    for number, topic in enumerate(TOPICS):
        found += walked(concern, range(number * 100, number * 100 + 50), {"topic": topic})
    return found + walked(concern, range(120), EVALUATION)


@pytest.fixture(scope="module")
def harm(concern: Scenario) -> list[Walk]:
    return walked(concern, range(300), HARM)


# ------------------------------------------------------------------ families


def test_samples_differ_as_families_do(concern: Scenario) -> None:
    families = [sample_answers(concern, name) for name in SAMPLES]
    assert {family["topic"] for family in families} == set(TOPICS)
    assert {family["pronouns"] for family in families} == {"she", "he", "they", "name"}
    assert {"email", "letter", "phone", "meeting", "text"} <= {
        family["channel"] for family in families
    }
    assert sum(family["safe"] == "not-sure" for family in families) >= 1
    assert any(family.get("evaluation") == "yes" for family in families)
    assert any(family.get("meeting") == "yes" for family in families)
    assert any(family.get("owed") == "yes" for family in families)
    assert len({family["my_name"] for family in families}) == len(families) >= 6


def test_every_practice_for_a_concern_is_taught(concern: Scenario) -> None:
    cited = {
        id
        for shape in (*concern.steps(), *parts(concern), *concern.point, *concern.card)
        for id in shape.practice
    }
    meant = {id for id, practice in practices().items() if "concern" in practice.scenarios}
    assert meant - cited == set()
    assert cited <= set(practices())


def parts(scenario: Scenario) -> list[Part]:
    return [*scenario.part, *(part for message in scenario.message for part in message.part)]


# ------------------------------------------------------------------ every branch


def test_every_step_part_point_and_card_is_reached(concern: Scenario, walks: list[Walk]) -> None:
    assert_every_word_is_reached(concern, [one.answers for one in walks])


def test_no_text_ever_has_a_hole_in_it(walks: list[Walk], harm: list[Walk]) -> None:
    for one in (*walks, *harm):
        assert_no_holes(one.said, one.answers)


def test_the_place_to_let_it_out_goes_nowhere(concern: Scenario, walks: list[Walk]) -> None:
    vented = [one for one in walks if one.answers.get("vent")]
    assert vented
    for one in vented:
        assert not any(SECRET in text for text in texts(one.said))
    step = concern.step("vent")
    assert step is not None
    assert step.private
    assert step.optional


def test_what_was_feared_and_what_is_kept_for_later_stay_in_the_notes(concern: Scenario) -> None:
    own: Answers = {
        "safe": "no",
        "topic": "school-message",
        "feared": "FEAR",
        "more": "yes",
        "parked": ("LATER",),
    }
    for one in walked(concern, range(40), own):
        for letter in one.said.letters:
            assert "FEAR" not in letter.body
            assert "LATER" not in letter.body
        said = " ".join(point.text for point in one.said.points)
        assert "FEAR" in said
        assert "later" in said.casefold()


def test_an_open_question_is_not_asked_for_twice(concern: Scenario) -> None:
    for question, again in (
        ("What do you see at lunch?", False),
        ("Is he rude?", True),
        ("Why did you move her?", True),
        ("his reading", True),
    ):
        answers = walk(concern, 1, {"safe": "no", "question": question})
        assert ("question_open" in answers) == again, question


def test_the_message_asks_the_open_question(concern: Scenario) -> None:
    asked: Answers = {
        "safe": "no",
        "question": "Is he rude?",
        "question_open": "What did you see before it?",
    }
    for channel in ("email", "letter", "phone", "meeting", "text"):
        for one in walked(concern, range(5), {**asked, "channel": channel}):
            body = one.said.letters[0].body
            assert "hat did you see before it?" in body
            assert "rude" not in body


# ------------------------------------------------------------------ order of a message


def test_the_purpose_stands_in_the_first_two_sentences(walks: list[Walk]) -> None:
    for one in walks:
        letter = one.said.letters[0]
        if letter.channel in ("email", "letter") and letter.register == "everyday":
            opening = next(part.text for part in letter.paragraphs if part.id == "opening")
            first = opening.split(". ")[:2]
            assert any(word in " ".join(first) for word in ("I'm writing about", "I'm worried"))


def test_a_question_comes_before_an_ask_and_an_ask_before_a_date(walks: list[Walk]) -> None:
    order = ("opening", "facts", "told", "pattern", "what-helps", "my-part", "reply", "sign-off")
    for one in walks:
        letter = one.said.letters[0]
        if letter.channel in ("email", "letter"):
            ids = [part.id for part in letter.paragraphs if part.id in order]
            assert ids == [id for id in order if id in ids]
            assert "facts" in ids
            assert "?" in letter.body or one.answers["safe"] != "no"
            assert "hank you,\n" in letter.body


def test_a_formal_request_is_dated_and_addressed(concern: Scenario) -> None:
    for one in walked(concern, range(60), EVALUATION):
        letter = one.letter("evaluation-request")
        assert letter.register == "record"
        assert letter.body.startswith("Date: ")
        assert "\nTo: " in letter.body
        assert "I am asking the school district for a first evaluation" in letter.body
        assert "consent form" in letter.body
        assert "reasons in writing" in letter.body
        assert "60" not in letter.body


def test_a_plan_request_says_whom_the_question_is_for(concern: Scenario) -> None:
    fixed: Answers = {"topic": "academic", "safe": "no", "plan": "iep", "meeting": "yes"}
    asked: Answers = {"teacher_name": "Dr. Stone", "question": "What works in your class?"}
    one = walked(concern, range(1), {**fixed, **asked})[0]
    assert "question for Dr. Stone: “What works in your class?”" in one.letter("plan-request").body


def test_facts_stand_in_handouts_only(concern: Scenario) -> None:
    cited: dict[str, set[str]] = {}
    for message in concern.message:
        for part in message.part:
            if part.facts:
                assert message.channels == ("handout",)
                cited.setdefault(message.id, set()).update(part.facts)
    assert cited["evaluation-facts"] >= {"F1", "F2", "F3", "F4", "F5", "F11", "F21"}
    assert cited["plan-facts"] >= {"F7", "F8", "F9", "F13"}
    assert set().union(*cited.values()) <= set(facts())
    ours = " ".join(prose(concern))
    for word in ("CFR", "IDEA", "60 days", "lawyer", "due process"):
        assert word not in ours


def test_each_plan_has_the_facts_of_its_own_law(concern: Scenario) -> None:
    for plan, there, not_there in (
        ("iep", "34 CFR 300.322", "34 CFR 104.35"),
        ("504", "34 CFR 104.35", "34 CFR 300.322"),
    ):
        own: Answers = {"topic": "academic", "safe": "no", "plan": plan, "meeting": "yes"}
        one = walked(concern, range(1), own)[0]
        assert there in one.letter("plan-facts").body
        assert not_there not in one.letter("plan-facts").body


def test_an_evaluation_is_offered_only_after_everyday_help(concern: Scenario) -> None:
    for fixed in ({"lasted": "weeks"}, {"lasted": "months", "everyday": "no"}, HARM):
        for one in walked(concern, range(30), {"topic": "academic", **fixed}):
            assert one.said.letter("evaluation-request") is None


# ------------------------------------------------------------------ where harm is possible

SOOTHING = (
    "calmer",
    "breath",
    "wait a",
    "keep it for",
    "fair question",
    "full class",
    "good intent",
    "kindest",
    "one honest view",
    "other side",
    "another side",
    "short answer is fine",
    "in the next few days",
    "two weeks",
    "usually see",
    "a thank-you",
    "talk to the teacher first",
    "tell the teacher first",
)


def shown(scenario: Scenario, one: Walk) -> list[Step | Part | Point | Card]:
    """Everything of the scenario that is on a path."""
    found = path(scenario, one.answers)
    reached: list[Step | Part | Point | Card] = [*found.steps]
    shared = {part.id: part for part in scenario.part}

    def there(guard: str) -> bool:
        return not guard or holds(parse_guard(guard), found.values)

    for message in scenario.message:
        if there(message.when):
            for part in message.part:
                if there(part.when):
                    reached += [part, *([shared[part.use]] if part.use else [])]
    reached += [point for point in scenario.point if there(point.when)]
    reached += [card for card in scenario.card if there(card.when)]
    return reached


def test_where_harm_is_possible_no_practice_is_cited_that_is_switched_off(
    concern: Scenario, harm: list[Walk]
) -> None:
    known = practices()
    for one in harm:
        for shape in shown(concern, one):
            for id in shape.practice:
                assert "safety" not in known[id].not_when, (id, shape)


def test_where_harm_is_possible_nothing_slows_anyone_down(
    concern: Scenario, harm: list[Walk]
) -> None:
    for one in harm:
        found = path(concern, one.answers)
        said = texts(one.said) + [letter.tip for letter in one.said.letters]
        said += [
            text
            for step in found.steps
            if step.id not in ("safe",)
            for source in (step.ask, step.why)
            for text in plain_harm(source)
        ]
        for text in said:
            for word in SOOTHING:
                assert word not in text.casefold(), (word, text)


def plain_harm(text: str) -> list[str]:
    """A prompt's words; where it has another side for harm, only that side."""
    sides = plain_sides(text)
    return sides[-1:] if 'safe == "no"' in text else sides


def test_where_harm_is_possible_the_message_is_complete(harm: list[Walk]) -> None:
    for one in harm:
        letter = one.said.letters[0]
        if letter.channel in ("email", "letter"):
            body = letter.body
            assert "I need your help soon" in body
            assert "who will do it, and by when" in body
            assert "lease answer" in body
            if one.answers.get("told_as_said"):
                assert "in these words" in body
        assert not any(
            one.said.letter(id) for id in ("holding", "thank-you", "evaluation-request", "card")
        )
        assert len(one.said.cards) >= 6
        assert not any("tell " + str(one.answers["child_name"]) in p.text for p in one.said.points)


def test_where_harm_is_possible_nobody_is_told_to_find_out_more(concern: Scenario) -> None:
    step = concern.step("told_as_said")
    assert step is not None
    assert "do not need to ask for more" in step.why
    assert "safe" in step.when


def test_the_triage_stands_first_and_its_answers_lead_where_they_should(concern: Scenario) -> None:
    first, second = concern.steps()[:2]
    assert first.id == "safe"
    assert second.id == "worry"
    assert [option.goto for option in first.options] == ["", "", "urgent"]
    leads = {option.id: option.goto for option in second.options}
    assert leads["self-harm"] == leads["adult"] == leads["weapon"] == "urgent"
    assert leads["bullying"] == leads["unfair"] == leads["injury"] == "urgent-report"
    assert leads["none"] == ""
    assert all("safety" in option.points_to for option in second.options)


# ------------------------------------------------------------------ how it reads


def test_our_own_words_are_easy_to_read(concern: Scenario) -> None:
    said = prose(concern)
    assert grade(" . ".join(said)) <= 6
    lengths = [len(words) for text in said for words in sentences(text)]
    assert sum(lengths) / len(lengths) <= 14
    assert max(lengths) <= 25


def test_every_message_keeps_its_length_whatever_is_skipped(walks: list[Walk]) -> None:
    """A random parent types five words each time: what is short must not be too short."""
    for one in walks:
        for letter in one.said.letters:
            if letter.range:
                fewest, most = letter.range
                assert fewest <= letter.words <= most * 1.15, (letter.id, one.answers)


BLAME = ("you failed", "you never", "your fault", "obviously", "i demand", "unacceptable", "!!")


def test_we_never_blame_anyone_ourselves(concern: Scenario) -> None:
    ours = [
        side
        for card in concern.card
        for text in (card.they_say, card.you_say)
        for side in plain_sides(text)
    ]
    ours += [side for point in concern.point for side in plain_sides(point.text)]
    ours += [side for part in parts(concern) for side in plain_sides(part.text)]
    for text in ours:
        assert not any(word in text.casefold() for word in BLAME), text


def test_nobody_is_asked_what_is_none_of_our_business(concern: Scenario) -> None:
    asked = " ".join(step.ask + step.why for step in concern.steps()).casefold()
    for word in ("immigra", "income", "religio", "custody", "married", "divorce"):
        assert word not in asked


def test_we_never_claim_that_anyone_was_told(concern: Scenario) -> None:
    said = " ".join([*prose(concern), *(message.tip for message in concern.message)]).casefold()
    for claim in ("we have told", "has been reported", "was alerted", "we contacted", "notified"):
        assert claim not in said
