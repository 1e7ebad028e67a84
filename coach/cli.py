"""The commands. Nothing heavy is imported until a command needs it.

Exit codes: 0 done, 1 a problem (said on stderr), 2 usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from coach import __version__
from coach.author import commands as author
from coach.commands import data, export, lock, moves, rehearse, tone
from coach.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

    from coach.casebook.store import OpenSession, Store
    from coach.plain.terminal import Terminal

DONE, PROBLEM, USAGE, INTERRUPTED = 0, 1, 2, 130


class _StaysLocked(Exception):
    """The person left where the passphrase was asked for."""


def parser() -> argparse.ArgumentParser:
    """Return the commands and their options."""
    main = argparse.ArgumentParser(
        prog="coach",
        description=_(
            "From a worry to words: prepare a message to your child's teacher, step by step. "
            "Everything stays on this machine."
        ),
        epilog=_("Without a command, Coach opens and asks what is going on."),
    )
    main.add_argument("--version", action="version", version=f"coach {__version__}")
    _face(main)
    commands = main.add_subparsers(dest="command", metavar=_("COMMAND"))

    run = commands.add_parser("run", help=_("start a scenario"))
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
    export.add_format(run, None)
    _face(run, again=True)

    resume = commands.add_parser("resume", help=_("carry on where you stopped"))
    resume.add_argument(
        "session", nargs="?", default="", metavar="SESSION", help=_("which; the latest if left out")
    )
    resume.add_argument("--out", metavar="DIR", help=_("write the results into this folder"))
    _face(resume, again=True)

    list_ = commands.add_parser("list", help=_("the scenarios there are"))
    list_.add_argument("--format", choices=("text", "json"), default="text")

    show = commands.add_parser("show", help=_("what a scenario asks and what it makes"))
    show.add_argument("scenario", metavar="ID", help=_("its id (coach list), or a .toml file"))
    author.add(commands)
    data.add(commands)
    export.add(commands)
    lock.add(commands)
    moves.add(commands)
    _face(rehearse.add(commands), again=True)
    tone.add(commands)
    return main


def _face(command: argparse.ArgumentParser, again: bool = False) -> None:
    """Add the options that choose a face; `again` keeps what stood before the command."""
    unset = argparse.SUPPRESS if again else False
    command.add_argument(
        "--plain",
        action="store_true",
        default=unset,
        help=_("line by line: for screen readers, pipes and small terminals"),
    )
    command.add_argument(
        "--no-save", action="store_true", default=unset, help=_("keep nothing on this machine")
    )
    command.add_argument(
        "--hide-names",
        action="store_true",
        default=unset,
        help=_("show “Child” in the place of a child's name"),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Every problem is said, none is a traceback."""
    _streams()
    options = parser().parse_args(arguments)
    from coach.errors import CoachError

    try:
        return _COMMANDS[options.command](options)
    except CoachError as error:
        _say(f"coach: {error}", sys.stderr)
        return PROBLEM
    except _StaysLocked:
        return DONE
    except KeyboardInterrupt:
        _say("\n" + _stopped(options), sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        _drop_stdout()
        return PROBLEM
    except OSError as error:
        about = f"{error.filename}: " if error.filename else ""
        _say(f"coach: {about}{error.strerror or error}", sys.stderr)
        return PROBLEM
    except Exception as error:
        _unexpected(error)
        return PROBLEM


def _stopped(options: argparse.Namespace) -> str:
    if options.command not in (None, "run", "resume") or options.no_save:
        return _("Stopped.")
    again = "coach resume --plain" if options.plain else "coach resume"
    return _("Stopped. What you answered is kept: {again}").format(again=again)


def _unexpected(error: Exception) -> None:
    """A mistake of ours. The person gets a sentence, and a developer the whole story."""
    import os

    if os.environ.get("COACH_DEBUG"):
        raise error
    _say(
        _("coach: Something went wrong inside Coach ({kind}). Your answers are kept.").format(
            kind=type(error).__name__
        )
        + "\n"
        + _("Carry on with: coach resume. To see the whole story, set COACH_DEBUG=1."),
        sys.stderr,
    )


def _streams() -> None:
    """Whatever the locale says, a name with an accent must not end the program; nor a
    stream that was closed before it began."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            import os

            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115  # for good
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _drop_stdout() -> None:
    """The reader of our output is gone; Python would complain again when it exits."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# ------------------------------------------------------------------ commands


def _home(options: argparse.Namespace) -> int:
    store = _store(options)
    if _is_plain(options):
        from coach.plain.home import home

        return home(store, _terminal(options, store))
    return _on_screen(options, store)


def _run(options: argparse.Namespace) -> int:
    from coach.errors import CoachError
    from coach.scenario.library import find, lasting

    scenario = find(options.scenario)
    if options.answers or options.sample:
        return _run_without_asking(options)
    if options.format:
        raise CoachError(
            _("--as goes with --answers or --sample, and --out."),
            advice=_("When you answer here, you choose the format at the end."),
        )
    store = _store(options)
    if _is_plain(options):
        from coach.plain.home import for_whom

        family = for_whom(store, _terminal(options, store), scenario.id)
        return _sitting(store.create(lasting(options.scenario), family=family), options, store)
    return _on_screen(options, store, scenario=lasting(options.scenario))


def _run_without_asking(options: argparse.Namespace) -> int:
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
        else read_answers(_path(options.answers), scenario)
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
    folder = _folder(options)
    if folder is None:
        show_results(Terminal(sys.stdin, sys.stdout), guide.sheets(), guide.outcome())
        return DONE
    stamp = guide.keeper.session.updated
    made = files(leaving(guide, date.today()), options.format or "txt", stamp)
    for path in save(folder, made, replace=True):
        _say(_("Written: {path}").format(path=path))
    return DONE


def _resume(options: argparse.Namespace) -> int:
    from coach.errors import CoachError

    store = _store(options)
    summaries = () if options.session else store.summaries()
    latest = store.latest_unfinished() or (summaries[0].id if summaries else "")
    session = options.session or latest
    if not session:
        raise CoachError(
            _("There is no session to carry on."),
            advice=_("Start one with: coach run first-contact"),
        )
    if _is_plain(options):
        from coach.plain.opening import opened

        open = opened(store, _terminal(options, store), session)
        return _sitting(open, options, store) if open is not None else DONE
    return _on_screen(options, store, session=session)


def _on_screen(
    options: argparse.Namespace, store: Store, *, scenario: str = "", session: str = ""
) -> int:
    from coach.tui.app import LOCK_UP, run

    out = _folder(options) if options.command else None
    hide = options.hide_names
    code = run(scenario=scenario, session=session, sessions=store, out=out, hide_names=hide)
    while code == LOCK_UP:
        _unlock(store, options)
        code = run(sessions=store, out=out, hide_names=hide)
    return code


def _sitting(open: OpenSession, options: argparse.Namespace, store: Store) -> int:
    from datetime import date

    from coach.guide.begin import begin
    from coach.plain.commands import ToHome
    from coach.plain.home import home
    from coach.plain.sitting import sit

    terminal = _terminal(options, store)
    try:
        with open:
            guide = begin(store, open, date.today())
            return sit(guide, out=_folder(options), terminal=terminal, store=store)
    except ToHome:
        return home(store, terminal)


def _terminal(options: argparse.Namespace, store: Store) -> Terminal:
    from coach.plain.terminal import Terminal

    terminal = Terminal(sys.stdin, sys.stdout)
    if options.hide_names:
        from coach.guide.cover import child_names

        terminal.hiding, terminal.hidden = True, child_names(store)
    return terminal


def _list(options: argparse.Namespace) -> int:
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
            }
            for header in found
        ]
        _say(json.dumps(rows, ensure_ascii=False, indent=2))
        return DONE
    for header in found:
        _say(f"{header.id}: {header.title}")
        _say("    " + header.summary)
        samples = ", ".join(sample_names(header.id))
        _say("    " + _("About {n} minutes. Samples: {s}").format(n=header.minutes, s=samples))
    return DONE


