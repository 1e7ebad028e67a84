"""A coach's hour with a family, by keys in real terminals: to the family's home, and back.

From the caseload to the end of the hour; the file that is handed over; the family, in a Coach of
its own, that opens it, changes an answer and does its homework; and the file that comes back.
Every word is afterwards where it should be; and what was noted in private is in no file that
leaves, looked for byte by byte.
"""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from pyrage import passphrase

from coach.casebook.checkup import check_up
from coach.casebook.key import Passphrase
from coach.casebook.session import Session
from coach.casebook.store import Casebook
from coach.cli import main
from coach.guide.begin import begin
from coach.handover.reading import content_of_file, is_locked, unlocked
from tests import quick_passphrase
from tests.cli.conftest import Open, Terminal
from tests.guide.test_meeting import card, sat, talked

TODAY = date.today()
ROOT = str(Path(__file__).parents[2])
WIDE = (120, 36)

SECRET = "Zyzzyva"
"""A word of the private note, and of nothing else."""
ANOTHERS = "Quagga"
"""A word of another family."""
COACHS, FAMILYS = "On a tablet.", "On paper."
"""What each side adds to the same answer."""
LINE_BACK = "We read it to the kitten."
"""What the family says of its homework."""
WORDS = "maple otter quartz"
"""A passphrase."""

FORMATS = ("txt", "md", "html", "pdf", "docx", "eml", "ics")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A coach's casebook: a family with a message that was changed and a promise; and another."""
    store = Casebook(tmp_path / "casebook")
    family = card(store)
    id = sat(store, family)
    with store.open(id) as open:
        guide = begin(store, open, TODAY)
        sheet = guide.sheets()[0]
        guide.edit(sheet.letter.id, sheet.subject, sheet.body.replace("Thank you", "Many thanks"))
        guide.leave()
    talked(store, family, TODAY - timedelta(days=4))
    sat(store, card(store, ANOTHERS, ANOTHERS))
    store.close()
    return store.folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the family's own Coach keeps what it keeps: nothing yet."""
    return tmp_path / "home"


# ------------------------------------------------------------------ by keys


def hold_the_hour(coach: Terminal) -> None:
    """From the caseload by way of agenda, note, homework and versions to the close."""
    coach.see("Who comes next?", "Bean", "a concern", "Ms. Okafor", ANOTHERS)
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


def hand_over(someone: Terminal, *, from_the_hour: bool) -> None:
    """Write this family's file, where Coach offers to."""
    if from_the_hour:
        someone.press("End")
        someone.see("▸ Hand over")
        someone.press("Enter")
    else:
        someone.press("Ctrl+B")
    someone.see("Hand this family's file over", "none of a coach's own notes", "In this folder:")
    someone.press("Enter")
    someone.see("Written:", ".coach")


def add_to_an_answer(someone: Terminal, words: str) -> None:
    """Go from the hour or the message to an answer, by the paragraph it made, and write on."""
    someone.press("Alt+W")
    someone.see("What they said")
    someone.press("Down", "Down", "Down")
    someone.see("▸ What you were told: I did them.")
    someone.press("Enter")
    someone.see("Which answer?", "▸ What you were told", "Child's name")
    someone.press("Enter")
    someone.see("I just didn't send them.", "Why we ask")
    someone.press("Ctrl+End")
    someone.type(f" {words}")
    someone.press("Enter")
    someone.see("Read it over", words)
    someone.press("Ctrl+O")


def at_home(family: Terminal) -> None:
    """Open the coach's file, change an answer, do the homework, and hand it back."""
    family.see("A child's file has come in", "New: The child's card: Bean", "Take it in")
    family.press("Enter")
    family.see("From your coach", "▸ Read your message aloud once")
    family.press("Enter")
    family.see("Many thanks", "Nothing has been sent")
    add_to_an_answer(family, FAMILYS)
    family.see("What is going on?", "From your coach")
    family.press("Home", "F8")
    family.see("by ", "▸ It is done")
    family.press("Enter")
    family.see("A line for your coach")
    family.type(LINE_BACK)
    family.press("Enter")
    family.see("Done. Your coach sees it")
    family.press("End", "Up", "Up")
    family.see("▸ Bean")
    family.press("Enter")
    family.see("What happened", "▸ The card")
    hand_over(family, from_the_hour=False)
    family.press("F10")
    assert family.ended() == 0


def back_at_the_desk(coach: Terminal) -> None:
    """Open what came back, put the two answers off, then choose; see the line back."""
    coach.see("A child's file has come in", "1 place where both of you wrote")
    coach.press("Enter")
    coach.see("Both of you wrote here (1 of 1)", COACHS, FAMILYS)
    coach.type("3")
    coach.see("Taken in. Nothing that was here is lost.", "Done at home", LINE_BACK)
    coach.press("Esc")
    coach.see("1 place has two answers")
    coach.press("Home", "Enter")
    coach.see("Both of you wrote here (1 of 1)", COACHS, FAMILYS)
    coach.type("2")
    coach.see("1 answer that gave way")
    coach.press("F10")
    assert coach.ended() == 0


def at_the_desk_again(coach: Terminal) -> None:
    """The caseload and the family's hour tell what was done at home."""
    coach.see("Who comes next?", "0 open, 1 done")
    coach.press("Enter")
    coach.see("Begin the hour", LINE_BACK)
    coach.press("F10")
    assert coach.ended() == 0


# ------------------------------------------------------------------ what leaves


