"""A folder as a workshop leaves it: what three hundred people saved, some of it not well."""

from __future__ import annotations

import os
from pathlib import Path

from coach.guide.practice import invented
from coach.scenario.library import sample_file, sample_names

CALM = ("first-contact", "concern", "difficult-relationship", "escalation")
WROTE = (
    "Hello Ms. Okafor,\n\nLeo came home in tears on Monday. What have you noticed in class? "
    "Could we talk for ten minutes this week?\n\nThank you,\nDana Lind\n"
)

DAMAGED = (
    "01-empty.toml",
    "02-cut.toml",
    "03-not-utf8.txt",
    "04-binary.txt",
    "05-huge.txt",
    "06-not-toml.toml",
    "07-other.toml",
    "08-locked.toml",
    "09-picture.png",
    "10-card.toml",
)
HOSTILE = "11-hostile.txt"


def samples() -> list[tuple[str, str]]:
    """Return every made-up family that has a message, by scenario and name."""
    return [(id, name) for id in CALM for name in sample_names(id)]


def session(id: str, name: str, note: str) -> str:
    """Return the file of a session in which one answer differs from the family's."""
    text = sample_file(id, name).read_text(encoding="utf-8")
    head = "created = 2026-11-20T10:00:00Z\nupdated = 2026-11-20T10:30:00Z\n"
    kept = "\n".join(
        line for line in text.split("\n") if not line.startswith(("name =", "title =", "about ="))
    )
    return head + kept.replace("[answers]", f'title = "{note}"\n\n[answers]', 1)


def fill(folder: Path, count: int = 300) -> None:
    """Write `count` files into `folder`: ten damaged, one hostile, the others whole."""
    folder.mkdir(parents=True, exist_ok=True)
    spoil(folder)
    families = samples()
    for at in range(count - len(DAMAGED) - 1):
        id, name = families[at % len(families)]
        place = folder / f"table-{at % 7}"
        place.mkdir(exist_ok=True)
        if at % 2:
            (place / f"person-{at}.toml").write_text(session(id, name, f"n{at}"), encoding="utf-8")
        else:
            (place / f"person-{at}.txt").write_text(f"{at} times\n\n{WROTE}", encoding="utf-8")


def spoil(folder: Path) -> None:
    """Write the damaged files and the hostile one."""
    whole = session("concern", "maya", "x")
    contents: dict[str, bytes] = {
        "01-empty.toml": b"",
        "02-cut.toml": whole.encode()[: len(whole) // 2] + b'\nx = "',
        "03-not-utf8.txt": "Hello Ms. Okafor, this is Zoë.".encode("latin-1"),
        "04-binary.txt": os.urandom(5_000) + b"\0\xff",
        "05-huge.txt": b"a" * 1_500_000,
        "06-not-toml.toml": b"Dear teacher, I write to you.",
        "07-other.toml": b'[tool]\nname = "x"\n',
        "08-locked.toml": b"age-encryption.org/v1\n-> scrypt x 18\n",
        "09-picture.png": b"\x89PNG\r\n\x1a\n" + bytes(200),
        "10-card.toml": sample_file("family", "wen").read_bytes(),
        HOSTILE: b"\x1b[2J\x1b]0;owned\x07[/bold] [red]Hi[/red] " + b"A" * 900_000,
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def message(id: str, name: str) -> str:
    """Return a family's own message, as a text file has it."""
    sheet = next(one for one in invented(id, name).sheets() if one.letter.channel != "handout")
    head = f"Subject: {sheet.subject}\n\n" if sheet.subject else ""
    return f"{head}{sheet.body}\n"
