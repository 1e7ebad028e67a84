"""A family's words for others to read: names become roles, dates become days (`coach.redact`).

For a coach's own supervision, or a workshop. Nothing that is kept is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from coach.casebook import raw
from coach.casebook.family import family
from coach.casebook.key import Passphrase
from coach.casebook.opened import Store
from coach.casebook.parcel import MANIFEST
from coach.casebook.records import CONTACT, FAMILY
from coach.casebook.session import Session
from coach.casebook.unsaved import Unsaved
from coach.errors import CoachError
from coach.export import text
from coach.export.document import (
    Block,
    Document,
    Heading,
    Listing,
    Notes,
    Pairs,
    Paragraph,
    Table,
)
from coach.export.files import refuse_to_replace, save
from coach.export.names import safe_name
from coach.export.pieces import Piece
from coach.guide.guide import Guide
from coach.guide.handing import records_of
from coach.guide.leaving import leaving
from coach.handover.bundle import ENDING, Gathered, new_bundle_id, sealed, zipped
from coach.handover.manifest import Manifest
from coach.handover.reading import PAGES
from coach.language import _
from coach.redact.people import People
from coach.redact.redaction import Redaction, redaction
from coach.scenario.library import find

# ------------------------------------------------------------------ who and when


def people_in(records: Iterable[Session]) -> People:
    """Return everybody who is named in a place for names: on a card, in answers."""
    student: list[str] = []
    teacher: list[str] = []
    parent: list[str] = []
    school: list[str] = []
    aliases: list[str] = []
    others: list[tuple[str, str]] = []
    for one in records:
        answers = one.answers
        student.append(raw.line(answers, "child_name"))
        teacher.append(raw.line(answers, "teacher_name"))
        parent.append(raw.line(answers, "my_name"))
        school += [raw.line(answers, "school"), raw.line(answers, "school_name")]
        if one.scenario == FAMILY:
            aliases.append(raw.line(answers, "alias"))
            for person in family(one).people:
                others.append((person.role, person.name))
        if one.scenario == CONTACT:
            others.append((raw.line(answers, "with_role"), raw.line(answers, "with_name")))
        others += [
            (_ROLE_OF.get(id, "person"), raw.line(answers, id))
            for id in answers
            if id.endswith("_name") and id not in _OWN
        ]
    return People(
        tuple(student),
        tuple(teacher),
        tuple(parent),
        tuple(school),
        tuple(dict.fromkeys(others)),
        tuple(aliases),
    )


_OWN = ("child_name", "teacher_name", "my_name", "school_name", "with_name")
_ROLE_OF: Mapping[str, str] = {"principal_name": "principal"}


def story_of(records: Sequence[Session]) -> Redaction:
    """Return what redacts `records` as one story: day 1 is the earliest day in any of them."""
    near = max((one.updated for one in records), default=datetime.now().astimezone()).date()
    days = [value for one in records for value in _dates(one.answers)]
    texts = [value for one in records for value in _texts([one.answers, one.drafts, one.edits])]
    return redaction(people_in(records), texts, near, days)


def _dates(value: Any) -> Iterator[date]:
    match value:
        case datetime():
            yield value.date()
        case date():
            yield value
        case Mapping():
            for one in value.values():
                yield from _dates(one)
        case list() | tuple():
            for one in value:
                yield from _dates(one)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for one in value.values():
                yield from _texts(one)
        case list() | tuple():
            for one in value:
                yield from _texts(one)
        case _ if hasattr(value, "body"):
            yield from (value.subject, value.body)


# ------------------------------------------------------------------ what is shown


def redacted(guide: Guide, today: date) -> tuple[Piece, ...]:
    """Return all of a sitting without names and dates: its answers, and what came of it."""
    story = story_of([*_card_of(guide), guide.keeper.session])
    return tuple(_redacted(one, story) for one in _pieces(guide, today))


def redacted_pieces(pieces: Iterable[Piece], records: Sequence[Session]) -> tuple[Piece, ...]:
    """Return what leaves without names and dates; days for a calendar do not leave so."""
    story = story_of(records)
    return tuple(_redacted(one, story) for one in pieces if not one.events)


def with_card(store: Store, session: Session) -> tuple[Session, ...]:
    """Return a record with those that say who is in it: its family's card, or of a card all."""
    if session.scenario == FAMILY:
        return records_of(store, session.id)
    with suppress(CoachError):
        if session.family:
            return (store.look(session.family), session)
    return (session,)


