"""Every scenario we ship, with every family, in every channel: found by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.compose.outcome import Outcome, compose
from coach.export.text import cards_text, letter_text, points_text
from coach.interview.answer_file import sample_answers
from coach.interview.answers import Answers
from coach.interview.path import path
from coach.scenario.library import find, folder, ids, practices, sample_names
from coach.scenario.load import inspect
from coach.tone.reading import grade
from tests import golden

SAMPLES = tuple((id, name) for id in ids() for name in sample_names(id))
GOLDEN = Path(__file__).parent / "golden"


def channels(id: str) -> tuple[str, ...]:
    """Return the channels a parent can choose from; none where there is no such choice."""
    step = find(id).step("channel")
    return tuple(option.id for option in step.options if not option.goto) if step else ()


def variants(id: str, name: str) -> Iterator[tuple[str, Outcome]]:
    """Yield what a family's answers come to, in each channel they lead to the end in."""
    scenario = find(id)
    own: Answers = sample_answers(scenario, name)
    for channel in channels(id) or ("",):
        answers = {**own, "channel": channel} if channel else own
        found = path(scenario, answers)
        if found.finished:
            yield channel, compose(scenario, found)


def written(said: Outcome) -> str:
    text = "\n".join(
        f"===== {letter.title} ({letter.words} words)\n\n"
        + letter_text(letter.subject, letter.body)
        for letter in said.letters
    )
    return text + "\n===== " + points_text(said.points) + "\n===== " + cards_text(said.cards)


@pytest.mark.parametrize("id", ids())
def test_a_scenario_we_ship_has_no_problem_at_all(id: str) -> None:
    file = folder() / f"{id}.toml"
    _scenario, problems = inspect(
        file.read_text(encoding="utf-8"), file.name, frozenset(practices())
    )
    assert problems == ()


@pytest.mark.parametrize("id", ids())
def test_a_scenario_we_ship_has_families_to_try_it_with(id: str) -> None:
    assert len(sample_names(id)) >= 4


@pytest.mark.parametrize(("id", "name"), SAMPLES)
def test_every_family_reads_as_it_was_read_aloud(id: str, name: str) -> None:
    said = dict(variants(id, name))
    assert said, "the sample stops before the end"
    for channel, outcome in said.items():
        stem = f"{name}-{channel}" if channel else name
        golden.check(GOLDEN / id / f"{stem}.txt", written(outcome))


@pytest.mark.parametrize(("id", "name"), SAMPLES)
def test_every_message_has_the_length_that_serves(id: str, name: str) -> None:
    for _channel, outcome in variants(id, name):
        for letter in outcome.letters:
            if letter.range:
                fewest, most = letter.range
                assert fewest <= letter.words <= most, f"{letter.title}: {letter.words} words"


@pytest.mark.parametrize(("id", "name"), SAMPLES)
def test_every_message_is_easy_to_read(id: str, name: str) -> None:
    for _channel, outcome in variants(id, name):
        for letter in outcome.letters:
            assert grade(letter.body) <= 8, (letter.title, letter.body)


@pytest.mark.parametrize(("id", "name"), SAMPLES)
def test_made_up_families_can_not_be_called_or_written_to(id: str, name: str) -> None:
    said = " ".join(str(value) for value in sample_answers(find(id), name).values())
    for word in said.split():
        assert "@" not in word or word.strip(".,;()[]'").endswith("example.org"), word
