"""A coach's own notes: kept like everything else, and in nothing that leaves."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import filelock  # noqa: F401  # imported here, so that no child has to
import pytest
import tomli_w  # noqa: F401  # likewise
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pyrage import passphrase as age_passphrase

from coach.casebook import archive, locking, parcel
from coach.casebook.checkup import check_up
from coach.casebook.forget import everything, forget_everything, forget_family, theirs
from coach.casebook.intake import intake, take_in
from coach.casebook.key import Passphrase
from coach.casebook.lock import SessionInUse
from coach.casebook.notebook import (
    Hour,
    Note,
    Notebook,
    Part,
    from_table,
    to_table,
    united,
    with_draft,
    with_hour,
    with_note,
    without_note,
)
from coach.casebook.repair import repair
from coach.casebook.seal import Locked
from coach.casebook.store import Casebook, Store, Unsaved
from coach.casebook.toml import parse, render
from coach.errors import CoachError
from tests import quick_passphrase
from tests.casebook.killed import child, die_before, lines

NOW = datetime(2026, 11, 29, 9, tzinfo=UTC)
SECRET = "Zyzzyva"
"""A word that stands in a note and nowhere else."""
ONE = Passphrase("maple otter quartz")
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


@pytest.fixture
def book(tmp_path: Path) -> Casebook:
    return Casebook(tmp_path / "home")


@pytest.fixture
def leo(book: Casebook) -> str:
    """A child's card with a note on it."""
    with book.create("family") as open:
        open.save(replace(open.session, title="Leo", answers={"child_name": "Leo"}))
        id = open.session.id
    write(book, id, f"{SECRET} is worn out.")
    return id


def write(store: Store, family: str, text: str, id: str = "n1") -> None:
    store.change_notes(family, lambda kept: with_note(kept, id, text, NOW))


def texts(store: Store, family: str) -> list[str]:
    return [one.text for one in store.notebook(family).newest_first]


def files_with(word: str, folder: Path) -> set[str]:
    """Return every file in a folder that holds a word, whatever it is called."""
    places = (place for place in folder.rglob("*") if place.is_file())
    return {
        place.relative_to(folder).as_posix()
        for place in places
        if word.encode() in place.read_bytes()
    }


# ------------------------------------------------------------------ kept


def test_a_note_is_there_for_the_next_program(book: Casebook, leo: str) -> None:
    assert texts(Casebook(book.folder), leo) == [f"{SECRET} is worn out."]


def test_with_no_save_notes_are_gone_with_the_program() -> None:
    store = Unsaved()
    write(store, "leo", "one")
    assert texts(store, "leo") == ["one"]
    assert [one.family for one in store.notebooks()] == ["leo"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_folder_and_file_are_private(book: Casebook, leo: str) -> None:
    folder = book.folder / "notes"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / f"{leo}.toml").stat().st_mode) == 0o600


def test_looking_makes_nothing(book: Casebook) -> None:
    assert book.notebook("leo").empty
    assert book.notebooks() == ()
    assert not book.folder.exists()
    assert not book.has_desk


def test_opening_the_desk_makes_it_a_coachs_machine(book: Casebook) -> None:
    book.set_up_desk()
    assert book.has_desk
    assert Casebook(book.folder).has_desk


def test_two_windows_lose_nothing_of_each_others(book: Casebook, leo: str) -> None:
    other = Casebook(book.folder)
    write(other, leo, "from the other window", "n2")
    write(book, leo, "from this one", "n3")
    assert len(book.notebook(leo).notes) == 3


def test_while_another_window_writes_it_is_said(book: Casebook, leo: str) -> None:
    def change(kept: Notebook) -> Notebook:
        with pytest.raises(SessionInUse):
            write(Casebook(book.folder), leo, "at the same time", "n2")
        return kept

    book.change_notes(leo, change)


def test_what_was_deleted_is_in_no_file(book: Casebook, leo: str) -> None:
    write(book, leo, "another", "n2")
    book.change_notes(leo, lambda kept: without_note(kept, "n1"), forget=True)
    assert texts(book, leo) == ["another"]
    assert files_with(SECRET, book.folder) == set()


def test_a_name_that_leads_out_of_the_folder_is_none(book: Casebook) -> None:
    with pytest.raises(CoachError):
        write(book, "../leo", "out")
    assert book.notebook("../leo").empty


# ------------------------------------------------------------------ damaged