def _show(options: argparse.Namespace) -> int:
    from coach.plain.showing import show_scenario
    from coach.plain.terminal import Terminal
    from coach.scenario.library import find, sample_names

    scenario = find(options.scenario)
    show_scenario(Terminal(sys.stdin, sys.stdout), scenario, sample_names(scenario.id))
    return DONE


def _author(options: argparse.Namespace) -> int:
    return author.run(options, _say)


def _data(options: argparse.Namespace) -> int:
    return data.run(options, _say_at_once)


def _export(options: argparse.Namespace) -> int:
    return export.run(options, _say)


def _lock(options: argparse.Namespace) -> int:
    return lock.run(options, _say_at_once)


def _moves(options: argparse.Namespace) -> int:
    return moves.run(options, _say_at_once)


def _rehearse(options: argparse.Namespace) -> int:
    from coach.commands import rehearsal

    store = _store(options)
    asked = rehearsal.opened(options, store)
    try:
        terminal = _terminal(options, store)
        if rehearsal.refused(asked.guide, terminal):
            return PROBLEM
        rehearsing = rehearsal.set_up(options, asked.guide)
        if options.script or options.record or _is_plain(options):
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


def _tone(options: argparse.Namespace) -> int:
    return tone.run(options, _say)


def _watch(options: argparse.Namespace) -> int:
    from coach.author.watch import Watch, follow

    watch = Watch(_path(options.file), options.sample)
    if options.once or _is_plain(options):
        return follow(watch, _say_at_once, once=options.once)
    from coach.tui.watching import run

    return run(watch)


