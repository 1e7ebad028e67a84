"""A presentation line by line: all that the screen can do, in words."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from coach.plain import presenting as face
from coach.plain.presenting import Lines
from coach.plain.terminal import EndOfInput, Leave, Terminal
from coach.present import following, kept, presenting
from coach.present.presenting import Presenting
from coach.present.state import Presentation
from tests.present import room


@pytest.fixture(autouse=True)
def _the_small_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is presented is the small scenario."""
    monkeypatch.setattr(presenting, "material_for", lambda _state: room.material())
    monkeypatch.setattr(following, "material_for", lambda _state: room.material())


def present(*lines: str, keep: bool = True, **changes: object) -> tuple[str, Presentation]:
    """Present with these lines; return what was said, and where it stands then."""
    presents = Presenting(room.begun(**changes), keep=keep)
    sink = io.StringIO()
    try:
        with pytest.raises((EndOfInput, Leave)):
            Lines(Terminal(io.StringIO("".join(f"{one}\n" for one in lines)), sink), presents).run()
    finally:
        presents.close()
    return sink.getvalue(), presents.state


def test_enter_goes_on_and_back_goes_back() -> None:
    said, state = present("", "", "back", "quit")
    assert said.index("A lost jacket") < said.index("What we agree on")
    assert said.index("What we agree on") < said.index("Is anyone in danger?")
    assert state.at == "rules"
    assert "Left. Come back with: coach present" in said


def test_hands_are_counted_one_by_one_or_told_as_a_number() -> None:
    said, state = present("3 14", "1", "-", "9", at="choice:safe")
    assert state.hands == {"choice:safe": "3" * 14}
    assert "Hands: 1: 0, 2: 0, 3: 14" in said
    assert "There is no such option" in said


def test_one_hand_is_one_hand() -> None:
    said, _state = present("2", "1 30", "", "back", at="choice:safe")
    assert "(1 hand)" in said
    assert "(30 hands)" in said
    assert "(1 hands)" not in said


def test_the_branch_not_taken_and_back() -> None:
    said, state = present("other", "other", "return", at="choice:safe")
    assert "And if it had been “Yes”?" in said
    assert "New: I asked the woman at the gate." in said
    assert state.other == 0


def test_a_slide_is_found_by_number_and_by_word() -> None:
    said, state = present("list", "go 4", "go whole", "go zebra")
    assert ">   1. A lost jacket" in said
    assert "What did Leo say" in said
    assert state.at == "letter"
    assert "There is no such slide." in said


def test_what_the_room_says_and_the_notes() -> None:
    said, state = present("say It vanished [b]", "notes", "unsay", at="ask:seen")
    assert "A  It vanished [b]" in said
    assert "Teaches: One example. Tell one time." in said
    assert "The family: On Monday it was gone after lunch." in said
    assert state.guesses == {}


def test_weak_and_better_are_told_in_words() -> None:
    said, _state = present("", at="weak:seen")
    assert "Helps less: He is always upset after class." in said
    assert "Helps more: On Monday it was gone after lunch." in said


def test_black_and_the_timer() -> None:
    said, state = present("", "black", "", "pause", "pause")
    assert "The screen is black. Enter brings it back." in said
    assert "The timer rests." in said
    assert not state.black
    assert not state.paused


def test_danger_in_what_the_room_says_stops_it() -> None:
    said, state = present("say he wants to die", "", "2", at="ask:seen")
    assert "988" in said
    assert "Deleted. It was kept nowhere." in said
    assert state.guesses == {}
    _said, state = present("say he wants to die", "1", "3", at="ask:seen")
    assert state.guesses == {"seen": ("he wants to die",)}


def test_urgent_help_and_a_list_of_what_can_be_done() -> None:
    said, _state = present("urgent", "help", "nonsense")
    assert "911" in said
    assert "“say words” writes down" in said
    assert "There is no “nonsense” here." in said


def test_with_nothing_to_keep_nothing_is_kept(own_home: Path) -> None:
    present("", "", keep=False)
    assert not (own_home / "presenting").exists()


def test_the_notes_are_read_out_where_the_input_has_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept.write(room.begun(at="ask:seen"))
    sink = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO("\nurgent\nquit\n"))
    monkeypatch.setattr("sys.stdout", sink)
    assert face.follow() == 0
    said = sink.getvalue()
    assert "The first screen has stopped." in said
    assert "The family: On Monday it was gone after lunch." in said
    assert "Next: Helps less: What you saw" in said
    assert "911" in said
