"""What a line did, weighed: every sign's word counts, and a clause does what is surest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.rehearse.hearing import weighing
from coach.rehearse.hearing.acts import MOVES, TOGETHER, Move
from coach.rehearse.hearing.line import Line
from coach.rehearse.hearing.signs import signs_of
from coach.rehearse.hearing.weighing import Weights, chances, joined, sums, weights
from coach.rehearse.moves import before, hear, hear_written

HALF = Weights((0.5,) * len(MOVES), {"word tea": (0, 300, 3, -200), "word cake": (0, -300)})


def line(text: str, context: str = "") -> Line:
    heard = Line(text, before(context))
    heard.hear()
    return heard


def likely(*signs: str) -> list[float]:
    return chances(sums(signs, HALF))


def test_a_sign_that_nobody_knows_says_nothing() -> None:
    assert set(likely("word coffee")) == {0.5}


def test_signs_add_up() -> None:
    tea = likely("word tea")
    assert tea[0] > 0.9
    assert tea[3] < 0.2
    assert likely("word tea", "word cake")[0] == 0.5


def test_what_was_read_and_the_signs_count_together_and_without_it_the_signs_alone() -> None:
    pieces = line("Where is it? Who has it?").pieces
    signs = [[1.0] * len(MOVES)] * 2
    both, alone = joined(pieces, [[-1.0] * len(MOVES)], signs, 1.0)
    assert both[5] == 0.5
    assert alone[5] == chances([1.0])[0]


def test_where_a_set_phrase_is_heard_the_signs_count_more() -> None:
    pieces = line("Thanks for nothing.", "We lost it.").pieces
    assert joined(pieces, [[-1.0] * len(MOVES)], [[1.0] * len(MOVES)], 1.0)[0][5] > 0.5


def test_what_grammar_takes_for_saying_back_is_likelier_to_be_that() -> None:
    pieces = line("So he hides in class.", "He hides in class when it is loud.").pieces
    nothing = [[0.0] * len(MOVES)]
    likely = joined(pieces, nothing, nothing, 1.0)[0]
    assert likely[MOVES.index("reflect")] > 0.5 == likely[MOVES.index("tell")]


def test_every_weight_is_of_a_move_there_is() -> None:
    known = weights()
    assert len(known.least) == len(MOVES)
    for sign, given_ in known.signs.items():
        assert len(given_) % 2 == 0, sign
        assert all(0 <= move < len(MOVES) for move in given_[::2]), sign


def test_the_signs_of_a_clause_say_how_it_is_built() -> None:
    (signs,) = signs_of(line("You never called him.", "I was at lunch."))
    assert {
        "word never",
        "begins ^ you never",
        "shape ^ you never -ed",
        "after .",
        "ends .",
    } <= signs


def test_a_name_and_a_day_stand_for_what_they_are() -> None:
    (signs,) = signs_of(line("He saw Mia on Tuesday."))
    assert {"word NAME", "word DAY", "after nothing"} <= signs
    assert "word mia" not in signs


def test_what_is_said_is_near_what_they_said_or_far() -> None:
    near, far = (
        next(one for one in signs_of(line("So he hides in class.", said))[0] if one[:4] == "echo")
        for said in ("He hides in class when it is loud.", "The bus was late.")
    )
    assert near > far


@given(st.text(max_size=200), st.text(max_size=80))
def test_no_words_are_too_odd_to_be_weighed(text: str, context: str) -> None:
    heard = hear(text, context)
    assert all(0 <= act.start <= act.end <= len(text) for act in heard.acts)


def test_a_clause_does_one_thing_or_what_goes_with_it() -> None:
    lines = Path(__file__).parents[2] / "bench" / "moves" / "lines.jsonl"
    rows = [json.loads(row) for row in lines.read_text(encoding="utf-8").splitlines()]
    for row in rows[:320:4]:
        did: dict[tuple[int, int], list[Move]] = {}
        for act in hear(row["text"], row["context"]).acts:
            did.setdefault((act.start, act.end), []).append(act.move)
        for moves in did.values():
            together = any(other in TOGETHER.get(one, ()) for one in moves for other in moves)
            assert len(moves) == 1 or together, (row["id"], moves)


def test_blame_is_heard_beside_a_request() -> None:
    heard = hear("You lost his jacket. Could you look for it today?", "What is it about?")
    assert [act.move for act in heard.acts][:2] == ["blame", "ask"]


def test_a_line_of_which_nothing_is_sure_is_what_grammar_takes_it_for() -> None:
    assert hear_written("I don't believe a word of it.", "He's fine.").moves == ("blame",)


def test_weights_that_cannot_be_read_are_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "weights.json"
    broken.write_text(json.dumps({"least": {}, "signs": {}}), encoding="utf-8")
    monkeypatch.setattr(weighing, "FILE", broken)
    weights.cache_clear()
    try:
        with pytest.raises(CoachError, match="can't be read") as told:
            weights()
    finally:
        weights.cache_clear()
    assert told.value.advice == "Install Coach again."
