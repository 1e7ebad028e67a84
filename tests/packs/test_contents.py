"""What is read of a folder or a zip from a stranger, and what is refused."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.packs import contents as module
from coach.packs.contents import Contents, contents
from coach.scenario.installed import FILE
from tests.packs.made import FILES, folder, zipped

pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name")

WANTED = sorted(FILES)


def names(found: Contents) -> list[str]:
    return list(found.files)


# ------------------------------------------------------------------ what a pack has


def test_a_folder_and_a_zip_of_it_hold_the_same(tmp_path: Path) -> None:
    a_folder = contents(folder(tmp_path / "bright"))
    assert contents(zipped(tmp_path / "bright.zip")) == a_folder
    assert names(a_folder) == WANTED
    assert a_folder.left_out == ()


def test_most_programs_zip_the_folder_around_it_and_add_what_is_theirs(tmp_path: Path) -> None:
    place = zipped(tmp_path / "bright.zip", FILES, top="bright-street-main/")
    with zipfile.ZipFile(place, "a") as zip:
        zip.mkdir("bright-street-main/samples/")
        zip.writestr("__MACOSX/bright-street-main/._pack.toml", b"\0\1")
        zip.writestr("bright-street-main/.DS_Store", b"\0")
    found = contents(place)
    assert names(found) == WANTED
    assert found.left_out == (".DS_Store", "__MACOSX/bright-street-main/._pack.toml")


OTHERS = {
    "notes.docx": "x",
    "run.py": "import os",
    "samples/lost-jacket/mia.txt": "x",
    "samples/lost-jacket/deep/mia.toml": "x",
    "pictures/a.svg": "<svg/>",
    "rehearsal/more/a.toml": "x",
    ".hidden.toml": "x",
    "help-us.toml": "x",
    "warning-signs.toml": "x",
    "reactions.toml": "x",
    "con.toml": "x",
    "samples/lost-jacket/nul.toml": "x",
}


def test_what_a_pack_has_no_use_for_is_left_out_by_name(tmp_path: Path) -> None:
    of_folder = contents(folder(tmp_path / "bright", **OTHERS))
    of_zip = contents(zipped(tmp_path / "bright.zip", {**FILES, **OTHERS}))
    assert names(of_folder) == names(of_zip) == WANTED
    assert set(of_zip.left_out) == OTHERS.keys()
    # Of a folder that no pack has, only its own name is told: nobody looks into it.
    assert "pictures/" in of_folder.left_out
    assert {"run.py", "help-us.toml", ".hidden.toml"} <= {*of_folder.left_out}


def test_a_license_and_a_readme_come_along_if_they_are_words(tmp_path: Path) -> None:
    more = {"LICENSE": "Take it.", "README.md": "# Read", "NOTICE": "n" * 200_000}
    place = zipped(tmp_path / "a.zip", {**FILES, **more, "COPYING": b"\xff\xfe\0"})
    found = contents(place)
    assert names(found) == sorted([*WANTED, "LICENSE", "README.md"])
    assert found.left_out == ("COPYING", "NOTICE")


# ------------------------------------------------------------------ a folder that is no friend


def test_no_link_is_followed_and_no_pipe_is_waited_for(tmp_path: Path) -> None:
    place = folder(tmp_path / "bright")
    (tmp_path / "secret.toml").write_text("mine")
    (place / "two.toml").symlink_to(tmp_path / "secret.toml")
    (place / "samples" / "two").symlink_to(tmp_path)
    (place / "rehearsal").symlink_to(tmp_path)
    os.mkfifo(place / "three.toml")
    found = contents(place)
    assert names(found) == WANTED
    assert found.left_out == ("rehearsal", "samples/two", "three.toml", "two.toml")


def test_a_folder_with_far_too_much_in_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = folder(tmp_path / "bright")
    for number in range(30):
        (place / f"s{number}.toml").write_text("#" * 1_000)
    for name, most in (("MOST_BYTES", 20_000), ("MOST_FILES", 20), ("MOST_NAMES", 20)):
        with monkeypatch.context() as bounds:
            bounds.setattr(module, name, most)
            with pytest.raises(CoachError, match="far too much"):
                contents(place)


def test_a_file_of_a_megabyte_and_more_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match=r"big\.toml can't be read"):
        contents(folder(tmp_path / "bright", **{"big.toml": "#" * 1_100_000}))


@pytest.mark.parametrize("place", ["/nowhere", "/dev/zero", "a\0b", "x" * 5000, "/etc/passwd"])
def test_what_is_no_pack_is_said_to_be_none(place: str) -> None:
    with pytest.raises(CoachError, match="can't be read as a pack"):
        contents(Path(place))


# ------------------------------------------------------------------ a zip that is no friend


def entry(name: str, *, mode: int = 0, flags: int = 0, method: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("placeholder")
    info.filename = name
    info.external_attr = mode << 16
    info.flag_bits = flags
    info.compress_type = method
    return info


def hostile(place: Path, *entries: zipfile.ZipInfo) -> Path:
    with zipfile.ZipFile(place, "w") as zip:
        for name, text in FILES.items():
            zip.writestr(name, text)
        for info in entries:
            zip.writestr(info, b"x")
    return place


def locked(place: Path) -> Path:
    """Set the bit that says an entry needs a password, in both of its headers."""
    hostile(place, entry("extra.toml"))
    content = bytearray(place.read_bytes())
    at = content.rindex(b"PK\1\2")
    content[at + 8] |= 1
    place.write_bytes(content)
    return place


@pytest.mark.parametrize(
    "name",
    [
        "../outside.toml",
        "samples/../../outside.toml",
        "/etc/outside.toml",
        "C:outside.toml",
        "C:/outside.toml",
        "..\\outside.toml",
        "samples\\lost-jacket\\b.toml",
        "./b.toml",
        "samples//b.toml",
        "a\u202egnp.toml",
        "a\nb.toml",
        "lost-jacket.toml",
    ],
)
def test_a_zip_with_a_name_no_honest_program_writes_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="made to do harm") as raised:
        contents(hostile(tmp_path / "a.zip", entry(name)))
    assert "Nothing of it was added" in raised.value.advice
    assert [place.name for place in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize(
    "make",
    [
        lambda place: hostile(place, entry("b.toml", mode=stat.S_IFLNK | 0o777)),
        lambda place: hostile(place, entry("b.toml", mode=stat.S_IFCHR | 0o777)),
        lambda place: hostile(place, entry("b.toml", method=zipfile.ZIP_LZMA)),
        locked,
    ],
    ids=["link", "device", "lzma", "password"],
)
def test_a_zip_with_what_is_no_plain_file_is_refused(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    with pytest.raises(CoachError, match="made to do harm"):
        contents(make(tmp_path / "a.zip"))


@pytest.mark.parametrize("name", ["Lost-Jacket.toml", "LOST-JACKET.TOML", "PACK.toml"])
def test_two_files_that_are_one_on_some_systems_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="the same file on some systems"):
        contents(zipped(tmp_path / "a.zip", {**FILES, name: "x"}))


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    place = zipped(tmp_path / "a.zip", {**FILES, "big.toml": b"#" * 20_000_000})
    assert place.stat().st_size < 1_000_000
    with pytest.raises(CoachError, match=r"big\.toml can't be read"):
        contents(place)
    many = {f"s{n}.toml": b"#" * 900_000 for n in range(6)}
    with pytest.raises(CoachError, match="far too much"):
        contents(zipped(tmp_path / "b.zip", {**FILES, **many}))


def test_a_size_that_lies_is_not_believed(tmp_path: Path) -> None:
    place = zipped(tmp_path / "a.zip", {**FILES, "zz.toml": b"#" * 3_000_000})
    content = bytearray(place.read_bytes())
    at = content.rindex(b"PK\1\2")
    struct.pack_into("<I", content, at + 24, 10)
    place.write_bytes(content)
    with pytest.raises(CoachError, match=r"zz\.toml can't be read"):
        contents(place)


def test_a_zip_that_ends_half_way_is_no_pack(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "a.zip").read_bytes()
    for end in range(0, len(whole), 97):
        (tmp_path / "b.zip").write_bytes(whole[:end])
        with pytest.raises(CoachError):
            contents(tmp_path / "b.zip")


def test_a_zip_of_a_film_is_not_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_ZIP", 100)
    with pytest.raises(CoachError, match="far too much"):
        contents(zipped(tmp_path / "a.zip"))


PARTS = st.sampled_from(
    ["..", ".", "", "samples", "rehearsal", "lost-jacket", "pack.toml", "a.toml", "A.TOML", "con"]
) | st.text(max_size=8)
NAMES = st.lists(PARTS, min_size=1, max_size=5).map("/".join)


@settings(max_examples=50)
@given(entries=st.lists(st.tuples(NAMES, st.binary(max_size=20)), max_size=8))
def test_whatever_a_zip_holds_only_what_a_pack_has_comes_out(
    entries: list[tuple[str, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zip:
        for name, content in entries:
            info = entry(name)
            try:
                zip.writestr(info, content)
            except (ValueError, UnicodeError):
                continue
    place = tmp_path_factory.getbasetemp() / "any.zip"
    place.write_bytes(buffer.getvalue())
    try:
        found = contents(place)
    except CoachError:
        return
    assert all(FILE.fullmatch(name) for name in found.files)
    assert all(".." not in name and not name.startswith("/") for name in found.files)


@settings(max_examples=50)
@given(content=st.binary(max_size=400), at=st.integers(0, 400))
def test_bytes_that_are_no_zip_or_a_spoilt_one_never_end_in_a_traceback(
    content: bytes, at: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = tmp_path_factory.getbasetemp()
    whole = zipped(base / "whole.zip").read_bytes()
    for spoilt in (content, whole[:at] + content + whole[at + len(content) :]):
        (base / "spoilt.zip").write_bytes(spoilt)
        try:
            contents(base / "spoilt.zip")
        except CoachError:
            continue
