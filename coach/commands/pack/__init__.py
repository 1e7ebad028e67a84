"""`coach pack`: scenarios from others, added, listed, checked and taken away."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module

from coach.language import _

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `coach pack` and what it can do."""
    pack = commands.add_parser("pack")
    what = pack.add_subparsers(dest="what", metavar=_("WHAT"), required=True)

    add_ = what.add_parser("add", help=_("look at a pack, and add it if you say so"))
    add_.add_argument("source", metavar="FOLDER|FILE.zip", help=_("where it is"))
    _yes(add_)

    list_ = what.add_parser("list", help=_("the packs that were added, and whose they are"))
    list_.add_argument("--format", choices=("text", "json"), default="text")

    remove = what.add_parser("remove", help=_("take a pack away; your sessions stay"))
    remove.add_argument("name", metavar="NAME", help=_("its id (coach pack list)"))
    _yes(remove)

    check = what.add_parser("check", help=_("what is wrong with a pack"))
    check.add_argument(
        "packs",
        nargs="*",
        metavar="NAME|FOLDER|FILE.zip",
        help=_("which; all that were added, if left out"),
    )
    check.add_argument("--format", choices=("text", "json", "github"), default="text")


def _yes(command: argparse.ArgumentParser) -> None:
    command.add_argument("--yes", action="store_true", help=_("don't ask: for scripts"))


def run(options: argparse.Namespace, say: Say) -> int:
    """Do what `options.what` names and return the exit code."""
    module = import_module(f"coach.commands.pack.{_MODULES[options.what]}")
    code: int = module.run(options, say)
    return code


_MODULES = {"add": "adding", "list": "listing", "remove": "removing", "check": "checking"}
