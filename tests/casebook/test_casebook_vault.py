"""A locked casebook: without the passphrase not one word, with it every word, whatever happens."""

from __future__ import annotations

import errno
import random
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import filelock  # noqa: F401  # imported here, so that no child has to
import pytest
from msgspec.structs import replace
from pyrage import passphrase as age_passphrase

from coach.casebook import disk, key, locking, rewriting
from coach.casebook.key import Passphrase, WrongPassphrase
from coach.casebook.lock import Lock
from coach.casebook.locking import Busy
from coach.casebook.seal import Locked
from coach.casebook.store import Casebook
from coach.errors import CoachError
from tests import quick_passphrase
from tests.casebook.test_casebook_crash import child, die_before, kill, lines

WORDS = ("Leonora", "pick-up", "Okafor", "Quillon", "rumour")
"""Words of the casebook below: none of them may be on the disk while it is locked."""

ONE, OTHER = Passphrase("maple otter quartz"), Passphrase("velvet anvil pigeon")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(age_passphrase, "encrypt", quick_passphrase.encrypt)
    monkeypatch.setattr(age_passphrase, "decrypt", quick_passphrase.decrypt)


def fill(folder: Path) -> dict[str, dict[str, object]]:
    """Fill a casebook: each shelf, versions before, and what programs leave behind."""
    book, kept = Casebook(folder), {}
    for scenario, title in (("concern", "Leonora"), ("family", "Quillon"), ("contact", "Okafor")):
        with book.create(scenario) as open:
            open.save(replace(open.session, title=title, answers={"seen": "at pick-up"}))
            answers = {"seen": f"{title} at pick-up", "said": "a rumour"}
            open.save(replace(open.session, answers=answers))
            kept[open.session.id] = answers
    shelf = folder / "sessions"
    (shelf / "2026-11-01-concern-aaaa.damaged-1.toml").write_text("title = 'Leonora")
    (shelf / ".2026-11-01-concern-aaaa.toml.0badcafe.tmp").write_text("title = 'Leonora'")
    (shelf / "notes of mine.txt").write_text("Okafor was kind at pick-up")
    (folder / "index.sqlite").write_text("Leonora Okafor")
    return kept


