"""The settings: off without them, and plain words for what can't be used."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from coach.errors import CoachError
from coach.freely.server import Server
from coach.freely.settings import server_in


def written(folder: Path, text: str) -> Path:
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_it_is_off(tmp_path: Path) -> None:
    assert server_in(tmp_path) is None
    assert server_in(tmp_path / "not-there") is None


@pytest.mark.parametrize(
    "text", ["", "[other]\nx = 1", "[talk]", '[talk]\naddress = " "', '[talk]\nmodel = "m"']
)
def test_without_an_address_it_is_off(tmp_path: Path, text: str) -> None:
    assert server_in(written(tmp_path, text)) is None


def test_an_address_switches_it_on(tmp_path: Path) -> None:
    folder = written(tmp_path, '[talk]\naddress = "http://localhost:11434"')
    assert server_in(folder) == Server("http://localhost:11434", "", False, 8.0)


def test_everything_can_be_chosen(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        '\ufeff[talk]\naddress = "https://example.org/v1"\nmodel = "small"\n'
        "far = true\nseconds = 20",
    )
    assert server_in(folder) == Server("https://example.org/v1", "small", True, 20.0)


HERE = 'address = "http://localhost"'


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("talk = 1", "has to be a table"),
        ('[talk]\nadress = "http://localhost"', "knows no “adress”"),
        ("[talk]\naddress = 7", "“address” can't be used"),
        (f"[talk]\n{HERE}\nmodel = 7", "“model” can't be used"),
        (f'[talk]\n{HERE}\nfar = "no"', "“far” can't be used"),
        (f"[talk]\n{HERE}\nfar = 0", "“far” can't be used"),
        (f"[talk]\n{HERE}\nseconds = true", "“seconds” can't be used"),
        (f'[talk]\n{HERE}\nseconds = "8"', "“seconds” can't be used"),
        (f"[talk]\n{HERE}\nseconds = 0.5", "can't take 0.5 seconds"),
        (f"[talk]\n{HERE}\nseconds = 600", "can't take 600 seconds"),
        (f"[talk]\n{HERE}\nseconds = nan", "can't take nan seconds"),
        ('[talk]\naddress = "http://10.0.0.1"', "not this machine"),
        ('[talk]\naddress = "http://example.org"\nfar = true', "encrypted"),
        ('[talk]\naddress = "localhost"', "not the address of a server"),
        ("[talk\n", "not TOML"),
        ("x = " + "[" * 50_000, "not TOML"),
        ("# " + "x" * 200_000, "far longer"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_file(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(CoachError) as caught:
        server_in(written(tmp_path, text))
    assert what in caught.value.what
    assert caught.value.where == str(tmp_path / "settings.toml")
    assert caught.value.advice


def test_what_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CoachError, match="not TOML"):
        server_in(tmp_path)


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(CoachError, match="no ordinary file"):
        server_in(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes with a name")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "settings.toml")
    with pytest.raises(CoachError, match="no ordinary file"):
        server_in(tmp_path)
