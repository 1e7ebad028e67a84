"""`coach workshop plan`: an agenda for a room, as a page."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import UTC, datetime

from coach.commands.export import to_stdout, write_to
from coach.errors import CoachError
from coach.export.names import safe_name
from coach.export.pieces import Piece
from coach.export.text import write
from coach.interview.answer_file import sample_answers
from coach.language import _
from coach.scenario import library
from coach.scenario.model import Scenario
from coach.scenario.text import clean_line
from coach.workshop.families import Family
from coach.workshop.page import page
from coach.workshop.plan import Plan, Setting, plan

Say = Callable[[str], None]
"""Writes one line of plain text on stdout."""

MOST_PEOPLE = 999


def run(options: argparse.Namespace, say: Say) -> int:
    """Write the plan and return the exit code."""
    scenario = library.find(options.scenario)
    _within(options.people, 0, MOST_PEOPLE, "--people")
    begins = _begins(options.start)
    made = planned(options.scenario, options.minutes, options.people, options.sample)
    document = page(made, begins)
    piece = Piece(f"workshop-{safe_name(scenario.id)}", document, write(document))
    files = {piece.named(options.format): piece.render(options.format, datetime.now(UTC))}
    if options.out in (None, "-"):
        to_stdout(files, options.format)
        return 0
    for path in write_to(files, options.out, replace=options.replace):
        say(_("Written: {path}").format(path=path))
    return 0


def planned(called: str, minutes: int, people: int = 0, sample: str = "") -> Plan:
    """Return the plan of a workshop.

    Args:
        called: the scenario, as it was typed.
        people: 0 where nobody knows.
        sample: the made-up family to work with; "" is the one that fits best.

    Raises:
        CoachError: there is no such scenario or family, or it is too short or too long.
    """
    scenario = library.find(called)
    return plan(
        Setting(
            called=called,
            minutes=minutes,
            people=people,
            sample=sample,
            rehearsal=library.has_rehearsal(called),
        ),
        scenario,
        _families(called, scenario),
        library.practices_of(called),
        library.workshop(called),
    )


def _families(called: str, scenario: Scenario) -> tuple[Family, ...]:
    found = []
    for name in library.sample_names(called):
        sample = library.sample(called, name)
        answers = sample_answers(scenario, name)
        found.append(Family(name, sample.title, sample.about, answers))
    return tuple(found)


def _within(number: int, least: int, most: int, option: str) -> None:
    if not least <= number <= most:
        raise CoachError(
            _("{option} is a number from {least} to {most}.").format(
                option=option, least=least, most=most
            )
        )


def _begins(text: str) -> int:
    """Return minutes after midnight; 0 where no time was given."""
    if not text:
        return 0
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", text, re.ASCII)
    if found is None:
        raise CoachError(
            _("“{text}” is no time of day.").format(text=clean_line(text)[:20]),
            advice=_("Write it as 18:30."),
        )
    return int(found[1]) * 60 + int(found[2])
