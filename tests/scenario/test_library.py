"""What comes with Coach: found from any folder, in a fixed order, and damage is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coach.errors import CoachError, ScenarioError
from coach.scenario import library
from coach.scenario.model import FORMAT

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "docs" / "problems" / "example.toml").read_text(encoding="utf-8")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of one's own, with three scenarios."""
    place = tmp_path / "content"
    place.mkdir()
    for name in ("practices.toml", "facts-us.toml", "help-us.toml", "pack.toml"):
        shutil.copy(library.folder() / name, place / name)
    for id in ("example", "escalation", "first-contact"):
        text = EXAMPLE.replace('id = "example"', f'id = "{id}"')
        (place / f"{id}.toml").write_text(text, encoding="utf-8")
    samples = place / "samples" / "example"
    samples.mkdir(parents=True)
    (samples / "leo.toml").write_text(
        'scenario = "example"\nname = "leo"\nabout = "He is seven."\n[answers]\nseen = "Tears."\n'
    )
    monkeypatch.setattr(library, "folder", lambda: place)
    return place


# ------------------------------------------------------------------ ours


def test_our_content_is_beside_the_package_in_a_checkout() -> None:
    assert library.folder() == ROOT / "scenarios"


def test_every_scenario_of_ours_is_named_after_its_file() -> None:
    assert tuple(top.id for top in library.headers()) == library.ids()


def test_every_scenario_of_ours_is_sound() -> None:
    for id in library.ids():
        assert library.find(id).id == id


def test_our_practices_facts_and_helplines_are_there() -> None:
    assert library.practices()["curious-question"].says
    assert all(fact.cite and fact.checked_on for fact in library.facts().values())
    assert "not legal advice" in library.facts_footer()
    card = library.help_card()
    assert card.format == FORMAT
    assert [line.id for line in card.helpline][:2] == ["emergency", "suicide-crisis"]
    assert "has not contacted anyone" in card.nobody_told


def test_our_content_is_the_same_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert library.headers()


# ------------------------------------------------------------------ finding


def test_scenarios_stand_in_the_order_of_a_school_year_then_by_id(shelf: Path) -> None:
    assert [top.id for top in library.headers()] == ["first-contact", "escalation", "example"]


def test_an_unknown_scenario_is_answered_with_the_nearest(shelf: Path) -> None:
    with pytest.raises(CoachError, match="no scenario “exampel”") as caught:
        library.find("exampel")
    assert "Did you mean “example”?" in caught.value.advice
    assert "first-contact, escalation, example" in caught.value.advice


def test_a_file_that_is_not_a_scenario_is_none(shelf: Path) -> None:
    with pytest.raises(CoachError, match="no scenario"):
        library.find("practices")


@pytest.mark.parametrize("id", ["", "../example", "a\x00b", "x" * 10_000, "{0}", "*", "example "])
def test_no_id_however_odd_is_a_traceback(shelf: Path, id: str) -> None:
    with pytest.raises(CoachError) as caught:
        library.find(id)
    assert len(str(caught.value)) < 11_000


def test_a_scenario_of_ones_own_is_found_by_its_path(shelf: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(EXAMPLE, encoding="utf-8")
    assert library.find(str(path)).id == "example"


def test_a_scenario_of_ones_own_may_cite_only_practices_there_are(
    shelf: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    point = '[[point]]\ngroup = "ask"\ntext = "x"\npractice = ["made-up"]\n'
    path.write_text(EXAMPLE + point, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        library.find(str(path))
    assert caught.value.problems[0].code == "E209"


# ------------------------------------------------------------------ samples


def test_a_sample_is_a_family_with_answers(shelf: Path) -> None:
    assert library.sample_names("example") == ("leo",)
    sample = library.sample("example", "leo")
    assert (sample.scenario, sample.name, sample.about) == ("example", "leo", "He is seven.")
    assert sample.answers == {"seen": "Tears."}


def test_an_unknown_sample_is_answered_with_the_nearest(shelf: Path) -> None:
    with pytest.raises(CoachError, match="no sample “leon”") as caught:
        library.sample("example", "leon")
    assert "“leo”" in caught.value.advice


def test_a_scenario_without_samples_has_none(shelf: Path) -> None:
    assert library.sample_names("escalation") == ()
    assert library.sample_names("../../samples/example") == ()
    with pytest.raises(CoachError) as caught:
        library.sample("escalation", "leo")
    assert "none" in caught.value.advice


# ------------------------------------------------------------------ damage


@pytest.mark.parametrize(
    ("file", "read"),
    [
        ("practices.toml", library.practices),
        ("facts-us.toml", library.facts),
        ("help-us.toml", library.help_card),
    ],
)
def test_damage_says_which_file_and_where(shelf: Path, file: str, read: object) -> None:
    assert callable(read)
    path = shelf / file
    whole = path.read_bytes()
    for damage in (b"\xff\xfe", b"a = [", whole + b'\nx = "\x1b"', b"title = 3\n" + whole[:40]):
        path.write_bytes(damage)
        with pytest.raises(ScenarioError) as caught:
            read()
        assert str(path) in str(caught.value)
    path.unlink()
    with pytest.raises(CoachError) as missing:
        read()
    assert missing.value.where == str(path)


def test_a_copy_of_coach_without_content_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "__file__", str(tmp_path / "coach" / "scenario" / "library.py"))
    with pytest.raises(CoachError, match="missing"):
        library.folder()
    (tmp_path / "coach" / "content").mkdir(parents=True)
    assert library.folder() == tmp_path / "coach" / "content"
