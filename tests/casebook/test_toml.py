"""A table as a file, and back: whole, and piece by piece."""

from __future__ import annotations

from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from coach.casebook import toml
from coach.casebook.toml import Pieces, parse, render

KEYS = st.text("abc-_é .\"'", min_size=1, max_size=6)
TEXTS = st.text(max_size=150) | st.text('a"\n\\', max_size=130)
VALUES = st.recursive(
    TEXTS | st.booleans() | st.integers(-9, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)


@given(TABLES)
def test_what_is_written_reads_as_what_it_was(table: dict[str, Any]) -> None:
    assert parse(render(table)) == table


@given(st.lists(TABLES, min_size=2, max_size=4))
def test_what_was_written_before_changes_nothing(tables: list[dict[str, Any]]) -> None:
    known: Pieces = {}
    for table in (*tables, tables[0]):
        assert render(table, known) == render(table)


@given(TABLES)
def test_a_list_of_long_tables_goes_on(table: dict[str, Any]) -> None:
    long = {"says": "x" * 101, "then": table}
    assert parse(render({"a": 1, "talks": [long, long], "b": table})) == {
        "a": 1,
        "talks": [long, long],
        "b": table,
    }


def test_only_what_has_changed_is_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[dict[str, Any]] = []
    once = toml._rendered
    monkeypatch.setattr(toml, "_rendered", lambda piece: written.append(piece) or once(piece))
    known: Pieces = {}
    talk = {"says": "x" * 101}
    render({"id": "a", "card": {"name": "Leo"}, "talks": [talk]}, known)
    assert len(written) == 3
    written.clear()
    render({"id": "a", "card": {"name": "Leo"}, "talks": [talk, {"says": "y" * 101}]}, known)
    assert written == [{"talks": [{"says": "y" * 101}]}]


def test_a_list_at_the_top_is_not_written_out_for_what_stands_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[dict[str, Any]] = []
    once = toml._rendered
    monkeypatch.setattr(toml, "_rendered", lambda piece: written.append(piece) or once(piece))
    known: Pieces = {}
    render({"saved": 1, "steps": ["a", "b"], "last": "x"}, known)
    written.clear()
    render({"saved": 2, "steps": ["a", "b"], "last": "x"}, known)
    assert written == [{"saved": 2}]


def test_nothing_is_remembered_that_is_no_longer_said() -> None:
    known: Pieces = {}
    render({"answers": {"name": "Leo"}}, known)
    render({"answers": {"name": "Mia"}}, known)
    assert "Leo" not in repr(known)


def test_it_is_as_tomli_w_writes_the_whole() -> None:
    table = {
        "id": "s",
        "tags": ["a", "b"],
        "answers": {"name": "Leo", "facts": "one\ntwo"},
        "talks": [{"on": "2026-11-29", "turns": ["x" * 120]}, {"on": "", "turns": ["y" * 120]}],
        "more": {"deep": {"er": 1}},
    }
    assert render(table).decode() == tomli_w.dumps(table, multiline_strings=True)