def test_a_damaged_file_is_told_and_the_version_before_it_is_read(book: Casebook, leo: str) -> None:
    write(book, leo, "a second", "n2")
    place = book.folder / "notes" / f"{leo}.toml"
    place.write_bytes(place.read_bytes()[:60])
    assert texts(book, leo) == [f"{SECRET} is worn out."]
    assert [one.code for one in check_up(book)] == ["damaged"]
    assert [one.code for one in repair(book).left if not one.note] == []
    write(book, leo, "a third", "n3")
    assert len(texts(book, leo)) == 2


def test_one_that_can_not_be_read_is_named_beside_the_others(book: Casebook, leo: str) -> None:
    folder = book.folder / "notes"
    (folder / "other.toml").write_text("format = 1\nnotes = 3\n")
    assert [one.family for one in book.notebooks()] == [leo]
    assert [one.name for one in book.damaged] == ["notes/other.toml"]


@pytest.mark.parametrize(
    "text",
    [
        "notes = []",
        "format = 'x'",
        "format = true",
        "format = 1\nnotes = 'x'",
        "format = 1\nnotes = [1]",
        "format = 1\n[[notes]]\nid = 'a'\nat = 'x'",
        "format = 1\n[[hours]]\nid = 'a'\nbegan = 2026-11-29\nparts = 3",
    ],
)
def test_what_is_no_notebook_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"\."):
        from_table("leo", parse(text.encode()))


def test_notes_of_a_newer_coach_are_left_alone(book: Casebook, leo: str) -> None:
    place = book.folder / "notes" / f"{leo}.toml"
    place.write_text("format = 99\nnew = 1\n")
    with pytest.raises(CoachError, match="newer"):
        write(book, leo, "x", "n9")
    assert place.read_text() == "format = 99\nnew = 1\n"


def test_without_their_card_they_are_good_to_know_of(book: Casebook, leo: str) -> None:
    book.delete(leo)
    found = check_up(book)
    assert [(one.code, one.note) for one in found] == [("family-gone", True)]


# ------------------------------------------------------------------ not leaving


def test_no_list_no_search_and_no_index_has_a_word_of_them(book: Casebook, leo: str) -> None:
    book.summaries()
    assert book.found(SECRET) == 0
    assert book.search("worn") == ()
    book.close()
    assert files_with(SECRET, book.folder) == {f"notes/{leo}.toml"}


def test_an_export_leaves_them_out_and_says_how_many(
    book: Casebook, leo: str, tmp_path: Path
) -> None:
    plan = archive.packing(book.folder)
    assert plan.notes == 1
    archive.pack(plan, tmp_path / "all.zip", date(2026, 11, 29))
    content = (tmp_path / "all.zip").read_bytes()
    with parcel.opened(tmp_path / "all.zip") as theirs:
        assert not any("notes" in name for name in theirs.names)
        assert not any(SECRET.encode() in theirs.read(name) for name in theirs.names)
    assert b"notes/" not in content


def test_a_back_up_of_ones_own_brings_them_back(book: Casebook, leo: str, tmp_path: Path) -> None:
    archive.pack(archive.packing(book.folder, with_notes=True), tmp_path / "all.zip", NOW.date())
    other = Casebook(tmp_path / "other")
    with parcel.opened(tmp_path / "all.zip") as theirs:
        plan = intake(theirs, other)
    assert take_in(plan, other) == ()
    assert texts(other, leo) == [f"{SECRET} is worn out."]
    with parcel.opened(tmp_path / "all.zip") as theirs:
        assert intake(theirs, other).notes == ()  # twice changes nothing


def test_brought_in_beside_others_no_note_is_lost(book: Casebook, leo: str, tmp_path: Path) -> None:
    archive.pack(archive.packing(book.folder, with_notes=True), tmp_path / "all.zip", NOW.date())
    book.change_notes(leo, lambda kept: with_note(kept, "n1", "says something else now", NOW))
    with parcel.opened(tmp_path / "all.zip") as theirs:
        plan = intake(theirs, book)
    take_in(plan, book)
    assert set(texts(book, leo)) == {"says something else now", f"{SECRET} is worn out."}


def test_forgetting_a_family_forgets_its_notes(book: Casebook, leo: str) -> None:
    found = theirs(book, leo)
    assert found.noted
    forget_family(book, found)
    assert files_with(SECRET, book.folder) == set()
    assert not book.notes.has(leo)


def test_forgetting_everything_leaves_no_desk(book: Casebook, leo: str) -> None:
    assert any(one.shelf == "notes" for one in everything(book.folder).files)
    forget_everything(book.folder)
    assert not book.folder.exists()


