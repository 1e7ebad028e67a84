"""`coach data forget`: everything, or all that is one family's, shown first and then deleted."""

from __future__ import annotations

import argparse

from coach.casebook import place
from coach.casebook.forget import (
    Theirs,
    everything,
    forget_everything,
    forget_family,
    theirs,
)
from coach.commands.data import Say
from coach.commands.data.asking import agreed, cards, entries, files, notes, sessions, size
from coach.commands.data.opening import card_named, opened
from coach.language import _
from coach.scenario.text import clean_line


def run(options: argparse.Namespace, say: Say) -> int:
    """Show what will be deleted, ask for a word, and delete it."""
    return _family(options, say) if options.family else _everything(options, say)


def _everything(options: argparse.Namespace, say: Say) -> int:
    folder = place.home()
    found = everything(folder)
    if not found.files:
        say(_("There is nothing to delete in {path}.").format(path=folder))
        return 0
    say(_("This deletes everything that Coach keeps, in {path}:").format(path=folder))
    ids = {(one.shelf, one.id) for one in found.files if one.kind in ("sitting", "before")}
    for text in (
        sessions(sum(shelf == "sessions" for shelf, _id in ids)),
        cards(sum(shelf == "families" for shelf, _id in ids)),
        entries(sum(shelf == "log" for shelf, _id in ids)),
    ):
        say(f"  {text}")
    if kept := sum(shelf == "notes" for shelf, _id in ids):
        say(f"  {notes(kept)}")
    bytes = sum(one.about.st_size for one in found.files)
    say(
        _("With the versions before them and all else: {files}, {size}.").format(
            files=files(len(found.files)), size=size(bytes)
        )
    )
    if found.left:
        names = ", ".join(clean_line(name) for name in found.left)
        say(_("Not part of the casebook, so it stays: {names}").format(names=names))
    say(_("It can't be taken back. To keep a copy first: coach data export FILE.zip"))
    if not _agreed(options, say):
        return 1
    forget_everything(folder)
    _say_done(say)
    return 0


def _family(options: argparse.Namespace, say: Say) -> int:
    book = opened()
    found = theirs(book, card_named(book, options.family))
    name = clean_line(found.card.title) if found.card else ""
    say(
        _("This deletes all that is kept of {name} ({id}):").format(name=name, id=found.id)
        if name
        else _("This deletes all that is kept under {id}:").format(id=clean_line(found.id))
    )
    for one in reversed(found.every):
        say(f"  {one.id}  {clean_line(one.title)[:60]}".rstrip())
    if found.noted:
        say("  " + _("a coach's own notes on this family"))
    _say_unread(found, say)
    say(_("It can't be taken back."))
    if not _agreed(options, say):
        return 1
    forget_family(book, found)
    _say_done(say)
    return 0


def _say_unread(found: Theirs, say: Say) -> None:
    if not found.unread:
        return
    say(_("These are damaged, so nobody can tell whose they are. They stay:"))
    for damage in found.unread:
        say(f"  {clean_line(damage.name)}")


def _agreed(options: argparse.Namespace, say: Say) -> bool:
    word = _("forget")
    if agreed(options, _("To delete it, type {word}.").format(word=word), word):
        return True
    say(_("Nothing was deleted."))
    return False


def _say_done(say: Say) -> None:
    say(_("Deleted."))
    say(
        _(
            "No file of Coach holds it any more. The disk itself may still hold traces for a "
            "while, and backups, exports and what you sent are not touched."
        )
    )
