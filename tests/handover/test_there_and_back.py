"""A coach's casebook and a family's: a file goes there and comes back, and nothing is lost."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.casebook.casebook import Casebook
from coach.casebook.lock import SessionInUse
from coach.guide.handing import choices, settle
from coach.handover.beside import waiting
from tests.handover.houses import (
    HOMEWORK,
    add,
    bundled,
    change,
    coachs,
    opened,
    planned,
    said,
)


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A folder for the files that go between."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def family(tmp_path: Path) -> Casebook:
    """The family's casebook, with nothing in it."""
    return Casebook(tmp_path / "home")


@pytest.fixture
def coach(tmp_path: Path) -> tuple[Casebook, str, str]:
    """The coach's casebook, a card's id, a session's id."""
    return coachs(tmp_path / "desk")


def test_the_family_gets_all_of_theirs_and_nothing_else(
    coach: tuple[Casebook, str, str], family: Casebook, away: Path
) -> None:
    book, card, session = coach
    assert opened(family, bundled(book, card, away)) == ()
    assert {one.id for one in family.families()} == {card}
    assert family.look(session).answers == book.look(session).answers
    assert family.look(card).homework == (HOMEWORK,)
    assert [one.who for one in family.entries(card)] == ["Ms. Okafor"]
    assert "Another family" not in str(said(family))


def test_the_file_holds_what_a_bundle_may_hold_and_no_more(
    coach: tuple[Casebook, str, str], away: Path
) -> None:
    book, card, _session = coach
    notes = book.folder / "notes"
    notes.mkdir()
    (notes / f"{card}.toml").write_text('text = "quokka"\n')
    (book.folder / "families" / "stray.txt").write_text("quokka")
    change(book, card, extra={"quokka": "quokka"})
    file = bundled(book, card, away)
    with zipfile.ZipFile(file) as zip:
        names = sorted(zip.namelist())
        every = b"".join(zip.read(name) for name in names).decode()
    assert [name.split("/")[0] for name in names] == [
        "HANDOVER.txt", "README.txt", "SHA256SUMS.txt", "families", "log", "sessions",
    ]  # fmt: skip
    assert "quokka" not in every
    assert "Another family" not in every
    assert file.stat().st_mode & 0o777 == 0o600


def test_what_each_has_changed_meets_again(
    coach: tuple[Casebook, str, str], family: Casebook, away: Path
) -> None:
    book, card, session = coach
    opened(family, bundled(book, card, away))
    change(family, session, answers={"told": "He sat alone.", "hope": "A seat he likes."})
    done = replace(HOMEWORK, done="2026-12-05", back="It was hard.")
    change(family, card, homework=(done,))
    new = add(family, "first-contact", {"child_name": "Leo"}, family=card)
    change(book, session, answers={"seen": "On Monday he cried."})
    change(book, card, homework=(HOMEWORK, replace(HOMEWORK, id="h2")))
    assert opened(book, bundled(family, card, away)) == ()
    answers = book.look(session).answers
    assert (answers["seen"], answers["told"]) == ("On Monday he cried.", "He sat alone.")
    assert answers["hope"] == "A seat he likes."
    assert book.look(card).homework == (done, replace(HOMEWORK, id="h2"))
    assert book.look(new).family == card
    assert choices(book, card) == ()
    change(book, session, answers={"told": "He sat alone on Monday."})
    opened(family, bundled(book, card, away))
    assert family.look(session).answers == book.look(session).answers
    assert family.look(card).homework == book.look(card).homework
    assert choices(family, card) == ()


def test_opening_the_same_file_twice_changes_nothing(
    coach: tuple[Casebook, str, str], family: Casebook, away: Path
) -> None:
    book, card, session = coach
    file = bundled(book, card, away)
    opened(family, file)
    before = said(family)
    assert planned(family, file).changes == ()
    opened(family, file)
    change(family, session, answers={"told": "New."})
    assert planned(family, file).changes == ()
    assert planned(book, file).changes == ()
    assert {**said(family), session: before[session]} == before


