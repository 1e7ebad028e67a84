"""What is doubtful in a sound scenario is found, and what only looks so is left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.author.check.lints.dates import check_dates
from coach.author.check.lints.ours import readings
from coach.author.check.lints.quick import Quick
from coach.author.check.lints.reach import Reach
from coach.author.check.one_scenario import scenario_problems
from coach.author.search.possible import Unsure, answers_where
from coach.interview.path import path
from coach.scenario.findings import Findings
from coach.scenario.load import inspect
from coach.scenario.model import Practice, Scenario
from coach.scenario.places import Places
from coach.scenario.source import Source
from coach.scenario.template import parse_guard
from tests.strategies import as_toml, guards, scenarios

SOUND = (Path(__file__).parent / "sound.toml").read_text(encoding="utf-8")
PRACTICES = {
    id: Practice(id=id, name=id, says="It is taught.", not_when=not_when)
    for id, not_when in (
        ("curious-question", ()),
        ("keep-trying", ("safety",)),
        ("fair-mind", ("discrimination",)),
    )
}


def found(text: str) -> list[tuple[str, str]]:
    """Each problem's code, and the words at its place."""
    lines = text.split("\n")
    _scenario, problems = scenario_problems(
        text, "f.toml", practices=PRACTICES, facts=frozenset(), scenarios=("other",)
    )
    return [
        (each.code, lines[each.place.line - 1][each.place.column - 1 :][:16]) for each in problems
    ]


def codes(text: str) -> list[str]:
    return [code for code, _words in found(text)]


def point(text: str, *, when: str = "", practice: str = "curious-question") -> str:
    guard = f"when = '''{when}'''\n" if when else ""
    said = f'[[point]]\ngroup = "ask"\ntext = """{text}"""\npractice = ["{practice}"]\n'
    return f"{SOUND}\n{said}{guard}"


def step(lines: str) -> str:
    """The sound scenario with one more step, before what comes out of it."""
    return SOUND.replace("[[part]]", f"[[section.step]]\n{lines}\n[[part]]", 1)


# ------------------------------------------------------------------ what can be reached


@pytest.mark.parametrize(
    ("guard", "expected"),
    [
        ("topic == 'work'", []),
        ("topic == 'work' and not detail", []),
        ("topic != 'work' and not detail", []),
        ("seen", []),
        ("days >= 5", []),
        ("topic in ['work', 'friends', 'fear']", []),
        ("topic != 'work' and detail", ["E501"]),
        ("days > 5", ["E501"]),
        ("days > 3 and days < 2", ["E501"]),
        ("not topic", ["E501"]),
        ("not seen", ["E501"]),
        ("detail and (topic == 'fear' or topic == 'friends')", ["E501"]),
        ("seen or not seen", ["E502"]),
        ("topic != 'work' or topic != 'fear'", ["E502"]),
        ("topic == 'work' or topic != 'work'", ["E502"]),
        ("detail|count > 1 or detail|count < 2", ["E502"]),
        ("topic == 'work' or topic == 'fear' or topic == 'friends'", []),
        ("true", ["E502"]),
    ],
)
def test_a_guard_that_can_not_be_true_or_is_always_is_found(
    guard: str, expected: list[str]
) -> None:
    assert codes(point("Hello.", when=guard)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% if topic == 'work' %}a{% else %}b{% endif %}", []),
        ("{% if topic == 'work' %}a{% elif topic == 'work' %}b{% endif %}", ["E501"]),
        ("{% if topic == 'work' %}a{% elif topic != 'work' %}b{% endif %}", []),
        ("{% if topic == 'fear' %}{% if detail %}a{% endif %}b{% endif %}", ["E501"]),
        ("{% if days > 2 %}a{% elif days > 1 %}b{% elif days > 3 %}c{% endif %}", ["E501"]),
        ("{% if seen or not seen %}a{% endif %}", ["E502"]),
    ],
)
def test_a_test_in_a_text_is_read_with_all_that_stands_around_it(
    text: str, expected: list[str]
) -> None:
    assert codes(point(text)) == expected


def test_a_question_knows_only_what_was_asked_before_it() -> None:
    more = 'id = "more"\nkind = "note"\nask = "{% if detail %}A{% else %}B{% endif %}"\n'
    assert codes(step(more + "when = \"topic == 'work'\"")) == []
    assert found(step(more + "when = \"topic == 'fear'\"")) == [("E501", "detail %}A{% els")]


def test_a_prompt_has_a_name_for_the_child_before_it_is_asked() -> None:
    ask = 'id = "more"\nkind = "note"\nask = "{% if child.name %}A{% else %}B{% endif %}"\n'
    assert codes(step(ask)) == []


