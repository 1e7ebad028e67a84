"""A scenario to start from: whole, sound, and never over somebody's work."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.author.check import look
from coach.author.check.checked import Checked
from coach.author.cover import cover
from coach.author.cover.command import InFiles
from coach.author.new import SAMPLE, create, files, run
from coach.compose.outcome import compose
from coach.errors import CoachError
from coach.interview.answer_file import answers_in
from coach.interview.path import path
from coach.scenario.library import facts, find, ids, practices
from coach.scenario.load import inspect
from coach.scenario.model import Kind, Scenario
from coach.tone.reading import grade
from tests.strategies import KINDS

ID = "lost-jacket"


def started(id: str = ID) -> Scenario:
    text = files(id)[f"{id}.toml"]
    scenario, problems = inspect(text, f"{id}.toml", frozenset(practices()), frozenset(facts()))
    assert problems == ()
    assert scenario is not None
    return scenario


def test_it_has_no_problem_and_its_family_gets_to_the_end() -> None:
    scenario = started()
    text = files(ID)[f"samples/{ID}/{SAMPLE}.toml"]
    found = path(scenario, answers_in(text, "example.toml", scenario))
    assert found.finished
    said = compose(scenario, found)
    (letter,) = said.letters
    assert letter.range is not None
    assert letter.range[0] <= letter.words <= letter.range[1]
    assert grade(letter.body) <= 8
    assert "Noor will be away from Wed 7 Oct" in letter.subject
    assert said.points
    assert said.cards


def test_its_rehearsal_has_no_problem_and_all_of_it_comes_up(tmp_path: Path) -> None:
    create(ID, tmp_path)
    checked = Checked(date(2026, 11, 1))
    look(tmp_path / "rehearsal" / f"{ID}.toml", checked)
    assert not checked.problems
    there = InFiles(str(tmp_path / f"{ID}.toml"))
    report = cover(there.scenario, practices(), runs=20, rehearsal=there.rehearsal, talks=200)
    assert report.good
    assert report.rehearsed is not None
    roles = {setup.role for setup in report.rehearsed.setups}
    assert roles == {"teacher", "counselor"}


def test_every_kind_of_thing_stands_there_once() -> None:
    scenario = started()
    kinds: set[Kind] = {step.kind for step in scenario.steps()}
    assert kinds == set(KINDS)
    steps = scenario.steps()
    assert any(step.when for step in steps)
    assert any(step.optional for step in steps)
    assert any(option.goto for step in steps for option in step.options)
    assert any(part.use for message in scenario.message for part in message.part)


@given(st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,4}", fullmatch=True))
def test_it_is_sound_under_any_id(id: str) -> None:
    scenario = started(id)
    assert scenario.id == id
    assert scenario.title[0] == id[0].upper()


def test_it_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    written = create(ID, tmp_path / "my" / "pack")
    assert [path.relative_to(tmp_path).as_posix() for path in written] == [
        "my/pack/lost-jacket.toml",
        "my/pack/samples/lost-jacket/example.toml",
        "my/pack/rehearsal/lost-jacket.toml",
    ]
    assert find(str(written[0])).id == ID
    assert all(path.read_text(encoding="utf-8") for path in written)
    assert not [path for path in tmp_path.rglob("*") if path.name.endswith(".tmp")]


@pytest.mark.parametrize(
    "there", [f"{ID}.toml", f"samples/{ID}/{SAMPLE}.toml", f"rehearsal/{ID}.toml"]
)
def test_what_is_there_stays_as_it_is(there: str, tmp_path: Path) -> None:
    mine = tmp_path / there
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(CoachError, match="already"):
        create(ID, tmp_path)
    assert mine.read_text(encoding="utf-8") == "mine"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [mine]


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / f"{ID}.toml").symlink_to(elsewhere)
    with pytest.raises(CoachError, match="already"):
        create(ID, tmp_path)
    assert not elsewhere.exists()


def test_a_file_that_comes_in_between_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "samples" / ID / f"{SAMPLE}.toml"
    link = os.link

    def slow(source: Path, target: Path) -> None:
        if target == mine:
            mine.write_text("mine", encoding="utf-8")
        link(source, target)

    monkeypatch.setattr(os, "link", slow)
    with pytest.raises(CoachError, match="already"):
        create(ID, tmp_path)
    assert mine.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / f"{ID}.toml").exists()


def test_without_links_it_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_source: Path, _target: Path) -> None:
        raise OSError(1, "no links here")

    monkeypatch.setattr(os, "link", none)
    assert len(create(ID, tmp_path)) == 3


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("../evil", "can't be an id"),
        ("Two Words", "can't be an id"),
        ("", "can't be an id"),
        ("a_b", "can't be an id"),
        ("x" * 61, "can't be an id"),
        ('a"\n[[step]]', "can't be an id"),
        *[(id, "belongs to Coach") for id in ids()],
        ("practices", "belongs to Coach"),
    ],
)
def test_an_id_that_can_not_be_is_refused(id: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(CoachError, match=words):
        create(id, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_can_not_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CoachError, match="could not be written") as error:
        create(ID, tmp_path / "file" / "in")
    assert "--folder" in error.value.advice


def test_it_says_what_to_do_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said: list[str] = []
    assert run(Namespace(id=ID, folder="my pack"), said.append) == 0
    told = "\n".join(said)
    for words in (
        "Written: my pack/lost-jacket.toml",
        "coach watch './my pack/lost-jacket.toml'",
        "coach check './my pack/lost-jacket.toml'",
        "--answers 'my pack/samples/lost-jacket/example.toml'",
    ):
        assert words in told
