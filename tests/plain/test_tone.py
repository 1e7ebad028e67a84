"""Given words that may land badly, in plain lines they are told once, by number."""

from __future__ import annotations

import io
from pathlib import Path

from coach.casebook.store import Casebook
from coach.guide.guide import Guide
from coach.plain.sitting import sit
from coach.plain.terminal import Terminal
from coach.scenario.load import read
from coach.scenario.model import Scenario
from tests.plain.test_plain import EVERY_KIND

HARD = "You failed to call me back."


def scenario() -> Scenario:
    return read(EVERY_KIND, "kinds.toml")


def said(folder: Path, *lines: str) -> tuple[str, Guide]:
    """Return what is printed when someone types `lines`, and the guide after it."""
    with Casebook(folder).create("kinds") as keeper:
        guide = Guide(scenario(), keeper)
        out = io.StringIO()
        sit(guide, terminal=Terminal(io.StringIO("\n".join([*lines, ":quit", ""])), out))
        return out.getvalue(), guide


def test_it_is_told_after_the_answer_and_the_next_question_comes(tmp_path: Path) -> None:
    printed, guide = said(tmp_path, "", HARD)
    told = printed.index("“You failed to”")
    assert told < printed.index("How?")
    assert "“:take 1”" in printed
    assert guide.answers["seen"] == HARD
    assert guide.at == "how"


def test_taking_puts_it_the_other_way_and_goes_nowhere(tmp_path: Path) -> None:
    printed, guide = said(tmp_path, "", HARD, ":take 1")
    assert "It says now:" in printed
    assert guide.answers["seen"] != HARD
    assert str(guide.answers["seen"]).endswith("call me back.")
    assert guide.at == "how"


def test_what_is_kept_is_not_told_again(tmp_path: Path) -> None:
    printed, guide = said(tmp_path, "", HARD, ":keep 1", ":back", HARD)
    assert "Kept as it is" in printed
    assert printed.count("“You failed to”") == 1
    assert guide.answers["seen"] == HARD


def test_numbers_that_mean_nothing_are_said_so(tmp_path: Path) -> None:
    for typed in (":take", ":keep", ":take 9", ":take ²", ":keep x"):
        printed, _guide = said(tmp_path, "", typed)
        assert "nothing to take or keep" in printed
        printed, guide = said(tmp_path, "", HARD, typed if " " in typed else f"{typed} 7")
        assert "Type a number from 1 to" in printed
        assert guide.answers["seen"] == HARD


def test_words_that_changed_meanwhile_are_left_alone(tmp_path: Path) -> None:
    printed, guide = said(tmp_path, "", HARD, ":back", "He cried on Monday.", ":take 1")
    assert guide.answers["seen"] == "He cried on Monday."
    assert "It says now" not in printed


def test_a_calm_answer_is_not_remarked_upon(tmp_path: Path) -> None:
    printed, _guide = said(tmp_path, "", "He cried on Monday at pick-up.")
    assert ":take" not in printed
    assert ":keep" not in printed


def test_tone_tells_of_what_works_too(tmp_path: Path) -> None:
    printed, _guide = said(tmp_path, "", "He cried on Monday at pick-up.", ":tone")
    assert "  + " in printed
