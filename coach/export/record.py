"""The whole record of a family: who said what to whom, dated, in order, for a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coach.casebook.family import Family
from coach.casebook.log import Entry, in_order
from coach.export.document import (
    Block,
    Document,
    Heading,
    Listing,
    Pairs,
    Paragraph,
    Table,
    paragraphs_of,
)
from coach.language import _, ngettext
from coach.scenario.evaluate import say_day


def record(family: Family | None, entries: Iterable[Entry], today: date) -> Document:
    """Return the record: who it is about, then every contact that was not put away.

    What was sent stands as it was sent: an entry holds the message itself. What was only
    drafted is not in it, and neither is the plan if the parent chose not to say.

    Args:
        family: the child's card; None for contacts that belong to none.
        today: the day it was put together.
    """
    told = [one for one in in_order(entries) if not one.archived]
    name = (family.child or family.title) if family is not None else ""
    title = _("Contacts about {name}").format(name=name) if name else _("Contacts")
    blocks: list[Block] = [Heading(title, 1), Paragraph(_put_together(told, today), "quiet")]
    if family is not None:
        blocks += _about(family)
    for entry in told:
        blocks += _contact(entry)
    return Document(title, tuple(blocks))


def _put_together(entries: list[Entry], today: date) -> str:
    contacts = ngettext("{n} contact", "{n} contacts", len(entries)).format(n=len(entries))
    return _("{contacts}, put together by the family on {day}.").format(
        contacts=contacts, day=full_day(today)
    )


def _about(family: Family) -> list[Block]:
    plan = {"iep": _("An IEP"), "504": _("A 504 plan")}.get(family.plan, "")
    me = ", ".join(part for part in (family.me, family.role, family.contact) if part)
    rows = [
        (_("Child:"), family.child or family.title),
        (_("Grade:"), family.grade),
        (_("School:"), family.school),
        (_("Plan:"), plan),
        (_("Family:"), me),
    ]
    return _pairs(rows)


def _contact(entry: Entry) -> list[Block]:
    blocks: list[Block] = [Heading(_headed(entry))]
    blocks += _pairs([(_("About:"), entry.about)])
    for title, text in (
        (_("What the family said or sent"), entry.said),
        (_("What the school said"), entry.heard),
    ):
        if text:
            blocks += [Heading(title, 3), *map(Paragraph, paragraphs_of(text))]
    if entry.agreed:
        head = (_("Who"), _("What"), _("By when"), _("Done"))
        rows = tuple(
            (one.who, one.what, _by(one.by, one.by_said), one.done) for one in entry.agreed
        )
        blocks += [Heading(_("What was agreed"), 3), Table(head, rows)]
    if entry.next:
        blocks += [Heading(_("Next step"), 3), Paragraph(_next_step(entry))]
    if entry.papers:
        blocks += [Heading(_("Papers"), 3), Listing(entry.papers)]
    return blocks


def _next_step(entry: Entry) -> str:
    if entry.next_by is None:
        return entry.next
    return _("{step} (by {day})").format(step=entry.next, day=full_day(entry.next_by))


def _headed(entry: Entry) -> str:
    """“Mon 12 Oct 2026: meeting with Ms. Okafor (teacher)”, as much of it as is known."""
    way, role = _WAYS.get(entry.way, entry.way), _ROLES.get(entry.role, entry.role)
    who = _("{who} ({role})").format(who=entry.who, role=role) if role else entry.who
    what = way or _("contact")
    if who:
        what = _("{way} with {who}").format(way=what, who=who)
    day = full_day(entry.day) if entry.day else _("No date")
    return _("{day}: {what}").format(day=day, what=what)


_WAYS = {
    "phone": _("phone call"),
    "meeting": _("meeting"),
    "pickup": _("talk at the door"),
    "video": _("video call"),
    "email": _("email"),
    "text": _("text message"),
    "voicemail": _("voicemail"),
    "note": _("note on paper"),
    "letter": _("letter"),
}
_ROLES = {
    "teacher": _("teacher"),
    "case-manager": _("case manager"),
    "counselor": _("counselor"),
    "nurse": _("nurse"),
    "principal": _("principal"),
    "office": _("school office"),
    "district": _("district office"),
    "other": "",
}
"""What the ids of scenarios/contact.toml say in the middle of a line."""


def full_day(day: date) -> str:
    """Return a date as “Tue 3 Dec 2026”."""
    return f"{say_day(day)} {day.year}"


def _by(day: date | None, said: str) -> str:
    """By when, with the date where one is known: “Friday” alone says nothing in a year."""
    if day is None:
        return said
    full = full_day(day)
    return full if said in ("", full, say_day(day), day.isoformat()) else f"{said} ({full})"


def _pairs(rows: list[tuple[str, str]]) -> list[Block]:
    told = tuple(row for row in rows if row[1])
    return [Pairs(told)] if told else []
