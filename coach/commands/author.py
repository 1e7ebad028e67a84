"""The commands for authors: what they take. What they do is imported when one is called."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module

from coach.commands.faces import is_plain, path_named
from coach.language import _

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands for authors."""
    check = commands.add_parser("check")
    check.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help=_("a .toml file or a folder; without one, the scenarios that come with Coach"),
    )
    check.add_argument("--format", choices=("text", "json", "github"), default="text")

    cover = commands.add_parser("cover")
    cover.add_argument(
        "scenario",
        metavar="ID",
        nargs="?",
        default="",
        help=_("its id (coach list), or a .toml file; all that come with Coach, if left out"),
    )
    cover.add_argument(
        "--runs", type=int, default=400, metavar="N", help=_("random paths after the planned ones")
    )
    cover.add_argument(
        "--talks",
        type=int,
        default=10_000,
        metavar="N",
        help=_("random parents who rehearse, after the good one and the bad one"),
    )
    cover.add_argument("--seed", type=int, default=1, metavar="S", help=_("which random ones"))
    cover.add_argument("--format", choices=("text", "json"), default="text")

    coverage = commands.add_parser("coverage")
    coverage.add_argument("--format", choices=("text", "json"), default="text")

    graph = commands.add_parser("graph")
    graph.add_argument("scenario", metavar="ID", help=_("its id (coach list), or a .toml file"))
    graph.add_argument("--format", choices=("mermaid", "dot", "svg"), default="mermaid")

    new = commands.add_parser("new")
    new.add_argument("id", metavar="ID", help=_("its id, such as lost-jacket"))
    new.add_argument("--folder", default=".", metavar="DIR", help=_("where to write it"))

    watch = commands.add_parser("watch")
    watch.add_argument(
        "file", metavar="FILE", help=_("a scenario's .toml file, or the folder it is in")
    )
    watch.add_argument(
        "--sample", default="", metavar="NAME", help=_("whose answers: a sample, or a .toml file")
    )
    watch.add_argument(
        "--plain",
        action="store_true",
        default=argparse.SUPPRESS,
        help=_("line by line: what is wrong and what has changed, at each save"),
    )
    watch.add_argument("--once", action="store_true", help=_("line by line, one look and no more"))


def run(options: argparse.Namespace, say: Say) -> int:
    """Run the command that `options.command` names and return its exit code."""
    if options.command == "watch":
        return _watch(options, say)
    module = import_module(f"coach.author.{options.command}")
    code: int = module.run(options, say)
    return code


def _watch(options: argparse.Namespace, say: Say) -> int:
    """The tools and the faces know nothing of one another: here they meet."""
    from coach.author.watch import Watch, follow
    from coach.author.watched import watched
    from coach.scenario.library import path_or_file_of

    file, sample = watched(path_or_file_of(str(path_named(options.file))), options.sample)
    watch = Watch(file, sample)
    if options.once or is_plain(options):
        return follow(watch, say, once=options.once)
    from coach.tui.watching import run

    return run(watch)
