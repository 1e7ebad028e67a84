"""`coach tone` as a coach types it: a draft in, its places and reasons out."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.cli import main

HARD = "You failed to call me back."
DRAFT = f"Dear Ms. Okafor,\n\n{HARD}\n\nThank you,\nRosa\n"

Tone = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tone(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tone:
    def call(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        code = main(["tone", *arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert "went wrong inside" not in said.err
        return code, said.out, said.err

    return call


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "draft.txt"
    file.write_text(DRAFT, encoding="utf-8")
    return file


def test_a_find_has_its_place_its_reason_and_another_way(tone: Tone, draft: Path) -> None:
    code, out, _err = tone(str(draft))
    assert code == 1
    assert re.search(rf"^{re.escape(str(draft))}:3:1: warning accusing\.you-failed: \S", out, re.M)
    assert re.search(r"^    or: \S", out, re.M)
    assert re.search(r"^Reads \d+ of 100\.$", out, re.M)


def test_a_draft_without_warnings_ends_with_0(tone: Tone) -> None:
    code, out, _err = tone("-", typed="Hello Ms. Okafor,\nHe cried on Monday. What did you see?\n")
    assert code == 0
    assert "warning" not in out


def test_json_has_all_that_a_program_needs(tone: Tone, draft: Path) -> None:
    _code, out, _err = tone(str(draft), "--format", "json")
    found = json.loads(out)
    assert out.isascii()
    flag = next(one for one in found["flags"] if one["rule"] == "accusing.you-failed")
    start, end = flag["span"]
    assert DRAFT[start:end] == flag["match"] == "You failed to"
    assert flag["severity"] == "warning"
    assert (flag["line"], flag["column"]) == (3, 1)
    assert flag["message"]
    assert flag["replacements"]
    page, anchor = flag["link"].split("#")
    headings = (Path(__file__).parents[2] / page).read_text(encoding="utf-8").splitlines()
    assert anchor in [line.lstrip("# ").replace(".", "") for line in headings if line[:1] == "#"]


def test_github_shows_it_beside_its_line(tone: Tone, draft: Path) -> None:
    _code, out, _err = tone(str(draft), "--format", "github")
    assert f"::warning file={draft},line=3,col=1,title=accusing.you-failed::" in out


@pytest.mark.parametrize("name", ["accusing.you-failed", "accusing", "all"])
@pytest.mark.parametrize("alone", [True, False])
def test_a_note_in_the_draft_keeps_words(tone: Tone, name: str, alone: bool) -> None:
    note = f"<!-- tone: keep {name} -->"
    text = DRAFT.replace(HARD, f"{note}\n{HARD}" if alone else f"{HARD} {note}")
    code, out, _err = tone("-", typed=text)
    assert code == 0
    assert "you-failed" not in out


def test_a_note_for_another_rule_or_line_keeps_nothing(tone: Tone) -> None:
    for note in ("<!-- tone: keep demand -->", "\n<!-- tone: keep accusing -->"):
        assert tone("-", typed=DRAFT.replace(HARD, f"{HARD} {note}"))[0] == 1


def test_a_line_of_json_for_each_line(tone: Tone) -> None:
    rows = [
        {"id": "a", "text": HARD},
        {"id": 2, "text": "What did you see?"},
        {"id": "c", "text": ""},
    ]
    code, out, _err = tone("--jsonl", typed="".join(json.dumps(row) + "\n" for row in rows))
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [one["id"] for one in found] == ["a", 2, "c"]
    assert found[0]["score"] < found[1]["score"]
    flag = found[0]["flags"][0]
    assert set(flag) == {"rule", "start", "end", "severity", "replacements"}
    assert HARD[flag["start"] : flag["end"]] == "You failed to"
    assert all(0 <= one["score"] <= 100 for one in found)


def test_rules_about_whole_messages_are_silent_on_fragments(tone: Tone) -> None:
    rows = [{"id": 1, "text": "He cried."}, {"id": 2, "text": "He cried.", "whole": True}]
    _code, out, _err = tone("--jsonl", typed="".join(json.dumps(row) + "\n" for row in rows))
    part, whole = (
        {flag["rule"] for flag in json.loads(line)["flags"]} for line in out.splitlines()
    )
    about_the_whole = {rule for rule in whole if rule.startswith(("missing.", "time."))}
    assert about_the_whole
    assert not about_the_whole & part


@pytest.mark.parametrize(
    "line", ["{", "[]", "3", "{}", '{"id": 1}', '{"id": 1, "text": 2}', "[" * 100_000]
)
def test_a_line_that_is_no_object_is_named(tone: Tone, line: str) -> None:
    code, out, err = tone("--jsonl", typed=f'{{"id": 1, "text": "Hi"}}\n{line}\n')
    assert code == 1
    assert len(out.splitlines()) == 1
    assert "Line 2" in err


def test_a_rule_is_explained_with_its_examples(tone: Tone) -> None:
    code, out, _err = tone("--explain", "accusing.you-failed")
    assert code == 0
    assert "You failed to call me back." in out
    assert "Found in:" in out
    code, _out, err = tone("--explain", "accusing.you-faild")
    assert code == 1
    assert "accusing.you-failed" in err
    assert "accusing.you-failed" in tone("--explain", "all")[1]


def test_a_file_that_is_not_there_is_said_so(tone: Tone, tmp_path: Path) -> None:
    for wrong in (tmp_path / "none.txt", tmp_path):
        code, _out, err = tone(str(wrong))
        assert code == 1
        assert "can't be read" in err


@pytest.mark.parametrize("text", ["", "\x1b[31mYou failed to call.", "\ufeff" + DRAFT, "a" * 9000])
def test_any_draft_is_read(tone: Tone, text: str) -> None:
    _code, out, _err = tone("-", typed=text)
    assert "\x1b" not in out
    assert "of 100" in out


def test_rules_of_ones_own_are_read_and_faults_in_them_named(tone: Tone, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        'format = 1\ncategory = "mine"\n[[rule]]\nid = "hats"\nseverity = "suggestion"\n'
        'says = "Hats."\nswap = [{ find = "that hat", put = ["the hat"] }]\n',
        encoding="utf-8",
    )
    code, out, _err = tone("--rules", str(tmp_path), "-", typed="I saw that hat.")
    assert code == 0
    assert "stdin:1:7: suggestion mine.hats: Hats." in out
    file.write_text(file.read_text("utf-8").replace("that hat", "that (hat"), encoding="utf-8")
    code, _out, err = tone("--rules", str(tmp_path), "-", typed="x")
    assert code == 1
    assert "mine.toml, hats" in err
    assert "is not closed" in err
