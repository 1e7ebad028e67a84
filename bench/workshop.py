"""What it takes to collect what a whole room saved, and to plan a workshop."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from bench.figure import Figure
from bench.place import coach, environment
from coach.guide.practice import invented
from coach.scenario.library import sample_file, sample_names

FILES, BROKEN = 300, 10
MOST_SECONDS = 5.0
_SCENARIOS = ("first-contact", "concern", "difficult-relationship", "escalation")


def workshop(folder: Path, rounds: int) -> list[Figure]:
    """Measure `coach workshop collect` of 300 files as somebody waits for it: the whole program."""
    saved = folder / "saved"
    fill(saved)
    variables = environment(folder)
    taken = min(_seconds(("--list",), saved, variables) for _round in range(rounds))
    written = _seconds(("--out", str(folder / "out.txt"), "--replace"), saved, variables)
    about = f"{FILES} files, {BROKEN} of them damaged, one made to do harm"
    return [
        Figure("collecting 300 files", taken, MOST_SECONDS, "s", about),
        Figure("the same, with each one's reading in a file", written, None, "s", about),
    ]


def _seconds(options: tuple[str, ...], saved: Path, variables: dict[str, str]) -> float:
    start = time.perf_counter()
    command = coach("workshop", "collect", str(saved), "--seed", "1", *options)
    subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def fill(folder: Path) -> None:
    """Write what a room of families saved: sessions, answers and exported messages."""
    folder.mkdir(parents=True)
    for at in range(BROKEN):
        whole = sample_file("concern", "maya").read_bytes()
        broken = (b"", whole[: len(whole) // 2], b"\0\xff" * 500, b"x" * 1_500_000, b"Dear you")
        (folder / f"broken-{at}.toml").write_bytes(broken[at % len(broken)])
    (folder / "harm.txt").write_bytes(b"\x1b[2J[/bold]" + b"A" * 900_000)
    families = [(id, name) for id in _SCENARIOS for name in sample_names(id)]
    for at in range(FILES - BROKEN - 1):
        id, name = families[at % len(families)]
        if at % 2:
            text = sample_file(id, name).read_text(encoding="utf-8")
            text = text.replace("[answers]", f"[answers]\nmy_name = '{_name(at)}'", 1)
            lines = [line for line in text.split("\n") if not line.startswith('my_name = "')]
            (folder / f"{at}.toml").write_text("\n".join(lines), encoding="utf-8")
        else:
            sheet = invented(id, name).sheets()[0]
            text = f"Subject: {sheet.subject}\n\n{sheet.body}\n\nPS. It is number {at}.\n"
            (folder / f"{at}.txt").write_text(text, encoding="utf-8")


def _name(at: int) -> str:
    """Return a name that no other number has."""
    return "".join("Ba Lo Mi Ne Ru Sa Te Vi Wo Zu".split()[int(digit)] for digit in f"{at:03}")
