"""`coach data`: where the casebook is, a copy of it, one brought in, deleting, and a check-up."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module

from coach.language import _

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""


_MODULES = {
    "where": "where",
    "export": "leave",
    "import": "come",
    "forget": "forget",
    "check": "check",
}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `coach data` and what it can do."""
    data = commands.add_parser("data")
    what = data.add_subparsers(dest="what", metavar=_("WHAT"), required=True)

    what.add_parser("where", help=_("where it is, and how much"))

    export = what.add_parser("export", help=_("all of it as one zip"))
    export.add_argument("file", metavar="FILE.zip", help=_("the zip to write"))
    export.add_argument(
        "--with-notes",
        action="store_true",
        help=_("with a coach's own notes: for a back-up that nobody else gets"),
    )
    _yes(export)

    import_ = what.add_parser("import", help=_("add what an export holds; nothing is replaced"))
    import_.add_argument(
        "file", metavar="FILE.zip", help=_("a zip from export, or a folder with .toml files")
    )
    _yes(import_)

    forget = what.add_parser("forget", help=_("delete everything, or one family's"))
    forget.add_argument(
        "family", nargs="?", default="", metavar="FAMILY", help=_("a child's card: its id or name")
    )
    _yes(forget)

    check = what.add_parser("check", help=_("go over every file"))
    check.add_argument(
        "--repair", action="store_true", help=_("mend what can be mended; nothing is deleted")
    )
    check.add_argument("--format", choices=("text", "json"), default="text")


def _yes(command: argparse.ArgumentParser) -> None:
    command.add_argument("--yes", action="store_true", help=_("don't ask: for scripts"))


def run(options: argparse.Namespace, say: Say) -> int:
    """Do what `options.what` names and return the exit code."""
    module = import_module(f"coach.commands.data.{_MODULES[options.what]}")
    code: int = module.run(options, say)
    return code
