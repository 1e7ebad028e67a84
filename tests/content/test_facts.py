"""The dated facts: all there, all cited, easy to read, and free of errors seen elsewhere."""

from __future__ import annotations

import re
from datetime import date

import pytest

from coach.compose.outcome import Letter, compose
from coach.interview.answer_file import sample_answers
from coach.interview.path import path
from coach.scenario.library import facts, facts_footer, find, ids, sample_names
from coach.scenario.model import Fact
from coach.tone.reading import grade, sentences

FEDERAL = tuple(f"F{number}" for number in range(1, 22))
URGENT = ("S1", "S2")
CHECKED = "2026-11-21"


def said(fact: Fact) -> str:
    """Everything of a fact that a parent reads, but its source."""
    return f"{fact.text} {fact.note}"


def everything() -> str:
    return "\n".join(f"{said(fact)} {fact.cite}" for fact in facts().values())


def test_the_pack_is_whole_and_in_order() -> None:
    assert tuple(facts()) == FEDERAL + URGENT


@pytest.mark.parametrize("id", FEDERAL + URGENT)
def test_a_fact_is_dated_placed_and_has_its_source(id: str) -> None:
    fact = facts()[id]
    assert date.fromisoformat(fact.checked_on) == date.fromisoformat(CHECKED)
    assert fact.applies_to == "US"
    assert fact.note
    assert re.search(r"CFR|Act|Memo", fact.cite), fact.cite


@pytest.mark.parametrize("id", FEDERAL + URGENT)
def test_a_fact_is_easy_to_read(id: str) -> None:
    fact = facts()[id]
    assert grade(fact.text) <= 8
    assert grade(said(fact)) <= 8
    assert max(len(words) for words in sentences(said(fact))) <= 25


def test_guidance_is_never_cited_as_law() -> None:
    """Letters and memos change with the wind; where one is all there is, the fact says so."""
    by_letter = {fact.id for fact in facts().values() if re.search("Memo|[Ll]etter", fact.cite)}
    assert by_letter == {"F5"}
    assert "guidance" in facts()["F5"].cite
    assert "not a law" in facts()["F5"].note


def test_the_footer_says_what_this_is_and_who_helps() -> None:
    footer = facts_footer()
    for words in ("not legal advice", "state or district", CHECKED, "parentcenterhub.org"):
        assert words in footer


# ------------------------------------------------------------------ errors seen in public pages


def test_the_sixty_days_run_from_consent_and_not_from_the_request() -> None:
    clock = facts()["F3"].text
    assert "60 days" in clock
    assert re.search(r"clock starts .* consent", clock)
    assert "does not start when you ask" in clock
    assert not re.search(
        r"\d+ days (from|of|after) (you ask|your (written )?request)", everything()
    )


def test_no_fact_grants_a_meeting_on_demand() -> None:
    assert "can ask for a meeting" in facts()["F7"].text
    assert "no sentence" in facts()["F7"].note
    assert "300.501" not in everything()
    assert facts()["F18"].text.count("10 school days") == everything().count("10 school days") == 2


def test_no_fact_gives_a_number_to_call() -> None:
    """Helplines stand in help-us.toml. Here are the errors that were seen in public pages."""
    for wrong in ("press 3", "2253", "1-800", "988"):
        assert wrong not in everything()


def test_a_right_to_ask_is_not_more_than_that() -> None:
    for id in ("F1", "F6", "F7", "F12", "F13", "F20", "S2"):
        assert "can ask" in facts()[id].text, id
    for id in ("F1", "F7", "F15", "F16", "F17", "F19", "F20", "F21"):
        assert " must " not in facts()[id].text, id
    assert "no automatic right" in facts()["F13"].text
    assert "written OK" in facts()["F2"].text
    assert "not a yes to services" in facts()["F2"].text


def test_what_moves_says_where_to_look() -> None:
    assert "Check the current federal page or ask your parent center" in facts()["F19"].note
    assert "changed more than once" in facts()["S1"].note
    assert "state" in facts()["F3"].note
    for id in ("F16", "F17", "F18"):
        assert "advice" in facts()[id].note or "parent center" in facts()[id].note, id


# ------------------------------------------------------------------ where they are shown


def letters(id: str, name: str) -> tuple[Letter, ...]:
    scenario = find(id)
    found = path(scenario, sample_answers(scenario, name))
    return compose(scenario, found).letters


@pytest.mark.parametrize(("id", "name"), [(id, name) for id in ids() for name in sample_names(id)])
def test_what_is_shown_as_a_fact_has_its_source_and_the_footer(id: str, name: str) -> None:
    for letter in letters(id, name):
        for paragraph in letter.paragraphs:
            shown = [fact for fact in facts().values() if fact.text in paragraph.text]
            for fact in shown:
                assert f"Source: {fact.cite}. Checked {fact.checked_on}." in paragraph.text
            if shown:
                assert paragraph.text.endswith(facts_footer())
                assert letter.channel == "handout", letter.title
