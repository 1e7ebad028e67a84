"""Practices × scenarios, of packs made up for it."""

from __future__ import annotations

import json
from argparse import Namespace

import pytest

from coach.author import coverage as room
from coach.author.coverage import Coverage, as_json, as_table, cell, coverage, heads, sentences
from coach.scenario.model import Card, Message, Part, Point, Practice, Scenario, Section, Step


def practice(id: str, *scenarios: str) -> Practice:
    return Practice(id=id, name=id.title(), says="An idea.", scenarios=scenarios)


def scenario(id: str, *, steps: tuple[str, ...] = (), parts: tuple[str, ...] = ()) -> Scenario:
    """A scenario in which a step and a part cite practices, and so do two points and a card."""
    return Scenario(
        format=1,
        id=id,
        title=id,
        summary=id,
        section=(
            Section(
                id="one", title="One", step=(Step(id="a", kind="text", ask="?", practice=steps),)
            ),
        ),
        part=(Part(id="shared", text="x", practice=parts),),
        message=(Message(id="m", title="M", channels=("letter",), part=(Part(use="shared"),)),),
        point=(Point(group="ask", text="?", practice=("both",)),) * 2,
        card=(Card(they_say="a", you_say="b", practice=("both", "both")),),
    )


PACK = (scenario("say-hello", steps=("kind",)), scenario("ask", parts=("kind", "late")))
WHOLE = (practice("kind", "say-hello", "ask"), practice("both", "say-hello", "ask"))


def test_it_counts_steps_points_cards_and_parts() -> None:
    found = coverage(PACK, WHOLE)
    times = {row.id: [at.times for at in row.at] for row in found.rows}
    assert times == {"kind": [(1, 0, 0, 0), (0, 0, 0, 1)], "both": [(0, 2, 1, 0), (0, 2, 1, 0)]}
    assert found.whole
    assert sentences(found) == ["2 of 2 practices taught, each where it belongs."]


def test_what_is_not_taught_where_it_belongs_is_missing() -> None:
    found = coverage(PACK, [*WHOLE, practice("late", "say-hello")])
    assert not found.whole
    late = found.rows[-1].at
    assert [cell(at) for at in late] == ["missing", "+· · · 1"]
    assert sentences(found)[0] == "3 of 3 practices taught."
    assert "Missing: late in say-hello." in sentences(found)
    assert "Also elsewhere than they say (+): late." in sentences(found)


def test_a_practice_that_nobody_teaches_is_missing_even_if_it_belongs_nowhere() -> None:
    found = coverage(PACK, [*WHOLE, practice("lost")])
    assert not found.whole
    assert "Taught nowhere: lost." in sentences(found)
    assert sentences(found)[0] == "2 of 3 practices taught."


def test_a_scenario_that_is_not_there_yet_has_its_column() -> None:
    found = coverage(PACK, [practice("kind", "say-hello", "later")])
    assert found.scenarios == ("say-hello", "ask", "later")
    assert "Missing: kind in later." in sentences(found)


def test_a_scenario_of_which_nothing_is_expected_has_nothing_out_of_place() -> None:
    (row,) = coverage(PACK, [practice("kind", "say-hello")]).rows
    assert [at.elsewhere for at in row.at] == [False, False]


def test_columns_have_short_heads_of_their_own() -> None:
    assert heads(["first-contact", "concern", "free-choice", "conduct"]) == (
        "fc",
        "co",
        "fc2",
        "co2",
    )


def table_of(*ids: str) -> str:
    return as_table(coverage(PACK, [practice(id, "ask") for id in ids]))


def test_the_table_says_what_it_is_given_and_fits() -> None:
    found = as_table(coverage(PACK, WHOLE))
    assert found.splitlines()[0].split() == ["practice", "sh", "as"]
    assert "1 · · ·" in found
    assert "\x1b" not in found
    hostile = table_of("[bold]x[/bold]", "[/x]", "\x1b[31mred", "y" * 300)
    assert "[bold]x[/bold]" in hostile
    assert "[/x]" in hostile
    assert "\x1b" not in hostile
    assert all(len(line) <= 80 for line in hostile.splitlines())


def test_on_a_terminal_what_is_missing_has_a_colour() -> None:
    found = coverage(PACK, [practice("late", "say-hello")])
    assert "\x1b[1;31mmissing" in as_table(found, colours=True)


def test_json_holds_the_whole() -> None:
    told = json.loads(as_json(coverage(PACK, [*WHOLE, practice("late", "say-hello")])))
    assert told["taught"] == 3
    assert told["whole"] is False
    assert told["scenarios"] == ["say-hello", "ask"]
    late = told["practices"][-1]
    assert late["missing"] == ["say-hello"]
    assert late["elsewhere"] == ["ask"]
    assert late["scenarios"]["ask"] == {
        "steps": 0,
        "points": 0,
        "cards": 0,
        "parts": 1,
        "belongs": False,
    }


@pytest.mark.parametrize("format", ["text", "json"])
@pytest.mark.parametrize(("whole", "code"), [(True, 0), (False, 1)])
def test_the_exit_code_says_whether_something_is_missing(
    format: str, whole: bool, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    practices = WHOLE if whole else (*WHOLE, practice("late", "say-hello"))
    made_up = coverage(PACK, practices)

    def given(*_any: object) -> Coverage:
        return made_up

    monkeypatch.setattr(room, "coverage", given)
    said: list[str] = []
    assert room.run(Namespace(format=format), said.append) == code
    assert said
