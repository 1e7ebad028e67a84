"""The clipboard: which one has it is always said, and a terminal is asked in its own words."""

from __future__ import annotations

from base64 import b64decode

import pytest

from coach.export import clipboard
from coach.export.clipboard import LONGEST, by_terminal, put, sequence, told


def test_a_terminal_is_asked_for_just_this_text() -> None:
    asked = sequence("Nguyễn\n\x1b]evil", {})
    assert asked.startswith("\x1b]52;c;")
    assert asked.endswith("\a")
    assert b64decode(asked[7:-1]).decode() == "Nguyễn\n\x1b]evil"


def test_tmux_is_asked_and_asked_to_pass_it_on() -> None:
    plain = sequence("Leo", {})
    asked = sequence("Leo", {"TMUX": "/tmp/tmux-0/default,1,0"})
    assert asked == plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def test_what_a_terminal_would_drop_in_silence_is_not_handed_over() -> None:
    assert sequence("x" * (LONGEST // 4 * 3), {})
    assert sequence("x" * LONGEST, {}) == ""
    assert by_terminal("x" * LONGEST, lambda _asked: True) == "none"


@pytest.mark.parametrize(
    ("machine", "terminal", "way", "says"),
    [
        (True, True, "machine", "this machine's clipboard"),
        (False, True, "terminal", "Handed to your terminal to copy"),
        (False, False, "none", "No clipboard here"),
    ],
)
def test_it_is_said_who_has_it(
    machine: bool, terminal: bool, way: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "copy", lambda _text: machine)
    found = put("Leo", lambda _asked: terminal)
    assert found == way
    assert says in told(found, "save it")
    assert ("save it." in told(found, "save it")) is (way != "machine")
