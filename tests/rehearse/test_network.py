"""What is read in a line, beside its signs: every clause gets a score for every move."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.rehearse.hearing import network as room
from coach.rehearse.hearing.acts import MOVES
from coach.rehearse.hearing.network import LINE, Network, network
from coach.rehearse.hearing.wordpieces import WordPieces
from coach.rehearse.moves import Move, hear, hear_written

FEW = WordPieces(["[UNK]", "[CLS]", "[SEP]", "play", "##ground", "##ed", "'", "s", "cafe"])


def scores(text: str, *clauses: tuple[int, int], said: str = "") -> np.ndarray:
    return np.array(network().read(said, text, clauses or [(0, len(text))]))


# ------------------------------------------------------------------ pieces of words


def test_a_word_is_cut_where_its_longest_known_beginning_ends() -> None:
    assert FEW.cut("Playground played").pieces == (3, 4, 3, 5)


def test_a_word_that_can_not_be_cut_is_unknown_and_no_other_is() -> None:
    assert FEW.cut("play zebra play").pieces == (3, 0, 3)


def test_accents_and_the_curl_of_an_apostrophe_change_nothing() -> None:
    assert FEW.cut("Café’s").pieces == FEW.cut("cafe's").pieces == (8, 6, 7)


def test_each_piece_knows_where_its_word_stands() -> None:
    assert FEW.cut("a playground").words == ((0, 1), (2, 12), (2, 12))


@given(st.text(max_size=200))
def test_whatever_is_typed_can_be_cut(text: str) -> None:
    cut = network().pieces.cut(text)
    assert len(cut.pieces) == len(cut.words)
    assert all(0 <= start < end <= len(text) for start, end in cut.words)


@given(st.text(st.characters(categories=["Ll"], max_codepoint=0x17F), min_size=1, max_size=20))
def test_the_pieces_of_a_known_word_are_the_word(word: str) -> None:
    pieces = network().pieces
    names = bytes(np.load(room.FILE)["vocabulary"]).decode().split("\n")
    found = "".join(names[one].removeprefix("##") for one in pieces.cut(word).pieces)
    bare = "".join(
        one for one in unicodedata.normalize("NFD", word) if unicodedata.category(one) != "Mn"
    )
    assert found in (bare, "[UNK]")


# ------------------------------------------------------------------ reading


def test_every_clause_has_a_score_for_every_move() -> None:
    text = "He was late. What did you see?"
    assert scores(text, (0, 12), (13, 30)).shape == (2, len(MOVES))


def test_what_they_said_before_changes_what_is_read() -> None:
    near = scores("He hides.", said="He hides in class when it is loud.")
    assert np.abs(near - scores("He hides.", said="What is he like at home?")).max() > 0.5


def test_only_the_end_of_what_they_said_is_read() -> None:
    end = "He was fine when I saw him in class this morning, and then all of the afternoon as well."
    assert np.array_equal(scores("Was he?", said=end * 2), scores("Was he?", said=end * 3))


def test_a_long_line_is_read_in_stretches_and_no_clause_is_left_out() -> None:
    text = "I wrote to you about the bus. " * 60
    clauses = [(at * 30, at * 30 + 29) for at in range(60)]
    found = scores(text, *clauses)
    assert found.shape == (60, len(MOVES))
    assert len(network().pieces.cut(text).pieces) > 4 * LINE
    assert np.isfinite(found).all()


def test_of_a_speech_the_first_minutes_are_read_and_signs_tell_the_rest() -> None:
    text = "I wrote to you about the bus. " * 300
    clauses = [(at * 30, at * 30 + 29) for at in range(300)]
    found = scores(text, *clauses)
    assert 100 < len(found) < 300
    assert hear(text).moves


def test_a_clause_that_is_longer_than_a_stretch_is_read_as_far_as_that_goes() -> None:
    assert scores("why " * 400).shape == (1, len(MOVES))


def test_a_clause_of_nothing_that_can_be_read_has_a_score_too() -> None:
    assert np.isfinite(scores("So. ", (3, 4))).all()


def test_no_clauses_no_scores() -> None:
    assert network().read("Hello.", "", []) == []


@pytest.mark.parametrize(
    ("text", "context", "move"),
    [
        ("Must be nice, going home at three.", "I didn't get to it.", "blame"),
        ("You've got ninety of them and one whistle.", "I can't be everywhere.", "reflect"),
        ("You stayed till five to get him through that.", "He passed.", "thank"),
        ("I let that go on far too long.", "We only heard of it in May.", "own-part"),
    ],
)
def test_what_has_no_telling_words_is_read_all_the_same(
    text: str, context: str, move: Move
) -> None:
    assert move in hear(text, context).moves


def test_a_line_of_our_own_is_heard_without_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "network", lambda: pytest.fail("it was read"))
    assert hear_written("Could we talk on Tuesday?").moves == ("next-step",)


# ------------------------------------------------------------------ its file


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another file in the place of network.npz."""
    file = tmp_path / "network.npz"
    monkeypatch.setattr(room, "FILE", file)
    monkeypatch.setattr(room, "network", room.network.__wrapped__)
    return file


def test_a_missing_file_is_told(elsewhere: Path) -> None:
    with pytest.raises(CoachError, match=r"network\.npz"):
        room.network()


def test_a_damaged_file_is_told(elsewhere: Path) -> None:
    whole = Path(shutil.copy(Path(room.__file__).with_name("network.npz"), elsewhere)).read_bytes()
    torn = bytearray(whole)
    torn[len(whole) // 2] ^= 1
    for damaged in (b"", b"no zip", whole[:1000], whole[: len(whole) // 2], bytes(torn)):
        elsewhere.write_bytes(damaged)
        with pytest.raises(CoachError, match=r"network\.npz"):
            room.network()


def test_a_file_for_other_moves_is_told(elsewhere: Path) -> None:
    with np.load(Path(room.__file__).with_name("network.npz")) as kept:
        arrays = {**kept, "head_w": kept["head_w"][:, :5]}
    with pytest.raises(ValueError, match="other moves"):
        Network(arrays)
    np.savez(elsewhere, **arrays)
    with pytest.raises(CoachError, match=r"network\.npz"):
        room.network()
