"""`coach pack add`: a pack is read, checked, shown whole, and added if the person says so."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date

from coach.author.check.from_memory import check_files
from coach.author.check.report import as_text
from coach.commands.data.asking import agreed, files, size
from coach.commands.faces import path_named
from coach.commands.pack import Say
from coach.commands.pack.telling import added_on, head, scenarios
from coach.errors import CoachError, Problem
from coach.language import _, ngettext
from coach.packs import shelf
from coach.packs.contents import Contents, contents, shown
from coach.scenario import installed
from coach.scenario.installed import Added

_MOST_SHOWN = 20
"""So many problems, and names of what is left out, are read by somebody who wants to add it."""


def run(options: argparse.Namespace, say: Say) -> int:
    """Check a pack, show what it would add, ask, and add it."""
    source = path_named(options.source)
    found = contents(source)
    name = shown(source)
    checked = check_files(found.files, name, date.today())
    errors = [one for one in checked.problems if one.severity == "error"]
    if errors:
        _say_errors(errors, name, len(found.files), say)
        return 1
    added = shelf.manifest(found, date.today())
    before = _before(added.id)
    if before is not None and before.files == added.files and not installed.changed(before):
        say(
            _("“{title}” is here already, just as it is in {source}.").format(
                title=before.title, source=name
            )
        )
        return 0
    for line in _told(added, found, name, len(checked.problems), before):
        say(line)
    question = _("Add it? (y/N)") if before is None else _("Put it in its place? (y/N)")
    if not agreed(options, question):
        say(_("Nothing was added."))
        return 1
    shelf.add(added, found)
    say("")
    say(_("Added."))
    first = added.scenarios[0]
    sample = f" --sample {first.samples[0]}" if first.samples else ""
    say(_("To try it: {command}").format(command=f"coach run {added.id}/{first.top.id}{sample}"))
    return 0


def _before(id: str) -> Added | None:
    try:
        return installed.pack(id)
    except CoachError:
        return None


def _say_errors(errors: list[Problem], source: str, count: int, say: Say) -> None:
    say(as_text(errors[:_MOST_SHOWN], count))
    more = len(errors) - _MOST_SHOWN
    if more > 0:
        say(_("And {n} more: coach pack check {source}").format(n=more, source=source))
    say(_("Nothing was added: a pack with errors can't be. Its author can mend them."))


def _told(
    added: Added, found: Contents, source: str, warnings: int, before: Added | None
) -> Iterator[str]:
    yield head(added)
    yield "    " + _("From {source}: {files}, {size}.").format(
        source=source, files=files(len(found.files)), size=size(found.bytes)
    )
    if warnings:
        said = ngettext("{n} thing in it is doubtful", "{n} things in it are doubtful", warnings)
        yield "    " + _("It was checked. {doubtful}: coach pack check {source}").format(
            doubtful=said.format(n=warnings), source=source
        )
    else:
        yield "    " + _("It was checked, and nothing is wrong with it.")
    yield ""
    yield _("This will be added:")
    yield from scenarios(added)
    if added.practices:
        own = ngettext("{n} idea of its own", "{n} ideas of its own", added.practices)
        yield "    " + own.format(n=added.practices)
    if found.left_out:
        names = ", ".join(found.left_out[:_MOST_SHOWN])
        more = len(found.left_out) - _MOST_SHOWN
        yield ""
        yield _("Left out, for a pack has no use for it: {names}").format(names=names) + (
            _(" and {n} more").format(n=more) if more > 0 else ""
        )
    if before is not None:
        yield ""
        yield from _replaced(before, added)
    yield ""
    yield _("Its words are its author's, not Coach's: read them before you trust them.")
    yield _("It can run no program, read no file of yours, and send nothing.")


def _replaced(before: Added, added: Added) -> Iterator[str]:
    yield _("It takes the place of “{title}”, added on {day}.").format(
        title=before.title, day=added_on(before)
    )
    if before.author != added.author:
        yield _("Take care: that one is by {before}, and this one by {now}.").format(
            before=before.author, now=added.author
        )
    old = {one.top.id for one in before.scenarios}
    gone = sorted(old - {one.top.id for one in added.scenarios})
    if gone:
        yield _("No longer in it: {ids}. What you wrote with them stays.").format(
            ids=", ".join(gone)
        )
