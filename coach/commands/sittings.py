"""`coach`, `coach run` and `coach resume`: one sitting, begun or carried on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from coach.commands.export import add_format
from coach.commands.faces import (
    add_face,
    is_plain,
    on_screen,
    open_store,
    open_terminal,
    out_folder,
    path_named,
)
from coach.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from coach.casebook.store import OpenSession, Store

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `coach run` and `coach resume`."""
    run = commands.add_parser("run")
    run.add_argument("scenario", metavar="ID", help=_("its id (coach list), or a .toml file"))
    answers = run.add_mutually_exclusive_group()
    answers.add_argument(
        "--answers", metavar="FILE", help=_("take the answers from a file; ask nothing")
    )
    answers.add_argument("--sample", metavar="NAME", help=_("take a made-up family's answers"))
    run.add_argument(
        "--not-urgent",
        action="store_true",
        help=_("with --answers: go on, though words in them may mean danger"),
    )
    run.add_argument("--out", metavar="DIR", help=_("write the results into this folder"))
    add_format(run, None)
    add_face(run, again=True)

    resume = commands.add_parser("resume")
    resume.add_argument(
        "session", nargs="?", default="", metavar="SESSION", help=_("which; the latest if left out")
    )
    resume.add_argument("--out", metavar="DIR", help=_("write the results into this folder"))
    add_face(resume, again=True)


def run(options: argparse.Namespace, say: Say) -> int:
    """Open the first screen, a new sitting or an old one; return the exit code."""
    match options.command:
        case None:
            return _home(options)
        case "resume":
            return _resume(options)
        case _:
            return _run(options, say)


def _home(options: argparse.Namespace) -> int:
    store = open_store(options)
    if is_plain(options):
        from coach.plain.home import home

        return home(store, open_terminal(options, store))
    return on_screen(options, store)


def _run(options: argparse.Namespace, say: Say) -> int:
    from coach.errors import CoachError
    from coach.scenario.library import find, lasting

    scenario = find(options.scenario)
    if options.answers or options.sample:
        return _run_without_asking(options, say)
    if options.format:
        raise CoachError(
            _("--as goes with --answers or --sample, and --out."),
            advice=_("When you answer here, you choose the format at the end."),
        )
    store = open_store(options)
    if is_plain(options):
        from coach.plain.home import for_whom

        family = for_whom(store, open_terminal(options, store), scenario.id)
        return _sitting(store.create(lasting(options.scenario), family=family), options, store)
    return on_screen(options, store, scenario=lasting(options.scenario))


def _run_without_asking(options: argparse.Namespace, say: Say) -> int:
    from datetime import date

    from coach.casebook.unsaved import Unsaved
    from coach.errors import CoachError
    from coach.export.files import save
    from coach.export.pieces import files
    from coach.guide.guide import Guide
    from coach.guide.leaving import leaving
    from coach.interview.answer_file import read_answers, sample_answers
    from coach.plain.results import show_help_card, show_results
    from coach.plain.terminal import Terminal
    from coach.scenario.library import find

    scenario = find(options.scenario)
    answers = (
        sample_answers(scenario, options.sample)
        if options.sample
        else read_answers(path_named(options.answers), scenario)
    )
    guide = Guide(scenario, Unsaved().create(scenario.id))
    guide.adopt(answers)
    alarm = guide.alarm_in(answers) if options.answers and not options.not_urgent else None
    if alarm is not None:
        show_help_card(Terminal(sys.stdin, sys.stderr), alarm)
        raise CoachError(
            _("Words in these answers may mean that someone is in danger. Nothing was written."),
            where=options.answers,
            advice=_("If that is not what they mean: the same again with --not-urgent."),
        )
    folder = out_folder(options)
    if folder is None:
        show_results(Terminal(sys.stdin, sys.stdout), guide.sheets(), guide.outcome())
        return 0
    stamp = guide.keeper.session.updated
    made = files(leaving(guide, date.today()), options.format or "txt", stamp)
    for path in save(folder, made, replace=True):
        say(_("Written: {path}").format(path=path))
    return 0


def _resume(options: argparse.Namespace) -> int:
    from coach.errors import CoachError

    store = open_store(options)
    summaries = () if options.session else store.summaries()
    latest = store.latest_unfinished() or (summaries[0].id if summaries else "")
    session = options.session or latest
    if not session:
        raise CoachError(
            _("There is no session to carry on."),
            advice=_("Start one with: coach run first-contact"),
        )
    if is_plain(options):
        from coach.plain.opening import opened

        open = opened(store, open_terminal(options, store), session)
        return _sitting(open, options, store) if open is not None else 0
    return on_screen(options, store, session=session)


def _sitting(open: OpenSession, options: argparse.Namespace, store: Store) -> int:
    from datetime import date

    from coach.guide.begin import begin
    from coach.plain.commands import ToHome
    from coach.plain.home import home
    from coach.plain.sitting import sit

    terminal = open_terminal(options, store)
    try:
        with open:
            guide = begin(store, open, date.today())
            return sit(guide, out=out_folder(options), terminal=terminal, store=store)
    except ToHome:
        return home(store, terminal)