def told(folder: Path) -> set[str]:
    """Return which of the words are in any file under `folder`, or in a name."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    everything = b"\n".join(path.read_bytes() + bytes(path) for path in files)
    return {word for word in WORDS if word.encode() in everything}


def locked(folder: Path) -> dict[str, dict[str, object]]:
    """Fill a casebook and lock it."""
    kept = fill(folder)
    locking.lock(Casebook(folder).vault, ONE)
    return kept


def unlocked(folder: Path, passphrase: Passphrase = ONE) -> Casebook:
    """Open a locked casebook, as another program."""
    book = Casebook(folder)
    assert book.locked
    book.unlock(passphrase)
    return book


def holds(book: Casebook, kept: dict[str, dict[str, object]]) -> None:
    """Every sitting opens, whole, with nothing to say of it."""
    for id, answers in kept.items():
        with book.open(id) as open:
            assert open.session.answers == answers
            assert open.take_notice() == ""
    assert len(book.summaries()) + len(book.families()) + len(book.entries()) == len(kept)
    assert book.damaged == ()


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file with something in it, by its place; the index comes and goes."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    files = (path for path in files if not path.name.startswith("index."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# ------------------------------------------------------------------ what it is for


def test_without_the_passphrase_no_word_is_left_anywhere(tmp_path: Path) -> None:
    kept = fill(tmp_path)
    assert told(tmp_path) == set(WORDS)
    (tmp_path / "saved").mkdir()
    (tmp_path / "sessions" / "of mine").mkdir()
    locking.lock(Casebook(tmp_path).vault, ONE)
    assert told(tmp_path) == set()
    assert set(rewriting.beside(tmp_path)) == {"saved", "sessions/of mine"}
    for path in (tmp_path / "sessions").glob("*.toml"):
        assert path.read_bytes().startswith(b"-----BEGIN AGE ENCRYPTED FILE-----\n")
        assert path.stat().st_mode & 0o077 == 0
    book = Casebook(tmp_path)
    for reading in (
        book.summaries,
        book.families,
        book.entries,
        lambda: book.look(next(iter(kept))),
    ):
        with pytest.raises(Locked, match="locked"):
            reading()
    with pytest.raises(Locked):
        book.delete(next(iter(kept)))


def test_with_the_passphrase_everything_is_there_and_stays_sealed(tmp_path: Path) -> None:
    kept = locked(tmp_path)
    book = unlocked(tmp_path)
    holds(book, kept)
    id = next(iter(kept))
    with book.open(id) as open:
        for number in range(3):
            open.save(replace(open.session, drafts={"seen": f"Leonora {number}"}))
            assert told(tmp_path) == set()
    with book.create("concern") as open:
        open.save(replace(open.session, title="Okafor"))
    assert told(tmp_path) == set()
    assert [one.title for one in book.search("Leonora")] == ["Leonora"]
    assert book.lock_up()
    assert told(tmp_path) == set()
    with pytest.raises(Locked):
        book.summaries()
    assert unlocked(tmp_path).look(id).drafts == {"seen": "Leonora 2"}
    assert len(unlocked(tmp_path).summaries()) == 2


def test_the_lock_taken_off_every_byte_is_as_before(tmp_path: Path) -> None:
    fill(tmp_path)
    before = snapshot(tmp_path)
    locking.lock(Casebook(tmp_path).vault, ONE)
    assert locking.take_off(unlocked(tmp_path).vault) == ()
    del before["sessions/.2026-11-01-concern-aaaa.toml.0badcafe.tmp"]
    assert snapshot(tmp_path) == before
    assert not Casebook(tmp_path).locked


def test_another_passphrase_changes_the_key_and_nothing_else(tmp_path: Path) -> None:
    kept = locked(tmp_path)
    before = snapshot(tmp_path)
    locking.change(unlocked(tmp_path).vault, OTHER)
    changed = {name for name, it in snapshot(tmp_path).items() if it != before[name]}
    assert changed == {key.KEY, key.TWIN}
    with pytest.raises(WrongPassphrase):
        Casebook(tmp_path).unlock(ONE)
    holds(unlocked(tmp_path, OTHER), kept)


def test_keys_from_another_version_of_coach_survive(tmp_path: Path) -> None:
    kept = fill(tmp_path)
    id = next(iter(kept))
    place = tmp_path / "sessions" / f"{id}.toml"
    place.write_text("from_a_newer_coach = 7\n" + place.read_text())
    locking.lock(Casebook(tmp_path).vault, ONE)
    with unlocked(tmp_path).open(id) as open:
        open.save(replace(open.session, title="Leo"))
    assert unlocked(tmp_path).look(id).extra == {"from_a_newer_coach": 7}


# ------------------------------------------------------------------ the passphrase


def test_another_keyboard_types_the_same_passphrase(tmp_path: Path) -> None:
    fill(tmp_path)
    locking.lock(Casebook(tmp_path).vault, Passphrase("café ﬁfth été"))
    unlocked(tmp_path, Passphrase("cafe\u0301 fifth e\u0301te\u0301"))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "empty"),
        ("        ", "empty"),
        ("seven77", "too short"),
        (":urgent please", "can't begin with"),
        ("ends in a space ", "can't begin with"),
        ("has a \x07 bell", "can't be typed"),
        ("half \udc80 a letter", "can't be typed"),
    ],
)
def test_what_will_not_do_as_a_passphrase_is_said(tmp_path: Path, typed: str, why: str) -> None:
    fill(tmp_path)
    before = snapshot(tmp_path)
    with pytest.raises(CoachError, match=why):
        locking.lock(Casebook(tmp_path).vault, Passphrase(typed))
    assert snapshot(tmp_path) == before


def test_a_passphrase_is_never_shown_by_mistake() -> None:
    assert "maple" not in repr(ONE) + str(ONE) + f"{ONE} {[ONE]}"


def test_without_the_library_one_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked(tmp_path)
    monkeypatch.setitem(sys.modules, "pyrage", None)
    with pytest.raises(CoachError, match="needs the library pyrage") as told:
        Casebook(tmp_path).unlock(ONE)
    assert "pip install pyrage" in told.value.advice


# ------------------------------------------------------------------ damage


def flip(path: Path, at: int) -> None:
    """Change one byte, as a bad disk would."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("at", [3, 60, 200, -60])
def test_a_changed_byte_gives_the_version_before_and_says_so(tmp_path: Path, at: int) -> None:
    id = next(iter(locked(tmp_path)))
    place = tmp_path / "sessions" / f"{id}.toml"
    flip(place, at)
    with unlocked(tmp_path).open(id) as open:
        assert open.session.answers == {"seen": "at pick-up"}
        notice = open.take_notice()
        assert "version that was saved before" in notice
        assert f"{id}.damaged-1.toml" in notice
    assert told(tmp_path) == set()
    with unlocked(tmp_path).open(id) as open:
        assert open.take_notice() == ""


def test_a_damaged_key_opens_by_its_twin_and_is_healed(tmp_path: Path) -> None:
    kept = locked(tmp_path)
    good = (tmp_path / key.KEY).read_bytes()
    for spoil in (
        lambda path: flip(path, 100),
        lambda path: path.write_bytes(b""),
        lambda path: path.unlink(),
    ):
        for name in (key.KEY, key.TWIN):
            spoil(tmp_path / name)
            holds(unlocked(tmp_path), kept)
            assert [(tmp_path / one).read_bytes() for one in (key.KEY, key.TWIN)] == [good, good]


