"""What a cover found, said to a person. All that comes from a scenario is text."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from coach.author.cover.faults import in_words
from coach.author.cover.figures import reached, spread
from coach.author.cover.talks.told import (
    Files,
    again,
    counted,
    endings,
    fault_in_words,
    head_of,
    unheard_in_words,
)
from coach.author.cover.words import answers_toml, place_of, sentence_of, short
from coach.language import _, ngettext
from coach.scenario.places import Places
from coach.scenario.text import clean_line

if TYPE_CHECKING:
    from coach.author.cover import Report
    from coach.author.cover.talks.report import Rehearsed, Unheard
    from coach.author.cover.talks.tally import Found, What

    Rows = list[tuple[str, ...]]

MOST_TOLD = 20
"""Faults and missing targets that are told in full on a screen. A program gets them all."""
LONGEST_NAME = 60
WIDTH = 100

Say = Callable[[str], None]


def tell(report: Report, places: Places, id: str, files: Files, say: Say) -> None:
    """Say what was found, line by line.

    Args:
        places: of the scenario's file.
        id: how the scenario was named on the command line.
        files: where what is rehearsed stands.
    """
    planned = min(report.planned, report.tally.paths)
    say(
        _("{id}: {paths} paths, {planned} of them planned.").format(
            id=short(report.scenario.id), paths=report.tally.paths, planned=planned
        )
    )
    say("")
    head = ("", _("reached"), _("of"))
    _table([head, *((name, str(some), str(of)) for name, some, of in reached(report))], say)
    if report.tally.sizes:
        say("")
        _table(_sizes(report), say)
    _tell_missing(report, places, say)
    _tell_faults(report, places, say)
    if report.rehearsed is not None:
        _tell_talks(report.rehearsed, files, id, say)
    say("")
    say(_verdict(report))
    say(_again(report, id))


def _tell_missing(report: Report, places: Places, say: Say) -> None:
    if report.missing:
        say("")
        say(_("Never reached:"))
    for each in report.missing[:MOST_TOLD]:
        say(f"{place_of(places, each.goal)}: {sentence_of(report.scenario, each)}")
    _more(len(report.missing), say)
    if report.needless:
        say("")
        say(_("Always true, and nothing is lost by it (an “else” would do):"))
    for goal in report.needless[:MOST_TOLD]:
        say(str(place_of(places, goal)))
    _more(len(report.needless), say)


def _tell_faults(report: Report, places: Places, say: Say) -> None:
    if report.faults:
        say("")
        say(_("Faults, each with the shortest answers found (for coach run --answers FILE):"))
    for (kind, key), found in list(report.faults.items())[:MOST_TOLD]:
        times = ngettext("{n} path", "{n} paths", found.count).format(n=found.count)
        say("")
        say(f"{places.value(key)}: {in_words(kind)} ({times})")
        say(f"    {clean_line(found.text)}")
        say("")
        for line in answers_toml(report.scenario, found.answers).splitlines():
            say(f"        {line}".rstrip())
    _more(len(report.faults), say)


def _tell_talks(rehearsed: Rehearsed, files: Files, id: str, say: Say) -> None:
    say("")
    say(head_of(rehearsed))
    say("")
    head = ("", _("heard"), _("of"))
    _table([head, *((name, str(some), str(of)) for _k, name, some, of in counted(rehearsed))], say)
    say("")
    _table(endings(rehearsed), say)
    _tell_unheard(rehearsed.unheard, _("Never heard:"), files, say)
    if rehearsed.faults:
        say("")
        say(_("Faults in talks, each with the shortest talk found:"))
    for what, found in list(rehearsed.faults.items())[:MOST_TOLD]:
        say("")
        for line in talk_in_lines(rehearsed, what, found, files, id):
            say(line)
    _more(len(rehearsed.faults), say)


def talk_in_lines(
    rehearsed: Rehearsed, what: What, found: Found, files: Files, id: str
) -> Iterator[str]:
    """Yield what is wrong in a talk, and how to play it again, line by line."""
    times = ngettext("{n} talk", "{n} talks", found.count).format(n=found.count)
    yield f"{files.place(what[1])}: {fault_in_words(what)} ({times})"
    if found.text:
        yield f"    {clean_line(found.text)}"
    yield ""
    for line in again(rehearsed, found, id, files.samples):
        yield f"    {line}".rstrip()


def _tell_unheard(unheard: Sequence[Unheard], head: str, files: Files, say: Say) -> None:
    if unheard:
        say("")
        say(head)
    for one in unheard[:MOST_TOLD]:
        say(f"{files.place(one.goal.site)}: {unheard_in_words(one)}")
    _more(len(unheard), say)


def tell_shared(unheard: Sequence[Unheard], files: Files, say: Say) -> None:
    """Say what all rehearsals share and no scenario's talks came by."""
    say("")
    _tell_unheard(unheard, _("Shared by all, and never heard in any:"), files, say)


