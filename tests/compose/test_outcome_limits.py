"""What is composed ends somewhere, whatever an author wrote and a parent typed; and says so."""

from __future__ import annotations

import pytest

from coach.compose.outcome import (
    MOST_IN_ALL,
    MOST_IN_LETTER,
    MOST_IN_LINE,
    MOST_IN_NOTE,
    Outcome,
    compose,
    prompt,
)
from coach.interview.answer_file import sample_answers
from coach.interview.answers import LONGEST
from coach.interview.path import Path, path
from coach.scenario.evaluate import MOST_WORK, Value, render
from coach.scenario.library import sample_names
from coach.scenario.model import Card, Message, Option, Part, Point, Scenario, Section, Step
from coach.scenario.template import parse

OUTPUTS = "{{ a|sentence }}" * 400
TYPED = "word " * (LONGEST // 5 - 1) + "end"


def hostile(messages: int = 35, parts: int = 3) -> Scenario:
    """A scenario within all limits that names a long answer as often as it may."""
    steps = (
        Step(id="a", kind="text", ask="What?"),
        Step(
            id="b",
            kind="many",
            ask=OUTPUTS,
            options=tuple(
                Option(id=f"o{n}", label="Label", says=OUTPUTS.replace("sentence", "quote"))
                for n in range(10)
            ),
        ),
    )
    part = Part(text=OUTPUTS + "{{ b|says }}" * 100, heading=OUTPUTS)
    return Scenario(
        format=1,
        id="hostile",
        title="Hostile",
        summary="Hostile.",
        section=(Section(id="one", title="One", step=steps),),
        message=tuple(
            Message(
                id=f"m{n}",
                title=OUTPUTS,
                channels=("email",),
                subject=OUTPUTS,
                tip=OUTPUTS,
                part=(part,) * parts,
            )
            for n in range(messages)
        ),
        point=(Point(group="ask", text=OUTPUTS),) * 20,
        card=(Card(they_say=OUTPUTS, you_say=OUTPUTS, avoid=OUTPUTS),) * 20,
    )


@pytest.fixture(scope="module")
def along() -> tuple[Scenario, Path]:
    scenario = hostile()
    return scenario, path(scenario, {"a": TYPED, "b": tuple(f"o{n}" for n in range(10))})


@pytest.fixture(scope="module")
def said(along: tuple[Scenario, Path]) -> Outcome:
    return compose(*along)


def size(said: Outcome) -> int:
    letters = sum(len(each.body) + len(each.subject) + len(each.title) for each in said.letters)
    notes = sum(len(point.text) for point in said.points)
    return letters + notes + sum(len(c.they_say + c.you_say + c.avoid) for c in said.cards)


def test_all_of_it_has_an_end(said: Outcome) -> None:
    assert MOST_IN_ALL / 2 < size(said) < MOST_IN_ALL * 1.1


def test_a_letter_that_is_cut_says_so_and_how_long_it_may_be(said: Outcome) -> None:
    first = said.letters[0]
    assert first.cut
    assert MOST_IN_LETTER <= len(first.body) < MOST_IN_LETTER * 1.1
    assert "cut here" in first.paragraphs[-1].text
    assert f"{MOST_IN_LETTER:,} characters" in first.paragraphs[-1].text
    assert "kept whole" in first.paragraphs[-1].text
    assert first.paragraphs[-1].steps == ()
    assert len(first.subject) <= MOST_IN_LINE
    assert len(first.title) <= MOST_IN_LINE + 2


def test_the_answers_themselves_are_whole(along: tuple[Scenario, Path], said: Outcome) -> None:
    _scenario, found = along
    assert found.values["a"] == TYPED
    assert TYPED[1:] in said.letters[0].body


def test_a_point_and_a_card_say_it_too() -> None:
    scenario = hostile(messages=1, parts=1)
    said = compose(scenario, path(scenario, {"a": TYPED, "b": ()}))
    assert "cut here" in said.points[0].text
    assert len(said.points[0].text) < MOST_IN_NOTE * 1.1
    assert "cut here" in said.cards[0].you_say


def test_a_prompt_has_an_end(along: tuple[Scenario, Path]) -> None:
    asked = prompt(*along, OUTPUTS)
    assert len(asked) == MOST_IN_NOTE + 2
    assert asked.endswith(" …")


def test_reading_much_and_saying_little_has_an_end_too() -> None:
    template = parse("{% if a|sentence == a|quote %}x{% endif %}" * 180)
    values: dict[str, Value] = {"a": TYPED}
    made = render(template, values, {"sentence": lambda v, n, s: v, "quote": lambda v, n, s: ""})
    assert made.cut
    assert made.work <= MOST_WORK + 2 * LONGEST


def test_a_text_may_be_as_long_as_it_may_be() -> None:
    whole = render(parse("{{ a }}"), {"a": "x" * 50}, {}, most=50)
    assert (whole.text, whole.cut) == ("x" * 50, False)
    cut = render(parse("{{ a }}."), {"a": "x" * 50}, {}, most=50)
    assert (cut.text, cut.cut) == ("x" * 50, True)


def test_no_family_meets_a_limit(first_contact: Scenario) -> None:
    for name in sample_names("first-contact"):
        answers = sample_answers(first_contact, name)
        long = {
            id: " ".join(["Words of a parent."] * 100)
            if isinstance(value, str) and value and not first_contact.step(id).options
            else value
            for id, value in answers.items()
        }
        for given in (answers, long):
            assert not any(
                each.cut for each in compose(first_contact, path(first_contact, given)).letters
            )


def test_what_is_written_knows_where_it_comes_from(first_contact: Scenario) -> None:
    answers = sample_answers(first_contact, "leo")
    said = compose(first_contact, path(first_contact, answers))
    for letter in said.letters:
        message = first_contact.message[letter.at]
        assert message.id == letter.id
        for paragraph in letter.paragraphs:
            part = message.part[paragraph.at]
            assert (part.id or part.use) == paragraph.id
    for point in said.points:
        assert first_contact.point[point.at].group == point.group
    assert [card.at for card in said.cards] == sorted({card.at for card in said.cards})
