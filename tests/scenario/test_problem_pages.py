"""Every problem has a page, and what the page shows is true."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import msgspec
import pytest

from coach.author.check import look
from coach.author.check.checked import Checked
from coach.author.check.one_file import other_problems
from coach.author.check.one_scenario import scenario_problems
from coach.errors import Problem, ScenarioError
from coach.interview.answer_file import answers_in
from coach.scenario.load import inspect, read
from coach.scenario.model import Practice, Scenario

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "problems"
EXAMPLE = (PAGES / "example.toml").read_text(encoding="utf-8")
REHEARSAL = (PAGES / "rehearsal.toml").read_text(encoding="utf-8")
# What every scenario shares, but for an answer to somebody who gives in.
REACTIONS = (
    (ROOT / "tests" / "author" / "reactions.toml")
    .read_text(encoding="utf-8")
    .replace(' "cave",', "")
)
PRACTICES = frozenset({"curious-question"})
FACTS = frozenset({"F12"})
TAUGHT = {
    "assume-good-intent": Practice(
        id="assume-good-intent", name="Good will", says="Look for it.", not_when=("safety",)
    )
}
TODAY = date(2026, 11, 24)
PACK = 'format = 1\nid = "school"\ntitle = "School"\nauthor = "A"\nlicense = "MIT"\n'
CODES = sorted(
    {
        code
        for path in (ROOT / "coach").rglob("*.py")
        for code in re.findall(r'"(E\d{3})"', path.read_text(encoding="utf-8"))
    }
)


def page(code: str) -> tuple[str, str]:
    """What a page says before and after “To mend it”."""
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    before, after = text.split("**To mend it.**")
    return before, after


def is_about_a_pack(code: str) -> bool:
    """Whether a page's examples are files of a pack, each with its name."""
    return (
        code.startswith("E6")
        or re.search(r"^# [\w/]+\.toml$", "".join(page(code)), re.M) is not None
    )


def examples(code: str) -> tuple[str, str]:
    """The bad and the good example on a page: lines of a file, or all that is done to a pack."""
    before, after = page(code)
    if is_about_a_pack(code):
        return before, after
    (bad,) = re.findall(r"```toml\n(.*?)```", before, re.DOTALL)
    (good,) = re.findall(r"```toml\n(.*?)```", after, re.DOTALL)
    return bad, good


def scenario_for_answers() -> Scenario:
    """The example, with a step that was called something else before."""
    scenario = read(EXAMPLE, "example.toml")
    section = scenario.section[0]
    seen = msgspec.structs.replace(section.step[0], was=("saw",))
    section = msgspec.structs.replace(section, step=(seen, *section.step[1:]))
    return msgspec.structs.replace(scenario, section=(section,))


def problems_of(code: str, text: str, folder: Path) -> tuple[Problem, ...]:
    """What Coach says of an example: a file of answers, a scenario, the end of one, or a pack."""
    if len(code) < 4:
        return problems_of_pack(text, folder) if code == "E6" else problems_of_lines(code, text)
    if code == "E320":
        (block,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
        return other_problems(f"{REACTIONS}\n{block}", "reactions.toml", "reactions", TODAY)
    if is_about_a_pack(code):
        return problems_of_pack(text, folder)
    return problems_of_lines(code, text)


def problems_of_lines(code: str, text: str) -> tuple[Problem, ...]:
    """What Coach says of a file, or of lines at the end of the example."""
    if code == "E512":
        return other_problems(text, "facts-us.toml", "facts", TODAY)
    whole = text if text.startswith("format") else f"{EXAMPLE}\n{text}"
    if code.startswith("E5"):
        return scenario_problems(
            whole, "example.toml", practices=TAUGHT, facts=FACTS, scenarios=("example", "concern")
        )[1]
    if code.startswith("E4"):
        try:
            answers_in(text, "answers.toml", scenario_for_answers())
        except ScenarioError as error:
            return error.problems
        return ()
    return inspect(whole, "example.toml", PRACTICES, FACTS)[1]


def problems_of_pack(text: str, folder: Path) -> tuple[Problem, ...]:
    """What Coach says of a sound pack once it is changed as a part of a page says."""
    sample = 'scenario = "example"\n[answers]\nseen = "He was in tears."\nchannel = "email"\n'
    write(folder / "pack.toml", PACK)
    write(folder / "example.toml", EXAMPLE)
    write(folder / "samples" / "example" / "leo.toml", sample)
    starts = {
        "example.toml": EXAMPLE,
        "rehearsal/example.toml": REHEARSAL,
        "rehearsal/exampel.toml": REHEARSAL,
        "reactions.toml": f'{REACTIONS}\n[[answer]]\nto = ["cave"]\n'
        'calm = ["Good."]\ntense = ["Fine."]\nhot = ["Fine."]\n',
    }
    for language, block in re.findall(r"```(toml|sh)\n(.*?)```", text, re.DOTALL):
        if language == "sh":
            subprocess.run(["bash", "-ec", block], cwd=folder, check=True)
            continue
        named = re.match(r"# (\S+)\n", block)
        assert named, block
        start = starts.get(named[1], "") if "\nscenario =" not in block else ""
        write(folder / named[1], f"{start}\n{block}")
    checked = Checked(TODAY)
    look(folder, checked)
    return tuple(checked.problems)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("code", ["E1", "E5", "E6"])
def test_the_example_that_all_pages_build_on_has_no_problem(code: str, tmp_path: Path) -> None:
    assert problems_of(code, "" if code == "E6" else EXAMPLE, tmp_path) == ()


def test_there_are_codes_to_explain() -> None:
    assert {"E101", "E201", "E301", "E401"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_on_a_page_has_the_problem(code: str, tmp_path: Path) -> None:
    assert code in {problem.code for problem in problems_of(code, examples(code)[0], tmp_path)}


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_on_a_page_has_no_problem(code: str, tmp_path: Path) -> None:
    assert problems_of(code, examples(code)[1], tmp_path) == ()


@pytest.mark.parametrize("code", CODES)
def test_a_problem_says_what_to_do(code: str, tmp_path: Path) -> None:
    found = problems_of(code, examples(code)[0], tmp_path)
    of_this_code = [each for each in found if each.code == code]
    assert all(problem.advice for problem in of_this_code)
    # What is wrong with a whole file or folder has no line of its own.
    assert code.startswith("E6") or all(problem.source for problem in of_this_code)


def test_a_bad_example_of_what_is_doubtful_or_of_a_pack_has_nothing_else_wrong(
    tmp_path: Path,
) -> None:
    for code in [code for code in CODES if code > "E5"]:
        found = problems_of(code, examples(code)[0], tmp_path / code)
        # A comment that does nothing leaves the warning that it was meant for.
        left = {"E504"} if code == "E591" else set()
        assert {problem.code for problem in found} == {code, *left}, code


def test_no_page_is_about_a_code_that_is_gone() -> None:
    assert sorted(path.stem for path in PAGES.glob("E*.md")) == CODES


def test_the_index_names_every_page() -> None:
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"- \[(E\d{3})\]\(\1\.md\)", index) == CODES
