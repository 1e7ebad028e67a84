"""The installed program in a real terminal: keys in, a screen out, and whatever may happen to it.

Nothing here sleeps to wait for something: each test looks at the screen until what it
waits for is there. Where time is the point (text is saved every second or so), it says so.
"""

from __future__ import annotations

import re
import signal
import tomllib
from pathlib import Path
from typing import Any

import pytest

from coach.casebook.unsaved import Unsaved
from coach.guide.guide import Guide
from coach.interview.answer_file import sample_answers
from coach.scenario.model import Scenario
from tests.cli.conftest import Open, Terminal
from tests.cli.walkthrough import as_keys

pytestmark = pytest.mark.slow

TYPED = "dogs, and the sound the"
"""A sentence that was never finished."""

KEPT_WITHIN = 2.0
"""Seconds after which what was typed has to be on disk."""


def press(terminal: Terminal, keys: tuple[str, ...]) -> None:
    """Press keys by the names that the app has for them."""
    names = {"home": "Home", "down": "Down", "enter": "Enter", "ctrl+j": "Ctrl+J"}
    for key in keys:
        if key in names:
            terminal.press(names[key])
        else:
            terminal.type(" " if key == "space" else key)


def answer(terminal: Terminal, scenario: Scenario, name: str, until: str = "") -> None:
    """Give a sample's answers by keys, each when its question is there, up to a step."""
    answers = sample_answers(scenario, name)
    guide = Guide(scenario, Unsaved().create(scenario.id))
    for keys in as_keys(scenario, answers):
        prompt = guide.prompt()
        assert prompt is not None
        terminal.see(f"{prompt.section} · {prompt.number} of {prompt.total}")
        if prompt.id == until:
            return
        press(terminal, keys)
        assert guide.answer(answers[prompt.id]) is None


