"""Asking a principal for help, as its readers get it: the ladder, the dates, the harm path."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from coach.compose.outcome import Letter, Outcome, prompt, values_of
from coach.interview.answer_file import sample_answers
from coach.interview.answers import Answers
from coach.interview.path import path
from coach.scenario.evaluate import Value, holds
from coach.scenario.library import facts, find, folder, practices, sample_names
from coach.scenario.model import Scenario
from coach.scenario.template import parse_guard
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

ID = "escalation"
SAMPLES = sample_names(ID)
LETTERS = ("email", "letter", "email-too")

# Three ways to the harm path: an unsure triage, an unsafe teacher, unequal treatment.
HARM: tuple[Answers, ...] = (
    {"safe": "not-sure"},
    {"safe": "no", "topic": "learning", "spoke": "safety"},
    {"safe": "no", "topic": "discrimination"},
)
REASONS = {
    "payback": "held against",
    "issue": "is part of it",
    "not-theirs": "could not decide this",
}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return find(ID)


@pytest.fixture(scope="module")
def walks(scenario: Scenario) -> list[Answers]:
    return [walk(scenario, seed) for seed in range(800)]


@pytest.fixture(scope="module")
def harmed(scenario: Scenario) -> list[Answers]:
    return [walk(scenario, seed, fixed) for fixed in HARM for seed in range(150)]


def principal_letter(said: Outcome) -> Letter:
    letter = next((letter for letter in said.letters if letter.id in LETTERS), None)
    assert letter is not None
    return letter


def with_letter(scenario: Scenario, fixed: Answers, seeds: int = 40) -> Iterator[Letter]:
    """Yield the letters that come of `fixed` and whatever else is answered."""
    for seed in range(seeds):
        answers = walk(scenario, seed, {**fixed, "channel": ("email", "letter")[seed % 2]})
        yield principal_letter(outcome(scenario, answers))


def ids_of(said: Outcome) -> set[str]:
    return {letter.id for letter in said.letters}


def body(said: Outcome, id: str) -> str:
    letter = said.letter(id)
    assert letter is not None, id
    return letter.body


def cited(said: Outcome) -> set[str]:
    """The ids of the facts that stand in any text of an outcome."""
    everything = "\n".join(letter.body for letter in said.letters)
    return {id for id, fact in facts().items() if fact.text in everything}


# ------------------------------------------------------------------ families


def test_samples_differ_as_families_do(scenario: Scenario) -> None:
    families = [sample_answers(scenario, name) for name in SAMPLES]
    assert len(families) >= 6

    def all_of(step: str) -> set[Value]:
        return {family[step] for family in families if step in family}

    assert all_of("pronouns") == {"she", "he", "they", "name"}
    assert all_of("channel") == {"email", "letter", "phone", "meeting", "unknown"}
    assert all_of("spoke") >= {"yes", "no-reply", "payback", "issue", "not-theirs"}
    assert all_of("topic") >= {"learning", "plan", "evaluation", "discrimination", "belonging"}
    assert all_of("evaluation") >= {"refused", "disagree"}
    assert all_of("form") == {"request", "complaint"}
    assert all_of("role") >= {"mother", "father", "foster", "grandfather", "own", "none"}
    assert all_of("safe") == {"no", "not-sure"}
    assert any(family.get("language") for family in families)
    assert len({family["child_name"] for family in families}) == len(families)
    assert any(
        all(not family.get(step.id) for step in path(scenario, family).steps if step.optional)
        for family in families
    )


def test_every_practice_of_this_scenario_is_taught(scenario: Scenario) -> None:
    taught = {id for step in scenario.steps() for id in step.practice}
    taught |= {id for point in scenario.point for id in point.practice}
    taught |= {id for card in scenario.card for id in card.practice}
    assert taught >= {id for id, known in practices().items() if ID in known.scenarios}
    assert taught <= set(practices())


def test_there_is_an_answer_to_what_principals_say(scenario: Scenario) -> None:
    said = " ".join(card.they_say for card in scenario.card)
    assert len(scenario.card) >= 12
    for words in ("keep an eye", "policy", "staff for that", "talked to the teacher", "I trust"):
        assert words in said
    for words in ("another student", "hostile", "Five people", "evaluation", "discuss staff"):
        assert words in said


# ------------------------------------------------------------------ every branch


def test_every_step_part_point_and_card_is_reached(
    scenario: Scenario, walks: list[Answers]
) -> None:
    assert_every_word_is_reached(scenario, walks)


def test_no_text_ever_has_a_hole_in_it(scenario: Scenario, walks: list[Answers]) -> None:
    for answers in walks:
        assert_no_holes(outcome(scenario, answers), answers)


def test_every_message_keeps_to_its_length(scenario: Scenario, walks: list[Answers]) -> None:
    for answers in walks:
        for letter in outcome(scenario, answers).letters:
            if letter.range:
                fewest, most = letter.range
                assert fewest <= letter.words <= most, (letter.id, letter.words, answers)


def test_lengths_are_those_that_serve(scenario: Scenario) -> None:
    lengths = {message.id: message.words for message in scenario.message}
    assert lengths["email"] == lengths["letter"] == (180, 300)
    assert lengths["request"] == (120, 220)
    assert lengths["note"] == (80, 160)
    assert (lengths["voicemail"] or (0, 999))[1] <= 70


def test_letters_are_for_the_record_and_end_with_thanks_and_a_name(
    scenario: Scenario, walks: list[Answers]
) -> None:
    for answers in walks[:300]:
        for letter in outcome(scenario, answers).letters:
            assert letter.register == "record"
            if letter.id in (*LETTERS, "request", "note", "note-harm"):
                assert f"Thank you,\n{WORDS}" in letter.body


FIRST = {"email": "email", "unknown": "email", "letter": "letter", "phone": "phone"}


def test_what_was_asked_for_comes_first(scenario: Scenario, walks: list[Answers]) -> None:
    for answers in walks[:400]:
        first = outcome(scenario, answers).letters[0].id
        if answers["channel"] != "meeting":
            assert first == FIRST[str(answers["channel"])]
        elif answers.get("spoke") not in (None, "safety"):
            assert first == "plan"


# ------------------------------------------------------------------ the steps before


def test_those_who_could_start_with_the_teacher_are_led_there(scenario: Scenario) -> None:
    step = scenario.step("spoke")
    assert step is not None
    ways_out = {option.id: option.goto for option in step.options if option.goto}
    assert ways_out == {"none": "concern", "rocky": "difficult-relationship"}
    assert step.options[0].goto == "concern"


ROWS = (
    ("Mon 2 Nov", "phone", "a new seat", "one week"),
    ("Tue 6 Oct", "email", "no answer yet", ""),
    ("Wed 4 Nov", "at pick-up", "wait", "nothing"),
)


@pytest.mark.parametrize("spoke", ["yes", "no-reply"])
def test_earlier_talks_stand_right_after_the_purpose_in_the_order_given(
    scenario: Scenario, spoke: str
) -> None:
    fixed: Answers = {"safe": "no", "topic": "learning", "spoke": spoke, "history": ROWS}
    for letter in with_letter(scenario, fixed):
        ids = [part.id for part in letter.paragraphs]
        assert ids[ids.index("purpose") + 1] == "contacts"
        contacts = letter.paragraphs[ids.index("contacts")].text
        assert [contacts.index(row[0]) for row in ROWS] == sorted(
            contacts.index(row[0]) for row in ROWS
        )
        assert ("not solved" if spoke == "yes" else "no reply") in contacts


@pytest.mark.parametrize("spoke", REASONS)
def test_a_reason_for_no_earlier_talk_is_said_plainly_and_early(
    scenario: Scenario, spoke: str
) -> None:
    for letter in with_letter(scenario, {"safe": "no", "topic": "learning", "spoke": spoke}):
        ids = [part.id for part in letter.paragraphs]
        assert ids[ids.index("purpose") + 1] == "contacts"
        contacts = letter.paragraphs[ids.index("contacts")].text
        assert "I have not raised it with" in contacts
        assert REASONS[spoke] in contacts


def test_fear_of_payback_gets_more_than_a_kind_word(scenario: Scenario) -> None:
    fixed: Answers = {"safe": "no", "topic": "learning", "spoke": "payback"}
    for letter in with_letter(scenario, {**fixed, "share": "ask-me"}):
        assert "Please talk with me before you show this letter to anyone." in letter.body
        assert "how you will make sure that this is not held against" in letter.body
        assert "in the room" in letter.body
    for letter in with_letter(scenario, {**fixed, "share": "yes"}, 10):
        assert "before you show this letter" not in letter.body


def test_the_letter_asks_who_decides_where_the_parent_does_not_know(scenario: Scenario) -> None:
    fixed: Answers = {"safe": "no", "topic": "other", "decider": "unknown", "spoke": "yes"}
    for letter in with_letter(scenario, fixed, 10):
        assert "Please tell me who decides about this." in letter.body


def test_the_order_lets_a_stranger_follow(scenario: Scenario, walks: list[Answers]) -> None:
    order = ["greeting", "purpose", "contacts", "facts", "effect", "asking", "meeting", "reply"]
    order += ["sign-off", "extras"]
    for answers in walks[:300]:
        for letter in outcome(scenario, answers).letters:
            if letter.id in LETTERS:
                ids = [part.id for part in letter.paragraphs if part.id != "date"]
                assert ids == [id for id in order if id in ids]


def test_an_answer_is_asked_for_by_a_day(scenario: Scenario) -> None:
    fixed: Answers = {"safe": "no", "topic": "other", "spoke": "yes", "reply_by": None}
    for letter in with_letter(scenario, fixed, 10):
        assert "within five school days" in letter.body


# ------------------------------------------------------------------ harm


def test_the_harm_path_offers_nothing_that_harm_switches_off(
    scenario: Scenario, harmed: list[Answers]
) -> None:
    off = {id for id, known in practices().items() if "safety" in known.not_when}
    shared = {part.id: part for part in scenario.part}
    for answers in harmed:
        found = path(scenario, answers)
        values = values_of(found)
        said = outcome(scenario, answers)
        taught = {id for step in found.steps for id in step.practice}
        guarded = [(point.when, point.practice) for point in scenario.point]
        guarded += [(card.when, card.practice) for card in scenario.card]
        for when, practice in guarded:
            if not when or holds(parse_guard(when), values):
                taught |= set(practice)
        for message in scenario.message:
            letter = said.letter(message.id)
            shown = {part.id for part in letter.paragraphs} if letter else set()
            for part in message.part:
                if (part.id or part.use) in shown:
                    whole = shared[part.use] if part.use else part
                    taught |= set(part.practice) | set(whole.practice)
        assert not taught & off, (taught & off, answers)


SOFT = (
    "both want",
    "many families",
    "five school days",
    "twenty minutes",
    "stay quiet",
    "first step",
    "smaller",
    "can't start now",
    "the two of",
    "to be there too",
    "with everyone who",
    "good will",
    "wait and see",
)


def test_the_harm_path_asks_for_safety_now_and_doubts_nobody(
    scenario: Scenario, harmed: list[Answers]
) -> None:
    for answers in harmed:
        said = outcome(scenario, answers)
        everything = "\n".join(texts(said))
        for words in SOFT:
            assert words not in everything, (words, answers)
        found = path(scenario, answers)
        for step in found.steps[found.index("role") :]:
            asked = prompt(scenario, found, f"{step.ask} {step.why}")
            assert not any(words in asked for words in (*SOFT, "teacher", "Most things start"))
        letter = principal_letter(said)
        assert "today or tomorrow" in letter.body
        assert "Please do not ask" in letter.body
        assert "to sit down" in letter.body
        assert "teacher" not in letter.body.replace("I have not raised it with the teacher.", "")
        assert "directly" in letter.paragraphs[2 if letter.id == "letter" else 1].text
        assert {"phone", "voicemail"} <= ids_of(said)
        assert "Who else to tell today" in body(said, "next")
        assert "Coach has told nobody" in body(said, "next")


def test_the_harm_path_shows_what_was_said_as_it_was_said(scenario: Scenario) -> None:
    for fixed in HARM:
        answers = walk(scenario, 1, {**fixed, "told": "he said don't tell", "channel": "email"})
        assert "“He said don't tell.”" in body(outcome(scenario, answers), "email")


def test_an_urgent_report_is_offered_wherever_harm_shows(scenario: Scenario) -> None:
    for fixed in HARM[1:]:
        found = path(scenario, {**fixed, "plan": "unnamed", "decider": "teacher"})
        assert found.present is not None
        assert found.present.id == "route"
        assert found.present.options[0].goto == "urgent-report"
    topic = scenario.step("topic")
    assert topic is not None
    assert [option.id for option in topic.options if option.goto] == ["bullying"]
    worry = scenario.step("worry")
    assert worry is not None
    assert {option.goto for option in worry.options} == {"urgent", "urgent-report", ""}


def test_a_letter_about_harm_need_not_go_to_the_principal(scenario: Scenario) -> None:
    for fixed in HARM:
        answers = walk(scenario, 3, {**fixed, "reader": "district", "principal_name": ""})
        letter = principal_letter(outcome(scenario, {**answers, "decider": "teacher"}))
        assert letter.title.endswith("the district office")
        assert "Dear Principal" not in letter.body


def test_unequal_treatment_brings_the_facts_on_it(scenario: Scenario) -> None:
    for seed in range(20):
        said = outcome(scenario, walk(scenario, seed, {"safe": "no", "topic": "discrimination"}))
        assert {"F14", "F19"} <= cited(said)


# ------------------------------------------------------------------ complaints, evaluations, facts


def test_a_complaint_gets_what_the_form_asks_for(scenario: Scenario, walks: list[Answers]) -> None:
    seen = set()
    for answers in walks:
        said = outcome(scenario, answers)
        seen.add(answers["form"])
        assert ("form" in ids_of(said)) == (answers["form"] == "complaint")
        letters = [letter for letter in said.letters if letter.id in LETTERS]
        for letter in letters:
            assert ("complaint" in letter.body) == (answers["form"] == "complaint")
        if answers["form"] == "complaint":
            form = body(said, "form")
            for words in ("Your statement", "What shows it", "Talks so far", "put it right"):
                assert words in form
            assert "Signature: ______" in form
    assert seen == {"request", "complaint"}


def test_a_request_is_the_first_choice_and_each_says_what_follows(scenario: Scenario) -> None:
    step = scenario.step("form")
    assert step is not None
    assert [option.id for option in step.options] == ["request", "complaint"]
    assert all(option.hint for option in step.options)
    assert "form" in step.options[1].hint
    assert "deadlines" in step.options[1].hint


@pytest.mark.parametrize(
    ("evaluation", "told", "known"),
    [
        ("first", "I am asking you to evaluate", {"F1", "F2", "F3", "F4", "F5", "F11"}),
        ("refused", "I am asking again, in writing", {"F1", "F2", "F3", "F4", "F5", "F11"}),
        ("disagree", "I am asking for an independent evaluation", {"F6", "F4"}),
    ],
)
def test_an_evaluation_is_asked_for_in_a_dated_request(
    scenario: Scenario, evaluation: str, told: str, known: set[str]
) -> None:
    for seed in range(20):
        fixed: Answers = {"safe": "no", "topic": "evaluation", "evaluation": evaluation}
        said = outcome(scenario, walk(scenario, seed, fixed))
        request = body(said, "request")
        assert request.startswith("Date: ______")
        assert told in request
        assert ("independent" in request) == (evaluation == "disagree")
        assert known <= cited(said)
        assert ("F6" in cited(said)) == (evaluation == "disagree")


def test_facts_stand_only_where_an_answer_calls_for_them(
    scenario: Scenario, walks: list[Answers]
) -> None:
    for answers in walks:
        found = cited(outcome(scenario, answers))
        topic, plan = answers["topic"], answers.get("plan")
        assert "F21" in found
        assert ("F20" in found) == bool(answers.get("language"))
        assert ("F18" in found) == (topic == "time-out" and plan == "iep")
        assert ("F19" in found) == (topic == "discrimination")
        assert ("F16" in found) == (
            answers["form"] == "complaint" and (topic == "evaluation" or plan == "iep")
        )
        if topic in ("belonging", "other"):
            assert found <= {"F20", "F21"}


def test_only_what_the_parent_named_is_disclosed(scenario: Scenario, walks: list[Answers]) -> None:
    for answers in walks[:400]:
        if answers.get("plan") in (None, "unnamed") and answers["topic"] not in ("plan",):
            sent = [letter.body for letter in outcome(scenario, answers).letters[:1]]
            assert not any(re.search(r"\bIEP\b|\b504\b|disabilit", text) for text in sent)


# ------------------------------------------------------------------ after


def test_the_note_after_asks_to_be_put_right_by_a_day(
    scenario: Scenario, walks: list[Answers]
) -> None:
    for answers in walks[:100]:
        note = next(one.body for one in outcome(scenario, answers).letters if "note" in one.id)
        assert "Please tell me by ______ if I have something wrong." in note
        assert "silence" not in note


def test_the_next_rung_is_named(scenario: Scenario) -> None:
    for seed in range(20):
        said = outcome(scenario, walk(scenario, seed, {"safe": "no", "spoke": "yes"}))
        if "Who else to tell today" not in body(said, "next"):
            assert "Check your district's page" in body(said, "next")
            assert "in writing, with the reasons" in body(said, "next")


# ------------------------------------------------------------------ how it reads


def test_our_own_words_are_easy_to_read(scenario: Scenario) -> None:
    ours = prose(scenario)
    ours += [
        side
        for part in (*scenario.part, *(part for one in scenario.message for part in one.part))
        if not part.facts
        for side in plain_sides(part.text)
    ]
    assert grade(" . ".join(ours)) <= 6
    lengths = [len(words) for text in ours for words in sentences(text)]
    assert sum(lengths) / len(lengths) <= 14
    assert max(lengths) <= 25


def test_no_word_of_ours_asks_for_a_penalty() -> None:
    ours = (folder() / f"{ID}.toml").read_text(encoding="utf-8").casefold()
    assert not re.search(r"\b(fire[ds]?|firing|disciplin\w*|suspen\w*|sue|lawsuit)\b", ours)


BLAME = ("you failed", "you never", "your fault", "obviously", "i demand", "unacceptable", "!!")


def test_we_never_blame_anyone_ourselves(scenario: Scenario) -> None:
    ours = [side for card in scenario.card for side in plain_sides(card.you_say)]
    ours += [side for card in scenario.card for side in plain_sides(card.they_say)]
    ours += [side for point in scenario.point for side in plain_sides(point.text)]
    for text in ours:
        assert not any(word in text.casefold().replace("not your fault", "") for word in BLAME)


def test_nobody_is_asked_what_is_none_of_our_business(scenario: Scenario) -> None:
    asked = " ".join(step.ask + step.why for step in scenario.steps()).casefold()
    for word in ("immigra", "income", "religio", "custody", "married", "divorce"):
        assert word not in asked


def test_the_parent_is_told_what_to_leave_out(scenario: Scenario) -> None:
    step = scenario.step("leave_out")
    assert step is not None
    for words in ("member of staff", "names of other children", "Health details"):
        assert words in step.ask
