"""A hard relationship, as parents, teachers and principals get it: every kind of trouble."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from coach.interview.answer_file import sample_answers
from coach.interview.answers import Answers
from coach.interview.path import path
from coach.scenario.evaluate import holds
from coach.scenario.library import find, practices, sample_names
from coach.scenario.model import Card, Part, Point, Scenario, Situation, Step
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

ID = "difficult-relationship"
SAMPLES = sample_names(ID)
TROUBLES = ("silence", "dismissal", "clash", "broken", "payback")
MOVES = ("reset", "meeting", "evaluation")
PRIVATE = ("harsh", "feared", "kind_reading", "limits", "helper", "everything", "long_goal")
"""What goes onto the parent's own pages only."""
OWN_PAGES = ("handout", "meeting")

Citing = Step | Part | Point | Card


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return find(ID)


@pytest.fixture(scope="module")
def walks(scenario: Scenario) -> list[Answers]:
    return [walk(scenario, seed) for seed in range(800)]


def sent(scenario: Scenario, answers: Answers) -> Iterator[str]:
    """What another person may get to read or hear."""
    for letter in outcome(scenario, answers).letters:
        if letter.channel not in OWN_PAGES:
            yield f"{letter.subject}\n{letter.body}"


def test_samples_differ_as_families_do(scenario: Scenario) -> None:
    families = [sample_answers(scenario, name) for name in SAMPLES]
    assert {family["pronouns"] for family in families} == {"she", "he", "they", "name"}
    assert {family.get("trouble") for family in families} == {*TROUBLES, None}
    assert {family.get("next_move") for family in families} == {*MOVES, None}
    assert {family.get("evaluated") for family in families} >= {"yes", "no"}
    assert {family["safe"] for family in families} == {"no", "not-sure"}
    assert {family.get("root") for family in families} >= {"no", "maybe"}
    assert {family.get("pace") for family in families} >= {"short", "long"}
    assert {"guardian", "foster", "aunt", "own", "none"} <= {family["role"] for family in families}
    assert any(family.get("language") for family in families)
    assert any(family.get("plan_line") for family in families)
    assert len({family["child_name"] for family in families}) == len(families)
    others = {
        str(sample_answers(find("first-contact"), name)["my_name"]).split()[-1]
        for name in sample_names("first-contact")
    }
    assert others.isdisjoint(str(family["my_name"]).split()[-1] for family in families)


def test_every_practice_that_names_this_scenario_is_taught(scenario: Scenario) -> None:
    cited = {id for step in scenario.steps() for id in step.practice}
    shown = {id for point in scenario.point for id in point.practice}
    shown |= {id for card in scenario.card for id in card.practice}
    shown |= {id for message in scenario.message for part in message.part for id in part.practice}
    ours = {id for id, practice in practices().items() if ID in practice.scenarios}
    assert ours == cited | shown
    assert len(ours) == 34


# ------------------------------------------------------------------ every branch


def test_every_step_part_point_and_card_is_reached(
    scenario: Scenario, walks: list[Answers]
) -> None:
    assert_every_word_is_reached(scenario, walks)


def test_no_text_ever_has_a_hole_in_it(scenario: Scenario, walks: list[Answers]) -> None:
    for answers in walks:
        assert_no_holes(outcome(scenario, answers), answers)


def test_every_message_has_the_length_that_serves(scenario: Scenario, walks: list[Answers]) -> None:
    for answers in walks:
        for letter in outcome(scenario, answers).letters:
            if letter.range:
                fewest, most = letter.range
                assert fewest <= letter.words <= most, (letter.id, letter.words, answers)


def test_lengths_are_those_that_serve(scenario: Scenario) -> None:
    words = {message.id: message.words for message in scenario.message}
    assert words["reset-email"] == words["reset-letter"] == (80, 140)
    assert words["follow-up"] == (80, 160)
    assert words["evaluation-request"] == (120, 220)
    assert words["holding"] == (25, 60)


def test_a_tired_parent_gets_through(scenario: Scenario, walks: list[Answers]) -> None:
    for answers in walks:
        needed = [step for step in path(scenario, answers).steps if not step.optional]
        quick = answers.get("next_move") == "reset" and answers["pace"] == "short"
        assert len(needed) <= (19 if quick else 24), [step.id for step in needed]


# ------------------------------------------------------------------ safety