def _again(report: Report, id: str) -> str:
    if report.rehearsed is None:
        return _("The same again: coach cover {id} --runs {runs} --seed {seed}").format(
            id=id, runs=report.runs, seed=report.seed
        )
    return _("The same again: coach cover {id} --runs {runs} --talks {talks} --seed {seed}").format(
        id=id, runs=report.runs, talks=report.talks, seed=report.seed
    )


def _more(count: int, say: Say) -> None:
    if count > MOST_TOLD:
        say("")
        say(_("… and {n} more; --format json names them all.").format(n=count - MOST_TOLD))


def _verdict(report: Report) -> str:
    if report.interrupted:
        return _("Stopped before the end.")
    if report.good:
        return _("Everything was reached, and nothing is wrong with it.")
    rehearsed = report.rehearsed
    missing, faults = len(report.missing), len(report.faults)
    if rehearsed is not None:
        missing += len(rehearsed.unheard)
        faults += len(rehearsed.faults)
    said = []
    if missing:
        said.append(
            ngettext("{n} thing never reached", "{n} things never reached", missing).format(
                n=missing
            )
        )
    if faults:
        said.append(ngettext("{n} fault", "{n} faults", faults).format(n=faults))
    return ", ".join(said) + "."


def _table(rows: Rows, say: Say) -> None:
    """Say a table: aligned text, with a bold head where somebody looks at a screen."""
    from io import StringIO

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    screen = (
        sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and "NO_COLOR" not in os.environ
    )
    # Only Text goes in: Rich would read “[bold]” in a plain string as markup.
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for at, head in enumerate(rows[0]):
        table.add_column(
            Text(head, "bold" if screen else ""), justify="right" if at else "left", overflow="fold"
        )
    for row in rows[1:]:
        table.add_row(*(Text(clean_line(cell)) for cell in row))
    sink = StringIO()
    width = os.get_terminal_size(sys.stdout.fileno()).columns if screen else WIDTH
    Console(
        file=sink,
        width=max(width, 40),
        force_terminal=screen,
        color_system="standard" if screen else None,
    ).print(table)
    text = "\n".join(line.rstrip() for line in sink.getvalue().rstrip("\n").split("\n"))
    if screen:
        # `say` takes every escape out, bold too. What is in the table is clean already.
        sys.stdout.write(text + "\n")
    else:
        for line in text.split("\n"):
            say(line)


def _sizes(report: Report) -> Rows:
    rows: Rows = [(_("message"), _("times"), _("words"), _("should be"), _("out"), _("grade"))]
    for at, sizes in sorted(report.tally.sizes.items()):
        message = report.scenario.message[at]
        low, middle, high = spread(sizes.words)
        out = f"{sizes.out} / {sizes.fair}" if message.words else ""
        grades = spread(sizes.grades) if sizes.grades else (0.0, 0.0, 0.0)
        rows.append(
            (
                short(message.id),
                str(sizes.words.total()),
                f"{low:.0f}–{middle:.0f}–{high:.0f}",
                f"{message.words[0]}–{message.words[1]}" if message.words else "",
                out,
                f"{grades[1]:.1f} (≤ {grades[2]:.1f})",
            )
        )
    return rows