def redacted_family(records: Sequence[Session], today: date) -> tuple[Piece, ...]:
    """Return all of a family without names and dates: card, log and every sitting, numbered."""
    story = story_of(records)
    found: list[Piece] = []
    for at, one in enumerate(records, 1):
        for piece in _of_record(one, today):
            stem = f"{at:02}-{safe_name(one.scenario)[:40]}-{piece.stem}"
            found.append(_redacted(replace(piece, stem=stem), story))
    return tuple(found)


def _card_of(guide: Guide) -> list[Session]:
    """Return the child's card, as far as it names anybody."""
    card = guide.card
    if card is None:
        return []
    session = guide.keeper.session
    answers = {
        "alias": card.alias,
        "child_name": card.child,
        "my_name": card.me,
        "school": card.school,
        "people": [list(one) for one in card.people],
    }
    return [Session(id=card.id, scenario=FAMILY, created=session.created,
                    updated=session.updated, answers=answers)]  # fmt: skip


def _of_record(record: Session, today: date) -> tuple[Piece, ...]:
    try:
        scenario = find(record.scenario)
    except CoachError:  # a pack that is not here: its answers can be read all the same
        return (_page("answers", record.scenario, [(id, str(value)) for id, value in
                                                   record.answers.items()]),)  # fmt: skip
    with Unsaved().create(record.scenario) as open:
        open.save(record)
        return _pieces(Guide(scenario, open), today)


def _pieces(guide: Guide, today: date) -> tuple[Piece, ...]:
    rows = [
        (line.title, line.words)
        for line in guide.outline()
        if line.step and line.words and line.state in ("done", "doubtful", "present")
    ]
    left = leaving(guide, today, "") if guide.path.finished else ()
    page = _page("answers", guide.scenario.title, rows)
    return (page, *(replace(one, mail=None) for one in left if not one.events))


def _page(stem: str, title: str, rows: Sequence[tuple[str, str]]) -> Piece:
    blocks: tuple[Block, ...] = (Heading(title, 1), Pairs(tuple(rows)))
    page = Document(title, blocks)
    return Piece(stem, page, text.write(page))


def _redacted(piece: Piece, story: Redaction) -> Piece:
    page = Document(
        story.text(piece.document.title),
        tuple(_changed(one, story) for one in piece.document.blocks),
        piece.document.large,
        piece.document.one_page,
    )
    return Piece(piece.stem, page, story.text(piece.text), is_message=piece.is_message)


def _changed(block: Block, story: Redaction) -> Block:
    """Return a block of a page redacted."""
    hide = story.text
    match block:
        case Heading():
            return replace(block, text=hide(block.text))
        case Paragraph():
            return replace(block, text=hide(block.text))
        case Notes():
            return replace(block, label=hide(block.label))
        case Listing():
            return Listing(tuple(map(hide, block.items)))
        case Pairs():
            return Pairs(tuple((hide(left), hide(right)) for left, right in block.rows))
        case Table():
            return Table(
                tuple(map(hide, block.head)), tuple(tuple(map(hide, row)) for row in block.rows)
            )


# ------------------------------------------------------------------ as a file


def redacted_pages(gathered: Gathered, today: date) -> dict[str, str]:
    """Return the pages of a redacted bundle: name -> text."""
    return {one.named("txt"): one.text for one in redacted_family(gathered.every, today)}


def hand_over_redacted(
    pages: Mapping[str, str], target: Path, passphrase: Passphrase | None, now: datetime
) -> Path:
    """Write a redacted bundle: pages to read, and nothing that could be taken in.

    Raises:
        CoachError: it can't be written, or there is a file of this name.
    """
    folder, name = target, f"redacted-{now.date().isoformat()}{ENDING}"
    if not target.is_dir() and target.suffix:
        folder, name = target.parent, target.name
        refuse_to_replace(folder, [name])
    manifest = Manifest(
        id=new_bundle_id(), made=_only_the_day(now), family="redacted", redacted=True
    )
    files = {MANIFEST: manifest.content()}
    files |= {f"{PAGES}{name}": page.encode(errors="replace") for name, page in pages.items()}
    content = zipped(files, _("Pages from Coach, without names and dates: to be read only.\n"))
    (written,) = save(
        folder, {name: content if passphrase is None else sealed(content, passphrase)}
    )
    return written


def _only_the_day(now: datetime) -> datetime:
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
