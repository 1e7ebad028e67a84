"""The passphrase of a locked casebook, asked for line by line and never shown."""

from __future__ import annotations

import sys
import time
from typing import TextIO

from coach.casebook.key import Passphrase, WrongPassphrase
from coach.casebook.store import Store
from coach.casebook.vault import Tell
from coach.errors import CoachError
from coach.language import _
from coach.plain.results import show_help_card
from coach.plain.terminal import EndOfInput, Terminal

_TRIES = 3
_SOON = 1.0
"""Seconds after which, and then as often, a person is told how far it is."""


def unlock(store: Store, terminal: Terminal | None = None) -> bool:
    """Open a locked casebook with the passphrase that the person types; no lock, no question.

    From a pipe the passphrase is the next line. Urgent help needs none.

    Returns:
        Whether it is open; False when the person left.

    Raises:
        CoachError: the input ended, or it was wrong once too often.
    """
    if not store.locked:
        return True
    terminal = terminal or Terminal(sys.stdin, sys.stdout)
    terminal.say(_("This casebook is locked."))
    terminal.say(_("Type the passphrase; “:urgent” for numbers to call now; or Enter to leave."))
    left = _TRIES if _shows(terminal) else 1
    while True:
        try:
            given = passphrase(terminal, _("Passphrase: "))
        except EndOfInput:
            raise CoachError(
                _("This casebook is locked, and no passphrase was given."),
                advice=_("To go on without it, and keep nothing: coach --no-save"),
            ) from None
        match given.reveal().strip():
            case ":urgent":
                show_help_card(terminal)
                continue
            case "" | ":quit":
                terminal.say(_("It stays locked. To go on without it: coach --no-save"))
                return False
        try:
            tell = told_on(sys.stderr, _("Ending what was begun: {done} of {all}"))
            notice = store.unlock(given, tell)
        except WrongPassphrase as error:
            left -= 1
            if not left:
                raise (kindly(error) if _shows(terminal) else error) from None
            terminal.say(f"{error.what} {error.advice}")
        else:
            if notice:
                terminal.say(notice)
            return True


def passphrase(terminal: Terminal, sign: str) -> Passphrase:
    """Return what the person types, which no screen shows; from a pipe, the next line.

    Raises:
        EndOfInput: where there is none.
    """
    if _shows(terminal):
        import getpass

        try:
            return Passphrase(getpass.getpass(sign))
        except EOFError:
            raise EndOfInput from None
    terminal.write(sign)
    line = terminal.source.readline()
    terminal.write("\n")
    if not line:
        raise EndOfInput
    return Passphrase(line.rstrip("\r\n"))


def told_on(sink: TextIO, words: str) -> Tell:
    """Return what says how far a long work is: on `sink`, once a second, after the first.

    Args:
        words: with {done} and {all} in them.
    """
    next_at = 0.0

    def tell(done: int, all: int) -> None:
        nonlocal next_at
        if not done:
            next_at = time.monotonic() + _SOON
        elif time.monotonic() >= next_at:
            next_at = time.monotonic() + _SOON
            sink.write(words.format(done=done, all=all) + "\n")
            sink.flush()

    return tell


def kindly(error: CoachError) -> CoachError:
    """Return what to say to someone who has typed a wrong passphrase again and again."""
    return CoachError(
        error.what,
        advice=_(
            "Nothing is lost: everything is there, and stays locked. Take a break; it often"
            " comes back. Was it typed with Caps Lock, or on another keyboard? You can try as"
            " often as you like. “coach --no-save” goes without it, and keeps nothing."
        ),
    )


def _shows(terminal: Terminal) -> bool:
    """Return whether what is typed there would be seen."""
    return terminal.source is sys.stdin and sys.stdin.isatty()
