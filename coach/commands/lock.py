"""`coach lock`: a passphrase for the casebook; another one, none again, and how it stands."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from coach.language import _

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `coach lock` and its options."""
    lock = commands.add_parser(
        "lock",
        description=_("Lock the casebook with a passphrase. What that means is said first."),
    )
    what = lock.add_mutually_exclusive_group()
    what.add_argument("--change", action="store_true", help=_("choose another passphrase"))
    what.add_argument("--off", action="store_true", help=_("take the lock off"))
    what.add_argument("--status", action="store_true", help=_("say whether there is a lock"))


def run(options: argparse.Namespace, say: Say) -> int:
    """Do what the options say and return the exit code."""
    from coach.commands import locking

    return locking.run(options, say)
