"""`coach data export`: the whole casebook as one zip, shown first."""

from __future__ import annotations

import argparse
from datetime import date

from coach.casebook import archive, place
from coach.casebook.casebook import Casebook
from coach.casebook.contents import Piece
from coach.casebook.vault import UNFINISHED
from coach.commands.data import Say
from coach.commands.data.asking import agreed, files, notes, size
from coach.errors import CoachError
from coach.export.files import folder_named
from coach.language import _, ngettext
from coach.scenario.text import clean_line


def run(options: argparse.Namespace, say: Say) -> int:
    """Show what will be in the zip, ask, and write it."""
    target = folder_named(options.file).absolute()
    archive.require_free(target)
    folder = place.home()
    plan = archive.packing(folder, with_notes=options.with_notes)
    if not plan.files:
        raise CoachError(
            _("There is nothing to export yet."),
            where=str(folder),
            advice=_("Answer a question first: coach"),
        )
    _show(plan, {} if plan.locked else _titles(Casebook(folder)), say)
    if not agreed(options, _("Write it to {path}? (y or n)").format(path=target)):
        say(_("Nothing was written."))
        return 1
    unread = archive.pack(plan, target, date.today())
    say(_("Written: {path}").format(path=target))
    if unread:
        say(_("These could not be read and are not in it. coach data check says more:"))
        for name in unread:
            say(f"  {clean_line(name)}")
    return 1 if unread else 0


def _show(plan: archive.Packing, titles: dict[str, str], say: Say) -> None:
    say(
        _("This goes into the zip, {files}, {size} before packing:").format(
            files=files(len(plan.files)), size=size(plan.bytes)
        )
    )
    with_before = {(piece.shelf, piece.id) for piece in plan.files if piece.kind == "before"}
    alone = {(piece.shelf, piece.id) for piece in plan.files if piece.kind == "sitting"}
    for piece in plan.files:
        if piece.kind == "before" and (piece.shelf, piece.id) in alone:
            continue  # said with the file itself
        more = (piece.shelf, piece.id) in with_before and piece.kind == "sitting"
        say("  " + _described(piece, titles, more))
    say(
        "  "
        + _("{a} and {b}: how to read it, and the sums of the files").format(
            a=archive.README, b=archive.SUMS
        )
    )
    if plan.notes:
        say(
            _("Not in it: {notes}. For a back-up of your own, add --with-notes.").format(
                notes=notes(plan.notes)
            )
        )
    elif plan.count("sitting", "notes"):
        say(_("Your own notes are in it. Keep it to yourself: pass it on to nobody."))
    if plan.left:
        names = ", ".join(clean_line(name) for name in plan.left)
        say(
            ngettext(
                "Not in it, as it is no part of the casebook: {names}",
                "Not in it, as they are no part of the casebook: {names}",
                len(plan.left),
            ).format(names=names)
        )
    if any(piece.name == UNFINISHED for piece in plan.files):
        say(
            _(
                "The lock is half on or half off, so some of them are not locked. To end that "
                "first, open Coach and give the passphrase."
            )
        )
    elif plan.locked:
        say(_("The files stay locked: without the passphrase nobody can read them."))
    else:
        say(_("They are not locked: who has the zip can read them. Keep it as you would a letter."))


def _described(piece: Piece, titles: dict[str, str], more: bool) -> str:
    title = titles.get(piece.id, "")
    text = clean_line(piece.name) + (f"  {title}" if title else "")
    return _("{name} (and the version before)").format(name=text) if more else text


def _titles(book: Casebook) -> dict[str, str]:
    """Return id -> what it is about, for all that can be read."""
    return {
        one.id: clean_line(one.title)[:60]
        for shelf in book.shelves.values()
        for one in shelf.every([])
    }
