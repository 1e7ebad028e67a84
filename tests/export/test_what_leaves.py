"""What leaves is what was composed for others, all of it and nothing else, in every format."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coach.casebook.family import Family, Person
from coach.casebook.store import Unsaved
from coach.errors import CoachError
from coach.export.files import contents
from coach.export.pieces import FORMATS, Piece, files, listing
from coach.guide.guide import Guide
from coach.guide.leaving import follow_ups, leaving
from coach.scenario.library import find
from tests.export.reading import html_words, markdown_words, pdf_words, word_words
from tests.export.test_mail import body_of, read

EVERY = str(Path(__file__).parent / "every.toml")
TODAY = date(2026, 11, 24)
STAMP = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

SECRETS = (
    "ventword", "parkedword", "draftword", "unusedword",
    "TIP-TEXT", "WHY-TEXT", "WEAK-TEXT", "EXAMPLE-TEXT", "HINT-TEXT", "NOTE-ASK", "PARKED-TITLE",
)  # fmt: skip


def sitting(channel: str = "email") -> Guide:
    """Someone who vented, went by phone first, changed to email, and left a draft behind."""
    guide = Guide(find(EVERY), Unsaved().create(EVERY))
    for value in (
        "", "ventword", "Leo", "phone", "parkedword", date(2026, 12, 24),
        "He cried. Nguyễn saw it.", "unusedword", ("mon",), ("chess", "art"),
        (("a corner", "helped"),), 7, date(2026, 12, 1),
    ):  # fmt: skip
        assert guide.answer(value) is None, guide.at
    if channel == "email":
        guide.go("way")
        assert guide.answer("email") is None
    guide.go("unused")
    guide.draft("draftword")
    guide.review()
    assert guide.path.finished
    return guide


def readers(format: str, name: str, data: bytes) -> str:
    """Return every word of a file, as another program reads it."""
    ending = name.rpartition(".")[2]
    match ending:
        case "html":
            return " ".join(html_words(data.decode()))
        case "md":
            return " ".join(markdown_words(data.decode()))
        case "pdf":
            return " ".join(pdf_words(data))
        case "docx":
            return " ".join(word_words(data))
        case "eml":
            mail = read(data)
            return f"Subject: {mail['Subject']} {' '.join(body_of(mail).split())}"
        case _:
            return " ".join(data.decode().split())


@pytest.mark.parametrize("format", [one.id for one in FORMATS])
def test_what_is_private_parked_or_for_the_parent_alone_is_in_no_format(format: str) -> None:
    guide = sitting()
    assert guide.answers["aside"] == "parkedword"
    if format == "mailto":
        assert (
            "About%20Leo"
            in files(leaving(guide, TODAY), format, STAMP)["email.mailto.txt"].decode()
        )
    for name, data in files(leaving(guide, TODAY), format, STAMP).items():
        whole = data
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                whole = b"".join(parts.read(part) for part in parts.namelist())
        said = readers(format, name, data)
        assert "Leo" in said
        for secret in SECRETS:
            assert secret not in said
            assert secret.encode() not in whole
    shown = listing(leaving(guide, TODAY), format, STAMP)
    assert not [secret for secret in SECRETS if secret in shown]


@pytest.mark.parametrize("format", ["txt", "md", "html", "pdf", "docx", "eml"])
def test_the_listing_says_exactly_what_is_in_each_file(format: str) -> None:
    pieces = leaving(sitting(), TODAY)
    shown = listing(pieces, format, STAMP)
    made = files(pieces, format, STAMP)
    heads = [line.split(":")[0] for line in shown.splitlines() if line.split(":")[0] in made]
    assert heads == list(made)
    for at, (name, data) in enumerate(made.items()):
        after = shown.split(f"{name}: ", 1)[1].split("\n", 1)[1]
        told = after.split(f"\n{heads[at + 1]}: ")[0] if at + 1 < len(heads) else after
        told = told.replace("(room to write by hand)", "")
        said = readers(format, name, data)
        assert sorted(told.replace("- ", " ").split()) == sorted(said.replace("- ", " ").split())


def test_the_first_file_is_the_message_and_files_have_plain_names() -> None:
    made = files(leaving(sitting(), TODAY), "txt", STAMP)
    assert list(made) == ["email.txt", "voice.txt", "talking-points.txt", "reply-cards.txt"]
    guide = sitting()
    assert {name: data.decode() for name, data in made.items()} == contents(
        guide.sheets(), guide.outcome()
    )


def test_a_phone_script_is_in_large_type_and_is_no_email() -> None:
    pieces = leaving(sitting(), TODAY)
    assert [(one.stem, one.document.large) for one in pieces if one.is_message] == [
        ("email", False),
        ("voice", True),
    ]
    made = files(pieces, "eml", STAMP)
    assert list(made) == ["email.eml", "voice.txt", "talking-points.txt", "reply-cards.txt"]
    with pytest.raises(CoachError, match="no email"):
        files(leaving(sitting("phone"), TODAY), "eml", STAMP)


def test_days_to_come_are_offered_to_a_calendar_and_past_ones_are_not() -> None:
    (event,) = follow_ups(sitting(), TODAY)
    assert (event.day, event.title) == (date(2026, 12, 1), "A reply by: About Leo")
    with pytest.raises(CoachError, match="no date"):
        files(leaving(sitting(), date(2027, 1, 1)), "ics", STAMP)


def test_the_address_comes_from_the_childs_card() -> None:
    guide = sitting()
    guide.card = Family(
        id="f", updated=STAMP, people=(Person("Ms. Okafor", "teacher", "email", "o@example.org"),)
    )
    assert read(files(leaving(guide, TODAY), "eml", STAMP)["email.eml"])["To"] is None
    guide._path.values["teacher.name"] = "ms. okafor"
    assert read(files(leaving(guide, TODAY), "eml", STAMP)["email.eml"])["To"] == "o@example.org"
    assert read(files(leaving(guide, TODAY, to=""), "eml", STAMP)["email.eml"])["To"] is None


def test_a_message_called_like_one_of_ours_keeps_apart() -> None:
    pieces = leaving(sitting(), TODAY)
    clash = [Piece("talking-points", pieces[0].document, "x", is_message=True), *pieces]
    assert next(iter(files(clash, "txt", STAMP))) == "message-talking-points.txt"


def test_a_format_there_is_not_is_said() -> None:
    with pytest.raises(CoachError, match="no format “doc”"):
        files(leaving(sitting(), TODAY), "doc", STAMP)
