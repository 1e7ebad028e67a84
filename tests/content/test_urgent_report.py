"""The urgent report: a harm path from its first answer, for someone who is shaken."""

from __future__ import annotations

import re

import pytest

from coach.interview.answer_file import sample_answers
from coach.interview.answers import Answers
from coach.interview.path import path
from coach.scenario.library import facts_footer, find, practices, sample_names
from coach.scenario.model import Scenario
from coach.tone.reading import grade, sentences
from tests.content.walking import (
    WORDS,
    assert_every_word_is_reached,
    assert_no_holes,
    outcome,
    plain_sides,
    prose,
    texts,
    walk,
)

SAMPLES = sample_names("urgent-report")
KINDS = ("student", "unfair", "sexual", "injury", "held", "medical", "adult")
MOST_STEPS = 14


@pytest.fixture(scope="module")
def report() -> Scenario:
    return find("urgent-report")


@pytest.fixture(scope="module")
def walks(report: Scenario) -> list[Answers]:
    return [walk(report, seed) for seed in range(1_500)]


def of_kind(walks: list[Answers], *kinds: str) -> list[Answers]:
    return [answers for answers in walks if answers["kind"] in kinds]


def test_samples_differ_as_families_do(report: Scenario) -> None:
    families = [sample_answers(report, name) for name in SAMPLES]
    assert {family["pronouns"] for family in families} == {"she", "he", "they", "name"}
    assert {family["kind"] for family in families} == set(KINDS)
    assert any(family["language"] for family in families)
    assert any(not family["call_day"] for family in families)
    assert len({family["child_name"] for family in families}) == len(families)
    others = {
        str(sample_answers(find("first-contact"), name)["my_name"]).split()[-1]
        for name in sample_names("first-contact")
    }
    assert others.isdisjoint(str(family["my_name"]).split()[-1] for family in families)


# ------------------------------------------------------------------ every branch


def test_every_step_part_point_and_card_is_reached(report: Scenario, walks: list[Answers]) -> None:
    assert_every_word_is_reached(report, walks)


def test_no_text_ever_has_a_hole_in_it(report: Scenario, walks: list[Answers]) -> None:
    for answers in walks:
        assert_no_holes(outcome(report, answers), answers)


def test_every_message_has_the_length_that_serves(report: Scenario, walks: list[Answers]) -> None:
    for answers in walks:
        for letter in outcome(report, answers).letters:
            if letter.range:
                fewest, most = letter.range
                assert fewest <= letter.words <= most, (letter.title, letter.words, answers)


def test_there_is_little_to_answer(report: Scenario, walks: list[Answers]) -> None:
    assert max(len(answers) for answers in walks) <= MOST_STEPS
    needed = [step for step in report.steps() if not step.optional]
    for answers in walks:
        found = path(report, answers)
        assert sum(step in needed for step in found.steps) <= 7


# ------------------------------------------------------------------ a harm path


def test_whatever_is_picked_first_points_to_harm(report: Scenario) -> None:
    first = report.steps()[0]
    assert first.id == "kind"
    for option in first.options:
        assert "safety" in option.points_to, option.id
    unfair = first.option("unfair")
    assert unfair is not None
    assert "discrimination" in unfair.points_to


def test_danger_stands_first_and_leads_to_help(report: Scenario) -> None:
    danger = report.steps()[0].options[0]
    assert danger.goto == "urgent"
    assert "danger" in danger.label
    assert "suicide" in danger.label


def test_no_idea_is_cited_that_could_keep_someone_in_danger(report: Scenario) -> None:
    known = practices()
    cited = {id for step in report.steps() for id in step.practice}
    for shapes in (report.part, report.point, report.card):
        cited |= {id for shape in shapes for id in shape.practice}
    cited |= {id for message in report.message for part in message.part for id in part.practice}
    assert {"document", "specific-example", "respect-time", "get-help-for-yourself"} <= cited
    assert [id for id in cited if known[id].not_when] == []


SLOWS_OR_DOUBTS = re.compile(
    r"\b(breathe|calm down|cool|sleep on it|think it over|be patient|give it time|good intent|"
    r"kindest|meant well|one view|both sides|their side|misunder\w+|are you sure|overreact\w*|"
    r"really happen\w*|first talk to the teacher|talk to the teacher first|prove|investigat\w+|"
    r"why did|how exactly|exactly how|keep trying|assume|maybe)\b",
    re.IGNORECASE,
)


