"""A search finds what is said in any session, card or entry, and nothing breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.casebook.store import Casebook, Unsaved
from tests.casebook.listed import WORDS, begun, read_directly, save

# ------------------------------------------------------------------ words


@pytest.mark.parametrize("store", ["folder", "memory"])
def test_a_search_finds_beginnings_of_words_in_any_script(home: Path, store: str) -> None:
    book = Casebook(home) if store == "folder" else Unsaved()
    for scenario, said in {
        "concern": "Ms Okafor at the École, with Nguyễn Đức and 岡田先生",
        "family": "Sunny Okonkwo",
        "contact": "Called the école about O'Brien and Mr Okafor",
    }.items():
        with book.create(scenario, family="x") as open:
            open.save(replace(open.session, answers={"said": [["", said]]}))
    for text, many in {
        "oka": 2,
        "OKAFOR ecol": 2,
        "nguyên duc": 1,
        "岡田": 1,
        "田先": 1,
        "田岡": 0,
        "o'brien": 1,
        "fam": 0,
        "ok": 3,
        "kafor": 0,
        "  ": 0,
        "*": 0,
    }.items():
        assert (text, len(book.search(text)), book.found(text)) == (text, many, many)
    assert [one.scenario for one in book.search("ok", 2)] == ["contact", "family"]


HOSTILE = st.one_of(
    st.text(max_size=12),
    st.lists(
        st.sampled_from(
            ['"', "*", "NEAR(", "OR", "NOT", "said:", "^", "-", "oka", "'; --", "\x00", "ß"]
        )
    ).map(" ".join),
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Casebook, Casebook]:
    home = tmp_path_factory.mktemp("hostile") / "home"
    book = Casebook(home)
    for said in (*WORDS, "OR NOT NEAR said", "ﬃ ß İstanbul", "٣ กขค"):
        begun(book, said)
    return book, read_directly(home)


@given(text=HOSTILE)
def test_no_text_can_break_a_search(both: tuple[Casebook, Casebook], text: str) -> None:
    book, directly = both
    assert book.search(text) == directly.search(text)
    assert book.found(text) == directly.found(text)


@pytest.mark.parametrize("how", ["deleted", "deleted by hand", "forgotten"])
def test_no_word_of_what_was_deleted_stays_in_the_index(home: Path, how: str) -> None:
    book = Casebook(home)
    for number in range(50):
        begun(book, f"Leo {number}")
    ids = [begun(book, "xylophone", kind) for kind in ("concern", "family", "contact")]
    assert book.found("xylophone") == 3
    for id in ids:
        if how == "deleted":
            book.delete(id)
        elif how == "deleted by hand":
            for path in home.glob(f"*/{id}.*"):
                path.unlink()
        else:
            with book.open(id) as open:
                save(open, "Leo")
                open.forget_before()
    if how == "deleted by hand":
        book.summaries()
    for path in home.glob("index.*"):
        assert b"xylophone" not in path.read_bytes(), path.name
    assert book.found("xylophone") == 0
