"""`coach workshop collect`: what people saved, shown one by one without names."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime

from coach.commands.export import to_stdout, write_to
from coach.commands.faces import is_plain, path_named
from coach.export.pieces import Piece
from coach.export.text import write
from coach.guide.practice import any_seed
from coach.language import _
from coach.workshop.collect import collect
from coach.workshop.responses import Collected
from coach.workshop.sheet import before, sheet

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""


def run(options: argparse.Namespace, say: Say) -> int:
    """Collect, then show or write; return the exit code."""
    found = collect(
        path_named(options.folder),
        seed=options.seed if options.seed is not None else any_seed(),
        near=date.today(),
        names=options.name,
    )
    if options.list:
        say(write(before(found)).rstrip("\n"))
        return 0
    if options.out:
        return _write(found, options, say)
    if is_plain(options):
        from coach.plain.collecting import show
        from coach.plain.terminal import Terminal

        return show(Terminal(sys.stdin, sys.stdout), found)
    from coach.tui.collecting import run as on_screen

    return on_screen(found)


def _write(found: Collected, options: argparse.Namespace, say: Say) -> int:
    """Write the page for the room. What is for the facilitator alone goes to the terminal."""
    page = sheet(found)
    piece = Piece("responses", page, write(page))
    files = {piece.named(options.format): piece.render(options.format, datetime.now(UTC))}
    if options.out == "-":
        sys.stderr.write(write(before(found)) + "\n")
        to_stdout(files, options.format)
        return 0
    say(write(before(found)))
    for path in write_to(files, options.out, replace=options.replace):
        say(_("Written: {path}").format(path=path))
    return 0