def ours(scenario: Scenario) -> list[str]:
    """What we ask, say and hand over ourselves; not what the school may answer."""
    found: list[str] = []
    for step in scenario.steps():
        found += [step.title, step.ask, step.why, step.example]
        found += [text for option in step.options for text in (option.label, option.hint)]
    found += [point.text for point in scenario.point]
    found += [card.you_say for card in scenario.card]
    found += [message.tip for message in scenario.message]
    found += [part.text for message in scenario.message for part in message.part if not part.facts]
    return [side for text in found if text for side in plain_sides(text)]


def test_nothing_of_ours_pauses_doubts_or_asks_for_motives(report: Scenario) -> None:
    for text in ours(report):
        assert not SLOWS_OR_DOUBTS.search(text), text


def test_nobody_is_said_to_have_been_told_by_us(report: Scenario, walks: list[Answers]) -> None:
    claim = re.compile(
        r"(we|coach|this (app|program)) (have |has )?(told|alert|contact|sent|report)", re.I
    )
    for text in ours(report):
        assert not claim.search(text), text
    for answers in walks[:300]:
        for text in texts(outcome(report, answers)):
            assert "alerted" not in text


def test_we_ask_for_no_names_and_no_punishment(report: Scenario) -> None:
    for text in ours(report):
        assert not re.search(r"\b(fired?|suspend\w*|expel\w*|punish\w*|disciplin\w*)\b", text), text
    assert "another student" in next(s for s in report.steps() if s.id == "child_name").why


# ------------------------------------------------------------------ an adult at school


def test_with_an_adult_the_first_call_is_to_those_who_are_trained(report: Scenario) -> None:
    first = report.step("first_call")
    assert first is not None
    assert report.steps()[1] is first
    assert first.options[0].goto == "urgent"
    adult = next(side for side in plain_sides(first.ask) if "first" in side)
    assert adult.startswith("Child protective services or the police take this report")


def test_a_report_about_an_adult_goes_above_that_person(
    report: Scenario, walks: list[Answers]
) -> None:
    who = report.step("who_adult")
    assert who is not None
    assert [option.id for option in who.options] == ["district", "principal"]
    adults = of_kind(walks, "adult")
    assert adults
    for answers in adults:
        assert "who" not in answers
        said = outcome(report, answers)
        note = said.letter("note")
        assert note is not None
        assert note.body.startswith(("To the district office\n", "To the principal\n"))
        assert "I will not meet with the person it is about" in note.body
        assert any("not meet with the person" in point.text for point in said.points)


def test_no_one_is_sent_to_the_person_it_is_about(report: Scenario) -> None:
    for step in report.steps():
        for option in step.options:
            assert "teacher" not in f"{option.label} {option.says} {option.hint}".casefold()
    asked = {step.id: step.ask for step in report.steps()}
    assert "not about" in asked["who"]
    assert "Never call the person" in asked["who_adult"]


# ------------------------------------------------------------------ what comes of it


def test_first_the_script_then_the_voicemail_then_the_note(
    report: Scenario, walks: list[Answers]
) -> None:
    for answers in walks:
        letters = outcome(report, answers).letters
        assert [letter.id for letter in letters] == ["phone", "voicemail", "note", "log", "facts"]
        assert {letter.register for letter in letters} == {"record"}


def test_a_voicemail_and_a_subject_say_nothing_of_what_happened(report: Scenario) -> None:
    for name in SAMPLES:
        answers = sample_answers(report, name)
        said = outcome(report, answers)
        voicemail, note = said.letter("voicemail"), said.letter("note")
        assert voicemail is not None
        assert note is not None
        for secret in (str(answers["seen"]), str(answers.get("told", ""))):
            for word in re.findall(r"\w{7,}", secret.replace(str(answers["child_name"]), "")):
                assert word not in voicemail.body + note.subject, word


def test_the_note_is_dated_and_ends_with_thanks_and_a_name(
    report: Scenario, walks: list[Answers]
) -> None:
    for answers in walks[:300]:
        note = outcome(report, answers).letter("note")
        assert note is not None
        dated = re.search(r"I reported this by phone on (\w{3} \d{1,2} \w{3}|______)\.", note.body)
        assert dated, note.body
        assert (dated[1] == "______") == (not answers["call_day"])
        assert "tell me today" in note.body
        assert "end of the next school day" in note.body
        assert note.body.endswith(WORDS)
        assert "Thank you" in note.body


