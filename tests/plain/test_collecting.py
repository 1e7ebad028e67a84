"""What people of a workshop saved, line by line."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from coach.plain.collecting import show
from coach.plain.terminal import Terminal
from coach.workshop.collect import collect
from tests.workshop import room

AMA = "Hi Mr. Hale,\n\nYou never answer me. My son Kofi is upset.\n\nAma Boateng\n"
SAD = "Dear teacher,\n\nmy child says she wants to kill herself.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "room"
    place.mkdir()
    for name, text in (("maria.txt", room.WROTE), ("jo.txt", AMA), ("sad.txt", SAD)):
        (place / name).write_text(text, encoding="utf-8")
    (place / "broken.toml").write_bytes(b"")
    return place


def talk(folder: Path, *lines: str) -> str:
    """Return what is written while somebody types `lines`."""
    out = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in lines))
    assert show(Terminal(source, out), collect(folder, seed=1, near=date(2026, 11, 24))) == 0
    return out.getvalue()


def after(text: str, mark: str) -> str:
    return text.split(mark, 1)[1]


def test_first_there_is_a_page_for_the_facilitator_alone(folder: Path) -> None:
    said = talk(folder)
    assert "Read this page alone" in said
    assert "broken.toml" in said
    assert "sad.txt" in said
    assert "kill" not in said
    assert "Response A" not in said


def test_enter_shows_the_words_then_how_they_read_then_the_next(folder: Path) -> None:
    said = after(talk(folder, "", "", ""), "Enter begins")
    first, second = said.split("Response B")
    words, reading = first.split("how it reads", 1)
    assert "Reads " not in words
    assert "Reads " in reading
    assert "Reads " not in second
    assert "txt" not in said
    for name in ("Okafor", "Leo", "Lind", "Hale", "Kofi", "Ama"):
        assert name not in said


def test_letters_and_commands_go_anywhere(folder: Path) -> None:
    said = after(talk(folder, "b", ":back", ":next", ":next", ":go a", ":beside b"), "Enter begins")
    order = [line[-1] for line in said.splitlines() if line.startswith("Response ")]
    assert order == ["B", "A", "B", "A", "A", "B"]
    assert "This was the last one." in said


def test_what_is_held_back_is_read_alone_and_let_through(folder: Path) -> None:
    said = talk(folder, ":held 1", ":let 1", "", ":go c")
    assert "kill herself" in said
    assert "Response C" in said
    assert "sad.txt: shown" in said


def test_what_can_not_be_is_said(folder: Path) -> None:
    said = talk(folder, ":held 9", ":let x", ":go q", "q", ":beside", ":nothing", ":help")
    assert "Type a number from 1 to 1." in said
    assert said.count("There is no such response") == 3
    assert "There is no command :nothing" in said
    assert ":urgent" in said


def test_urgent_help_is_one_line_away(folder: Path) -> None:
    assert "988" in talk(folder, ":urgent")


def test_where_nothing_can_be_shown_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_bytes(b"")
    assert "There is nothing to show." in talk(tmp_path, "", ":read", ":next")
