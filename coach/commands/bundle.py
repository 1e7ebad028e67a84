"""`coach bundle` and `coach open`: a family's file goes to another Coach, and comes back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from coach.commands.faces import add_face, is_plain
from coach.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from coach.casebook.key import Passphrase
    from coach.handover.bundle import Gathered

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `coach bundle` and `coach open`."""
    bundle = commands.add_parser("bundle")
    bundle.add_argument(
        "family", metavar="FAMILY", help=_("a child's card: its id, or what it is called")
    )
    bundle.add_argument(
        "--out", metavar="PLACE", help=_("the file, or the folder for it; here if left out")
    )
    bundle.add_argument("--lock", action="store_true", help=_("lock it with a passphrase"))
    bundle.add_argument(
        "--redact",
        action="store_true",
        help=_("names become roles and dates become days: to be read, not to be taken in"),
    )
    bundle.add_argument(
        "--list", action="store_true", help=_("show exactly what would be in it; write nothing")
    )
    bundle.add_argument("--yes", action="store_true", help=_("don't ask: for scripts"))

    open_ = commands.add_parser("open")
    open_.add_argument("file", metavar="FILE", help=_("a file that coach bundle made"))
    open_.add_argument(
        "--list", action="store_true", help=_("show what is new in it; take nothing in")
    )
    open_.add_argument(
        "--yes",
        action="store_true",
        help=_("take it in without asking; where both wrote, what is here stands for now"),
    )
    add_face(open_, again=True)


def run(options: argparse.Namespace, say: Say) -> int:
    """Do what was typed and return the exit code."""
    return _bundle(options, say) if options.command == "bundle" else _open(options, say)


# ------------------------------------------------------------------ bundle


def _bundle(options: argparse.Namespace, say: Say) -> int:
    from datetime import datetime

    from coach.commands.data.asking import agreed
    from coach.commands.data.opening import card_named, opened
    from coach.export.files import folder_named
    from coach.guide.handing import hand_over
    from coach.handover.bundle import gather

    book = opened()
    gathered = gather(book, card_named(book, options.family))
    if options.redact:
        return _redacted(options, gathered, say)
    _show(gathered, say)
    if options.list:
        return 0
    target = folder_named(options.out or ".").absolute()
    if not agreed(options, _("Write it to {path}? (y or n)").format(path=target)):
        say(_("Nothing was written."))
        return 1
    locked = _passphrase() if options.lock else None
    path = hand_over(book, gathered, target, locked, datetime.now().astimezone())
    say(_("Written: {path}").format(path=path))
    if locked is not None:
        say(_("It is locked. Tell the passphrase in person or by phone, not in the same message."))
    else:
        say(_("It is not locked: who has it can read it. Keep it as you would a letter."))
    return 0


def _show(gathered: Gathered, say: Say) -> None:
    from coach.guide.handing import contents
    from coach.scenario.text import clean_line

    say(_("This goes into the file:"))
    for line in contents(gathered):
        say(f"  {line}")
    say(_("Nothing else does: no other family, and none of a coach's own notes."))
    if gathered.unread:
        say(_("These are damaged, so nobody can tell whose they are. They are not in it:"))
        for damage in gathered.unread:
            say(f"  {clean_line(damage.name)}")


def _redacted(options: argparse.Namespace, gathered: Gathered, say: Say) -> int:
    from datetime import datetime

    from coach.commands.data.asking import agreed
    from coach.export.files import folder_named
    from coach.guide.redacting import hand_over_redacted, redacted_pages

    now = datetime.now().astimezone()
    pages = redacted_pages(gathered, now.date())
    say(_("This goes into the file, without names and dates:"))
    for name, page in pages.items():
        say(f"  {name}")
        if options.list:
            say("")
            say(page)
    say(_("A name that is on no card or in no answer stays. Read it before you pass it on."))
    if options.list:
        return 0
    target = folder_named(options.out or ".").absolute()
    if not agreed(options, _("Write it to {path}? (y or n)").format(path=target)):
        say(_("Nothing was written."))
        return 1
    locked = _passphrase() if options.lock else None
    path = hand_over_redacted(pages, target, locked, now)
    say(_("Written: {path}").format(path=path))
    say(_("It can be read with “coach open”, and as a zip. It can't be taken in."))
    return 0


def _passphrase() -> Passphrase:
    """Ask for a passphrase, twice.

    Raises:
        CoachError: it won't do, or none was given.
    """
    from coach.casebook import key
    from coach.errors import CoachError
    from coach.plain.terminal import EndOfInput, Terminal
    from coach.plain.unlock import passphrase

    terminal = Terminal(sys.stdin, sys.stderr)
    key.require_pyrage()
    terminal.say(_("Four or five words that have nothing to do with one another are a good one."))
    try:
        first = passphrase(terminal, _("Passphrase for this file: "))
        key.require_sound(first)
        again = passphrase(terminal, _("The same again: "))
    except EndOfInput:
        raise CoachError(_("No passphrase was given. Nothing was written.")) from None
    if first != again:
        raise CoachError(
            _("The two were not the same. Nothing was written."),
            advice=_("Try again: nothing is shown while you type, so take your time."),
        )
    return first


# ------------------------------------------------------------------ open


def _open(options: argparse.Namespace, say: Say) -> int:
    from datetime import date

    from coach.commands.faces import on_screen, open_store, open_terminal
    from coach.export.files import folder_named
    from coach.guide.handing import casebook_in, news
    from coach.handover.opening import opening
    from coach.handover.reading import read
    from coach.plain.handing import arrived, read_out
    from coach.plain.terminal import Terminal

    place = folder_named(options.file).absolute()
    came = read(place, _content(place))
    if came.bundle.manifest.redacted:
        return read_out(came, Terminal(sys.stdin, sys.stdout))
    store = open_store(options)
    book = casebook_in(store)
    plan = opening(came.bundle, came.refused, book, date.today())
    if options.list:
        for line in news(plan, date.today()):
            say(line)
        return 1 if plan.refused else 0
    if options.yes or is_plain(options):
        return arrived(book, open_terminal(options, store), plan, yes=options.yes)
    return on_screen(options, store, arrived=plan)


_TRIES = 3


def _content(place: Path) -> bytes:
    """Return the zip in a bundle's file, its passphrase asked for where it has one.

    Raises:
        CoachError: it can't be read, or the passphrase was not given, or not the right one.
    """
    from coach.errors import CoachError
    from coach.handover.reading import NotItsPassphrase, content_of_file, is_locked, unlocked
    from coach.plain.terminal import EndOfInput, Terminal
    from coach.plain.unlock import passphrase

    content = content_of_file(place)
    if not is_locked(content):
        return content
    terminal = Terminal(sys.stdin, sys.stderr)
    terminal.say(_("This file is locked with a passphrase. Whoever made it can tell you."))
    left = _TRIES if sys.stdin.isatty() else 1
    while True:
        try:
            return unlocked(content, passphrase(terminal, _("Its passphrase: ")))
        except EndOfInput:
            raise CoachError(
                _("This file is locked, and no passphrase was given."),
                where=str(place),
                advice=_("Nothing was taken in. Try again when you have it."),
            ) from None
        except NotItsPassphrase as error:
            left -= 1
            if not left:
                raise
            terminal.say(str(error))