def test_a_question_that_everyone_leaves_by_hides_all_that_follows() -> None:
    text = SOUND
    for label in ('"School work"', '"Friends"', '"Fear of someone"'):
        text = text.replace(f"label = {label}", f'label = {label}, goto = "urgent"')
    assert found(text) == [("E503", "[")]


def test_a_shared_part_is_read_in_each_message_that_uses_it() -> None:
    shared = '[[part]]\nid = "all"\ntext = "{% if detail %}a{% endif %}b"\n'
    message = (
        '[[message]]\nid = "m-{0}"\ntitle = "M"\nchannels = ["letter"]\n'
        'when = "topic == \'{0}\'"\n[[message.part]]\nuse = "all"\n'
    )
    assert codes(SOUND + shared + message.format("fear")) == ["E501"]
    assert codes(SOUND + shared + message.format("fear") + message.format("work")) == []


# ------------------------------------------------------------------ what is seen at a glance


@settings(max_examples=150)
@given(st.data())
def test_a_glance_never_says_what_a_search_denies(data: st.DataObject) -> None:
    made = data.draw(scenarios())
    scenario, _problems = inspect(as_toml(made), "f.toml")
    if scenario is None:
        return
    steps = scenario.steps()
    quick = Quick(scenario)
    for number, one in enumerate(steps):
        if one.when:
            assert_same(quick.step_is_asked(number), scenario, [one.when], [True], number)
    several = data.draw(st.lists(guards(steps), min_size=1, max_size=3))
    wanted = data.draw(st.lists(st.booleans(), min_size=len(several), max_size=len(several)))
    goals = [(parse_guard(guard), want) for guard, want in zip(several, wanted, strict=True)]
    assert_same(quick.can(goals, None), scenario, several, wanted, None)


def assert_same(
    seen: bool | None, scenario: Scenario, texts: list[str], wanted: list[bool], before: int | None
) -> None:
    if seen is None:
        return
    try:
        answers = answers_where(
            scenario, [parse_guard(text) for text in texts], wanted, before=before
        )
    except Unsure:
        return
    assert seen == (answers is not None), (texts, wanted)


@given(st.data())
def test_what_is_on_some_path_is_never_said_to_be_out_of_reach(data: st.DataObject) -> None:
    from tests.strategies import answers

    scenario, _problems = inspect(as_toml(data.draw(scenarios())), "f.toml")
    if scenario is None:
        return
    reach = Reach(scenario)
    walked = path(scenario, data.draw(answers(scenario, doubtful=False)))
    ids = {one.id for one in walked.steps if one.id in walked.values}
    for number, one in enumerate(scenario.steps()):
        if one.id in ids and walked.finished:
            assert reach.asks(number), one.id


# ------------------------------------------------------------------ what is used


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('kind = "text"', ["E504"]),
        ('kind = "note"', []),
        ('kind = "text"\nprivate = true', []),
        ('kind = "text"\nfield = "child.name"', []),
        (
            'kind = "choice"\noptions = [{ id = "a", label = "A" }, '
            '{ id = "b", label = "B", points_to = ["safety"] }]',
            [],
        ),
        (
            'kind = "choice"\noptions = [{ id = "a", label = "A" }, '
            '{ id = "b", label = "B", goto = "other" }]',
            [],
        ),
    ],
)
def test_a_question_is_asked_for_something(lines: str, expected: list[str]) -> None:
    assert codes(step(f'id = "more"\nask = "What more?"\n{lines}')) == expected


# ------------------------------------------------------------------ harm


@pytest.mark.parametrize(
    ("when", "practice", "expected"),
    [
        ("", "keep-trying", ["E506"]),
        ("topic == 'fear'", "keep-trying", ["E506"]),
        ("days > 2", "keep-trying", ["E506"]),
        ("topic != 'fear'", "keep-trying", []),
        ("topic in ['work', 'friends']", "keep-trying", []),
        ("detail", "keep-trying", []),
        ("", "fair-mind", []),
        ("", "curious-question", []),
    ],
)
def test_nothing_that_is_switched_off_stands_where_an_answer_points_to_harm(
    when: str, practice: str, expected: list[str]
) -> None:
    assert codes(point("Hello.", when=when, practice=practice)) == expected


def test_a_step_before_that_answer_may_still_cite_it() -> None:
    cite = 'words = [3, 40]\npractice = ["keep-trying"]'
    assert codes(SOUND.replace("words = [3, 40]", cite)) == []
    assert codes(SOUND.replace("range = [0, 5]", 'practice = ["keep-trying"]')) == ["E506"]