def test_safety_stands_first_and_an_open_door_is_named_on_each_line(scenario: Scenario) -> None:
    safe, worry = scenario.steps()[:2]
    assert [(option.id, option.goto) for option in safe.options] == [
        ("no", ""),
        ("not-sure", ""),
        ("yes", "urgent"),
    ]
    assert {option.id: option.goto for option in worry.options} == {
        "feels-wrong": "",
        "self-harm": "urgent",
        "adult-harm": "urgent",
        "weapon": "urgent",
        "bullying": "urgent-report",
        "unfair": "urgent-report",
        "injury": "urgent-report",
    }
    assert all("safety" in option.points_to for option in worry.options)


def situations(scenario: Scenario, answers: Answers) -> set[Situation]:
    """What these answers point to."""
    return {
        situation
        for step in path(scenario, answers).steps
        for option in step.options
        if answers.get(step.id) == option.id
        for situation in option.points_to
    }


def shown(scenario: Scenario, answers: Answers) -> Iterator[Citing]:
    """Every step, part, point and card that these answers bring up."""
    found = path(scenario, answers)

    def on(guard: str) -> bool:
        return not guard or bool(holds(parse_guard(guard), found.values))

    yield from found.steps
    shared = {part.id: part for part in scenario.part}
    for message in scenario.message:
        if on(message.when):
            for part in message.part:
                whole = shared[part.use] if part.use else part
                if on(part.when) and on(whole.when):
                    yield part
                    yield whole
    yield from (point for point in scenario.point if on(point.when))
    yield from (card for card in scenario.card if on(card.when))


def test_no_idea_stands_where_it_could_do_harm(scenario: Scenario, walks: list[Answers]) -> None:
    known = practices()
    met: set[Situation] = set()
    for answers in walks:
        there = situations(scenario, answers)
        met |= there
        for shape in shown(scenario, answers) if there else ():
            for id in shape.practice:
                assert there.isdisjoint(known[id].not_when), (id, shape)
    assert met == {"safety", "discrimination"}


SLOWS_OR_DOUBTS = re.compile(
    r"\b(breathe|calm\w*|sleep on it|tomorrow|be patient|give it time|kindest|meant well|"
    r"their side|your side|misunder\w+|are you sure|overreact\w*|keep trying|try again|start again|"
    r"good year|teachers?|maybe|prove|investigat\w+)\b",
    re.IGNORECASE,
)


def test_on_the_path_of_harm_nothing_slows_doubts_or_sends_to_the_teacher(
    scenario: Scenario, walks: list[Answers]
) -> None:
    harm = [answers for answers in walks if answers["safe"] == "not-sure"]
    assert len(harm) > 100
    for answers in harm:
        said = outcome(scenario, answers)
        assert [letter.id for letter in said.letters] == ["worry-note", "worry-call", "worry-page"]
        ours = [letter.tip + letter.body for letter in said.letters]
        ours += [point.text for point in said.points]
        ours += [card.you_say for card in said.cards]
        for step in path(scenario, answers).steps[2:]:
            ours += [step.title, step.ask, step.why, step.example]
            ours += [option.label + option.hint for option in step.options]
        for text in ours:
            assert not SLOWS_OR_DOUBTS.search(text), text


def test_a_worry_is_told_whole_with_an_ask_and_a_day(scenario: Scenario) -> None:
    answers = sample_answers(scenario, "nell")
    note = outcome(scenario, answers).letter("worry-note")
    assert note is not None
    assert note.register == "record"
    order = (
        "asking you to look into it",
        "What I noticed",
        "I don't want it to be my turn",
        "office",
    )
    places = [note.body.index(words) for words in (*order, "library", "Fri 20 Nov", "Thank you")]
    assert places == sorted(places)
    without = outcome(scenario, {**answers, "reply_by": None}).letter("worry-note")
    assert without is not None
    assert "the end of the next school day" in without.body


def test_nobody_is_pressed_and_nobody_was_told_by_us(
    scenario: Scenario, walks: list[Answers]
) -> None:
    page = outcome(scenario, sample_answers(scenario, "nell")).letter("worry-page")
    assert page is not None
    assert "Do not ask for details" in page.body
    assert "Nobody has been told yet" in page.body
    for answers in walks[:200]:
        assert not any("alerted" in text for text in texts(outcome(scenario, answers)))


def test_unfair_treatment_leads_to_a_report_or_leaves_out_the_kindest_reading(
    scenario: Scenario, walks: list[Answers]
) -> None:
    root = scenario.step("root")
    assert root is not None
    assert {option.id: (option.goto, option.points_to) for option in root.options} == {
        "no": ("", ()),
        "maybe": ("", ("discrimination",)),
        "yes": ("urgent-report", ("discrimination",)),
    }
    for answers in walks:
        if answers.get("root") == "maybe":
            assert not {"kind_reading", "contacts"} & set(answers)
            said = outcome(scenario, answers)
            assert said.letter("unfair-page") is not None
            assert said.letter("three-contacts") is None


