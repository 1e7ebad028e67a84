"""Where the casebook lies."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coach.casebook.place import home, sessions
from coach.errors import CoachError


def test_coach_home_moves_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "elsewhere"))
    assert home() == tmp_path / "elsewhere"
    assert sessions() == tmp_path / "elsewhere" / "sessions"


def test_asking_makes_no_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "elsewhere"))
    sessions()
    assert list(tmp_path.iterdir()) == []


def test_a_tilde_and_a_relative_folder_become_absolute(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_HOME", "~/book")
    assert home() == tmp_path / "book"
    monkeypatch.setenv("COACH_HOME", "book")
    assert home() == tmp_path / "book"


@pytest.mark.parametrize("unset", ["", "  "])
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XDG is how Linux says it")
def test_without_coach_home_it_is_the_users_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, unset: str
) -> None:
    monkeypatch.setenv("COACH_HOME", unset)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert home() == tmp_path / "coach"


def test_a_file_in_its_place_is_said_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "notes.txt"))
    with pytest.raises(CoachError, match="needs a folder") as raised:
        home()
    assert "--no-save" in raised.value.advice


@pytest.mark.parametrize("chosen", ["~nobody-of-this-name/x", None])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows always has a profile folder")
def test_no_home_folder_is_said_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, chosen: str | None
) -> None:
    """Without this a folder named `~` would turn up wherever Coach was started."""
    if chosen:
        monkeypatch.setenv("COACH_HOME", chosen)
    else:
        monkeypatch.delenv("COACH_HOME", raising=False)
        monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: Path("~/x"))
    with pytest.raises(CoachError, match="no home folder") as raised:
        home()
    assert "COACH_HOME" in raised.value.advice


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_its_place_is_a_choice_and_leads_to_the_folder_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "stick" / "book")
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "link"))
    assert home() == tmp_path / "stick" / "book"
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "ring"))
    with pytest.raises(CoachError, match="no home folder"):
        home()
