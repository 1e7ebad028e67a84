"""The way in: which command was typed, and what is said when something goes wrong.

Exit codes: 0 done, 1 a problem (said on stderr), 2 usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from coach import __version__
from coach.commands.faces import StaysLocked, add_face
from coach.commands.table import COMMANDS, module_of, typed
from coach.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

DONE, PROBLEM, USAGE, INTERRUPTED = 0, 1, 2, 130


def parser(command: str = "") -> argparse.ArgumentParser:
    """Return the commands there are, and the options of one.

    Args:
        command: whose options to add; those of the others take time that nobody asked for.
    """
    main = argparse.ArgumentParser(
        prog="coach",
        description=_(
            "From a worry to words: prepare a message to your child's teacher, step by step. "
            "Everything stays on this machine."
        ),
        epilog=_("Without a command, Coach opens and asks what is going on."),
    )
    main.add_argument("--version", action="version", version=f"coach {__version__}")
    add_face(main)
    commands = main.add_subparsers(dest="command", metavar=_("COMMAND"))
    if command:
        import_module(module_of(command)).add(commands)
        return main
    for one in COMMANDS:
        commands.add_parser(one.name, help=one.help)
    return main


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Every problem is said, none is a traceback."""
    _streams()
    given = sys.argv[1:] if arguments is None else arguments
    options = parser(typed(given)).parse_args(given)
    from coach.errors import CoachError

    try:
        code: int = import_module(module_of(options.command)).run(options, _say_at_once)
        return code
    except CoachError as error:
        _say(f"coach: {error}", sys.stderr)
        return PROBLEM
    except StaysLocked:
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


def _say(text: str, sink: TextIO | None = None) -> None:
    from coach.scenario.text import clean

    (sink or sys.stdout).write(clean(text) + "\n")


def _say_at_once(text: str) -> None:
    """For a program that goes on: a pipe should not keep its lines from their reader."""
    _say(text)
    sys.stdout.flush()