_COMMANDS: dict[str | None, Callable[[argparse.Namespace], int]] = {
    None: _home,
    "run": _run,
    "resume": _resume,
    "list": _list,
    "show": _show,
    **dict.fromkeys(author.NAMES, _author),
    "watch": _watch,
    **dict.fromkeys(data.NAMES, _data),
    **dict.fromkeys(export.NAMES, _export),
    **dict.fromkeys(lock.NAMES, _lock),
    **dict.fromkeys(moves.NAMES, _moves),
    **dict.fromkeys(rehearse.NAMES, _rehearse),
    **dict.fromkeys(tone.NAMES, _tone),
}


# ------------------------------------------------------------------ what they share


def _say(text: str, sink: TextIO | None = None) -> None:
    from coach.scenario.text import clean

    (sink or sys.stdout).write(clean(text) + "\n")


def _say_at_once(text: str) -> None:
    """For a program that goes on: a pipe should not keep its lines from their reader."""
    _say(text)
    sys.stdout.flush()


def _is_plain(options: argparse.Namespace) -> bool:
    """Plain where it was asked for, and wherever there is no screen to draw on."""
    import os

    # Textual reads stdin and draws on stderr; what it leaves behind is on stdout.
    streams = (sys.stdin, sys.stdout, sys.stderr)
    screen = all(stream.isatty() for stream in streams) and os.environ.get("TERM") != "dumb"
    return bool(options.plain) or not screen


def _store(options: argparse.Namespace) -> Store:
    if options.no_save:
        from coach.casebook.unsaved import Unsaved

        return Unsaved()
    from coach.casebook import place
    from coach.casebook.casebook import Casebook

    store = Casebook(place.home())
    if store.locked:
        import atexit

        _unlock(store, options)
        atexit.register(store.close)  # its lists are kept closed, for the next time
    return store


def _unlock(store: Store, options: argparse.Namespace) -> None:
    """Ask for the passphrase before anything is shown.

    Raises:
        _StaysLocked: the person left instead.
        CoachError: it was not given, or not the right one.
    """
    if _is_plain(options):
        from coach.plain.unlock import unlock

        opened = unlock(store)
    else:
        from coach.tui.unlocking import unlock as unlock_on_screen

        opened = unlock_on_screen(store)
    if not opened:
        raise _StaysLocked


def _folder(options: argparse.Namespace) -> Path | None:
    return _path(options.out) if options.out else None


def _path(text: str) -> Path:
    from coach.export.files import folder_named

    return folder_named(text)
