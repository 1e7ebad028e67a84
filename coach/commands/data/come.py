"""`coach data import`: what an export holds and is not here yet, shown first and then added."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from coach.casebook import parcel
from coach.casebook.intake import Coming, Intake, Refused, intake, take_in
from coach.commands.data import Say
from coach.commands.data.asking import agreed, cards, entries, files, notes, sessions
from coach.commands.data.opening import opened, their_seal
from coach.export.files import folder_named
from coach.language import _, ngettext
from coach.scenario.text import clean_line


def run(options: argparse.Namespace, say: Say) -> int:
    """Show what would be added, ask, and add it. What is here stays as it is."""
    book = opened()
    with parcel.opened(folder_named(options.file)) as theirs:
        plan = intake(theirs, book, their_seal(theirs, book))
    _show(plan, say)
    if not plan.new and not plan.notes:
        say(_("There is nothing to add."))
        return 1 if plan.refused else 0
    if not agreed(options, _("Add this to {path}? (y or n)").format(path=book.folder)):
        say(_("Nothing was added."))
        return 1
    refused = take_in(plan, book)
    say(
        ngettext(
            "{n} file was added.", "{n} files were added.", len(plan.new) + len(plan.notes)
        ).format(n=len(plan.new) + len(plan.notes) - len(refused))
    )
    _say_refused(refused, say)
    return 1 if refused or plan.refused else 0


def _show(plan: Intake, say: Say) -> None:
    say(
        _("New: {sessions}, {cards}, {entries}").format(
            sessions=sessions(plan.count("sessions")),
            cards=cards(plan.count("families")),
            entries=entries(plan.count("log")),
        )
    )
    for one in plan.new:
        say("  " + _described(one))
    if plan.notes:
        say("  " + notes(len(plan.notes)))
    if plan.renamed:
        say(_("Another name means that something else has that one here. Nothing is replaced."))
    if plan.same:
        say(_("Here already, and left alone: {files}").format(files=files(plan.same)))
    if plan.aside:
        say(
            _("Left out, as they are no sessions, cards or entries: {files}").format(
                files=files(plan.aside)
            )
        )
    _say_refused(plan.refused, say)


def _described(one: Coming) -> str:
    title = clean_line(one.session.title)[:60]
    text = f"{one.shelf}/{one.session.id}.toml" + (f"  {title}" if title else "")
    if one.session.id == one.was:
        return text
    return _("{name} (there it is {was})").format(name=text, was=clean_line(one.was)[:80])


def _say_refused(refused: Iterable[Refused], say: Say) -> None:
    for one in refused:
        say(_("Can't be added: {name}: {why}").format(name=clean_line(one.name), why=one.why))
