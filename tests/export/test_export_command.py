"""`coach export`: a session, a child's card or an entry, in a format, where it was asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coach.casebook import place
from coach.casebook.store import Casebook
from coach.cli import main
from coach.commands import export
from coach.export.pieces import FORMATS
from coach.guide.guide import Guide
from coach.scenario.library import find
from tests.export.reading import pdf_words
from tests.export.test_mail import read
from tests.export.test_what_leaves import EVERY

ANSWERS = {
    "breath": "", "vent": "", "name": "Leo", "way": "email", "seen": "He cried.", "unused": "",
    "days": ("mon",), "good": ("chess",), "tried": (("a", "b"),), "worry": 3,
    "by": date(2090, 1, 2),
}  # fmt: skip


def kept(scenario: str, answers: dict[str, object], family: str = "", guided: bool = True) -> str:
    """Keep a sitting and return its id."""
    with Casebook(place.home()).create(scenario, family=family) as keeper:
        if guided:
            guide = Guide(find(scenario), keeper)
            guide.adopt(answers)
            guide.save()
        else:
            from msgspec.structs import replace

            keeper.save(replace(keeper.session, answers=answers))
        return keeper.session.id


def family() -> str:
    return kept("family", {"child_name": "Leo", "strengths": ["chess"]}, guided=False)


def contact(family: str) -> str:
    rows = [["Ms. Okafor", "looks at recess", "Mon 2 Jan 2090", ""]]
    said = {
        "day": date(2089, 12, 20),
        "with_name": "Ms. Okafor",
        "said": "He cried.",
        "agreed": rows,
    }
    return kept("contact", dict(said), family, guided=False)


def test_it_shows_what_is_in_it_and_then_writes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    id = kept(EVERY, dict(ANSWERS))
    assert main(["export", id, "--what", "message", "--out", f"{tmp_path}/new/"]) == 0
    said = capsys.readouterr().out
    assert said.index("He cried.") < said.index("Written: ")
    assert {one.name for one in (tmp_path / "new").iterdir()} == {"email.txt", "voice.txt"}


def test_a_list_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    id = kept(EVERY, dict(ANSWERS))
    assert main(["export", id, "--as", "pdf", "--list", "--out", str(tmp_path / "new")]) == 0
    said = capsys.readouterr().out
    assert "reply-cards.pdf" in said
    assert "Then look again." in said
    assert list(tmp_path.iterdir()) == []


def test_one_file_goes_to_the_name_it_was_given_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    id, file = kept(EVERY, dict(ANSWERS)), tmp_path / "points.pdf"
    arguments = ["export", id, "--as", "pdf", "--what", "points", "--out", str(file)]
    assert main(arguments) == 0
    assert "seen" in pdf_words(file.read_bytes())
    file.write_bytes(b"theirs")
    assert main(arguments) == 1
    assert "--replace" in capsys.readouterr().err
    assert file.read_bytes() == b"theirs"
    assert main([*arguments, "--replace"]) == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_to_standard_output_goes_the_file_and_nothing_else(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    id = kept(EVERY, dict(ANSWERS))
    assert main(["export", id, "--as", "eml", "--what", "message", "--out", "-"]) == 1
    capfdbinary.readouterr()
    card = family()
    assert main(["export", card, "--as", "pdf", "--what", "card", "--out", "-"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"%PDF")


def test_a_draft_goes_to_whom_one_names(tmp_path: Path) -> None:
    id = kept(EVERY, dict(ANSWERS))
    arguments = ["export", id, "--as", "eml", "--out", str(tmp_path)]
    assert main([*arguments, "--to", "okafor@example.org"]) == 0
    assert read((tmp_path / "email.eml").read_bytes())["To"] == "okafor@example.org"


def test_a_family_leaves_as_a_record_a_card_and_dates(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = family()
    entry = contact(card)
    assert main(["export", card, "--as", "md", "--out", str(tmp_path)]) == 0
    assert {one.name for one in tmp_path.iterdir()} == {"record.md", "card.md"}
    record = (tmp_path / "record.md").read_text("utf-8")
    assert "## Tue 20 Dec 2089: contact with Ms. Okafor" in record
    assert "He cried." in record
    for id in (card, entry):
        assert main(["export", id, "--as", "ics", "--out", str(tmp_path), "--replace"]) == 0
        assert "DTSTART;VALUE=DATE:20900102" in (tmp_path / "dates.ics").read_text()
    assert main(["export", card, "--what", "message", "--out", "-"]) == 1
    assert "Choose one of: record, card" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nothing-here", "--list"], "no session of this name"),
        (["../../etc/passwd", "--list"], "no session of this name"),
        (["ID"], "Say where it should go"),
        (["ID", "--what", "record", "--list"], "This has no “record”"),
        (["ID", "--as", "pdf", "--out", "letter.pdf"], "These are 4 files"),
        (["ID", "--as", "pdf", "--what", "cards", "--out", "x.txt"], "ends in .pdf"),
        (["HALF", "--list"], "not finished yet"),
    ],
)
def test_what_can_not_be_done_is_said_with_a_way_on(
    arguments: list[str], says: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    ids = {"ID": kept(EVERY, dict(ANSWERS)), "HALF": kept(EVERY, {"breath": ""}, guided=False)}
    assert main(["export", *(ids.get(one, one) for one in arguments)]) == 1
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_sample_is_written_in_any_format(tmp_path: Path) -> None:
    run = ["run", "first-contact", "--sample", "kit", "--as", "html", "--out", str(tmp_path)]
    assert main(run) == 0
    assert all(one.suffix == ".html" for one in tmp_path.iterdir())


def test_the_command_knows_every_format() -> None:
    assert tuple(one.id for one in FORMATS) == export.FORMATS
