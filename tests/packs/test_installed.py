"""What lies among the packs is believed as far as it was checked, and no further."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.packs import shelf
from coach.scenario import installed, library
from coach.scenario.installed import MANIFEST, split
from tests.packs.made import FILES, ID, SCENARIO, added


@pytest.fixture
def manifest(own_home: Path) -> Path:
    """The manifest of a pack that was added."""
    added()
    return own_home / "packs" / "bright-street" / MANIFEST


@pytest.mark.parametrize("name", FILES)
def test_an_edited_file_is_not_used(name: str) -> None:
    known = added()
    file = known.place / name
    file.write_text(file.read_text() + "# and more\n")
    assert installed.changed(known) == (name,)
    with pytest.raises(CoachError, match="not as it was when it was checked") as raised:
        library.find(ID) if name == "lost-jacket.toml" else installed.text(known, name)
    assert "Add the pack again" in raised.value.advice


def test_an_edited_sample_is_not_used_and_an_edited_practice_neither() -> None:
    known = added(**{"practices.toml": '[[practice]]\nid = "a"\nname = "A"\nsays = "B."\n'})
    (known.place / "samples" / "lost-jacket" / "mia.toml").write_text("[answers]\n")
    with pytest.raises(CoachError, match="not as it was"):
        library.sample(ID, "mia")
    library.find(ID)
    (known.place / "practices.toml").write_text("")
    with pytest.raises(CoachError, match="not as it was"):
        library.find(ID)


@pytest.mark.parametrize("how", ["gone", "link", "pipe", "folder"])
def test_what_was_put_in_the_place_of_a_file_is_not_used(how: str, tmp_path: Path) -> None:
    file = added().place / "lost-jacket.toml"
    file.unlink()
    if how == "link":
        (tmp_path / "other.toml").write_text(SCENARIO.replace("One fault", "Mine"))
        file.symlink_to(tmp_path / "other.toml")
    elif how == "pipe":
        os.mkfifo(file)
    elif how == "folder":
        file.mkdir()
    with pytest.raises(CoachError, match="is gone, or not as it was"):
        library.find(ID)


def test_a_file_that_was_added_by_hand_is_nobodys(manifest: Path) -> None:
    place = installed.pack("bright-street").place
    (place / "two.toml").write_text(SCENARIO.replace("lost-jacket", "two"))
    (place / "samples" / "lost-jacket" / "leo.toml").write_text("[answers]\n")
    assert [top.id for top in library.headers() if top.by] == [ID]
    assert library.sample_names(ID) == ("mia",)
    with pytest.raises(CoachError, match="has no scenario “two”"):
        library.find("bright-street/two")


# ------------------------------------------------------------------ the manifest


def edit(manifest: Path, **more: object) -> None:
    values = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**values, **more}))


@pytest.mark.parametrize(
    "more",
    [
        {"id": "other"},
        {"folder": ".."},
        {"folder": "../../sessions"},
        {"folder": "files-1"},
        {"files": {"../../../etc/passwd": "0" * 64}},
        {"files": {"lost-jacket.toml": "0"}},
        {"files": []},
        {"scenarios": [{"top": {"format": 1, "id": "../x", "title": "", "summary": ""}}]},
        {"scenarios": [{"top": {"format": 1, "id": "concern", "title": "", "summary": ""}}]},
        {"title": 7},
    ],
)
def test_a_manifest_that_says_what_it_cannot_is_left_out_and_named(
    more: dict[str, object], manifest: Path
) -> None:
    edit(manifest, **more)
    assert [top.id for top in library.headers() if top.by] == []
    (one,) = installed.unusable()
    assert one.name == "bright-street"
    assert "damaged" in one.why
    with pytest.raises(CoachError, match="damaged"):
        library.find(ID)


def test_a_pack_of_a_newer_coach_is_said_to_be_one(manifest: Path) -> None:
    edit(manifest, format=99)
    assert "newer Coach" in installed.unusable()[0].why


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, b" " * 1_100_000])
def test_a_damaged_manifest_is_left_out_and_the_rest_is_listed(
    content: bytes, manifest: Path
) -> None:
    manifest.write_bytes(content)
    assert len(library.headers()) == len(library.ids())
    assert len(installed.unusable()) == 1
    added()  # adding it again mends it
    assert installed.unusable() == ()
    assert library.find(ID).id == ID


def test_a_manifest_that_is_a_link_or_a_pipe_is_not_read(manifest: Path, tmp_path: Path) -> None:
    manifest.rename(tmp_path / "elsewhere")
    manifest.symlink_to(tmp_path / "elsewhere")
    assert len(installed.unusable()) == 1
    manifest.unlink()
    os.mkfifo(manifest)
    assert len(installed.unusable()) == 1


VALUES: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=6,
)


@given(
    key=st.sampled_from(["id", "files", "folder", "scenarios", "title", "bytes", "x"]), it=VALUES
)
def test_whatever_a_manifest_says_it_is_used_or_left_out(key: str, it: object) -> None:
    if not installed.every() and not installed.unusable():
        added()
    manifest = installed.shelf() / "bright-street" / MANIFEST
    before = manifest.read_bytes()
    edit(manifest, **{key: it})
    try:
        for top in library.headers():
            if top.by:
                library.find(top.id)
    except CoachError:
        pass
    finally:
        manifest.write_bytes(before)


# ------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("id", "parts"),
    [
        ("bright-street/lost-jacket", ("bright-street", "lost-jacket")),
        ("lost-jacket", None),
        ("./bright-street/lost-jacket", None),
        ("bright-street/lost-jacket.toml", None),
        ("a/b/c", None),
        ("/a", None),
        ("../a", None),
        ("a/..", None),
        ("A/b", None),
        ("a\\b", None),
        ("a/b\n", None),
        ("-/b", None),
    ],
)
def test_what_names_a_scenario_of_a_pack(id: str, parts: tuple[str, str] | None) -> None:
    assert split(id) == parts


def test_a_pack_without_a_place_for_anything_is_no_trouble(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "file"))
    assert library.headers()
    assert installed.unusable() == ()


def test_after_removing_the_list_is_as_before() -> None:
    before = library.headers()
    added()
    shelf.remove("bright-street")
    assert library.headers() == before
