"""Our own rehearsals: every talk can end well and badly, and ten of them are kept to be read."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import pytest

from coach.casebook.unsaved import Unsaved
from coach.export.rehearsal import spoken_by, why_so, with_whom
from coach.guide.guide import Guide
from coach.guide.rehearsing import moods, partners
from coach.interview.answer_file import sample_answers
from coach.rehearse.cast import Cast, Terms, cast
from coach.rehearse.debrief import debrief
from coach.rehearse.feedback import feedback
from coach.rehearse.partner import FEWEST, MOST, begin, turn
from coach.rehearse.replies import options
from coach.rehearse.state import Entry, Pick, State
from coach.scenario.library import find, practices, reactions, rehearsal, sample_names
from coach.scenario.rehearsal import SETTINGS, Mood

SCENARIOS = ("first-contact", "concern", "difficult-relationship", "escalation")
SAMPLES = [(id, name) for id in SCENARIOS for name in sample_names(id)]
GOLDEN = Path(__file__).parent / "golden" / "rehearsal"


@lru_cache(maxsize=64)
def sitting(id: str, name: str) -> Guide:
    scenario = find(id)
    guide = Guide(scenario, Unsaved().create(id))
    guide.adopt(sample_answers(scenario, name))
    return guide


def cast_of(id: str, name: str, terms: Terms) -> Cast:
    guide = sitting(id, name)
    return cast(guide.scenario, guide.path, terms, reactions(), rehearsal(id))


def picked(there: Cast, pick: Pick) -> State:
    """The talk of a parent who picks the same kind of reply each time."""
    state = begin(there)
    while not state.ended:
        assert options(state), f"{state.now} has no replies"
        state = turn(state, Entry(pick=pick))
    return state


def setups(id: str, name: str) -> list[Terms]:
    """One setting and seed for each partner and mood, another one for each sample."""
    guide = sitting(id, name)
    found = []
    for at, chair in enumerate(partners(guide)):
        for number, mood in enumerate(moods()):
            turned = SAMPLES.index((id, name)) + at + number
            found.append(Terms(chair.role, mood.id, SETTINGS[turned % 3], turned))
    return found


# ------------------------------------------------------------------ how they end


@pytest.mark.slow
@pytest.mark.parametrize(("id", "name"), SAMPLES)
def test_a_good_parent_ends_well_and_a_bad_one_does_not(id: str, name: str) -> None:
    for terms in setups(id, name):
        there = cast_of(id, name, terms)
        good, bad = picked(there, "good"), picked(there, "weak")
        for state in (good, bad):
            assert FEWEST <= state.turn <= MOST, terms
        assert good.ending == "agreed", terms
        assert good.step == "dated", terms
        assert good.heat <= 2, terms
        assert not bad.ended_well, terms
        assert bad.step != "dated", terms
        told = debrief(good)
        assert "dated" in told.done, terms
        assert "no-blame" in told.done, terms
        told = debrief(bad)
        assert "dated" in told.missed, terms
        if bad.ending == "broken":
            assert "turn" in why_so(told), terms
            assert any(not point.better for point in told.turning), terms


@pytest.mark.parametrize(("id", "name"), SAMPLES)
def test_what_is_said_has_no_holes(id: str, name: str) -> None:
    terms = setups(id, name)[0]
    for pick in ("good", "middling", "weak"):
        state = picked(cast_of(id, name, terms), pick)
        said = [one.text for past in state.past for one in (*past.partner, *past.answered)]
        said += [past.entry.text for past in state.past]
        for text in said:
            assert "  " not in text, text
            assert "{" not in text, text
            assert " ." not in text, text
            assert " ," not in text, text
            assert "“”" not in text, text


# ------------------------------------------------------------------ who is there


@pytest.mark.parametrize(("id", "name"), SAMPLES)
def test_where_harm_may_be_near_only_who_is_trusted_is_there(id: str, name: str) -> None:
    guide = sitting(id, name)
    if "safety" not in guide.path.situations:
        assert partners(guide)
        return
    trusted = {guide.path.values.get(step) for step in ("reader", "whom", "decider")} | {
        "principal",
        "counselor",
    }
    for chair in partners(guide):
        assert chair.role in trusted


@pytest.mark.parametrize(("id", "name"), SAMPLES)
def test_on_a_path_with_harm_no_reaction_teaches_what_has_no_place_there(
    id: str, name: str
) -> None:
    situations = sitting(id, name).path.situations
    known = practices()
    for terms in setups(id, name)[:6]:
        for reaction in cast_of(id, name, terms).reactions.values():
            for practice in reaction.practice:
                assert not situations.intersection(known[practice].not_when), reaction.id


def test_every_mood_is_told_kindly_and_with_its_reason() -> None:
    assert [type(mood) for mood in moods()] == [Mood] * 6
    assert all(len(mood.about.split()) >= 6 for mood in moods())


# ------------------------------------------------------------------ to be read

READ: tuple[tuple[str, str, Terms, tuple[str, ...]], ...] = (
    ("concern", "maya", Terms("teacher", "warm", "in-person", 3), (":good",) * 8),
    ("concern", "jun", Terms("teacher", "dismissive", "phone", 5), (":good",) * 8),
    ("concern", "caleb", Terms("principal", "by-the-book", "three", 2), (":weak", ":good") * 4),
    ("first-contact", "leo", Terms("teacher", "rushed", "phone", 1), (":good",) * 8),
    (
        "first-contact",
        "noor",
        Terms("teacher", "warm", "in-person", 6),
        (
            "Thank you for taking the time. We'd like this to be a good year.",
            "So you like to get to know them yourself first. What have you noticed so far?",
            "You never have time for us.",
            "Can I start again? That came out wrong.",
            "Could you tell us which way you like to hear from families?",
            "Could we talk again on Tuesday after school?",
        ),
    ),
    ("difficult-relationship", "kai", Terms("teacher", "hurt", "in-person", 11), (":good",) * 8),
    ("difficult-relationship", "theo", Terms("teacher", "defensive", "three", 4), (":weak",) * 8),
    (
        "difficult-relationship",
        "ines",
        Terms("counselor", "warm", "in-person", 9),
        (":middling", ":good", ":good", ":weak", ":good", ":good", ":good"),
    ),
    ("escalation", "ana", Terms("principal", "defensive", "in-person", 9), (":good",) * 8),
    (
        "escalation",
        "omar",
        Terms("principal", "by-the-book", "phone", 7),
        (
            "If you don't fix this I will go to the school board.",
            "I'm sorry. That was too sharp. It has been a long three weeks.",
            "We wrote on three days, and nothing changed.",
            "So you have to hear both sides first. When will you have done that?",
            "Could you write to me by Friday what will be different on Monday?",
            ":good",
            ":good",
        ),
    ),
)


def transcript(id: str, name: str, terms: Terms, script: tuple[str, ...]) -> str:
    """A talk as it is read aloud, with what each line did."""
    there = cast_of(id, name, terms)
    state = begin(there)
    lines = [f"{id}, {name}. {with_whom(there)}.", ""]

    def heard() -> None:
        for said in state.spoken:
            who = spoken_by(there, said)
            lines.append(f"{who}: {said.text}" if who else said.text)

    for line in script:
        if state.ended:
            break
        heard()
        pick = line[1:] if line.startswith(":") and options(state) else ""
        state = turn(state, Entry(pick=pick) if pick else Entry(text=line))
        last = state.past[-1]
        lines.append(f"You ({pick or 'typed'}): {last.entry.text}")
        told = feedback(state, last)
        lines += [f"    {did}" for did in (*told.did, told.attempt) if did]
    heard()
    lines.append(f"[{state.ending or 'not over'}]")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("id", "name", "terms", "script"),
    READ,
    ids=[f"{id}-{name}-{terms.role}-{terms.mood}" for id, name, terms, _script in READ],
)
def test_ten_talks_read_so(id: str, name: str, terms: Terms, script: tuple[str, ...]) -> None:
    text = transcript(id, name, terms, script)
    file = GOLDEN / f"{id}-{name}-{terms.role}-{terms.mood}.txt"
    if os.environ.get("COACH_GOLDEN") == "write":
        GOLDEN.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
