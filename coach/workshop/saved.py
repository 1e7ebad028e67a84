"""What somebody saved, as a message: from a session, from answers, from a text they exported.

A file may be damaged, or made to do harm. Whatever it is, reading it ends in a `Saved` or in
`Unusable`, which says why in a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from coach.casebook.records import CONTACT, FAMILY
from coach.casebook.session import Session, from_table
from coach.casebook.toml import Damaged, parse
from coach.casebook.wholeness import unmarked
from coach.errors import CoachError
from coach.export.text import letter_text
from coach.guide.guide import FREE_TEXT, Guide
from coach.guide.keeper import AsKept
from coach.language import _
from coach.redact.people import People
from coach.safety.alarm import REPORT
from coach.safety.signs import typed_text
from coach.scenario import from_packs, installed, library
from coach.scenario.text import clean, clean_line, count_words
from coach.workshop.leaves import is_beside, is_leaf, own_words
from coach.workshop.markup import page_text
from coach.workshop.names import besides, people_in, people_of, together

LONGEST = 20_000
"""Characters of a message. A long letter has some three thousand."""
_FEWEST = 3
"""Words. Less is a file that somebody began."""

# Written by no editor: what moves a cursor, changes colours, rings a bell.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SUBJECT = re.compile(r"\A\s*(\*\*)?Subject:(?:\*\*)?[ \t]*([^\n]*?)(?(1)\*\*)\n+", re.IGNORECASE)
_TEXTS = (".txt", ".md", ".markdown", ".text")
_PAGES = (".html", ".htm")
_OFFICE = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".pages", ".wps")
_PICTURES = (".png", ".jpg", ".jpeg", ".heic", ".gif", ".svg", ".webp")
_LOCKED = (b"age-encryption.org/", b"-----BEGIN AGE")


class Unusable(ValueError):
    """A file that holds no message to show. The message says why."""


class Beside(Unusable):
    """A page that Coach saves beside a message: talking points, reply cards, a card, a log.

    Attributes:
        kept: what a family wrote on it, where it is one that they keep.
    """

    def __init__(self, kept: Saved | None = None) -> None:
        super().__init__(_("It is a page beside a message."))
        self.kept = kept


@dataclass(frozen=True, slots=True)
class Saved:
    """A message that somebody saved.

    Attributes:
        subject: its subject line, or "".
        body: its words, as they were.
        people: who is named in it, as far as the file tells.
        sure: of those, who is named by an answer or an address: that is a name elsewhere too.
        typed: all that the person typed, to be looked through for danger.
        grave: what was answered, rather than typed, is about harm: True where it stops at
            urgent help, False where it goes on in the way that is for it; None where it is not.
        scenario: the id of the scenario, where the file says.
    """

    subject: str
    body: str
    people: People = field(default_factory=People)
    sure: People = field(default_factory=People)
    typed: str = ""
    grave: bool | None = None
    scenario: str = ""

    @property
    def text(self) -> str:
        """The whole of it, as it would be read."""
        return letter_text(self.subject, self.body)

    @property
    def words(self) -> str:
        """The words alone, to tell whether two say the same."""
        return as_words(f"{self.subject} {self.body}")


def as_words(text: str) -> str:
    """Return the words of a text, to tell whether two say the same."""
    return " ".join(text.casefold().split())


def saved(ending: str, content: bytes) -> Saved:
    """Return the message in a file.

    Args:
        ending: of its name, in small letters, with the dot.

    Raises:
        Unusable: there is none to show.
    """
    if not content.strip():
        raise Unusable(_("It is empty."))
    if content.lstrip().startswith(_LOCKED):
        raise Unusable(_("It is locked with a passphrase."))
    match ending:
        case ".toml":
            found = _of_toml(content)
        case ".eml":
            found = _of_mail(content)
        case _ if ending in _PAGES:
            found = _of_text(page_text(_text(content)))
        case _ if ending in _TEXTS or not ending:
            text = _text(content)
            found = _of_text(_without_marks(text) if ending.startswith(".m") else text)
        case _ if ending in _OFFICE:
            raise Unusable(_("This kind of file can't be read here. Ask for it as text (.txt)."))
        case ".bak":
            raise Unusable(_("It is the copy of an earlier version."))
        case _ if ending in _PICTURES:
            raise Unusable(_("It is a picture."))
        case _:
            raise Unusable(_("It is none of the kinds of file that Coach writes."))
    if len(found.body) > LONGEST:
        raise Unusable(_("It is far longer than any message."))
    if count_words(found.body) < _FEWEST and not found.grave:
        raise Unusable(_("There is no message in it yet."))
    return found


# ------------------------------------------------------------------ texts


def _text(content: bytes) -> str:
    """Return the text of a file.

    Raises:
        Unusable: it is none, or it holds what could change a screen.
    """
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))  # as an old Notepad saves it
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable(_("It holds bytes that are not text.")) from None
    if _CONTROLS.search(text):
        raise Unusable(_("It holds unseen characters that can change what a screen shows."))
    if len(text) > 10 * LONGEST:
        raise Unusable(_("It is far longer than any message."))
    return clean(text)


def _of_text(text: str) -> Saved:
    text = text.strip("\n ")
    if is_beside(text):
        raise Beside
    if is_leaf(text):
        raise Beside(Saved("", text, people_in(text), typed=own_words(text)))
    headed = _SUBJECT.match(text)
    subject = clean_line(headed[2]) if headed else ""
    body = (text[headed.end() :] if headed else text).strip("\n ")
    return Saved(subject, body, people_in(body, subject), typed=f"{subject}\n{body}")


def _without_marks(text: str) -> str:
    """Return Markdown as it reads: without the signs that make headings, and escapes."""
    lines = (re.sub(r"^#{1,6} +", "", line).rstrip("\\ ") for line in text.split("\n"))
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", "\n".join(lines))


def _of_mail(content: bytes) -> Saved:
    from email import message_from_bytes, policy

    try:
        mail = message_from_bytes(content, policy=policy.default)
        part = mail.get_body(("plain", "html"))
        body = part.get_content() if part is not None else ""
        html = part is not None and part.get_content_subtype() == "html"
        subject = str(mail["Subject"] or "")
        named = tuple(_display_names(mail["To"])), tuple(_display_names(mail["From"]))
    except Exception:  # a hostile mail makes this library raise nearly anything
        raise Unusable(_("It is not an email that can be read.")) from None
    if not isinstance(body, str):
        raise Unusable(_("It is not an email that can be read."))
    if _CONTROLS.search(body):
        raise Unusable(_("It holds unseen characters that can change what a screen shows."))
    if len(body) > 10 * LONGEST:
        raise Unusable(_("It is far longer than any message."))
    body = clean(page_text(body) if html else body).strip("\n ")
    subject = clean_line(subject)
    sure = People(teacher=named[0], parent=named[1])
    people = together(sure, besides(sure, people_in(body, subject)))
    return Saved(subject, body, people, sure, typed=f"{subject}\n{body}")


def _display_names(header: Any) -> list[str]:
    addresses = getattr(header, "addresses", ()) if header is not None else ()
    return [name for one in addresses if (name := clean_line(str(one.display_name)))]


# ------------------------------------------------------------------ sessions and answers


def _of_toml(content: bytes) -> Saved:
    try:
        table = parse(unmarked(content).content)
    except Damaged as error:
        raise Unusable(str(error)) from None
    scenario = table.get("scenario")
    if not isinstance(scenario, str) or not isinstance(table.get("answers"), dict):
        raise Unusable(_("It is TOML, but no session and no answers of Coach."))
    if scenario in (FAMILY, CONTACT):
        raise Unusable(_("It is a child's card or a page of a log, not a message."))
    # A scenario may be named by a path. A path that a stranger wrote is not followed.
    if not _is_here(scenario):
        raise Unusable(_("It is for a scenario that is not here."))
    try:
        guide = Guide(library.find(scenario), AsKept(_session(table, scenario)))
        return of_guide(guide, scenario)
    except Damaged as error:
        raise Unusable(str(error)) from None
    except CoachError as error:
        raise Unusable(error.what) from None


def _is_here(scenario: str) -> bool:
    """Return whether this is one of ours, or of a pack that was added."""
    packed = installed.split(scenario)
    if packed is not None:
        return from_packs.offered(*packed) is not None
    return scenario in library.ids()


def _session(table: dict[str, Any], scenario: str) -> Session:
    """Return the session in a table, or one with the answers of an answer file in it."""
    if "created" in table:
        return from_table("saved", table)
    began = datetime(2000, 1, 1, tzinfo=UTC)
    return Session(
        id="saved", scenario=scenario, created=began, updated=began, answers=table["answers"]
    )


def of_guide(guide: Guide, scenario: str) -> Saved:
    """Return the message of a sitting, and what was typed in it."""
    sheets = [one for one in guide.sheets() if one.letter.channel != "handout"]
    subject, body = (sheets[0].subject, sheets[0].body) if sheets else ("", "")
    # What was composed of the answers says no more than they do.
    reworded = [f"{one.subject}\n{one.body}" for one in sheets if one.edited]
    typed = [
        typed_text(guide.answers.get(step.id)) + "\n" + typed_text(guide.draft_of(step.id))
        for step in guide.scenario.steps()
        if step.kind in FREE_TEXT
    ]
    harm = scenario == REPORT or bool(guide.path.situations)
    grave = True if guide.left == "urgent" else False if harm else None
    sure = people_of(guide.path.values)
    return Saved(
        clean_line(subject),
        clean(body).strip("\n "),
        together(sure, besides(sure, people_in(body, subject))),
        sure,
        typed="\n".join((*typed, *reworded)),
        grave=grave,
        scenario=scenario,
    )