def test_a_child_who_is_scared_is_not_kept_here(scenario: Scenario) -> None:
    step = scenario.step("holds_back")
    assert step is not None
    assert {option.id: option.goto for option in step.options}["scared"] == "urgent-report"
    assert step.options[0].id == "private"


# ------------------------------------------------------------------ what stays on the own page


def test_what_is_only_for_the_parent_goes_into_no_message(scenario: Scenario) -> None:
    for name in SAMPLES:
        answers = sample_answers(scenario, name)
        secret = dict(answers)
        for id in PRIVATE:
            if answers.get(id):
                secret[id] = ("xyzzy",) if id == "everything" else "xyzzy"
        for text in sent(scenario, secret):
            assert "xyzzy" not in text


def test_what_is_vented_is_kept_by_nobody(scenario: Scenario, walks: list[Answers]) -> None:
    vent = scenario.step("vent")
    assert vent is not None
    assert vent.private
    assert vent.optional
    assert all(answers["heat"] >= 7 for answers in walks if "vent" in answers)


def test_the_whole_list_is_parked_and_one_or_two_things_go_on(scenario: Scenario) -> None:
    said = outcome(scenario, sample_answers(scenario, "ines"))
    page, email = said.letter("own-page"), said.letter("reset-email")
    assert page is not None
    assert email is not None
    assert "The spelling list comes on Thursday" in page.body
    assert "spelling list" not in email.body
    assert "The two things I'd like to look at with you: the mornings" in email.body
    assert said.points[0].text.startswith("(For you, on top of the page. In three years: to like")


# ------------------------------------------------------------------ each trouble, each next step


def test_the_kind_of_trouble_decides_the_words(scenario: Scenario, walks: list[Answers]) -> None:
    telling = {
        "silence": "my message reached you",
        "dismissal": "what you see and what I see",
        "clash": "start again",
        "broken": "agreed",
        "payback": "something that matters for",
    }
    met: set[object] = set()
    for answers in walks:
        if answers.get("next_move") != "reset" or answers.get("channel") not in ("email", "letter"):
            continue
        note = outcome(scenario, answers).letter(f"reset-{answers['channel']}")
        assert note is not None
        trouble = answers["trouble"]
        met.add(trouble)
        assert telling[str(trouble)] in note.body
        purpose = " ".join(part.text for part in note.paragraphs[:2])
        assert telling[str(trouble)] in purpose
        for other in set(TROUBLES) - {trouble}:
            assert telling[other] not in note.body
    assert met == set(TROUBLES)


def test_every_note_ends_with_thanks_and_a_name(scenario: Scenario, walks: list[Answers]) -> None:
    for answers in walks[:400]:
        for letter in outcome(scenario, answers).letters:
            if letter.channel in ("email", "letter"):
                assert letter.body.endswith(WORDS)
                assert "hank you" in letter.body


def test_a_third_person_is_asked_for_as_a_help(scenario: Scenario, walks: list[Answers]) -> None:
    for answers in walks:
        if not answers.get("third"):
            continue
        said = outcome(scenario, answers)
        assert said.letter("plan") is not None
        assert said.letter("follow-up") is not None
        request = said.letter("meeting-request")
        if request:
            assert "It is a request for help" in request.body
            assert "What " in request.body or "some words" in request.body


def test_to_the_principal_it_says_what_happened_and_what_was_tried(scenario: Scenario) -> None:
    request = outcome(scenario, sample_answers(scenario, "bo")).letter("meeting-request")
    assert request is not None
    order = (
        "Hello Mr. Abernathy",
        "sit down with Mrs. Kettering and me",
        "On Tue 6 Oct, Mrs. Kettering and I agreed",
        "Since then",
        "The plan says: “Student will have two movement breaks before lunch.”",
        "What has been tried so far",
        "What Bo needs",
        "Fri 20 Nov",
    )
    places = [request.body.index(words) for words in order]
    assert places == sorted(places)


def test_who_had_no_answer_does_not_claim_to_have_talked(scenario: Scenario) -> None:
    asked = "Have you talked to the teacher?"
    fixed: Answers = {"trouble": "silence", "tried": (), "ways": ("email",), "first_sent": ""}
    answers = {"safe": "no", **fixed, "next_move": "meeting", "third": "principal"}
    said = outcome(scenario, walk(scenario, 1, {**answers, "address": "third"}))
    (card,) = (card for card in said.cards if card.they_say == asked)
    assert card.you_say.startswith("I tried by email, and had no answer so far.")


