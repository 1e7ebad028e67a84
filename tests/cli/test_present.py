"""Two real terminals before a room: the second follows the first, whatever becomes of either."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Open, Terminal
from tests.cli.test_commands import coach

pytestmark = pytest.mark.slow

WHAT = ("present", "first-contact", "--sample", "leo", "--minutes", "60")
SIZE = (80, 24)


def state(home: Path) -> dict[str, Any]:
    """What is kept of the presentation."""
    (file,) = (home / "casebook" / "presenting").glob("*.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def both(first: Terminal, second: Terminal, number: int, *shown: str, noted: str) -> None:
    """See a slide in the first terminal, and its notes in the second."""
    first.see(f"{number} / ", *shown)
    second.see(f"{number} of ", noted)


def test_a_whole_presentation_in_two_terminals_with_both_killed_on_the_way(
    open_coach: Open, tmp_path: Path
) -> None:
    notes = open_coach("present", "--notes", size=SIZE)
    notes.see("Nobody is presenting yet")
    stage = open_coach(*WHAT, size=SIZE)
    both(stage, notes, 1, "Say hello to a teacher", "Leo and his grandmother", noted="Welcome them")
    notes.see("Next: What we agree on", "60 minutes are planned")
    stage.press("Right")
    both(stage, notes, 2, "It is not legal advice", noted="Practice can wait")
    stage.press("Right")
    both(stage, notes, 3, "Where are you in the school year?", noted="Count hands aloud")
    stage.type("1333")
    notes.see("1: 1, 2: 0, 3: 3")

    # A word from the room, and the first terminal dies in the middle of it all.
    stage.press("Right")
    both(stage, notes, 4, "like to hear from families", noted="How to say hello")
    stage.press("Right")
    both(stage, notes, 5, "Leo loves", noted="Trains, maps, anything with a timetable")
    stage.press("F3")
    stage.see("What the room says")
    stage.type("Counting trains [b]\r")
    stage.see("A Counting trains [b]")
    stage.kill()
    notes.see("The first screen has stopped.")
    stage = open_coach("present", size=SIZE)
    both(stage, notes, 5, "A Counting trains [b]", noted="Trains, maps, anything")
    notes.gone("The first screen has stopped.")
    assert state(tmp_path)["hands"] == {"choice:timing": "1333"}

    # The weak answer, the better one, the message as it grows.
    for number, shown, noted in (
        (6, "Lots of things", "on a hard day"),
        (7, "drawing animals", "not the only one"),
        (8, "The message grows", "The bar marks what is new"),
    ):
        stage.press("Right")
        both(stage, notes, number, shown, noted=noted)
    stage.see("The first weeks have been hard")  # the branch that the room chose
    stage.press("F2")
    stage.see("And if it had been “A letter on paper”?")
    notes.see("a branch not taken, “A letter on paper”")
    stage.press("Esc")
    stage.see("The message grows")

    # Now the second terminal dies, while the first is dark.
    notes.kill()
    stage.press("F12")
    stage.gone("The message grows")
    notes = open_coach("present", "--notes", size=(60, 20))
    notes.see("8 of ", "The screen is black.")
    for terminal, there in ((stage, ""), (notes, "The screen is black.")):
        terminal.press("F9")  # urgent help is one key away in both, and in the dark
        terminal.see("911")
        terminal.press("Esc")
        terminal.gone("911")
        terminal.see(there)
    stage.press("F12")
    notes.gone("The screen is black.")

    # The talk, by votes, to its end.
    stage.press("F8")
    stage.see("Go to")
    stage.type("1: which\r")
    stage.see("Turn 1: three replies")
    notes.see("Turn 1: which reply?", "helps most")
    stage.type("2")
    notes.see("2: 1")
    stage.press("Right")
    stage.see("Turn 1: what it did", "Heat")
    notes.see("Turn 1: what it did")
    stage.press("End")
    stage.see("Thank you.", "Practice can help you feel ready.")
    notes.see("Thank you.", "Stay a while")
    stage.press("F10")
    assert stage.ended() == 0
    notes.see("The first screen has stopped.")
    notes.press("F10")
    assert notes.ended() == 0
    kept = state(tmp_path)
    assert kept["at"] == "close"
    assert kept["guesses"] == {"loves": ["Counting trains [b]"]}
    assert not (tmp_path / "casebook" / "sessions").exists()


def test_a_second_window_can_not_present_too(open_coach: Open) -> None:
    first = open_coach(*WHAT)
    first.see("Say hello to a teacher")
    second = open_coach(*WHAT)
    second.see("A presentation is running in another window.", "coach present --notes")
    assert second.ended() == 1


# ------------------------------------------------------------------ what cannot be


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("present",), "There is no presentation to go on with."),
        (("present", "concern", "--sample", "x"), "There is no sample “x”"),
        (("present", "concern", "--minutes", "-1"), "--minutes"),
        (("present", "concern", "--session", "x"), "--session"),
    ],
)
def test_what_cannot_be_presented_is_told(arguments: tuple[str, ...], told: str) -> None:
    said = coach(*arguments, "--plain")
    assert said.returncode in (1, 2)
    assert told in said.stderr
    assert "Traceback" not in said.stderr


def test_no_screen_is_imported_for_plain_lines() -> None:
    code = (
        "import sys, coach.commands.present, coach.present.presenting, coach.plain.presenting;"
        "assert not [m for m in sys.modules if m.startswith('textual')]"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
