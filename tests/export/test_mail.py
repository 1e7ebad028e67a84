"""A draft is read back as a mail program would read it, and nothing typed becomes a header."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import example, given

from coach.errors import CoachError
from coach.export.mail import LONGEST_LINK, Mail, address_in, draft, link
from coach.scenario.text import clean, clean_line
from tests.strategies import texts

HOSTILE = "Leo\r\nBcc: all@example.org\n\n<b>\x00\u202egpj.exe"


def read(data: bytes) -> EmailMessage:
    """Return what a mail program makes of a file."""
    return cast("EmailMessage", message_from_bytes(data, policy=default))


def body_of(sent: EmailMessage) -> str:
    """Return its text, with the line ends of this system."""
    return str(sent.get_content()).replace("\r\n", "\n")


def test_a_draft_opens_as_something_still_to_be_sent() -> None:
    sent = read(draft(Mail("Leo: tears", "Hello Ms Okafor,\n\nLeo cried.", "okafor@example.org")))
    assert sent["X-Unsent"] == "1"
    assert sent["Subject"] == "Leo: tears"
    assert sent["To"] == "okafor@example.org"
    assert sent["From"] is sent["Date"] is sent["Message-ID"] is None
    assert body_of(sent) == "Hello Ms Okafor,\n\nLeo cried.\n"


def test_nobody_is_written_to_who_was_not_named() -> None:
    assert read(draft(Mail("s", "b")))["To"] is None
    for address in (
        "Ms Okafor",
        "a@b\r\nBcc: c@d.org",
        "a..b@example.org",
        "okafor@",
        "a@b.c,d@e.f",
    ):
        assert read(draft(Mail("s", "b", address)))["To"] is None, address


@given(subject=texts(200), body=texts(400), to=texts(60))
@example(subject=HOSTILE, body=HOSTILE, to=HOSTILE)
@example(subject="x" * 5000, body="y" * 5000, to="")
@example(subject="Nguyễn " * 300, body="محمد " * 500, to="")
@example(subject="=?utf-8?q?Bcc:_x?=", body="From me\n.\n..", to="")
@example(subject=" " * 2000, body="", to="a@b.co")
def test_what_is_typed_is_never_a_header(subject: str, body: str, to: str) -> None:
    data = draft(Mail(subject, body, to))
    head, _gap, _rest = data.partition(b"\r\n\r\n")
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    names = {line.split(b":")[0] for line in head.split(b"\r\n") if not line.startswith(b" ")}
    assert names <= {
        b"X-Unsent", b"Subject", b"To",
        b"Content-Type", b"Content-Transfer-Encoding", b"MIME-Version",
    }  # fmt: skip
    assert b"\x00" not in data
    assert data.isascii()
    sent = read(data)
    assert not sent.defects
    assert not sent.is_multipart()
    assert sent["Subject"] is None or "\n" not in sent["Subject"]
    assert body_of(sent).strip("\n") == clean(body).strip("\n")


@given(texts(200))
@example("x" * 5000)
@example("Nguyễn " * 300)
def test_a_subject_comes_back_as_it_was(subject: str) -> None:
    # A reader may not tell one space at the end of a line from another.
    said = read(draft(Mail(subject, "b")))["Subject"] or ""
    assert "".join(said.split()) == "".join(clean_line(subject).split())


@given(subject=texts(60), body=texts(100))
@example(subject="a&body=b#c", body="50% of a+b?\n\nyes & no")
def test_a_link_says_what_the_message_says(subject: str, body: str) -> None:
    made = link(Mail(subject, body, "okafor@example.org"))
    parts = urlsplit(made)
    assert made.isascii()
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "okafor@example.org")
    assert parts.fragment == ""
    said = parse_qs(parts.query.replace("+", "%2B"), strict_parsing=bool(parts.query))
    assert said.get("subject", [""])[0] == clean_line(subject)
    assert said.get("body", [""])[0] == clean(body).strip("\n").replace("\n", "\r\n")


def test_a_link_that_would_be_cut_is_refused() -> None:
    with pytest.raises(CoachError) as caught:
        link(Mail("Leo", "word " * 500))
    assert "too long" in caught.value.what
    assert "eml" in caught.value.advice
    assert len(link(Mail("Leo", "w" * 1800))) <= LONGEST_LINK


def test_an_address_is_found_in_what_was_written_down() -> None:
    assert address_in("okafor@example.org") == "okafor@example.org"
    assert address_in("before 8: okafor@example.org, or call") == "okafor@example.org"
    assert address_in("555-0100, room 4") == ""
    assert address_in("a@b\nBcc: c@d") == ""