def test_both_changed_the_same_answer_and_one_key_settles_it(
    coach: tuple[Casebook, str, str], family: Casebook, away: Path
) -> None:
    book, card, session = coach
    opened(family, bundled(book, card, away))
    change(family, session, answers={"seen": "Theirs.", "told": "They said."})
    change(book, session, answers={"seen": "Mine.", "told": "I said."})
    back = bundled(family, card, away)
    opened(book, back)
    first, second = choices(book, card)
    assert (first.now, first.other) == ("Mine.", "Theirs.")
    settle(book, first, take=True)
    settle(book, second, take=False)
    answers = book.look(session).answers
    assert (answers["seen"], answers["told"]) == ("Theirs.", "I said.")
    kept = str(book.look(session).beside)
    assert "Mine." in kept
    assert "They said." in kept
    opened(book, back)
    assert choices(book, card) == ()
    opened(family, bundled(book, card, away))
    assert family.look(session).answers == answers
    assert choices(family, card) == ()


def test_what_was_left_for_later_is_asked_on_both_sides(
    coach: tuple[Casebook, str, str], family: Casebook, away: Path
) -> None:
    book, card, session = coach
    opened(family, bundled(book, card, away))
    change(family, session, answers={"seen": "Theirs."})
    change(book, session, answers={"seen": "Mine."})
    opened(book, bundled(family, card, away))
    assert book.look(session).answers["seen"] == "Mine."
    opened(family, bundled(book, card, away))
    assert [one.other for one in choices(family, card)] == ["Theirs."]
    (choice,) = choices(family, card)
    settle(family, choice, take=True)
    opened(book, bundled(family, card, away))
    assert book.look(session).answers["seen"] == "Theirs."
    assert waiting(book.look(session)) == ()


def test_a_mother_and_a_father_each_have_a_copy(
    coach: tuple[Casebook, str, str], family: Casebook, away: Path, tmp_path: Path
) -> None:
    book, card, session = coach
    father = Casebook(tmp_path / "father")
    file = bundled(book, card, away)
    opened(family, file)
    opened(father, file)
    change(family, session, answers={"seen": "The mother's."})
    change(father, session, answers={"told": "The father's."})
    opened(book, bundled(family, card, away))
    opened(book, bundled(father, card, away))
    answers = book.look(session).answers
    assert (answers["seen"], answers["told"]) == ("The mother's.", "The father's.")
    assert choices(book, card) == ()


def test_an_older_file_that_comes_late_takes_nothing_back(
    coach: tuple[Casebook, str, str], family: Casebook, away: Path
) -> None:
    book, card, session = coach
    opened(family, bundled(book, card, away))
    change(family, session, answers={"seen": "Second."})
    late = bundled(family, card, away)
    change(family, session, answers={"seen": "Third."})
    opened(book, bundled(family, card, away))
    opened(book, late)
    assert book.look(session).answers["seen"] == "Third."
    assert choices(book, card) == ()


def test_a_card_of_the_same_name_is_put_together_only_when_a_person_says_so(
    coach: tuple[Casebook, str, str], family: Casebook, away: Path
) -> None:
    book, card, session = coach
    mine = add(family, "family", {"alias": "Bee", "child_name": "Leo", "grade": "3"}, title="Bee")
    file = bundled(book, card, away)
    plan = planned(family, file)
    assert plan.namesake is not None
    opened(family, file, into=mine)
    assert [one.id for one in family.families()] == [mine]
    assert family.look(session).family == mine
    assert family.look(mine).answers["grade"] == "3"
    assert family.look(mine).answers["school"] == "Lincoln Elementary"
    change(family, session, answers={"told": "New."})
    opened(book, bundled(family, mine, away))
    assert [one.alias for one in book.families()].count("Bee") == 1
    assert book.look(session).answers["told"] == "New."
    assert book.look(session).family == card


def test_a_record_that_is_open_elsewhere_is_named_and_comes_with_the_next_try(
    coach: tuple[Casebook, str, str], family: Casebook, away: Path
) -> None:
    book, card, session = coach
    file = bundled(book, card, away)
    opened(family, file)
    change(family, session, answers={"told": "New."})
    back = bundled(family, card, away)
    with book.open(session):
        (refused,) = opened(book, back)
        assert refused.name == session
        assert book.look(session).answers["told"] != "New."
    assert opened(book, back) == ()
    assert book.look(session).answers["told"] == "New."
    with book.open(card), pytest.raises(SessionInUse):
        bundled(book, card, away)


def test_what_the_family_has_of_its_own_stays(
    coach: tuple[Casebook, str, str], family: Casebook, away: Path
) -> None:
    book, card, session = coach
    own = add(family, "concern", {"seen": "Their own."})
    add(family, "concern", {"seen": "In the way."}, family="another")
    before = said(family)
    opened(family, bundled(book, card, away))
    after = said(family)
    assert {id: after[id] for id in before} == before
    assert own in after
    assert session in after
