"""One file that somebody saved: what is read of it, and what is said where it can't be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.export import html, mail, markdown, sheets
from coach.guide.practice import invented
from coach.workshop.markup import page_text
from coach.workshop.saved import LONGEST, Saved, Unusable, saved
from tests.workshop import room

ENDINGS = (".toml", ".txt", ".md", ".html", ".eml", "", ".docx", ".xyz")
BODY = "Hello Ms. Okafor,\n\nLeo was in tears. What have you noticed?\n\nThank you,\nDana Lind"


def why(ending: str, content: bytes) -> str:
    with pytest.raises(Unusable) as told:
        saved(ending, content)
    return str(told.value)


def ends_well(ending: str, content: bytes) -> bool:
    """Return whether a file is a message, or it is said why it is none."""
    try:
        return isinstance(saved(ending, content), Saved)
    except Unusable as error:
        return bool(str(error))


# ------------------------------------------------------------------ what Coach writes


def test_a_text_with_its_subject() -> None:
    one = saved(".txt", f"Subject: Leo: tears after class\n\n{BODY}\n".encode())
    assert (one.subject, one.body) == ("Leo: tears after class", BODY)


@pytest.mark.parametrize("ending", [".html", ".md", ".eml"])
def test_each_format_that_coach_exports_reads_as_the_message_it_was(ending: str) -> None:
    page = sheets.message("Email", "email", "Leo: tears <b>", BODY)
    content = {
        ".html": html.write(page).encode(),
        ".md": markdown.write(page).encode(),
        ".eml": mail.draft(mail.Mail("Leo: tears <b>", BODY, "okafor@example.org")),
    }[ending]
    one = saved(ending, content)
    assert one.body.split() == BODY.split()
    assert one.subject == "Leo: tears <b>"
    assert "Email" not in one.text


@pytest.mark.parametrize(("id", "name"), room.samples()[::4])
def test_a_session_reads_as_its_message(id: str, name: str) -> None:
    one = saved(".toml", room.session(id, name, "x").encode())
    sheet = next(each for each in invented(id, name).sheets() if each.letter.channel != "handout")
    assert one.body == sheet.body.strip("\n ")
    assert one.scenario == id
    assert one.people.student


def test_answers_alone_are_enough() -> None:
    content = room.sample_file("concern", "maya").read_bytes()
    assert (
        saved(".toml", content).words
        == saved(".txt", room.message("concern", "maya").encode()).words
    )


def test_what_was_reworded_by_hand_is_what_is_shown() -> None:
    guide = invented("concern", "maya")
    sheet = guide.sheets()[0]
    text = room.session("concern", "maya", "x") + (
        f"\n[edits.{sheet.letter.id}]\nbody = 'My own words, and they hit him every day.'\n"
        f"subject = 'Mine'\nfrom_body = ''\nfrom_subject = ''\n"
    )
    one = saved(".toml", text.encode())
    assert one.body == "My own words, and they hit him every day."
    assert "hit him" in one.typed


def test_an_email_gives_away_who_wrote_to_whom_and_shows_neither() -> None:
    content = (
        b"From: Ama Boateng <ama@example.org>\r\nTo: Rosa Ito <ito@example.org>\r\n"
        b"Subject: =?utf-8?q?A_question?=\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        b"<p>Hello,</p><script>alert(1)</script><p>ama asks: how is it going?</p>"
    )
    one = saved(".eml", content)
    assert one.sure.parent == ("Ama Boateng",)
    assert one.sure.teacher == ("Rosa Ito",)
    assert "alert" not in one.body
    assert "example.org" not in one.text


def test_windows_notepad_is_read_too() -> None:
    assert saved(".txt", BODY.encode("utf-16")).body == BODY
    assert saved(".txt", b"\xef\xbb\xbf" + BODY.replace("\n", "\r\n").encode()).body == BODY


# ------------------------------------------------------------------ what can't be shown


@pytest.mark.parametrize(
    ("ending", "content", "said"),
    [
        (".txt", b" \n", "empty"),
        (".txt", b"Hi", "no message"),
        (".txt", "Zoë writes to you now".encode("latin-1"), "not text"),
        (".txt", b"Hello \x1b[31m there, all of you", "unseen"),
        (".txt", b"Hello there, all of you \x00", "unseen"),
        (".txt", b"word " * (LONGEST // 4), "longer"),
        (".docx", b"PK\x03\x04", "as text"),
        (".jpeg", b"\xff\xd8", "picture"),
        (".exe", b"MZ", "none of the kinds"),
        (".toml", b"[a]\nb = 1\n", "no session"),
        (".toml", b'scenario = "nothing"\n[answers]\n', "not here"),
        (".toml", b'scenario = "family"\n[answers]\n', "card"),
        (".toml", b'scenario = "contact"\n[answers]\n', "log"),
        (".toml", b'scenario = "concern"\n[answers]\nsafe = "no"\n', "no message"),
        (".toml", b'scenario = "concern"\ncreated = 1\nupdated = 2\n[answers]\n', "format"),
        (".toml", b"format = 99\nscenario = 'concern'\ncreated = 1\n[answers]\n", "newer Coach"),
        (".toml", b"age-encryption.org/v1\n", "passphrase"),
    ],
)
def test_what_can_not_be_shown_says_why(ending: str, content: bytes, said: str) -> None:
    assert said in why(ending, content)


@given(st.sampled_from(ENDINGS), st.binary(max_size=400))
def test_any_bytes_are_a_message_or_say_why_they_are_not(ending: str, content: bytes) -> None:
    assert ends_well(ending, content)


@given(st.sampled_from(ENDINGS), st.binary(max_size=60), st.integers(0, 3_000))
def test_a_session_with_anything_in_it_ends_so_too(ending: str, bad: bytes, at: int) -> None:
    whole = room.session("concern", "maya", "x").encode()
    at = min(at, len(whole))
    assert ends_well(ending, whole[:at] + bad + whole[at:])


# ------------------------------------------------------------------ web pages


def test_a_page_is_read_as_it_is_seen() -> None:
    page = (
        "<html><head><title>No</title><style>p {}</style></head><body><h1>One &amp; two</h1>"
        "<p>A\n  line</p><p>B<br>C</p><ul><li>x</li><li>y</li></ul></body></html>"
    )
    assert page_text(page) == "One & two\n\nA line\n\nB\nC\n\nx\ny"


@given(st.text(alphabet="<>/abp script&;\"'=!- \n", max_size=200))
def test_no_page_ends_the_program(page: str) -> None:
    assert "<script>" not in page_text(page)
