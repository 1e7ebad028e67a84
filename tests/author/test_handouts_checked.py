"""`coach check handouts.toml`: what keeps a sheet from being what its author meant."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from coach.author import check
from coach.scenario import library

OURS = (library.folder() / "handouts.toml").read_text("utf-8")


def checked(text: str, folder: Path) -> str:
    """Check a file of handouts; return what is said, without its advice."""
    file = folder / "handouts.toml"
    file.write_text(text, "utf-8")
    said: list[str] = []
    check.run(argparse.Namespace(paths=[str(file)], format="text"), said.append)
    return "\n".join(said)


def test_ours_are_sound(tmp_path: Path) -> None:
    assert "nothing to mend" in checked(OURS, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        ('id = "log"', 'id = "card"', "E301", "“card” is taken"),
        ('id = "log"', 'id = "roles"', "E301", "“roles” is taken"),
        ('id = "log"', 'id = "../log"', "E302", "can't be an id"),
        ("count = 7", "count = 0", "E305", "too small or too large"),
        ("count = 7", "count = 999999999999", "E305", "too small or too large"),
        ("times = 2", "times = 7", "E305", "too small or too large"),
        ("widths = [3, 2]", "widths = [3, 2, 1]", "E305", "3 widths for 2 labels"),
        ("widths = [3, 2]", "widths = [0, 2]", "E305", "too small or too large"),
        ('kind = "choices"', 'kind = "box"', "E306", "a box can't stand in a box"),
        ('observer = "observer"', 'observer = "obsever"', "E308", "no sheet “obsever”"),
        ('labels = ["What it is for"]', "labels = []", "E314", "no text here"),
        ('text = "Rank"', 'text = " "', "E314", "no text here"),
        ('they = "If they say"', 'they = ""', "E314", "no text here"),
        ('mark = "box"', 'mark = "star"', "E103", "can't stand for “mark”"),
        ('they = "If they say"', 'thy = "If they say"', "E102", "no key “thy”"),
        ("[replies]", "[[replies]]", "E103", "a list stands where a table should"),
        ('they = "If they say"\n', "", "E106", "“they” is missing"),
    ],
)
def test_a_fault_is_told(old: str, new: str, code: str, told: str, tmp_path: Path) -> None:
    assert old in OURS
    said = checked(OURS.replace(old, new, 1), tmp_path)
    assert code in said
    assert told in said
    assert "Traceback" not in said


def test_more_than_a_person_needs_is_told_and_not_looked_at(tmp_path: Path) -> None:
    block = '[[sheet.block]]\nkind = "text"\ntext = "x"\n'
    sheet = '[[sheet]]\nid = "many"\ntitle = "Many"\nuse = "many"\n'
    assert "E313" in checked(OURS + sheet + block * 61, tmp_path)
    assert "E313" in checked(
        OURS + "".join(sheet.replace("many", f"m{n}") for n in range(30)), tmp_path
    )
    labels = "labels = [" + '"x",' * 13 + "]\n"
    assert "E313" in checked(f'{OURS}{sheet}[[sheet.block]]\nkind = "ticks"\n{labels}', tmp_path)


def test_a_box_in_a_box_in_a_box_is_no_way_to_hang_or_crash(tmp_path: Path) -> None:
    deep = "".join(f'[[sheet.block{".item" * n}]]\nkind = "box"\n' for n in range(1, 15))
    assert "E102" in checked(f'{OURS}\n[[sheet.block]]\nkind = "box"\n{deep}', tmp_path)
