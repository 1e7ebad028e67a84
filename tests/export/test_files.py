"""Files get plain names, are private, whole or not there, and nothing else is touched."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import example, given

from coach.errors import CoachError
from coach.export import files
from coach.export.files import refuse_to_replace, save
from coach.export.names import safe_name
from tests.strategies import texts


@given(texts(300))
@example("../../etc/passwd")
@example("/etc/passwd")
@example("C:\\Windows\\system32")
@example("CON")
@example("lpt1.txt")
@example("com¹")
@example("")
@example(".")
@example(".bashrc")
@example("a" * 5000)
@example("名" * 500)
@example("x\x00y\nz\u202egpj")
@example("note. ")
@example("~root")
@example("-rf")
@example('a:b|c*d?e<f>g"h')
def test_a_name_is_good_everywhere_and_leads_nowhere(text: str) -> None:
    name = safe_name(text)
    assert name
    assert len(f".{name}-999.mailto.txt.new".encode()) <= 255
    assert name == Path(name).name == PureWindowsPath(name).name
    assert not PureWindowsPath(f"{name}.txt").is_reserved()
    assert not set(name) & set('/\\:*?"<>|.\x00\n ')
    assert name.isprintable()
    assert name[0] not in "-.~"


def test_a_name_keeps_the_letters_of_every_script() -> None:
    assert safe_name("talking-points") == "talking-points"
    assert safe_name("Nguyễn Thị & co.") == "Nguyễn-Thị-co"
    assert safe_name("王小明") == "王小明"
    assert safe_name("nul") == "message-nul"


def test_files_are_private_and_hold_every_byte(tmp_path: Path) -> None:
    (pdf, txt) = save(tmp_path / "new" / "deep", {"a.pdf": b"\r\n\x00\xff", "a.txt": "Nguyễn\n"})
    assert pdf.read_bytes() == b"\r\n\x00\xff"
    assert txt.read_bytes() == "Nguyễn\n".encode()
    if os.name == "posix":
        assert stat.S_IMODE(pdf.stat().st_mode) == 0o600


def test_nothing_is_written_over_unasked_and_a_link_is_not_written_through(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.txt"
    theirs.write_text("mine")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").symlink_to(theirs)
    (folder / "b.txt").symlink_to(tmp_path / "nowhere")
    assert [one.name for one in save(folder, {"a.txt": "x", "b.txt": "x"})] == [
        "a-2.txt",
        "b-2.txt",
    ]
    with pytest.raises(CoachError, match="already"):
        refuse_to_replace(folder, ["c.txt", "b.txt"])
    save(folder, {"a.txt": "new"}, replace=True)
    assert theirs.read_text() == "mine"
    assert (folder / "a.txt").read_text() == "new"
    assert not (tmp_path / "nowhere").exists()
    assert not [one for one in folder.iterdir() if one.name.startswith(".")]


def test_a_disk_without_second_names_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_names: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", never)
    save(tmp_path, {"a.txt": "one"})
    save(tmp_path, {"a.txt": "two"})
    assert (tmp_path / "a.txt").read_text() == "one"
    assert (tmp_path / "a-2.txt").read_text() == "two"


def test_a_full_disk_leaves_no_half_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(path: Path, data: bytes) -> None:
        path.write_bytes(data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_create", half)
    with pytest.raises(CoachError, match="No space left on device") as caught:
        save(tmp_path, {"a.pdf": b"%PDF" * 100})
    assert "Your answers are kept" in caught.value.advice
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", ["file", "file/below", "nul\x00"])
def test_where_nothing_can_be_written_it_is_said(folder: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CoachError, match="could not be written"):
        save(tmp_path / folder, {"a.txt": "x"})