def test_harm_can_not_be_allowed() -> None:
    text = point("Hello.", practice="keep-trying").replace(
        'practice = ["keep-trying"]',
        'practice = ["keep-trying"] # coach: allow E506: it will be fine',
    )
    assert codes(text) == ["E506", "E592"]


def test_who_leaves_by_that_answer_sees_nothing_of_what_follows() -> None:
    text = point("Hello.", practice="keep-trying").replace(
        'points_to = ["safety"]', 'points_to = ["safety"], goto = "urgent"'
    )
    assert codes(text) == []


# ------------------------------------------------------------------ how it reads


@pytest.mark.parametrize(
    "text",
    [
        "You never have to send it. Say clearly what you need, and not all at once.",
        "You can always ask. It is not your job to find out more. Take your time with it.",
        "Instead of “you never call”, say what you saw. “Unacceptable” helps nobody.",
        "Could everyone say their name? I would like to know who is here today.",
        "The demands of the day are many. What would help you with them the most?",
        "Ask for the Title IX coordinator. It is OK to write to the US office on TV.",
        "Press 2 for Spanish. The school day ends at 3 PM, and the office stays open.",
        "I. saw J.P. at the door!",
    ],
)
def test_plain_and_kind_words_are_left_alone(text: str) -> None:
    assert codes(point(text)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You never answer. Why?", "You never answer"),
        ("So obviously it went wrong.", "obviously it wen"),
        ("Clearly, it went wrong.", "Clearly, it went"),
        ("It is your job to see it.", "your job to see "),
        ("I demand a meeting.", "I demand a meeti"),
        ("Please answer!!", '!!"""'),
        ("It is NOT what we said.", "NOT what we said"),
        ("Everyone says so.", "Everyone says so"),
        ("Other parents think so too.", "Other parents th"),
        ("It is so because you don't like him.", "because you don'"),
    ],
)
def test_words_that_blame_push_or_shout_are_pointed_at(text: str, words: str) -> None:
    assert found(point(text)) == [("E511", words)]


def test_what_not_to_say_and_what_others_say_is_no_word_of_ours() -> None:
    card = (
        '[[card]]\nthey_say = "You people never listen!!"\nyou_say = "I do."\navoid = "You LIE!!"'
    )
    assert codes(f"{SOUND}\n{card}\n") == []


def test_a_short_form_may_be_spelled_out_before_after_or_around_it() -> None:
    spelled = "An individualized education program (IEP) is a plan."
    assert codes(point(spelled) + point("The IEP.")[len(SOUND) :]) == []
    assert codes(point("IEP: the individualized education program.")) == []
    assert codes(point("The Individuals with Disabilities Education Act (IDEA).")) == []
    assert codes(point("The IEP.") + point(spelled)[len(SOUND) :]) == ["E510"]
    assert codes(point("The IEP. Your IEP. An IEP and an FBA.")) == ["E510", "E510"]


def test_each_side_of_each_if_is_read_once() -> None:
    text = "{% if a %}one{% elif b %}two{% if c %}!{% endif %}{% else %}three{% endif %} {{ d }}"
    assert readings(text) == ["one Leo", "two! Leo", "two Leo", "three Leo"]
    assert readings("plain") == ["plain"]


def test_a_text_is_as_hard_as_its_hardest_side() -> None:
    hard = "Additional clarification concerning educational considerations is necessary. " * 4
    assert codes(point(f"{{% if days > 2 %}}Hi.{{% else %}}{hard}{{% endif %}}")) == ["E507"]


def test_lines_of_under_twenty_words_are_not_graded() -> None:
    assert codes(point("Individualized accommodations necessitate collaboration.")) == []


# ------------------------------------------------------------------ dates


@pytest.mark.parametrize(
    ("day", "is_old"),
    [
        ("2026-11-24", False),
        ("2025-11-24", False),
        ("2025-11-23", True),
        ("2026-11-25", True),
        ("", True),
        ("24.11.2026", True),
        ("9" * 5000, True),
    ],
)
def test_a_day_is_at_most_a_year_ago(day: str, is_old: bool) -> None:
    findings = Findings()
    check_dates([("F1", day, ("fact", 0))], date(2026, 11, 24), findings)
    assert len(findings) == is_old
    source = Source('[[fact]]\nchecked_on = "…"\n', "f.toml")
    for _finding, problem in findings.placed(Places(source)):
        assert (problem.code, problem.place.line, problem.place.column) == ("E512", 2, 14)