def leave_in_every_way(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch, family: str, session: str
) -> None:
    """Export a family and its session in every format, and bundle the family in every way."""
    monkeypatch.setenv("COACH_HOME", str(folder))
    monkeypatch.setattr(passphrase, "encrypt", quick_passphrase.encrypt)
    monkeypatch.setattr(passphrase, "decrypt", quick_passphrase.decrypt)
    out.mkdir()
    for id in (family, session):
        for format in FORMATS:
            main(["export", id, "--as", format, "--out", f"{out / format / id}/"])
        assert main(["export", id, "--redact", "--out", f"{out / 'nameless' / id}/"]) == 0
    assert main(["data", "export", str(out / "all.zip"), "--yes"]) == 0
    for name, *ways in (("plain",), ("locked", "--lock"), ("nameless", "--redact")):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{WORDS}\n{WORDS}\n"))
        file = out / f"{name}.coach"
        assert main(["bundle", family, "--yes", "--out", str(file), *ways]) == 0


def words_in(*places: Path) -> bytes:
    """Return every byte of files and folders, with what is packed in zips or behind `WORDS`."""
    files = [one for place in places for one in (place, *sorted(place.rglob("*")))]
    found = []
    for place in (one for one in files if one.is_file()):
        content = place.read_bytes()
        found.append(place.name.encode() + content)
        if place.suffix == ".coach":
            content = content_of_file(place)
            content = unlocked(content, Passphrase(WORDS)) if is_locked(content) else content
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as zip:
                found += [name.encode() + zip.read(name) for name in zip.namelist()]
        if place.suffix == ".pdf":
            found += [page.extract_text().encode() for page in PdfReader(place).pages]
    return b"\n".join(found)


def only(folder: Path) -> tuple[Session, Session]:
    """Return Bean's card and its one session, in a casebook where nothing is damaged."""
    book = Casebook(folder)
    assert [one for one in check_up(book) if not one.note] == []
    assert book.found(SECRET) == 0
    (family,) = [book.look(one.id) for one in book.families() if one.alias == "Bean"]
    (session,) = [book.look(one.id) for one in book.summaries() if one.family == family.id]
    book.close()
    return family, session


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_an_hour_by_keys_to_the_familys_home_and_back(
    desk: Path, home: Path, open_coach: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach = open_coach("desk", size=WIDE, PYTHONPATH=ROOT)
    hold_the_hour(coach)
    hand_over(coach, from_the_hour=True)
    add_to_an_answer(coach, COACHS)
    coach.see("Agenda", "At hand")
    coach.press("F10")
    assert coach.ended() == 0

    book = Casebook(desk)
    (family,) = [one for one in book.families() if one.alias == "Bean"]
    notes = book.notebook(family.id)
    assert [one.text for one in notes.notes] == [f"{SECRET} is worn out."]
    (hour,) = notes.hours
    assert hour.closed
    assert hour.next == (TODAY + timedelta(days=9)).isoformat()
    assert [part.kind for part in hour.parts if part.done] == ["promises"]
    (homework,) = family.homework
    assert (homework.leads_to, homework.done, homework.back) == ("concern", "", "")
    book.close()
    given = only(desk)[1]
    assert len([one for one in given.versions if one.letter == "email"]) == 2
    (there,) = (desk / "saved").iterdir()

    at_home(open_coach("open", str(there), size=WIDE, PYTHONPATH=ROOT, COACH_HOME=str(home)))
    (back,) = (home / "saved").iterdir()
    their_card, theirs = only(home)
    assert (their_card.id, theirs.id) == (family.id, given.id)
    assert str(theirs.answers["told"]).endswith(FAMILYS)

    back_at_the_desk(open_coach("open", str(back), size=WIDE, PYTHONPATH=ROOT))
    at_the_desk_again(open_coach("desk", size=WIDE, PYTHONPATH=ROOT))
    now_card, now = only(desk)
    (done,) = now_card.homework
    assert (done.text, done.back, bool(done.done)) == (homework.text, LINE_BACK, True)
    assert now.answers == theirs.answers
    assert COACHS in str([one.says for one in now.beside])
    assert {one.body for one in given.versions} <= {one.body for one in now.versions}
    assert now.edits == given.edits
    book = Casebook(desk)
    assert book.notebook(family.id) == notes
    book.close()

    out, from_home = tmp_path / "out", tmp_path / "from-home"
    leave_in_every_way(desk, out, monkeypatch, family.id, now.id)
    leave_in_every_way(home, from_home, monkeypatch, family.id, now.id)
    theirs_alone = (homework.text, "Hello Mx. Lavoie", "Many thanks")
    for places, words in (
        ([there], theirs_alone),
        ([back], (*theirs_alone, LINE_BACK, FAMILYS)),
        ([home, from_home], (*theirs_alone, LINE_BACK, FAMILYS)),
        ([out / "plain.coach"], (*theirs_alone, LINE_BACK, FAMILYS, COACHS)),
        ([out / "locked.coach"], (*theirs_alone, LINE_BACK, FAMILYS, COACHS)),
        ([out / "pdf", out / "docx"], ("Lavoie",)),
        ([out / "nameless.coach"], ("the child", FAMILYS)),
        ([out / "nameless"], ("the child",)),
        ([out], (*theirs_alone, LINE_BACK, FAMILYS, COACHS, ANOTHERS)),
    ):
        every = words_in(*places)
        assert [one for one in words if one.encode() not in every] == [], places
        assert SECRET.encode() not in every
        assert (ANOTHERS.encode() in every) == (ANOTHERS in words)
        assert (b"Lavoie" not in every) == ("the child" in words)
    kept = {
        place.relative_to(desk).as_posix()
        for place in desk.rglob("*")
        if place.is_file() and SECRET.encode() in place.read_bytes()
    }
    assert kept <= {f"notes/{family.id}.toml", f"notes/{family.id}.toml.bak"}
