"""What `coach rehearse` does: finds the answers, sets the talk up, and opens a face on it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coach.casebook.disk import rename, temporary, unwritable
from coach.casebook.opened import OpenSession, Store
from coach.errors import CoachError
from coach.guide.begin import begin
from coach.guide.guide import Guide
from coach.guide.practice import any_seed, invented, with_answers
from coach.guide.rehearsing import Rehearsing, terms_from
from coach.interview.answer_file import read_answers
from coach.language import _
from coach.plain.practice import let_speak_freely
from coach.plain.practice import refused as refused
from coach.plain.rehearsal import Mode, Talk
from coach.plain.results import show_help_card
from coach.plain.terminal import EndOfInput, Leave, Terminal
from coach.rehearse.script import read_script, write_script
from coach.scenario.library import find, lasting
from coach.scenario.model import Scenario
from coach.scenario.source import read_text


@dataclass(frozen=True, slots=True)
class Asked:
    """A rehearsal that was asked for.

    Attributes:
        open: the session's file, to close it; None for a made-up family.
    """

    guide: Guide
    open: OpenSession | None


def opened(options: argparse.Namespace, store: Store) -> Asked:
    """Return the answers to rehearse with.

    Raises:
        CoachError: there are none, or not all of them.
    """
    from datetime import date

    scenario = find(options.scenario)
    if options.sample:
        return Asked(invented(options.scenario, options.sample), None)
    if options.answers:
        return Asked(_from_file(options, scenario), None)
    mine = options.session or next(
        (
            one.id
            for one in store.summaries()
            if one.scenario == lasting(options.scenario) and one.finished
        ),
        "",
    )
    if not mine:
        raise CoachError(
            _("There is no finished session of “{id}” to rehearse.").format(id=scenario.id),
            advice=_("Answer it first: coach run {id}. Or take a made-up family: --sample").format(
                id=scenario.id
            ),
        )
    open = store.open(mine)
    return Asked(begin(store, open, date.today()), open)


def _from_file(options: argparse.Namespace, scenario: Scenario) -> Guide:
    answers = read_answers(Path(options.answers), scenario)
    guide = with_answers(options.scenario, answers)
    alarm = guide.alarm_in(answers)
    if alarm is not None:
        show_help_card(Terminal(sys.stdin, sys.stderr), alarm)
        raise CoachError(
            _("Words in these answers may mean that someone is in danger: no rehearsal for that."),
            where=options.answers,
        )
    return guide


def set_up(options: argparse.Namespace, guide: Guide) -> Rehearsing:
    """Return the talk that was asked for; the one that was left, where nothing was chosen.

    Raises:
        CoachError: it can't be rehearsed, or not with this person.
    """
    chosen = options.partner or options.mood or options.setting or options.seed is not None
    if not chosen and not options.script:
        latest = Rehearsing.latest(guide)
        if latest is not None:
            return latest
    seed = options.seed if options.seed is not None else any_seed()
    terms = terms_from(guide, seed, options.partner, options.mood, options.setting)
    return Rehearsing(guide, terms)


def mode_of(options: argparse.Namespace) -> Mode:
    """Return who takes part."""
    return "coach" if options.coach else "room" if options.room else "alone"


def plain(options: argparse.Namespace, rehearsing: Rehearsing, terminal: Terminal) -> int:
    """Talk line by line, from a script or a person; return the exit code."""
    file = Path(options.record) if options.record else None
    keep = _recorder(file) if file is not None else None
    if options.script:
        return _from_script(options, rehearsing, terminal, keep)
    rehearsing.free = let_speak_freely(rehearsing.guide, terminal)
    terminal.say(
        _("This talk is number {seed}: --seed {seed} brings it again.").format(
            seed=rehearsing.terms.seed
        )
    )
    if rehearsing.guide.keeper.path is None and keep is None:
        terminal.say(_("Nothing of it is kept. --record FILE keeps what you say."))
    try:
        Talk(terminal, rehearsing, mode_of(options), keep).run()
    except Leave:
        return 0
    except EndOfInput:
        return 0
    return 0


def _from_script(
    options: argparse.Namespace,
    rehearsing: Rehearsing,
    terminal: Terminal,
    keep: Callable[[Rehearsing], None] | None,
) -> int:
    text = sys.stdin.read() if options.script == "-" else read_text(Path(options.script))
    entries = read_script(text, "" if options.script == "-" else options.script)
    talk = Talk(terminal, rehearsing, mode_of(options), keep)
    talk.greet()
    talk.play(entries)
    return 0


def _recorder(file: Path) -> Callable[[Rehearsing], None]:
    def keep(rehearsing: Rehearsing) -> None:
        terms = rehearsing.terms
        about = (
            f"coach rehearse {rehearsing.guide.scenario.id} --partner {terms.role} "
            f"--mood {terms.mood} --setting {terms.setting} --seed {terms.seed}"
        )
        text = write_script(tuple(rehearsing.entries), about)
        try:
            rename(temporary(file, text.encode()), file)
        except OSError as error:
            raise unwritable(file, error) from None

    return keep
