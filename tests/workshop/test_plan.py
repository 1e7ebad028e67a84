"""An agenda: its minutes add up, its words are whole, and it fits the scenario it is for."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import pytest

from coach.author.check.one_file import other_problems
from coach.errors import CoachError
from coach.export.document import words_in
from coach.export.text import write
from coach.interview.answer_file import sample_answers
from coach.scenario import library
from coach.scenario.load import read
from coach.scenario.model import Practice
from coach.scenario.workshop import GAPS, WorkshopFile, filled, gaps
from coach.scenario.workshop import words_in as words_of
from coach.workshop.families import Family
from coach.workshop.page import page
from coach.workshop.plan import Plan, Setting, plan
from tests import golden

IDS = library.ids()
GOLDEN = Path(__file__).parent / "golden"
LONE = """
format = 1
id = "lone"
title = "Lost [jacket] {family}"
summary = "A jacket is gone. {about}"
[[section]]
id = "one"
title = "One"
[[section.step]]
id = "what"
kind = "text"
ask = "What is gone?"
[[message]]
id = "note"
title = "Note"
channels = ["email"]
[[message.part]]
text = "{{ what|sentence }}"
"""


@cache
def families(id: str) -> tuple[Family, ...]:
    scenario = library.find(id)
    return tuple(
        Family(
            name,
            library.sample(id, name).title,
            library.sample(id, name).about,
            sample_answers(scenario, name),
        )
        for name in library.sample_names(id)
    )


@cache
def planned(id: str, minutes: int = 60, people: int = 0, sample: str = "") -> Plan:
    return plan(
        Setting(id, minutes, people, sample, library.has_rehearsal(id)),
        library.find(id),
        families(id),
        library.practices(),
        library.workshop(),
    )


def blocks(made: Plan) -> list[str]:
    return [piece.block for piece in made.pieces]


# ------------------------------------------------------------------ time


@pytest.mark.parametrize("id", IDS)
def test_the_minutes_add_up_from_half_an_hour_to_three_hours(id: str) -> None:
    for minutes in (30, 31, 45, 60, 75, 90, 97, 150, 180):
        made = planned(id, minutes)
        assert sum(piece.minutes for piece in made.pieces) == minutes
        at = 0
        for piece in made.pieces:
            assert piece.start == at
            assert piece.minutes > 0
            at += piece.minutes


@pytest.mark.parametrize("id", IDS)
def test_one_that_is_too_short_says_how_long_it_has_to_be(id: str) -> None:
    with pytest.raises(CoachError) as short:
        planned(id, 10)
    least = int("".join(filter(str.isdigit, short.value.advice)))
    assert sum(piece.minutes for piece in planned(id, least).pieces) == least
    with pytest.raises(CoachError):
        planned(id, least - 1)


def test_one_that_is_too_long_says_so() -> None:
    with pytest.raises(CoachError, match="longest"):
        planned("concern", 1000)


def test_there_is_more_in_a_longer_one_and_most_of_it_is_for_doing() -> None:
    short, hour, long = (planned("concern", minutes) for minutes in (30, 60, 180))
    assert [sum(one == "practice" for one in blocks(made)) for made in (short, hour, long)] == [
        1,
        2,
        6,
    ]
    assert "role-play" not in blocks(short)
    assert "role-play" in blocks(hour)
    assert "break" not in blocks(hour)
    assert {"break", "break-2"} <= set(blocks(long))


def test_the_rounds_of_the_role_play_fit_in_its_minutes() -> None:
    for minutes in (45, 47, 60, 90, 180):
        made = planned("concern", minutes)
        piece = next(one for one in made.pieces if one.block == "role-play")
        said = next(line for line in piece.do if "rounds" in line)
        turn = int(said.split("rounds, ")[1].split()[0])
        assert 3 * turn <= piece.minutes


# ------------------------------------------------------------------ what fits the scenario


@pytest.mark.parametrize("id", IDS)
def test_it_begins_with_a_welcome_and_ends_with_a_look_back_and_a_next_step(id: str) -> None:
    for minutes in (30, 60, 180):
        names = blocks(planned(id, minutes))
        assert names[0] == "welcome"
        assert names[-2:] == ["debrief", "close"]


@pytest.mark.parametrize("id", IDS)
def test_there_is_a_role_play_only_where_there_is_something_to_rehearse(id: str) -> None:
    assert ("role-play" in blocks(planned(id, 90))) == library.has_rehearsal(id)


def test_a_card_is_filled_in_and_not_written() -> None:
    assert "fill-in" in blocks(planned("family"))
    assert "write" not in blocks(planned("family"))


@pytest.mark.parametrize("id", ["concern", "difficult-relationship", "escalation"])
def test_a_family_that_may_be_in_danger_is_not_shown_for_practice(id: str) -> None:
    """Oona's guardian does not know what happened."""
    made = planned(id)
    assert made.examples
    for example in made.examples:
        assert sample_answers(library.find(id), example.name)["safe"] == "no"


def test_the_family_that_was_asked_for_is_shown() -> None:
    made = planned("concern", sample="isak")
    assert made.examples[0].name == "isak"
    assert any("--sample isak" in command for piece in made.pieces for command in piece.type)
    with pytest.raises(CoachError, match="oona"):
        planned("concern", sample="oona")


@pytest.mark.parametrize("id", IDS)
def test_what_is_said_of_an_idea_has_no_place_in_danger_where_that_is_so(id: str) -> None:
    caution = library.workshop().caution
    for piece in planned(id, 180).pieces:
        if piece.idea is not None:
            assert (caution in piece.say) == bool(piece.idea.practice.not_when)


