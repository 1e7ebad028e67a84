"""`coach handout`: sheets to fill in, cards to cut out, practices, ready for a copier."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from coach.language import _

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from coach.handouts.family import Subject
    from coach.handouts.making import As, Made
    from coach.handouts.sheet import Handout
    from coach.scenario.handouts import HandoutsFile

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""

FOLDER = "handouts"
FORMATS = ("pdf", "html")
PAPERS = ("letter", "a4")
"""As in coach/handouts: `coach --help` has no time to ask there."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `coach handout`."""
    handout = commands.add_parser("handout")
    handout.add_argument(
        "which", nargs="*", metavar="WHICH", help=_("which (--list); all if left out")
    )
    handout.add_argument(
        "--for",
        dest="scenario",
        metavar="SCENARIO",
        help=_("reply cards, role cards and practices of this one: its id, or a .toml file"),
    )
    handout.add_argument(
        "--sample", metavar="NAME", help=_("with the words of this made-up family")
    )
    handout.add_argument(
        "--minutes",
        type=int,
        metavar="N",
        help=_("of the practices, only those that a workshop of so many minutes teaches"),
    )
    handout.add_argument(
        "--as", dest="format", choices=FORMATS, help=_("PDF, or web pages to print")
    )
    handout.add_argument("--paper", choices=PAPERS, default="letter", help=_("the paper"))
    handout.add_argument("--grey", action="store_true", help=_("without color, for any copier"))
    handout.add_argument("--out", metavar="DIR", default=FOLDER, help=_("into this folder"))
    handout.add_argument("--replace", action="store_true", help=_("write over what is there"))
    handout.add_argument("--list", action="store_true", help=_("show what there is; write nothing"))


def run(options: argparse.Namespace, say: Say) -> int:
    """Make the handouts and say what was written; return the exit code."""
    from coach.errors import CoachError
    from coach.handouts.family import subject
    from coach.handouts.making import make, words_for

    if options.sample and not options.scenario:
        raise CoachError(
            _("A made-up family belongs to a scenario."),
            advice=_("Say which: coach handout --for SCENARIO --sample {name}").format(
                name=options.sample[:60]
            ),
        )
    about = subject(options.scenario, options.sample or "") if options.scenario else None
    words = words_for(about)
    if options.list:
        _list(words, about, say)
        return 0
    made = make(options.which, words, about, _taught(options))
    _write(made.handouts, options, say)
    _told(made, about, options, say)
    return 0


def _taught(options: argparse.Namespace) -> frozenset[str] | None:
    """Return the practices of a workshop, by id; None where it is not for one."""
    if options.minutes is None:
        return None
    from coach.commands.workshop.plan import planned
    from coach.errors import CoachError

    if not options.scenario:
        raise CoachError(
            _("A workshop is about a scenario."),
            advice=_("Say which: coach handout practices --for SCENARIO --minutes 60"),
        )
    made = planned(options.scenario, options.minutes, sample=options.sample or "")
    return frozenset(one.idea.practice.id for one in made.pieces if one.idea is not None)


def _list(words: HandoutsFile, about: Subject | None, say: Say) -> None:
    from coach.handouts.making import kinds

    every = kinds(words)
    wide = max(len(kind.id) for kind in every)
    for heading, of_scenario in (
        (_("To fill in by hand:"), False),
        (_("For a scenario (--for):"), True),
    ):
        say(heading)
        for kind in every:
            if kind.of_scenario is of_scenario:
                say(f"  {kind.id:<{wide}}  {kind.use}")
    if about is not None and about.names:
        say(_("Made-up families (--sample): {names}").format(names=", ".join(about.names)))


def _write(handouts: tuple[Handout, ...], options: argparse.Namespace, say: Say) -> None:
    from coach.export.files import folder_named, refuse_to_replace, save
    from coach.handouts.making import write

    form = _form(options, say)
    folder = folder_named(options.out)
    files = dict(write(one, form, options.paper, options.grey) for one in handouts)
    there = {name for name, data in files.items() if _holds(folder / name, data)}
    new = {name: data for name, data in files.items() if name not in there}
    if not options.replace:
        refuse_to_replace(folder, new)
    for name in files:
        if name in there:
            say(_("There already, the same: {path}").format(path=folder / name))
    for path in save(folder, new, replace=options.replace):
        say(_("Written: {path}").format(path=path))
    say(_("Print them at their actual size, on one side of the paper."))


def _holds(path: Path, data: bytes) -> bool:
    """Sheets to fill in are the same for every scenario: there is no need to refuse those."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except (OSError, ValueError):
        return False


def _form(options: argparse.Namespace, say: Say) -> As:
    """PDF, unless something else was asked for or what it needs is not there."""
    if options.format:
        form: As = options.format
        return form
    from coach.handouts.pdf import is_there

    if is_there():
        return "pdf"
    from coach.export.extra import INSTALL

    say(
        _("These are web pages to print: open each in a browser. For PDF: {install}").format(
            install=INSTALL
        )
    )
    return "html"


def _told(made: Made, about: Subject | None, options: argparse.Namespace, say: Say) -> None:
    """Whose words these are, and what there is none of."""
    for line in made.missing:
        say(line)
    if about is None:
        if not options.which:
            say(_("Reply cards, role cards and practices: add --for SCENARIO (coach list)."))
        return
    if about.family is not None and not options.sample:
        others = ", ".join(name for name in about.names if name != about.family.name)
        say(
            _("The words are a made-up family's: {title}.").format(
                title=about.family.title or about.family.name
            )
            + (" " + _("For another: --sample {names}").format(names=others) if others else "")
        )
