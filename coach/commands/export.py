"""`coach export`: what is kept, in a format to send, print or hand over."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from coach.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from coach.casebook.opened import Store
    from coach.casebook.session import Session
    from coach.errors import CoachError
    from coach.export.pieces import Piece

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""


FORMATS = ("txt", "md", "html", "pdf", "docx", "eml", "mailto", "ics")
"""The ids of export.pieces.FORMATS: `coach --help` has no time to ask there."""

_OF_SESSION = ("message", "points", "cards", "dates", "all")
_OF_FAMILY = ("record", "card", "dates", "all")
_TEXTS = ("txt", "md", "mailto")
"""Formats of which several can go to stdout one after the other."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `coach export`."""
    export = commands.add_parser("export")
    export.add_argument(
        "id", metavar="ID", help=_("a session, a child's card or an entry of the log, by its id")
    )
    add_format(export, "txt")
    export.add_argument(
        "--what",
        choices=sorted({*_OF_SESSION, *_OF_FAMILY}),
        help=_("which part; of a child's card “record” or “card”; all if left out"),
    )
    export.add_argument(
        "--out", metavar="PLACE", help=_("a file, a folder, or - for standard output")
    )
    export.add_argument(
        "--list", action="store_true", help=_("show exactly what would be in it; write nothing")
    )
    export.add_argument("--to", metavar="ADDRESS", help=_("whom an email goes to"))
    export.add_argument(
        "--redact",
        action="store_true",
        help=_("names become roles and dates become days: for others to read"),
    )
    export.add_argument(
        "--replace", action="store_true", help=_("write over files of the same name")
    )


def add_format(command: argparse.ArgumentParser, default: str | None) -> None:
    """Add the choice of a format to a command."""
    command.add_argument(
        "--as", dest="format", choices=FORMATS, default=default, help=_("the format")
    )


def run(options: argparse.Namespace, say: Say) -> int:
    """Show what is in it, then write it; return the exit code."""
    from datetime import date

    from coach.commands.data.opening import opened
    from coach.export.pieces import files, listing

    store = opened()
    session = store.look(options.id)
    pieces = _pieces(store, session, options, date.today())
    if options.redact:
        from coach.guide.redacting import redacted_pieces, with_card

        pieces = _some(redacted_pieces(pieces, with_card(store, session)), "--redact")
    stamp = session.updated
    if options.list:
        say(listing(pieces, options.format, stamp).rstrip("\n"))
        return 0
    if not options.out:
        raise _no_place()
    made = files(pieces, options.format, stamp)
    if options.out == "-":
        to_stdout(made, options.format)
        return 0
    say(listing(pieces, options.format, stamp))
    for path in write_to(made, options.out, replace=options.replace):
        say(_("Written: {path}").format(path=path))
    return 0


# ------------------------------------------------------------------ what


def _pieces(
    store: Store, session: Session, options: argparse.Namespace, today: date
) -> tuple[Piece, ...]:
    from coach.casebook.records import CONTACT, FAMILY

    what = options.what or ("dates" if options.format == "ics" else "all")
    if session.scenario == FAMILY:
        return _of_family(store, session.id, what, today)
    if session.scenario == CONTACT and what == "dates":
        from coach.casebook.log import entry
        from coach.export.calendar import promised
        from coach.export.pieces import days

        return _some(days(promised([entry(session)])), what)
    return _of_session(store, session, what, today, options.to)


def _of_family(store: Store, family: str, what: str, today: date) -> tuple[Piece, ...]:
    from coach.guide.leaving import leaving_of

    every = leaving_of(store, family, today)
    match what:
        case "all":
            return every
        case "dates":
            return _some((one for one in every if one.events), what)
        case "record" | "card":
            return tuple(one for one in every if one.stem == what)
        case _:
            raise _not_here(what, _OF_FAMILY)


