"""`coach present`: a scenario before a room, and its notes in a second terminal."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from coach.commands.faces import add_face, is_plain
from coach.commands.rehearse import MOODS, PARTNERS
from coach.language import _

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `coach present` and its options."""
    present = commands.add_parser("present")
    present.add_argument(
        "scenario",
        metavar="ID",
        nargs="?",
        default="",
        help=_("its id (coach list), or a .toml file; left out, go on where you stopped"),
    )
    who = present.add_mutually_exclusive_group()
    who.add_argument("--sample", metavar="NAME", default="", help=_("with this made-up family"))
    who.add_argument("--invent", action="store_true", help=_("the room makes up a family"))
    present.add_argument(
        "--notes", action="store_true", help=_("for a second terminal: follow, with your notes")
    )
    present.add_argument("--partner", choices=PARTNERS, default="", help=_("who the talk is with"))
    present.add_argument("--mood", choices=MOODS, default="", help=_("how they are today"))
    present.add_argument(
        "--seed", type=int, metavar="N", help=_("another number brings another talk")
    )
    present.add_argument("--minutes", type=int, metavar="N", help=_("how long it is meant to take"))
    present.add_argument(
        "--again",
        "--from-start",
        action="store_true",
        help=_("from the first slide, without the votes and guesses of last time"),
    )
    add_face(present, again=True)


def run(options: argparse.Namespace, say: Say) -> int:
    """Present, or show the notes; return the exit code."""
    if options.notes:
        return _notes(options)
    from datetime import date

    from coach.present.presenting import Presenting, found

    keep = not options.no_save
    state = found(
        options.scenario,
        sample=options.sample,
        invent=options.invent,
        partner=options.partner,
        mood=options.mood,
        seed=options.seed,
        minutes=_minutes(options.minutes),
        again=options.again,
        keep=keep,
        day=date.today(),
    )
    presenting = Presenting(state, keep=keep)
    try:
        if is_plain(options):
            from coach.plain.presenting import present as present_in_lines

            return present_in_lines(presenting)
        from coach.tui.presenting.app import present

        return present(presenting)
    finally:
        presenting.close()


def _minutes(asked: int | None) -> int | None:
    from coach.errors import CoachError
    from coach.present.state import MOST_MINUTES

    if asked is not None and not 0 <= asked <= MOST_MINUTES:
        raise CoachError(_("Type --minutes and a number from 0 to {n}.").format(n=MOST_MINUTES))
    return asked


def _notes(options: argparse.Namespace) -> int:
    if is_plain(options):
        from coach.plain.presenting import follow

        return follow()
    from coach.tui.presenting.notes import show_notes

    return show_notes()
