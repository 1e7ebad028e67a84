"""The free-talking partner beside a rehearsal: with a real server, and with one that goes away."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.casebook.unsaved import Unsaved
from coach.freely.server import Server
from coach.guide import rehearsing as room
from coach.guide.freely import Free, free_for
from coach.guide.guide import Guide
from coach.guide.rehearsing import Rehearsing
from coach.rehearse.cast import Terms
from tests.freely.served import answers, message, serving
from tests.rehearse.small import ANSWERS, own, scenario, shared

TERMS = Terms("teacher", "warm", "in-person", 1)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "reactions", shared)
    monkeypatch.setattr(room, "rehearsal", lambda _id: own())


def sitting() -> Guide:
    guide = Guide(scenario(), Unsaved().create("lost-jacket"))
    guide.adopt({**ANSWERS, "child": "Leonora"})
    return guide


def talk(address: str) -> Rehearsing:
    guide = sitting()
    rehearsing = Rehearsing(guide, TERMS)
    rehearsing.free = Free(guide, Server(address, "", seconds=2))
    return rehearsing


def say(rehearsing: Rehearsing, line: str) -> str:
    rehearsing.say(line)
    assert rehearsing.free is not None
    return rehearsing.free.say(rehearsing)


def test_the_partner_says_it_in_other_words_and_they_are_kept() -> None:
    with serving(answers(message("Oh, thank you for telling me."))) as served:
        rehearsing = talk(served.address)
        scripted = Rehearsing(sitting(), TERMS)
        scripted.say("Leonora's jacket was gone on Monday.")
        notice = say(rehearsing, "Leonora's jacket was gone on Monday.")
        body = served.visits[0]
    assert b"Leonora" not in body
    if notice:  # it left a question out that the script asks: the script's words stand
        assert rehearsing.state.spoken == scripted.state.spoken
    else:
        assert [one.text for one in rehearsing.state.spoken] == ["Oh, thank you for telling me."]
        assert rehearsing.entries[-1].told == "Oh, thank you for telling me."
    assert rehearsing.state.heat == scripted.state.heat
    assert rehearsing.state.now == scripted.state.now


def test_a_server_that_has_gone_leaves_the_scripted_words_and_says_so() -> None:
    with serving(answers(message("Hello."))) as served:
        address = served.address
    rehearsing = talk(address)
    notice = say(rehearsing, "Leonora's jacket was gone on Monday.")
    assert notice
    assert rehearsing.state.spoken
    assert rehearsing.entries[-1].told == ""
    say(rehearsing, "What have you seen there?")
    third = say(rehearsing, "I see.")
    assert third == ""  # told once; the rest of the talk is the script's
    rehearsing.another_take()
    assert rehearsing.free is not None
    assert say(rehearsing, "The jacket was gone.")  # another talk, another try


def test_a_partner_who_speaks_of_harm_is_not_heard() -> None:
    with serving(answers(message("He said he wants to kill himself."))) as served:
        rehearsing = talk(served.address)
        notice = say(rehearsing, "Leonora's jacket was gone on Monday.")
    assert notice
    assert "kill" not in " ".join(one.text for one in rehearsing.state.spoken)


def test_without_settings_it_is_off(tmp_path: Path) -> None:
    assert free_for(sitting(), tmp_path) is None


def test_settings_turn_it_on_and_say_what_is_sent(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[talk]\naddress = "http://localhost:11434"\n')
    free = free_for(sitting(), tmp_path)
    assert free is not None
    assert "11434" in free.sent
    assert "Leonora" in free.sent
