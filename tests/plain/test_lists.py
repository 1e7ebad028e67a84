"""The lists in plain lines: what stands on the first page, and what can be done from it."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from coach.casebook.lock import SessionInUse
from coach.casebook.store import Casebook, Store, Unsaved
from coach.plain.home import home
from coach.plain.opening import opened
from coach.plain.terminal import Terminal


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    return Casebook(tmp_path_factory.mktemp("casebook"))


def keep(store: Store, scenario: str, family: str = "", **answers: object) -> str:
    with store.create(scenario, family=family) as open:
        name = str(answers.get("alias") or answers.get("with_name") or "")
        open.save(
            replace(open.session, title=name, answers=answers, finished=scenario != "concern")
        )
        return open.session.id


def entry(store: Store, family: str, who: str, by: date) -> str:
    agreed = [[who, "writes to us", by.isoformat(), ""]]
    return keep(
        store, "contact", family, day=date.today(), with_name=who, way="phone", agreed=agreed
    )


def said(store: Store, *typed: str) -> str:
    sink = io.StringIO()
    assert home(store, Terminal(io.StringIO("".join(f"{line}\n" for line in typed)), sink)) == 0
    return sink.getvalue()


def last(text: str, sign: str = "Type a number, “:find”") -> str:
    """Return the list before the last time a line was asked for."""
    return text.split(sign)[-2]


def test_more_than_six_due_are_not_passed_over_in_silence(store: Casebook) -> None:
    leo = keep(store, "family", alias="Leo")
    for number in range(8):
        entry(store, leo, f"Ms. {'ABCDEFGH'[number]}", date.today() - timedelta(days=9 - number))
    text = said(store, "7", "")
    assert "1. Leo · Ms. A: writes to us (9 days over)" in text
    assert "Ms. G" not in text.split("Start something new")[0]
    assert "7. 2 more are due" in text
    assert "Ms. G: writes to us (3 days over)" in last(text)


def test_on_a_childs_page_what_is_most_overdue_stands_first(store: Casebook) -> None:
    leo = keep(store, "family", alias="Leo")
    entry(store, leo, "Ms. Later", date.today() + timedelta(days=30))
    entry(store, leo, "Ms. Late", date.today() - timedelta(days=2))
    number = next(
        line.split(".")[0].strip() for line in said(store).splitlines() if ". Leo (2 entr" in line
    )
    listed = last(said(store, number, ""))
    assert listed.index("Ms. Late:") < listed.index("Ms. Later:")


def test_what_was_deleted_or_put_away_shows_in_the_search_at_once(store: Casebook) -> None:
    keep(store, "contact", with_name="Ms. Marz", about="reading")
    keep(store, "contact", with_name="Ms. Okafor", about="reading")
    text = said(store, ":find reading", ":delete 1", "yes", "")
    assert "2 found." in text
    assert "1 found." in last(text)
    assert "put away" in last(said(store, ":find reading", ":away 1", ""))


def test_a_search_without_a_hit_says_so(store: Casebook) -> None:
    assert "Nothing is kept with these words." in said(store, ":find zeppelin", "")


@pytest.mark.parametrize(("answer", "sessions"), [("1", 2), ("", 1)])
def test_what_another_window_has_open_is_offered_as_a_copy(
    store: Casebook, answer: str, sessions: int
) -> None:
    id = keep(store, "concern", child_name="Leo")
    with Casebook(store.folder).open(id):
        text = said(store, "1", answer, ":quit", "")
    assert "open in another window" in text
    assert "1. Work on a copy" in text
    assert len(store.summaries()) == sessions


def test_where_nobody_answers_the_other_window_is_the_problem(store: Casebook) -> None:
    id = keep(store, "concern", child_name="Leo")
    terminal = Terminal(io.StringIO(), io.StringIO())
    with Casebook(store.folder).open(id), pytest.raises(SessionInUse):
        opened(store, terminal, id)


@pytest.mark.parametrize("where", [":hide", "1"])
def test_a_name_given_while_names_are_hidden_is_hidden_too(where: str) -> None:
    """Before there is any name to hide, and whichever page one asks for it on."""
    before = (":hide", "1") if where == ":hide" else ("1", ":hide")
    text = said(Unsaved(), *before, "1", "1", "Rosa Lind", "Leonora", ":back", ":quit", "")
    assert "Names are hidden." in text
    assert "Your answer now: Child" in text
    assert "Leonora" not in text


def test_quit_leaves_and_help_says_so(store: Casebook) -> None:
    assert ":quit" in said(store, ":help", ":quit")
