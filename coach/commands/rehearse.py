"""`coach rehearse`: practice before it counts. What it takes; the work is in `rehearsal`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from coach.commands.faces import add_face, is_plain, open_store, open_terminal
from coach.language import _

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""


PARTNERS = ("teacher", "counselor", "case-manager", "principal")
MOODS = ("warm", "rushed", "defensive", "dismissive", "by-the-book", "hurt")
SETTINGS = ("phone", "in-person", "three")
"""The words of scenario.rehearsal: `coach --help` has no time to ask there."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `coach rehearse` and its options."""
    rehearse = commands.add_parser("rehearse")
    rehearse.add_argument("scenario", metavar="ID", help=_("its id (coach list), or a .toml file"))
    who = rehearse.add_mutually_exclusive_group()
    who.add_argument("--sample", metavar="NAME", help=_("with a made-up family's answers"))
    who.add_argument("--answers", metavar="FILE", help=_("with the answers in a file"))
    who.add_argument(
        "--session", metavar="SESSION", help=_("with your own answers; the latest if left out")
    )
    rehearse.add_argument("--partner", choices=PARTNERS, default="", help=_("who to talk with"))
    rehearse.add_argument("--mood", choices=MOODS, default="", help=_("how they are today"))
    rehearse.add_argument("--setting", choices=SETTINGS, default="", help=_("where you talk"))
    rehearse.add_argument(
        "--seed", type=int, metavar="N", help=_("the same number brings the same talk again")
    )
    rehearse.add_argument(
        "--script", metavar="FILE", help=_("say the lines of a file; - is what is typed in")
    )
    rehearse.add_argument(
        "--record", metavar="FILE", help=_("write what you say into a script, line by line")
    )
    mode = rehearse.add_mutually_exclusive_group()
    mode.add_argument(
        "--coach", action="store_true", help=_("a coach picks what the other side brings up")
    )
    mode.add_argument("--room", action="store_true", help=_("a room votes before anything is said"))
    add_face(rehearse, again=True)


def run(options: argparse.Namespace, say: Say) -> int:
    """Practice with whoever was asked for; return the exit code."""
    from coach.commands import rehearsal

    store = open_store(options)
    asked = rehearsal.opened(options, store)
    try:
        terminal = open_terminal(options, store)
        if rehearsal.refused(asked.guide, terminal):
            return 1
        rehearsing = rehearsal.set_up(options, asked.guide)
        if options.script or options.record or is_plain(options):
            return rehearsal.plain(options, rehearsing, terminal)
        from coach.tui.app import run

        return run(
            sessions=store,
            guide=asked.guide,
            rehearsing=rehearsing,
            mode=rehearsal.mode_of(options),
            hide_names=options.hide_names,
        )
    finally:
        if asked.open is not None:
            asked.open.close()
