"""`coach moves`: what each spoken line did. What it takes; the work is in `moves_report`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from coach.language import _

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `coach moves` and its options."""
    moves = commands.add_parser(
        "moves",
        epilog=_(
            "Of four kinds, a question is: open-question, closed-question. A reflection: "
            "reflect. Input: fact, tell, ask, demand, offer, next-step, blame, threat, motive, "
            "absolute, cave, wander. All else is other: thank, agree, own-part, reset, pause, "
            "greet, acknowledge, or nothing. The first move is what a line mainly did."
        ),
    )
    moves.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help=_("- is standard input")
    )
    moves.add_argument(
        "--jsonl", action="store_true", help=_("one line of talk a line: “id”, “text”, “context”")
    )


def run(options: argparse.Namespace, say: Say) -> int:
    """Do what the options say and return the exit code."""
    from coach.commands import moves_report

    return moves_report.run(options, say)
