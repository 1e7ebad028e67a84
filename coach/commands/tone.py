"""`coach tone`: how a draft will land. What it takes; the work is in `tone_report`."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from coach.language import _

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `coach tone` and its options."""
    tone = commands.add_parser("tone")
    tone.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help=_("a draft; - is what is typed in")
    )
    tone.add_argument("--format", choices=("text", "json", "github"), default="text")
    tone.add_argument("--explain", metavar="RULE", help=_("what a rule is about; “all” lists them"))
    tone.add_argument(
        "--jsonl", action="store_true", help=_("one text a line, as JSON with “id” and “text”")
    )
    tone.add_argument("--rules", metavar="FOLDER", help=_("other rules than those of Coach"))
    whole = tone.add_mutually_exclusive_group()
    whole.add_argument("--whole", action="store_true", help=_("read it as a whole message"))
    whole.add_argument("--part", action="store_true", help=_("read it as a part of one"))


def run(options: argparse.Namespace, say: Say) -> int:
    """Do what the options say and return the exit code."""
    from coach.commands import tone_report

    return tone_report.run(options, say)