def _of_session(
    store: Store, session: Session, what: str, today: date, to: str | None
) -> tuple[Piece, ...]:
    from coach.errors import CoachError
    from coach.guide.begin import begin
    from coach.guide.keeper import AsKept
    from coach.guide.leaving import leaving

    guide = begin(store, AsKept(session), today)
    if not guide.path.finished:
        raise CoachError(
            _("This is not finished yet, so there is nothing to pass on."),
            where=session.id,
            advice=_("Carry on with: coach resume {id}").format(id=session.id),
        )
    every = leaving(guide, today, to)
    match what:
        case "all":
            return every
        case "message":
            return _some((one for one in every if one.is_message), what)
        case "dates":
            return _some((one for one in every if one.events), what)
        case "points" | "cards":
            stem = {"points": "talking-points", "cards": "reply-cards"}[what]
            return _some((one for one in every if not one.is_message and one.stem == stem), what)
        case _:
            raise _not_here(what, _OF_SESSION)


def _some(pieces: Iterable[Piece], what: str) -> tuple[Piece, ...]:
    from coach.errors import CoachError

    found = tuple(pieces)
    if not found:
        raise CoachError(
            _("There is nothing like this here: {what}.").format(what=what),
            advice=_("See what there is with: coach export ID --list"),
        )
    return found


def _not_here(what: str, there: tuple[str, ...]) -> CoachError:
    from coach.errors import CoachError

    return CoachError(
        _("This has no “{what}”.").format(what=what),
        advice=_("Choose one of: {there}.").format(there=", ".join(there)),
    )


# ------------------------------------------------------------------ where


def _no_place() -> CoachError:
    from coach.errors import CoachError

    return CoachError(
        _("Say where it should go. Nothing was written."),
        advice=_("Add --out FOLDER, or --out - to see it here. --list shows what would be in it."),
    )


def to_stdout(made: dict[str, bytes], format: str) -> None:
    """Write files to standard output, where that makes sense.

    Raises:
        CoachError: they are several that can't follow one another, or no text for a terminal.
    """
    from coach.errors import CoachError

    if len(made) > 1 and format not in _TEXTS:
        raise _too_many(made)
    if format in ("pdf", "docx") and sys.stdout.isatty():
        raise CoachError(
            _("This is no text: it would only confuse your terminal."),
            advice=_("Name a file instead: --out FILE.{ending}").format(ending=format),
        )
    sys.stdout.flush()
    sys.stdout.buffer.write(b"\n".join(made.values()))
    sys.stdout.buffer.flush()


def write_to(made: dict[str, bytes], out: str, *, replace: bool) -> tuple[Path, ...]:
    """Write files where `out` says, a folder or one file; return where they are.

    Raises:
        CoachError: there is one of that name, or it can't be written.
    """
    from coach.export.files import refuse_to_replace, save

    folder, named = _place(made, out)
    if not replace:
        refuse_to_replace(folder, named)
    return save(folder, named, replace=replace)


def _place(made: dict[str, bytes], out: str) -> tuple[Path, dict[str, bytes]]:
    """Return the folder to write to, and the files by the names they get there."""
    from coach.errors import CoachError
    from coach.export.files import folder_named

    path = folder_named(out)
    if out.endswith(("/", "\\")) or path.is_dir() or not path.suffix:
        return path, made
    if len(made) > 1:
        raise _too_many(made)
    ((name, data),) = made.items()
    ending = f".{name.rpartition('.')[2]}"
    if path.suffix.casefold() != ending:
        raise CoachError(
            _("A file of this format ends in {ending}.").format(ending=ending),
            where=out,
            advice=_("If it should be a folder, put a / at its end."),
        )
    return path.parent, {path.name: data}


def _too_many(made: dict[str, bytes]) -> CoachError:
    from coach.errors import CoachError

    return CoachError(
        _("These are {n} files: {names}.").format(n=len(made), names=", ".join(made)),
        advice=_("Name a folder, or choose one of them with --what."),
    )