def session(folder: Path) -> dict[str, Any]:
    """Return the one session that is kept in the casebook."""
    (file,) = (folder / "casebook" / "sessions").glob("*.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


# ------------------------------------------------------------------ from start to end


def test_from_the_first_screen_to_the_message_by_keys(
    open_coach: Open, first_contact: Scenario, tmp_path: Path
) -> None:
    terminal = open_coach(size=(80, 24))
    terminal.see("What is going on?", "Say hello to a teacher")
    terminal.press("Enter")
    answer(terminal, first_contact, "kit")
    terminal.see("Read it over")
    terminal.press("Enter")
    terminal.see("Read it aloud once", "My name is J. Moss", "Talking points", "Reply cards")
    terminal.press("F10")
    assert terminal.ended() == 0
    kept = session(tmp_path)
    assert kept["finished"] is True
    assert kept["answers"]["my_name"] == "J. Moss"


def test_the_terminal_is_left_as_it_was_found(open_coach: Open) -> None:
    terminal = open_coach()
    terminal.see("What is going on?")
    terminal.press("F10")
    assert terminal.ended() == 0
    assert terminal.written.rindex(b"\x1b[?1049l") > terminal.written.rindex(b"\x1b[?1049h")
    assert terminal.written.rindex(b"\x1b[?25h") > terminal.written.rindex(b"\x1b[?25l")


# ------------------------------------------------------------------ whatever may happen


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_killed_in_the_middle_of_a_sentence(
    open_coach: Open, first_contact: Scenario, how: signal.Signals
) -> None:
    terminal = open_coach("run", "first-contact")
    answer(terminal, first_contact, "kit", until="loves")
    terminal.type(TYPED)
    terminal.see(TYPED)
    terminal.look(KEPT_WITHIN)
    terminal.kill(how)
    again = open_coach("resume")
    again.see("Three lines", TYPED)
    again.press("F3")
    again.see("J. Moss", "Kit")


def test_a_closed_window_ends_the_program_and_loses_nothing(
    open_coach: Open, first_contact: Scenario
) -> None:
    terminal = open_coach("run", "first-contact")
    answer(terminal, first_contact, "kit", until="loves")
    terminal.type(TYPED)
    terminal.see(TYPED)
    terminal.hang_up()
    again = open_coach("resume")
    again.see("Three lines", TYPED)


def test_going_back_in_the_middle_of_a_sentence_keeps_it(
    open_coach: Open, first_contact: Scenario
) -> None:
    terminal = open_coach("run", "first-contact")
    answer(terminal, first_contact, "kit", until="loves")
    terminal.type(TYPED)
    terminal.press("Esc")
    terminal.see("Child and teacher ·")
    terminal.press("Enter")
    terminal.see("Three lines ·", TYPED)


def test_a_resize_in_the_middle_of_a_sentence_keeps_it(
    open_coach: Open, first_contact: Scenario
) -> None:
    terminal = open_coach("run", "first-contact", size=(80, 24))
    answer(terminal, first_contact, "kit", until="loves")
    terminal.type(TYPED)
    terminal.see(TYPED)
    for columns, rows in ((60, 20), (120, 36), (80, 24)):
        terminal.resize(columns, rows)
        terminal.see("Three lines ·", "F9", "dogs, and the sound")
    terminal.type(" rain")
    terminal.resize(120, 36)
    terminal.see("sound the rain", "Hello,")


def test_a_second_window_is_told_that_the_first_has_it(
    open_coach: Open, first_contact: Scenario
) -> None:
    first = open_coach("run", "first-contact")
    answer(first, first_contact, "kit", until="loves")
    second = open_coach("resume")
    second.see("This session is open in another window.")
    second.press("F10")
    assert second.ended() == 0


# ------------------------------------------------------------------ urgent help


def test_urgent_help_is_one_key_away_on_every_screen(
    open_coach: Open, first_contact: Scenario
) -> None:
    terminal = open_coach()
    terminal.see("Say hello to a teacher")
    urgent(terminal)
    terminal.press("Enter")
    answer(terminal, first_contact, "kit", until="my_name")
    terminal.type("J. M")
    urgent(terminal)
    terminal.press("F3")
    terminal.see("Everything you said")
    urgent(terminal)
    terminal.press("Ctrl+P")
    urgent(terminal)


def urgent(terminal: Terminal) -> None:
    """Ask for urgent help, and put it away."""
    terminal.press("F9")
    terminal.see("988", "911")
    terminal.press("Esc")
    terminal.gone("988")


# ------------------------------------------------------------------ without a screen


def test_ctrl_c_in_plain_mode_keeps_what_was_answered(open_coach: Open, tmp_path: Path) -> None:
    terminal = open_coach("run", "first-contact", "--plain")
    for words, typed in (("Time of year", "1"), ("Who is writing", "1"), ("Your name", "Rosa")):
        terminal.see(words)
        terminal.type(f"{typed}\r")
    terminal.see("Child's name")
    terminal.press("Ctrl+C")
    assert terminal.ended() == 130
    assert "coach resume" in terminal.words
    assert session(tmp_path)["answers"] == {
        "timing": "new-year",
        "role": "parent",
        "my_name": "Rosa",
    }


@pytest.mark.parametrize("arguments", [("run", "first-contact"), ()])
def test_a_dumb_terminal_gets_plain_lines(open_coach: Open, arguments: tuple[str, ...]) -> None:
    terminal = open_coach(*arguments, TERM="dumb")
    terminal.see("Time of year" if arguments else "What is going on?")
    terminal.type(":urgent\r")
    terminal.see("has not contacted anyone")
    terminal.type(":quit\r")
    assert terminal.ended() == 0
    assert b"\x1b" not in terminal.written


def test_plain_mode_moves_no_cursor_and_has_no_colour(open_coach: Open) -> None:
    terminal = open_coach("run", "first-contact", "--plain")
    terminal.see("Time of year")
    terminal.type(":help\r:quit\r")
    assert terminal.ended() == 0
    assert b"\x1b" not in terminal.written
    assert b"\b" not in terminal.written


def test_without_colour_there_is_none(open_coach: Open, first_contact: Scenario) -> None:
    terminal = open_coach("run", "first-contact", NO_COLOR="1")
    answer(terminal, first_contact, "kit", until="loves")
    terminal.type(TYPED)
    terminal.see(TYPED)
    assert coloured(terminal.written) == set()


def test_with_colour_there_is_some(open_coach: Open) -> None:
    """Or the test above could not fail."""
    terminal = open_coach()
    terminal.see("What is going on?")
    assert coloured(terminal.written)


GREYS = {0, 7, 8, 15, 16, 59, 102, 145, 188, 231, *range(232, 256)}
"""Those of the 256 colours of a terminal that have none (xterm's palette)."""


def coloured(written: bytes) -> set[bytes]:
    """Return the colours in what was written; a grey is none."""
    true = {
        found[0]
        for found in re.finditer(rb"[34]8;2;(\d+);(\d+);(\d+)", written)
        if len({found[1], found[2], found[3]}) > 1
    }
    listed = {
        found[0] for found in re.finditer(rb"[34]8;5;(\d+)", written) if int(found[1]) not in GREYS
    }
    named = set(re.findall(rb"\x1b\[(?:1;)?(?:3[1-6]|4[1-6]|9[1-6]|10[1-6])m", written))
    return true | listed | named