def test_a_key_that_is_ruined_or_gone_is_said_and_nothing_is_touched(tmp_path: Path) -> None:
    id = next(iter(locked(tmp_path)))
    for name in (key.KEY, key.TWIN):
        (tmp_path / name).write_bytes(b"-----BEGIN AGE nonsense")
    before = snapshot(tmp_path)
    with pytest.raises(CoachError, match="key of this casebook is damaged"):
        Casebook(tmp_path).unlock(ONE)
    assert snapshot(tmp_path) == before
    for name in (key.KEY, key.TWIN):
        (tmp_path / name).unlink()
    book = Casebook(tmp_path)
    with pytest.raises(CoachError, match="its key is gone"):
        book.open(id)
    assert book.summaries() == ()
    assert {damage.what for damage in book.damaged} == {"This file is locked, and its key is gone."}
    assert {name for name in before if "key" not in name} == set(snapshot(tmp_path))


def test_files_that_no_longer_open_keep_the_key_when_the_lock_goes(tmp_path: Path) -> None:
    id = next(iter(locked(tmp_path)))
    flip(tmp_path / "sessions" / f"{id}.toml", 200)
    assert locking.take_off(unlocked(tmp_path).vault) == (f"{id}.damaged-1.toml",)
    book = Casebook(tmp_path)
    assert not book.locked
    assert book.look(id).answers == {"seen": "at pick-up"}
    first = (tmp_path / rewriting.KEPT_KEY).read_bytes()
    locking.lock(book.vault, OTHER)  # and once more: the first key still opens the first file
    flip(tmp_path / "sessions" / f"{id}.toml.bak", 200)
    locking.take_off(unlocked(tmp_path, OTHER).vault)
    assert (tmp_path / rewriting.KEPT_KEY).read_bytes() == first
    assert len(list(tmp_path.glob("key-of-damaged-files*.age"))) == 2


# ------------------------------------------------------------------ two windows


@pytest.mark.parametrize("what", ["lock", "change", "off"])
def test_while_another_window_has_something_open_the_lock_stays_as_it_is(
    tmp_path: Path, what: str
) -> None:
    kept = fill(tmp_path) if what == "lock" else locked(tmp_path)
    theirs = Casebook(tmp_path) if what == "lock" else unlocked(tmp_path)
    before = snapshot(tmp_path)
    with theirs.open(list(kept)[1]) as open:
        with pytest.raises(Busy, match="has something of this casebook open"):
            do(what, tmp_path)
        assert snapshot(tmp_path) == before
        open.save(replace(open.session, title="Quillon again"))
    assert open.session.title == "Quillon again"


@pytest.mark.parametrize("what", ["lock", "change", "off"])
def test_two_programs_do_not_change_the_lock_at_once(tmp_path: Path, what: str) -> None:
    begun(what, tmp_path)
    before = snapshot(tmp_path)
    other = Lock(tmp_path, "casebook")
    with pytest.raises(Busy, match="just now"):
        do(what, tmp_path)
    (tmp_path / key.KEY).unlink(missing_ok=True)
    other.release()
    if what != "lock":
        assert unlocked(tmp_path).has_lock
    assert snapshot(tmp_path) == before


def test_a_window_from_before_the_lock_writes_nothing_readable(tmp_path: Path) -> None:
    kept = fill(tmp_path)
    before = Casebook(tmp_path)
    assert before.summaries()  # its index is open
    begun = before.create("concern")
    locking.lock(Casebook(tmp_path).vault, ONE)
    with pytest.raises(Locked):
        before.summaries()
    with pytest.raises(Locked):
        begun.save(replace(begun.session, title="Leonora"))
    begun.close()
    with pytest.raises(Locked):
        before.open(next(iter(kept)))
    assert before.locked
    del before, begun
    assert told(tmp_path) == set()


def test_a_window_from_before_the_lock_went_seals_nothing_more(tmp_path: Path) -> None:
    kept = locked(tmp_path)
    before = unlocked(tmp_path)
    locking.take_off(unlocked(tmp_path).vault)
    with pytest.raises(Locked, match="changed in another window"):
        before.open(next(iter(kept)))
    begun = before.create("concern")
    with pytest.raises(Locked):
        begun.save(replace(begun.session, title="Leo"))
    begun.close()
    holds(Casebook(tmp_path), kept)