@pytest.mark.parametrize("id", IDS)
def test_each_idea_is_shown_by_a_question_of_its_own(id: str) -> None:
    scenario = library.find(id)
    ideas = [piece.idea for piece in planned(id, 180).pieces if piece.idea is not None]
    shown = [idea.question for idea in ideas if idea.question]
    assert len(shown) == len(set(shown))
    cited = {name for step in scenario.steps() for name in step.practice}
    assert all(idea.practice.id in cited and "{" not in idea.weak + idea.better for idea in ideas)


def test_a_scenario_from_elsewhere_with_nothing_but_a_message_has_a_plan_too() -> None:
    scenario = read(LONE, "lone.toml")
    made = plan(
        Setting("./my lone.toml", 45, 7), scenario, (), library.practices(), library.workshop()
    )
    assert sum(piece.minutes for piece in made.pieces) == 45
    assert "practice" not in blocks(made)
    assert not made.examples
    assert "Our family" not in "\n".join(words_in(page(made)))
    assert "coach present './my lone.toml' --minutes 45" in made.pieces[0].type
    # Its braces open no gap of ours.
    assert made.title == "Workshop: Lost [jacket] {family}"


def test_an_idea_from_a_pack_is_taught_too() -> None:
    own = Practice(id="own-idea", name="Ours", says="Say it plainly.")
    with_idea = LONE.replace(
        'ask = "What is gone?"', 'ask = "What is gone?"\npractice = ["own-idea"]'
    )
    scenario = read(with_idea, "lone.toml", frozenset({"own-idea"}))
    made = plan(Setting("lone", 45), scenario, (), {"own-idea": own}, library.workshop())
    assert [piece.title for piece in made.pieces if piece.idea] == ["One idea: Ours"]


# ------------------------------------------------------------------ people and sheets


@pytest.mark.parametrize(("people", "groups"), [(0, 0), (1, 1), (3, 1), (13, 4), (30, 10)])
def test_sheets_are_counted(people: int, groups: int) -> None:
    made = planned("concern", people=people)
    assert made.groups == groups
    assert {one.count for one in made.copies if one.per == "person"} == {people}
    assert {one.count for one in made.copies if one.per == "three"} == {groups}


def test_only_sheets_that_are_given_out_are_printed() -> None:
    made = planned("urgent-report")
    given = {title for piece in made.pieces for title in piece.give}
    assert {one.title for one in made.copies} == given
    assert "roles" not in {one.id for one in made.copies}
    assert not any("roles" in command for command in made.print)


@pytest.mark.parametrize("id", IDS)
def test_each_sheet_is_given_out_once(id: str) -> None:
    given = [title for piece in planned(id, 180, 12).pieces for title in piece.give]
    assert len(given) == len(set(given))


def test_the_slides_are_opened_with_the_time_there_is_and_with_notes() -> None:
    typed = [command for piece in planned("concern", 90).pieces for command in piece.type]
    slides = [command for command in typed if command.startswith("coach present concern")]
    assert slides
    assert all(command.endswith(" --minutes 90") for command in slides)
    assert "coach present --notes" in typed


# ------------------------------------------------------------------ words


@pytest.mark.parametrize("id", IDS)
def test_every_gap_is_filled_and_nothing_is_said_twice_in_a_row(id: str) -> None:
    for minutes in (30, 90, 180):
        for text in words_in(page(planned(id, minutes, 12))):
            assert "{" not in text, text
            assert "  " not in text, text
            assert ".." not in text, text
            assert "“”" not in text, text
            assert ".”." not in text, text


def test_danger_and_the_law_are_spoken_of_in_every_plan() -> None:
    for id in IDS:
        text = "\n".join(words_in(page(planned(id, 30))))
        for words in ("duty to report", "varies by state", "not legal advice", "911", "F9"):
            assert words in text


def test_the_words_we_ship_have_no_problem() -> None:
    text = (library.folder() / "workshop.toml").read_text(encoding="utf-8")
    assert other_problems(text, "workshop.toml", "workshop", date(2026, 11, 24)) == ()


def test_the_minutes_of_every_block_make_sense() -> None:
    book = library.workshop()
    for block in book.block:
        assert 0 < block.least <= block.usual <= block.most
        assert set(block.give) <= {one.id for one in book.handout}
    ids = [block.id for block in book.block]
    assert len(ids) == len(set(ids))


def test_every_gap_there_is_is_used_by_the_words_we_ship() -> None:
    used = {name for _where, text in words_of(library.workshop()) for name in gaps(text)}
    assert used == GAPS


def test_what_is_filled_in_opens_no_gap() -> None:
    assert filled("{about} {nobody}.", {"about": "{family}", "family": "X"}) == "{family} ."


def test_a_facilitator_may_change_the_words() -> None:
    book: WorkshopFile = msgspec.structs.replace(library.workshop(), title="Abend: {scenario}")
    made = plan(Setting("concern"), library.find("concern"), (), library.practices(), book)
    assert made.title == "Abend: A concern has come up"


# ------------------------------------------------------------------ as it reads


def test_an_hour_reads_as_it_was_read_aloud() -> None:
    golden.check(GOLDEN / "concern-60.txt", write(page(planned("concern", 60, 13), 18 * 60 + 30)))


def test_times_are_those_of_the_day_where_it_is_known_when_it_begins() -> None:
    text = "\n".join(words_in(page(planned("concern", 60), 23 * 60 + 30)))
    assert "23:30" in text
    assert "–0:30 Close" in text
