"""`coach list` and `coach show`: the scenarios there are, and what one asks and makes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from coach.language import _

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `coach list` and `coach show`."""
    list_ = commands.add_parser("list")
    list_.add_argument("--format", choices=("text", "json"), default="text")

    show = commands.add_parser("show")
    show.add_argument("scenario", metavar="ID", help=_("its id (coach list), or a .toml file"))


def run(options: argparse.Namespace, say: Say) -> int:
    """List the scenarios or show one; return the exit code."""
    return _show(options) if options.command == "show" else _list(options, say)


def _list(options: argparse.Namespace, say: Say) -> int:
    from coach.scenario.installed import unusable
    from coach.scenario.library import headers, sample_names

    found = headers()
    if options.format == "json":
        import json

        rows = [
            {
                "id": header.id,
                "title": header.title,
                "summary": header.summary,
                "samples": list(sample_names(header.id)),
                "by": header.by,
            }
            for header in found
        ]
        say(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for header in found:
        say(f"{header.id}: {header.title}")
        say("    " + header.summary)
        samples = ", ".join(sample_names(header.id))
        say("    " + _("About {n} minutes. Samples: {s}").format(n=header.minutes, s=samples))
        if header.by:
            say("    " + _("From the pack of {author}.").format(author=header.by))
    for one in unusable():
        sys.stderr.write(f"coach: {one}\n")
    return 0


def _show(options: argparse.Namespace) -> int:
    from coach.plain.showing import show_scenario
    from coach.plain.terminal import Terminal
    from coach.scenario.library import find, sample_names

    scenario = find(options.scenario)
    show_scenario(Terminal(sys.stdin, sys.stdout), scenario, sample_names(scenario.id))
    return 0