def test_a_window_with_an_old_key_does_nothing_to_a_lock_that_was_set_anew(tmp_path: Path) -> None:
    kept = locked(tmp_path)
    before = unlocked(tmp_path)
    locking.take_off(unlocked(tmp_path).vault)
    locking.lock(Casebook(tmp_path).vault, OTHER)
    lying = snapshot(tmp_path)
    for doing in (
        lambda: locking.take_off(before.vault),
        lambda: locking.change(before.vault, ONE),
        lambda: before.open(next(iter(kept))),
        lambda: before.look(next(iter(kept))),
    ):
        with pytest.raises(Locked, match="changed in another window"):
            doing()
    assert snapshot(tmp_path) == lying
    holds(unlocked(tmp_path, OTHER), kept)


def test_without_locks_sealed_files_are_not_overwritten_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_: object, **__: object) -> None:
        raise NotImplementedError

    id = next(iter(locked(tmp_path)))
    monkeypatch.setattr("filelock.FileLock.acquire", unsupported)
    with unlocked(tmp_path).open(id) as first, unlocked(tmp_path).open(id) as second:
        first.save(replace(first.session, title="first"))
        second.save(replace(second.session, title="second"))
        assert "Nothing there was overwritten" in second.take_notice()
        first.save(replace(first.session, title="first, again"))
    assert unlocked(tmp_path).look(id).title == "first, again"
    assert unlocked(tmp_path).look(second.session.id).title == "second"


# ------------------------------------------------------------------ killed, or no room left


def test_a_full_disk_half_way_is_said_and_the_rest_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = fill(tmp_path)
    left = 7

    def temporary(path: Path, content: bytes) -> Path:
        nonlocal left
        left -= 1
        if left <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return disk.temporary(path, content)

    with monkeypatch.context() as full:
        full.setattr(rewriting, "temporary", temporary)
        left = 3
        with pytest.raises(CoachError, match="no room left"):
            locking.lock(Casebook(tmp_path).vault, ONE)
        assert told(tmp_path)
        left = 0
        book = Casebook(tmp_path)
        assert "no room left" in book.unlock(ONE)
        holds(book, kept)
    book = Casebook(tmp_path)
    assert (book.unlock(ONE), book.vault.unfinished) == ("", "")
    assert told(tmp_path) == set()


def begun(what: str, folder: Path) -> dict[str, dict[str, object]]:
    """Make a casebook for which `what` can be done."""
    return fill(folder) if what == "lock" else locked(folder)


def do(what: str, folder: Path) -> None:
    """Lock, change or unlock for good, as a program of its own would."""
    if what == "lock":
        locking.lock(Casebook(folder).vault, ONE)
    elif what == "change":
        locking.change(unlocked(folder).vault, OTHER)
    else:
        locking.take_off(unlocked(folder).vault)


def check(what: str, folder: Path, kept: dict[str, dict[str, object]]) -> None:
    """What a killed program left opens whole, and the next one ends what it began."""
    book = Casebook(folder)
    opening = [ONE, OTHER] if what == "change" else [ONE]
    for passphrase in opening if book.locked else ():
        try:
            assert book.unlock(passphrase) == ""
            break
        except WrongPassphrase:
            continue
    assert not book.locked
    assert book.vault.unfinished == ""
    if book.vault.has_lock:
        assert told(folder) == set()
        assert (folder / key.KEY).read_bytes() == (folder / key.TWIN).read_bytes()
    else:
        assert what != "change"
        assert not list(rewriting.sealed(folder))
    holds(book, kept)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
@pytest.mark.parametrize("what", ["lock", "change", "off"])
def test_killed_before_any_step_nothing_is_lost_and_the_next_one_ends_it(
    tmp_path: Path, what: str
) -> None:
    step, survived = 0, False
    kept = begun(what, tmp_path / "as it was")
    while not survived:
        step += 1
        folder = shutil.copytree(tmp_path / "as it was", tmp_path / str(step))

        def work(report: Callable[[str], None], step: int = step, folder: Path = folder) -> None:
            die_before(step, folder)
            do(what, folder)
            report("done")

        with child(work) as (_pid, reading):
            survived = list(lines(reading)) == ["done"]
        check(what, folder, kept)
    assert step > 12, "there is much to do"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_killed_again_and_again_while_it_ends_what_was_begun(tmp_path: Path) -> None:
    """On and off, by the clock: whatever instant, and however often in a row."""
    chance = random.Random(4)
    kept, kills = fill(tmp_path), 0

    def work(report: Callable[[str], None]) -> None:
        book = Casebook(tmp_path)
        report("on")
        if book.locked:
            book.unlock(ONE)
        if book.vault.has_lock:
            locking.take_off(book.vault)
        else:
            locking.lock(book.vault, ONE)

    while kills < 60:
        with child(work) as (pid, reading):
            next(lines(reading))
            time.sleep(chance.uniform(0, 0.03))
            kill(pid)
        kills += 1
        if kills % 5 == 0:
            check("lock", tmp_path, kept)
