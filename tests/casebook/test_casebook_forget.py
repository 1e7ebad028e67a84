"""Deleted means deleted: no byte of it is left in the folder, and nothing else is gone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.casebook.forget import everything, forget_everything, forget_family, theirs
from coach.casebook.store import Casebook, SessionInUse
from coach.errors import CoachError

WORD = "Zwetschgenkuchen"
"""A word that stands in everything of one family, and nowhere else."""


def save(book: Casebook, scenario: str, words: str, family: str = "", origin: str = "") -> str:
    """Keep something in two versions, with a draft; return its id."""
    with book.create(scenario, family=family, origin=origin) as open:
        said = "said" if scenario == "contact" else "alias" if scenario == "family" else "seen"
        open.save(replace(open.session, title=words, drafts={"next": words}))
        open.save(replace(open.session, answers={said: f"{words} and {words.upper()}s"}))
        return open.session.id


@pytest.fixture
def book(tmp_path: Path) -> Casebook:
    return Casebook(tmp_path / "home")


@pytest.fixture
def leo(book: Casebook) -> str:
    """The card of a family with two sessions, an entry, and one of no card; return its id."""
    card = save(book, "family", WORD)
    save(book, "concern", WORD, card)
    session = save(book, "escalation", WORD, card)
    save(book, "contact", WORD, card)
    save(book, "contact", WORD, origin=session)
    return card


def names_and_bytes(folder: Path) -> bytes:
    """Return every byte of every file in a folder, and every name."""
    found = list(folder.rglob("*"))
    return b"\n".join(
        [str(path).encode() for path in found]
        + [path.read_bytes() for path in found if path.is_file()]
    )


def says(folder: Path, word: str) -> bool:
    return word.casefold().encode() in names_and_bytes(folder).lower()


def test_of_a_session_that_was_deleted_no_byte_is_left(book: Casebook) -> None:
    """Not in the index either: what SQLite deletes it mostly leaves where it lay."""
    other = save(book, "concern", "Apfelmus")
    doomed = save(book, "concern", WORD)
    assert [one.id for one in book.search(WORD)] == [doomed]
    assert says(book.folder, WORD)
    book.delete(doomed)
    assert not says(book.folder, WORD)
    assert not says(book.folder, doomed)
    assert [one.id for one in book.search("apfelmus")] == [other]


def test_words_taken_out_of_an_answer_are_in_no_byte_when_the_version_before_goes(
    book: Casebook,
) -> None:
    """“Delete what I just typed”: at once, and with another window looking on."""
    id = save(book, "concern", WORD)
    other = Casebook(book.folder)
    assert len(book.search(WORD)) == len(other.search(WORD)) == 1
    with book.open(id) as open:
        open.save(replace(open.session, title="", answers={"seen": "Something"}, drafts={}))
        assert says(book.folder, WORD), "the version before holds them: that is what it is for"
        open.forget_before()
        assert not says(book.folder, WORD)
    assert book.search(WORD) == other.search(WORD) == ()


def test_a_family_is_forgotten_with_all_that_is_theirs_and_nothing_of_others(
    book: Casebook, leo: str
) -> None:
    mia = save(book, "family", "Mia")
    hers = {mia, save(book, "concern", "Mia", mia), save(book, "contact", "Mia", mia)}
    nobodys = save(book, "concern", "Nobody")
    book.summaries()
    damaged = book.folder / "sessions" / "2026-01-01-concern-abcd.toml"
    damaged.write_bytes(b"half a")
    ours = theirs(book, leo)
    assert (len(ours.sessions), len(ours.entries)) == (2, 2)
    assert [one.name for one in ours.unread] == [damaged.name], "nobody can tell whose it is"
    set_aside = book.folder / "sessions" / f"{ours.sessions[0].id}.damaged-1.toml"
    set_aside.write_text(WORD)
    leftover = book.folder / "log" / f".{ours.entries[0].id}.toml.1a2b3c4d.tmp"
    leftover.write_text(WORD)

    forget_family(book, ours)

    assert not says(book.folder, WORD)
    assert all(one.id.encode() not in names_and_bytes(book.folder) for one in ours.every)
    assert {one.id for one in (*book.summaries(), *book.families(), *book.entries())} == {
        *hers,
        nobodys,
    }
    assert damaged.read_bytes() == b"half a"
    with pytest.raises(CoachError, match="no session of this name"):
        theirs(book, leo)


def test_a_family_is_not_forgotten_by_half_while_a_window_is_open(book: Casebook, leo: str) -> None:
    ours = theirs(book, leo)
    with book.open(ours.sessions[1].id):
        with pytest.raises(SessionInUse):
            forget_family(book, ours)
        assert len(theirs(book, leo).every) == 5
    forget_family(book, ours)
    assert book.summaries() == ()


def test_everything_is_forgotten_with_the_folder(book: Casebook, leo: str) -> None:
    book.search(WORD)
    book.close()
    for name in ("key.age", "key.age.bak", ".casebook.lock", ".key.age.1a2b3c4d.tmp"):
        (book.folder / name).write_bytes(b"x")
    assert everything(book.folder).left == ()
    forget_everything(book.folder)
    assert not book.folder.exists()
    assert leo


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_coach_did_not_make_stays_even_in_a_folder_full_of_other_things(
    book: Casebook, leo: str, tmp_path: Path
) -> None:
    """A person may have set COACH_HOME to their Documents."""
    thesis = tmp_path / "thesis.toml"
    thesis.write_text("mine")
    (book.folder / "thesis.doc").write_text("mine")
    (book.folder / "photos").mkdir()
    (book.folder / "photos" / "leo.toml").write_text("mine")
    (book.folder / "sessions" / "thesis.toml").symlink_to(thesis)
    (book.folder / "sessions" / "list.txt").write_text("mine")
    left = everything(book.folder).left
    assert sorted(left) == ["photos", "sessions/list.txt", "sessions/thesis.toml", "thesis.doc"]
    forget_everything(book.folder)
    assert thesis.read_text() == "mine"
    assert sorted(path.name for path in book.folder.rglob("*")) == sorted(
        ["leo.toml", "list.txt", "photos", "sessions", "thesis.doc", "thesis.toml"]
    )
    assert leo not in names_and_bytes(book.folder).decode()


def test_everything_is_not_forgotten_while_a_window_is_open(book: Casebook, leo: str) -> None:
    with book.open(leo):
        with pytest.raises(SessionInUse):
            forget_everything(book.folder)
        assert len(book.summaries()) == 2
