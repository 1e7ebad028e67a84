"""`coach desk` as it is typed."""

from __future__ import annotations

import io
import sys

import pytest

from coach.casebook import place
from coach.casebook.store import Casebook
from coach.cli import main
from coach.desk import agenda
from tests.guide.test_meeting import card


def test_the_caseload_and_an_hour(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    card(Casebook(place.home()))
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["desk", "--plain"]) == 0
    assert "1. Bean, not begun" in capsys.readouterr().out
    assert main(["desk", "bean", "--plain", "--minutes", "10"]) == 0
    assert "Begin the hour: 10 minutes" in capsys.readouterr().out


def test_a_family_that_is_not_there_is_said_before_anything_opens(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["desk", "nobody", "--plain"]) == 1
    assert "There is no family of this name." in capsys.readouterr().err


@pytest.mark.parametrize("minutes", ["0", "4", "241", "ten", "-5"])
def test_minutes_that_are_no_hour_are_refused(minutes: str) -> None:
    with pytest.raises(SystemExit):
        main(["desk", f"--minutes={minutes}"])


def test_the_bounds_are_those_of_an_agenda() -> None:
    from coach.commands import desk

    assert (desk.LEAST, desk.MOST) == (agenda.LEAST, agenda.MOST)


def test_with_no_save_nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["--no-save", "desk", "--plain"]) == 0
    assert not (place.home() / "notes").exists()
