"""docs/talking-partner.md shows what is really sent, and settings that really work."""

from __future__ import annotations

import re
from pathlib import Path

from coach.freely.asked import MOST_LINES, Line, Steer, request_body
from coach.freely.names import Names
from coach.freely.server import Server
from coach.freely.settings import server_in

PAGE = Path(__file__).parents[2] / "docs" / "talking-partner.md"
MODEL = "the-name-your-server-gives-it"
NAMES = Names(student=("Leo", "Leo Lind"), teacher=("Ms. Okafor",), parent=("Rosa Lind",))
STEER = Steer(
    role="teacher",
    mood="rushed, between two lessons",
    heat=2,
    says="I have two minutes. What is it about Leo?",
    about="a child who cries after class",
)
TALK: tuple[Line, ...] = (
    ("partner", "Hello, I'm just on my way to class."),
    (
        "parent",
        "Hello Ms. Okafor, this is Rosa Lind. Leo cried on Monday. You can call me at 555-0142.",
    ),
)


def blocks(language: str) -> list[str]:
    text = PAGE.read_text(encoding="utf-8")
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    return [re.sub(f"(?m)^{indent}", "", block) for indent, block in found]


def test_the_page_shows_a_whole_request() -> None:
    """When it changes: print what is sent, put it into the page, and read the page again."""
    (shown,) = blocks("json")
    assert shown == request_body(MODEL, NAMES, STEER, TALK).decode() + "\n"
    assert TALK[1][1] in PAGE.read_text(encoding="utf-8")


def test_the_settings_of_the_page_work(tmp_path: Path) -> None:
    servers = []
    for block in blocks("toml"):
        (tmp_path / "settings.toml").write_text(block, encoding="utf-8")
        servers.append(server_in(tmp_path))
    assert servers == [
        Server("http://localhost:11434", MODEL, False, 8.0),
        Server("https://models.example.org/v1", "", True, 8.0),
    ]


def test_the_page_counts_as_the_program_does() -> None:
    assert MOST_LINES == 8
    assert "the last eight lines of the talk" in PAGE.read_text(encoding="utf-8")