def test_an_outside_evaluation_is_asked_for_only_after_the_schools_own(
    scenario: Scenario, walks: list[Answers]
) -> None:
    met: set[object] = set()
    for answers in walks:
        said = outcome(scenario, answers)
        yes = answers.get("evaluated") == "yes"
        met.add(answers.get("evaluated"))
        request, page = said.letter("evaluation-request"), said.letter("evaluation-page")
        assert (request is not None) == (page is not None) == yes
        if request and page:
            assert request.register == "record"
            assert request.body.startswith("Date: ______")
            assert "I disagree with that evaluation" in request.body
            assert "34 CFR 300.502" in page.body
            assert "parentcenterhub.org" in page.body
            assert said.letter("own-page") is not None
        elif answers.get("next_move") == "evaluation":
            assert said.letter("plan") is not None  # a meeting about the facts comes first
    assert {"yes", "no"} <= met


def test_fear_of_payback_meets_no_promise(scenario: Scenario, walks: list[Answers]) -> None:
    for answers in walks:
        said = outcome(scenario, answers)
        page = said.letter("payback-page")
        assert (page is not None) == (answers.get("trouble") == "payback")
        if page:
            assert "Nobody can promise" in page.body
            assert "34 CFR 100.7(e)" in page.body
            carried = answers["carrier"] != "me"
            assert (said.letter("carry") is not None) == carried
            assert (said.letters[0].id == "carry") == carried
        for text in sent(scenario, answers):
            assert "34 CFR" not in text
            assert "afraid" not in text
            assert "payback" not in text


def test_a_nudge_goes_another_way_on_days_that_we_call_ours(scenario: Scenario) -> None:
    waited = scenario.step("waited")
    assert waited is not None
    assert "often" in waited.why
    page = outcome(scenario, sample_answers(scenario, "malik")).letter("own-page")
    assert page is not None
    assert "our own advice" in page.body
    for words in ("After two school days", "After five", "After that"):
        assert words in page.body


def test_an_answer_that_is_owed_can_wait_with_two_lines(
    scenario: Scenario, walks: list[Answers]
) -> None:
    for answers in walks:
        holding = outcome(scenario, answers).letter("holding")
        assert (holding is not None) == (answers.get("owe") == "yes")


def test_a_question_that_asks_for_a_defense_is_not_sent(scenario: Scenario) -> None:
    said = outcome(scenario, sample_answers(scenario, "kai"))
    page = said.letter("own-page")
    assert page is not None
    assert "Why did you give a zero?" in page.body
    assert "starts with “what” or “how”" in page.body
    for text in sent(scenario, sample_answers(scenario, "kai")):
        assert "Why did you" not in text
    assert not any("Why did you" in point.text for point in said.points)


CARDS = (
    "two minutes",
    "the same",
    "is fine in class",
    "won't try",
    "at home?",
    "tried everything",
    "No other parent",
    "tears",
    "no answer",
    "A school word",
    "hostile",
    "five people",
    "shall we do it like that",
    "came out wrong",
)


def test_there_is_an_answer_to_what_teachers_say(scenario: Scenario, walks: list[Answers]) -> None:
    for words in CARDS:
        assert any(words in card.they_say for card in scenario.card), words
    for answers in walks[:400]:
        cards = outcome(scenario, answers).cards
        least = 12 if answers.get("channel") else 6
        assert len(cards) >= least, answers
        assert len({card.they_say for card in cards}) == len(cards)


# ------------------------------------------------------------------ how it reads


def test_our_own_words_are_easy_to_read(scenario: Scenario) -> None:
    found = prose(scenario)
    assert grade(" . ".join(found)) <= 6
    lengths = [len(words) for text in found for words in sentences(text)]
    assert sum(lengths) / len(lengths) <= 14
    assert max(lengths) <= 25


BLAME = ("you failed", "you never", "your fault", "obviously", "i demand", "unacceptable", "!!")


def test_we_never_blame_anyone_ourselves(scenario: Scenario) -> None:
    ours = [side for card in scenario.card for side in plain_sides(card.you_say)]
    ours += [side for point in scenario.point for side in plain_sides(point.text)]
    ours += [side for part in scenario.part for side in plain_sides(part.text)]
    for text in ours:
        assert not any(word in text.casefold() for word in BLAME), text


def test_nobody_is_asked_what_is_none_of_our_business(scenario: Scenario) -> None:
    asked = " ".join(step.ask + step.why for step in scenario.steps()).casefold()
    for word in ("immigra", "income", "religio", "custody", "married", "divorce"):
        assert word not in asked