def test_what_a_child_said_stands_as_it_was_said(report: Scenario) -> None:
    said = outcome(report, sample_answers(report, "tomas"))
    for id in ("phone", "note"):
        letter = said.letter(id)
        assert letter is not None
        assert "What Tomás said: “The lunch man squeezed me.”" in letter.body
    eli = outcome(report, sample_answers(report, "eli")).letter("note")
    assert eli is not None
    assert "“I couldn't get out. I said sorry and they didn't open the door.”" in eli.body
    # Reported words are no quotation, and no one takes them for the parent's own.
    priya = outcome(report, sample_answers(report, "priya")).letter("phone")
    assert priya is not None
    assert "What Priya said: She said he did it last week too." in priya.body


NEEDED = {
    "student": ("I know that you can't tell me about another student",),
    "unfair": ("civil rights coordinator", "report of unfair treatment"),
    "sexual": ("Title IX coordinator", "report of sexual harassment"),
    "injury": ("the school's own report",),
    "held": ("the school's own report",),
    "medical": ("knows the risk and what to do",),
    "adult": ("only with those who must act on it",),
}
CITED = {
    "student": ("bullied, you can ask", "against the law to punish"),
    "unfair": ("bullied, you can ask", "against the law to punish", "180 days"),
    "sexual": ("Title IX coordinator", "against the law to punish", "180 days"),
    "injury": ("school records", "10 school days"),
    "held": ("school records", "10 school days"),
    "medical": ("Section 504",),
    "adult": ("school records",),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_own_ask_and_its_own_facts(
    report: Scenario, walks: list[Answers], kind: str
) -> None:
    for answers in of_kind(walks, kind)[:60]:
        said = outcome(report, answers)
        note, facts = said.letter("note"), said.letter("facts")
        assert note is not None
        assert facts is not None
        assert any(words in note.body for words in NEEDED[kind]), note.body
        for words in CITED[kind]:
            assert words in facts.body, (kind, words)
        assert "parentcenterhub.org" in facts.body
        assert facts.body.endswith(facts_footer())
        assert ("interpret" in facts.body) == bool(answers["language"])


CARDS = (
    "Are you sure?",
    "We will look into it.",
    "I can't discuss another student.",
    "Let's wait until Monday.",
    "Write it down for us.",
    "come and tell us?",
    "It was only play.",
    "That staff member is not here today.",
)


def test_there_is_an_answer_to_what_schools_say(report: Scenario, walks: list[Answers]) -> None:
    for words in CARDS:
        assert any(words in card.they_say for card in report.card), words
    for answers in walks[:300]:
        cards = outcome(report, answers).cards
        assert len(cards) >= 8
        assert len({card.they_say for card in cards}) == len(cards)


def test_a_child_is_not_pressed(report: Scenario, walks: list[Answers]) -> None:
    card = next(card for card in report.card if "come and tell us" in card.they_say)
    assert "press" in card.you_say
    assert "trained" in card.you_say
    told = report.step("told")
    assert told is not None
    assert "no need to ask" in told.why
    for answers in walks[:200]:
        log = outcome(report, answers).letter("log")
        assert log is not None
        assert ("no need to ask for more" in log.body) == (answers["kind"] != "medical")


# ------------------------------------------------------------------ how it reads


def test_our_own_words_are_easy_to_read(report: Scenario) -> None:
    found = prose(report)
    assert grade(" . ".join(found)) <= 6
    lengths = [len(words) for text in found for words in sentences(text)]
    assert sum(lengths) / len(lengths) <= 14
    assert max(lengths) <= 25


def test_every_message_of_every_walk_is_easy_to_read(
    report: Scenario, walks: list[Answers]
) -> None:
    for answers in walks[:300]:
        for letter in outcome(report, answers).letters:
            assert grade(letter.body) <= 8, letter.title


def test_nobody_is_asked_what_is_none_of_our_business(report: Scenario) -> None:
    asked = " ".join(step.ask + step.why for step in report.steps()).casefold()
    for word in ("immigra", "income", "religio", "custody", "married", "divorce"):
        assert word not in asked
