"""Two casebooks, a coach's and a family's, and what goes between them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from coach.casebook.casebook import Casebook
from coach.casebook.homework import Homework
from coach.casebook.intake import Refused
from coach.casebook.session import Session
from coach.guide.handing import hand_over
from coach.handover.bundle import gather
from coach.handover.opening import Opening, opening, take_in
from coach.handover.reading import content_of_file, read

TODAY = date(2026, 12, 3)
NOW = datetime(2026, 12, 3, 17, 0, tzinfo=UTC)
CARD = {
    "alias": "Bee",
    "child_name": "Leo",
    "my_name": "Rosa Lind",
    "school": "Lincoln Elementary",
    "people": [["Ms. Okafor", "teacher", "email", "okafor@school.example"]],
}
CONCERN = {
    "child_name": "Leo",
    "teacher_name": "Ms. Okafor",
    "seen": "On Monday, November 30, Leo was in tears at pick-up.",
    "told": "He said someone took his seat.",
}
HOMEWORK = Homework(
    id="h1", text="Write three facts.", given="2026-12-03", by="2026-12-10", leads_to="concern"
)


def change(book: Casebook, id: str, **fields: Any) -> None:
    """Change some fields of a record; answers are added to those there."""
    with book.open(id) as open:
        if "answers" in fields:
            fields["answers"] = {**open.session.answers, **fields["answers"]}
        open.save(replace(open.session, **fields))


def add(book: Casebook, scenario: str, answers: dict[str, Any], **fields: Any) -> str:
    """Add a record, and return its id."""
    with book.create(scenario, family=fields.pop("family", "")) as open:
        open.save(replace(open.session, answers=answers, **fields))
        return open.session.id


def coachs(folder: Path) -> tuple[Casebook, str, str]:
    """Return a coach's casebook, with the ids of a family's card and of its session."""
    book = Casebook(folder)
    card = add(book, "family", dict(CARD), title="Bee", homework=(HOMEWORK,), finished=True)
    session = add(book, "concern", dict(CONCERN), family=card, title="Leo")
    add(book, "contact", {"with_name": "Ms. Okafor", "said": "Hello."}, family=card)
    other = add(book, "family", {"alias": "Fox", "child_name": "Mia"}, title="Fox")
    add(book, "concern", {"seen": "Another family's words."}, family=other)
    return book, card, session


def bundled(book: Casebook, card: str, folder: Path) -> Path:
    """Write a bundle and return where it lies."""
    return hand_over(book, gather(book, card), folder, None, NOW)


def planned(book: Casebook, file: Path, into: str = "") -> Opening:
    """Return what opening a bundle would do."""
    came = read(file, content_of_file(file))
    return opening(came.bundle, came.refused, book, TODAY, into)


def opened(book: Casebook, file: Path, into: str = "") -> tuple[Refused, ...]:
    """Open a bundle."""
    return take_in(planned(book, file, into), book, TODAY)


def said(book: Casebook) -> dict[str, Session]:
    """Return all that a casebook says, without the times of saving."""
    time = datetime(2026, 1, 1, tzinfo=UTC)
    return {
        one.id: replace(one, updated=time)
        for shelf in book.shelves.values()
        for one in shelf.every([])
    }