# ------------------------------------------------------------------ under the lock


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(age_passphrase, "encrypt", quick_passphrase.encrypt)
    monkeypatch.setattr(age_passphrase, "decrypt", quick_passphrase.decrypt)
    return


@pytest.mark.usefixtures("quick")
def test_under_the_lock_they_are_sealed_like_the_rest(book: Casebook, leo: str) -> None:
    locking.lock(book.vault, ONE)
    assert files_with(SECRET, book.folder) == set()
    write(book, leo, f"{SECRET} again", "n2")
    assert files_with(SECRET, book.folder) == set()
    shut = Casebook(book.folder)
    with pytest.raises(Locked):
        shut.notebook(leo)
    with pytest.raises(Locked):
        shut.notebooks()
    with pytest.raises(Locked):
        write(shut, leo, "x", "n3")
    shut.unlock(ONE)
    assert len(shut.notebook(leo).notes) == 2
    locking.take_off(shut.vault)
    assert files_with(SECRET, book.folder) >= {f"notes/{leo}.toml"}


# ------------------------------------------------------------------ killed


@posix
def test_killed_at_any_step_of_writing_no_note_is_lost(book: Casebook, leo: str) -> None:
    for step in range(1, 40):
        kept = len(book.notebook(leo).notes)

        def work(report: object, step: int = step) -> None:
            die_before(step, book.folder)
            write(Casebook(book.folder), leo, f"note {step}", f"s{step}")
            report("done")

        with child(work) as (_pid, reading):
            done = "done" in list(lines(reading))
        after = book.notebook(leo)
        assert len(after.notes) in ((kept + 1,) if done else (kept, kept + 1))
        assert [one for one in check_up(book) if not one.note] == []
        if done:
            return
    raise AssertionError("It never came to an end.")


# ------------------------------------------------------------------ as values

NOTES = st.builds(
    Note,
    id=st.sampled_from("abcd"),
    at=st.just(NOW),
    text=st.text(min_size=1, max_size=5),
)
HOURS = st.builds(
    Hour,
    id=st.sampled_from("abcd"),
    began=st.just(NOW),
    minutes=st.integers(5, 90),
    parts=st.lists(st.builds(Part, kind=st.sampled_from(["today", "close"]))).map(tuple),
)
BOOKS = st.builds(
    Notebook,
    family=st.just("leo"),
    notes=st.lists(NOTES, unique_by=lambda one: one.id).map(tuple),
    hours=st.lists(HOURS, unique_by=lambda one: one.id).map(tuple),
    draft=st.text(max_size=5),
)


@given(BOOKS)
def test_they_survive_the_file(book: Notebook) -> None:
    table = parse(render(to_table(book)))
    if "\ufffd" not in str(table):
        assert from_table("leo", table) == replace(book, draft_of="")


def test_what_another_version_knows_stays() -> None:
    text = (
        "format = 1\nfamily = 'leo'\nmore = 1\n[[notes]]\nid = 'a'\nat = 2026-11-29T09:00:00Z\n"
        "text = 'x'\ncolor = 'red'\n"
    )
    book = from_table("leo", parse(text.encode()))
    again = to_table(with_note(book, "b", "y", NOW))
    assert again["more"] == 1
    assert again["notes"][0]["color"] == "red"


@given(BOOKS, BOOKS)
def test_united_nothing_of_either_is_lost(mine: Notebook, other: Notebook) -> None:
    both = united(mine, other)
    for kind in ("notes", "hours"):
        said = {repr(replace(one, id="")) for one in getattr(both, kind)}
        for one in (*getattr(mine, kind), *getattr(other, kind)):
            assert repr(replace(one, id="")) in said
        ids = [one.id for one in getattr(both, kind)]
        assert len(ids) == len(set(ids))
    assert united(both, other) == both


def test_a_note_that_was_begun_is_a_draft_until_it_is_kept() -> None:
    book = with_draft(Notebook(family="leo"), "half a sen")
    assert (book.draft, book.notes) == ("half a sen", ())
    book = with_note(book, "a", "half a sentence", NOW)
    assert (book.draft, len(book.notes)) == ("", 1)
    book = with_note(book, "a", "changed", NOW)
    assert [one.text for one in book.notes] == ["changed"]
    assert with_note(book, "b", "  ", NOW) == book


def test_an_hour_takes_the_place_of_itself() -> None:
    book = with_hour(Notebook(family="leo"), Hour(id="1", began=NOW))
    book = with_hour(book, Hour(id="1", began=NOW, closed="now"))
    assert [one.closed for one in book.hours] == ["now"]
