"""What `coach lock` does: each of its options, line by line."""

from __future__ import annotations

import argparse
import sys

from coach.casebook import key, locking, place, rewriting
from coach.casebook.casebook import Casebook
from coach.casebook.key import Passphrase
from coach.commands.lock import Say
from coach.errors import CoachError
from coach.language import _, ngettext
from coach.plain.terminal import EndOfInput, Terminal
from coach.plain.unlock import passphrase, told_on, unlock
from coach.scenario.text import clean_line


def run(options: argparse.Namespace, say: Say) -> int:
    """Do what the options say and return the exit code."""
    book, terminal = Casebook(place.home()), Terminal(sys.stdin, sys.stdout)
    try:
        if options.status:
            return _status(book, say)
        if options.change:
            return _change(book, terminal)
        if options.off:
            return _off(book, terminal)
        return _lock(book, terminal)
    except EndOfInput:
        terminal.say(_("The input ended. Nothing was changed."))
        return 1


def _status(book: Casebook, say: Say) -> int:
    if not book.vault.has_lock:
        say(_("This casebook has no lock. To set one: coach lock"))
        return 0
    readable = len(rewriting.readable(book.folder))
    if book.vault.unfinished or readable:
        say(_("This casebook has a lock, and this is not done yet:"))
        says = ngettext(
            "  {n} file can be read by anyone.", "  {n} files can be read by anyone.", readable
        )
        say(says.format(n=readable))
        say(_("It goes on when the passphrase is next given: coach lock"))
        return 1
    say(_("This casebook is locked with a passphrase."))
    _say_beside(book, say)
    return 0


def _lock(book: Casebook, terminal: Terminal) -> int:
    """Say what it means, ask twice, lock."""
    if book.vault.has_lock:
        if not (book.vault.unfinished or rewriting.readable(book.folder)):
            terminal.say(_("This casebook is locked already."))
            terminal.say(_("Another passphrase: coach lock --change. No lock: coach lock --off."))
            return 0
        return _lock_rest(book, terminal)
    key.require_pyrage()
    _explain(terminal)
    terminal.say()
    terminal.say(_("Type the word gone if you understand that, or Enter to leave it."))
    if terminal.ask().strip().casefold() not in (_("gone"), "gone"):
        terminal.say(_("Nothing was changed."))
        return 1
    chosen = _chosen(terminal)
    terminal.say(_("Locking…"))
    locking.lock(book.vault, chosen, told_on(sys.stderr, _("Locked: {done} of {all} files")))
    return _locked(book, terminal)


def _lock_rest(book: Casebook, terminal: Terminal) -> int:
    """End what was begun, and lock what lies there readable."""
    if not unlock(book, terminal):
        return 1
    if not book.vault.has_lock:
        terminal.say(_("The lock was on its way off, and is off now. Again: coach lock"))
        return 1
    locking.seal_rest(book.vault, told_on(sys.stderr, _("Locked: {done} of {all} files")))
    return _locked(book, terminal)


def _explain(terminal: Terminal) -> None:
    terminal.say(_("A lock keeps what you have written from others at this computer."))
    terminal.say(
        _("It is asked for each time Coach opens. Urgent help is there without it."), mark="- "
    )
    terminal.say(
        _(
            "A forgotten passphrase can't be found again: not by us, not by anyone. Forgotten"
            " means gone, all of it."
        ),
        mark="- ",
    )
    terminal.say(
        _(
            "Copies made before stay readable: backups, messages you saved, and what a disk may"
            " still hold of deleted files."
        ),
        mark="- ",
    )
    terminal.say(
        _("It can't help against someone who watches the screen, or who knows the passphrase."),
        mark="- ",
    )


def _chosen(terminal: Terminal) -> Passphrase:
    """Ask for a new passphrase, twice.

    Raises:
        CoachError: it won't do, or the second is another.
    """

    terminal.say(
        _("A good one: four or five words that have nothing to do with one another. Write it down.")
    )
    first = passphrase(terminal, _("New passphrase: "))
    key.require_sound(first)
    if len(first) < key.LONG:
        terminal.say(_("This is short: someone with time could guess it. It will do."))
    if passphrase(terminal, _("The same again: ")) != first:
        raise CoachError(
            _("The two were not the same. Nothing was changed."),
            advice=_("Try again: nothing is shown while you type, so take your time."),
        )
    return first


def _locked(book: Casebook, terminal: Terminal) -> int:
    terminal.say(_("Locked. From now on Coach asks for the passphrase when it opens."))
    _say_beside(book, terminal.say)
    return 0


def _say_beside(book: Casebook, say: Say) -> None:
    names = ", ".join(clean_line(name) for name in rewriting.beside(book.folder))
    if names:
        say(_("Not locked, as it is not part of the casebook: {names}").format(names=names))


def _change(book: Casebook, terminal: Terminal) -> int:
    _require_lock(book)
    if not unlock(book, terminal):
        return 1
    chosen = _chosen(terminal)
    locking.change(book.vault, chosen)
    terminal.say(_("Changed. From now on only the new passphrase opens this casebook."))
    terminal.say(_("A copy of the folder made before still opens with the old one."))
    return 0


def _off(book: Casebook, terminal: Terminal) -> int:
    _require_lock(book)
    if not unlock(book, terminal):
        return 1
    if not book.vault.has_lock:  # it was on its way, and unlocking has ended that
        ruined: tuple[str, ...] = ()
    else:
        ruined = locking.take_off(
            book.vault, told_on(sys.stderr, _("Opened: {done} of {all} files"))
        )
    terminal.say(_("The lock is off. Anyone who can use your account can read the casebook."))
    if not ruined:
        return 0
    names = ", ".join(clean_line(name) for name in ruined)
    terminal.say(_("These were damaged and could not be opened: {names}").format(names=names))
    terminal.say(
        _("They are kept as they are, and their key as {key}.").format(key=rewriting.KEPT_KEY)
    )
    return 1


def _require_lock(book: Casebook) -> None:
    if not book.vault.has_lock:
        raise CoachError(_("This casebook has no lock."), advice=_("To set one: coach lock"))
