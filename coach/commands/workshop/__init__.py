"""`coach workshop`: a plan for a room, and what people saved there, to talk about."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module

from coach.language import _

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""

FORMATS = ("txt", "md", "html", "pdf", "docx")
"""What a page can be written as."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `coach workshop` and what it can do."""
    workshop = commands.add_parser("workshop")
    what = workshop.add_subparsers(dest="what", metavar=_("WHAT"), required=True)

    plan = what.add_parser("plan", help=_("an agenda: what to say, ask, show and print"))
    plan.add_argument("scenario", metavar="ID", help=_("its id (coach list), or a .toml file"))
    plan.add_argument(
        "--minutes", type=int, default=60, metavar="N", help=_("how long it is; 60 if left out")
    )
    plan.add_argument(
        "--people", type=int, default=0, metavar="N", help=_("how many come, to count the sheets")
    )
    plan.add_argument("--sample", default="", metavar="NAME", help=_("the family to show"))
    plan.add_argument(
        "--start", default="", metavar="HH:MM", help=_("when it begins, to see times of day")
    )
    _leaving(plan)

    collect = what.add_parser("collect", help=_("what people saved, without names, one by one"))
    collect.add_argument("folder", metavar="FOLDER", help=_("where they saved it"))
    collect.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="NAME",
        help=_("a name to take out that the files don't give; may be repeated"),
    )
    collect.add_argument(
        "--seed", type=int, metavar="N", help=_("the same number brings the same order again")
    )
    collect.add_argument(
        "--list", action="store_true", help=_("only say what was found and what was left out")
    )
    _leaving(collect)
    collect.add_argument(
        "--plain",
        action="store_true",
        default=argparse.SUPPRESS,
        help=_("line by line: for screen readers, pipes and small terminals"),
    )


def _leaving(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as", dest="format", choices=FORMATS, default="txt", help=_("the format")
    )
    command.add_argument(
        "--out", metavar="PLACE", help=_("a file, a folder, or - for standard output")
    )
    command.add_argument(
        "--replace", action="store_true", help=_("write over files of the same name")
    )


def run(options: argparse.Namespace, say: Say) -> int:
    """Do what `options.what` names and return the exit code."""
    module = import_module(f"coach.commands.workshop.{options.what}")
    code: int = module.run(options, say)
    return code
