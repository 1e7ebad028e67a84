"""A plan as a page: the agenda at a glance, what to prepare, then each block in words."""

from __future__ import annotations

from collections.abc import Iterator

from coach.export.document import (
    Block,
    Document,
    Heading,
    Listing,
    Notes,
    Pairs,
    Paragraph,
)
from coach.language import _, ngettext
from coach.workshop.plan import Copies, Example, Piece, Plan


def page(plan: Plan, begins: int = 0) -> Document:
    """Return `plan` as a document.

    Args:
        begins: minutes after midnight at which it begins; with 0 the clock starts at 0:00.
    """
    return Document(plan.title, tuple(_blocks(plan, begins)))


def clock(minutes: int) -> str:
    """Return minutes as “0:45”, or as the time of a day."""
    return f"{minutes // 60 % 24}:{minutes % 60:02}"


def _blocks(plan: Plan, begins: int) -> Iterator[Block]:
    yield Heading(plan.title, 1)
    yield Paragraph(_size(plan), "quiet")
    yield Paragraph(plan.about)
    yield Heading(_("At a glance"))
    yield Pairs(
        tuple(
            (clock(begins + one.start), f"{one.title} · {_minutes(one.minutes)}")
            for one in plan.pieces
        )
    )
    yield from _listed(_("If somebody tells of danger"), plan.safety)
    yield from _examples(plan.examples)
    yield from _listed(_("Before the day"), plan.before)
    yield from _copies(plan)
    yield from _listed(_("The room"), plan.room)
    for piece in plan.pieces:
        yield from _piece(piece, begins)
    yield from _listed(_("After the day"), plan.after)
    yield Notes(_("What took longer than planned"))


def _size(plan: Plan) -> str:
    said = [_minutes(plan.minutes)]
    if plan.people:
        said.append(ngettext("{n} person", "{n} people", plan.people).format(n=plan.people))
        said.append(_groups(plan))
    ideas = sum(1 for one in plan.pieces if one.idea is not None)
    if ideas:
        said.append(
            _("{n} of the {all} ideas that this scenario teaches").format(n=ideas, all=plan.taught)
        )
    return " · ".join(said)


def _minutes(n: int) -> str:
    return ngettext("{n} minute", "{n} minutes", n).format(n=n)


def _groups(plan: Plan) -> str:
    if plan.people < 3:
        return _("together, without groups")
    over = plan.people - 3 * plan.groups
    groups = ngettext("{n} group of three", "{n} groups of three", plan.groups)
    said = groups.format(n=plan.groups)
    match over:
        case 0:
            return said
        case 1:
            return said + _("; one person joins a group as a second observer")
        case _:
            return said + _("; two people join groups as second observers")


def _listed(title: str, items: tuple[str, ...]) -> Iterator[Block]:
    if items:
        yield Heading(title)
        yield Listing(items)


def _examples(examples: tuple[Example, ...]) -> Iterator[Block]:
    if not examples:
        return
    yield Heading(_("The made-up families to show"))
    rows = []
    for one in examples:
        length = ngettext("{n} word", "{n} words", one.words).format(n=one.words)
        size = _("Its message has {length}.").format(length=length) if one.words else ""
        title = one.title if not one.title or one.title.endswith(".") else f"{one.title}."
        rows.append((one.name, " ".join(filter(None, (title, one.about, one.why, size)))))
    yield Pairs(tuple(rows))


def _copies(plan: Plan) -> Iterator[Block]:
    if not plan.copies:
        return
    yield Heading(_("What to print"))
    yield Pairs(tuple((f"{one.title}:", _count(one)) for one in plan.copies))
    yield from map(Paragraph, plan.print)


def _count(copies: Copies) -> str:
    per = {
        "person": _("one for each person"),
        "three": _("one set for each group of three"),
        "room": _("one for the room"),
    }[copies.per]
    return _("{n}, {per}").format(n=copies.count, per=per) if copies.count else per


def _piece(piece: Piece, begins: int) -> Iterator[Block]:
    start, end = clock(begins + piece.start), clock(begins + piece.start + piece.minutes)
    yield Heading(_("{start}–{end} {title}").format(start=start, end=end, title=piece.title))
    yield Paragraph(f"{_minutes(piece.minutes)}. {piece.goal}".strip(), "quiet")
    yield from _lines(_("Say"), piece.say)
    idea = piece.idea
    if idea is not None and idea.question:
        yield Heading(_("Show"), 3)
        yield Pairs(
            (
                (_("The question:"), idea.question),
                (_("Helps less:"), idea.weak),
                (_("Helps more:"), idea.better),
            )
        )
    yield from _lines(_("Ask"), piece.ask)
    yield from _lines(_("Do"), piece.do)
    yield from _lines(_("Hand out"), piece.give)
    if piece.type:
        yield Heading(_("Type"), 3)
        yield from map(Paragraph, piece.type)


def _lines(title: str, items: tuple[str, ...]) -> Iterator[Block]:
    if items:
        yield Heading(title, 3)
        yield Listing(items)
