"""`coach desk`: a coach's families, and an hour with one of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from coach.commands.faces import add_face, is_plain, on_screen, open_store, open_terminal
from coach.language import _

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""

LEAST, MOST = 5, 240
"""Those of desk.agenda: `coach --help` has no time to ask there."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `coach desk`."""
    desk = commands.add_parser("desk")
    desk.add_argument(
        "family",
        nargs="?",
        default="",
        metavar="FAMILY",
        help=_("a child's card: its id or name; all of them if left out"),
    )
    desk.add_argument(
        "--minutes",
        type=_minutes,
        default=60,
        metavar="N",
        help=_("how long the hour is: 60 if left out; 10 for a short one"),
    )
    add_face(desk, again=True)


def _minutes(text: str) -> int:
    minutes = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    if not LEAST <= minutes <= MOST:
        raise argparse.ArgumentTypeError(
            _("between {least} and {most} minutes").format(least=LEAST, most=MOST)
        )
    return minutes


def run(options: argparse.Namespace, say: Say) -> int:
    """Open the caseload, or a family's hour; return the exit code."""
    from coach.guide.meeting import family_named

    store = open_store(options)
    family = family_named(store, options.family).id if options.family else ""
    if is_plain(options):
        from coach.plain.desk import desk

        return desk(store, open_terminal(options, store), family, options.minutes)
    return on_screen(options, store, desk=family, minutes=options.minutes)
