"""What the parts of `coach data` share: asking before something is done, and plain numbers."""

from __future__ import annotations

import argparse
import sys

from coach.language import _, ngettext
from coach.plain.terminal import EndOfInput, Terminal

_STEP = 1000


def agreed(options: argparse.Namespace, question: str, word: str = "") -> bool:
    """Return whether the person says yes to `question`; `--yes` says it for them.

    Args:
        word: what has to be typed where a plain yes would come too easily.
    """
    if options.yes:
        return True
    terminal = Terminal(sys.stdin, sys.stdout)
    terminal.say()
    terminal.say(question)
    try:
        said = terminal.ask().strip().casefold()
    except EndOfInput:
        terminal.say(_("There is nobody to ask. In a script, say --yes."))
        return False
    return said == word.casefold() if word else said in (_("y"), _("yes"), "y", "yes")


def size(bytes: int) -> str:
    """Return how much that is, to be read by a person."""
    if bytes < _STEP:
        return ngettext("{n} byte", "{n} bytes", bytes).format(n=bytes)
    if bytes < _STEP**2:
        return _("{n} kB").format(n=round(bytes / _STEP))
    return _("{n} MB").format(n=round(bytes / _STEP**2, 1))


def sessions(n: int) -> str:
    """Return “1 session”, “2 sessions”."""
    return ngettext("{n} session", "{n} sessions", n).format(n=n)


def cards(n: int) -> str:
    """Return “1 child's card”, “2 children's cards”."""
    return ngettext("{n} child's card", "{n} children's cards", n).format(n=n)


def entries(n: int) -> str:
    """Return “1 entry in the contact log”."""
    return ngettext("{n} entry in the contact log", "{n} entries in the contact log", n).format(n=n)


def notes(n: int) -> str:
    """Return “a coach's own notes on 1 family”."""
    return ngettext(
        "a coach's own notes on {n} family", "a coach's own notes on {n} families", n
    ).format(n=n)


def files(n: int) -> str:
    """Return “1 file”, “2 files”."""
    return ngettext("{n} file", "{n} files", n).format(n=n)
