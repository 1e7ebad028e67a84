"""The 3×3 card: three strengths, three challenges, three things that help, to hand over."""

from __future__ import annotations

from itertools import zip_longest

from coach.casebook.family import Family
from coach.export.document import Block, Document, Heading, Paragraph, Table
from coach.language import _


def card(family: Family) -> Document:
    """Return the card of a child: what a teacher needs on a first day, and no more.

    A plan is not on it, nor how to reach the family: those are for the parent to bring up.
    """
    name = family.child or family.title or _("My child")
    blocks: list[Block] = [Heading(_("Meet {name}").format(name=name), 1)]
    if family.grade:
        blocks.append(Paragraph(_("Grade: {grade}").format(grade=family.grade), "quiet"))
    columns = (family.strengths, family.challenges, family.strategies)
    rows = tuple(zip_longest(*columns, fillvalue=""))
    head = (_("Good at"), _("Finds hard"), _("What helps"))
    blocks.append(Table(head, rows or (("", "", ""),)))
    if family.me:
        who = f"{family.me}, {family.role}" if family.role else family.me
        blocks.append(Paragraph(_("From {who}").format(who=who), "quiet"))
    return Document(_("Meet {name}").format(name=name), tuple(blocks), one_page=True)
