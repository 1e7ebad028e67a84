"""A coach's hour with a family, by keys in a real terminal: from the caseload to its end.

Every word is afterwards where it should be; and what was noted in private is in no file that
leaves, looked for byte by byte.
"""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from coach.casebook.checkup import check_up
from coach.casebook.store import Casebook
from coach.cli import main
from coach.guide.begin import begin
from tests.cli.conftest import Open
from tests.guide.test_meeting import card, sat, talked

TODAY = date.today()
SECRET = "Zyzzyva"
"""A word of the private note, and of nothing else."""

FORMATS = ("txt", "md", "html", "docx", "eml", "ics")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A coach's casebook: one family with a message that was changed, and a promise."""
    store = Casebook(tmp_path / "casebook")
    family = card(store)
    id = sat(store, family)
    with store.open(id) as open:
        guide = begin(store, open, TODAY)
        sheet = guide.sheets()[0]
        guide.edit(sheet.letter.id, sheet.subject, sheet.body.replace("Thank you", "Many thanks"))
        guide.leave()
    talked(store, family, TODAY - timedelta(days=4))
    return store.folder


def hold_the_hour(open_coach: Open) -> None:
    """From the caseload by way of agenda, note, homework and versions to the close."""
    coach = open_coach("desk", size=(120, 36), PYTHONPATH=str(Path(__file__).parents[2]))
    coach.see("Who comes next?", "Bean", "a concern", "Ms. Okafor")
    coach.press("Enter")
    coach.see("Begin the hour: 60 minutes", "4 days over")
    coach.press("Enter")
    coach.see("10 min left here", "What was kept")
    coach.press("F8")
    coach.see("24 min left here")
    coach.press("F2")
    coach.see("For your eyes alone")
    coach.type(f"{SECRET} is worn out.")
    coach.press("F12")
    coach.see("today")
    coach.press("Esc")
    coach.see("1 note")
    coach.press("F4")
    coach.see("One small thing to do")
    coach.press("Enter", "Enter", "Enter")
    coach.see("Read your message aloud once, send it, and write down that it is sent. by")
    coach.press("Alt+V")
    coach.see("[−Thank you,−]", "[+Many thanks,+]", "of 100")
    coach.press("Esc")
    coach.see("Agenda")
    coach.press("Alt+W")
    coach.see("What they said", "Hello Mx. Lavoie,")
    coach.press("Esc")
    coach.see("Agenda")
    coach.press("Ctrl+L")
    coach.see("When do you meet again?")
    coach.type((TODAY + timedelta(days=9)).isoformat())
    coach.press("Enter")
    coach.see("Begin the hour", "You met last: today. Done then: Last time's promises.")
    coach.press("Esc")
    coach.see("Who comes next?", "1 open, 0 done")
    coach.press("F10")
    assert coach.ended() == 0


def leave_in_every_way(home: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Export everything there is, in every format, into `out`."""
    monkeypatch.setenv("COACH_HOME", str(home))
    book = Casebook(home)
    ids = [one.id for one in (*book.summaries(), *book.families(), *book.entries())]
    book.close()
    for id in ids:
        for format in FORMATS:
            main(["export", id, "--as", format, "--out", f"{out / format / id}/"])
    assert main(["data", "export", str(out / "all.zip"), "--yes"]) == 0


def words_in(folder: Path) -> bytes:
    """Return every byte of the files in a folder, with what is packed in zips and the like."""
    found = []
    for place in sorted(one for one in folder.rglob("*") if one.is_file()):
        found.append(place.name.encode() + place.read_bytes())
        if zipfile.is_zipfile(place):
            with zipfile.ZipFile(place) as zip:
                found += [name.encode() + zip.read(name) for name in zip.namelist()]
    return b"\n".join(found)


@pytest.mark.timeout(120)
def test_an_hour_by_keys(
    home: Path, open_coach: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_the_hour(open_coach)

    book = Casebook(home)
    (family,) = book.families()
    notes = book.notebook(family.id)
    assert [one.text for one in notes.notes] == [f"{SECRET} is worn out."]
    (hour,) = notes.hours
    assert hour.closed
    assert hour.next == (TODAY + timedelta(days=9)).isoformat()
    assert [part.kind for part in hour.parts if part.done] == ["promises"]
    (homework,) = family.homework
    assert homework.leads_to == "concern"
    (session,) = [book.look(one.id) for one in book.summaries()]
    assert len([one for one in session.versions if one.letter == "email"]) == 2
    assert [one for one in check_up(book) if not one.note] == []
    assert book.found(SECRET) == 0
    book.close()

    out = tmp_path / "out"
    out.mkdir()
    leave_in_every_way(home, out, monkeypatch)
    left = words_in(out)
    assert b"Hello Mx. Lavoie" in left
    assert homework.text.encode() in left
    assert SECRET.encode() not in left
    kept = {
        place.relative_to(home).as_posix()
        for place in home.rglob("*")
        if place.is_file() and SECRET.encode() in place.read_bytes()
    }
    assert kept <= {f"notes/{family.id}.toml", f"notes/{family.id}.toml.bak"}
