"""Every problem has a page, and what the page shows is true."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from coach.errors import Problem, ScenarioError
from coach.interview.answer_file import answers_in
from coach.scenario.load import inspect, read
from coach.scenario.model import Scenario

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "problems"
EXAMPLE = (PAGES / "example.toml").read_text(encoding="utf-8")
PRACTICES = frozenset({"curious-question"})
FACTS = frozenset({"F12"})
CODES = sorted(
    {
        code
        for path in (ROOT / "coach").rglob("*.py")
        for code in re.findall(r'"(E\d{3})"', path.read_text(encoding="utf-8"))
    }
)


def examples(code: str) -> tuple[str, str]:
    """The bad and the good example on a page."""
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    bad, good = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    return bad, good


def scenario_for_answers() -> Scenario:
    """The example, with a step that was called something else before."""
    scenario = read(EXAMPLE, "example.toml")
    section = scenario.section[0]
    seen = msgspec.structs.replace(section.step[0], was=("saw",))
    section = msgspec.structs.replace(section, step=(seen, *section.step[1:]))
    return msgspec.structs.replace(scenario, section=(section,))


def problems_of(code: str, text: str) -> tuple[Problem, ...]:
    """What Coach says of an example: a file of answers, a scenario, or the end of one."""
    if code.startswith("E4"):
        try:
            answers_in(text, "answers.toml", scenario_for_answers())
        except ScenarioError as error:
            return error.problems
        return ()
    whole = text if text.startswith("format") else f"{EXAMPLE}\n{text}"
    return inspect(whole, "example.toml", PRACTICES, FACTS)[1]


def test_the_example_that_all_pages_build_on_has_no_problem() -> None:
    assert problems_of("", EXAMPLE) == ()


def test_there_are_codes_to_explain() -> None:
    assert {"E101", "E201", "E301", "E401"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_on_a_page_has_the_problem(code: str) -> None:
    assert code in {problem.code for problem in problems_of(code, examples(code)[0])}


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_on_a_page_has_no_problem(code: str) -> None:
    assert problems_of(code, examples(code)[1]) == ()


@pytest.mark.parametrize("code", CODES)
def test_a_problem_says_what_to_do(code: str) -> None:
    of_this_code = [each for each in problems_of(code, examples(code)[0]) if each.code == code]
    assert all(problem.advice and problem.source for problem in of_this_code)


def test_no_page_is_about_a_code_that_is_gone() -> None:
    assert sorted(path.stem for path in PAGES.glob("E*.md")) == CODES


def test_the_index_names_every_page() -> None:
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"- \[(E\d{3})\]\(\1\.md\)", index) == CODES
