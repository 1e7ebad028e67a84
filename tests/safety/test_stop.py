"""Given words that may mean danger, nothing goes on before the person has said how."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.casebook.store import Casebook, Unsaved
from coach.guide.guide import Guide
from coach.plain.sitting import sit
from coach.plain.terminal import Terminal
from coach.scenario.load import load
from coach.scenario.model import Scenario

BULLIED = "He is bullied on the bus."
DIE = "He says he wants to die."


@pytest.fixture
def small() -> Scenario:
    return load(Path(__file__).parent / "family.toml")


def at_seen(scenario: Scenario, harm: str = "no", store: Casebook | None = None) -> Guide:
    """A guide at the question what was seen."""
    guide = Guide(scenario, (store or Unsaved()).create("small"))
    for value in ("Leo", harm, ""):
        guide.answer(value)
    assert guide.at == "seen"
    return guide


# ------------------------------------------------------------------ stopping


def test_red_words_stop_the_flow_and_wait_as_a_draft(small: Scenario) -> None:
    guide = at_seen(small)
    assert guide.answer(DIE) is None
    assert guide.alarm is not None
    assert guide.alarm.tier == "red"
    assert guide.alarm.choices[0][0] == "help"
    assert guide.at == "seen"
    assert "seen" not in guide.path.values
    prompt = guide.prompt()
    assert prompt is not None
    assert prompt.draft == DIE


def test_amber_words_offer_the_urgent_report_first(small: Scenario) -> None:
    guide = at_seen(small)
    guide.answer(BULLIED)
    assert guide.alarm is not None
    assert [id for id, _label in guide.alarm.choices] == ["report", "help", "safe", "forget"]


def test_an_alarm_holds_no_word_of_what_was_typed(small: Scenario) -> None:
    guide = at_seen(small)
    guide.answer("He said zanzibar and that he wants to die.")
    assert "zanzibar" not in repr(guide.alarm)


def test_not_what_i_meant_goes_on_with_the_answer(small: Scenario) -> None:
    guide = at_seen(small)
    guide.answer(DIE)
    guide.not_meant()
    assert not guide.stopped
    assert guide.path.values["seen"] == DIE
    assert guide.at == "more"


def test_the_same_words_do_not_stop_twice_and_new_ones_do(small: Scenario) -> None:
    guide = at_seen(small)
    guide.answer(BULLIED)
    guide.not_meant()
    guide.go("seen")
    guide.answer(BULLIED + " Every day.")
    assert not guide.stopped
    guide.go("seen")
    guide.answer(DIE)
    assert guide.stopped


def test_amber_stops_once_a_session_and_red_each_time(small: Scenario) -> None:
    guide = at_seen(small)
    guide.answer(BULLIED)
    guide.not_meant()
    guide.answer(("another kid punched him",))
    assert not guide.stopped
    guide.go("seen")
    guide.answer(DIE)
    guide.not_meant()
    guide.go("more")
    guide.answer(("he wants to kill himself",))
    assert guide.stopped


def test_on_a_path_about_harm_only_red_stops_and_once(small: Scenario) -> None:
    guide = at_seen(small, harm="not-sure")
    guide.answer(BULLIED)
    assert not guide.stopped
    guide.go("seen")
    guide.answer(DIE)
    assert guide.stopped
    guide.not_meant()
    guide.go("more")
    guide.answer(("she wants to die too",))
    assert not guide.stopped


def test_a_pick_is_no_text(small: Scenario) -> None:
    guide = at_seen(small, harm="discrimination")
    guide.answer("It feels like discrimination.")
    assert guide.stopped


def test_rows_and_the_private_box_are_read_too(small: Scenario) -> None:
    guide = at_seen(small)
    guide.answer("He cried.")
    guide.answer(("loud rooms", "a boy touched her inappropriately"))
    assert guide.stopped
    guide.set_aside()
    guide.go("vent")
    guide.answer("I can't go on")
    assert guide.alarm is not None
    assert guide.alarm.signs == {"self-harm"}


def test_a_reworded_letter_is_read_too(small: Scenario) -> None:
    guide = at_seen(small)
    guide.answer("He cried.")
    guide.answer(())
    assert guide.edit("note", "", "Leo: he cried. He wants to die.") is False
    assert guide.stopped
    assert not guide.sheets()[0].edited
    guide.forget()
    assert guide.sheets()[0].body == "Leo: He cried."
    guide.edit("note", "", "Leo: he cried. He wants to die.")
    guide.not_meant()
    assert guide.sheets()[0].edited
    assert guide.edit("note", "", "Leo: he cried. He wants to die, he said.")


def test_answers_from_a_file_are_read_as_a_whole(small: Scenario) -> None:
    guide = Guide(small, Unsaved().create("small"))
    assert guide.alarm_in({"name": "Leo", "seen": DIE}) is not None
    assert guide.alarm_in({"name": "Leo", "seen": "He cried."}) is None
    assert guide.alarm_in({"name": "Leo", "harm": "not-sure", "seen": BULLIED}) is None


# ------------------------------------------------------------------ on disk


def everything(folder: Path) -> str:
    return "".join(path.read_text(errors="replace") for path in folder.rglob("*") if path.is_file())


def store(folder: Path) -> Casebook:
    return Casebook(folder, lambda: datetime(2026, 11, 24, tzinfo=UTC))


def test_deleted_words_are_gone_from_every_file(small: Scenario, tmp_path: Path) -> None:
    guide = at_seen(small, store=store(tmp_path))
    guide.draft("He says he wants to d")
    guide.keep_drafts()
    guide.answer("He says he wants to die zanzibar.")
    assert "zanzibar" in everything(tmp_path)  # kept while the person thinks
    guide.forget()
    assert "wants to" not in everything(tmp_path)
    assert "Leo" in everything(tmp_path)
    prompt = guide.prompt()
    assert prompt is not None
    assert prompt.draft is None


def test_what_is_private_is_never_written_down(small: Scenario, tmp_path: Path) -> None:
    guide = Guide(small, store(tmp_path).create("small"))
    guide.answer("Leo")
    guide.answer("no")
    guide.draft("I could scream zanzibar")
    guide.keep_drafts()
    guide.answer("I could scream zanzibar!")
    assert guide.at == "seen"
    assert "zanzibar" not in everything(tmp_path)
    assert all("zanzibar" not in line.words for line in guide.outline())
    guide.answer("He cried.")
    guide.answer(())
    assert all("zanzibar" not in sheet.body for sheet in guide.sheets())
    guide.keeper.close()
    again = Guide(small, store(tmp_path).open(guide.keeper.session.id))
    assert again.path.finished
    assert again.answers["vent"] == ""


# ------------------------------------------------------------------ in plain mode


def talk(scenario: Scenario, *lines: str) -> tuple[Guide, str]:
    guide = Guide(scenario, Unsaved().create("small"))
    sink = io.StringIO()
    terminal = Terminal(io.StringIO("\n".join(lines) + "\n"), sink)
    sit(guide, terminal=terminal, store=Unsaved())
    return guide, sink.getvalue()


def test_plain_mode_shows_the_numbers_and_asks_before_anything_goes_on(small: Scenario) -> None:
    _guide, said = talk(small, "Leo", "1", "", DIE, "what", "1", "3", "", ":quit")
    assert said.count("Call 911.") == 2
    assert "Call or text 988" in said
    assert "stay with them" in said
    assert "1. Get help now" in said
    assert said.index("Get help now") < said.index("He says he wants to die.")


def test_plain_mode_deletes_what_was_typed(small: Scenario) -> None:
    guide, said = talk(small, "Leo", "1", "", DIE, "4", "He cried.", "", ":quit")
    assert "Deleted, here and on disk." in said
    assert guide.sheets()[0].body == "Leo: He cried."


def test_plain_mode_goes_on_to_the_urgent_report_with_the_name(small: Scenario) -> None:
    guide, said = talk(small, "Leo", "1", "", BULLIED, "1", ":quit")
    assert "Report something serious" in said
    assert guide.path.present is not None  # the first one waits, and nothing of it was finished
