"""The things that leave, each in whatever format was asked for, and exactly what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple, Protocol

from coach.casebook.family import Family
from coach.casebook.log import Entry
from coach.compose.outcome import Letter, Outcome
from coach.errors import CoachError
from coach.export import calendar, mail, sheets, text
from coach.export.calendar import Event
from coach.export.document import Document
from coach.export.family_card import card
from coach.export.mail import Mail
from coach.export.names import safe_name
from coach.export.record import record
from coach.language import _, ngettext
from coach.scenario.model import Channel
from coach.scenario.text import clean_line, count_words

_MAILED: tuple[Channel, ...] = ("email", "letter")


class Leaving(Protocol):
    """A letter as it will leave (shown.Sheet)."""

    @property
    def letter(self) -> Letter:
        """The composed letter; its id names the file."""

    @property
    def subject(self) -> str:
        """The subject line as it leaves."""

    @property
    def body(self) -> str:
        """The body as it leaves."""


class Format(NamedTuple):
    """A format that something can leave in: what is typed for it, and what a person reads."""

    id: str
    label: str


FORMATS: tuple[Format, ...] = (
    Format("txt", _("Text")),
    Format("md", _("Markdown")),
    Format("html", _("Web page, to print")),
    Format("pdf", _("PDF")),
    Format("docx", _("Word")),
    Format("eml", _("Email draft, for a mail program")),
    Format("mailto", _("Mail link, for a short message")),
    Format("ics", _("Calendar: follow-up dates")),
)
"""In the order in which they are offered. An id is the ending of the file, but for a link."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that leaves.

    Attributes:
        stem: its file's name without the ending.
        document: as a page.
        text: as text; what is copied and saved as .txt.
        mail: as an email, where it is one.
        events: as days in a calendar, where it is some.
        is_message: it is one of the letters.
    """

    stem: str
    document: Document
    text: str
    mail: Mail | None = None
    events: tuple[Event, ...] = ()
    is_message: bool = False

    def named(self, format: str) -> str:
        """Return the name of its file."""
        return f"{self.stem}.{_ENDINGS.get(self._as(format), self._as(format))}"

    def says(self, format: str, stamp: datetime) -> str:
        """Return the words that will be in its file, all of them and no others."""
        match self._as(format), self.mail:
            case "eml", Mail() as sent:
                head = [_("To: {to}").format(to=sent.to)] if sent.to else []
                return "\n".join([*head, text.letter_text(sent.subject, sent.body)])
            case (("txt" | "mailto"), _):
                return self.render(format, stamp).decode()
            case _:
                return text.write(self.document, paper=format != "md")

    def render(self, format: str, stamp: datetime) -> bytes:
        """Return its file.

        Args:
            format: one of `FORMATS`, by id.
            stamp: when what it is made from was last changed; aware.

        Raises:
            CoachError: what the format needs is not installed, or it can't hold this.
        """
        match self._as(format), self.mail:
            case "eml", Mail() as sent:
                return mail.draft(sent)
            case "mailto", Mail() as sent:
                return f"{mail.link(sent)}\n".encode()
            case "ics", _:
                return calendar.write(self.events, stamp)
            case form, _:
                return _written(self, form)

    def _as(self, format: str) -> str:
        """What is no email goes as text beside those that are."""
        return "txt" if format in ("eml", "mailto") and self.mail is None else format


_ENDINGS = {"mailto": "mailto.txt"}
_TITLED = ("html", "pdf", "docx")
"""Formats whose files have a title that is not on the page."""


def _written(piece: Piece, format: str) -> bytes:
    """Return a page. Its writer is imported here: a first frame has no need of five."""
    from coach.export import html, markdown, pdf, word

    match format:
        case "md":
            return _encoded(markdown.write(piece.document))
        case "html":
            return _encoded(html.write(piece.document))
        case "pdf":
            return pdf.write(piece.document)
        case "docx":
            return word.write(piece.document)
        case "txt":
            return _encoded(piece.text)
        case _:
            raise unknown(format)


def _encoded(words: str) -> bytes:
    return words.encode("utf-8", errors="replace")


def unknown(format: str) -> CoachError:
    """Return what to say of a format there is none of."""
    ids = ", ".join(one.id for one in FORMATS)
    return CoachError(
        _("There is no format “{format}”.").format(format=format),
        advice=_("Choose one of: {ids}.").format(ids=ids),
    )


# ------------------------------------------------------------------ what there is


def messages(leaving: Iterable[Leaving], to: str = "") -> tuple[Piece, ...]:
    """Return the letters. `to` is the address of whom they go to, or ""."""
    return tuple(_message(one, to) for one in leaving)


def _message(one: Leaving, to: str) -> Piece:
    letter = one.letter
    name = letter.title or _("Your message")
    return Piece(
        stem=safe_name(letter.id),
        document=sheets.message(name, letter.channel, one.subject, one.body),
        text=text.letter_text(one.subject, one.body),
        mail=Mail(one.subject, one.body, to) if letter.channel in _MAILED else None,
        is_message=True,
    )


def notes(outcome: Outcome) -> tuple[Piece, ...]:
    """Return the talking points and the reply cards, where there are any."""
    found = []
    if outcome.points:
        found.append(_page("talking-points", sheets.talking_points(outcome.points)))
    if outcome.cards:
        found.append(_page("reply-cards", sheets.reply_cards(outcome.cards)))
    return tuple(found)


def days(events: Sequence[Event]) -> tuple[Piece, ...]:
    """Return the days to remember, where there are any."""
    if not events:
        return ()
    page = calendar.dates(events)
    return (Piece("dates", page, text.write(page), events=tuple(events)),)


def family_card(family: Family) -> Piece:
    """Return the 3×3 card of a child."""
    return _page("card", card(family))


def whole_record(family: Family | None, entries: Iterable[Entry], today: date) -> Piece:
    """Return the record of a family."""
    return _page("record", record(family, entries, today))


def _page(stem: str, document: Document) -> Piece:
    return Piece(stem, document, text.write(document))


# ------------------------------------------------------------------ going out


def suited(pieces: Iterable[Piece], format: str) -> tuple[Piece, ...]:
    """Return what of `pieces` goes out in `format`, under names that differ.

    A calendar takes the days alone; with other formats they go only where nothing else does.

    Raises:
        CoachError: nothing of it can go in this format, or there is no such format.
    """
    if format not in (one.id for one in FORMATS):
        raise unknown(format)
    every = tuple(pieces)
    dated = tuple(one for one in every if one.events)
    others = tuple(one for one in every if not one.events)
    chosen = dated if format == "ics" else others or dated
    mailed = format in ("eml", "mailto")
    if not chosen or (mailed and not any(one.mail for one in chosen)):
        raise _nothing(format)
    return _named_apart(chosen)


def _named_apart(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """An author may have called a message by the name of one of ours; ours come last."""
    taken: set[str] = set()
    found: list[Piece] = []
    for one in reversed(pieces):
        stem = one.stem
        while stem.casefold() in taken:
            stem = f"message-{stem}"
        taken.add(stem.casefold())
        found.append(replace(one, stem=stem))
    return tuple(reversed(found))


def _nothing(format: str) -> CoachError:
    match format:
        case "ics":
            return CoachError(
                _("There is no date to come here."),
                advice=_("Dates come from a day you asked for an answer by, and from promises."),
            )
        case "eml" | "mailto":
            return CoachError(
                _("There is no email here."),
                advice=_("Choose txt, md, html, pdf or docx instead."),
            )
        case _:
            return CoachError(_("There is nothing here to save."))


def files(pieces: Iterable[Piece], format: str, stamp: datetime) -> dict[str, bytes]:
    """Return every file: its name and what is in it, the message first.

    Raises:
        CoachError: as `suited` and `Piece.render`.
    """
    return {one.named(format): one.render(format, stamp) for one in suited(pieces, format)}


def listing(pieces: Iterable[Piece], format: str, stamp: datetime) -> str:
    """Return exactly what will be in each file: its name, how many words, and the words.

    Raises:
        CoachError: as `suited`.
    """
    shown = []
    for one in suited(pieces, format):
        says = one.says(format, stamp)
        words = count_words(says)
        head = ngettext("{name}: {n} word", "{name}: {n} words", words)
        head = head.format(name=one.named(format), n=words)
        if format in _TITLED:
            head += ", " + _("titled “{title}”").format(title=clean_line(one.document.title))
        shown.append(f"{head}\n\n{says.rstrip()}\n")
    return "\n".join(shown)
