"""`coach check`: each fault at its place and nothing else, for people, programs and GitHub."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import pytest

from coach.author import check
from coach.author.check.report import as_github, as_json, as_text
from coach.author.check.suppress import WARNINGS
from coach.errors import Place, Problem
from coach.scenario import library

ROOT = Path(__file__).parents[2]
BROKEN = Path(__file__).parent / "broken"
SOUND = (Path(__file__).parent / "sound.toml").read_text(encoding="utf-8")
EXPECTED = [
    re.fullmatch(r"(([^/\n]+?)(?:/.*?)?):(\d+):(\d+): (E\d{3})", line)
    for line in (BROKEN / "expected.txt").read_text(encoding="utf-8").splitlines()
]
Found = tuple[str, int, int, str]


def looked_at(found: re.Match[str]) -> str:
    """What is checked: a file, or a folder as a pack. Reactions are checked by themselves."""
    alone = found[1].endswith("/reactions.toml") and found[5] != "E612"
    return found[1] if alone else found[2]


def checked(*paths: str, format: str = "text") -> tuple[int, str]:
    """Run `coach check`; return its exit code and what it said."""
    said: list[str] = []
    options = argparse.Namespace(paths=list(paths), format=format)
    code = check.run(options, said.append)
    return code, "\n".join(said)


def in_text(said: str) -> list[Found]:
    places = re.findall(r"^(\S.*?):(\d+):(\d+): (E\d{3}) \S", said, re.MULTILINE)
    return [(file, int(line), int(column), code) for file, line, column, code in places]


def in_json(said: str) -> list[Found]:
    return [(row["file"], row["line"], row["column"], row["code"]) for row in json.loads(said)]


def in_github(said: str) -> list[Found]:
    places = re.findall(
        r"^::(?:error|warning) file=(.*?),line=(\d+),col=(\d+),title=(E\d{3})::\S",
        said,
        re.MULTILINE,
    )
    return [(file, int(line), int(column), code) for file, line, column, code in places]


# ------------------------------------------------------------------ one fault each


def test_there_are_faults_of_every_kind() -> None:
    names = {path.name for path in BROKEN.iterdir()} - {"expected.txt"}
    assert len(names) >= 40
    assert all(EXPECTED)
    assert {found[2] for found in EXPECTED if found} == names
    codes = {found[5] for found in EXPECTED if found}
    every = {path.stem for path in (ROOT / "docs" / "problems").glob("E*.md")}
    # A pack of too many files is made by a test: it would only be in the way here.
    assert every - codes == {"E603"}


@pytest.mark.parametrize("format", ["text", "json", "github"])
@pytest.mark.parametrize("found", EXPECTED, ids=lambda found: found[2])
def test_a_fault_is_told_at_its_place_and_nothing_else_is(
    found: re.Match[str], format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(BROKEN)
    code, said = checked(looked_at(found), format=format)
    read = {"text": in_text, "json": in_json, "github": in_github}[format]
    assert read(said) == [(found[1], int(found[3]), int(found[4]), found[5])]
    assert code == 1
    assert "Traceback" not in said


def test_what_may_be_allowed_is_what_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN)
    _code, said = checked(*(looked_at(found) for found in EXPECTED if found), format="json")
    severity: dict[str, set[str]] = {}
    for row in json.loads(said):
        severity.setdefault(row["code"], set()).add(row["severity"])
    warnings = {code for code, found in severity.items() if "warning" in found}
    about_comments_and_packs = {"E591", "E592", "E593", "E604", "E606", "E612", "E614"}
    assert warnings - about_comments_and_packs == WARNINGS


# ------------------------------------------------------------------ what is said


def test_a_sound_file_is_said_to_be_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.toml").write_text(SOUND, encoding="utf-8")
    assert checked("broken.toml") == (0, "1 file, nothing to mend.")
    assert checked("broken.toml", format="json") == (0, "[]")
    assert checked("broken.toml", format="github") == (0, "")


def test_a_problem_is_shown_with_its_line_a_caret_and_advice_and_a_summary_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deep").mkdir()
    Path("deep/one.toml").write_text(SOUND.replace('"work" and', '"wrk" and'), encoding="utf-8")
    code, said = checked("deep/one.toml")
    assert code == 1
    assert said.splitlines() == [
        "deep/one.toml:64:18: E205 “topic” has no option “wrk”",
        "    when = 'topic == \"wrk\" and detail'",
        "                     ^",
        "    Did you mean “work”?",
        "1 file: 1 error.",
    ]


def test_a_path_outside_the_folder_is_shown_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "one.toml"
    file.write_text("format = 1\n", encoding="utf-8")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert {place[0] for place in in_text(checked("../one.toml")[1])} == {"../one.toml"}
    assert {place[0] for place in in_text(checked(str(file))[1])} == {str(file)}


def test_several_paths_are_one_report() -> None:
    code, said = checked(str(BROKEN / "E314-empty-text.toml"), "nowhere.toml")
    assert code == 1
    assert [place[3] for place in in_text(said)] == ["E314", "E601"]
    assert said.endswith("\n2 files: 2 errors.")


HOSTILE = Problem(
    "E202",
    "a\nb\r%0A::error::c\x1b[31m\u202e",
    Place("a,b:c%\n::.toml", 3, 4),
    "do, this: 100%",
    "line \x1b[2J\u202e",
)


def test_nothing_in_a_report_for_github_begins_a_command_of_its_own() -> None:
    (line,) = as_github([HOSTILE]).split("\n")
    assert line.startswith(
        "::error file=a%2Cb%3Ac%25%0A%3A%3A.toml,line=3,col=4,title=E202::a%0Ab%0D%250A::error::c"
    )
    assert line.endswith("%0Ado, this: 100%25")


def test_nothing_in_a_report_moves_a_cursor() -> None:
    for said in (as_text([HOSTILE], 1), as_json([HOSTILE])):
        assert not set(said) & set("\x1b\r\u202e")
    (row,) = json.loads(as_json([HOSTILE]))
    assert row["message"] == HOSTILE.message
    assert (row["severity"], row["line"], row["column"]) == ("error", 3, 4)


# ------------------------------------------------------------------ files of every kind


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("practices.toml", '[[practice]]\nid = "a"\nname = "A"\nsays = "B."\n', []),
        ("practices.toml", '[[practice]]\nid = "a"\nname = "A"\n', ["E106"]),
        ("facts-us.toml", '[[fact]]\nid = "F1"\ntext = "A."\ncite = "B"\n', ["E106"]),
        ("pack.toml", 'id = "a"\ntitle = "A"\nlanguage = "en"\n', []),
        ("pack.toml", 'id = "a"\ntitel = "A"\n', ["E102", "E106"]),
        ("warning-signs.toml", '[[sign]]\nid = "a"\ntier = "blue"\nwords = ["b"]\n', ["E103"]),
        ("help-us.toml", "", ["E106"] * 5),
    ],
)
def test_a_file_is_checked_as_what_its_name_says(
    name: str, text: str, codes: list[str], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert sorted(place[3] for place in in_text(checked(str(tmp_path / name))[1])) == codes


def test_a_sample_is_checked_against_the_scenario_of_its_pack(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(SOUND, encoding="utf-8")
    sample = tmp_path / "samples" / "mine" / "leo.toml"
    sample.parent.mkdir(parents=True)
    sample.write_text('[answers]\nseen = "Tears."\ntopic = "fear"\ndays = 9\n', encoding="utf-8")
    assert [place[3] for place in in_text(checked(str(sample))[1])] == ["E403"]


@pytest.mark.parametrize("id", ["../elsewhere", "/etc/passwd", "nowhere", "a\\u0000b", ""])
def test_a_sample_of_nothing_reaches_for_nothing(id: str, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.toml").write_text(SOUND, encoding="utf-8")
    sample = tmp_path / "pack" / "samples" / "nowhere" / "leo.toml"
    sample.parent.mkdir(parents=True)
    sample.write_text(f'scenario = "{id}"\n[answers]\n', encoding="utf-8")
    assert [place[3] for place in in_text(checked(str(sample))[1])] == ["E607"]


def test_a_scenario_may_cite_the_practices_that_lie_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(SOUND.replace("curious-question", "say-thanks"), encoding="utf-8")
    assert [place[3] for place in in_text(checked(str(file))[1])] == ["E209"]
    (tmp_path / "practices.toml").write_text(
        '[[practice]]\nid = "say-thanks"\nname = "Thanks"\nsays = "Say it."\n', encoding="utf-8"
    )
    assert checked(str(file))[0] == 0
    assert library.find(str(file)).point[0].practice == ("say-thanks",)


def test_an_off_ramp_may_lead_to_a_scenario_beside_it_or_to_one_of_ours(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    ramp = SOUND.replace('label = "Friends"', 'goto = "other", label = "Friends"')
    file.write_text(ramp, encoding="utf-8")
    assert [place[3] for place in in_text(checked(str(file))[1])] == ["E505"]
    (tmp_path / "other.toml").write_text(SOUND, encoding="utf-8")
    assert checked(str(file))[0] == 0
    file.write_text(ramp.replace('"other"', '"first-contact"'), encoding="utf-8")
    assert checked(str(file))[0] == 0


# ------------------------------------------------------------------ allowing a line

UNUSED = SOUND.replace("{% if days > 2 %}It was on {{ days }} days.{% endif %}", "")
ALLOW = "# coach: allow E504: it helps to remember"


@pytest.mark.parametrize(
    "allowed",
    [
        UNUSED.replace('id = "days"', f'id = "days" {ALLOW}'),
        UNUSED.replace('id = "days"', f'{ALLOW}\nid = "days"'),
        UNUSED.replace('id = "days"', f'{ALLOW}\n# and it is quick\nid = "days"'),
        UNUSED.replace('id = "days"', 'id = "days" #coach:allow e504 : why not'),
    ],
)
def test_a_warning_that_is_allowed_with_a_reason_is_not_told(allowed: str, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(allowed, encoding="utf-8")
    assert checked(str(tmp_path / "mine.toml")) == (0, "1 file, nothing to mend.")


def test_one_comment_may_allow_two_things(tmp_path: Path) -> None:
    text = SOUND.replace(
        'text = "What have you noticed in class?"',
        "# coach: allow E510, E511: the school asked for these words\n"
        'text = "You never sent the IEP."',
    )
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    assert checked(str(tmp_path / "mine.toml"))[0] == 0
    (tmp_path / "mine.toml").write_text(text.replace("the IEP", "it"), encoding="utf-8")
    assert [place[1:] for place in in_text(checked(str(tmp_path / "mine.toml"))[1])] == [
        (68, 16, "E593")
    ]


def test_a_text_that_looks_like_such_a_comment_is_none(tmp_path: Path) -> None:
    text = SOUND.replace("What have you noticed in class?", "# coach: allow E504")
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    assert checked(str(tmp_path / "mine.toml"))[0] == 0


def test_a_comment_on_another_line_allows_nothing(tmp_path: Path) -> None:
    text = UNUSED.replace('id = "topic"', f'id = "topic" {ALLOW}')
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    found = in_text(checked(str(tmp_path / "mine.toml"))[1])
    assert [place[3] for place in found] == ["E593", "E504"]


def test_an_error_is_told_whatever_is_allowed(tmp_path: Path) -> None:
    text = SOUND.replace("words = [3, 40]", 'field = "me.nme" # coach: allow E206: it will be')
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    codes = [place[3] for place in in_text(checked(str(tmp_path / "mine.toml"))[1])]
    assert codes == ["E206", "E592"]
