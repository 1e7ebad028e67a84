"""The way into a rehearsal, line by line: who with, how they are, and whether it may be at all."""

from __future__ import annotations

from contextlib import suppress

from coach.casebook import place
from coach.guide.freely import Free, free_for
from coach.guide.guide import Guide
from coach.guide.practice import any_seed, why_not
from coach.guide.rehearsing import (
    Rehearsing,
    can_rehearse,
    moods,
    partners,
    setting_name,
    usual_terms,
)
from coach.language import _
from coach.plain.rehearsal import Mode, Talk
from coach.plain.results import show_help_card
from coach.plain.terminal import EndOfInput, Terminal
from coach.rehearse.cast import Terms
from coach.scenario.rehearsal import SETTINGS


def practice(guide: Guide, terminal: Terminal, mode: Mode = "alone") -> None:
    """Rehearse with what a finished sitting knows, until the person goes back.

    Args:
        mode: who takes part.
    """
    if refused(guide, terminal):
        return
    rehearsing = Rehearsing.latest(guide)
    if rehearsing is None or not _goes_on(terminal):
        rehearsing = Rehearsing(guide, choose_terms(guide, terminal))
    rehearsing.free = let_speak_freely(guide, terminal)
    Talk(terminal, rehearsing, mode).run()


def refused(guide: Guide, terminal: Terminal) -> bool:
    """Where nobody can be rehearsed with, show where help is; return whether that is so."""
    if can_rehearse(guide):
        return False
    show_help_card(terminal)
    terminal.say()
    terminal.say(why_not())
    return True


def choose_terms(guide: Guide, terminal: Terminal) -> Terms:
    """Ask who to talk with, how they are, and where. Enter takes the first each time."""
    usual = usual_terms(guide, any_seed())
    there = partners(guide)
    role = there[_asked(terminal, _("Who with?"), [one.title for one in there])].role
    known = moods()
    told = [f"{mood.title}. {mood.about}" for mood in known]
    mood = known[_asked(terminal, _("How are they today?"), told)].id
    places = sorted(SETTINGS, key=lambda one: one != usual.setting)
    setting = places[_asked(terminal, _("Where?"), [setting_name(one) for one in places])]
    return Terms(role, mood, setting, usual.seed)


def _asked(terminal: Terminal, ask: str, choices: list[str]) -> int:
    if len(choices) == 1:
        return 0
    terminal.say(ask)
    for number, choice in enumerate(choices, 1):
        terminal.say(choice, mark=f"  {number}. ")
    while True:
        line = terminal.ask(_("Type a number; Enter takes the first: ")).strip()
        if not line:
            return 0
        if line.isascii() and line.isdigit() and len(line) < 3 and 0 < int(line) <= len(choices):
            return int(line) - 1
        terminal.say(_("That is not one of the choices."))


def _goes_on(terminal: Terminal) -> bool:
    terminal.say(_("You were in the middle of a talk."))
    return _asked(terminal, _("Go on with it?"), [_("Go on"), _("Begin another")]) == 0


def let_speak_freely(guide: Guide, terminal: Terminal) -> Free | None:
    """Return the free-talking partner, where the settings name one and the person says yes."""
    free = free_for(guide, place.home())
    if free is None:
        return None
    terminal.say(free.sent)
    asked = _("Type yes to let it speak; Enter keeps to the script: ")
    with suppress(EndOfInput):
        if terminal.ask(asked).strip().casefold() in (_("yes"), "y"):
            return free
    return None
