"""A bundle from anywhere: damaged, cut, made to do harm, of a newer Coach. Named, never taken."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.casebook.casebook import Casebook
from coach.casebook.key import Passphrase
from coach.errors import CoachError
from coach.handover.beside import twos
from coach.handover.bundle import sealed
from coach.handover.manifest import Manifest
from coach.handover.opening import take_in
from coach.handover.parts import put
from coach.handover.reading import Arrived, NotItsPassphrase, content_of_file, read, unlocked
from tests import quick_passphrase
from tests.handover.houses import TODAY, bundled, coachs, opened, planned, said

PLACE = Path("leo.coach")


@pytest.fixture
def good(tmp_path: Path) -> bytes:
    """A bundle as Coach makes it."""
    book, card, _session = coachs(tmp_path / "desk")
    return bundled(book, card, tmp_path).read_bytes()


def changed(good: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Return a bundle in which some files are others; without its sums, as a stranger makes it."""
    with zipfile.ZipFile(io.BytesIO(good)) as zip:
        files = {name: zip.read(name) for name in zip.namelist() if name != "SHA256SUMS.txt"}
    change(files)
    return zipped(files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zip:
        for name, content in files.items():
            zip.writestr(name, content)
    return buffer.getvalue()


def manifest(family: str = "leo") -> bytes:
    return Manifest(id="a", made=datetime(2026, 12, 3, tzinfo=UTC), family=family).content()


def of(files: dict[str, bytes], shelf: str) -> str:
    return next(name for name in files if name.startswith(f"{shelf}/"))


def refuses(content: bytes, says: str) -> None:
    with pytest.raises(CoachError, match=says) as error:
        read(PLACE, content)
    assert error.value.advice


def test_what_is_no_bundle_is_refused_as_a_whole(good: bytes) -> None:
    refuses(b"", "zip")
    refuses(b"hello, I am a letter", "zip")
    refuses(good[: len(good) // 2], "zip")
    refuses(zipped({"sessions/a.toml": b"format = 1"}), "does not say whose")
    refuses(zipped({"HANDOVER.txt": b"\xff"}), "not text")
    refuses(zipped({"HANDOVER.txt": b"format = 1"}), "does not say what it is")
    refuses(zipped({"HANDOVER.txt": manifest("../../x")}), "does not say whose")
    refuses(zipped({"HANDOVER.txt": manifest()}), "nothing in it")


def test_a_newer_coach_made_it(good: bytes) -> None:
    newer = manifest().replace(b"format = 1", b"format = 2")
    refuses(zipped({"HANDOVER.txt": newer}), "newer Coach")


@pytest.mark.parametrize("name", ["../x.toml", "/x.toml", "sessions/../../x.toml", "C:x", "a\\b"])
def test_a_name_that_leads_out_spoils_all_of_it(good: bytes, name: str) -> None:
    refuses(changed(good, lambda files: files.update({name: b"x"})), "harm")


def test_a_record_that_is_damaged_is_named_and_the_rest_comes_in(
    good: bytes, tmp_path: Path
) -> None:
    def cut(files: dict[str, bytes]) -> None:
        name = of(files, "sessions")
        files[name] = files[name][:-40]
        files["log/newer.toml"] = b'format = 99\nscenario = "contact"\n'
        files["log/strange.toml"] = b"\x00"
        files["notes/leo.toml"] = b'text = "x"\n'
        files["families/other.toml"] = files[of(files, "families")]
        files["sessions/of-another.toml"] = files[of(files, "log")]

    file = tmp_path / "cut.coach"
    file.write_bytes(changed(good, cut))
    home = Casebook(tmp_path / "home")
    plan = planned(home, file)
    assert len(plan.refused) == 5
    opened(home, file)
    kinds = sorted(one.scenario for one in said(home).values())
    assert kinds == ["contact", "family"]


def test_a_file_that_was_changed_on_its_way_is_named(good: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(good)) as zip:
        files = {name: zip.read(name) for name in zip.namelist()}
    name = of(files, "sessions")
    files[name] = files[name].replace(b"tears", b"fears")
    came = read(PLACE, zipped(files))
    assert [one.name for one in came.refused] == [name]


def test_a_bomb_is_refused_before_it_goes_off(good: bytes) -> None:
    big = b"a = 1\n" + b"#" * 7_900_000
    refuses(
        changed(good, lambda files: files.update({f"sessions/x{n}.toml": big for n in range(9)})),
        "far more than any bundle",
    )


@pytest.mark.parametrize(
    "more",
    [
        "".join(f"x{n} = 1\n" for n in range(6_000)),
        '[[beside]]\nat = "answers.seen"\nsays = { value = "x" }\n' * 6_000,
        '[[versions]]\nletter = "note"\nat = 2026-12-03T10:00:00Z\n' * 6_000,
        "#" * 6_500_000,
    ],
    ids=["answers", "beside", "versions", "bytes"],
)
def test_a_record_made_to_keep_us_busy_is_named_and_the_rest_comes_in(
    good: bytes, more: str
) -> None:
    def swell(files: dict[str, bytes]) -> None:
        name = of(files, "sessions")
        files[name] = files[name].split(b"# Coach")[1].partition(b"\n")[2] + more.encode()

    came = read(PLACE, changed(good, swell))
    (refused,) = came.refused
    assert refused.name.startswith("sessions/")
    assert came.bundle.card is not None
    assert came.bundle.entries


def test_a_bundle_of_far_too_many_records_is_refused(
    good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.handover.reading.MOST_RECORDS", 2)
    refuses(good, "far more than any bundle")


def test_what_has_no_room_in_its_file_is_named_and_the_rest_comes_in(
    good: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def long(files: dict[str, bytes]) -> None:
        name = of(files, "sessions")
        files[name] = (
            files[name]
            .split(b"# Coach")[1]
            .partition(b"\n")[2]
            .replace(b"tears", b"tears " * 5_000)
        )

    file = tmp_path / "long.coach"
    file.write_bytes(changed(good, long))
    home = Casebook(tmp_path / "home")
    plan = planned(home, file)
    monkeypatch.setattr("coach.casebook.toml.MOST_BYTES", 20_000)
    (refused,) = take_in(plan, home, TODAY)
    assert "more than a file" in refused.why
    assert sorted(one.scenario for one in said(home).values()) == ["contact", "family"]


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", ".", "not-there"):
        with pytest.raises(CoachError):
            content_of_file(tmp_path / name)


def test_what_it_says_beside_an_answer_can_change_nothing_but_answers(
    good: bytes, tmp_path: Path
) -> None:
    def lie(files: dict[str, bytes]) -> None:
        name = of(files, "sessions")
        at = '[[beside]]\nat = "is.family"\nsays = { value = "other" }\n'
        files[name] = files[name].split(b"# Coach")[1].partition(b"\n")[2] + at.encode()

    file = tmp_path / "lie.coach"
    file.write_bytes(changed(good, lie))
    home = Casebook(tmp_path / "home")
    opened(home, file)
    (session,) = (one for one in said(home).values() if one.scenario == "concern")
    assert session.beside
    assert twos(session) == ()
    assert put(session, {}) == session


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("edits.note", '"words"'),
        ("edits.note", '{ evil = "x" }'),
        ("edits.note", "{ body = 3 }"),
        ("edits.", '{ body = "x" }'),
        ("homework.h1.text", "5"),
        ("homework.h1.id", '"h2"'),
        ("homework.h1.extra", "1"),
        ("homework.x", '"y"'),
        ("answers.", '"x"'),
        ("is.family", '"other"'),
    ],
)
def test_what_a_place_can_not_say_is_never_offered_for_it(
    good: bytes, tmp_path: Path, at: str, value: str
) -> None:
    def lie(files: dict[str, bytes]) -> None:
        name = of(files, "families")
        said = f'[[beside]]\nat = "{at}"\nsays = {{ value = {value} }}\n'
        files[name] = files[name].split(b"# Coach")[1].partition(b"\n")[2] + said.encode()

    file = tmp_path / "lie.coach"
    file.write_bytes(changed(good, lie))
    home = Casebook(tmp_path / "home")
    assert opened(home, file) == ()
    (card,) = (one for one in said(home).values() if one.scenario == "family")
    assert card.beside
    assert twos(card) == ()


def test_only_its_passphrase_opens_a_locked_one(
    good: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyrage import passphrase

    monkeypatch.setattr(passphrase, "encrypt", quick_passphrase.encrypt)
    monkeypatch.setattr(passphrase, "decrypt", quick_passphrase.decrypt)
    locked = sealed(good, Passphrase("four plain words here"))
    assert b"HANDOVER.txt" in good
    assert b"HANDOVER.txt" not in locked
    assert unlocked(locked, Passphrase("four plain words here")) == good
    with pytest.raises(NotItsPassphrase):
        unlocked(locked, Passphrase("another few words"))
    with pytest.raises(CoachError, match="damaged"):
        unlocked(locked[:40], Passphrase("four plain words here"))


@given(st.binary(max_size=60), st.integers(0, 3000), st.integers(0, 80))
def test_whatever_is_wrong_with_it_is_said_in_a_sentence(junk: bytes, at: int, away: int) -> None:
    content = GOOD[:at] + junk + GOOD[at + away :]
    with suppress(CoachError):  # which is how a person is told
        assert isinstance(read(PLACE, content), Arrived)


GOOD = zipped(
    {
        "HANDOVER.txt": manifest(),
        "families/leo.toml": b'format = 1\nscenario = "family"\ncreated = 2026-12-03T10:00:00Z\n'
        b'updated = 2026-12-03T10:00:00Z\n[answers]\nalias = "Leo"\n',
    }
)
